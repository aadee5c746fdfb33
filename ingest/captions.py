"""Photo captions (照片 N：…) and the items that cite them (（照片 N、M）)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.fold import fold

_WORD = r"(?:照片|相片|图片|附图|图|photo|figure|fig\.?)"
_NUMBERED = rf"{_WORD}\s*(\d{{1,3}})(?:\s*-\s*\d+)?\s*"
# A citation at the head of a wrapped line has round brackets and no colon, and is no caption.
_CAPTION = re.compile(
    rf"(?:[\[【]\s*{_NUMBERED}[\]】]\s*[:.。]?|\(?\s*{_NUMBERED}\)?\s*:|{_NUMBERED}(?:[.。]|(?<=\s)))\s*(?=\S)"
)
_BARE = re.compile(rf"{_WORD}\s*(?:说明)?\s*:\s*(?=\S)")
_CITED = re.compile(rf"[((\[]\s*(?:[如见详参附请,]*\s*){_WORD}\s*([\d\s、,,;及和与至~\-–—到]{{1,80}}?)\s{{0,4}}[)\])]")
_RANGE = re.compile(r"(\d{1,3})\s*(?:至|到|~|-|–|—)\s*(\d{1,3})")
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_RANGE = 50
_LONGEST_MARK = 40  # characters in which the number of a caption stands


def starts_caption(line: str) -> bool:
    """Whether ``line`` begins with a photo's number or label and a colon."""
    key = fold(line[:_LONGEST_MARK])
    return bool(_CAPTION.match(key) or _BARE.match(key))


def parse_caption(line: str) -> tuple[int, str] | None:
    """Number and words of a caption line, or None where it has no number."""
    found = _CAPTION.match(fold(line[:_LONGEST_MARK]))
    return (int(found[1] or found[2] or found[3]), line[found.end() :]) if found else None


def cited_photos(text: str) -> Iterator[tuple[int, int]]:
    """Every photo number that ``text`` cites, with the offset of the bracket that cites it."""
    for found in _CITED.finditer(fold(text)):
        rest = found[1]
        for low, high in _RANGE.findall(rest):
            if int(low) < int(high) <= int(low) + _LONGEST_RANGE:
                for number in range(int(low) + 1, int(high)):
                    yield number, found.start()
        for number in _NUMBER.findall(rest):
            yield int(number), found.start()
