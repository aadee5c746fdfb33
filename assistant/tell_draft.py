"""The paragraphs of a draft, made of what events record and of the report's own sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.asking import asked
from assistant.cite import common_section, place_of, titled_section
from assistant.draft import DraftKind, is_one_paragraph, kind_of
from assistant.figures_said import figure_phrase
from assistant.lookup import item_text
from assistant.phrase import country_names, date_words, joined, people_words, say, squeezed, texts
from assistant.prose import prose_of
from assistant.question import Language
from assistant.tell_questions import tell_questions
from assistant.tell_sets import in_order
from assistant.vocabulary import pattern_of
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.builder import Builder
    from ingest import Event

_ALL = re.compile(r"所有|全部|各次|各项|历次|\b(?:all|every|each)\b")
_DEPUTY = "副"  # a request for the mayor's visit does not mean the deputy's
_EVENTS = 8
_QUESTIONED = 6  # events that questions to the government may rest on
_TITLES = {
    DraftKind.PRESS_RELEASE: "title_press",
    DraftKind.BRIEFING: "title_briefing",
    DraftKind.INTERPELLATION: "title_interpellation",
}


def tell_draft(builder: Builder) -> Refusal | None:
    """A title, then the paragraphs that the kind of draft calls for."""
    kind, events = kind_of(builder.question.resolved), _subjects(builder)
    if not events:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, builder.question.resolved)
    for event in events:
        builder.assert_event(event)
    title, cited = _title(builder, events)
    builder.line(say(builder.language, _TITLES[kind], "draft", title=title), (cited,))
    if kind is DraftKind.INTERPELLATION:
        tell_questions(builder, events)
    elif is_one_paragraph(builder.question.resolved):
        _paragraph(builder, events[0])
    elif kind is DraftKind.PRESS_RELEASE:
        _press_release(builder, events)
    else:
        _briefing(builder, events)
    builder.line(say(builder.language, "note", "draft"))
    return None


def _subjects(builder: Builder) -> list[Event]:
    """What is written about: the one event meant, or all of them where the request names a set of them.

    Questions to the government take in the neighbours that speak to the same words.
    """
    request = builder.question.resolved
    events = sorted(builder.evidence.events[:_EVENTS], key=lambda one: _DEPUTY in one.title and _DEPUTY not in request)
    filters = builder.question.filters
    is_set = bool(filters.dates) and not builder.question.terms
    if len(events) > 1 and (is_set or _ALL.search(asked(builder.question))):
        return in_order(events)
    if events and kind_of(builder.question.resolved) is DraftKind.INTERPELLATION:
        return _with_neighbours(builder, events[:_QUESTIONED])
    return [*events[:1], *_of_another_subject(builder, events[:1])]


def _of_another_subject(builder: Builder, first: Sequence[Event]) -> list[Event]:
    """For what a request joins to its subject and the first item does not say, the item of the report so titled."""
    question = builder.question
    if not first or not pattern_of("around", "draft.joins").search(fold(question.text)):
        return []
    found: list[Event] = []
    for group in dict.fromkeys(question.wanted):
        others = [one for one in question.wanted if one != group]
        if any(_says(fold_key(f"{one.title}{one.quote}"), group) for one in (*first, *found)):
            continue
        titled = (
            one
            for one in builder.evidence.every
            if one.report_id == first[0].report_id
            and _says(fold_key(one.title), group)
            and any(_says(item_text(one), other) for other in others)
        )
        found += [one for one in titled if one not in first][:1]
    return found


def _says(text: str, group: Sequence[str]) -> bool:
    return any(fold_key(term) in text for term in group)


def _with_neighbours(builder: Builder, events: list[Event]) -> list[Event]:
    """Some events with the others of the first one's titled section, where those are few."""
    section = titled_section(builder.evidence.report(events[0].report_id), events[0])
    around = [] if section is None else [
        one for one in builder.evidence.every
        if one.report_id == events[0].report_id and section.start <= one.start < section.end
    ]  # fmt: skip
    if not 1 < len(around) <= _QUESTIONED:
        return events
    return sorted(around, key=lambda one: one.start)


