"""What a question takes for done and a report has only as planned: the works to be finished in November."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from assistant.question import Question
    from ingest import DateRange, Event

_STEPS = ("completed", "opened", "begun")


def still_ahead(question: Question, event: Event) -> DateRange | None:
    """The day for which an item only plans what the question asks if it was done; None where it was done."""
    text = fold(question.asking)
    if pattern_of("meant", "to_come").search(text) and not asks_if_done(text):
        return None
    steps = [one for one in _STEPS if pattern_of("meant", one).search(text)]
    parts = [one for one in event.sub_dates if any(pattern_of("meant", step).search(fold(one.what)) for step in steps)]
    planned = [one.when for one in parts if one.when.planned]
    if not planned or len(planned) < len(parts):
        return None
    exact = [one for one in question.filters.dates if not one.loose]
    asked = all(any(one.first <= when.last and when.first <= one.last for when in planned) for one in exact)
    return planned[-1] if asked else None


def asks_if_done(folded: str) -> bool:
    """Whether a question is if a plan has come true: the works planned for June, were they finished?"""
    return any(pattern_of("meant", step).search(folded) for step in _STEPS) and bool(
        pattern_of("meant", "come_true").search(folded)
    )


__all__ = ["asks_if_done", "still_ahead"]
