"""The days that a question restricts itself to, in every calendar and manner of speaking."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.months_said import months_said
from assistant.question import DateFilter
from assistant.still_ahead import asks_if_done
from assistant.vocabulary import pattern_of
from ingest import DateContext, find_dates, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reading import Reading
    from ingest import DateRange

_REACH = 24  # characters around a date that may say outside, or belong to it
_HALF_MONTH = re.compile(r"\b(?:the )?(first|second) half of $")


@dataclass(frozen=True, slots=True)
class Times:
    """What the archive knows of time.

    ``periods`` are its reports' periods, oldest first; ``current`` those that 本期 means (of each
    bureau the latest), ``earlier`` those that 上期 means; ``now`` is the day that counts as today.
    """

    periods: tuple[tuple[date, date], ...]
    now: date
    current: tuple[tuple[date, date], ...] = ()
    earlier: tuple[tuple[date, date], ...] = ()

    def contexts(self) -> tuple[DateContext, ...]:
        """A context for each period, the latest first."""
        made = [
            DateContext(period_first=first, period_last=last, report_date=self.now, asking=True)
            for first, last in reversed(self.periods)
        ]
        return tuple(made) or (DateContext(report_date=self.now, asking=True),)


def dates_asked(reading: Reading, times: Times) -> tuple[DateFilter, ...]:
    """Restrictions to days that a question says; their words are taken from the reading.

    Where the question leaves the year out and the archive has that month in several reporting
    periods, there is one filter for each.
    """
    found = [*_earlier_period(reading, times), *_later_period(reading, times), *_this_period(reading, times)]
    written, places = months_said(reading.text)
    every = [_in_place(find_dates(written, context), places) for context in times.contexts()]
    for at, one in enumerate(every[0]):
        if not reading.free(one.start, one.end):
            continue
        if _is_measured_against(reading, one):
            reading.take(one.start, one.end)
            continue
        versions = [one, *(dates[at] for dates in every[1:] if at < len(dates) and dates[at].start == one.start)]
        found += _placed(reading, _fitting(versions, times), one, times)
    return _narrowest(found)


def _in_place(dates: Sequence[DateRange], places: Sequence[int]) -> list[DateRange]:
    """Dates of a text with its months written out, each where it stands in the text as asked."""
    return [replace(one, start=places[one.start], end=places[one.end]) for one in dates]


def _is_measured_against(reading: Reading, one: DateRange) -> bool:
    """Whether an earlier time is only what a change is measured against: 比去年少了幾人."""
    before, after = reading.folded[: one.start], reading.folded[one.end :]
    return bool(
        pattern_of("trends", "against_before").search(before) and pattern_of("trends", "against_after").match(after)
    )


def _narrowest(found: Sequence[DateFilter]) -> tuple[DateFilter, ...]:
    """The filters without a period that others lie in or overlap: 本期三月 is March."""
    exact = [one for one in found if not one.loose and not one.outside]
    return tuple(
        one
        for one in found
        if not one.loose or not any(other.first <= one.last and one.first <= other.last for other in exact)
    )


def _earlier_period(reading: Reading, times: Times) -> list[DateFilter]:
    """上期: the period before the latest; a day before all time where there is none."""
    found = []
    for match in reading.find(pattern_of("around", "date.earlier_period")):
        words = reading.words(match.start(), match.end())
        for first, last in times.earlier or ((date.min, date.min),):
            found.append(DateFilter(first, last, words, loose=bool(times.earlier)))
        reading.take(match.start(), match.end())
    return found


def _later_period(reading: Reading, times: Times) -> list[DateFilter]:
    """下一期: every period but the first, until it is told after which; see ``next_period``."""
    found = []
    for match in reading.find(pattern_of("around", "date.later_period")) if len(times.periods) > 1 else ():
        words = reading.words(match.start(), match.end())
        found += [DateFilter(first, last, words, loose=True) for first, last in times.periods[1:]]
        reading.take(match.start(), match.end())
    return found


def next_period(
    dates: Sequence[DateFilter], before: Sequence[DateFilter] = (), current: Sequence[tuple[date, date]] = ()
) -> tuple[DateFilter, ...]:  # fmt: skip
    """Of the periods that 下一期 may be the first after the days asked about before, else the latest of each bureau."""
    later = [one for one in dates if pattern_of("around", "date.later_period").fullmatch(fold(one.words))]
    if not later:
        return tuple(dates)
    start = min((one.first for one in before if not one.outside), default=None)
    after = [one.first for one in later if start is not None and one.first > start]
    firsts = {min(after)} if after else {first for first, _ in current} or {max(one.first for one in later)}
    return tuple(one for one in dates if one not in later or one.first in firsts)


def _this_period(reading: Reading, times: Times) -> list[DateFilter]:
    """這半年: the period of the latest reports; left alone where none has one."""
    found = []
    for match in reading.find(pattern_of("around", "date.this_period")) if times.current else ():
        words = reading.words(match.start(), match.end())
        found += [DateFilter(first, last, words, loose=True) for first, last in times.current]
        reading.take(match.start(), match.end())
    return found


def _fitting(versions: Sequence[DateRange], times: Times) -> tuple[tuple[date, date], ...]:
    """The readings of a date that fall into a reporting period; the latest where none does."""
    days = tuple(dict.fromkeys((one.first, one.last) for one in versions))
    if set(days) <= set(times.periods) and versions[0].rule == "reporting_period":
        return times.current or days[:1]
    if not versions[0].inherited:
        return days[:1]
    inside = tuple(one for one in days if any(one[0] <= last and one[1] >= first for first, last in times.periods))
    return inside or days[:1]


def _placed(reading: Reading, days: Sequence[tuple[date, date]], one: DateRange, times: Times) -> list[DateFilter]:
    """Filters for a date said at its place, with the words around it taken too."""
    before, after = reading.folded[max(0, one.start - _REACH) : one.start], reading.folded[one.end : one.end + _REACH]
    start, end = one.start, one.end
    half = _HALF_MONTH.search(before)
    if half and one.rule == "english_my":
        days = [_half(first, last, half.group(1)) for first, last in days]
    outside = pattern_of("around", "date.outside_before").search(before) or pattern_of(
        "around", "date.outside_after"
    ).match(after)
    for match in (
        pattern_of("around", "date.outside_before").search(before),
        half,
        pattern_of("around", "date.before").search(before),
    ):
        start = min(start, one.start - len(before) + match.start()) if match else start
    for match in (
        pattern_of("around", "date.outside_after").match(after),
        pattern_of("around", "date.after").match(after),
    ):
        end = max(end, one.end + match.end()) if match else end
    reading.take(start, end)
    words = reading.words(one.start if not outside else start, one.end if not outside else end)
    loose = one.rule.endswith("period") and days[0] in times.periods
    planned = pattern_of("around", "date.planned").search(reading.folded) is not None
    planned = planned and not asks_if_done(reading.folded)
    return [DateFilter(first, last, words, outside=bool(outside), loose=loose, planned=planned) for first, last in days]


def _half(first: date, last: date, which: str) -> tuple[date, date]:
    middle = first + timedelta(days=14)
    return (first, middle) if which == "first" else (middle + timedelta(days=1), last)
