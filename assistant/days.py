"""Days that a text names, in every form in which an answer or a report may write them."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ingest import Precision, context_of, days_in_a_row, find_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest import DateContext, DateRange, Report

Day: TypeAlias = "tuple[int, int, int]"  # year, month, day; 0 for what is not said

_ROC = 1911
_ROC_LEAST = 60  # years of the Republic below which a number is a month or a count
_NO_SUCH = -1  # a month or day written as 0 is none that anything proves
_MONTHS = {name: at for at, name in enumerate(month_name) if name}
_NAMES = "|".join(_MONTHS)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_SLASHED = re.compile(r"(?<![\d/.])(\d{2,4})(?:/(\d{1,2})(?:/(\d{1,2}))?|\.(\d{1,2})\.(\d{1,2}))(?![\d/.])")
_DAYS_OF = re.compile(rf"(\d{{1,2}})[–-](\d{{1,2}}) ({_NAMES})(?: (\d{{4}}))?")
_ENGLISH = re.compile(rf"(?:(\d{{1,2}}) )?\b({_NAMES})\b(?: (\d{{1,2}}),)?(?: (\d{{4}}))?")
_CHINESE = re.compile(
    r"(?:(?:民國|民国|西元|公元)?\s{0,2}(\d{2,4})\s{0,3}年度?\s{0,3})?(?:(\d{1,2})\s{0,3}月\s{0,3}份?)?(?:(\d{1,2})\s{0,3}[日號号])?"
)
_BOTH = re.compile(
    r"((?:\d{1,4} ?[年月日] ?(?:至 ?)?){1,8})\((\d{4}-\d\d(?:-\d\d)?(?: 至 \d{4}-\d\d(?:-\d\d)?)?)\)"
)
_BOTH_ENGLISH = re.compile(
    rf"((?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{_NAMES})(?: \d{{4}})?(?: to (?:\d{{1,2}} )?(?:{_NAMES}) \d{{4}})?) "
    r"\((\d{2,3}/\d{1,2}(?:/\d{1,2})?(?: to \d{2,3}/\d{1,2}(?:/\d{1,2})?)?)\)"
)
_YEAR = re.compile(r"\((\d{4})\)|(?<!\d)(\d{4}) \(ROC year (\d{2,3})\)")
_PART = re.compile(r"第([一二三四1-4])季|([上下])半年")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百]{1,7}(?=\s{0,2}[年月日])")
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0}


def dates_said(text: str) -> tuple[frozenset[Day], str]:
    """The days that an answer's line names, and the line without them; 0 for a month or day not said."""
    plain = unicodedata.normalize("NFKC", text)
    found: set[Day] = set()
    for pattern, read in _FORMS:
        plain = _take(plain, pattern, read, found)
    return frozenset(_with_years(found)), plain


def _take(plain: str, pattern: re.Pattern[str], read: Callable[[re.Match[str]], Iterable[Day]], found: set[Day]) -> str:
    out, at = [], 0
    for match in pattern.finditer(plain):
        if not any(match.groups()):
            continue
        found.update(read(match))
        out += [plain[at : match.start()], " "]
        at = match.end()
    return "".join(out) + plain[at:]


def _numbers(match: re.Match[str]) -> Iterator[Day]:
    year, month, day = (int(group) or _NO_SUCH if group else 0 for group in match.groups())
    yield (year + _ROC if 0 < year < 1000 else year), month, day


def _slashed(match: re.Match[str]) -> Iterator[Day]:
    year, month, day, dotted_month, dotted_day = (int(group) or _NO_SUCH if group else 0 for group in match.groups())
    yield (year + _ROC if 0 < year < 1000 else year), month or dotted_month, day or dotted_day


def _english(match: re.Match[str]) -> Iterator[Day]:
    before, name, after, year = match.groups()
    yield int(year or 0), _MONTHS[name], int(before or after or 0)


def _days_of(match: re.Match[str]) -> Iterator[Day]:
    first, last, name, year = match.groups()
    yield int(year or 0), _MONTHS[name], int(first)
    yield int(year or 0), _MONTHS[name], int(last)


