"""Months that a question runs together: 三、四兩個月, 六七月. Written out, the readers of dates know them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN = "一二三四五六七八九十"
_NUMBER = rf"(?:1[0-2]|[1-9]|十[一二]?|[{_HAN[:9]}])"
_JOINT = "[、,，及和与跟]"
_MONTHS = re.compile(
    rf"(?<![\d{_HAN}第])(?:(?P<apart>{_NUMBER}(?:{_JOINT}{_NUMBER}){{1,2}})(?P<count>[两二三])个?"
    rf"|(?P<beside>[{_HAN[:9]}]{{2}})(?:[两二]个?)?)月(?![餘余])"
)
_NUMERALS = {char: at for at, char in enumerate(_HAN, 1)}
_COUNTS = {"两": 2, "二": 2, "三": 3}


def months_said(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with such months written out, and for each place in it (and its end) the one in the text as asked."""
    made, places, at = "", [], 0
    for match in _MONTHS.finditer(fold(text)):
        names = _names(match)
        if not names:
            continue
        start, end = match.span()
        written = "、".join(names) + "月"
        made += text[at:start] + written
        shift = 0 if match.group("apart") else 1  # between numbers side by side no mark stands
        places += [*range(at, start), *(min(start + max(0, n - shift * (n > 1)), end - 1) for n in range(len(written)))]
        at = end
    return made + text[at:], (*places, *range(at, len(text) + 1))


def _names(match: re.Match[str]) -> Sequence[str]:
    """The months of a match; none where it is none."""
    if match.group("apart"):
        names = re.split(_JOINT, match.group("apart"))
        return names if len(names) == _COUNTS[match.group("count")] else ()
    first, last = tuple(match.group("beside"))
    return (first, last) if _NUMERALS[last] == _NUMERALS[first] + 1 else ()


__all__ = ["months_said"]
