"""The paragraphs of a draft, made of what events record and of the report's own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.draft import DraftKind, kind_of
from assistant.phrase import country_names, date_words, joined, person_words, say, squeezed, texts
from assistant.question import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.answer import Refusal
    from assistant.builder import Builder
    from ingest import Event

_EVENTS = 6


def tell_draft(builder: Builder) -> Refusal | None:
    """A title, then the paragraphs that the kind of draft calls for."""
    kind = kind_of(builder.question.resolved)
    events = builder.evidence.events[:_EVENTS]
    head = {
        DraftKind.PRESS_RELEASE: "title_press",
        DraftKind.BRIEFING: "title_briefing",
        DraftKind.INTERPELLATION: "title_interpellation",
    }[kind]
    title = squeezed(events[0].title)
    builder.line(say(builder.language, head, "draft", title=title), builder.cite(events[0]))
    for event in events:
        builder.assert_event(event)
        if kind is DraftKind.INTERPELLATION:
            _questions(builder, event)
        else:
            _report(builder, event, facts_first=kind is DraftKind.BRIEFING or builder.language is Language.EN)
    return None


def _facts(builder: Builder, event: Event) -> Iterable[str]:
    language = builder.language
    if event.when is not None:
        yield say(language, "when", "draft", date=date_words(language, event.when))
    for key, group in (("who_visitors", event.visitors), ("who_hosts", event.hosts), ("who_others", event.others)):
        if group:
            names = joined(language, [person_words(one, language) for one in group])
            yield say(language, key, "draft", names=names)
    if language is Language.EN and event.countries:
        yield say(language, "countries", names=joined(language, country_names(event, language))) + "."
    for key, mentions in (("topics", event.topics), ("documents", event.documents)):
        if mentions:
            yield say(language, key, "draft", names=joined(language, texts(mentions)))
    if event.figures:
        yield say(language, "figures", "draft", names=joined(language, [squeezed(one.text) for one in event.figures]))


def _report(builder: Builder, event: Event, *, facts_first: bool) -> None:
    """A paragraph of what the report says and one of the facts at a glance, then the captions."""
    if facts_first:
        _fact_lines(builder, event)
    for part in builder.parts(event):
        if part.photo is None:
            text = say(builder.language, "body", "draft", quote=squeezed(part.text))
            if squeezed(part.text) != squeezed(event.title):
                builder.line(text, (builder.span(event, part.start, part.end),))
    if not facts_first:
        _fact_lines(builder, event)
    for part in builder.parts(event):
        if part.photo is not None:
            text = say(builder.language, "caption", "draft", quote=squeezed(part.text))
            builder.line(text, (builder.span(event, part.start, part.end),))


def _fact_lines(builder: Builder, event: Event) -> None:
    for fact in _facts(builder, event):
        builder.line(fact, builder.cite(event), bullet=True)


def _questions(builder: Builder, event: Event) -> None:
    """One question for each sentence of the item, the figures asked about where it has them."""
    figured = {(one.start, one.end) for one in event.figures}
    for part in builder.parts(event):
        if part.photo is not None or squeezed(part.text) == squeezed(event.title):
            continue
        counted = any(part.start <= start < part.end for start, _ in figured)
        key = "question_figure" if counted else "question_follow"
        quote = squeezed(part.text)
        builder.line(say(builder.language, key, "draft", quote=quote), (builder.span(event, part.start, part.end),))
