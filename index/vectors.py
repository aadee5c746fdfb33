"""Nearest passages by meaning: FAISS over the vectors that the catalogue holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

RECIPE = "flat-1"


class VectorIndex:
    """Vectors of passages under their numbers, all of length 1; similarity is the inner product."""

    def __init__(self, index: Any) -> None:
        import faiss

        self._index = index
        self.numbers: NDArray[np.int64] = faiss.vector_to_array(index.id_map)
        flat = faiss.downcast_index(index.index)
        self._matrix: NDArray[np.float32] = faiss.rev_swig_ptr(flat.get_xb(), index.ntotal * index.d).reshape(-1, index.d)

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def search(
        self, vector: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Numbers and similarities of the ``k`` nearest passages among those ``allowed``, nearest first."""
        import faiss

        chosen = None
        if allowed is not None:
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))
        k = min(k, len(self) if allowed is None else len(allowed))
        if k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores, numbers = self._index.search(vector.reshape(1, -1), k, params=chosen)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]

    def scores(self, vector: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Similarity of each of ``numbers``; NaN for passages without a vector yet."""
        if not len(self):
            return np.full(len(numbers), np.nan, np.float32)
        rows = np.minimum(np.searchsorted(self.numbers, numbers), len(self) - 1)
        found: NDArray[np.float32] = self._matrix[rows] @ vector
        return np.where(self.numbers[rows] == numbers, found, np.float32(np.nan))


def index_vectors(rows: Iterable[tuple[int, NDArray[np.float32]]], dim: int) -> VectorIndex:
    """Make the index of passages given as number and vector, by ascending number."""
    import faiss

    numbers, vectors = [], []
    for number, vector in rows:
        numbers.append(number)
        vectors.append(vector)
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(dim))
    if vectors:
        index.add_with_ids(np.stack(vectors), np.array(numbers, np.int64))
    return VectorIndex(index)


def write_vectors(index: VectorIndex, path: Path) -> None:
    """Write the index to a file."""
    import faiss

    faiss.write_index(index._index, str(path))


def read_vectors(path: Path) -> VectorIndex:
    """Open an index that ``write_vectors`` wrote. Its checksum must have been compared before."""
    import faiss

    limit = path.stat().st_size + (1 << 20)
    faiss.set_deserialization_vector_byte_limit(limit)
    faiss.set_deserialization_loop_limit(1 << 20)
    return VectorIndex(faiss.read_index(str(path)))
