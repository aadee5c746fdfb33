"""English dates, of reports and questions: 18 April 2024, the last week of March, Q2, since May."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest import english_patterns as english
from ingest.date_calendar import Days, add_months, days_near, days_of, month_days, months_apart, years_near
from ingest.date_words import Relative
from ingest.event import DateRange, Precision

if TYPE_CHECKING:
    from ingest.date_reading import DateContext

_AHEAD = 24  # months by which a day after the day of writing counts as farther away
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one match says, with what was known before it."""

    match: re.Match[str]
    text: str
    context: DateContext
    said: Days | None

    def __getitem__(self, group: str) -> str:
        """The words of a group, empty where it took no part."""
        return self.match[group] or ""

    def number(self, *groups: str) -> int | None:
        """The first number that stands in one of the groups."""
        words = next((self[group] for group in groups if self[group]), "")
        return int(re.sub(r"\D", "", words)) if words else None

    def month(self, group: str) -> int:
        """The number of the month named in a group."""
        return english.MONTHS[self[group].lower().rstrip(".")]


@dataclass(frozen=True, slots=True)
class _Said:
    days: Days
    precision: Precision
    inherited: bool


def find_english_dates(text: str, context: DateContext) -> list[DateRange]:
    """Dates in the English words of ``text``, in order; offsets are those of ``text``."""
    if not english.HAS_ENGLISH.search(text):
        return []
    found: list[DateRange] = []
    last = context.said
    for match in english.PATTERN.finditer(text):
        kind = next(kind for kind in english.KINDS if match[kind])
        said = _READERS[kind](_Read(match, text, context, last))
        if said is None:
            continue
        last = said.days
        planned = bool(english.PLANNED.search(text, max(0, match.start() - 80), match.start())) and not context.asking
        one = DateRange(*said.days, said.precision, *match.span(), f"english_{kind}", planned, said.inherited)
        if two := _two_days(match, one):
            found += two
        elif found and (joined := _join(found[-1], one, text)):
            found[-1] = joined
        else:
            found.append(one)
    return [_opened(one, text, context) for one in found]


def _choose(read: _Read, year: int | None, month: int | None, day: int | None, part: str) -> tuple[Days, bool] | None:
    """The days said; without a year, those nearest to what was said before, the period or today."""
    if year is not None:
        days = days_of(year, month, day, part)
        return (days, False) if days else None
    late, said = read.context.report_date, read.said
    anchor = said or read.context.period or ((late, late) if late else None)
    if anchor is None:
        return None
    options = [days for one in years_near(anchor) if (days := days_of(one, month, day, part))]

    def cost(days: Days) -> tuple[int, int]:
        return months_apart(days, anchor) + (_AHEAD if late and days[0] > late else 0), -days[0].year

    return (min(options, key=cost), True) if options else None


def _days(read: _Read, month: str, first: str, last: str, year: str, week_of: str) -> _Said | None:
    """A day or days of one month; the week of a day begins on its Monday."""
    number = read.month(month)
    begin = _choose(read, read.number(year), number, read.number(first), "")
    if begin is None:
        return None
    days, inherited = begin
    if read[last]:
        end = days_of(days[0].year, number, read.number(last), "")
        if end is None or end[0] < days[0]:
            return None
        days = (days[0], end[0])
    if read[week_of]:
        return _Said(days_near(days[0], "week", Relative("week", "report", 0)), Precision.PERIOD, inherited)
    return _Said(days, Precision.DAY, inherited)


def _period_of(chosen: tuple[Days, bool] | None) -> _Said | None:
    return _Said(chosen[0], Precision.PERIOD, chosen[1]) if chosen else None


def _day_month(read: _Read) -> _Said | None:
    return _days(read, "m1", "d1", "d2", "y1", "weekof1")


def _month_day(read: _Read) -> _Said | None:
    return _days(read, "m2", "d3", "d4", "y2", "weekof2")


