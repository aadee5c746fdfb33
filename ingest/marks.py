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
    """Kinds of numbering in the order in which documents nest them."""

    CHAPTER = 0  # 第一章
    PART = 1  # 第一節
    ROMAN = 2  # I. or Ⅰ、
    FORMAL = 3  # 壹、
    PLAIN = 4  # 一、
    BRACKETED = 5  # （一）
    BARE_DIGIT = 6  # 1 before words, in a document that has 1.1
    DIGIT = 7  # 1.
    DECIMAL_2 = 8  # 1.1
    DECIMAL_3 = 9  # 1.1.1
    DECIMAL_4 = 10  # 1.1.1.1
    DIGIT_BRACKETED = 11  # (1)
    CIRCLED = 12  # ①
    STEM = 13  # 甲、
    LETTER = 14  # A.
    LETTER_BRACKETED = 15  # (a)
    SMALL_ROMAN = 16  # i.


# Numbers without a dot or comma of their own: quantities, where a document does not count 1.1.
BARE = (Family.BARE_DIGIT, Family.DECIMAL_2, Family.DECIMAL_3, Family.DECIMAL_4)


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark: its family, its value and where the words after it begin.

    ``other`` is what it may be instead: ``I.`` is a letter or a Roman numeral.
    """

    family: Family
    ordinal: int
    end: int
    other: Mark | None = None


_FORMAL = "壹贰貳弐参參叁肆伍陆陸柒捌玖拾佰"
_PLAIN = "〇零一二三四五六七八九十百"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九十")} | {
    "零": 0, "百": 100, "壹": 1, "贰": 2, "貳": 2, "弐": 2, "参": 3, "參": 3, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9, "拾": 10, "佰": 100, "两": 2, "兩": 2,
}  # fmt: skip
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_COMMA = r"\s*[、.,:。﹑､]"
_OPEN, _CLOSE = r"[(\[〔【﹝<〈]", r"[)\]〕】﹞>〉]"
# A number of 1 to 3 digits and a dot, not the head of a decimal; a year may follow at once.
_AFTER_DOT = r"(?!\s*\d)|(?=\s*(?:19|20)\d\d(?!\d))|(?=\s*1\d\d\s*年)|(?=\s+\d)|(?=\d{1,2}\s*[月日])"
_AFTER_LETTER = r"(?:\s*、|\.(?=\s|[^\x00-\x7f]))\s*"
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
    (Family.LETTER, re.compile(rf"([a-z]){_AFTER_LETTER}")),
    (Family.ROMAN, re.compile(rf"([ivxlc]{{2,6}}){_AFTER_LETTER}")),
    (Family.LETTER_BRACKETED, re.compile(rf"{_OPEN}([a-z]){_CLOSE}\s*")),
)
# Marks without a dot or comma, which only the head of a short line without a full stop can be.
_OPEN_PATTERNS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    (Family.FORMAL, re.compile(rf"([{_FORMAL}]{{1,3}})\s+(?=[^\s\d])")),
    (Family.PLAIN, re.compile(rf"([{_PLAIN}]{{1,3}})(?:\u3000|\s{{2,}})(?=[^\s\d])")),
    (Family.DECIMAL_4, re.compile(r"\d{1,2}(?:\.\d{1,2}){2}\.(\d{1,2})\.?\s+(?=[^\s\d])")),
    (Family.DECIMAL_3, re.compile(r"\d{1,2}\.\d{1,2}\.(\d{1,2})\.?\s+(?=[^\s\d])")),
    (Family.DECIMAL_2, re.compile(r"\d{1,2}\.(\d{1,2})\.?\s+(?=[^\s\d])")),
    (Family.BARE_DIGIT, re.compile(r"(\d{1,2})\s+(?=[^\s\d年月日时分])")),
)
_LONGEST_OPEN = 40
_RINGS = (
    (0x2460, 20, Family.CIRCLED),
    (0x2776, 10, Family.CIRCLED),
    (0x24F5, 10, Family.CIRCLED),
    (0x2474, 20, Family.DIGIT_BRACKETED),
    (0x2488, 20, Family.DIGIT),
    (0x3220, 10, Family.BRACKETED),
    (0x2160, 12, Family.ROMAN),
    (0x2170, 12, Family.SMALL_ROMAN),
)
_AFTER_RING = re.compile(r"\s*[、.,。﹑､．]?\s*")


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


def roman_value(words: str) -> int | None:
    """The value of a Roman numeral in small letters, None for what is none."""
    values = [_ROMAN_VALUES.get(char, 0) for char in words]
    if not words or 0 in values:
        return None
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return total if _spelled(total) == words else None


def _spelled(number: int) -> str:
    text = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        text += sign * (number // value)
        number %= value
    return text


def _ringed(line: str) -> Mark | None:
    """Numbering in one character: ① ⑴ ⒈ ㈠ Ⅳ."""
    code = ord(line[0])
    for first, count, family in _RINGS:
        if first <= code < first + count:
            after = _AFTER_RING.match(line, 1)
            return Mark(family, code - first + 1, after.end() if after else 1)
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
        found = pattern.match(key)
        if found and (mark := _mark(family, found, head)):
            return mark
    return _open_mark(line, key) if len(line) <= _LONGEST_OPEN and "。" not in line else None


def _open_mark(line: str, key: str) -> Mark | None:
    """A mark without a dot or comma; a wide space after it counts as one, which folding makes narrow."""
    wide = "".join(a if a == "\u3000" else b for a, b in zip(line, key, strict=False))
    for family, pattern in _OPEN_PATTERNS:
        if (found := pattern.match(wide)) and (value := number_value(found[1])):
            return Mark(family, value, found.end())
    return None


def _mark(family: Family, found: re.Match[str], head: str) -> Mark | None:
    """The mark that a pattern found; Roman numerals are told from letters by what comes before them."""
    words, end = found[1], found.end()
    if family not in (Family.LETTER, Family.ROMAN):
        value = _ordinal(family, words)
        return Mark(family, value, end) if value else None
    roman = roman_value(words)
    small = head[0].islower()
    other = Mark(Family.SMALL_ROMAN if small else Family.ROMAN, roman, end) if roman else None
    return Mark(family, _ordinal(family, words), end, other) if family is Family.LETTER else other


def is_marked(line: str) -> bool:
    """Whether ``line`` begins with numbering that cannot be a quantity."""
    mark = parse_mark(line)
    return mark is not None and mark.family not in BARE


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
