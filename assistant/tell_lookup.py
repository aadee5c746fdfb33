"""Answers about one item or a few: the fact that is asked for, then the words that say it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant import sentences
from assistant.bare_days import on_the_day
from assistant.facts import facts_of
from assistant.phrase import squeezed
from assistant.question import Focus
from assistant.sentences import clauses_of, coverage
from assistant.tell_sums import tell_sum
from assistant.unstated import units_unstated
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Refusal
    from assistant.builder import Builder
    from assistant.sentences import Sentence, Term
    from ingest import Event

_TOLD = frozenset({Focus.WHAT, Focus.WHY})  # the sentence itself is the answer
_WORD = re.compile(r"\w")
_MANY_CLAUSES = 5  # from which one of them is worth pointing out
_CAPTIONS = 3  # shown with an item that has no fact of the kind asked for: it may stand under a photo
_COMPARED = 300  # items by which common words are told from rare ones
_TELLING = 0.3  # share of the missing words from which a caption is worth showing
_key = lru_cache(maxsize=4096)(fold_key)


def tell_lookup(builder: Builder) -> Refusal | None:
    """For each item: the facts asked for, then the sentences that say them."""
    terms = terms_of(builder)
    events = builder.evidence.events
    if tell_sum(builder, events):
        return None
    if len(events) > 1:
        builder.say("summary_head")
    for event in events:
        _tell(builder, event, terms, alone=len(events) == 1)
    if not events:
        _passages(builder)
    asking = builder.question.asking
    for unit in units_unstated(builder.question, events) if events else ():
        match = unit.asks.search(fold(asking))
        if match is not None:
            builder.say("amount_not_stated", words=asking[match.start() : match.end()])
    return None


def _tell(builder: Builder, event: Event, terms: Sequence[Term], *, alone: bool) -> None:
    """One item; by itself it needs no introduction where its facts or its sentence answer."""
    builder.assert_event(event)
    focus = set(builder.question.focus)
    if not alone:
        builder.event(event)
    said = tell_facts(builder, event, terms)
    if alone and not said and not focus & _TOLD:
        builder.event(event)
    if alone and focus & _TOLD and not said:
        tell_clause(builder, event, terms)
    builder.quote(event, terms)
    found = telling_captions(builder, event, terms)
    if alone and not said and not found:
        found = [one for one in builder.parts(event) if one.photo is not None][:_CAPTIONS]
    builder.captions(event, found)
    if alone and focus & _TOLD and not said:
        builder.event(event)


def tell_clause(builder: Builder, event: Event, terms: Sequence[Term]) -> None:
    """Add the one clause of a long item that says most of what was asked, before the item itself."""
    report = builder.evidence.report(event.report_id)
    day = on_the_day(builder.question, event, report) if report is not None else None
    if report is not None and day is not None:
        builder.say("said", (builder.span(event, *day),), quote=squeezed(report.text[slice(*day)]))
        return
    clauses = [] if report is None else [
        one for part in builder.parts(event) if part.photo is None for one in clauses_of(report, part)
    ]  # fmt: skip
    ranked = sorted(clauses, key=lambda one: -coverage(one.text, terms))
    if len(clauses) < _MANY_CLAUSES or coverage(ranked[0].text, terms) < _TELLING:
        return
    best = ranked[0]
    builder.say("said", (builder.span(event, best.start, best.end),), quote=squeezed(best.text))


def tell_facts(builder: Builder, event: Event, terms: Sequence[Term] | None = None) -> bool:
    """Add a line for each fact that the question asks for and the event has; whether there was any."""
    said = False
    for text, cited, computed in facts_of(builder, event, terms if terms is not None else terms_of(builder)):
        builder.line(text, cited, computed)
        said = True
    return said


def terms_of(builder: Builder) -> tuple[Term, ...]:
    """The words by which the question's sentence is found, and what each is worth."""
    question = builder.question
    groups = list(question.wanted or ((term,) for term in question.terms))
    for field in (question.filters.topics, question.filters.documents, question.filters.organisations):
        groups += [(one.words, *one.terms) for one in field]
    texts = tuple(_key(event.quote) for event in (*builder.evidence.events, *builder.evidence.every[:_COMPARED]))
    return sentences.terms_of(groups, texts)


def telling_captions(builder: Builder, event: Event, terms: Sequence[Term]) -> Sequence[Sentence]:
    """Captions that hold a word of the question that the item's own text does not."""
    body = fold_key(event.quote)
    missing = [one for one in terms if not any(spelling in body for spelling in one.spellings)]
    parts = builder.parts(event)
    return [one for one in parts if one.photo is not None and missing and coverage(one.text, missing) >= _TELLING]


def _passages(builder: Builder) -> None:
    """Passages that no item holds, where no item answers."""
    for hit in builder.evidence.hits:
        report = builder.evidence.report(hit.report_id)
        if report is not None and _WORD.search(report.text[hit.start : hit.end]):
            number = builder.passage(hit)
            builder.say("source", (number,), quote=squeezed(report.text[hit.start : hit.end]))


