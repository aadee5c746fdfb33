"""Numbers that an answer works out: how they are written, and what a working comes to."""

from __future__ import annotations

import re

COUNT = "count of the events listed"
_SUM = re.compile(r"(-?[\d.]+)((?: [+−×÷] [\d.]+)+)")
_STEP = re.compile(r"([+−×÷]) ([\d.]+)")


def plain(number: float) -> str:
    """A number without trailing zeros: 41, 1.57."""
    return f"{round(number, 4):.4f}".rstrip("0").rstrip(".")


def grouped(number: float) -> str:
    """A number with thousands marked: 2,191."""
    whole = plain(number)
    head, _, tail = whole.partition(".")
    return f"{int(head):,}" + (f".{tail}" if tail else "")


def evaluate(how: str) -> float | None:
    """Work out ``a + b − c`` or ``a ÷ b × 100``, from left to right; None if it is no such sum."""
    match = _SUM.fullmatch(how)
    if match is None:
        return None
    total = float(match.group(1))
    for sign, text in _STEP.findall(match.group(2)):
        number = float(text)
        if sign == "+":
            total += number
        elif sign == "−":
            total -= number
        elif sign == "×":
            total *= number
        elif number:
            total /= number
        else:
            return None
    return total
