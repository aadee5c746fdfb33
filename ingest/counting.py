"""Numbers as automatic lists print them: 壹、 一、 甲、 1. a) iv. ① and their kin."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 32_767  # beyond it no list of a report counts; digits are printed


def decimal(number: int) -> str:
    """1, 2, 3."""
    return str(number)


def chinese(number: int) -> str:
    """一, 十, 十一, 二十一, 一百零二."""
    return _spelled(number, _DIGITS, "十百千", "零")


def formal(number: int) -> str:
    """壹, 拾, 拾壹, 貳拾壹."""
    return _spelled(number, _FORMAL_DIGITS, "拾佰仟", "零")


def _spelled(number: int, digits: str, units: str, zero: str) -> str:
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += zero if gap else ""
        leading_one = digit == "1" and place == 1 and not text
        text += ("" if leading_one else digits[int(digit)]) + (units[place - 1] if place else "")
        gap = False
    return text


def chinese_digits(number: int) -> str:
    """一, 一〇, 一一: digit by digit."""
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


def stem(number: int) -> str:
    """甲, 乙, 丙."""
    return STEMS[number - 1] if 0 < number <= len(STEMS) else str(number)


def branch(number: int) -> str:
    """子, 丑, 寅."""
    return _BRANCHES[number - 1] if 0 < number <= len(_BRANCHES) else str(number)


def letter(number: int) -> str:
    """a, b, … z, aa, bb."""
    if not 0 < number <= 26 * 20:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """i, ii, iii, iv."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def circled(number: int) -> str:
    """①, ②, … ⑳."""
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def bracketed(number: int) -> str:
    """⑴, ⑵, … ⒇."""
    return chr(0x2474 + number - 1) if 0 < number <= 20 else f"({number})"


def dotted(number: int) -> str:
    """⒈, ⒉, … ⒛."""
    return chr(0x2488 + number - 1) if 0 < number <= 20 else f"{number}."


def full_width(number: int) -> str:
    """１, ２, ３."""
    return "".join(chr(0xFF10 + int(digit)) for digit in str(abs(number)))


def two_digits(number: int) -> str:
    """01, 02, … 10."""
    return f"{number:02d}"


Count = Callable[[int], str]

# Names of Office Open XML (w:numFmt) and of CSS (list-style-type), in lower case.
_SCHEMES: dict[str, Count] = {
    "decimal": decimal, "decimalzero": two_digits, "decimal-leading-zero": two_digits,
    "decimalfullwidth": full_width, "decimalfullwidth2": full_width, "decimalhalfwidth": decimal,
    "taiwanesecounting": chinese, "taiwanesecountingthousand": chinese, "chinesecounting": chinese,
    "chinesecountingthousand": chinese, "japanesecounting": chinese, "cjk-ideographic": chinese,
    "trad-chinese-informal": chinese, "simp-chinese-informal": chinese, "cjk-decimal": chinese_digits,
    "ideographdigital": chinese_digits, "taiwanesedigital": chinese_digits,
    "ideographlegaltraditional": formal, "chineselegalsimplified": formal, "japaneselegal": formal,
    "trad-chinese-formal": formal, "simp-chinese-formal": formal,
    "ideographtraditional": stem, "cjk-heavenly-stem": stem, "ideographzodiac": branch, "cjk-earthly-branch": branch,
    "ideographenclosedcircle": circled, "decimalenclosedcircle": circled, "decimalenclosedcirclechinese": circled,
    "decimalenclosedparen": bracketed, "decimalenclosedfullstop": dotted,
    "lowerletter": letter, "lower-alpha": letter, "lower-latin": letter,
    "lowerroman": roman, "lower-roman": roman,
}  # fmt: skip
_CAPITAL: dict[str, Count] = {
    "upperletter": letter, "upper-alpha": letter, "upper-latin": letter, "upperroman": roman, "upper-roman": roman,
}  # fmt: skip
# First character of OpenDocument's style:num-format, which shows the sequence itself.
_SHOWN: dict[str, Count] = {
    "1": decimal, "a": letter, "i": roman, "一": chinese, "壹": formal, "壱": formal, "甲": stem, "子": branch,
    "①": circled, "⑴": bracketed, "⒈": dotted, "１": full_width, "〇": chinese_digits,
}  # fmt: skip


def count(scheme: str, number: int) -> str | None:
    """``number`` in the scheme that a DOCX or CSS names, or None where it prints no number."""
    key = scheme.strip().lower()
    if abs(number) > _MOST:
        return str(number)
    if key in _CAPITAL:
        return _CAPITAL[key](number).upper()
    return _SCHEMES[key](number) if key in _SCHEMES else None


def count_shown(sample: str, number: int) -> str | None:
    """``number`` in the scheme whose beginning ``sample`` shows (``1``, ``I``, ``一, 二, 三, ...``)."""
    first = sample.strip()[:1]
    if not first or abs(number) > _MOST:
        return str(number) if first else None
    if first in "AI":
        return _SHOWN[first.lower()](number).upper()
    return _SHOWN.get(first, decimal)(number)
