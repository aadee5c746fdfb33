"""First and last day of a year, a month or a part of one."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ingest.date_words import Relative
from ingest.event import Precision

Days = tuple[date, date]
_MONTHS_OF = {
    "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "early": (1, 3), "middle": (5, 8), "late": (10, 12),
}  # fmt: skip
_DAYS_OF = {"early": (1, 10), "middle": (11, 20), "late": (21, 31), "mh1": (1, 15), "mh2": (16, 31)}


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_part(year: int, part: str, school: bool = False) -> Days | None:
    """A year or, with ``part`` (h1, q2, early, t1), a part of it; a school year begins in August."""
    if school or part.startswith("t"):
        halves = {
            "t1": (date(year, 8, 1), month_days(year + 1, 1)[1]),
            "t2": (date(year + 1, 2, 1), date(year + 1, 7, 31)),
        }
        return halves.get(part, (date(year, 8, 1), date(year + 1, 7, 31)))
    if not part:
        return date(year, 1, 1), date(year, 12, 31)
    if part not in _MONTHS_OF:
        return None
    first, last = _MONTHS_OF[part]
    return date(year, first, 1), month_days(year, last)[1]


def month_part(year: int, month: int, part: str) -> Days | None:
    """A month or, with ``part`` (early, mh1, w2, w-1, d3, d-2), a part of it.

    Weeks are sevens of days from the month's start, the last one from its end.
    """
    first, last = month_days(year, month)
    if not part:
        return first, last
    if part == "w-1":
        return last - timedelta(days=6), last
    if part.startswith("w"):
        return _week(first, last, int(part[1:]))
    if part.startswith("d"):
        count = int(part[1:])
        return (first, first + timedelta(days=count - 1)) if count > 0 else (last + timedelta(days=count + 1), last)
    if part not in _DAYS_OF:
        return None
    begin, end = _DAYS_OF[part]
    return date(year, month, begin), date(year, month, min(end, last.day))


def _week(first: date, last: date, number: int) -> Days | None:
    """The ``number``-th seven days of the month; the fifth is what is left."""
    begin = first + timedelta(days=7 * (number - 1))
    return (begin, min(begin + timedelta(days=6), last)) if begin <= last else None


def days_of(year: int, month: int | None, day: int | None, part: str, school: bool = False) -> Days | None:
    """First and last day of what is said, or None where the calendar has no such day."""
    try:
        if month is None:
            return year_part(year, part, school)
        if day is None:
            return month_part(year, month, part)
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def days_near(anchor: date, part: str, relative: Relative) -> Days:
    """A week, a weekday, a weekend, or the time up to ``anchor`` (lately), as counted from it."""
    if part == "lately":
        return _lately(anchor, relative)
    monday = anchor - timedelta(days=anchor.weekday())
    if part == "week":
        monday += timedelta(days=7 * relative.offset)
        return monday, monday + timedelta(days=6)
    first = monday + timedelta(days=relative.offset)
    return first, first + timedelta(days=1 if part == "weekend" else 0)


def _lately(anchor: date, relative: Relative) -> Days:
    if relative.unit in ("day", "week"):
        return anchor + timedelta(days=relative.offset * (7 if relative.unit == "week" else 1) + 1), anchor
    months = relative.offset * (12 if relative.unit == "year" else 1)
    year, month = add_months(anchor.year, anchor.month, max(months, -12 * (anchor.year - 1)))
    first, last = month_days(year, month)
    return first.replace(day=min(anchor.day, last.day)) + timedelta(days=1), anchor


def precision_of(month: int | None, day: int | None, part: str) -> Precision:
    """How exactly such a date is known."""
    if part:
        return Precision.PERIOD
    if day is not None:
        return Precision.DAY
    return Precision.MONTH if month is not None else Precision.YEAR


def add_months(year: int, month: int, offset: int) -> tuple[int, int]:
    """The year and month ``offset`` months on."""
    at = year * 12 + month - 1 + offset
    return at // 12, at % 12 + 1


def years_near(days: Days) -> tuple[int, ...]:
    """The years in which something said near ``days`` may have happened."""
    return tuple(sorted({days[end].year + offset for end in (0, 1) for offset in (-1, 0, 1)}))


def months_apart(days: Days, other: Days) -> int:
    """Months between two stretches of time; 0 where they touch the same month."""
    if days[0] > other[1]:
        return (days[0].year - other[1].year) * 12 + days[0].month - other[1].month
    if days[1] < other[0]:
        return (other[0].year - days[1].year) * 12 + other[0].month - days[1].month
    return 0
