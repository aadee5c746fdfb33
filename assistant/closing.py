"""What reports say of things to come in their closing chapters, sentence by sentence, where no item answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.lookup import item_text
from assistant.phrase import squeezed
from assistant.question import Focus, Intent
from assistant.sentences import clauses_of, held, sentences
from assistant.vocabulary import pattern_of, titles
from assistant.wordclass import names_thing
from ingest import find_countries, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.builder import Builder
    from assistant.evidence import Evidence
    from assistant.question import Question
    from assistant.sentences import Sentence
    from index import ReportEntry
    from ingest import Report

_INTENTS = (Intent.LOOKUP, Intent.SUMMARY, Intent.DEFINE, Intent.LIST, Intent.COUNT)
_REPORTS = 40  # reports of which the closing chapters are read
_TOLD = 12  # sentences of a chapter that is asked for as a whole
_NAMED = 2  # things that a question names of which it does not say that they lie ahead
_SAID = 0.5


def closing_of(
    question: Question, found: Evidence, entries: Sequence[ReportEntry], report_of: Callable[[str], Report | None]
) -> tuple[Sentence, ...]:  # fmt: skip
    """The sentences on things to come that say all that a question names, where what was found does not.

    Args:
        question: as understood.
        found: what the items have on it.
        entries: all reports of the archive.
        report_of: gives a report whole by its id.
    """
    ahead = pattern_of("around", "ask.ahead").search(fold(question.resolved)) is not None
    things = tuple(_things(question))
    if question.intent not in _INTENTS or question.filters.among or question.claims:
        return ()
    if len(things) < (0 if ahead else _NAMED) or (not things and not _is_open(question)):
        return ()
    answered = found.refusal is None and bool(found.events or found.hits)
    if answered and (not ahead or (_fits(found, things) if things else not _is_to_come(question, entries))):
        return ()
    chosen = question.filters.reports or tuple(one.id for one in entries[:_REPORTS])
    if not things and not question.filters.reports and len(entries) > 1:
        return ()
    reports = [report for key in chosen if (report := report_of(key)) is not None]
    every = [one for report in reports for one in _sentences(report, "chapter.ahead")]
    if things or not every:
        every += [one for report in reports for one in _sentences(report, "chapter.closing")]
    abroad = any(one.abroad for one in question.filters.places)
    fitting = [
        one
        for one in every
        if all(_holds(fold_key(one.text), group) for group in things) and (not abroad or _is_abroad(one.text))
    ]
    return tuple(fitting[: 2 if things else _TOLD])


def _is_open(question: Question) -> bool:
    """Whether a question that names nothing is for what is planned at large: of no person, no number."""
    return not question.filters.persons and set(question.focus) <= {Focus.WHAT, Focus.WHERE, Focus.TOPICS}


def _is_to_come(question: Question, entries: Sequence[ReportEntry]) -> bool:
    """Whether a question is for what lies ahead of the reports that it names."""
    if pattern_of("around", "ask.future").search(fold(question.resolved)):
        return True
    ends = [one.identity.period_end for one in entries if one.id in question.filters.reports]
    return bool(question.filters.dates and ends) and all(
        end is not None and end < day.first for end in ends for day in question.filters.dates
    )


def _is_abroad(text: str) -> bool:
    """Whether a sentence has to do with other countries."""
    return bool(find_countries(text)) or pattern_of("around", "item.abroad").search(fold(text)) is not None


def _fits(found: Evidence, things: Sequence[tuple[str, ...]]) -> bool:
    """Whether an item that was found says all that the question names."""
    return any(all(_holds(item_text(event), group) for group in things) for event in found.events)


def _things(question: Question) -> Iterator[tuple[str, ...]]:
    """What a question names and a sentence must say: its nouns, places, people, bodies and documents."""
    posts = {one.zh for one in titles()}
    words = [one for one in question.wanted if one not in posts and not _only_ahead(one[0])]
    nouns = [one for one in words if one[0].isascii() or len(one) > 1 or names_thing(one[0])]
    yield from nouns or words
    filters = question.filters
    for place in filters.places:
        if not place.abroad:
            yield (place.words, *place.names)
    for one in (*filters.documents, *filters.organisations, *filters.topics):
        if (one.words, *one.terms) and one.terms not in question.wanted and one.thing:
            yield (one.words, *one.terms)
    for person in filters.persons:
        if person.names:
            yield person.names


def _only_ahead(word: str) -> bool:
    """Whether a word says no more than that something is to come."""
    return pattern_of("around", "ask.ahead").fullmatch(fold(word)) is not None


def _holds(text: str, group: Sequence[str]) -> bool:
    return any(held(text, fold_key(term)) > _SAID for term in group)


def _sentences(report: Report, sort: str) -> Iterator[Sentence]:
    """Sentences of the chapters of a sort; of closing words only those that speak of what is to come."""
    for section in report.sections:
        if pattern_of("around", sort).search(fold(section.title)):
            for one in sentences(report, section.heading_end, section.end):
                if sort == "chapter.ahead" or pattern_of("around", "item.ahead").search(fold(one.text)):
                    yield one


def tell_closing(builder: Builder) -> None:
    """The clause that answers, then the sentence; a chapter asked for as a whole sentence by sentence."""
    things = tuple(_things(builder.question))
    for one in builder.evidence.closing:
        report = builder.evidence.report(one.report_id)
        if report is None:
            continue
        cited = (builder.stretch(one.report_id, one.start, one.end),)
        clauses = clauses_of(report, one) if things else ()
        best = max(clauses, key=lambda clause: sum(_holds(fold_key(clause.text), g) for g in things), default=None)
        if best is not None and len(clauses) > 1:
            builder.say("said", cited, quote=squeezed(best.text))
        builder.say("source", cited, quote=squeezed(one.text))
