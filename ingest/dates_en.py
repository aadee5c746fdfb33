"""English dates, of reports and questions: 18 April 2024, the last week of March, Q2, since May."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ingest.date_calendar import Days, add_months, days_of, month_days, months_apart
from ingest.event import DateRange, Precision

if TYPE_CHECKING:
    from ingest.date_reading import DateContext

_MONTHS = {name.lower(): at for names in (month_name, month_abbr) for at, name in enumerate(names) if name} | {
    "sept": 9
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b(?:(?<=\b[a-z]{3})\.|(?<=\bsept)\.)?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|~|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b|&)\s?"
_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "final": -1,
}
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
_HAS = re.compile(r"[A-Za-z]{2}|[qQ][1-4]|\d/\d{1,2}/\d{4}")
_PATTERN = re.compile(
    rf"""
    (?P<dmy>{_WEEKDAY}(?:the\s)?\b(?P<d1>{_DAY})(?:{_TO}(?:the\s)?(?P<d2>{_DAY}))?\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR})\b)?)
    |(?P<mdy>{_WEEKDAY}\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d3>{_DAY})\b(?!\s?(?:people|persons|%|:))(?:{_TO}(?:the\s)?(?P<d4>{_DAY})\b(?!\s(?:{_MONTH})))?(?:,?\s(?P<y2>{_YEAR})\b)?)
    |(?P<week>\b(?P<wn>first|1st|second|2nd|third|3rd|fourth|4th|last|final)\sweek\s(?:of|in)\s(?P<m3>{_MONTH})(?:,?\s(?P<y3>{_YEAR}))?)
    |(?P<part>\b(?P<edge>early|mid|middle|late|beginning|start|end)(?:\s?-\s?|\s)(?:of\s|in\s)?(?P<m4>{_MONTH})(?:,?\s(?P<y4>{_YEAR}))?)
    |(?P<my>\b(?P<m5>{_MONTH})(?:,?\s(?:of\s)?(?P<y5>{_YEAR})\b)?)
    |(?P<quarter>\b(?:q(?P<q1>[1-4])|(?P<q2>first|1st|second|2nd|third|3rd|fourth|4th|last)\squarter)(?:,?\s(?:of\s)?(?P<y6>{_YEAR}))?|\b(?P<y7>{_YEAR})\sq(?P<q3>[1-4])\b)
    |(?P<half>\b(?P<hn>first|1st|second|2nd|last)\shalf(?:\sof\s(?:the\syear|(?P<y8>{_YEAR})))?\b)
    |(?P<relative>\b(?P<which>this|last|next|previous|past)\s(?P<unit>week|month|year|quarter)\b|\b(?P<today>today|yesterday|tomorrow)\b)
    |(?P<us>(?<![\d/.\-])(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y9>{_YEAR})(?![\d/]))
    |(?P<period>\b(?:the|this)\s(?:reporting\s)?period\b)
    |(?P<year>(?<![\d/.,\-–])(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bsince\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bduring\s)|(?<=\bfrom\s)|(?<=\byear\s)){_YEAR}\b(?![,.]?\d))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JOIN = re.compile(r"\s?(?:-|–|—|~|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s?(?:the\s)?$", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s(?:the\s)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_OPEN = re.compile(r"\b(since|after|following|before|until|till|up to|prior to|by|from)\s(?:the\s)?$", re.IGNORECASE)
_ONWARD = re.compile(r"\s(?:onwards?|on|and (?:after|later)|or later)\b", re.IGNORECASE)
_MODAL = re.compile(r"(?:\s(?:i|we|you|he|she|they|it|the|be|have|not|well|also)\b)", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|of|since|during|until|till|before|after|by|from|to|for|last|this|next|early|late|mid|and|or|between|through|outside|except|for)\s(?:the\s)?(?:month\sof\s)?$"
    r"|^[(\s]*$|[,(/\-–]\s?$",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?$", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:will|scheduled|planned|expected|due|set|to be)\b[^.;!?]{0,60}$", re.IGNORECASE)


def find_english_dates(text: str, context: DateContext) -> list[DateRange]:
    """Dates in the English words of ``text``, in order; offsets are those of ``text``."""
    if not _HAS.search(text):
        return []
    found: list[DateRange] = []
    said = context.said
    for match in _PATTERN.finditer(text):
        one = _read(match, text, context, said)
        if one is None:
            continue
        said = (one.first, one.last)
        if two := _two_days(match, one, text):
            found += two
        elif found and (joined := _join(found[-1], one, text)):
            found[-1] = joined
        else:
            found.append(one)
    return [_opened(one, text, context) for one in found]


