"""The small pieces of which dates are made: 113 年, 2、3 月, 27 日, 6/25, 上旬, 至, 起.

Everything is read from the folded text, which has the length of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ingest.date_words import DateWords, Relative, date_words
from ingest.numerals import whole_number

FIRST_GREGORIAN, LAST_GREGORIAN = 1500, 2200
_FIRST_BARE, _LAST_BARE = 100, 160  # years of the Republic that need no other sign
_SHORT = 30  # two-digit years below this are durations unless 民國 stands before them


class Sort(StrEnum):
    """What a token is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    WHOLE = "whole"  # a day in numbers: year, month, day
    YEAR_MONTH = "year_month"
    MONTH_DAY = "month_day"
    PART = "part"
    PERIOD = "period"
    TO = "to"
    AND = "and"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a token, where it stands, and what joins it to the next one (TO, AND or None)."""

    number: int
    start: int
    end: int
    joined: Sort | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a date at ``start:end`` of the folded text.

    ``values`` are the numbers of a chain (2、3 月) or the year, month and day of a numeric date;
    ``relative`` stands for a word (同日); ``part`` names a part of a year or month (h1, q2, early,
    w3, w-1); ``loose`` marks numbers that are a duration unless a larger unit stands before them.
    """

    sort: Sort
    start: int
    end: int
    values: tuple[Value, ...] = ()
    relative: Relative | None = None
    part: str = ""
    unit: str = ""
    loose: bool = False


_HAN = "〇零一二三四五六七八九十百廿卅"
_NUMBER = rf"(?:\d{{1,4}}|[{_HAN}]{{1,6}})"
_RANGE = r"(?:起?\s?(?:至|到|迄)|起?\s?[-~–—─〜∼‐‑−]{1,2})"
_LIST = r"(?:[、﹑､]|及|和|与|暨|以及)"
_JOIN = rf"\s{{0,2}}(?:{_RANGE}|{_LIST})\s{{0,2}}"
_UNITS = r"学年度?|会计年度|年度?|月份?|(?:[两二三四五六]\s?)?日|号"
_ERA = r"(?:中华民国|民国|民前|西元|公元|西历|令和|平成|昭和)"
_CHAIN = (
    rf"(?P<era>{_ERA}\s{{0,3}})?(?<![\d第任某逐每])(?<!\d[,.])(?<!第\s)(?P<chain>{_NUMBER}(?:\s?\(\s?\d{{2,4}}\s?\))?"
    rf"(?:{_JOIN}{_NUMBER}){{0,11}})\s{{0,3}}(?P<unit>{_UNITS})"
)
_TAIL = r"(?:\s?[-~–—至到]\s?(?P<{0}>\d{{1,2}})(?![\d/.:年月时点,%]))?"
_EDGE, _STOP = r"(?<![\d./#a-z])(?<!\d[,:])", r"(?![\d]|[./\-]\d)"
_WHOLE = (
    rf"{_EDGE}(?P<y>\d{{2,4}})\s?(?P<sep>[./\-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<d>\d{{1,2}})(?!\d|[./\-]\d{{3}})"
    + _TAIL.format("dd")
)
_YEAR_MONTH = rf"{_EDGE}(?P<ym>(?:19|20)\d\d|1[0-5]\d)(?P<ymsep>[/\-])(?P<mm>\d{{1,2}}){_STOP}(?!\s?[%人件月年])"
_MONTH_DAY = rf"{_EDGE}(?P<md>\d{{1,2}})/(?P<day>\d{{1,2}}){_STOP}" + _TAIL.format("dd2")
_COMPACT = r"(?<![\d.\-/a-z#])(?P<compact>20[0-4]\d[01]\d[0-3]\d)(?![\d\-/.])"
_BRACKETED = r"(?P<now>[今昨明本去前])\s?(?P<nowword>天|日|年度?|月份?)?\s?\(\s?(?P<nowday>\d{1,4})\s?\)\s?(?P<nowunit>年度?|月份?|日|天)?"
_PART = (
    r"(?P<half>[上下])半年度?|第?\s?(?P<quarter>[1-4一二三四])\s?季度?|(?<![a-z])q(?P<q>[1-4])(?![\da-z])"
    r"|(?P<third>[上中下])旬|(?P<month_half>[上下])半月"
    r"|的?\s?(?:第\s?(?P<week>[1-5一二三四五])|(?P<last_week>最后一?|最末))\s?个?\s?(?:周|星期|礼拜)(?!年|末|日|[一二三四五六])"
    r"|(?:第\s?(?P<term>[12一二])|(?P<term2>[上下]))\s?学期"
    r"|(?P<bare>[年月])(?P<bare_edge>初|底|末)(?![步期选审赛级层片端])"
    r"|(?P<edge>初|底|末|中旬|中(?=[,。、;)]|旬))(?![步期选审赛级层片端])"
)
_WEEKDAY = r"[\[(]\s?(?:星期|周|礼拜)?\s?[一二三四五六日天](?:[、至\-~][一二三四五六日天])?\s?[\])]|星期[一二三四五六日天]|周[一二三四五六日](?![本])|\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?\)"
_TIME = (
    r"(?:上午|下午|中午|早上|晚上|晚间|凌晨|傍晚|清晨|午间|am|pm)?\s?(?:[01]?\d|2[0-4])\s?(?:[时点]|:(?=[0-5]\d))\s?"
    r"(?:[0-5]?\d\s?分?|半|整)?(?:\s?[至到~\-–—]\s?(?:上午|下午|中午|晚上|晚间)?\s?(?:[01]?\d|2[0-4])\s?(?:[时点]|:(?=[0-5]\d))\s?(?:[0-5]?\d\s?分?|半|整)?)?"
    r"|上午|下午|中午|早上|晚上|晚间|凌晨|傍晚|清晨|全天"
)
_SKIP = re.compile(rf"\s{{0,3}}(?:{_WEEKDAY}|{_TIME})\s?(?:止)?")
_OPEN = r"(?P<since>以来|以后|之后|起(?![至到迄~\-点床]))|(?P<until>以前|之前|前(?![往来去副任总]))"


