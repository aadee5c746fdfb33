"""Numbering at the head of a line: 壹、 一、 （一） 1. (1) and their kin, in every dress.

Everything is matched on the folded line, which has the length of the line itself: full- and
half-width brackets and dots, old and compatibility forms come out the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.fold import fold


class Family(IntEnum):
    """Kinds of numbering in the order in which government documents nest them."""

    CHAPTER = 0  # 第一章
    PART = 1  # 第一節
    FORMAL = 2  # 壹、
    PLAIN = 3  # 一、
    BRACKETED = 4  # （一）
    DIGIT = 5  # 1.
    DIGIT_BRACKETED = 6  # (1)
    CIRCLED = 7  # ①
    STEM = 8  # 甲、
    LETTER = 9  # A.
    LETTER_BRACKETED = 10  # (a)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: its family, its value and where the words after it begin."""

    family: Family
    ordinal: int
    end: int


_FORMAL = "壹贰貳弐参參叁肆伍陆陸柒捌玖拾佰"
_PLAIN = "〇零一二三四五六七八九十百"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九十")} | {
    "零": 0, "百": 100, "壹": 1, "贰": 2, "貳": 2, "弐": 2, "参": 3, "參": 3, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9, "拾": 10, "佰": 100, "两": 2, "兩": 2,
}  # fmt: skip

_COMMA = r"\s*[、.,:。﹑､]"
_OPEN, _CLOSE = r"[(\[〔【﹝<〈]", r"[)\]〕】﹞>〉]"
# A number of 1 to 3 digits and a dot, not the head of a decimal; a year may follow at once.
_AFTER_DOT = r"(?!\s*\d)|(?=\s*(?:19|20)\d\d(?!\d))|(?=\s*1\d\d\s*年)|(?=\s+\d)|(?=\d{1,2}\s*[月日])"
_PATTERNS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (Family.CHAPTER, re.compile(rf"第\s*([{_PLAIN}{_FORMAL}]{{1,4}}|\d{{1,3}})\s*[章篇编]{_COMMA}?\s*")),
    (Family.PART, re.compile(rf"第\s*([{_PLAIN}{_FORMAL}]{{1,4}}|\d{{1,3}})\s*[节]{_COMMA}?\s*")),
    (Family.FORMAL, re.compile(rf"([{_FORMAL}]{{1,3}}){_COMMA}\s*")),
    (Family.PLAIN, re.compile(rf"([{_PLAIN}]{{1,4}}){_COMMA}\s*")),
    (Family.BRACKETED, re.compile(rf"{_OPEN}\s*([{_PLAIN}]{{1,4}})\s*{_CLOSE}{_COMMA}?\s*")),
    (Family.DIGIT, re.compile(rf"(\d{{1,3}})\s*(?:[.﹒](?:{_AFTER_DOT})|[、﹑､])\s*")),
    (Family.DIGIT_BRACKETED, re.compile(rf"{_OPEN}\s*(\d{{1,2}})\s*{_CLOSE}{_COMMA}?\s*")),
    (Family.DIGIT_BRACKETED, re.compile(r"(\d{1,2})\)\s*")),
    (Family.STEM, re.compile(rf"([{_STEMS}])[、.]\s*")),
    (Family.LETTER, re.compile(r"([a-z])(?:[、]|\.(?=\s|[^\x00-\x7f]))\s*")),
    (Family.LETTER_BRACKETED, re.compile(rf"{_OPEN}([a-z]){_CLOSE}\s*")),
)
_RINGS = (
    (0x2460, Family.CIRCLED),
    (0x2776, Family.CIRCLED),
    (0x24F5, Family.CIRCLED),
    (0x2474, Family.DIGIT_BRACKETED),
)
_DOTTED_DIGITS, _BRACKETED_WORDS = 0x2488, 0x3220
_SPACES = re.compile(r"\s*")


def number_value(words: str) -> int | None:
    """The value of a small whole number in digits or Chinese numerals (二十一, 拾貳, 12)."""
    if words.isascii() and words.isdigit():
        return int(words)
    total, digit = 0, 0
    for char in words:
        value = _VALUES.get(char)
        if value is None:
            return None
        if value < 10:
            digit = digit * 10 + value if digit and "十" not in words and "百" not in words else value
        else:
            total, digit = total + (digit or 1) * value, 0
    return total + digit


def _ringed(line: str) -> Mark | None:
    """Numbering in one character: ① ⑴ ⒈ ㈠."""
    code = ord(line[0])
    end = _SPACES.match(line, 1).end()  # type: ignore[union-attr]
    for first, family in _RINGS:
        if first <= code < first + (20 if first in (0x2460, 0x2474) else 10):
            return Mark(family, code - first + 1, end)
    if _DOTTED_DIGITS <= code < _DOTTED_DIGITS + 20:
        return Mark(Family.DIGIT, code - _DOTTED_DIGITS + 1, end)
    if _BRACKETED_WORDS <= code < _BRACKETED_WORDS + 10:
        return Mark(Family.BRACKETED, code - _BRACKETED_WORDS + 1, end)
    return None


def parse_mark(line: str) -> Mark | None:
    """The numbering that ``line`` begins with, or None."""
    head = line[:16]
    if not head or head[0].isspace():
        return None
    if ringed := _ringed(head):
        return ringed
    key = fold(head)
    for family, pattern in _PATTERNS:
        if found := pattern.match(key):
            ordinal = _ordinal(family, found[1])
            if ordinal:
                return Mark(family, ordinal, found.end())
    return None


def is_bare_mark(text: str) -> bool:
    """Whether ``text`` is a numbering mark and nothing else."""
    mark = parse_mark(text.strip())
    return mark is not None and mark.end >= len(text.strip())


def _ordinal(family: Family, words: str) -> int:
    if family is Family.STEM:
        return _STEMS.index(words) + 1
    if family in (Family.LETTER, Family.LETTER_BRACKETED):
        return ord(words) - ord("a") + 1
    return number_value(words) or 0
