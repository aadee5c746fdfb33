"""Items about everything that a question for a set or a summary names, whichever of it is their subject."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.select import select_events, speaks_of, without
from assistant.vocabulary import pattern_of
from ingest import Kind, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.question import Filters, Question
    from ingest import Event


_VISITS = frozenset({Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT})


def by_topics(filters: Filters, every: Sequence[Event]) -> tuple[Event, ...]:
    """Items about the subject of a set; best if they have every further thing that it names as well.

    Which of several things is the subject is a guess: another one is where nothing has them all so.
    """
    readings = _readings(filters)
    whole = next((found for one in readings if (found := _whole(one, every))), ())
    found = whole or select_events(filters, every)
    return found or next((other for one in readings[1:] if (other := select_events(one, every))), ())


def summed_by_topics(filters: Filters, every: Sequence[Event]) -> tuple[Event, ...]:
    """Items that have every thing that a summary names, whichever of them each is about; else as for a set."""
    kept = {event.id for one in _readings(filters) for event in _whole(one, every)}
    return tuple(event for event in every if event.id in kept) or by_topics(filters, every)


def _readings(filters: Filters) -> tuple[Filters, ...]:
    """The filters, and those with another of the things named as their subject."""
    things = any(one.narrows and one.thing for one in filters.topics)
    return (filters, *_swapped(filters)) if things else ()


def _whole(filters: Filters, every: Sequence[Event]) -> tuple[Event, ...]:
    """The items about the subject that say all the other things."""
    others = [one for one in filters.topics if one.thing and one.narrows]
    return tuple(event for event in select_events(filters, every) if all(speaks_of(event, one) for one in others))


def _swapped(filters: Filters) -> Iterator[Filters]:
    """The same filters with another of the things named as their subject."""
    subjects = tuple(replace(one, narrows=True) for one in filters.topics if not one.narrows)
    for one in filters.topics:
        if one.narrows and one.thing:
            rest = tuple(two for two in filters.topics if two.narrows and two is not one)
            yield replace(filters, topics=(replace(one, narrows=False), *rest, *subjects))


def with_section(
    question: Question, filters: Filters, every: Sequence[Event], found: tuple[Event, ...]
) -> tuple[Event, ...]:
    """The items with those of the chapter on the subject, where a question is for the work of a whole field."""
    of_one_kind = len(set(filters.kinds) - _VISITS) == 1  # the inspections of a field are not all its work
    if of_one_kind or not pattern_of("around", "ask.field").search(fold(question.resolved)):
        return found
    terms = [fold_key(term) for one in filters.topics if not one.narrows for term in (one.words, *one.terms)]
    chapters = {path for event in every for path in _chapters(event) if any(term in path[-1] for term in terms)}
    rest = select_events(without(filters, "topics", "kinds"), every)
    kept = {one.id for one in found} | {one.id for one in rest if chapters & set(_chapters(one))}
    return tuple(event for event in every if event.id in kept) if chapters else found


def _chapters(event: Event) -> list[tuple[str, ...]]:
    """The headings above an item, each with those above it, folded; its own title is none."""
    path = tuple(map(fold_key, event.section_path))
    own = fold_key(event.title)
    return [path[:at] for at in range(1, len(path) + 1) if own not in path[at - 1]]


__all__ = ["by_topics", "summed_by_topics", "with_section"]
