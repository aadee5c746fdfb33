"""Short words that the end of one word and the beginning of another make by chance: 表演 in 發表演說."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ingest import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = 2  # characters of a word that the end and the beginning of two others may make
_AROUND = 3  # characters before and after it by which that is seen


def stands_in(text: str, key: str) -> bool:
    """Whether a word stands in a text other than made by the ends of two others."""
    return key in text and (len(key) != _SHORT or text.count(key) > splits(text, key))


@lru_cache(maxsize=65536)
def splits(text: str, key: str) -> int:
    """How often a short word of a text is but the end of one and the beginning of another."""
    around = [(text[max(0, at - _AROUND) : at], text[at + len(key) :][:_AROUND]) for at in _places(text, key)]
    return sum(_is_split(before, key, after) for before, after in around)


def _places(text: str, key: str) -> Iterator[int]:
    """Where a short word stands in a text; of a long one nowhere: no two words make it by chance."""
    at = text.find(key) if len(key) == _SHORT else -1
    while at >= 0:
        yield at
        at = text.find(key, at + 1)


def _is_split(before: str, key: str, after: str) -> bool:
    """Whether a word is but the end of one and the beginning of another: 表演 in 發表演說."""
    ends = {one.end for one in segment(before + key + after)} | {0}
    return len(before) not in ends and len(before) + len(key) not in ends


__all__ = ["splits", "stands_in"]
