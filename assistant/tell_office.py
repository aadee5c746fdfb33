"""Answers to who holds an office: the holder, then the words of the report that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cite import place_of
from assistant.phrase import person_words, squeezed

if TYPE_CHECKING:
    from assistant.builder import Builder
    from assistant.holders import Holder


def tell_office(builder: Builder) -> None:
    """A line for each holder that the archive has, with the stretch that names them."""
    several = len({one.report_id for one in builder.evidence.holders}) > 1
    for one in builder.evidence.holders:
        cited = _cited(builder, one)
        report = builder.evidence.report(one.report_id)
        city = report.identity.city if report is not None and several else None
        place = place_of(report, city) if report is not None and city else None
        name = person_words(one.person, builder.language)
        if place is not None:
            there = builder.stretch(one.report_id, *place)
            builder.say("office_there", (*cited, there), name=name, place=city or "")
        else:
            builder.say("person_is", cited, name=name)
        if report is not None:
            builder.say("source", cited, quote=squeezed(report.text[one.start : one.end]))


def _cited(builder: Builder, one: Holder) -> tuple[int, ...]:
    if one.event is None:
        return (builder.stretch(one.report_id, one.start, one.end),)
    builder.assert_event(one.event)
    return (builder.span(one.event, one.start, one.end),)
