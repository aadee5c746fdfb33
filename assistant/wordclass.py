"""The class of a Chinese word by jieba's dictionary: whether it names a thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ingest import fold

_THINGS = ("n", "vn", "an", "j", "l", "i", "eng", "nz", "ns", "nt", "nr")


@cache
def _dictionary() -> str:
    import jieba

    return "\n" + Path(jieba.__file__).with_name("dict.txt").read_text("utf-8")


@lru_cache(maxsize=4096)
def word_class(word: str) -> str:
    """The tag that jieba's dictionary gives a word (n, v, a …), empty for a word in no dictionary."""
    found = re.search(rf"\n{re.escape(fold(word))} \d+ (\w+)", _dictionary())
    return found.group(1) if found else ""


def names_thing(word: str) -> bool:
    """Whether a word is a noun, a name or a noun-like verb; a word in no dictionary is a name if it is long."""
    tag = word_class(word)
    return tag.startswith(_THINGS) if tag else len(word) > 2
