"""Search over one archive: keeps both legs' indexes in step with the catalogue."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

import numpy as np

from index.dedupe import collapse
from index.derived import replace_file, sound_file, sweep
from index.fuse import fuse
from index.lexical import LexicalIndex, index_terms, map_lexical, write_lexical
from index.lock import hold, is_held
from index.query import Hit
from index.tokens import RECIPE as TERMS_RECIPE
from index.tokens import count_terms
from ingest.errors import ArchiveLocked, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.catalogue import Catalogue, PassageRow
    from index.embedder import Embedder
    from index.query import SearchQuery
    from index.vectors import VectorIndex

DERIVED = "derived"
LEXICAL, VECTORS = "lexical-1", "vectors-1"
_DEPTH = 200  # candidates that each leg brings to the fusion
_PATIENCE = 5.0  # seconds between refreshes while a build changes the archive all the time
_log = logging.getLogger(__name__)


class Searcher:
    """The two legs over one catalogue, refreshed when it changes. Threads may share it."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder, self._catalogue = folder, catalogue
        self._guard = threading.Lock()
        self._lexical: tuple[str, LexicalIndex] | None = None
        self._vectors: tuple[str, VectorIndex] | None = None
        self._refreshed = {LEXICAL: 0.0, VECTORS: 0.0}

    def search(self, query: SearchQuery, embedder: Embedder | None) -> tuple[Hit, ...]:
        """Best passages for ``query``, best first; by words alone without an ``embedder``."""
        allowed = self._catalogue.select_passages(query)
        if not query.text.strip() or query.k < 1 or (allowed is not None and not len(allowed)):
            return ()
        numbers, words, meaning = self._candidates(query, embedder, allowed)
        if not len(numbers):
            return ()
        fused = fuse(words, meaning)
        order = np.argsort(-fused, kind="stable")[: max(4 * query.k, 20)]
        return self._hits(query.k, numbers[order], fused[order], words[order] > 0, ~np.isnan(meaning[order]))

    def _candidates(
        self, query: SearchQuery, embedder: Embedder | None, allowed: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
        """Numbers of the candidates of both legs, with both legs' scores of each."""
        lexical = self.lexical()
        scores = lexical.scores(count_terms(query.text))
        depth = max(_DEPTH, 4 * query.k)
        numbers = top_numbers(lexical, scores, depth, allowed)
        vectors = self.vectors(embedder) if embedder else None
        if vectors is None or embedder is None:
            return numbers, scores[np.searchsorted(lexical.numbers, numbers)], np.full(len(numbers), np.nan, np.float32)
        vector = embedder.embed([query.text], "query")[0]
        near, _ = vectors.search(vector, depth, allowed)
        numbers = np.union1d(numbers, near[np.isin(near, lexical.numbers)])
        return numbers, scores[np.searchsorted(lexical.numbers, numbers)], vectors.scores(vector, numbers)

    def _hits(
        self, k: int, numbers: NDArray[np.int64], scores: NDArray[np.float32], by_words: NDArray[np.bool_],
        by_meaning: NDArray[np.bool_],
    ) -> tuple[Hit, ...]:  # fmt: skip
        rows = self._catalogue.passages([int(number) for number in numbers])
        kept = [at for at, number in enumerate(numbers) if int(number) in rows]
        groups = collapse([rows[int(numbers[at])].text for at in kept])
        hits = []
        for group in groups[:k]:
            at, *others = (kept[member] for member in group)
            legs = (*(("words",) if by_words[at] else ()), *(("meaning",) if by_meaning[at] else ()))
            also = tuple(passage_id(rows[int(numbers[other])]) for other in others)
            hits.append(_hit(rows[int(numbers[at])], float(scores[at]), legs, also))
        return tuple(hits)

    def lexical(self) -> LexicalIndex:
        """The words' index of the catalogue as it is now."""
        stamp = self._lexical_stamp()
        with self._guard:
            if self._due(self._lexical, stamp, LEXICAL):
                self._lexical = stamp, self._make(LEXICAL, stamp, map_lexical, self.build_lexical, write_lexical)
            assert self._lexical is not None  # _due is true otherwise
            return self._lexical[1]

    def vectors(self, embedder: Embedder) -> VectorIndex | None:
        """The meaning's index for that model; None where no vector is stored yet."""
        from index.vectors import read_vectors, write_vectors

        stamp = self._vector_stamp(embedder)
        with self._guard:
            if self._due(self._vectors, stamp, VECTORS):
                made = self._make(VECTORS, stamp, read_vectors, lambda: self.build_vectors(embedder), write_vectors)
                self._vectors = stamp, made
            assert self._vectors is not None
            index = self._vectors[1]
            return index if len(index) else None

    def _vector_stamp(self, embedder: Embedder) -> str:
        from index.vectors import RECIPE

        return f"{RECIPE}:{embedder.name}:{self._catalogue.generation()}.{self._catalogue.vector_generation()}"

    def _lexical_stamp(self) -> str:
        return f"{TERMS_RECIPE}:{self._catalogue.generation()}"

    def store_lexical(self) -> None:
        """Write the words' index anew if it is not of now, for a holder of the lock."""
        self._store(LEXICAL, self._lexical_stamp(), self.build_lexical, write_lexical)

    def store_vectors(self, embedder: Embedder) -> None:
        """Write the meaning's index anew if it is not of now, for a holder of the lock."""
        from index.vectors import write_vectors

        self._store(VECTORS, self._vector_stamp(embedder), lambda: self.build_vectors(embedder), write_vectors)

    def _store(self, kind: str, stamp: str, build: Callable[[], Any], write: Callable[[Any, Path], None]) -> None:
        derived = self._folder / DERIVED
        if sound_file(derived, self._catalogue, kind, stamp) is None:
            made = build()
            replace_file(derived, self._catalogue, kind, stamp, lambda work: write(made, work))
            sweep(derived, self._catalogue)

    def build_vectors(self, embedder: Embedder) -> VectorIndex:
        """Make the meaning's index from the catalogue's vectors."""
        from index.vectors import index_vectors

        return index_vectors(self._catalogue.passage_vectors(embedder.name), embedder.dim)

    def _due(self, have: tuple[str, Any] | None, stamp: str, kind: str) -> bool:
        if have is not None and (have[0] == stamp or not self._may_refresh(kind)):
            return False
        self._refreshed[kind] = time.monotonic()
        return True

    def _may_refresh(self, kind: str) -> bool:
        return time.monotonic() - self._refreshed[kind] > _PATIENCE or not is_held(self._folder)

    def build_lexical(self) -> LexicalIndex:
        """Make the words' index from the catalogue's stored terms."""
        return index_terms(
            (number, count_terms(text) if terms is None else terms)
            for number, terms, text in self._catalogue.passage_terms()
        )

    def _make(
        self, kind: str, stamp: str, read: Callable[[Path], Any], build: Callable[[], Any],
        write: Callable[[Any, Path], None],
    ) -> Any:  # fmt: skip
        """Read the derived file if it is sound and of now; else make it, and keep it if nobody builds."""
        derived = self._folder / DERIVED
        path = sound_file(derived, self._catalogue, kind, stamp)
        if path is not None:
            return read(path)
        made = build()
        try:
            with hold(self._folder, "index", wait=0):
                replace_file(derived, self._catalogue, kind, stamp, lambda work: write(made, work))
        except (ArchiveLocked, StorageFailed) as error:
            _log.info("index %s kept in memory: %s", kind, error)
        return made


def top_numbers(
    index: LexicalIndex, scores: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    """Numbers of the ``k`` passages with the highest score above zero, among those ``allowed``."""
    rows = np.flatnonzero(scores) if allowed is None else _rows(index.numbers, allowed)
    rows = rows[scores[rows] > 0]
    if len(rows) > k:
        rows = rows[np.argpartition(-scores[rows], k)[:k]]
    return index.numbers[rows]


def _rows(numbers: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.intp]:
    if not len(numbers):
        return np.empty(0, np.intp)
    rows = np.minimum(np.searchsorted(numbers, allowed), len(numbers) - 1)
    return rows[numbers[rows] == allowed]


def passage_id(row: PassageRow) -> str:
    """Name of a passage: its report's id and its place."""
    return f"{row.report_id}-p{row.position}"


def _hit(row: PassageRow, score: float, legs: tuple[str, ...], also: tuple[str, ...]) -> Hit:
    return Hit(
        passage_id=passage_id(row), report_id=row.report_id, report_title=row.title, path=row.path,
        passage=row.position, text=row.text, section=row.section, section_path=row.section_path, page=row.page,
        start=row.start, end=row.end, score=score, legs=legs, also=also,
    )  # fmt: skip
