"""BM25 over the terms of passages, as plain arrays that can be mapped from a file.

An index is one or more parts, each of passages with higher numbers than those before; what is new
is a small part of its own until it is merged into the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.derived import create_arrays, map_arrays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

K1 = 0.9
B = 0.75
_BLOCK = 20_000  # passages indexed at a time: what building needs beside the result


@dataclass(frozen=True, slots=True)
class LexicalPart:
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

    def rows(self, wanted: NDArray[np.uint32]) -> NDArray[np.intp]:
        """Row of each term of ``wanted``, or -1."""
        if not len(self.terms):
            return np.full(len(wanted), -1, np.intp)
        rows = np.searchsorted(self.terms, wanted)
        rows[rows == len(self.terms)] = 0
        return np.where(self.terms[rows] == wanted, rows, -1)


class LexicalIndex:
    """Parts searched as one. Passages in ``dead`` (numbers, ascending) are passed over."""

    def __init__(self, parts: Sequence[LexicalPart], dead: NDArray[np.int64] | None = None) -> None:
        self.parts = tuple(parts)
        self.dead = np.empty(0, np.int64) if dead is None else dead
        self.numbers = np.concatenate([part.numbers for part in parts]) if parts else np.empty(0, np.int64)
        lengths = np.concatenate([part.lengths for part in parts]) if parts else np.empty(0, np.float32)
        usual = max(float(lengths.mean()), 1.0) if len(lengths) else 1.0
        self._norm = (K1 * (1 - B + B * lengths / usual)).astype(np.float32)
        self._dead_rows = np.searchsorted(self.numbers, self.dead)

    def scores(self, query: Mapping[int, float]) -> NDArray[np.float32]:
        """BM25 of every passage for a query's terms with their weights; shape (n,)."""
        total = np.zeros(len(self.numbers), np.float32)
        wanted = np.fromiter(query, np.uint32, len(query))
        weights = np.fromiter(query.values(), np.float32, len(query))
        rows = [part.rows(wanted) for part in self.parts]
        holders = np.zeros(len(wanted))
        for part, row in zip(self.parts, rows, strict=True):
            holders += np.where(row < 0, 0, part.starts[row + 1] - part.starts[row])
        rarity = np.log1p((len(total) - holders + 0.5) / (holders + 0.5))
        factors = (weights * rarity * (K1 + 1)).astype(np.float32)
        at = 0
        for part, row in zip(self.parts, rows, strict=True):
            end = at + len(part.numbers)
            _add(total[at:end], self._norm[at:end], part, row, factors)
            at = end
        total[self._dead_rows] = 0
        return total


def _add(
    total: NDArray[np.float32], norm: NDArray[np.float32], part: LexicalPart,
    rows: NDArray[np.intp], factors: NDArray[np.float32],
) -> None:  # fmt: skip
    """Add what each term is worth to the passages of one part."""
    for row, factor in zip(rows, factors, strict=True):
        if row >= 0:
            where = slice(part.starts[row], part.starts[row + 1])
            places, counts = part.places[where], part.counts[where].astype(np.float32)
            total[places] += factor * counts / (counts + norm[places])


def index_terms(passages: Iterable[tuple[int, NDArray[Any]]]) -> tuple[LexicalPart, ...]:
    """Make parts of passages given as number and terms, by ascending number."""
    return tuple(_part(block) for block in _blocks(passages))


def _blocks(passages: Iterable[tuple[int, NDArray[Any]]]) -> Iterator[list[tuple[int, NDArray[Any]]]]:
    block: list[tuple[int, NDArray[Any]]] = []
    for passage in passages:
        block.append(passage)
        if len(block) == _BLOCK:
            yield block
            block = []
    if block:
        yield block


def _part(passages: Sequence[tuple[int, NDArray[Any]]]) -> LexicalPart:
    sizes = [len(terms) for _, terms in passages]
    rows = np.concatenate([terms for _, terms in passages])
    places = np.repeat(np.arange(len(passages), dtype=np.int32), sizes)
    lengths = np.bincount(places, rows["count"], len(passages)).astype(np.float32)
    order = np.argsort(rows["term"], kind="stable")
    terms, starts = _runs(rows["term"][order])
    numbers = np.array([number for number, _ in passages], np.int64)
    return LexicalPart(numbers, lengths, terms, starts, places[order], rows["count"][order])


def _runs(ordered: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Each value of an ordered array once, and where it starts, with the end appended."""
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.empty(0, np.int64)
    return ordered[first], np.append(first, len(ordered)).astype(np.int64)


def write_lexical(index: LexicalIndex, path: Path) -> None:
    """Merge an index's parts, without its dead passages, and write them to a file."""
    parts = [_without(part, index.dead) for part in index.parts]
    terms = np.unique(np.concatenate([part.terms for part in parts])) if parts else np.empty(0, np.uint32)
    at = [np.searchsorted(terms, part.terms) for part in parts]
    sizes = np.zeros(len(terms), np.int64)
    for rows, part in zip(at, parts, strict=True):
        sizes[rows] += np.diff(part.starts)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    count = sum(len(part.numbers) for part in parts)
    kinds = {"numbers": ("<i8", count), "lengths": ("<f4", count), "terms": ("<u4", len(terms))}
    kinds |= {"starts": ("<i8", len(starts)), "places": ("<i4", int(starts[-1])), "counts": ("|u1", int(starts[-1]))}
    with create_arrays(path, kinds) as arrays:
        arrays["terms"][:], arrays["starts"][:] = terms, starts
        _fill(arrays, parts, at, starts[:-1].copy())


def _fill(
    arrays: Mapping[str, NDArray[Any]], parts: Sequence[LexicalPart], at: Sequence[NDArray[np.intp]],
    following: NDArray[np.int64],
) -> None:  # fmt: skip
    """Write the parts' passages and postings; ``following`` is where each term's next posting goes."""
    done = 0
    for rows, part in zip(at, parts, strict=True):
        end = done + len(part.numbers)
        arrays["numbers"][done:end], arrays["lengths"][done:end] = part.numbers, part.lengths
        sizes = np.diff(part.starts)
        goal = np.repeat(following[rows] - part.starts[:-1], sizes) + np.arange(len(part.places))
        arrays["places"][goal] = part.places + done
        arrays["counts"][goal] = part.counts
        following[rows] += sizes
        done = end


def _without(part: LexicalPart, dead: NDArray[np.int64]) -> LexicalPart:
    """The part without passages that are gone."""
    alive = ~np.isin(part.numbers, dead)
    if alive.all():
        return part
    kept = alive[part.places]
    terms, starts = _runs(np.repeat(part.terms, np.diff(part.starts))[kept])
    places = (np.cumsum(alive) - 1).astype(np.int32)[part.places[kept]]
    return LexicalPart(part.numbers[alive], part.lengths[alive], terms, starts, places, part.counts[kept])


def map_lexical(path: Path) -> LexicalIndex:
    """Open an index that ``write_lexical`` wrote; its arrays stay on disk until used."""
    return LexicalIndex((LexicalPart(**map_arrays(path)),))
