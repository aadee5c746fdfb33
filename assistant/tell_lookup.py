"""Answers about one item or a few: the field that is asked for, then the words that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.phrase import date_words, joined, person_words, squeezed, texts
from assistant.question import Focus, Intent
from assistant.select import same_name
from assistant.sentences import coverage, weights
from assistant.weigh import figures_for
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.answer import Refusal
    from assistant.builder import Builder
    from assistant.sentences import Sentence
    from ingest import DateRange, Event, Person

_FIGURES = 6
_PEOPLE = 12


def tell_lookup(builder: Builder) -> Refusal | None:
    """For each item: the fields asked for, then the sentences that say them."""
    terms = _terms(builder)
    events = builder.evidence.events
    if builder.question.intent is Intent.SUMMARY or len(events) > 1:
        builder.say("summary_head")
    for event in events:
        if len(events) > 1 or not builder.question.focus:
            builder.event(event)
        builder.assert_event(event)
        _fields(builder, event, terms)
        builder.quote(event, terms)
        builder.captions(event, _telling_captions(builder, event, terms))
    _passages(builder)
    return None


def _terms(builder: Builder) -> Mapping[str, float]:
    question = builder.question
    words = [fold_key(term) for term in question.terms]
    for group in (question.filters.topics, question.filters.documents, question.filters.organisations):
        words += [fold_key(term) for one in group for term in one.terms]
    texts_ = tuple(fold_key(event.quote) for event in builder.evidence.every)
    return weights(tuple(words), texts_)


def _fields(builder: Builder, event: Event, terms: Mapping[str, float]) -> None:
    done: set[str] = set()
    for focus in builder.question.focus:
        for key, values, cited in _field(builder, event, focus, terms):
            if key in done or not values:
                continue
            done.add(key)
            builder.say(key, cited or builder.cite(event), **values)


def _field(
    builder: Builder, event: Event, focus: Focus, terms: Mapping[str, float]
) -> Iterable[tuple[str, dict[str, str], tuple[int, ...]]]:
    """Key of the wording, its values and its own citations, for each line that a focus asks for."""
    language = builder.language
    if focus in (Focus.WHO, Focus.WHOM):
        names = joined(language, [person_words(one, language) for one in _asked_people(builder, event)[:_PEOPLE]])
        yield "who", {"names": names} if names else {}, ()
    elif focus is Focus.WHEN:
        when = _asked_date(event, terms)
        yield "when", {"date": date_words(language, when)} if when else {}, ()
    elif focus is Focus.HOW_MANY:
        found = figures_for(event, builder.question, terms)[:_FIGURES]
        words = joined(language, [squeezed(one.text) for one in found])
        yield "figures", {"names": words} if words else {}, ()
    elif focus in _MENTIONS:
        key, field = _MENTIONS[focus]
        words = joined(language, texts(getattr(event, field)))
        yield key, {"names": words} if words else {}, ()


_MENTIONS = {
    Focus.WHERE: ("where", "venues"),
    Focus.TOPICS: ("answer_topics", "topics"),
    Focus.DOCUMENT: ("answer_document", "documents"),
}


def _asked_people(builder: Builder, event: Event) -> Sequence[Person]:
    """Everyone in the event; those that the question names already come last."""
    named = [name for one in builder.question.filters.persons for name in one.names]
    everyone = [*event.visitors, *event.hosts, *event.others]
    known = [one for one in everyone if any(same_name(one, name) for name in named)]
    return [one for one in everyone if one not in known] + known


def _asked_date(event: Event, terms: Mapping[str, float]) -> DateRange | None:
    """The date of the part of the item that speaks to the terms best, else of the item."""
    best, score = event.when, 0.0
    for part in event.sub_dates:
        covered = coverage(part.what, terms)
        if covered > score + 0.05:
            best, score = part.when, covered
    return best


def _telling_captions(builder: Builder, event: Event, terms: Mapping[str, float]) -> Sequence[Sentence]:
    """Captions that hold a word of the question that the item's own text does not."""
    parts = builder.parts(event)
    body = fold_key(event.quote)
    missing = {term: weight for term, weight in terms.items() if term not in body}
    return [one for one in parts if one.photo is not None and missing and coverage(one.text, missing) >= 0.3]


def _passages(builder: Builder) -> None:
    """Passages that no item holds, where no item answers."""
    if builder.evidence.events:
        return
    for hit in builder.evidence.hits:
        report = builder.evidence.report(hit.report_id)
        if report is not None:
            number = builder.passage(hit)
            builder.say("source", (number,), quote=squeezed(report.text[hit.start : hit.end]))


def tell_define(builder: Builder) -> Refusal | None:
    """Who or what something is: title and affiliation, then where it occurs."""
    named = [name for one in builder.question.filters.persons for name in one.names]
    for event in builder.evidence.events:
        for person in (*event.visitors, *event.hosts, *event.others):
            if person.title and any(same_name(person, name) for name in named):
                builder.line(person_words(person, builder.language), builder.cite(event))
                builder.assert_event(event)
                return tell_lookup(builder)
    return tell_lookup(builder)


def tell_yes_no(builder: Builder) -> Refusal | None:
    """Yes, with the items that bear it out."""
    builder.say("yes")
    events = builder.evidence.events
    terms = _terms(builder)
    for event in events:
        builder.event(event)
        if len(events) <= 3:
            builder.quote(event, terms)
            builder.captions(event, _telling_captions(builder, event, terms))
    return None
