"""Days that a follow-up names without their month: they are days of what was spoken of before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.question import DateFilter, Filters, Question
    from ingest import Event, Report

_LONGEST = 92  # days of an event in which a day without its month is looked for
_SHORTEST = 5  # characters that say no more than the day
_JOINTS = "，、；;, \n（(並及於自"
_BARE = re.compile(r"\s*(?:on |the )*(\d{1,2})(?:\s*[日號号]|st|nd|rd|th)(?:\s*(?:那天|當天|当天))?\s*", re.IGNORECASE)


def of_those(filters: Filters, every: Sequence[Event]) -> Filters:
    """The filters with days that lack their month put into the days of the events that they are asked among."""
    if not filters.among or not any(_BARE.fullmatch(one.words) for one in filters.dates):
        return filters
    meant = [event for event in every if event.id in filters.among]
    return replace(filters, dates=tuple(day for one in filters.dates for day in _placed(one, meant)))


def _placed(wanted: DateFilter, events: Sequence[Event]) -> Iterator[DateFilter]:
    """A day in each of the events' months; as it was read where none of them has it."""
    match = _BARE.fullmatch(wanted.words)
    found = dict.fromkeys(day for event in events for day in _days(event, int(match.group(1)))) if match else {}
    yield from (replace(wanted, first=day, last=day, loose=False, reports=()) for day in found)
    if not found:
        yield wanted


def _days(event: Event, number: int) -> Iterator[date]:
    """The days of an event that are the so-manieth of their month."""
    if event.when is None:
        return
    day = event.when.first
    while day <= event.when.last and (day - event.when.first).days < _LONGEST:
        if day.day == number:
            yield day
        day += timedelta(days=1)


def on_the_day(question: Question, event: Event, report: Report) -> tuple[int, int] | None:
    """Where an item of several days tells of the one of them that a question names; None where it does not."""
    exact = [one for one in question.filters.dates if one.first == one.last and not one.outside]
    if event.when is None or event.when.first == event.when.last or len(exact) != 1:
        return None
    marks = sorted({one.when.start: one.when for one in event.sub_dates}.values(), key=lambda one: one.start)
    start = next((one.start for one in marks if one.first == one.last == exact[0].first), None)
    if start is None or not event.start <= start < event.end:
        return None
    rest = (one.start for one in marks if one.start > start and one.first != exact[0].first)
    words = report.text[start : next(rest, event.end)].split("。")[0].rstrip(_JOINTS)
    return (start, start + len(words)) if len(words) > _SHORTEST else None