def _year(match: re.Match[str]) -> Iterator[Day]:
    for year in match.groups():
        if year:
            yield (int(year) + _ROC if int(year) < 1000 else int(year)), 0, 0


_BRACKETED = re.compile(r"\((\d{1,2})\)(?=\s?日)")  # 昨（19）日
_HEAD = 400  # characters at a report's head that may say its year
_FORMS = (
    (_ISO, _numbers), (_SLASHED, _slashed), (_DAYS_OF, _days_of), (_ENGLISH, _english), (_YEAR, _year),
    (_CHINESE, _numbers),
)  # fmt: skip


def calendars_differ(text: str) -> bool:
    """Whether a date given in both calendars is not the same day in the two."""
    plain = unicodedata.normalize("NFKC", text)
    pairs = [*_BOTH.findall(plain), *_BOTH_ENGLISH.findall(plain)]
    return any(_in_order(one) != _in_order(other) for one, other in pairs)


def _in_order(words: str) -> list[Day]:
    """Days in the order of the text, each with the year and month that its neighbours give it."""
    placed: list[tuple[int, int, Day]] = []
    for pattern, read in _FORMS[:4] + _FORMS[5:]:
        for match in pattern.finditer(words):
            if any(match.groups()) and not any(at < match.end() and match.start() < end for at, end, _ in placed):
                placed += [(match.start(), match.end() if at == 0 else match.start(), day)
                           for at, day in enumerate(read(match))]  # fmt: skip
    days = [day for _, _, day in sorted(placed, key=lambda one: one[0])]
    year = next((one[0] for one in days if one[0]), 0)
    month, filled = 0, []
    for y, m, d in days:
        year, month = y or year, m or month
        filled.append((year, month, d))
    return filled


def _with_years(found: set[Day]) -> set[Day]:
    """A line gives the year once for a range (5 March to 8 March 2024): the shorter form adds nothing."""
    whole = {(m, d) for y, m, d in found if y}
    return {(y, m, d) for y, m, d in found if y or (m, d) not in whole}


@dataclass(frozen=True, slots=True)
class ProvedDays:
    """Every day, month and year that some texts name.

    ``plain`` are those that can be read off the words. Where one is missing, the texts are read as the
    reports' own dates are: 6/3 without its year, 18、19 日, 昨（19）日, 114 學年度. ``read_in`` are the texts, each
    with what its report says of time.
    """

    plain: frozenset[Day]
    read_in: tuple[tuple[str, DateContext], ...] = ()

    def __contains__(self, day: object) -> bool:
        return day in self.plain or any(day in _in_context(text, context) for text, context in self.read_in)


def days_proved(texts: Sequence[str], reports: Sequence[Report]) -> ProvedDays:
    """Every day, month and year that the texts name; years they leave out are those of their reports."""
    years = _years(reports)
    found: set[Day] = set()
    for text in texts:
        found |= _read(text, years)
    for report in reports:
        for day in (*_identity_days(report), *_head_days(report)):
            found |= _forms(day.year, day.month, day.day)
    own = tuple(
        (text, time)
        for report in reports
        for time in _times_of(report)
        for text in texts
        if text in report.text
    )
    return ProvedDays(frozenset(found), own)


def _times_of(report: Report) -> tuple[DateContext, ...]:
    """What a report says of time; where it states neither period nor date, the years that its head names."""
    context = context_of(report.identity)
    if context.period_first or context.report_date:
        return (context,)
    years = sorted(year for year in _years((report,)) if year > _ROC + _ROC_LEAST)
    return tuple(replace(context, period_first=date(one, 1, 1), period_last=date(one, 12, 31)) for one in years) or (
        context,
    )


def _head_days(report: Report) -> Iterator[date]:
    """First and last day of the months and days that stand in the title and at the head of a report."""
    for one in find_dates(f"{report.identity.title}\n{report.text[:_HEAD]}", _times_of(report)[0]):
        if not one.inherited:
            yield one.first
            yield one.last


