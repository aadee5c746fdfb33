"""The journey that a whole piece of news is about: what its head tells holds for each stop told below."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ingest.event import Country, DateRange, EventKind, Kind
from ingest.gather import Finds
from ingest.item import Item
from ingest.places import country_mentions
from ingest.report import Report, Span
from ingest.rulebook import load_rules
from ingest.scene import ABROAD, set_scene

_HOME = "TW"
_LONGEST = timedelta(days=30)  # from the first stop to the day of the news
_UNSAID = frozenset((Kind.OTHER, Kind.AUDIT, Kind.FESTIVAL))  # what a stop may be taken for


def journey_of(report: Report, items: tuple[Item, ...]) -> tuple[Country, ...]:
    """The countries named at the head of news, before its first item, where an own head sets out for one of them."""
    identity = report.identity
    if identity.report_date is None or identity.period_start is not None or len(items) < 2:
        return ()
    scene = set_scene(report.text, Span(0, 0), Span(0, items[0].whole.start))
    named = [one for one in country_mentions(scene.words.printed) if one.code != _HOME]
    told = scene.signed([(ABROAD, named)])
    leads = next(one.pattern for one in load_rules("journey") if one.name == "sets-out")
    return tuple(named) if leads.search(told) else ()


def on_the_way(
    finds: Finds, item: Item, when: DateRange | None, countries: tuple[Country, ...], report: Report
) -> Finds:
    """``finds`` of a stop of the journey to ``countries``: a trip, there where its own words name no country."""
    written = report.identity.report_date
    if not countries or not item.release or when is None or written is None:
        return finds
    if not written - _LONGEST <= when.first <= written or any(one.kind is Kind.INCOMING_VISIT for one in finds.kinds):
        return finds
    if all(one.kind is not Kind.OUTGOING_VISIT for one in finds.kinds):
        others = (one for one in finds.kinds if one.kind not in _UNSAID or not one.rule.startswith(("faint", "other")))
        finds = replace(finds, kinds=(EventKind(Kind.OUTGOING_VISIT, 0, 0, "stop-of-a-journey"), *others))
    if not finds.countries and len({one.code for one in countries}) == 1:
        finds = replace(finds, countries=countries[:1])
    return finds
