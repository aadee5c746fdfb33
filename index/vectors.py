"""Nearest passages by meaning: FAISS over the vectors of passages' windows.

A passage is as near as its nearest window. Up to ``EXACT_UP_TO`` windows the search is exact;
above, an inverted file of eight-bit vectors finds candidates, and filtered searches scan all the
windows that the filter lets through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.machine import cores
from index.order import among

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

RECIPE = "ivf-1"
EXACT_UP_TO = 100_000
_SAMPLE = 1024  # passages whose likeness to a query tells what is usual
_BLOCK = 65_536  # vectors added at a time: what building needs beside the index itself
_PROBES = 48
_ONE_THREAD = 50_000  # windows that one thread compares sooner than several would
_FEW = 10_000  # passages: so many and fewer that a filter lets through are all compared


def _faiss() -> Any:
    """FAISS, loaded on first use; its own annotations know only the base classes."""
    import faiss

    return faiss


def _products(matrix: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Inner products on one thread: so small a task is over before threads have met on a busy machine."""
    faiss = _faiss()
    rows, given = np.ascontiguousarray(matrix, np.float32), np.ascontiguousarray(vector, np.float32)
    found = np.empty(len(rows), np.float32)
    faiss.fvec_inner_products_ny(*map(faiss.swig_ptr, (found, given, rows)), rows.shape[1], len(rows))
    return found


class VectorIndex:
    """Windows' vectors of length 1 under their passages' numbers; likeness is the inner product."""

    def __init__(self, index: Any) -> None:
        faiss = _faiss()
        self._index = index
        self.numbers: NDArray[np.int64] = faiss.vector_to_array(index.id_map)
        self._inner = faiss.downcast_index(index.index)
        self._flat: bool = isinstance(self._inner, faiss.IndexFlat)
        if not self._flat:
            self._inner.nprobe = min(_PROBES, self._inner.nlist)
            self._inner.make_direct_map(True)
        chosen = np.unique(self.numbers)
        step = max(1, len(chosen) // _SAMPLE)
        self._sample = self._windows(chosen[::step]) if len(chosen) else None

    def __len__(self) -> int:
        """Number of windows."""
        return len(self.numbers)

    @property
    def exact(self) -> bool:
        """Whether every search compares with every vector."""
        return self._flat

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> NDArray[np.int64]:
        """Numbers of about ``k`` passages with the nearest windows among those ``allowed``, nearest first.

        ``vector`` has shape (dim,). Passages with several near windows take several places.
        """
        faiss = _faiss()
        if k < 1 or not len(self) or (allowed is not None and not len(allowed)):
            return np.empty(0, np.int64)
        if allowed is not None and len(allowed) <= _FEW:
            return self._search_few(vector, k, allowed)
        options = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(_bits(allowed))
            probes = {} if self._flat else {"nprobe": self._inner.nlist}
            options = (faiss.SearchParameters if self._flat else faiss.SearchParametersIVF)(sel=selector, **probes)
        faiss.omp_set_num_threads(1 if len(self) < _ONE_THREAD else cores())
        _, numbers = self._index.search(vector.reshape(1, -1), min(k, len(self)), params=options)
        found: NDArray[np.int64] = numbers[0][numbers[0] >= 0]
        _, first = np.unique(found, return_index=True)
        return found[np.sort(first)]

    def _search_few(self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same by comparing with all that are allowed."""
        scores = self.scores(vector, allowed)
        order = np.argsort(-scores, kind="stable")[:k]  # NaN, no vector yet, comes last
        return allowed[order[~np.isnan(scores[order])]]

    def scores(self, vector: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Likeness of each passage of ``numbers`` (distinct, ascending); NaN for those without a vector yet."""
        found = np.full(len(numbers), np.nan, np.float32)
        known = among(numbers, self.numbers)
        if known.any():
            matrix, starts = self._windows(numbers[known])
            found[known] = np.maximum.reduceat(_products(matrix, vector), starts)
        return found

    def usual(self, vector: NDArray[np.float32]) -> tuple[float, float]:
        """Mean and deviation of the likeness of a sample of all passages."""
        if self._sample is None:
            return 0.0, 1.0
        matrix, starts = self._sample
        scores = np.maximum.reduceat(_products(matrix, vector), starts)
        return float(scores.mean()), float(scores.std())

    def _windows(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Vectors of all windows of passages that have some, and where each passage's begin."""
        faiss = _faiss()
        low = np.searchsorted(self.numbers, numbers, "left")
        sizes = np.searchsorted(self.numbers, numbers, "right") - low
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.arange(int(sizes.sum())) - np.repeat(starts, sizes) + np.repeat(low, sizes)
        if self._flat:
            matrix = faiss.rev_swig_ptr(self._inner.get_xb(), self._inner.ntotal * self._inner.d)
            return matrix.reshape(-1, self._inner.d)[rows], starts
        return self._inner.reconstruct_batch(rows), starts


def index_vectors(rows: Iterable[tuple[int, NDArray[np.float32]]], dim: int, count: int) -> VectorIndex:
    """Make the index.

    Args:
        rows: number of a passage and its windows' vectors, shape (windows, dim), by ascending number.
        dim: length of a vector.
        count: number of windows to come, or more; it decides the kind of index.
    """
    faiss = _faiss()
    exact = count <= EXACT_UP_TO
    index = faiss.IndexIDMap(faiss.IndexFlatIP(dim) if exact else _inverted(dim, count))
    for numbers, vectors in _blocks(rows, _BLOCK if exact else max(_BLOCK, 40 * _lists(count))):
        if not index.is_trained:
            index.train(vectors)
        index.add_with_ids(vectors, numbers)
    return VectorIndex(index)


def _bits(numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
    """One bit for each number up to the last, set for those given (ascending): asked for every window, at once."""
    flags = np.zeros(int(numbers[-1]) + 1, np.bool_)
    flags[numbers] = True
    return np.packbits(flags, bitorder="little")


def _lists(count: int) -> int:
    return int(2 ** round(np.log2(4 * np.sqrt(count))))


def _inverted(dim: int, count: int) -> Any:
    faiss = _faiss()
    quantiser = faiss.IndexFlatIP(dim)
    index = faiss.IndexIVFScalarQuantizer(
        quantiser, dim, _lists(count), faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.own_fields = True
    quantiser.this.disown()
    index.cp.niter = 8
    return index


def _blocks(
    rows: Iterable[tuple[int, NDArray[np.float32]]], size: int
) -> Iterable[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    numbers: list[int] = []
    parts: list[NDArray[np.float32]] = []
    for number, vectors in rows:
        numbers += [number] * len(vectors)
        parts.append(vectors)
        if len(numbers) >= size:
            yield np.array(numbers, np.int64), np.concatenate(parts)
            numbers, parts = [], []
    if numbers:
        yield np.array(numbers, np.int64), np.concatenate(parts)


def write_vectors(index: VectorIndex, path: Path) -> None:
    """Write the index to a file."""
    faiss = _faiss()
    faiss.write_index(index._index, str(path))


def read_vectors(path: Path) -> VectorIndex:
    """Open an index that ``write_vectors`` wrote. Its checksum must have been compared before."""
    faiss = _faiss()
    faiss.set_deserialization_vector_byte_limit(path.stat().st_size + (1 << 20))
    faiss.set_deserialization_loop_limit(1 << 24)
    return VectorIndex(faiss.read_index(str(path)))
