"""The small pieces of which dates are made, each checked: 113 年, 2、3 月, 27 日, 6/25, 上旬.

Everything is read from the folded text, which has the length of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.date_patterns import HAN, SPLIT, skip_clock
from ingest.date_words import DateWords, Relative, date_words
from ingest.numerals import whole_number

FIRST_GREGORIAN, LAST_GREGORIAN = 1000, 2200
FIRST_BARE, _LAST_BARE = 100, 160  # years of the Republic that need no other sign
_LATELY = 1000  # days, weeks, months or years that 最近 may count
_SHORT = 30  # two-digit years below this are durations unless 民國 stands before them


class Sort(StrEnum):
    """What a piece is."""

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
    """One number of a piece, where it stands, and what joins it to the next one (TO, AND or None)."""

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


_HAN_VALUES = {char: at for at, char in enumerate("零一二三四五六日")} | {"天": 7}
_NOW = {"今": 0, "本": 0, "昨": -1, "明": 1, "去": -1, "前": -2}
_WEEKS = {"本": 0, "这": 0, "上": -1, "下": 1}
_JAPANESE = {"令和": 2018, "平成": 1988, "昭和": 1925}
# What makes a fraction-like 1/2 a day after all: a word for a day before it, or a weekday, time or range after it.
_DAY_BEFORE = re.compile(r"(?:于|在|自|从|至|到|起|~|-|日期:?|时间:?|\(|订)\s{0,2}$|^\s*$")
_RATIO_AFTER = re.compile(
    r"\s?(?:以上|以下|的|强|弱|比例|席次|左右|之|英|寸|多数|时|决|个|天|月|额|人|名|处|成|版|页|票|桶|杯|匙)"
)
_RATIO_BEFORE = re.compile(r"(?:约|近|占|逾|达|超过|不到|第|剩|共|分之|全体|减少|增加)\s?$")
_COMMON_RATIOS = frozenset(
    {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10), (1, 6), (1, 8), (7, 10), (3, 10)}
)
_GOES_ON = re.compile(r"\s{0,3}(?:\d{1,2}|[元一二三四五六七八九十])\s{0,3}(?:月|[、至\-~])|\s?[至到\-~]\s?\d{2,4}\s?年")
_NO_LENGTH = ("前往", "前来", "前进", "前赴", "后续", "内政", "语音", "营业", "营运")  # what 前, 后 … may begin
_OURS = re.compile(r"本[处局府县市所会院校部期区公团组科室馆]")


def piece_of(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """The piece of a match, or None where it is no date after all."""
    if found["never"]:
        return None
    if found["chain"]:
        return _chain(found, key)
    if found["y"] or found["ym"] or found["md"] or found["compact"]:
        return _numeric(found, key, following)
    if found["period"]:
        return Piece(Sort.PERIOD, *found.span())
    if found["relative"]:
        return _relative(found, key)
    if found["now"] or found["bracket"] or found["bracket2"]:
        return _bracketed(found)
    if found["thisweek"] or found["lately"]:
        return _near(found)
    if found["first"]:
        return _first(found)
    return _part(found, following)


def _first(found: re.Match[str]) -> Piece | None:
    """元月, 民國元年; the first year of another reign is none of ours."""
    era = (found["first_era"] or "").strip()
    if found["first_unit"] == "月":
        return Piece(Sort.MONTH, *found.span(), (Value(1, *found.span("first")),), unit="月")
    year = gregorian(1, era) if era and not era.startswith(("西", "公")) else None
    return Piece(Sort.YEAR, *found.span(), (Value(year, *found.span()),), unit="年") if year else None


def _relative(found: re.Match[str], key: str) -> Piece:
    words = date_words()
    relative = words.relative[found["relative"]]
    if relative.unit != "day" and words.compared.match(key, found.end()):
        return Piece(Sort.PART, *found.span(), part="compared")
    sort = {"year": Sort.YEAR, "month": Sort.MONTH, "day": Sort.DAY}.get(relative.unit, Sort.PART)
    return Piece(sort, *found.span(), relative=relative, part="week" if relative.unit == "week" else "")


def _bracketed(found: re.Match[str]) -> Piece | None:
    """今（25）日, 本（113）年度, 本（6）月, （25）日: the bracket says which."""
    if not found["now"]:
        group = "bracket" if found["bracket"] else "bracket2"
        number, unit, offset = int(found[group]), "日", 0
    else:
        number, unit, offset, group = int(found["nowday"]), found["nowunit"] or found["nowword"] or "", 0, "nowday"
        offset = _NOW.get(found["now"], 0)
    value = Value(number, *found.span(group))
    if unit.startswith("年"):
        year = gregorian(number, "")
        return Piece(Sort.YEAR, *found.span(), (Value(year, *found.span()),), unit=unit) if year else None
    if unit.startswith("月"):
        return Piece(Sort.MONTH, *found.span(), (value,), unit=unit) if 1 <= number <= 12 else None
    if not unit or not 1 <= number <= 31:
        return None
    near = None if found["now"] and found["now"] in "同翌次隔" else Relative("day", "report", offset)
    return Piece(Sort.DAY, *found.span(), (value,), relative=near, unit="日")


def _near(found: re.Match[str]) -> Piece | None:
    """本週六, 下週末, 最近三個月."""
    if found["lately"]:
        number = 6 if found["lately"] == "半" else whole_number(found["lately"])
        unit = {"年": "year", "月": "month", "天": "day", "日": "day"}.get(found["latelyunit"], "week")
        if not number or number > _LATELY or (found["lately"] == "半" and unit != "year"):
            return None
        unit = "month" if found["lately"] == "半" else unit
        return Piece(Sort.PART, *found.span(), part="lately", relative=Relative(unit, "report", -number))
    offset = 7 * _WEEKS[found["thisweek"]] + (5 if found["weekend"] else _HAN_VALUES[found["weekday"]] - 1)
    part = "weekend" if found["weekend"] else "weekday"
    return Piece(Sort.PART, *found.span(), part=part, relative=Relative("weekday", "report", offset))


def _part(found: re.Match[str], following: bool) -> Piece | None:
    """A part of a year or month by its short name; a third, a week or a term needs what it divides before it."""
    span = found.span()
    if found["bare"]:
        edge = "early" if found["bare_edge"] == "初" else "late"
        return Piece(Sort.PART, *span, part=f"bare-{found['bare']}-{edge}")
    if found["half"]:
        return Piece(Sort.PART, *span, part="h1" if found["half"] == "上" else "h2")
    for group in ("quarter", "quarter2", "quarter3", "q"):
        if found[group]:
            return Piece(Sort.PART, *span, part=f"q{_small(found[group])}")
    if not following:
        return None
    if week := found["week"] or found["last_week"]:
        return Piece(Sort.PART, *span, part="w-1" if found["last_week"] else f"w{_small(week)}")
    if edge := found["days_of"]:
        count = whole_number(found["days"])
        return Piece(Sort.PART, *span, part=f"d-{count}" if edge in ("最后", "最末", "末") else f"d{count}")
    if term := found["term"] or found["term2"]:
        return Piece(Sort.PART, *span, part="t1" if term in "1一上" else "t2")
    if found["month_half"]:
        return Piece(Sort.PART, *span, part="mh1" if found["month_half"] == "上" else "mh2")
    return Piece(Sort.PART, *span, part={"上": "early", "中": "middle"}.get(found["third"], "late"))


def _small(word: str) -> int:
    return int(word) if word.isdigit() else _HAN_VALUES[word]


def gregorian(number: int, era: str) -> int | None:
    """The Gregorian year of a printed one, or None where no calendar has it."""
    if era.startswith(("西", "公")):
        return number if 0 < number <= LAST_GREGORIAN else None
    if era in _JAPANESE:
        return number + _JAPANESE[era] if 0 < number < 100 else None
    if era == "民前":
        return 1912 - number if 0 < number < 1000 else None
    if FIRST_GREGORIAN <= number <= LAST_GREGORIAN:
        return number
    return number + 1911 if 0 < number <= _LAST_BARE else None


def _numeric(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """113/6/25, 2024-06, 6/25-27, 20240625."""
    start, end = found.span()
    if not following and re.search(r"\d\s?[-~]$", key[max(0, start - 3) : start]):
        return None
    if digits := found["compact"]:
        numbers = (int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        return Piece(Sort.WHOLE, start, end, tuple(Value(number, start, end) for number in numbers))
    if found["y"]:
        return _whole(found)
    if found["ym"]:
        year, month = gregorian(int(found["ym"]), ""), int(found["mm"])
        if year is None or not 1 <= month <= 12 or (len(found["ym"]) == 3 and found["ymsep"] == "-"):
            return None
        return Piece(Sort.YEAR_MONTH, start, end, (Value(year, *found.span("ym")), Value(month, *found.span("mm"))))
    return _month_day(found, key, following)


def _whole(found: re.Match[str]) -> Piece | None:
    printed, month, day = found["y"], int(found["m"]), int(found["d"])
    year = gregorian(int(printed), "")
    if printed.startswith("0") or year is None or (len(printed) == 2 and int(printed) < 40):
        return None
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    values = [Value(year, *found.span("y")), Value(month, *found.span("m"))]
    return Piece(Sort.WHOLE, *found.span(), (*values, *_day_to_day(found, "d", "dd")))


def _day_to_day(found: re.Match[str], first: str, last: str) -> list[Value]:
    """The day of a numeric date, and the one up to which it runs."""
    values = [Value(int(found[first]), *found.span(first), Sort.TO if found[last] else None)]
    if found[last]:
        values.append(Value(int(found[last]), *found.span(last)))
    return values


def _month_day(found: re.Match[str], key: str, following: bool) -> Piece | None:
    """6/25, where it is no fraction."""
    month, day = int(found["md"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    start, end = found.span()
    before = key[max(0, start - 6) : start]
    told = following or found["dd2"] or _DAY_BEFORE.search(before) or skip_clock(key, end) > end
    if _RATIO_AFTER.match(key, end) or _RATIO_BEFORE.search(before) or ((month, day) in _COMMON_RATIOS and not told):
        return None
    return Piece(Sort.MONTH_DAY, start, end, (Value(month, *found.span("md")), *_day_to_day(found, "day", "dd2")))


def _chain(found: re.Match[str], key: str) -> Piece | None:
    """Numbers that share a unit, checked against what such a unit allows."""
    unit, era = found["unit"], (found["era"] or "").strip()
    values, start, end = _values(found["chain"], found.start("chain")), found.start(), found.end()
    if values and values[0].joined and _is_numbering(found, key, values):
        values = values[1:]
        start = values[0].start
    if not values:
        return None
    if "年" in unit:
        return _years(found, key, values, era, start)
    words = date_words()
    if era:
        return None
    if unit[0] == "月":
        good = all(1 <= value.number <= 12 for value in values) and not words.month_duration.match(key, end)
        return Piece(Sort.MONTH, start, end, values, unit=unit) if good else None
    if not all(1 <= value.number <= 31 for value in values):
        return None
    loose = unit == "号" or (unit[0] not in "两二三四五六" and _is_day_count(found, key, words))
    return Piece(Sort.DAY, start, end, values, unit=unit, loose=loose)


def _is_numbering(found: re.Match[str], key: str, values: tuple[Value, ...]) -> bool:
    """Whether the first number is that of an item: 三、5 月辦理 and 2、114 年, not 三、四月 nor 3、4 月."""
    start = found.start("chain")
    mark = re.match(rf"(?:[{HAN}]{{1,3}}|\d{{1,2}})[、﹑､]", found["chain"])
    if found["era"] or mark is None or (start > 0 and key[start - 1] != "\n"):
        return False
    first, second = key[values[0].start].isdigit(), key[values[1].start].isdigit()
    if first != second or "年" in found["unit"]:
        return first != second or values[0].number < FIRST_BARE <= values[1].number
    return first and values[0].number + 1 != values[1].number


def _is_day_count(found: re.Match[str], key: str, words: DateWords) -> bool:
    """Whether 3 日 standing alone would be three days."""
    chain, start, end = found["chain"].strip(), found.start(), found.end()
    goes_on = key.startswith(_NO_LENGTH, end)
    if words.duration_before.search(key[max(0, start - 8) : start]):
        return True
    if words.day_duration.match(key, end) and not goes_on:
        return True
    if key.startswith("本", end) and not _OURS.match(key, end):
        return True
    return len(chain) == 1 and not chain.isdigit()


def _years(found: re.Match[str], key: str, values: tuple[Value, ...], era: str, start: int) -> Piece | None:
    """Years of a calendar; None where the number is rather a length of time."""
    words = date_words()
    rest = key[found.end() : found.end() + 8]
    counted = re.search("[百千十]", found["chain"]) and not _GOES_ON.match(rest) and "度" not in found["unit"]
    if not era and (words.year_duration.match(rest) or counted):  # 一百年 is a length of time, 一一三年 is none
        return None
    years: list[Value] = []
    previous = 0
    for value in values:
        number = value.number
        if previous >= FIRST_GREGORIAN and number < 100:  # 2024-25 年
            number += previous // 100 * 100
        year = gregorian(number, era)
        if year is None:
            return None
        previous = number
        years.append(Value(year, value.start, value.end, value.joined))
    if not era and min(value.number for value in values) < FIRST_BARE and not _short_years(found, key, values, rest):
        return None
    return Piece(Sort.YEAR, start, found.end(), tuple(years), unit=found["unit"])


def _short_years(found: re.Match[str], key: str, values: tuple[Value, ...], rest: str) -> bool:
    """Whether years below 100 without 民國 are years: 88 年 5 月, 98 年至 112 年, not 50 年."""
    words = date_words()
    before = key[max(0, found.start() - 6) : found.start()]
    if (
        not found["chain"][0].isdigit()
        or min(value.number for value in values) < _SHORT
        or words.duration_before.search(before)
    ):
        return False
    if _GOES_ON.match(rest) or re.match("[上下]半年", rest):
        return True
    return len(values) > 1 and not words.short_year_duration.match(rest)


def _values(chain: str, base: int) -> tuple[Value, ...]:
    """The numbers of a chain and what joins each to the next."""
    values: list[Value] = []
    at = 0
    while True:
        join = SPLIT.search(chain, at)
        stop = join.start() if join else len(chain)
        piece = re.sub(r"\(.*", "", chain[at:stop])
        number = whole_number(piece.strip())
        if number is None:
            return ()
        start = base + at + len(piece) - len(piece.lstrip())
        joined = (Sort.TO if join["to"] else Sort.AND) if join else None
        values.append(Value(number, start, start + len(piece.strip()), joined))
        if join is None:
            return tuple(values)
        at = join.end()
