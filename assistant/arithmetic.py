"""Numbers that an answer works out, and whether they follow from what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer

COUNT = "count of the events listed"
LABEL = "heading of a group"
_SUM = re.compile(r"(-?[\d.]+)((?: [+−×÷] [\d.]+)+)")
_STEP = re.compile(r"([+−×÷]) ([\d.]+)")
_GROUP = re.compile(r"count of the events of (.+)")


def plain(number: float) -> str:
    """A number without trailing zeros: 41, 1.57."""
    return f"{round(number, 4):.4f}".rstrip("0").rstrip(".")


def grouped(number: float) -> str:
    """A number with thousands marked: 2,191."""
    whole = plain(number)
    head, _, tail = whole.partition(".")
    return f"{int(head):,}" + (f".{tail}" if tail else "")


def follows(value: str, how: str, answer: Answer) -> bool:
    """Whether a computed value is what its working gives.

    ``how`` is ``COUNT`` (of the answer's events), ``count of the events of …`` (never more than
    those), ``LABEL`` (a month or such, no claim of its own) or a sum such as ``2613 − 41``.
    """
    if how == LABEL:
        return True
    if how == COUNT:
        return value == str(len(answer.events))
    if _GROUP.fullmatch(how):
        return value.isdigit() and int(value) <= max(len(answer.events), 1)
    worked = evaluate(how)
    return worked is not None and _same(value, worked)


def _same(value: str, worked: float) -> bool:
    try:
        return abs(float(value.replace(",", "")) - worked) < 0.005
    except ValueError:
        return False


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
