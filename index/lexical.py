"""BM25 over the terms of passages, as plain arrays that can be mapped from a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.derived import map_arrays, write_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

K1 = 0.9
B = 0.75


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """Postings of n passages, V terms and P pairs of a term and a passage.

    ``numbers`` (n, ascending) are passages' numbers in the catalogue, ``lengths`` (n) how many
    terms each has. Of term ``terms[i]`` (V, ascending) the passages are
    ``places[starts[i]:starts[i + 1]]`` (rows, ascending) and ``counts`` there its frequencies.
    """

    numbers: NDArray[np.int64]
    lengths: NDArray[np.float32]
    terms: NDArray[np.uint32]
    starts: NDArray[np.int64]
    places: NDArray[np.int32]
    counts: NDArray[np.uint8]

    def scores(self, query: Mapping[int, float]) -> NDArray[np.float32]:
        """BM25 of every passage for a query's terms with their weights; shape (n,)."""
        total = np.zeros(len(self.numbers), np.float32)
        if not len(self.terms):
            return total
        norm = K1 * (1 - B + B * self.lengths / max(float(self.lengths.mean()), 1.0))
        at = np.searchsorted(self.terms, np.fromiter(query, np.uint32, len(query)))
        for row, (term, weight) in zip(at, query.items(), strict=True):
            if row == len(self.terms) or self.terms[row] != term:
                continue
            where = slice(self.starts[row], self.starts[row + 1])
            places, counts = self.places[where], self.counts[where].astype(np.float32)
            rarity = np.log1p((len(total) - len(places) + 0.5) / (len(places) + 0.5))
            total[places] += np.float32(weight * rarity * (K1 + 1)) * counts / (counts + norm[places])
        return total


def index_terms(passages: Iterable[tuple[int, NDArray[Any]]]) -> LexicalIndex:
    """Make the index of passages given as number and terms, by ascending number."""
    numbers, sizes, rows = [], [], []
    for number, terms in passages:
        numbers.append(number)
        sizes.append(len(terms))
        rows.append(terms)
    terms = np.concatenate([one["term"] for one in rows]) if rows else np.empty(0, np.uint32)
    counts = np.concatenate([one["count"] for one in rows]) if rows else np.empty(0, np.uint8)
    places = np.repeat(np.arange(len(numbers), dtype=np.int32), sizes)
    lengths = np.bincount(places, counts, len(numbers)).astype(np.float32)
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    first = np.flatnonzero(np.diff(terms, prepend=terms[:1] + np.uint32(1))) if len(terms) else np.empty(0, np.int64)
    return LexicalIndex(
        np.array(numbers, np.int64),
        lengths,
        terms[first],
        np.append(first, len(terms)).astype(np.int64),
        places[order],
        counts[order],
    )


def write_lexical(index: LexicalIndex, path: Path) -> None:
    """Write the index to a file."""
    names = ("numbers", "lengths", "terms", "starts", "places", "counts")
    write_arrays(path, {name: getattr(index, name) for name in names})


def map_lexical(path: Path) -> LexicalIndex:
    """Open an index that ``write_lexical`` wrote; its arrays stay on disk until used."""
    return LexicalIndex(**map_arrays(path))
