"""Days for what a text says: what it leaves out comes from the text before, the period, the day of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.date_calendar import (
    Days,
    add_months,
    days_near,
    days_of,
    months_apart,
    precision_of,
    years_near,
)
from ingest.date_pieces import Sort
from ingest.date_stamps import Expression, Stamp
from ingest.date_words import Relative, date_words
from ingest.event import DateRange, Precision

EARLIEST = date(1900, 1, 1)
_WILL = re.compile(r"将(?!军|近|士)[^,。;]{0,8}(?:于|在|自|从)\s{0,2}$")
_LONGEST_MONTHS = timedelta(days=186)  # a bare day may belong to months said before, not to a year
_ANOTHER_YEAR, _BEFORE_PERIOD, _AHEAD, _MAYBE_AHEAD = 4, 3, 24, 3


@dataclass(frozen=True, slots=True)
class DateContext:
    """What is known of time before the text is read.

    ``year``, ``month``, ``day`` were said just before it (a heading's date); ``period_first`` to
    ``period_last`` is the reporting period (本期), ``report_date`` the day of writing. For a
    question ``asking`` is true: ``report_date`` is today, the period that of the archive, and
    「5 月以來」 runs to the end of what is known.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    period_first: date | None = None
    period_last: date | None = None
    report_date: date | None = None
    asking: bool = False

    @property
    def period(self) -> Days | None:
        """The reporting period, where both ends are known."""
        return (self.period_first, self.period_last) if self.period_first and self.period_last else None

    @property
    def said(self) -> Days | None:
        """The date said before the text, where there is one."""
        if self.year is None:
            return None
        return days_of(self.year, self.month, self.day if self.month else None, "")


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A stamp with its days, and the numbers that were said or inherited."""

    days: Days
    year: int
    month: int | None
    day: int | None
    precision: Precision
    inherited: bool


class Reading:
    """One pass over a folded text: what was said so far, and the dates found."""

    def __init__(self, key: str, context: DateContext) -> None:
        self.key = key
        self.context = context
        self.found: list[DateRange] = []
        self.said: Days | None = context.said
        self.year_said: int | None = context.year
        self.stretch: Days | None = None  # the days of a journey, whose single days may follow

    def read(self, expression: Expression) -> None:
        """Resolve an expression's stamps, joining those that span a stretch of time."""
        stamps = [stamp for stamp in expression.stamps if not self._no_date(stamp)]
        at = 0
        while at < len(stamps):
            stamp = stamps[at]
            to = stamps[at + 1] if stamp.joined is Sort.TO and at + 1 < len(stamps) else None
            if to is not None and (both := self._range(stamp, to)):
                self._add(stamp, to.end, both, "range", None if at + 2 < len(stamps) else expression.open_end)
                at += 2
                continue
            if resolved := self.resolve(stamp):
                self._add(stamp, stamp.end, resolved, "", None if at + 1 < len(stamps) else expression.open_end)
            at += 1

    def _no_date(self, stamp: Stamp) -> bool:
        words, before = date_words(), self.key[max(0, stamp.start - 6) : stamp.start]
        if stamp.loose or words.lunar.search(before) or words.recurring.search(before):
            return True
        return self._compared(stamp, before)

    def _compared(self, stamp: Stamp, before: str) -> bool:
        """較去年 and 較 111 年同期 say with what is compared, not when something happened."""
        if self.context.asking or stamp.month is not None or stamp.day is not None:
            return False
        words = date_words()
        same_time = words.compared.match(self.key, stamp.end) and not stamp.part
        return bool(same_time or (isinstance(stamp.year, Relative) and words.compared_with.search(before)))

    def _range(self, first: Stamp, last: Stamp) -> _Resolved | None:
        """The stretch from one stamp to another; each may leave out what the other says."""
        if first.year is None and last.year is not None and isinstance(last.year, int) and first.lowest <= last.lowest:
            begin = self.resolve(replace(first, year=last.year))
            if begin and (end := self.resolve(last)) and begin.days[0] > end.days[1]:
                begin = self.resolve(replace(first, year=last.year - 1))
        else:
            if first.month is None and first.day is not None and isinstance(last.month, int):
                first = replace(first, month=last.month)
            begin = self.resolve(first)
        if begin is None:
            return None
        end = self._end(begin, first, last)
        if end is None or end.days[1] < begin.days[0]:
            return None
        return replace(
            end,
            days=(begin.days[0], end.days[1]),
            inherited=begin.inherited,
            precision=max(begin.precision, end.precision, key=_COARSE.index),
        )

    def _end(self, begin: _Resolved, first: Stamp, last: Stamp) -> _Resolved | None:
        """The end of a stretch that has begun: its missing units are those of the beginning."""
        last = self._from(begin, last)
        if last.period or isinstance(last.year, Relative) or isinstance(last.month, Relative) or last.near:
            return self.resolve(last)
        year, month = last.year, last.month
        inherit_month = month is None and last.day is not None
        if year is None:
            year = begin.year
        if inherit_month:
            month = begin.month
        whole = replace(last, year=year, month=month)
        end = self.resolve(whole)
        if end is not None and end.days[1] >= begin.days[0]:
            return end
        if last.year is None and isinstance(month, int) and isinstance(year, int):
            year, month = add_months(year, month, 1 if inherit_month else 12)
            return self.resolve(replace(last, year=year, month=month))
        return None

    def _from(self, begin: _Resolved, last: Stamp) -> Stamp:
        """隔年, 次月 and 翌日 at the end of a stretch count from its beginning."""
        if isinstance(last.year, Relative) and last.year.anchor == "text":
            return replace(last, year=begin.year + last.year.offset)
        if isinstance(last.month, Relative) and last.month.anchor == "text" and begin.month:
            year, month = add_months(begin.year, begin.month, last.month.offset)
            return replace(last, year=year, month=month)
        if isinstance(last.day, Relative) and last.day.anchor == "text":
            day = begin.days[1] + timedelta(days=last.day.offset)
            return replace(last, year=day.year, month=day.month, day=day.day)
        return last

    def resolve(self, stamp: Stamp) -> _Resolved | None:
        """The days of one stamp, or None where it cannot be placed."""
        if stamp.period:
            period = self.context.period
            return _Resolved(period, period[0].year, None, None, Precision.PERIOD, True) if period else None
        if stamp.near is not None:
            return self._near(stamp, stamp.near)
        if isinstance(stamp.day, Relative):
            return self._relative_day(stamp.day)
        year, month = self._named_year(stamp), stamp.month
        if isinstance(month, Relative):
            anchor = self._anchor_of(month)
            if anchor is None:
                return None
            year, month = add_months(year or anchor.year, anchor.month, month.offset)
        elif isinstance(stamp.year, Relative) and year is None:
            return None
        part = stamp.part
        if part.startswith("bare-"):
            return self._bare_part(stamp, part)
        if year is not None:
            return _resolved(year, month, stamp.day, part, stamp.school, inherited=not isinstance(stamp.year, int))
        if month is None and stamp.day is not None:
            return self._day_alone(stamp.day)
        return self._without_year(stamp, month)

    def _named_year(self, stamp: Stamp) -> int | None:
        if not isinstance(stamp.year, Relative):
            return stamp.year
        anchor = self._anchor_of(stamp.year)
        return anchor.year + stamp.year.offset if anchor else None

    def _anchor_of(self, relative: Relative) -> date | None:
        if relative.anchor == "text":
            return self.said[1] if self.said else None
        if relative.unit == "day" and self.context.period and not self.context.asking:
            return None  # 今日 in a report on half a year is no date
        return self.context.report_date or (self.context.period_last if relative.unit == "year" else None)

    def _relative_day(self, relative: Relative) -> _Resolved | None:
        anchor = self._anchor_of(relative)
        if anchor is None or (relative.anchor == "text" and not self._day_said()):
            return None
        day = anchor + timedelta(days=relative.offset)
        return _Resolved((day, day), day.year, day.month, day.day, Precision.DAY, True)

    def _day_said(self) -> bool:
        return bool(self.found and self.found[-1].precision is Precision.DAY) or self.context.day is not None

    def _near(self, stamp: Stamp, relative: Relative) -> _Resolved | None:
        """今（25）日, 上週, 本週六 and 最近三個月: counted from the report's date."""
        anchor = self.context.report_date
        if anchor is None or (stamp.part == "lately" and not self.context.asking):
            return None
        if stamp.part:
            days = days_near(anchor, stamp.part, relative)
            precision = Precision.DAY if stamp.part == "weekday" else Precision.PERIOD
            return _Resolved(days, days[0].year, days[0].month, None, precision, True)
        if not isinstance(stamp.day, int):
            return None
        if self.context.period and not self.context.asking:  # no news: the day belongs to what was said before
            return self._day_alone(stamp.day)
        return self._nearest_day(anchor + timedelta(days=relative.offset), stamp.day)

    def _nearest_day(self, anchor: date, day: int) -> _Resolved | None:
        """That day of the month in which it lies nearest to ``anchor``."""
        candidates = []
        for offset in (-1, 0, 1):
            year, month = add_months(anchor.year, anchor.month, offset)
            if resolved := _resolved(year, month, day, "", False, inherited=True):
                candidates.append(resolved)
        return min(candidates, key=lambda one: abs((one.days[0] - anchor).days), default=None)

    def _day_alone(self, day: int) -> _Resolved | None:
        """27 日: of the journey or the month said before; in news else the one nearest to the day of writing."""
        if self.stretch and (within := self._within(self.stretch, day)):
            return within
        news = self.context.report_date if self.context.period is None or self.context.asking else None
        if news and not self._day_said():
            return self._nearest_day(news, day)
        if self.said is None or self.said[1] - self.said[0] > _LONGEST_MONTHS:
            return None
        last = self.said[1]
        return self._within(self.said, day) or _resolved(last.year, last.month, day, "", False, inherited=True)

    def _within(self, days: Days, day: int) -> _Resolved | None:
        """That day of the month, if it lies in ``days``."""
        for end in days:
            resolved = _resolved(end.year, end.month, day, "", False, inherited=True)
            if resolved and days[0] <= resolved.days[0] <= days[1]:
                return resolved
        return None

    def _bare_part(self, stamp: Stamp, part: str) -> _Resolved | None:
        """年底, 月初: of the year or month said last."""
        _, unit, edge = part.split("-")
        anchor = self.said[1] if self.said else self.context.report_date or self.context.period_last
        if anchor is None:
            return None
        month = anchor.month if unit == "月" else None
        return _resolved(anchor.year, month, None, edge, False, inherited=True)

    def _without_year(self, stamp: Stamp, month: int | None) -> _Resolved | None:
        """The year that lies nearest to what was said, the period and the report's date."""
        anchor = self.said or self.context.period or self._writing()
        if anchor is None:
            return None
        assert stamp.day is None or isinstance(stamp.day, int)
        planned = self._planned(stamp.start, stamp.end)
        options = [
            resolved
            for year in years_near(anchor)
            if (resolved := _resolved(year, month, stamp.day, stamp.part, stamp.school, inherited=True))
        ]
        return min(options, key=lambda one: self._cost(one.days, anchor, planned), default=None)

    def _writing(self) -> Days | None:
        day = self.context.report_date
        return (day, day) if day else None

    def _cost(self, days: Days, anchor: Days, planned: bool) -> int:
        """How unlikely it is that these days are meant."""
        cost = months_apart(days, anchor)
        context = self.context
        if self.year_said is not None and days[0].year != self.year_said:
            cost += _ANOTHER_YEAR
        if days[1] < anchor[0]:
            cost += _AHEAD if planned else _BEFORE_PERIOD if context.period else 0
        if context.report_date and not planned and days[0] > context.report_date:
            cost += _AHEAD if context.period or context.asking else _MAYBE_AHEAD
        year_free = self.year_said is None and not context.period
        if year_free and context.report_date and days[0].year == context.report_date.year:
            cost -= _ANOTHER_YEAR
        return cost

    def _planned(self, start: int, end: int) -> bool:
        """Whether the clause speaks of what is still to come."""
        words = date_words()
        clause = self.key[max(0, start - 40) : start]
        clause = re.split(r"[,。;!?:\n]", clause)[-1]
        if words.planned_before.search(words.planned_never.sub("", clause)) or _WILL.search(clause):
            return True
        return bool(words.planned_after.match(self.key, end)) and not words.planned_never.match(self.key, end)

    def _add(self, stamp: Stamp, end: int, resolved: _Resolved, rule: str, open_end: Sort | None) -> None:
        days = resolved.days
        planned = self._planned(stamp.start, end)
        written = self.context.report_date
        if written and days[0] > written and not self.context.asking:
            planned = True
        name = self._rule(stamp, resolved, rule, open_end)
        if self.context.asking and open_end is not None:
            whole = stamp.part.endswith("late") or self.key[end : end + 4].lstrip().startswith("以前")
            days = self._opened(days, open_end, whole)
        self.found.append(
            DateRange(days[0], days[1], resolved.precision, stamp.start, end, name, planned, resolved.inherited)
        )
        if resolved.precision is Precision.DAY and days[0] < days[1]:
            self.stretch = days
        elif self.stretch and not self.stretch[0] <= days[0] <= self.stretch[1]:
            self.stretch = None
        if not stamp.period:
            self.said = days
            if not resolved.inherited or stamp.year is not None:
                self.year_said = resolved.year

    def _rule(self, stamp: Stamp, resolved: _Resolved, rule: str, open_end: Sort | None) -> str:
        """The name of the rule that read the date."""
        if stamp.period:
            return "reporting_period"
        if date_words().as_of.search(self.key[max(0, stamp.start - 5) : stamp.start]):
            return "as_of"
        if open_end is not None:
            return open_end.value
        return f"{resolved.precision.value}_range" if rule else resolved.precision.value

    def _opened(self, days: Days, open_end: Sort, whole: bool) -> Days:
        """A question's 「5 月以來」 runs to the end of what is known, 「5 月以前」 from its beginning.

        ``whole`` where the days before which something is count too (以前, 六月底前).
        """
        context = self.context
        if open_end is Sort.SINCE:
            last = max([day for day in (context.period_last, context.report_date, days[1]) if day])
            return days[0], last
        last = days[1] if whole else days[0] - timedelta(days=1)
        first = context.period_first
        return (first if first and first <= last else EARLIEST), last


_COARSE = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.PERIOD)


def _resolved(
    year: int, month: int | None, day: int | None, part: str, school: bool, inherited: bool
) -> _Resolved | None:
    days = days_of(year, month, day, part, school)
    if days is None:
        return None
    return _Resolved(days, year, month, day, precision_of(month, day, "term" if school else part), inherited)
