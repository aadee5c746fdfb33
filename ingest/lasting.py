"""How many days in a row words say that follow a day: 5月5日起一連3天."""

from __future__ import annotations

import re

from ingest.fold import fold
from ingest.numerals import whole_number

_IN_A_ROW = re.compile(
    r"(?:\([^)]{1,4}\))?\s{0,2}起?[,，]?(?:展开)?(?:一连|连续|为期|连|共计)(?:[^,，。;；\d]{0,6})"
    r"([2-9]|[1-9]\d|1\d\d|[二三四五六七八九十])\s?[天日](?!内)"
)
_REACH = 32  # characters after the day in which they are said


def days_in_a_row(text: str, at: int) -> int:
    """The number of days, the day that ends at offset ``at`` of ``text`` being the first; 1 where none is said."""
    length = _IN_A_ROW.match(fold(text[at : at + _REACH]))
    return (whole_number(length[1]) if length else None) or 1


__all__ = ["days_in_a_row"]