@cache
def _lexer() -> re.Pattern[str]:
    """One pattern for all tokens."""
    words = date_words()
    kinds = (
        rf"(?P<never>{words.names.pattern})",
        _WHOLE,
        _COMPACT,
        _YEAR_MONTH,
        _MONTH_DAY,
        rf"(?P<period>{words.period_pattern})",
        _BRACKETED,
        rf"(?P<relative>{words.relative_pattern})",
        rf"(?<!\d)(?P<first>元)(?P<first_unit>[年月])",
        _CHAIN,
        _PART,
    )
    return re.compile("|".join(kinds))


_BETWEEN = re.compile(rf"\s{{0,3}}(?:(?P<to>{_RANGE})|(?P<and>{_LIST}|[,;](?=\s?\d)))\s{{0,3}}")
_AFTER = re.compile(rf"\s{{0,3}}(?:{_OPEN})")
_BLANK = re.compile(r"\s{0,3}")
_SPLIT = re.compile(rf"(?P<to>{_RANGE})|{_LIST}")
_HAN_VALUES = {char: at for at, char in enumerate("零一二三四")}
_NOW = {"今": 0, "本": 0, "昨": -1, "明": 1, "去": -1, "前": -2}
# What makes a fraction-like 1/2 a day after all: a word for a day before it, or a weekday, time or range after it.
_DAY_BEFORE = re.compile(r"(?:于|在|自|从|至|到|起|~|-|日期:?|时间:?|\(|即日起至|订)\s{0,2}$|^\s*$")
_RATIO_AFTER = re.compile(r"\s?(?:以上|以下|的|强|弱|比例|席次|左右|之|英|寸|多数|时|决|个|天|月|额|人|名|处|成)")
_COMMON_RATIOS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10), (1, 6), (1, 8)})


