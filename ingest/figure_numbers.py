"""Numbers that count something, found and judged: with a unit, with a currency, or large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.figure_words import FigureWords, figure_words
from ingest.numerals import HAN_DIGITS, number_of

_LARGE = r"(?:百万|千万|十万|万|亿|兆|千|百)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?(?!\d)|\d{1,12}(?:\.\d{1,6})?)"
_MIXED = rf"{_DIGITS}(?:\s?{_LARGE}(?:\s?{_DIGITS}\s?{_LARGE}){{0,3}}(?:\s?{_DIGITS})?)?"
_TEN = "十百千廿卅"
_VAGUE = rf"[数上近几][{_TEN}万亿]{{1,2}}"
_HAN = rf"(?:{_VAGUE}|[{HAN_DIGITS}{_TEN}]{{1,9}}(?:[万亿][{HAN_DIGITS}{_TEN}]{{0,7}}){{0,2}})"
_MORE = r"(?:余|多|几)"
_TO = r"\s?(?:至|到|-|~|–|—)\s?"
_CURRENCY = r"(?:新台币|台币|nt\$|us\$|美金|港币|人民币|\$|€|£|¥)\s?$"
_BEGINS = re.compile(rf"[\d{HAN_DIGITS}{_TEN}]|[数上近几](?=[{_TEN}万亿])")
_BEFORE_LATIN = re.compile(r"[a-z0-9.#/_]$|[a-z]-$|\d[,:\-]$|-[\d-]{1,12}$|#\s?$")
_LATIN_WORD = re.compile(r"[a-z]\s?$")
_MINUS = re.compile(r"(?:^|[(\s:|])([-−▼])\s?$")
_NTH = re.compile(r"第\s?$")
_SCORE = re.compile(r"(?:得分|分数|平均|满意度|成绩|总分|评分|达|为|获)\s?$")
_CUE = re.compile(
    r"(?:共|计|等|达|逾|约|近|过|有|设|括|获|颁发|新增|完成|举办|办理|召开|审议|通过|成立|增加|减少|至少|由|邀请|率领|一行)了?\s?$"
)
_FEW = re.compile(r"(?:为期|共计?|达|等|连续|历时|总计|合计|计有|一连)\s?$")
_FIRST_OF_ALL = re.compile(r"(?:全国|全台|全球|世界|亚洲|国内|国际|史上|首都?|全市|本市|台湾)[^,。]{0,6}$")
_OLD = 160  # more years than this are a year of some calendar, unless they are said to have passed
_LASTED = re.compile(r"(?:有|达|已|逾|近|满|超过|历经|距今)约?\s?$")
_PASSED = re.compile(r"\s?(?:的?历史|来|余|多|老|以上|之久|后|前|古)")


@dataclass(frozen=True, slots=True)
class Found:
    """A number found: where it stands with comparator and unit, where its value and its unit stand."""

    start: int
    end: int
    value: tuple[int, int]
    unit: tuple[int, int]
    amount: float | None
    group: str
    comparator: str | None = None
    numeral: bool = False

    @property
    def rule(self) -> str:
        """The name of the rule that found it."""
        return f"{self.group}_numeral" if self.numeral else self.group


@cache
def _pattern() -> re.Pattern[str]:
    """A number with its unit."""
    words = figure_words()
    return re.compile(
        rf"(?:(?P<low>{_MIXED})(?:{_TO}(?P<high>{_MIXED}))?|(?P<han>{_HAN})(?:{_TO}(?P<han_high>{_HAN}))?)"
        rf"\s?(?P<more>{_MORE})?(?P<big>\s?{_LARGE}{_MORE}?)?\s?"
        rf"(?:(?P<tenth>成(?!{words.tenth_never})(?P<half>[{HAN_DIGITS}\d半])?)|(?P<unit>{words.unit}))?"
    )


@cache
def _before() -> re.Pattern[str]:
    """The comparator before a number."""
    return re.compile(rf"(?P<word>{figure_words().comparator})\s?$")


def count_numbers(key: str, taken: bytearray) -> Iterator[Found]:
    """Figures of the folded text ``key`` outside the characters marked in ``taken``."""
    words, pattern = figure_words(), _pattern()
    at = 0
    while begin := _BEGINS.search(key, at):
        match = pattern.match(key, begin.start())
        if match is None:
            at = begin.end()
            continue
        at = max(match.end("low"), match.end("han"), begin.end())
        if any(taken[match.start() : at]):
            continue
        if found := _figure(match, key, words):
            yield found
            at = found.end


def _figure(match: re.Match[str], key: str, words: FigureWords) -> Found | None:
    """The figure of a match, or None where the number counts nothing."""
    start, before = match.start(), key[max(0, match.start() - 14) : match.start()]
    unit = match["unit"] or ""
    group = "tenth" if match["tenth"] else words.group_of.get(unit, "")
    if _NTH.search(before):
        return _rank(match, key, unit, words)
    currency = re.search(_CURRENCY, before)
    if currency is None and _is_name(before, match, group):
        return None
    if currency and not unit:
        group = "money"
    judge = _arabic_counts if match["low"] else _han_counts
    if not judge(match, key, unit, group):
        return None
    value_end = max(match.end(name) for name in ("low", "high", "han", "han_high", "more", "big", "tenth"))
    if group == "percent" and unit in "%‰":
        value_end = match.end("unit")
    unit_span = match.span("unit") if unit else (match.end("tenth"), match.end("tenth"))
    if currency:
        start -= len(before) - currency.start()
        unit_span = unit_span if unit else (start, match.start() - len(currency[0]) + len(currency[0].rstrip()))
        before = key[max(0, start - 8) : start]
    amount = _amount(match)
    if amount is not None and (minus := _MINUS.search(before)):
        amount, start = -amount, start - len(before) + minus.start(1)
    side, start = _side(before, start, words)
    end = max(value_end, unit_span[1]) if unit else value_end
    comparator, end = _compared(match, key, end, side, words)
    unit_span = unit_span if unit or currency else (value_end, value_end)
    value = (match.start(), value_end)
    return Found(start, end, value, unit_span, amount, group or "number", comparator, match["low"] is None)


def _is_name(before: str, match: re.Match[str], group: str) -> bool:
    """Whether the number belongs to a name or a longer number: 5G, KPSN2, 07-3368333; not AED 2,345 台."""
    if _LATIN_WORD.search(before):
        return not group or (before[-1].isalpha() and "," not in (match["low"] or ""))
    return bool(_BEFORE_LATIN.search(before))


def _side(before: str, start: int, words: FigureWords) -> tuple[str | None, int]:
    """What the word before the number says, and where it begins."""
    match = _before().search(before)
    if match is None:
        return None, start
    return words.comparator_of[match["word"]], start - len(before) + match.start()


def _arabic_counts(match: re.Match[str], key: str, unit: str, group: str) -> bool:
    """Whether a number in digits stands for a count worth keeping."""
    number = match["low"]
    if unit == "分":
        clock = re.search(r"[时点:]\s?$", key[max(0, match.start() - 3) : match.start()])
        told = _SCORE.search(key[max(0, match.start() - 5) : match.start()])
        return not clock and ("." in number or bool(told))
    if group == "time":
        lasted = len(number) == 3 and _LASTED.search(key[max(0, match.start() - 3) : match.start()])
        passed = bool(lasted or _PASSED.match(key, match.end()))
        years = unit == "年" and not match["big"] and _is_old(number) and not passed
        return not years and (number, unit) != ("24", "小时")
    if group:
        return True
    return "," in number or ((match["big"] or re.search(_LARGE, number)) is not None and _amount(match) is not None)


def _is_old(number: str) -> bool:
    amount = number_of(number)
    return amount is not None and amount > _OLD


def _han_counts(match: re.Match[str], key: str, unit: str, group: str) -> bool:
    """Whether a numeral stands for a count worth keeping: 六城市, 百家攤商, but not 兩市, 三面."""
    number, before = match["han"], key[max(0, match.start() - 6) : match.start()]
    if group == "tenth":
        return True
    if not group or group == "percent" or unit == "分":
        return False
    if number in ("一", "两", "二", "〇", "零"):
        return number == "两" and bool(_FEW.search(before))
    if group == "money" and number in ("百", "千", "十"):  # 千元 at the head of a column
        return False
    if group == "time":
        return not (unit in ("年", "天", "周") and number in ("百", "千", "万"))
    if len(number) == 1 and number not in "百千" and (group == "classifiers" or len(unit) == 1):
        return bool(_CUE.search(before))
    return number[-1] not in "〇零" and not before.endswith(tuple("第其同某每这那统专唯万"))


def _rank(match: re.Match[str], key: str, unit: str, words: FigureWords) -> Found | None:
    """第 39 個締盟城市, 第一名; not 第 4 屆, 第二次, 第 3 季."""
    number = match["low"] or match["han"]
    if unit not in words.ranks or match["high"] or match["han_high"] or match["big"]:
        return None
    start = key.rindex("第", 0, match.start())
    if match["han"] and unit != "名" and not _FIRST_OF_ALL.search(key[max(0, start - 12) : start]):
        return None
    value = match.span("low") if match["low"] else match.span("han")
    return Found(start, match.end("unit"), value, match.span("unit"), number_of(number), "rank", "rank")


def _amount(match: re.Match[str]) -> float | None:
    """The number that is meant: the upper one of a range, None for 數十."""
    words = (match["high"] or match["low"] or match["han_high"] or match["han"]) + (match["big"] or "")
    words = re.sub(r"[余多几\s]", "", words)
    if not words or words[0] == "数":
        return None
    amount = number_of(words.lstrip("上近"))
    if amount is None or not match["tenth"]:
        return amount
    half = match["half"]
    return amount * 10 + (0 if not half else 5 if half == "半" else (number_of(half) or 0))


def _compared(match: re.Match[str], key: str, end: int, side: str | None, words: FigureWords) -> tuple[str | None, int]:
    """What the words around say of the number, and where the figure ends with them."""
    for name, pattern in words.after.items():
        if after := pattern.match(key, end):
            return name, after.end()
    more = match["more"] or (match["big"] or "").rstrip().endswith(("余", "多", "几"))
    first = match.group()[0]
    if first == "上" or (side in (None, "reach") and more):
        return "more_than", end
    if first in "近数几":
        return "about", end
    return (None if side == "reach" else side), end
