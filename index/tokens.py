"""Text cut into search terms: words, single characters, pairs of characters, whole names.

Everything is cut from the folded text (Simplified, one width, one case), so a question finds a
passage whatever script either is written in. Terms become 32-bit numbers, the same on every
machine, so that no vocabulary has to be kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from ingest import dictionary_hash, fold, words_for_search

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"(?P<han>[{_HAN}]+)|[^\\W{_HAN}_]+(?:[.,'’][^\\W{_HAN}_]+)*")
_NAME = re.compile(r"(?<![^\W_])[^\W_]+(?:[·・‧•˙][^\W_]+)+")
TERMS = np.dtype([("term", "<u4"), ("count", "u1")])
"""One row of a passage's stored terms."""
_SINGLE, _PAIR, _WORD, _OTHER = 0.25, 1.0, 0.5, 1.0
_MIX = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


@cache
def terms_recipe() -> str:
    """Name of everything that terms depend on: how they are cut, and the dictionary of words."""
    return f"terms-3-{dictionary_hash()}"


@dataclass(frozen=True, slots=True)
class _Terms:
    """Numbers of a text's terms, repeated as often as they occur; each (n,)."""

    singles: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    words: NDArray[np.uint32]
    others: NDArray[np.uint32]


def _terms(text: str) -> _Terms:
    folded = fold(text)
    words: list[str] = []
    others = ["".join(filter(str.isalnum, name.group())) for name in _NAME.finditer(folded)]
    singles, pairs = [_NONE], [_NONE]
    for run in _RUN.finditer(folded):
        piece = run.group()
        if run["han"] is None:
            others.append(piece)
            continue
        codes = np.frombuffer(piece.encode("utf-32-le"), "<u4")
        singles.append(_mixed(codes))
        pairs.append(_mixed(_mixed(codes[:-1]) * _MIX[1] + _mixed(codes[1:] ^ _MIX[2])))
        # Words of one or two characters are there already as characters and pairs.
        words += [f"_{word}" for word in words_for_search(piece) if len(word) > 1]
    return _Terms(np.concatenate(singles), np.concatenate(pairs), _numbers(words), _numbers(others))


_NONE = np.empty(0, np.uint32)


def _mixed(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Numbers spread over 32 bits, so that a term's never is another's for being near it."""
    codes = (codes ^ codes >> np.uint32(16)) * _MIX[0]
    codes = (codes ^ codes >> np.uint32(15)) * _MIX[1]
    found: NDArray[np.uint32] = codes ^ codes >> np.uint32(16)
    return found


@lru_cache(maxsize=1 << 18)
def _number(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def _numbers(terms: Sequence[str]) -> NDArray[np.uint32]:
    return np.fromiter(map(_number, terms), np.uint32, len(terms))


def count_terms(text: str) -> NDArray[Any]:
    """Numbers and counts (at most 255) of the terms of ``text``, as an array of ``TERMS``, sorted."""
    found = _terms(text)
    numbers, counts = np.unique(
        np.concatenate([found.singles, found.pairs, found.words, found.others]), return_counts=True
    )
    rows = np.empty(len(numbers), TERMS)
    rows["term"], rows["count"] = numbers, np.minimum(counts, 255)
    return rows


def weigh_terms(text: str) -> dict[int, float]:
    """Numbers of a query's terms with their weights: pairs of characters say most, single ones least."""
    found = _terms(text)
    weights: dict[int, float] = defaultdict(float)
    groups = ((found.singles, _SINGLE), (found.pairs, _PAIR), (found.words, _WORD), (found.others, _OTHER))
    for numbers, weight in groups:
        for number in numbers.tolist():
            weights[number] += weight
    return weights
