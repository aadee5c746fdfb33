"""The two legs' indexes, kept in step with the catalogue: read from their files, extended or made anew."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

import numpy as np

from index.derived import replace_file, sound_file, stale_file, sweep
from index.lexical import LexicalIndex, index_terms, map_lexical, write_lexical
from index.lock import hold, is_held
from index.recipe import vector_recipe
from index.tokens import count_terms, terms_recipe
from ingest.errors import ArchiveLocked, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.catalogue import Catalogue
    from index.embedder import Embedder
    from index.vectors import VectorIndex

DERIVED = "derived"
LEXICAL, VECTORS = "lexical-1", "vectors-1"
_PATIENCE = 2.0  # seconds between refreshes while a build changes the archive all the time
_SHARE = 20  # of that time at most one part in so many goes into refreshing
_PARTS = 64  # parts of the words' index before they are merged in memory
_log = logging.getLogger(__name__)


class Legs:
    """The indexes of words and of meaning over one catalogue. Threads may share them."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder, self._catalogue = folder, catalogue
        self._guard = threading.Lock()
        self._lexical: tuple[str, LexicalIndex] | None = None
        self._vectors: tuple[str, VectorIndex] | None = None
        self._refreshed = {LEXICAL: (0.0, 0.0), VECTORS: (0.0, 0.0)}

    def lexical(self) -> LexicalIndex:
        """The words' index of the catalogue as it is now."""
        stamp = self._lexical_stamp()
        with self._guard:
            if self._due(self._lexical, stamp, LEXICAL):
                start = time.monotonic()
                self._lexical = stamp, self._words(stamp)
                self._done(LEXICAL, start)
            assert self._lexical is not None  # _due is true otherwise
            return self._lexical[1]

    def vectors(self, embedder: Embedder) -> VectorIndex | None:
        """The meaning's index for that model; None where no vector is stored yet."""
        stamp = self._vector_stamp(embedder)
        with self._guard:
            if self._due(self._vectors, stamp, VECTORS):
                start = time.monotonic()
                self._vectors = stamp, self._meaning(stamp, embedder)
                self._done(VECTORS, start)
            assert self._vectors is not None
            index = self._vectors[1]
            return index if len(index) else None

    def store_lexical(self) -> None:
        """Write the words' index anew if it is not of now, for a holder of the lock."""
        stamp = self._lexical_stamp()
        derived = self._folder / DERIVED
        if sound_file(derived, self._catalogue, LEXICAL, stamp) is None:
            made = self._words(stamp)
            replace_file(derived, self._catalogue, LEXICAL, stamp, lambda work: write_lexical(made, work))
            sweep(derived, self._catalogue)

    def store_vectors(self, embedder: Embedder) -> None:
        """Write the meaning's index anew if it is not of now, for a holder of the lock."""
        from index.vectors import write_vectors

        stamp = self._vector_stamp(embedder)
        derived = self._folder / DERIVED
        if sound_file(derived, self._catalogue, VECTORS, stamp) is None:
            made = self._build_vectors(embedder)
            replace_file(derived, self._catalogue, VECTORS, stamp, lambda work: write_vectors(made, work))
            sweep(derived, self._catalogue)

    def _vector_stamp(self, embedder: Embedder) -> str:
        from index.vectors import RECIPE

        return f"{RECIPE}:{vector_recipe(embedder)}:{self._catalogue.vector_generation()}"

    def _lexical_stamp(self) -> str:
        return f"{terms_recipe()}:{self._catalogue.generation()}"

    def _due(self, have: tuple[str, Any] | None, stamp: str, kind: str) -> bool:
        if have is None or have[0] == stamp:
            return have is None
        ended, took = self._refreshed[kind]
        return time.monotonic() - ended > max(_PATIENCE, _SHARE * took) or not is_held(self._folder)

    def _done(self, kind: str, start: float) -> None:
        now = time.monotonic()
        self._refreshed[kind] = now, now - start

    def _words(self, stamp: str) -> LexicalIndex:
        """What is in memory or in the file, with what has come since as further parts."""
        have = self._lexical[1] if self._lexical else None
        derived = self._folder / DERIVED
        path = sound_file(derived, self._catalogue, LEXICAL, stamp) or (
            stale_file(derived, self._catalogue, LEXICAL, f"{terms_recipe()}:") if have is None else None
        )
        if path is not None:
            have = map_lexical(path)
        made = self._extended(have or LexicalIndex(()))
        if have is None and len(made.numbers):  # the file was missing or damaged
            self._keep(LEXICAL, stamp, lambda work: write_lexical(made, work))
        return made

    def _extended(self, have: LexicalIndex) -> LexicalIndex:
        numbers = self._catalogue.passages.numbers()
        dead = np.setdiff1d(have.numbers, numbers, assume_unique=True)
        last = int(have.numbers[-1]) if len(have.numbers) else 0
        if not len(dead) and (not len(numbers) or int(numbers[-1]) == last):
            return have
        parts = have.parts if len(have.parts) < _PARTS else have.parts[:1]
        last = int(parts[-1].numbers[-1]) if parts else 0
        return LexicalIndex((*parts, *index_terms(self._terms(last))), dead)

    def _terms(self, after: int) -> Iterator[tuple[int, NDArray[Any]]]:
        for number, terms, text in self._catalogue.passages.terms(terms_recipe(), after):
            yield number, count_terms(text) if terms is None else terms

    def _meaning(self, stamp: str, embedder: Embedder) -> VectorIndex:
        """Read from its file if that is sound and of now; else made, and kept if nobody builds."""
        from index.vectors import read_vectors, write_vectors

        derived = self._folder / DERIVED
        path = sound_file(derived, self._catalogue, VECTORS, stamp)
        if path is not None:
            return read_vectors(path)
        made = self._build_vectors(embedder)
        self._keep(VECTORS, stamp, lambda work: write_vectors(made, work))
        return made

    def _build_vectors(self, embedder: Embedder) -> VectorIndex:
        from index.vectors import index_vectors

        model, stored = vector_recipe(embedder), self._catalogue.vectors
        return index_vectors(stored.of_passages(model, embedder.dim), embedder.dim, stored.count(model, embedder.dim))

    def _keep(self, kind: str, stamp: str, write: Callable[[Path], None]) -> None:
        try:
            with hold(self._folder, "index", wait=0):
                replace_file(self._folder / DERIVED, self._catalogue, kind, stamp, write)
        except (ArchiveLocked, StorageFailed) as error:
            _log.info("index %s kept in memory: %s", kind, error)
