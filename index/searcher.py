"""Search over one archive: keeps both legs' indexes in step with the catalogue."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.dedupe import collapse
from index.derived import replace_file, sound_file, sweep
from index.fuse import WORDS_WEIGHT, fuse, standardise
from index.lexical import LexicalIndex, index_terms, map_lexical, write_lexical
from index.lock import hold, is_held
from index.query import Hit
from index.recipe import vector_recipe
from index.tokens import RECIPE as TERMS_RECIPE
from index.tokens import count_terms, weigh_terms
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
_WINDOWS = 4  # windows to look at for each candidate wanted
_NEAR = 1.0  # deviations above the usual likeness from which the meaning counts as found
_PATIENCE = 5.0  # seconds between refreshes while a build changes the archive all the time
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages to choose from: numbers, words' scores, and both legs' standardised scores; each (n,)."""

    numbers: NDArray[np.int64]
    raw: NDArray[np.float32]
    words: NDArray[np.float32]
    meaning: NDArray[np.float32]

    def fused(self, weight: float) -> NDArray[np.float32]:
        """Scores of both legs in one."""
        return fuse(self.words, self.meaning, weight)

    def legs(self, at: int) -> tuple[str, ...]:
        """What found a candidate: shared words, a meaning nearer than usual, or both."""
        by_words = bool(self.raw[at] > 0)
        by_meaning = not by_words or bool(self.meaning[at] > _NEAR)
        return (*(("words",) if by_words else ()), *(("meaning",) if by_meaning else ()))


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
        found = self._candidates(query, embedder, allowed)
        if not len(found.numbers):
            return ()
        fused = found.fused(WORDS_WEIGHT)
        order = np.argsort(-fused, kind="stable")[: max(4 * query.k, 20)]
        return self._hits(query.k, found, fused, order)

    def _candidates(self, query: SearchQuery, embedder: Embedder | None, allowed: NDArray[np.int64] | None) -> Candidates:
        """The candidates of both legs, with both legs' standardised scores of each."""
        lexical = self.lexical()
        scores = lexical.scores(weigh_terms(query.text))
        depth = max(_DEPTH, 4 * query.k)
        numbers = top_numbers(lexical, scores, depth, allowed)
        vectors = self.vectors(embedder) if embedder else None
        meaning = np.full(len(numbers), np.nan, np.float32)
        if vectors is not None and embedder is not None:
            vector = embedder.embed([query.text], "query")[0]
            near = vectors.search(vector, _WINDOWS * depth, allowed)[:depth]
            numbers = np.union1d(numbers, near[np.isin(near, lexical.numbers)])
            meaning = standardise(vectors.scores(vector, numbers), *vectors.usual(vector))
        if not len(numbers):
            return Candidates(numbers, meaning, meaning, meaning)
        words = scores[np.searchsorted(lexical.numbers, numbers)]
        return Candidates(numbers, words, standardise(words, float(scores.mean()), float(scores.std())), meaning)

    def _hits(
        self, k: int, found: Candidates, fused: NDArray[np.float32], order: NDArray[np.intp]
    ) -> tuple[Hit, ...]:
        rows = self._catalogue.passages([int(number) for number in found.numbers[order]])
        kept = [at for at in order if int(found.numbers[at]) in rows]
        hits = []
        for group in collapse((rows[int(found.numbers[at])].text for at in kept), k):
            at, *others = (kept[member] for member in group)
            also = tuple(passage_id(rows[int(found.numbers[other])]) for other in others)
            hits.append(_hit(rows[int(found.numbers[at])], float(fused[at]), found.legs(at), also))
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

        return f"{RECIPE}:{vector_recipe(embedder)}:{self._catalogue.generation()}.{self._catalogue.vector_generation()}"

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

        model = vector_recipe(embedder)
        return index_vectors(
            self._catalogue.passage_vectors(model, embedder.dim), embedder.dim, self._catalogue.vector_count(model, embedder.dim)
        )

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
