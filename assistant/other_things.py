"""Where the item found is of another thing, place or manner than a question says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked
from assistant.answer import Refusal, RefusalReason
from assistant.asking import asked
from assistant.claims import denies_manner
from assistant.lookup import item_text
from assistant.question import Focus, Intent, Language
from assistant.select import select_events, without
from assistant.units import units
from assistant.vocabulary import pattern_of
from ingest import Kind, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evidence import Evidence
    from assistant.lookup import Ranked, Wanted
    from assistant.question import Filters, Question
    from ingest import Event

_SAID = 0.5
_PAPERS = ("協定", "協議", "備忘錄", "意向書", "宣言")


def of_another(question: Question, sure: Sequence[Ranked], wanted: Sequence[Wanted]) -> Refusal | None:
    """The refusal where the amount asked for is one of a thing that other items speak of, not these."""
    if question.language is Language.EN or Focus.HOW_MANY not in question.focus:
        return None
    nouns = [amount.before for amount in amounts_asked(asked(question)) if not amount.change]
    for one in wanted:
        sort = any(pattern_of("meant", "class_noun").search(fold(term)) for term in one.terms)
        sort |= any(unit.asked_by(term) for unit in units() for term in one.terms)
        asked_of = one.thing and not sort and any(term in noun for term in one.terms for noun in nouns)
        if asked_of and not any(one.held_by(item_text(ranked.event)) >= _SAID for ranked in sure):
            return Refusal(RefusalReason.NOT_STATED, question.asking)
    return None


def said_otherwise(question: Question, hard: Filters, chosen: Sequence[Ranked]) -> Evidence | None:
    """The one item that a yes/no question means by a document or body, or that says it was done otherwise."""
    from assistant.evidence import Evidence

    if question.intent is not Intent.YES_NO or not chosen:
        return None
    named = bool(hard.documents or hard.organisations) and bool(question.wanted)
    meant = named or denies_manner(question, chosen[0].event)
    alone = len(chosen) == 1 or chosen[0].score > chosen[1].score
    return Evidence((chosen[0].event,)) if meant and alone else None


def another_place(question: Question, hard: Filters, every: tuple[Event, ...]) -> Evidence | None:
    """The one item of the body that a yes/no question names, of another place than it says."""
    from assistant.evidence import Evidence

    if question.intent is not Intent.YES_NO or not (hard.places and hard.organisations) or hard.documents:
        return None
    found = select_events(without(hard, "places"), every)
    refusal = Refusal(RefusalReason.FALSE_PREMISE, "、".join(one.words for one in hard.places))
    return Evidence((), found, refusal=refusal) if len(found) == 1 else None


def of_its_guests(question: Question, filters: Filters, every: tuple[Event, ...]) -> tuple[Event, ...]:
    """The one event that is called by the subject of a question for how many guests it had, a visit or not."""
    terms = [fold_key(term) for one in filters.topics if not one.narrows for term in one.terms]
    if question.intent is not Intent.COUNT or filters.kinds != (Kind.INCOMING_VISIT,) or not terms:
        return ()
    rest = select_events(without(filters, "kinds"), every)
    named = tuple(event for event in rest if any(term in fold_key(event.title) for term in terms))
    return named if len(named) == 1 else ()


def of_any_paper(question: Question, filters: Filters, every: tuple[Event, ...]) -> Filters:
    """The filters of a question for which paper was signed, where none was of the very sort that it names."""
    sorts = [one for one in filters.documents if pattern_of("around", "ask.paper").search(fold(one.words))]
    if Focus.DOCUMENT not in question.focus or not sorts or len(sorts) < len(filters.documents):
        return filters
    if select_events(without(filters, "kinds", "topics", "figures"), every):
        return filters
    return replace(filters, documents=tuple(replace(one, terms=_PAPERS) for one in sorts))