def _week(read: _Read) -> _Said | None:
    """A week of a month, or some days at one of its ends."""
    at = english.ORDINALS[read["wn"].lower()]
    part = f"w{at}"
    if read["dn"]:
        if at not in (1, -1):
            return None
        part = f"d{at * (english.COUNTS.get(read['dn'].lower()) or read.number('dn') or 1)}"
    return _period_of(_choose(read, read.number("y3"), read.month("m3"), None, part))


def _part(read: _Read) -> _Said | None:
    edge = read["edge"].lower()
    part = "early" if edge in ("early", "beginning", "start") else "middle" if edge.startswith("mid") else "late"
    month = read.month("m4") if read["m4"] else None
    return _period_of(_choose(read, read.number("y4", "y4b"), month, None, part))


def _half(read: _Read) -> _Said | None:
    """A half of a year or a month; of nothing else (the first half of the match)."""
    number = read.number("h1") or english.ORDINALS[read["hn"].lower()]
    year = read.number("y8", "y8b", "y8c")
    if read["m6"]:
        return _period_of(_choose(read, year, read.month("m6"), None, "mh1" if number == 1 else "mh2"))
    if year is None and not read["half"].lower().endswith("year") and read.text[read.match.end() :].startswith(" of "):
        return None
    return _period_of(_choose(read, year, None, None, "h1" if number == 1 else "h2"))


def _quarter(read: _Read) -> _Said | None:
    number = read.number("q1", "q3") or english.ORDINALS[read["q2"].lower()]
    return _period_of(_choose(read, read.number("y6", "y7"), None, None, f"q{4 if number == -1 else number}"))


def _month(read: _Read) -> _Said | None:
    """A month, where it is neither a verb nor a name; after in, since or until it is one in any dress."""
    word, start = read["m5"], read.match.start()
    before = read.text[max(0, start - 24) : start]
    if english.BEFORE_DAY.search(before):  # the 31 of 31 February
        return None
    if not read["y5"] and not english.BEFORE_MONTH.search(before):
        asks = not before.strip() and english.MODAL.match(read.text, read.match.end())
        first_word = " " not in read.text[:start].strip()
        named = english.AFTER_NAME.match(read.text, read.match.end()) or (
            not first_word and english.BEFORE_NAME.search(before)
        )
        if word[0].islower() or asks or named:  # what may come, May I ask, June Huang, Jan Novák
            return None
    chosen = _choose(read, read.number("y5"), read.month("m5"), None, "")
    return _Said(chosen[0], Precision.MONTH, chosen[1]) if chosen else None


def _lately(read: _Read) -> _Said | None:
    today = read.context.report_date
    if today is None:
        return None
    count = english.COUNTS.get(read["ln"].lower()) or read.number("ln") or 1
    return _Said(days_near(today, "lately", Relative(read["lu"].lower(), "report", -count)), Precision.PERIOD, True)


