"""The archive: reports and events, listed and searched."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalogue import Catalogue
from index.lock import hold
from index.model import ModelChoice
from index.prepare import entry_of, new_passages
from index.query import SearchQuery
from index.select import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from index.embedder import Embedder, Kind
    from index.legs import Legs
    from index.query import EventFilter, Failure, Finding, Hit, ReportEntry
    from ingest import Event, Report
    from ingest.errors import Words


class Archive:
    """An open archive. Threads may share it; it follows changes that other processes make."""

    def __init__(self, path: Path, catalogue: Catalogue, embedder: Embedder | None) -> None:
        self.path = path
        self.catalogue = catalogue
        self.model = ModelChoice(catalogue, embedder)
        self._guard = threading.Lock()
        self._events: tuple[int, tuple[Event, ...]] | None = None
        self._legs: Legs | None = None

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, embedder: Embedder | None = None) -> Archive:
        """Open the archive in a folder.

        Args:
            path: folder of the archive.
            create: make an empty one if there is none.
            embedder: model to use in place of the one the archive was made with.

        Raises:
            NoArchive: if there is none.
            DamagedArchive: if it cannot be read.
            RecipeMismatch: if a newer version of the program made it.
        """
        folder = Path(path)
        return cls(folder, Catalogue(folder, create=create), embedder)

    def __enter__(self) -> Archive:
        """The archive itself, closed at the end of the context."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the files."""
        self.close()

    def close(self) -> None:
        """Close the files."""
        self.catalogue.close()

    @property
    def generation(self) -> int:
        """Number that grows with every change; what was computed from the archive holds while it stays."""
        return self.catalogue.generation()

    @property
    def notices(self) -> tuple[Words, ...]:
        """What the user should know, such as that meaning is not searched for want of a model."""
        return self.model.notices

    def reports(self) -> tuple[ReportEntry, ...]:
        """All reports, by path."""
        return self.catalogue.entries()

    def failures(self) -> tuple[Failure, ...]:
        """Files that builds could not read, by path, each until it is read, removed or gone."""
        return self.catalogue.failures()

    def report(self, report_id: str) -> Report | None:
        """A report whole, or None if there is none of that id."""
        return self.catalogue.report(report_id)

    def events(self) -> tuple[Event, ...]:
        """All events by date, users' corrections applied; undated ones last."""
        generation = self.catalogue.generation()
        with self._guard:
            if self._events is None or self._events[0] != generation:
                self._events = generation, self._corrected(self.catalogue.events())
            return self._events[1]

    def _corrected(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        corrections = self.catalogue.corrections()
        if not corrections:
            return events
        import ingest

        return tuple(ingest.apply_corrections(events, corrections))

    def select(self, wanted: EventFilter) -> tuple[Event, ...]:
        """Events that pass a filter, by date."""
        return select(self.events(), wanted, self.reports)

    @property
    def legs(self) -> Legs:
        """Both legs of the search; what they need is loaded on first use."""
        from index.legs import Legs

        with self._guard:
            if self._legs is None:
                self._legs = Legs(self.path, self.catalogue)
            return self._legs

    def search(self, query: SearchQuery) -> tuple[Hit, ...]:
        """Best passages for a query, best first.

        Raises:
            RecipeMismatch: if the archive's vectors are of another model than the one in use.
        """
        from index.searcher import Searcher

        return Searcher(self.legs, self.catalogue).search(query, self.model.for_search())

    def related_terms(self, text: str, k: int = 10) -> tuple[tuple[str, float], ...]:
        """Topics, organisations, venues, documents and titles near in meaning to ``text``.

        Returns:
            Up to ``k`` pairs of a term as printed and its cosine, nearest first; none without a model.
        """
        from index.related import nearest, term_vectors, terms_of

        embedder = self.model.for_search()
        terms = terms_of(self.events())
        if embedder is None or not terms or not text.strip():
            return ()
        vectors = term_vectors(terms, self.catalogue, embedder)
        return nearest(terms, vectors, embedder.embed([text], "query")[0], k)

    def embed(self, texts: Sequence[str], kind: Kind = "query") -> NDArray[np.float32] | None:
        """Vectors of texts, shape (n, dim) of length 1; None without a model."""
        embedder = self.model.for_search()
        return embedder.embed(texts, kind) if embedder else None

    def add(self, report: Report, events: Sequence[Event], *, reader: str = "") -> ReportEntry:
        """Store a report whole, in place of the one with its id; found by words at once.

        Raises:
            ArchiveLocked: if another program is writing.
            StorageFailed: if the disk is full; nothing has changed then.
        """
        with hold(self.path, "add"):
            return self.put(report, events, reader)

    def put(self, report: Report, events: Sequence[Event], reader: str) -> ReportEntry:
        """Store a report for a caller that holds the lock."""
        entry = entry_of(report, events)
        self.catalogue.put(report, events, entry, new_passages(report, events), reader)
        return entry

    def remove(self, report_id: str) -> bool:
        """Remove a report with all that came of it; False if there is none of that id."""
        with hold(self.path, "remove"):
            return self.catalogue.remove(report_id)

    def correct(self, event_id: str, field: str, value: str) -> None:
        """Record a user's correction of a field of an event; ``value`` is JSON.

        Raises:
            CorrectionError: if there is no such field, or the value does not fit it; nothing is recorded then.
        """
        import ingest

        ingest.check_correction(field, value)
        with hold(self.path, "correct"):
            self.catalogue.correct(event_id, field, value)

    def check(self, *, heal: bool = True) -> tuple[Finding, ...]:
        """What is wrong with the archive, each with what to do; derived files are put right if ``heal``."""
        from index.check import check

        return check(self, heal=heal)
