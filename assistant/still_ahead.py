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
    if any(not one.loose for one in question.filters.dates) or pattern_of("meant", "to_come").search(text):
        return None
    steps = [one for one in _STEPS if pattern_of("meant", one).search(text)]
    parts = [one for one in event.sub_dates if any(pattern_of("meant", step).search(fold(one.what)) for step in steps)]
    planned = [one.when for one in parts if one.when.planned]
    return planned[-1] if planned and len(planned) == len(parts) else None


__all__ = ["still_ahead"]
