"""What a question takes for granted of places and hosts, and an item says otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.lookup import item_text, rank
from assistant.question import Filters, Intent, PersonSide
from assistant.select import has_person, in_place, select_events
from assistant.vocabulary import pattern_of
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evidence import Evidence
    from assistant.lookup import Wanted
    from assistant.question import Question
    from ingest import Event

_NEAREST = 3


def another_host(
    question: Question, hard: Filters, wanted: Sequence[Wanted], every: Sequence[Event]
) -> Evidence | None:
    """The one item that bears a yes/no question out but for the official of the city that it names."""
    from assistant.evidence import Evidence

    named = [one for one in hard.persons if (one.names or one.titles) and one.side is PersonSide.HOST]
    if question.intent is not Intent.YES_NO or not named:
        return None
    rest = replace(hard, persons=tuple(one for one in hard.persons if one not in named))
    things = any(one.thing for one in wanted) or rest.organisations or rest.documents or rest.places or rest.dates
    found = [
        event
        for event in (select_events(rest, every) if things else ())
        if event.hosts and _says_all(question, event) and not any(has_person(event, one) for one in named)
    ]
    if not found:
        return None
    ranked = rank(found, wanted, (), question)
    alone = len(ranked) == 1 or ranked[0].score > ranked[1].score
    refusal = Refusal(RefusalReason.FALSE_PREMISE, "、".join(one.words for one in named))
    return Evidence((), (ranked[0].event,), refusal=refusal) if alone else None


def elsewhere(question: Question, hard: Filters, every: Sequence[Event]) -> Evidence | None:
    """The refusal where a question names a further place in which nothing of the first one took place."""
    from assistant.evidence import Evidence

    places = [one for one in hard.places if not one.abroad and not one.outside]
    if question.intent not in (Intent.LOOKUP, Intent.YES_NO) or len(places) < 2 or len(places) < len(hard.places):
        return None
    text = fold(question.resolved)
    spans = sorted((at, at + len(one.words)) for one in places for at in (text.find(fold(one.words)),) if at >= 0)
    gaps = [text[before[1] : after[0]].strip() for before, after in pairwise(spans)]
    if len(spans) < len(places) or any(pattern_of("around", "place.joined").fullmatch(gap) for gap in gaps):
        return None
    first = min(places, key=lambda one: text.find(fold(one.words)))
    found = select_events(replace(hard, places=(first,)), every)
    absent = [one for one in places if not any(in_place(event, one) for event in found)]
    if not found or not absent:
        return None
    missing = "、".join(one.words for one in absent)
    return Evidence((), found[:_NEAREST], refusal=Refusal(RefusalReason.FALSE_PREMISE, missing))


def _says_all(question: Question, event: Event) -> bool:
    """Whether an item has a spelling of everything that the question names, not only something near it."""
    text = item_text(event)
    return all(any(fold_key(term) in text for term in group) for group in question.wanted)


__all__ = ["another_host", "elsewhere"]
