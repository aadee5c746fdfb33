"""Words of a text, by jieba with the project's dictionary of Taiwanese usage.

jieba's own dictionary is Simplified, so words are cut from the folded text, which has the length
of the text itself: every word keeps its place, whichever script it is written in. The dictionary
is read on first use, from the package; nothing is cached on disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from logging import getLogger
from pathlib import Path
from typing import Any

from ingest.fold import fold

# A number with its commas, or a stretch short enough for jieba's search of unknown words, whose
# time grows with the square of a stretch without punctuation.
_STRETCH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?:(?!\d{1,3},\d{3})[^。!?;,\n]){1,400}|.", re.DOTALL)
_DICTIONARY = Path(__file__).parent / "rules" / "dictionary.txt"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as printed, at ``start:end``."""

    text: str
    start: int
    end: int


def segment(text: str, base: int = 0) -> tuple[Token, ...]:
    """All words of ``text`` in order, white space and punctuation included; offsets begin at ``base``."""
    tokens: list[Token] = []
    at = 0
    cut = _cutter().cut
    for stretch in _STRETCH.finditer(fold(text)):
        piece = stretch.group()
        for word in (piece,) if "," in piece else cut(piece, HMM=True):
            end = at + len(word)
            tokens.append(Token(text[at:end], base + at, base + end))
            at = end
    return tuple(tokens)


def words_for_search(text: str) -> tuple[str, ...]:
    """Folded words of ``text`` for an index: long words and the words inside them."""
    return tuple(_cutter().cut_for_search(fold(text), HMM=False))


def word_count(word: str) -> int:
    """How often the dictionary has seen a folded word; 0 for what is no word."""
    count = _cutter().FREQ.get(word, 0)
    return int(count)


@cache
def dictionary_words() -> tuple[str, ...]:
    """The project's dictionary: words as written in Taiwan, in file order."""
    lines = _DICTIONARY.read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def dictionary_hash() -> str:
    """Changes whenever words would be cut otherwise: jieba's version and the project's dictionary."""
    import jieba

    return sha256(jieba.__version__.encode() + _DICTIONARY.read_bytes()).hexdigest()[:16]


@cache
def _cutter() -> Any:
    """The one jieba of the process."""
    import jieba

    getLogger("jieba").propagate = False
    jieba.setLogLevel(60)
    cutter = jieba.Tokenizer()
    fields = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").split()
    words, counts = fields[0::3], [int(count) for count in fields[1::3]]
    known: dict[str, int] = {}
    for word in words:  # every beginning of a word, as jieba's search of the longest match wants it
        for stop in range(1, len(word)):
            known[word[:stop]] = 0
    known.update(zip(words, counts, strict=True))
    cutter.FREQ, cutter.total, cutter.initialized = known, sum(counts), True
    for word in dictionary_words():
        cutter.add_word(fold(word))
    return cutter