def token_groups(key: str) -> Iterator[tuple[Piece, ...]]:
    """Runs of tokens that follow each other in the folded text ``key``, with what joins them."""
    lexer = _lexer()
    at = 0
    while found := lexer.search(key, at):
        token = _token(found, key, following=False)
        if token is None:
            at = _past(found)
            continue
        group = [token]
        at = _skip(key, token.end)
        while (more := _next(lexer, key, at)) is not None:
            group += more
            at = _skip(key, more[-1].end)
        if after := _AFTER.match(key, at):
            sort = Sort.SINCE if after["since"] else Sort.UNTIL
            group.append(Piece(sort, after.start(after.lastgroup or 0), after.end()))
            at = after.end()
        yield tuple(group)


def _next(lexer: re.Pattern[str], key: str, at: int) -> list[Piece] | None:
    """The token that follows at ``at``, after a joining word or none."""
    joined: list[Piece] = []
    start = _BLANK.match(key, at).end()  # type: ignore[union-attr]
    if between := _BETWEEN.match(key, at):
        sort = Sort.TO if between["to"] else Sort.AND
        joined.append(Piece(sort, start, between.end()))
        start = between.end()
    found = lexer.match(key, start)
    token = _token(found, key, following=True) if found else None
    if token is None or (joined and token.sort is Sort.PART and not token.part.startswith(("h", "q", "bare"))):
        return None
    return [*joined, token]


def _past(found: re.Match[str]) -> int:
    """Where to go on after what is no date: behind its first number, so that nothing is lost."""
    if found["chain"]:
        number = re.match(_NUMBER, found["chain"])
        return found.start("chain") + (number.end() if number else 1)
    return found.end()


def _skip(key: str, at: int) -> int:
    """Past weekdays in brackets and times of day."""
    for _ in range(3):
        skipped = _SKIP.match(key, at)
        if skipped is None:
            break
        at = skipped.end()
    return at


