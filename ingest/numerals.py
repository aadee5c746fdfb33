"""Numbers as Taiwanese prose writes them: 1,624 · 三十九 · 一一三 · 38 萬 · 3 億 5 千萬."""

from __future__ import annotations

import re

HAN_DIGITS = "〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"两": 2}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_PIECE = re.compile(r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,18}(?:\.\d{1,6})?|[^\d]")


def number_of(words: str) -> float | None:
    """The number that ``words`` (folded, at most 40 characters) stand for, or None if they are none.

    Digits and numerals may be mixed (1萬2,345); a run of numerals without units is read digit by
    digit (一一三 is 113), and a last digit after a unit as its next place (三萬五 is 35,000).
    """
    plain = words.replace(" ", "")
    if not plain or len(plain) > 40:
        return None
    if all(char in _DIGITS for char in plain):
        return float("".join(str(_DIGITS[char]) for char in plain))
    if "点" in plain:  # 三十三點五五
        whole, _, places = plain.partition("点")
        decimals = "".join(str(_DIGITS[char]) for char in places if char in _DIGITS)
        number = number_of(whole)
        return (
            None if number is None or len(decimals) != len(places) or not places else float(f"{number:.0f}.{decimals}")
        )
    return _sum(_PIECE.findall(plain))


def _sum(pieces: list[str]) -> float | None:
    """Add up digits and units: a section below 萬 first, then the large units."""
    total = section = 0.0
    current: float | None = None
    unit, zero = 0, False
    for piece in pieces:
        if piece[0].isascii() and piece[0].isdigit():
            current = float(piece.replace(",", ""))
            unit = 0
        elif piece in _DIGITS:
            zero = zero or _DIGITS[piece] == 0
            current = _DIGITS[piece] if not current else current * 10 + _DIGITS[piece]
        elif piece in _TENS:
            section, unit = section + _TENS[piece], 10
        elif piece in _SMALL:
            unit = _SMALL[piece]
            section, current = section + (1 if current is None else current) * unit, None
        elif piece in _LARGE:
            whole = section + (current or 0)
            unit = _LARGE[piece]
            total, section, current = total + (whole or 1) * unit, 0.0, None
        else:
            return None
    if current and current < 10 and unit > 10 and not zero and pieces[-1] in _DIGITS:
        current *= unit / 10
    return total + section + (current or 0)


def whole_number(words: str) -> int | None:
    """``number_of`` for counts and calendar numbers: a whole number, or None."""
    number = number_of(words)
    return int(number) if number is not None and number == int(number) else None
