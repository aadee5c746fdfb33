"""Yes or no, with what bears it out or what is the case instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.asking import asked
from assistant.phrase import joined, say, texts
from assistant.select import about, select_events, without
from assistant.tell_lookup import tell_facts, telling_captions, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from ingest import Event

_HAVE = re.compile(r"有没有|有无|是否有|是否曾|曾否|有.{0,40}[吗么]")
_DESCRIBE = ("documents", "topics", "organisations", "figures", "persons", "kinds")
_NAME = ("places", "persons", "dates", "organisations")
_QUOTED = 3  # items up to which each is quoted


def tell_yes_no(builder: Builder) -> Refusal | None:
    """Yes, with the items that bear it out; no where they were signed or counted otherwise."""
    events = builder.evidence.events
    if not events:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, builder.question.resolved)
    other = _other_document(builder)
    if other is not None:
        names = joined(builder.language, texts(other.documents, builder.language))
        builder.say("no_document", builder.cite(other), no=_word(builder, "no"), names=names)
        builder.event(other)
        builder.quote(other)
        return None
    builder.line(_word(builder, "yes"))
    terms = terms_of(builder)
    for event in events:
        builder.event(event)
        tell_facts(builder, event, terms)
        if len(events) <= _QUOTED:
            builder.quote(event, terms)
            builder.captions(event, telling_captions(builder, event, terms))
    return None


def _other_document(builder: Builder) -> Event | None:
    """The event that stands for the question but has another document than the one it names."""
    wanted = builder.question.filters.documents
    events = [event for event in builder.evidence.events if event.documents]
    if not wanted or not events or any(about(event, one) for event in events for one in wanted):
        return None
    return events[0]


def closest(builder: Builder) -> tuple[Event, ...]:
    """What the archive says on the thing asked about, where it does not say what the question takes for so.

    Conditions are given up one by one, first those that describe; who, where or when has to be left.
    """
    if builder.evidence.nearest:
        return builder.evidence.nearest
    filters = builder.question.filters
    given_up: list[str] = []
    for field in _DESCRIBE:
        if not getattr(filters, field):
            continue
        given_up.append(field)
        if not any(getattr(filters, one) for one in _NAME if one not in given_up):
            break
        found = select_events(without(filters, *given_up), builder.evidence.every)
        if found:
            return found[:_QUOTED]
    return ()


def deny(builder: Builder, nearest: Sequence[Event]) -> None:
    """Say no, with the nearest that the archive does say."""
    wanted = builder.question.filters.documents
    signed = next((event for event in nearest if event.documents), None) if wanted else None
    if signed is not None:
        names = joined(builder.language, texts(signed.documents, builder.language))
        builder.say("no_document", builder.cite(signed), no=_word(builder, "no"), names=names)
    else:
        builder.say("no_instead", no=_word(builder, "no"))
    for event in nearest:
        builder.event(event)
        builder.quote(event)


def _word(builder: Builder, word: str) -> str:
    """Yes or no as the question wants it: 有 or 沒有 to 有沒有, else 是 or 不是."""
    have = bool(_HAVE.search(asked(builder.question)))
    return say(builder.language, f"{word}_have" if have else word)