def _two_days(match: re.Match[str], one: DateRange, text: str) -> list[DateRange]:
    """The 2nd and 5th of July: two days, unless ``between`` stands before them."""
    begin, end = ("d1", "d2") if match["dmy"] else ("d3", "d4")
    if not match[end] or not re.search("and|&", text[match.end(begin) : match.start(end)]):
        return []
    if _BETWEEN.search(text[max(0, match.start() - 14) : match.start()]):
        return []
    start = match.start(begin if match["dmy"] else "mdy")
    return [
        replace(one, last=one.first, start=start, end=match.end(begin)),
        replace(one, first=one.last, start=match.start(end), end=match.end()),
    ]


def _read(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> DateRange | None:
    """The date of one match, or None where the words mean something else."""
    kind = match.lastgroup or ""
    for kind in ("dmy", "mdy", "week", "part", "my", "quarter", "half", "relative", "us", "period", "year"):
        if match[kind]:
            break
    result = _READERS[kind](match, text, context, said)
    if result is None:
        return None
    days, precision, inherited = result
    planned = bool(_PLANNED.search(text[max(0, match.start() - 80) : match.start()])) and not context.asking
    name = f"english_{kind}"
    return DateRange(days[0], days[1], precision, *match.span(), name, planned, inherited)


_Result = tuple[Days, Precision, bool] | None


def _number(words: str | None) -> int | None:
    return int(re.sub(r"\D", "", words)) if words else None


def _month_number(words: str) -> int:
    return _MONTHS[words.lower().rstrip(".")]


def _choose(
    year: str | None, month: int | None, day: int | None, part: str, context: DateContext, said: Days | None
) -> tuple[Days, bool] | None:
    """The days said; without a year, those nearest to what was said before, the period or today."""
    if year:
        days = days_of(int(year), month, day, part)
        return (days, False) if days else None
    writing = (context.report_date, context.report_date) if context.report_date else None
    anchor = said or context.period or writing
    if anchor is None:
        return None
    options = [
        days for one in range(anchor[0].year - 1, anchor[1].year + 2) if (days := days_of(one, month, day, part))
    ]
    late = context.report_date

    def cost(days: Days) -> tuple[int, int]:
        ahead = 24 if late and days[0] > late else 0
        return months_apart(days, anchor) + ahead, -days[0].year

    return (min(options, key=cost), True) if options else None


def _whole(
    match: re.Match[str],
    month: str,
    first: str,
    last: str | None,
    year: str | None,
    context: DateContext,
    said: Days | None,
) -> _Result:
    number = _month_number(match[month])
    begin = _choose(year, number, _number(match[first]), "", context, said)
    if begin is None:
        return None
    days, inherited = begin
    if last and match[last]:
        end = days_of(days[0].year, number, _number(match[last]), "")
        if end is None or end[0] < days[0]:
            return None
        days = (days[0], end[0])
    return days, Precision.DAY, inherited


def _dmy(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    return _whole(match, "m1", "d1", "d2", match["y1"], context, said)


def _mdy(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    return _whole(match, "m2", "d3", "d4", match["y2"], context, said)


def _week(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    chosen = _choose(match["y3"], _month_number(match["m3"]), None, f"w{_ORDINALS[match['wn'].lower()]}", context, said)
    return (chosen[0], Precision.PERIOD, chosen[1]) if chosen else None


def _part(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    edge = match["edge"].lower()
    part = "early" if edge in ("early", "beginning", "start") else "middle" if edge.startswith("mid") else "late"
    chosen = _choose(match["y4"], _month_number(match["m4"]), None, part, context, said)
    return (chosen[0], Precision.PERIOD, chosen[1]) if chosen else None


def _my(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    """A month; ``may`` and ``march`` are verbs unless something says that they are months."""
    word = match["m5"]
    before = text[max(0, match.start() - 24) : match.start()]
    if _DAY_BEFORE.search(before):  # the 31 of 31 February
        return None
    if not match["y5"] and word.lower().rstrip(".") in (
        "may",
        "march",
        "mar",
        "sept",
        "dec",
        "jan",
        "jun",
        "jul",
        "oct",
        "sep",
        "nov",
        "apr",
        "aug",
        "feb",
    ):
        placed = bool(_MONTH_BEFORE.search(before))
        if (word[0].islower() and not placed) or (not before.strip() and _MODAL.match(text, match.end())):
            return None
    chosen = _choose(match["y5"], _month_number(word), None, "", context, said)
    return (chosen[0], Precision.MONTH, chosen[1]) if chosen else None


def _quarter(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    number = _number(match["q1"] or match["q3"]) or _ORDINALS[(match["q2"] or "first").lower()]
    chosen = _choose(match["y6"] or match["y7"], None, None, f"q{4 if number == -1 else number}", context, said)
    return (chosen[0], Precision.PERIOD, chosen[1]) if chosen else None


def _half(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    part = "h1" if _ORDINALS[match["hn"].lower()] == 1 else "h2"
    if not match["y8"] and re.match(r"\sof\s(?!the\syear)", text[match.end() : match.end() + 12]):
        return None
    chosen = _choose(match["y8"], None, None, part, context, said)
    return (chosen[0], Precision.PERIOD, chosen[1]) if chosen else None


def _relative(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    today = context.report_date
    if today is None:
        return None
    if word := match["today"]:
        day = today + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word.lower()])
        return (day, day), Precision.DAY, True
    offset = {"this": 0, "next": 1}.get(match["which"].lower(), -1)
    unit = match["unit"].lower()
    if unit == "week":
        monday = today + timedelta(days=7 * offset - today.weekday())
        return (monday, monday + timedelta(days=6)), Precision.PERIOD, True
    if unit == "year":
        return (date(today.year + offset, 1, 1), date(today.year + offset, 12, 31)), Precision.YEAR, True
    if unit == "month":
        return month_days(*add_months(today.year, today.month, offset)), Precision.MONTH, True
    year, month = add_months(today.year, (today.month - 1) // 3 * 3 + 1, 3 * offset)
    return (date(year, month, 1), month_days(*add_months(year, month, 2))[1]), Precision.PERIOD, True


def _us(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    """06/25/2024 and 25/06/2024; where both could be, the month stands first."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y9"])
    days = days_of(year, a, b, "") if a <= 12 else days_of(year, b, a, "") if b <= 12 else None
    return (days, Precision.DAY, False) if days else None


def _period(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    return (context.period, Precision.PERIOD, True) if context.period else None


def _year(match: re.Match[str], text: str, context: DateContext, said: Days | None) -> _Result:
    year = int(match["year"])
    return (date(year, 1, 1), date(year, 12, 31)), Precision.YEAR, False


_READERS = {
    "dmy": _dmy, "mdy": _mdy, "week": _week, "part": _part, "my": _my, "quarter": _quarter, "half": _half,
    "relative": _relative, "us": _us, "period": _period, "year": _year,
}  # fmt: skip


def _join(first: DateRange, last: DateRange, text: str) -> DateRange | None:
    """One stretch where the words between say so (from 1 March to 5 April, between May and July)."""
    gap = text[first.end : last.start]
    if len(gap) > 14 or not gap.strip():
        return None
    joined = _JOIN.fullmatch(gap) or (
        _AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.start - 14) : first.start])
    )
    if not joined:
        return None
    begin = first.first
    if first.inherited and not last.inherited:  # from 1 March to 5 April 2024
        begin = _same_year(begin, last.last)
    if begin > last.last:
        return None
    return DateRange(
        begin,
        last.last,
        first.precision,
        first.start,
        last.end,
        "english_range",
        first.planned,
        first.inherited and last.inherited,
    )


def _same_year(begin: date, end: date) -> date:
    try:
        moved = begin.replace(year=end.year)
        return moved if moved <= end else begin.replace(year=end.year - 1)
    except ValueError:
        return begin


def _opened(one: DateRange, text: str, context: DateContext) -> DateRange:
    """A question's ``since May`` runs to the end of what is known, ``before May`` from its beginning."""
    if not context.asking or one.rule == "english_range":
        return one
    word = _OPEN.search(text[max(0, one.start - 16) : one.start])
    name = word[1].lower() if word else ""
    if name == "from" and not _ONWARD.match(text, one.end):
        name = ""
    first, last = one.first, one.last
    end = max([day for day in (context.period_last, context.report_date, one.last) if day])
    if name in ("since", "from"):
        last = end
    elif name in ("after", "following"):
        first, last = one.last + timedelta(days=1), end
    elif name in ("before", "prior to"):
        first, last = _earliest(context, first), one.first - timedelta(days=1)
    elif name in ("until", "till", "up to", "by"):
        first = _earliest(context, first)
    else:
        return one
    rule = "since" if last == end and name not in ("until", "till", "up to", "by") else "until"
    return (
        DateRange(first, last, one.precision, one.start, one.end, rule, one.planned, one.inherited)
        if first <= last
        else one
    )


def _earliest(context: DateContext, day: date) -> date:
    return min(context.period_first or date(1900, 1, 1), day)
