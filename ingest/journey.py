"""The journey that a whole piece of news is about: what its head tells holds for each stop told below."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from ingest.event import Country, DateRange, EventKind, Kind, Person
from ingest.gather import Finds
from ingest.item import Item
from ingest.places import country_mentions
from ingest.plain import plain
from ingest.report import Report, Span
from ingest.roles import cast
from ingest.rulebook import load_rules
from ingest.scene import ABROAD, set_scene

_HOME = "TW"
_LONGEST = timedelta(days=30)  # from the first stop to the day of the news
_CALLS = frozenset(("incoming-call", "incoming-title"))  # calls paid, on a journey by one's own people
_UNSAID = frozenset((Kind.OTHER, Kind.AUDIT, Kind.FESTIVAL))  # what a stop may be taken for


def journey_of(report: Report, items: tuple[Item, ...]) -> tuple[Country, ...]:
    """The countries named at the head of news, before its first item, where an own head sets out for one of them."""
    identity = report.identity
    if identity.report_date is None or identity.period_start is not None or len(items) < 2:
        return ()
    scene = set_scene(report.text, Span(0, 0), Span(0, _head_end(items)))
    named = [one for one in country_mentions(scene.words.printed) if one.code != _HOME]
    told = scene.signed([(ABROAD, named)])
    leads = next(one.pattern for one in load_rules("journey") if one.name == "sets-out")
    return tuple(named) if leads.search(told) else ()


def heads_of_news(report: Report, items: tuple[Item, ...]) -> tuple[Person, ...]:
    """The city's own people named at the head of news, before its first item."""
    identity = report.identity
    if identity.report_date is None or identity.period_start is not None or len(items) < 2:
        return ()
    return cast(report.text[: _head_end(items)], 0, (), identity).hosts


def _head_end(items: tuple[Item, ...]) -> int:
    """Where the head of news ends: what stands before its numbered points belongs to it."""
    return items[0].whole.end if items[0].intro else items[0].whole.start


def on_the_way(
    finds: Finds, item: Item, when: DateRange | None, countries: tuple[Country, ...], report: Report
) -> Finds:
    """``finds`` of a stop of the journey to ``countries``: a trip, there where its own words name no country."""
    written = report.identity.report_date
    if not countries or when is None or written is None:
        return finds
    comes = [one for one in finds.kinds if one.kind is Kind.INCOMING_VISIT]
    if not written - _LONGEST <= when.first <= written or any(one.rule not in _CALLS for one in comes):
        return finds
    finds = replace(finds, kinds=tuple(one for one in finds.kinds if one not in comes))
    if all(one.kind is not Kind.OUTGOING_VISIT for one in finds.kinds):
        others = (one for one in finds.kinds if one.kind not in _UNSAID or not one.rule.startswith(("faint", "other")))
        finds = replace(finds, kinds=(EventKind(Kind.OUTGOING_VISIT, 0, 0, "stop-of-a-journey"), *others))
    if len({one.code for one in countries}) == 1 and not _told(finds, countries[0], item.body.of(report.text)):
        finds = replace(finds, countries=countries[:1])
    met = (replace(one, role=one.role or "met abroad") for one in finds.people.visitors)
    there = tuple(sorted((*finds.people.others, *met), key=lambda one: one.start))
    return replace(finds, people=replace(finds.people, visitors=(), others=there, away=True))


def _told(finds: Finds, country: Country, words: str) -> bool:
    """Whether a stop's own words name where it is: the journey's country, or another that one goes on to."""
    if any(one.code == country.code for one in finds.countries):
        return True
    goes = next(one.pattern for one in load_rules("bearing") if one.name == "bound_for")
    text = plain(words).text
    named = (found.start() for one in finds.countries for found in re.finditer(re.escape(one.name), text))
    return any(goes.search(text[max(0, at - 12) : at]) for at in named)