def _title(builder: Builder, events: Sequence[Event]) -> tuple[str, int]:
    """Heading of the first event's item; of the section around it where the item is a bare paragraph."""
    event = events[0]
    report = builder.evidence.report(event.report_id)
    section = titled_section(report, event) if len(events) == 1 else common_section(report, events)
    if len(events) > 1 and section is not None and report is not None:
        return squeezed(section.title), builder.stretch(report.id, section.start, section.heading_end)
    if report is None or section is None or (event.section is not None and report.sections[event.section].title):
        return squeezed(event.title), builder.item(event)
    return squeezed(section.title), builder.stretch(report.id, section.start, section.heading_end)


def _press_release(builder: Builder, events: Sequence[Event]) -> None:
    """Issuer and date, lead, body, facts, captions, contact: the order of a Taiwanese city's release."""
    _issuer(builder, events[0])
    builder.line(say(builder.language, "issued", "draft"))
    for event in events:
        _body(builder, event)
    builder.heading("head_facts")
    for event in events:
        _fact_lines(builder, event)
    _captions(builder, events)
    builder.line(say(builder.language, "contact", "draft"))


def _briefing(builder: Builder, events: Sequence[Event]) -> None:
    builder.heading("head_points")
    for event in events:
        if len(events) > 1:
            builder.event(event, brief=True)
        _fact_lines(builder, event)
    builder.heading("head_text")
    for event in events:
        _sentences(builder, event)
    _captions(builder, events)


def _paragraph(builder: Builder, event: Event) -> None:
    """All in one paragraph: in English made of the facts, in Chinese the report's own sentences."""
    if builder.language is Language.EN:
        builder.line(" ".join(prose_of(builder, event)), builder.cite(event))
        return
    prose = [one for one in builder.parts(event) if one.photo is None]
    builder.line(squeezed("".join(one.text for one in prose)), (builder.item(event),))


def _issuer(builder: Builder, event: Event) -> None:
    report = builder.evidence.report(event.report_id)
    if report is None or not report.identity.bureau:
        return
    bureau, city = report.identity.bureau, report.identity.city or ""
    for words in (f"{city}政府{bureau}", f"{city}{bureau}", bureau):
        place = place_of(report, words)
        if place is not None:
            cited = builder.stretch(report.id, *place)
            builder.line(say(builder.language, "issuer", "draft", name=words), (cited,))
            return


def _body(builder: Builder, event: Event) -> None:
    """The report's sentences as paragraphs; in English the facts as prose come first."""
    if builder.language is Language.EN:
        builder.line(" ".join(prose_of(builder, event)), builder.cite(event))
        builder.heading("head_text")
    _sentences(builder, event)


def _sentences(builder: Builder, event: Event) -> None:
    for part in builder.parts(event):
        if part.photo is None:
            builder.line(squeezed(part.text), (builder.span(event, part.start, part.end),))


def _captions(builder: Builder, events: Sequence[Event]) -> None:
    shown = [(event, part) for event in events for part in builder.parts(event) if part.photo is not None]
    if not shown:
        return
    builder.heading("head_photos")
    for event, part in shown:
        builder.line(squeezed(part.text), (builder.span(event, part.start, part.end),), bullet=True)


def _fact_lines(builder: Builder, event: Event) -> None:
    cited = builder.cite(event)
    for fact in builder.proved(event, _facts(builder, event, cited), cited):
        builder.line(fact, cited, bullet=True)


def _facts(builder: Builder, event: Event, cited: Sequence[int]) -> Iterable[str]:
    language = builder.language
    if event.when is not None:
        yield say(language, "when", "draft", date=date_words(language, event.when))
    hosts = f"who_hosts{builder.county(event)}"
    for key, group in (("who_visitors", event.visitors), (hosts, event.hosts), ("who_others", event.others)):
        known = [one for one in group if builder.proved(event, [people_words([one], language)], cited)]
        if known:
            yield say(language, key, "draft", names=people_words(known, language))
    if language is Language.EN and event.countries:
        yield say(language, "countries", names=joined(language, country_names(event, language)))
    for key, mentions in (("where", event.venues), ("topics", event.topics), ("documents", event.documents)):
        names = builder.proved(event, texts(mentions, language), cited)
        if names:
            yield say(language, key, "draft", names=joined(language, names))
    figures = builder.proved(event, _figures(builder, event), cited)
    if figures:
        yield say(language, "figures", "draft", names=joined(language, figures))


def _figures(builder: Builder, event: Event) -> Iterable[str]:
    for figure in event.figures:
        yield figure_phrase(builder.language, event, figure)
