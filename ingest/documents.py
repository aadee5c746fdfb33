"""Documents that were signed, as printed: memoranda, agreements, letters of intent."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.event import Mention
from ingest.plain import Plain
from ingest.rulebook import any_of, load_rules

_THEME = re.compile(
    "^「?(?P<theme>[^「」、，與和及]{2,16}?)"
    "(?:(?:友好|國際|雙邊|城市|策略|戰略|夥伴|互惠|互助|合作|交流|支援|聯盟|暨|及|與|了解|瞭解|採購|委託|執行)*)」?"
    "(?:備忘錄|MOU|意向書|協定書?|協議書?|契約書?|合約|宣言|聲明|同意書)」?$"
)
_FILLING = re.compile("合作|友好|交流|互助|國際|雙邊|夥伴")
_SHORTEST_OWN = 5  # characters that a name has of its own
_NO_THEME = re.compile(
    "姊妹|姐妹|友好|友誼|城市$|結盟|締盟|締結|[市縣省州]$|"
    "^(?:雙方|兩[市國校縣地]|合作|交流|共同|聯合|國際|產學|夥伴|學術|團體|諒解|加強|擴大|深化|推動|促進|智慧)$"
)


def find_documents(words: Plain) -> tuple[Mention, ...]:
    """The signed documents named in ``words``, in text order."""
    if "契約" not in words.text and not any_of("documents", "paper").search(words.text):
        return ()
    found: dict[str, tuple[int, int, str]] = {}
    for rule in load_rules("documents"):
        for match in rule.pattern.finditer(words.text):
            start, end = match.span("name")
            known = [one for one in found.values() if one[0] < end and start < one[1]]
            if not known:
                found.setdefault(match["name"], (start, end, rule.name))
    names = _fullest(found)
    spans = sorted(span for name, span in found.items() if name in names)
    return tuple(words.mention(start, end, rule) for start, end, rule in spans)


def _fullest(names: Iterable[str]) -> set[str]:
    """The names without those that are part of another, or another less 合作 and its kin (a headline's short form)."""
    kept: dict[str, str] = {}
    for name in sorted(names, key=len, reverse=True):
        short = _FILLING.sub("", name)
        if not any(name in other or _short_form(name, other) for other in kept.values()):
            kept.setdefault(short if len(short) > _SHORTEST_OWN else name, name)
    return set(kept.values())


def _short_form(name: str, other: str) -> bool:
    """Whether a name is another with characters left out, as headlines have it: 原民合作意向書."""
    if name[-2:] != other[-2:]:
        return False
    rest = iter(other)
    return all(char in rest for char in name)


def find_themes(documents: Iterable[Mention]) -> tuple[Mention, ...]:
    """What the documents are about, by their names: 防災 of 防災互助合作備忘錄."""
    found = []
    for one in documents:
        theme = _THEME.match(one.text)
        if theme and not _NO_THEME.search(theme["theme"]):
            first, last = theme.span("theme")
            found.append(Mention(one.text[first:last], one.start + first, one.start + last, "of-document"))
    return tuple(found)
