"""Text cut into search terms: words, single characters, pairs of characters, whole names.

Everything is cut from the folded text (Simplified, one width, one case), so a question finds a
passage whatever script either is written in. Terms become 32-bit numbers, the same on every
machine, so that no vocabulary has to be kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ingest import dictionary_hash, fold, words_for_search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from numpy.typing import NDArray

_HAN_FIRST = "\u3400"
_HAN = "㐀-鿿豈-﫿\U00020000-\U000323af"
_RUN = re.compile(f"[{_HAN}]+|[^\\W{_HAN}_]+(?:[.,'’][^\\W{_HAN}_]+)*")
_NAME = re.compile(r"(?<![^\W_])[^\W_]+(?:[·・‧•˙][^\W_]+)+")
TERMS = np.dtype([("term", "<u4"), ("count", "u1")])
"""One row of a passage's stored terms."""
_SINGLE, _WORD = 0.25, 0.5


@cache
def terms_recipe() -> str:
    """Name of everything that terms depend on: how they are cut, and the dictionary of words."""
    return f"terms-1-{dictionary_hash()}"


def terms(text: str) -> Iterator[str]:
    """Search terms of ``text``, repeated as often as they occur."""
    folded = fold(text)
    for name in _NAME.finditer(folded):
        yield "".join(char for char in name.group() if char.isalnum())
    for run in _RUN.finditer(folded):
        piece = run.group()
        if piece[0] < _HAN_FIRST:
            yield piece
            continue
        yield from piece
        yield from map("".join, pairwise(piece))
        # Words of one or two characters are there already as characters and pairs.
        for word in words_for_search(piece):
            if len(word) > 1:
                yield f"_{word}"


@lru_cache(maxsize=1 << 18)
def _number(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def count_terms(text: str) -> NDArray[Any]:
    """Numbers and counts (at most 255) of the terms of ``text``, as an array of ``TERMS``, sorted."""
    counts = Counter(map(_number, terms(text)))
    rows = np.empty(len(counts), TERMS)
    for at, (term, count) in enumerate(sorted(counts.items())):
        rows[at] = (term, min(count, 255))
    return rows


def weigh_terms(text: str) -> dict[int, float]:
    """Numbers of a query's terms with their weights: pairs of characters say most, single ones least."""
    weights: dict[int, float] = defaultdict(float)
    for term in terms(text):
        single = len(term) == 1 and term >= _HAN_FIRST
        weights[_number(term)] += _SINGLE if single else _WORD if term.startswith("_") else 1.0
    return weights