def _token(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """The token of a match, or None where it is no date after all."""
    start, end = found.span()
    if found["never"]:
        return None
    if found["chain"]:
        return _chain(found, key, following)
    if found["y"] or found["ym"] or found["md"] or found["compact"]:
        return _numeric(found, key, following)
    if found["period"]:
        return Piece(Sort.PERIOD, start, end)
    if found["relative"]:
        return _relative(found, key)
    if found["now"]:
        return _bracketed(found)
    if found["first"]:
        sort = Sort.YEAR if found["first_unit"] == "年" else Sort.MONTH
        return Piece(sort, start, end, (Value(1, start, end),), unit=found["first_unit"], loose=sort is Sort.YEAR)
    return _part(found)


def _relative(found: re.Match[str], key: str) -> Piece | None:
    words = date_words()
    relative = words.relative[found["relative"]]
    if relative.unit != "day" and words.compared.match(key, found.end()):
        return Piece(Sort.PART, *found.span(), part="compared")
    sort = {"year": Sort.YEAR, "month": Sort.MONTH, "day": Sort.DAY}.get(relative.unit, Sort.PART)
    return Piece(sort, *found.span(), relative=relative, part="week" if relative.unit == "week" else "")


def _bracketed(found: re.Match[str]) -> Piece | None:
    """今（25）日, 本（113）年度, 本（6）月: the bracket says which."""
    unit = found["nowunit"] or found["nowword"]
    if unit is None:
        return None
    number = int(found["nowday"])
    value = (Value(number, found.start("nowday"), found.end("nowday")),)
    if unit[0] == "年":
        year = gregorian(number, "")
        return Piece(Sort.YEAR, *found.span(), (Value(year, *found.span()),), unit=unit) if year else None
    if unit[0] == "月":
        return Piece(Sort.MONTH, *found.span(), value, unit=unit) if 1 <= number <= 12 else None
    relative = Relative("day", "report", _NOW[found["now"]])
    return Piece(Sort.DAY, *found.span(), value, relative=relative, unit="日") if 1 <= number <= 31 else None


def _part(found: re.Match[str]) -> Piece:
    """A part of a year or month by its short name."""
    span = found.span()
    if found["bare"]:
        edge = "early" if found["bare_edge"] == "初" else "late"
        return Piece(Sort.PART, *span, part=f"bare-{found['bare']}-{edge}")
    if week := found["week"] or found["last_week"]:
        return Piece(Sort.PART, *span, part="w-1" if found["last_week"] else f"w{_small(week)}")
    if term := found["term"] or found["term2"]:
        return Piece(Sort.PART, *span, part="t1" if term in "1一上" else "t2")
    for group, letter in (("quarter", "q"), ("q", "q")):
        if found[group]:
            return Piece(Sort.PART, *span, part=f"{letter}{_small(found[group])}")
    if found["half"]:
        return Piece(Sort.PART, *span, part="h1" if found["half"] == "上" else "h2")
    if found["month_half"]:
        return Piece(Sort.PART, *span, part="mh1" if found["month_half"] == "上" else "mh2")
    third = found["third"] or found["edge"][0]
    return Piece(Sort.PART, *span, part={"上": "early", "初": "early", "中": "middle"}.get(third, "late"))


def _small(word: str) -> int:
    return int(word) if word.isdigit() else _HAN_VALUES.get(word, 5)


def gregorian(number: int, era: str) -> int | None:
    """The Gregorian year of a printed one, or None where no calendar has it."""
    if era.startswith(("西", "公")):
        return number if number <= LAST_GREGORIAN else None
    if era in _JAPANESE:
        return number + _JAPANESE[era]
    if FIRST_GREGORIAN <= number <= LAST_GREGORIAN:
        return number
    if era == "民前":
        return 1912 - number
    return number + 1911 if 0 < number <= _LAST_BARE else None


_JAPANESE = {"令和": 2018, "平成": 1988, "昭和": 1925}


def _numeric(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """113/6/25, 2024-06, 6/25-27, 20240625."""
    start = found.start()
    if not following and re.search(r"\d\s?[-~]$", key[max(0, start - 3) : start]):
        return None
    if found["compact"]:
        digits = found["compact"]
        numbers = [(int(digits[:4]), start, start + 4), (int(digits[4:6]), start, found.end()), (int(digits[6:]), start, found.end())]
        return Piece(Sort.WHOLE, *found.span(), tuple(Value(*one) for one in numbers))
    if found["y"]:
        return _whole(found)
    if found["ym"]:
        year, month = gregorian(int(found["ym"]), ""), int(found["mm"])
        if year is None or not 1 <= month <= 12 or (len(found["ym"]) == 3 and found["ymsep"] == "-"):
            return None
        return Piece(Sort.YEAR_MONTH, *found.span(), (Value(year, *found.span("ym")), Value(month, *found.span("mm"))))
    return _month_day(found, key, following)


def _whole(found: re.Match[str]) -> Piece | None:
    printed = found["y"]
    year = gregorian(int(printed), "")
    if printed.startswith("0") or year is None or (len(printed) == 2 and int(printed) < 40):
        return None
    if len(printed) == 3 and int(printed) < _FIRST_BARE or not 1 <= int(found["m"]) <= 12 or not 1 <= int(found["d"]) <= 31:
        return None
    values = [Value(year, *found.span("y")), Value(int(found["m"]), *found.span("m"))]
    values.append(Value(int(found["d"]), *found.span("d"), Sort.TO if found["dd"] else None))
    if found["dd"]:
        values.append(Value(int(found["dd"]), *found.span("dd")))
    return Piece(Sort.WHOLE, *found.span(), tuple(values))


def _month_day(found: re.Match[str], key: str, following: bool) -> Piece | None:
    month, day = int(found["md"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    start, end = found.span()
    told = following or bool(found["dd2"]) or bool(_DAY_BEFORE.search(key[max(0, start - 6) : start])) or _skip(key, end) > end
    if _RATIO_AFTER.match(key, end) or ((month, day) in _COMMON_RATIOS and not told):
        return None
    values = [Value(month, *found.span("md")), Value(day, *found.span("day"), Sort.TO if found["dd2"] else None)]
    if found["dd2"]:
        values.append(Value(int(found["dd2"]), *found.span("dd2")))
    return Piece(Sort.MONTH_DAY, start, end, tuple(values))


def _chain(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """Numbers that share a unit, checked against what such a unit allows."""
    unit, era = found["unit"], (found["era"] or "").strip()
    values = _values(found["chain"], found.start("chain"))
    if not values:
        return None
    if "年" in unit:
        return _years(found, key, values, era, following)
    if era:
        return None
    words = date_words()
    if unit[0] == "月":
        good = all(1 <= value.number <= 12 for value in values) and not words.month_duration.match(key, found.end())
        return Piece(Sort.MONTH, *found.span(), values, unit=unit) if good else None
    if not all(1 <= value.number <= 31 for value in values):
        return None
    loose = unit == "号" or _is_day_count(found, key, words)
    return Piece(Sort.DAY, *found.span(), values, unit=unit, loose=loose)


def _is_day_count(found: re.Match[str], key: str, words: DateWords) -> bool:
    """Whether 3 日 standing alone would be three days."""
    chain, end = found["chain"].strip(), found.end()
    if words.duration_before.search(key[max(0, found.start() - 8) : found.start()]) or words.day_duration.match(key, end):
        return True
    if key.startswith("本", end) and not re.match(r"本[处局府市县所会院校部期区公团组科室馆府]", key[end : end + 2]):
        return True
    return len(chain) == 1 and not chain.isdigit()


def _years(
    found: re.Match[str], key: str, values: tuple[Value, ...], era: str, following: bool
) -> Piece | None:
    """Years in the calendar; a number that is rather a length of time gives None or a loose token."""
    words = date_words()
    rest = key[found.end() : found.end() + 8]
    before = key[max(0, found.start() - 6) : found.start()]
    if not era and words.year_duration.match(rest):
        return None
    years: list[Value] = []
    previous = 0
    for value in values:
        number = value.number
        if previous >= _FIRST_BARE * 10 and number < 100:  # 2024-25 年
            number += previous // 100 * 100
        year = gregorian(number, era)
        if year is None:
            return None
        previous = number
        years.append(Value(year, value.start, value.end, value.joined))
    small = min(value.number for value in values)
    loose = not era and small < _FIRST_BARE
    if loose and (small < _SHORT or words.duration_before.search(before)):
        return None
    lone = not re.match(r"\s{0,3}(?:\d{1,2}|[元一二三四五六七八九十])\s{0,3}(?:月|[、至\-~])", rest)
    if loose and lone and (len(values) == 1 or words.short_year_duration.match(rest)):
        return None
    return Piece(Sort.YEAR, *found.span(), tuple(years), unit=found["unit"])


def _values(chain: str, base: int) -> tuple[Value, ...]:
    """The numbers of a chain and what joins each to the next."""
    values: list[Value] = []
    at = 0
    while at <= len(chain):
        join = _SPLIT.search(chain, at)
        stop = join.start() if join else len(chain)
        piece = re.sub(r"\(.*", "", chain[at:stop])
        words = piece.strip()
        number = whole_number(words)
        if number is None:
            return ()
        start = base + at + len(piece) - len(piece.lstrip())
        joined = (Sort.TO if join["to"] else Sort.AND) if join else None
        values.append(Value(number, start, start + len(words), joined))
        if join is None:
            break
        at = join.end()
    return tuple(values)
