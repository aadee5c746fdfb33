"""Days that a text names, in every form in which an answer or a report may write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ingest import Report

_ROC = 1911
_MONTHS = {name: at for at, name in enumerate(month_name) if name}
_NAMES = "|".join(_MONTHS)
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{2,4})/(\d{1,2})(?:/(\d{1,2}))?(?![\d/])")
_ENGLISH = re.compile(rf"(?:(\d{{1,2}}) )?({_NAMES})(?: (\d{{4}}))?")
_CHINESE = re.compile(r"(?:(\d{2,4})\s{0,3}年度?\s{0,3})?(?:(\d{1,2})\s{0,3}月\s{0,3}份?)?(?:(\d{1,2})\s{0,3}日)?")
_NO_DAY = 0


def dates_said(text: str) -> tuple[frozenset[tuple[int, int, int]], str]:
    """The days that an answer's line names, and the line without them; 0 for a month or day not said."""
    plain = unicodedata.normalize("NFKC", text)
    found: set[tuple[int, int, int]] = set()
    for pattern, read in ((_ISO, _numbers), (_SLASHED, _numbers), (_ENGLISH, _english), (_CHINESE, _numbers)):
        plain = _take(plain, pattern, read, found)
    return frozenset(_with_years(found)), plain


def _take(plain: str, pattern: re.Pattern[str], read: object, found: set[tuple[int, int, int]]) -> str:
    assert callable(read)  # one of the two below
    out, at = [], 0
    for match in pattern.finditer(plain):
        if not any(match.groups()):
            continue
        found.add(read(match))
        out += [plain[at : match.start()], " "]
        at = match.end()
    return "".join(out) + plain[at:]


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (int(group) if group else _NO_DAY for group in match.groups())
    return (year + _ROC if 0 < year < 1000 else year), month, day


def _english(match: re.Match[str]) -> tuple[int, int, int]:
    day, name, year = match.groups()
    return int(year or 0), _MONTHS[name], int(day or 0)


def _with_years(found: set[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """A line gives the year once for a range (5 March to 8 March 2024): the shorter form adds nothing."""
    whole = {(m, d) for y, m, d in found if y}
    return {(y, m, d) for y, m, d in found if y or (m, d) not in whole}


def days_proved(texts: Sequence[str], reports: Sequence[Report]) -> frozenset[tuple[int, int, int]]:
    """Every day, month and year that the texts name; years they leave out are those of their reports."""
    years = _years(reports)
    found: set[tuple[int, int, int]] = set()
    for text in texts:
        found |= set(_of_text(text, years))
    for report in reports:
        for day in (report.identity.period_start, report.identity.period_end, report.identity.report_date):
            if day is not None:
                found |= _forms(day.year, day.month, day.day)
    return frozenset(found)


def _years(reports: Sequence[Report]) -> frozenset[int]:
    days: list[date | None] = []
    for report in reports:
        days += [report.identity.period_start, report.identity.period_end, report.identity.report_date]
    return frozenset(day.year for day in days if day is not None)


def _of_text(text: str, years: frozenset[int]) -> Iterable[tuple[int, int, int]]:
    plain = unicodedata.normalize("NFKC", text)
    year = month = 0
    for match in _CHINESE.finditer(plain):
        if not any(match.groups()):
            continue
        y, m, d = _numbers(match)
        if y:
            year, month = y, m
        elif m:
            month = m
        for one in {year} if year else years:
            yield from _forms(one, month, d)
        if year:  # a later item of the same text may be of the report's own year
            yield from (form for one in years for form in _forms(one, month, d)) if not y else ()
    for pattern in (_ISO, _SLASHED):
        for match in pattern.finditer(plain):
            yield from _forms(*_numbers(match))
    for match in _ENGLISH.finditer(plain):
        y, m, d = _english(match)
        for one in {y} if y else years:
            yield from _forms(one, m, d)


def _forms(year: int, month: int, day: int) -> set[tuple[int, int, int]]:
    """A day proves its month and year as well, and itself said without the year."""
    return {(year, month, day), (year, month, 0), (year, 0, 0), (0, month, day), (0, month, 0), (0, 0, day)}
