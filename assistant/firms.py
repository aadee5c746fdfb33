"""Which firm a report says has won a contract or does a piece of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest import Event

_COMPANY = ("公司", "企業社", "企业社", "企業", "企业")


def asks_firm(text: str) -> bool:
    """Whether a question asks which firm it was."""
    return pattern_of("firms", "asked").search(fold(text)) is not None


def firms_of(event: Event) -> tuple[str, ...]:
    """Names of the firms that an item says won or do the work, as it writes them."""
    return tuple(dict.fromkeys(_named(event)))


def _named(event: Event) -> Iterator[str]:
    text = fold(event.quote)
    for match in pattern_of("firms", "stated").finditer(text):
        group = next(name for name, words in match.groupdict().items() if words)
        start, end = match.span(group)
        after = event.quote[end:]
        end += next((len(one) for one in _COMPANY if after.startswith(one)), 0)
        yield "".join(event.quote[start:end].split())