def _relative(read: _Read) -> _Said | None:
    today = read.context.report_date
    if today is None:
        return None
    if word := read["today"].lower():
        day = today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word])
        return _Said((day, day), Precision.DAY, True)
    offset = {"this": 0, "next": 1}.get(read["which"].lower(), -1)
    unit = read["unit"].lower()
    if unit == "week":
        return _Said(days_near(today, "week", Relative("week", "report", offset)), Precision.PERIOD, True)
    if unit == "year":
        year = today.year + offset
        return _Said((date(year, 1, 1), date(year, 12, 31)), Precision.YEAR, True)
    if unit == "month":
        return _Said(month_days(*add_months(today.year, today.month, offset)), Precision.MONTH, True)
    year, month = add_months(today.year, (today.month - 1) // 3 * 3 + 1, 3 * offset)
    return _Said((date(year, month, 1), month_days(*add_months(year, month, 2))[1]), Precision.PERIOD, True)


def _slashed(read: _Read) -> _Said | None:
    """06/25/2024 and 25/06/2024; where both could be, the month stands first."""
    a, b, year = read.number("a") or 0, read.number("b") or 0, read.number("y9") or 0
    days = days_of(year, a, b, "") if a <= 12 else days_of(year, b, a, "") if b <= 12 else None
    return _Said(days, Precision.DAY, False) if days else None


def _period(read: _Read) -> _Said | None:
    period = read.context.period
    return _Said(period, Precision.PERIOD, True) if period else None


def _republic(read: _Read) -> _Said | None:
    year = (read.number("y10") or 0) + 1911
    return _Said((date(year, 1, 1), date(year, 12, 31)), Precision.YEAR, False)


def _year(read: _Read) -> _Said | None:
    year = int(read["year"])
    return _Said((date(year, 1, 1), date(year, 12, 31)), Precision.YEAR, False)


_READERS: dict[str, Callable[[_Read], _Said | None]] = {
    "dmy": _day_month, "mdy": _month_day, "week": _week, "part": _part, "half": _half, "quarter": _quarter,
    "my": _month, "lately": _lately, "relative": _relative, "us": _slashed, "period": _period, "roc": _republic,
    "year": _year,
}  # fmt: skip


def _two_days(match: re.Match[str], one: DateRange) -> list[DateRange]:
    """The 2nd and 5th of July: two days, unless ``between`` stands before them."""
    begin, end = ("d1", "d2") if match["dmy"] else ("d3", "d4")
    text = match.string
    if not match[end] or not re.search("and|&", text[match.end(begin) : match.start(end)]):
        return []
    if english.BETWEEN.search(text, max(0, match.start() - 14), match.start()):
        return []
    start = match.start(begin) if match["dmy"] else match.start()
    return [
        replace(one, last=one.first, start=start, end=match.end(begin)),
        replace(one, first=one.last, start=match.start(end), end=match.end()),
    ]


def _join(first: DateRange, last: DateRange, text: str) -> DateRange | None:
    """One stretch where the words between say so (from 1 March to 5 April, between May and July)."""
    gap = text[first.end : last.start]
    if len(gap) > 14 or not gap.strip():
        return None
    both = english.AND.fullmatch(gap) and english.BETWEEN.search(text, max(0, first.start - 14), first.start)
    if not (english.JOIN.fullmatch(gap) or both):
        return None
    begin = first.first
    if first.inherited and not last.inherited:  # from 1 March to 5 April 2024
        begin = _same_year(begin, last.last)
    if begin > last.last:
        return None
    inherited = first.inherited and last.inherited
    return replace(first, first=begin, last=last.last, end=last.end, rule="english_range", inherited=inherited)


def _same_year(begin: date, end: date) -> date:
    try:
        moved = begin.replace(year=end.year)
        return moved if moved <= end else begin.replace(year=end.year - 1)
    except ValueError:
        return begin


def _opened(one: DateRange, text: str, context: DateContext) -> DateRange:
    """A question's ``since May`` runs to the end of what is known, ``before May`` from its beginning."""
    word = english.OPEN.search(text, max(0, one.start - 16), one.start)
    name = word[1].lower() if word else ""
    if name == "as of":
        return replace(one, rule="as_of")
    if not context.asking or one.rule == "english_range":
        return one
    if name == "from" and not english.ONWARD.match(text, one.end):
        return one
    latest = max(day for day in (context.period_last, context.report_date, one.last) if day)
    if name in ("since", "from"):
        return replace(one, last=latest, rule="since")
    if name in ("after", "following") and one.last < latest:
        return replace(one, first=one.last + timedelta(days=1), last=latest, rule="since")
    if name in ("before", "prior to"):
        last = one.first - timedelta(days=1)
        return replace(one, first=_earliest(context, last), last=last, rule="until")
    if name in ("until", "till", "up to", "by"):
        return replace(one, first=_earliest(context, one.last), rule="until")
    return one


def _earliest(context: DateContext, last: date) -> date:
    """Where what is known begins; long ago, where the words end before that."""
    first = context.period_first
    return first if first and first <= last else _EARLIEST
