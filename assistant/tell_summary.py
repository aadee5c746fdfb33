"""Answers that sum up: what the archive says on a subject or a period, and who or what something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.identity import introduced
from assistant.phrase import counted, joined, person_words, say, squeezed
from assistant.select import people, same_name, select_events, without
from assistant.tell_lookup import tell_facts, tell_lookup, telling_captions, terms_of
from assistant.tell_sets import in_order
from assistant.workings import CITED
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Refusal
    from assistant.builder import Builder
    from ingest import Event, Person

_QUOTED = 4  # items up to which each is quoted


def tell_summary(builder: Builder) -> Refusal | None:
    """What was done, item by item; how many of each kind where there are more than a few."""
    events = in_order(builder.evidence.events)
    if len(events) <= _QUOTED:
        return _told(builder, events)
    builder.count_line("summary_count", events)
    _kinds(builder, events)
    builder.items(events)
    return None


def _told(builder: Builder, events: Sequence[Event]) -> Refusal | None:
    if not events:
        return tell_lookup(builder)
    terms = terms_of(builder)
    builder.say("summary_head")
    for event in events:
        builder.event(event)
        tell_facts(builder, event, terms)
        builder.quote(event, terms)
        builder.captions(event, telling_captions(builder, event, terms))
    return None


def _kinds(builder: Builder, events: Sequence[Event]) -> None:
    """A line for each kind that several events have, the most frequent first."""
    members: dict[str, list[Event]] = {}
    for event in events:
        for kind in {one.kind for one in event.kinds}:
            members.setdefault(say(builder.language, kind.value, "kinds"), []).append(event)
    for name, group in sorted(members.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(group) > 1:
            cited = [builder.item(event) for event in group]
            n = str(len(group))
            for event in group:
                builder.assert_event(event)
            words = say(builder.language, "kind_count", name=name, n=n, unit=counted(builder.language, n))
            builder.line(words, cited, ((n, CITED),), bullet=True)


def tell_define(builder: Builder) -> Refusal | None:
    """Who someone is: name, title and organisation, then every event they stand in; else what is said of it."""
    named = [name for one in builder.question.filters.persons for name in one.names]
    every = select_events(without(builder.question.filters, "persons"), builder.evidence.every)
    found = [(event, who) for event in every if (who := _named(event, named)) is not None]
    if not named or not found:
        return tell_summary(builder) if len(builder.evidence.events) > 1 else tell_lookup(builder)
    _introduce(builder, found)
    events = in_order([event for event, _ in found])
    n, cited = str(len(events)), [number for event in events for number in builder.cite(event)]
    for event in events:
        builder.assert_event(event)
    name = squeezed(found[0][1].name)
    unit = counted(builder.language, n)
    builder.say("define_head", cited, ((n, CITED),), name=name, n=n, unit=unit)
    builder.items(events)
    for event in events[:1] if len(events) == 1 else ():
        builder.quote(event)
    return None


def _named(event: Event, named: Sequence[str]) -> Person | None:
    return next((one for one in people(event) if any(same_name(one, name) for name in named)), None)


def _introduce(builder: Builder, found: Sequence[tuple[Event, Person]]) -> None:
    """Each title that the reports give the person, once, with the organisation where it is known."""
    done: set[str] = set()
    for event, person in sorted(found, key=lambda one: (one[1].romanized is None, one[1].title is None)):
        key = fold_key(person.title or "")
        if key in done or (not key and done):
            continue
        done.add(key)
        builder.assert_event(event)
        cited = builder.cite(event)
        words = [say(builder.language, "person_is", name=person_words(person, builder.language))]
        organisation = squeezed(person.organisation or "")
        if organisation and fold_key(organisation) not in key:
            inside = joined(builder.language, [person_words(person, builder.language)])
            words.insert(0, say(builder.language, "person_of", name=inside, organisation=organisation))
        for text in builder.proved(event, words, cited)[:1]:
            builder.line(text, cited)
        for text in introduced(builder, event, person, cited):
            builder.line(text, cited)