@lru_cache(maxsize=1024)
def _in_context(text: str, context: DateContext) -> frozenset[Day]:
    """Days of a text in its report's time; of a single month or a year no day, of 4 月至 9 月 the first and last."""
    found: set[Day] = set()
    for one in find_dates(text, context):
        months = one.precision is Precision.MONTH and one.first.month != one.last.month
        for day in (one.first, one.last, _last_of(one, text)):
            month = 0 if one.precision is Precision.YEAR else day.month
            exact = months or one.precision in (Precision.DAY, Precision.PERIOD)
            found |= _forms(day.year, month, day.day if exact else 0)
    return frozenset(found)


def _last_of(one: DateRange, text: str) -> date:
    """The last of so many days in a row from a day on (5月5日起一連3天): it follows from the words."""
    days = days_in_a_row(text, one.end) if one.first == one.last else 1
    return one.last + timedelta(days=days - 1)


def days_named(text: str) -> frozenset[Day]:
    """Every day, month and year that a text names by itself."""
    return _read(text, frozenset())


@lru_cache(maxsize=4096)
def _read(text: str, years: frozenset[int]) -> frozenset[Day]:
    return frozenset(_of_text(text, years))


def _identity_days(report: Report) -> Iterator[date]:
    for day in (report.identity.period_start, report.identity.period_end, report.identity.report_date):
        if day is not None:
            yield day


def _years(reports: Sequence[Report]) -> frozenset[int]:
    """Years that a report's dates may leave out: of its identity, its title and its head."""
    years = {day.year for report in reports for day in _identity_days(report)}
    heads = (f"{report.identity.title} {report.text[:_HEAD]}" for report in reports)
    return frozenset(years | {year for head in heads for year, _, _ in days_named(head) if year})


def _of_text(text: str, years: frozenset[int]) -> Iterator[Day]:
    plain = _BRACKETED.sub(r"\1", _arabic(unicodedata.normalize("NFKC", text)))
    yield from _in_chinese(plain, years)
    for pattern, read in ((_ISO, _numbers), (_SLASHED, _slashed)):
        for match in pattern.finditer(plain):
            for day in read(match):
                yield from _forms(*day)
    for pattern, read in ((_DAYS_OF, _days_of), (_ENGLISH, _english)):
        for match in pattern.finditer(plain):
            for year, month, day_ in read(match):
                for one in (year,) if year else years or (0,):
                    yield from _forms(one, month, day_)


def _in_chinese(plain: str, years: frozenset[int]) -> Iterator[Day]:
    """Dates as reports write them; a day alone is of the month before it, a month alone of the year before it."""
    year = month = 0
    for match in _CHINESE.finditer(plain):
        if not any(match.groups()):
            continue
        for y, m, d in _numbers(match):
            year, month = (y, m) if y else (year, m or month)
            own = {year} if year else set()
            for one in own if y else (own | years or {0}):  # a later date may be of the report's own year
                yield from _forms(one, month if d else m or month, d)
            yield from _parts_of_year(plain[match.end() : match.end() + 6], own | years)
    for match in _PART.finditer(plain):
        yield from _parts_of_year(match.group(), years | ({year} if year else frozenset()))


def _parts_of_year(text: str, years: Iterable[int]) -> Iterator[Day]:
    """First and last day of a quarter or half that the text starts with."""
    match = _PART.match(text.strip())
    if match is None:
        return
    quarter, half = match.groups()
    at = "一二三四".find(quarter) + 1 or int(quarter) if quarter else 0
    first, last = (3 * at - 2, 3 * at) if quarter else (1, 6) if half == "上" else (7, 12)
    for year in years:
        yield from _forms(year, first, 1)
        yield from _forms(year, last, monthrange(year, last)[1])


def _arabic(plain: str) -> str:
    """Dates in Chinese numerals with digits instead: 一百一十三年三月十五日."""
    return _NUMERAL.sub(lambda match: _value(match.group()), plain)


def _value(numeral: str) -> str:
    if not any(char in numeral for char in "十百"):
        return "".join(str(_DIGITS[char]) for char in numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)


def _forms(year: int, month: int, day: int) -> set[Day]:
    """A day proves its month and year as well, and itself said without the year; a month its own ends."""
    found = {(year, month, day), (year, month, 0), (year, 0, 0), (0, month, day), (0, month, 0), (0, 0, day)}
    return {one for one in found if any(one)}
