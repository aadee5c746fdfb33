"""Vectors in the catalogue, under the name of what they are of and the model's; in 16 bits each."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from index.database import chunks, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.database import Database

RECIPE = "f2"
_KIND = np.dtype("<f2")  # costs 1e-4 of a cosine and half the disk


class VectorTable:
    """The vectors of an open catalogue. Threads may share it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def missing(self, model: str) -> list[bytes]:
        """Key of every distinct passage that has no vectors of that model, short passages first."""
        rows = self._db.rows(
            "SELECT p.text_key FROM passage p WHERE NOT EXISTS "
            "(SELECT 1 FROM embedding e WHERE e.model = ? AND e.text_key = p.text_key) "
            "GROUP BY p.text_key ORDER BY length(p.text), min(p.number)",
            (model,),
        )
        return [key for (key,) in rows]

    def texts(self, keys: Sequence[bytes]) -> dict[bytes, tuple[str, str]]:
        """Context and text of the passages of those keys that are there."""
        marks = ",".join("?" * len(keys))
        rows = self._db.rows(f"SELECT text_key, context, text FROM passage WHERE text_key IN ({marks})", keys)
        return {key: (context, text) for key, context, text in rows}

    def missing_count(self, model: str) -> int:
        """Number of distinct passages that have no vectors of that model."""
        return int(
            self._db.rows(
                "SELECT count(DISTINCT p.text_key) FROM passage p WHERE NOT EXISTS "
                "(SELECT 1 FROM embedding e WHERE e.model = ? AND e.text_key = p.text_key)",
                (model,),
            )[0][0]
        )

    def put(
        self, model: str, keys: Sequence[bytes], vectors: Iterable[NDArray[np.float32]], *, passages: bool = True
    ) -> None:
        """Store the vectors of each key, an array of (windows, dim) or (dim,), in one transaction."""
        with self._db.change("vectors", "vectors" if passages else None) as connection:
            for key, vector in zip(keys, vectors, strict=True):
                blob = vector.astype(_KIND).tobytes()
                connection.execute(
                    "INSERT OR REPLACE INTO embedding (model, text_key, passage, check_sum, vector) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (model, key, passages, zlib.crc32(blob), blob),
                )

    def of_keys(self, model: str, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Stored vectors of those keys; damaged ones are left out."""
        found = {}
        for chunk in chunks(keys):
            marks = ",".join("?" * len(chunk))
            for key, check, blob in self._db.rows(
                f"SELECT text_key, check_sum, vector FROM embedding WHERE model = ? AND text_key IN ({marks})",
                (model, *chunk),
            ):
                if zlib.crc32(blob) == check:
                    found[key] = np.frombuffer(blob, _KIND).astype(np.float32)
        return found

    def of_passages(self, model: str, dim: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Number and vectors, (windows, dim), of every passage that has sound ones of that model, by number."""
        with translated(self._db.path):
            for number, check, blob in self._db.connection.execute(
                "SELECT p.number, e.check_sum, e.vector FROM passage p "
                "JOIN embedding e ON e.model = ? AND e.text_key = p.text_key ORDER BY p.number",
                (model,),
            ):
                if zlib.crc32(blob) == check:
                    yield number, np.frombuffer(blob, _KIND).astype(np.float32).reshape(-1, dim)

    def likeness(
        self, model: str, vector: NDArray[np.float32], numbers: Sequence[int]
    ) -> dict[int, float]:
        """Of those passages, by number, how like ``vector`` their nearest window is; unsound ones are left out."""
        found = {}
        for chunk in chunks(numbers):
            for number, check, blob in self._db.rows(
                "SELECT p.number, e.check_sum, e.vector FROM passage p JOIN embedding e ON e.model = ? "
                f"AND e.text_key = p.text_key WHERE p.number IN ({','.join('?' * len(chunk))})",
                (model, *chunk),
            ):
                if zlib.crc32(blob) == check:
                    windows = np.frombuffer(blob, _KIND).astype(np.float32).reshape(-1, len(vector))
                    found[number] = float((windows @ vector).max())
        return found

    def count(self, model: str, dim: int) -> int:
        """Number of windows that ``of_passages`` gives, at most."""
        rows = self._db.rows(
            "SELECT coalesce(sum(length(e.vector)), 0) FROM passage p "
            "JOIN embedding e ON e.model = ? AND e.text_key = p.text_key",
            (model,),
        )
        return int(rows[0][0]) // (_KIND.itemsize * dim)

    def drop_others(self, *models: str) -> None:
        """Forget the vectors that are of none of these models."""
        marks = ",".join("?" * len(models))
        if self._db.rows(f"SELECT 1 FROM embedding WHERE model NOT IN ({marks}) LIMIT 1", models):
            with self._db.change("drop-vectors", "vectors") as connection:
                connection.execute(f"DELETE FROM embedding WHERE model NOT IN ({marks})", models)

    def damaged(self, model: str, *, drop: bool = False) -> int:
        """Number of vectors of that model whose checksum is wrong; they are forgotten if ``drop``."""
        with translated(self._db.path):
            rows = self._db.connection.execute(
                "SELECT text_key, check_sum, vector FROM embedding WHERE model = ?", (model,)
            )
            broken = [(model, key) for key, check, blob in rows if zlib.crc32(blob) != check]
        if broken and drop:
            with self._db.change("drop-vectors", "vectors") as connection:
                connection.executemany("DELETE FROM embedding WHERE model = ? AND text_key = ?", broken)
        return len(broken)
