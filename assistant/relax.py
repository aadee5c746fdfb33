"""A question with one of its conditions taken out, as a reader does who sees that it was misread."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.answer import Chip
    from assistant.question import Filters, Question


def without(question: Question, chip: Chip) -> Question:
    """``question`` without the filter that ``chip`` stands for.

    A chip may stand for one filter of a field or for several together: the fewest are taken out
    after which it is no longer described.
    """
    from assistant.understand import describe

    for filters in _smaller(question.filters, chip.field):
        relaxed = replace(question, filters=filters)
        if chip not in tuple(describe(relaxed)):
            return relaxed
    return question


def _smaller(filters: Filters, field: str) -> Iterator[Filters]:
    """Filters with one element of a field left out, then with none of the field."""
    if field not in {one.name for one in fields(filters)}:
        return
    held: tuple[object, ...] = getattr(filters, field)
    for at in range(len(held)):
        yield _with(filters, field, held[:at] + held[at + 1 :])
    yield _with(filters, field, ())


def _with(filters: Filters, field: str, kept: tuple[object, ...]) -> Filters:
    values = {one.name: getattr(filters, one.name) for one in fields(filters)}
    return type(filters)(**{**values, field: kept})
