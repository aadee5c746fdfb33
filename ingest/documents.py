"""Documents that were signed, as printed: memoranda, agreements, letters of intent."""

from __future__ import annotations

from ingest.event import Mention
from ingest.plain import Plain
from ingest.rulebook import any_of, load_rules


def find_documents(words: Plain) -> tuple[Mention, ...]:
    """The signed documents named in ``words``, in text order."""
    if not any_of("documents", "paper").search(words.text):
        return ()
    found: dict[str, tuple[int, int, str]] = {}
    for rule in load_rules("documents"):
        for match in rule.pattern.finditer(words.text):
            start, end = match.span("name")
            known = [one for one in found.values() if one[0] < end and start < one[1]]
            if not known:
                found.setdefault(match["name"], (start, end, rule.name))
    names = list(found)
    spans = sorted(span for name, span in found.items() if not any(name in other and name != other for other in names))
    return tuple(words.mention(start, end, rule) for start, end, rule in spans)
