"""How often a question says that something was: more than once, at least three times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.names_first import names_asked_for
from assistant.question import Intent
from assistant.vocabulary import pattern_of
from ingest import fold, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.question import Question
    from assistant.reading import Reading

_TIMES = {"twice": 2, "three times": 3, "four times": 4, "five times": 5}
_TWICE = 2


def often_spans(reading: Reading, intent: Intent | None) -> Iterator[tuple[int, int]]:
    """Where a yes/no question, or one for the names of those who came so often, says how often."""
    if intent is Intent.YES_NO or (intent is Intent.LIST and names_asked_for(reading.folded)):
        yield from (match.span() for match in reading.find(pattern_of("meant", "often")))


def times_asked(question: Question) -> int:
    """The least number of times that a question is about; 0 where it says none."""
    often = question.intent is Intent.YES_NO or (question.intent is Intent.LIST and names_asked_for(asked(question)))
    match = pattern_of("meant", "often").search(fold(question.asking)) if often else None
    if match is None:
        return 0
    number = match["n"] or ""
    return _TIMES.get(match["e"] or "", 0) or whole_number(number) or _TWICE


__all__ = ["often_spans", "times_asked"]
