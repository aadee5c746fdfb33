"""Which stretch of time a report is about, read from its title, a label or a line of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dates import DateContext, find_dates
from ingest.event import DateRange, Precision
from ingest.fold import fold

Days = tuple[date, date]

_LABEL = re.compile(
    r"(?:以?下)?(?:简称|称|为)\s*[「\"]?本期|(?:报告|统计|资料|填报)(?:期间|区间|时间|范围|期程)|期间\s*:|"
    r"谨[将就]|兹[将就]|以下就|爰[将就]|本报告[就系为]"
)
_AROUND = 60  # characters on either side of a label
_ROWS, _LONGEST_ROW = 15, 46
_SHORTEST, _LONGEST = timedelta(days=26), timedelta(days=400)
_WORK = re.compile(r"工作|业务|成果|施政|报告|办理情形|执行情形|推动情形|绩效|概况|统计|月报|季报")
_ROW_FRAME = re.compile(r"[^:]{0,10}:|中华民国|民国|自|起|止|迄|[\s()〔〕\[\]「」【】]")
_DOTTED = re.compile(r"(?<![\d.])(\d{2,4})[./](\d{1,2})\s*[-~–—至]\s*(?:(\d{2,4})[./])?(\d{1,2})(?![\d./])")
_PARTS = ("h1", "h2", "q1", "q2", "q3", "q4")


def read_period(title: str, rows: Sequence[str], head: str) -> tuple[date | None, date | None]:
    """First and last day of the reporting period, where a label, the title or a line of the head names one.

    ``rows`` are the first lines, ``head`` the beginning of the text.
    """
    key = fold(head)
    places = [head[max(0, one.start() - _AROUND) : one.end() + _AROUND] for one in _LABEL.finditer(key)]
    for place in (*places, title):
        if found := next(_stretches(place), None):
            return found
    for row in rows[:_ROWS]:
        if len(row) <= _LONGEST_ROW and (found := _of_row(row)):
            return found
    return None, None


def _of_row(row: str) -> Days | None:
    """The period that a whole line is, or that the heading of a chapter on the work ends with."""
    for one in _ranges(row):
        rest = _ROW_FRAME.sub("", fold(row[: one.start] + row[one.end :]))
        if len(rest) <= 2 or (_WORK.search(fold(row[: one.start])) and len(row) - one.end <= 2):
            return one.first, one.last
    dotted = _dotted(row)
    return dotted if dotted and len(row.strip()) <= len("113.5 - 113.10") + 30 else None


def _stretches(words: str) -> Iterator[Days]:
    yield from ((one.first, one.last) for one in _ranges(words))
    if dotted := _dotted(words):
        yield dotted


def _ranges(words: str) -> Iterator[DateRange]:
    """Stretches of a month to a year, their year said."""
    for one in find_dates(words, DateContext()):
        parted = one.precision in (Precision.PERIOD, Precision.MONTH) and one.rule != "month"
        ranged = one.rule.endswith("_range") or one.rule in ("since", "until", "as_of") or parted
        if ranged and _SHORTEST < one.last - one.first < _LONGEST:
            yield one


def _dotted(words: str) -> Days | None:
    """113.5-113.10: months in numbers alone."""
    found = _DOTTED.search(fold(words))
    if not found:
        return None
    first, last = _month(found[1], found[2]), _month(found[3] or found[1], found[4])
    return (first, _month_end(last)) if first and last and first < last < first + _LONGEST else None


def _month(year: str, month: str) -> date | None:
    number = int(year) + 1911 if int(year) < 1000 else int(year)
    return date(number, int(month), 1) if 1 <= int(month) <= 12 and 1990 < number < 2200 else None


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
