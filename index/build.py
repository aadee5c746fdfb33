"""Files into an archive: read what is new or changed, make it findable by words, then by meaning."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from index.archive import Archive
from index.derived import sweep
from index.lock import hold
from index.query import Failure
from index.recipe import reader_recipe, vector_recipe
from index.related import terms_model
from index.twins import first_of_each, lookalike_notices, same_bytes_notice
from index.windows import cut_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set

    import ingest
    from index.embedder import Embedder
    from index.query import ReportEntry
    from ingest.errors import FileError, Words

_STORE = 64  # vectors stored in one transaction: what a crash can cost


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is. ``stage`` is ``files``, ``vectors`` or ``indexes``.

    ``rate`` is units a second, ``left`` seconds to go; both None until known. ``path`` is the file
    at hand.
    """

    stage: str
    done: int
    total: int
    rate: float | None = None
    left: float | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class ReportStatus:
    """What a build did with one file: ``added``, ``updated``, ``unchanged``, ``removed`` or ``failed``."""

    id: str
    title: str
    path: str
    status: str
    pages: int = 0
    sections: int = 0
    passages: int = 0
    events: int = 0
    error: FileError | None = None


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did, file by file; ``embedded`` counts the vectors made."""

    reports: tuple[ReportStatus, ...]
    seconds: float
    embedded: int = 0
    notices: tuple[Words, ...] = ()


class _Meter:
    """Turns counts into progress with a rate and the time left."""

    def __init__(self, tell: Callable[[Progress], None] | None, stage: str, total: int) -> None:
        self._tell, self._stage, self._total, self._start = tell, stage, total, time.monotonic()

    def at(self, done: int, path: str = "") -> None:
        if self._tell is None:
            return
        passed = time.monotonic() - self._start
        rate = done / passed if done and passed > 0 else None
        left = (self._total - done) / rate if rate else None
        self._tell(Progress(self._stage, done, self._total, rate, left, path))


def build(
    archive_path: Path | str,
    paths: Sequence[Path | str],
    *,
    prune: bool = False,
    progress: Callable[[Progress], None] | None = None,
    embedder: Embedder | None = None,
    wait: float = 5.0,
) -> BuildSummary:
    """Bring an archive up to date with files and folders. May be interrupted and run again.

    Args:
        archive_path: folder of the archive, made if missing.
        paths: files, and folders to walk.
        prune: remove reports under the folders given whose files are gone.
        progress: called after each step.
        embedder: model to use in place of the one chosen by settings.
        wait: seconds to wait for another program that holds the archive.

    Raises:
        ArchiveLocked: if another program holds the archive.
        StorageFailed: if the disk is full; what was stored before stays.
        ModelError: if a model that was named cannot be loaded.
    """
    start = time.monotonic()
    with Archive.open(archive_path, create=True, embedder=embedder) as archive, hold(archive.path, "build", wait):
        sweep(archive.path / "derived", archive.catalogue)
        statuses, notices = _read_files(archive, [Path(path) for path in paths], prune, progress)
        embedded = refresh(archive, progress)
        fresh = {one.id for one in statuses if one.status in ("added", "updated")}
        notices += (*lookalike_notices(archive.reports(), fresh), *archive.notices)
        return BuildSummary(tuple(statuses), time.monotonic() - start, embedded, notices)


def _read_files(
    archive: Archive, paths: Sequence[Path], prune: bool, progress: Callable[[Progress], None] | None
) -> tuple[list[ReportStatus], tuple[Words, ...]]:
    import ingest

    found = ingest.find_files(paths)
    roots = {path.resolve().name for path in paths if path.is_dir()}
    seen = {file.shown_path for file in found.files} | {str(rejected.path) for rejected in found.rejected}
    going = {one.id for one in archive.reports() if _is_gone(one, seen, roots)} if prune else set()
    reader, known = reader_recipe(), archive.catalogue.hashes()
    digests = [(ingest.report_id_for(file.shown_path), _digest(file.path)) for file in found.files]
    firsts = first_of_each({key: digest for key, (digest, _) in known.items() if key not in going}, dict(digests))
    statuses, notices = [_failed(str(rejected.path), rejected.error) for rejected in found.rejected], []
    meter = _Meter(progress, "files", len(found.files))
    for at, (file, (key, digest)) in enumerate(zip(found.files, digests, strict=True)):
        meter.at(at, file.shown_path)
        first = firsts.get(digest, key)
        if key not in known and first != key and first in archive.catalogue.hashes():
            kept = archive.catalogue.entry(first)
            statuses.append(_status(kept, "unchanged"))
            notices.append(same_bytes_notice(file.shown_path, kept.path))
        else:
            statuses.append(_read_one(archive, file, digest, reader, known))
    meter.at(len(found.files))
    statuses += _prune(archive, going)
    _record_failures(archive, statuses, roots)
    return statuses, tuple(notices)


def _record_failures(archive: Archive, statuses: Sequence[ReportStatus], roots: Set[str]) -> None:
    """Keep the failures of files that this build did not look at."""
    seen = {one.path for one in statuses}
    known = [one.path for one in archive.failures()]
    gone = [path for path in known if path in seen or path.partition("/")[0] in roots]
    failed = [
        Failure(one.path, one.error.message("zh"), one.error.message("en")) for one in statuses if one.error is not None
    ]
    archive.catalogue.set_failures(failed, gone)


def _read_one(
    archive: Archive, file: ingest.FoundFile, digest: str, reader: str, known: Mapping[str, tuple[str, str]]
) -> ReportStatus:
    import ingest

    key = ingest.report_id_for(file.shown_path)
    reader += ingest.corrections_digest(file.path)  # a report is read again when its corrections change
    if key in known and known[key] == (digest, reader):
        return _status(archive.catalogue.entry(key), "unchanged")
    outcome = ingest.ingest_file(file.path, shown_path=file.shown_path)
    if isinstance(outcome, ingest.Rejected):
        return _failed(file.shown_path, outcome.error)
    entry = archive.put(outcome.report, outcome.events, reader)
    return _status(entry, "updated" if key in known else "added")


def _digest(path: Path) -> str:
    import ingest

    try:
        return ingest.file_digest(path)
    except OSError:
        return ""  # the reader will say what is wrong with it


def _status(entry: ReportEntry, status: str) -> ReportStatus:
    counts = entry.pages, entry.sections, entry.passages, entry.events
    return ReportStatus(entry.id, entry.title, entry.path, status, *counts)


def _failed(shown: str, error: FileError) -> ReportStatus:
    from ingest import report_id_for

    return ReportStatus(report_id_for(shown), "", shown, "failed", error=error)


def _is_gone(entry: ReportEntry, seen: Set[str], roots: Set[str]) -> bool:
    """Whether a report is from under ``roots`` and its file was not seen."""
    return entry.path not in seen and entry.path.partition("/")[0] in roots


def _prune(archive: Archive, going: Set[str]) -> list[ReportStatus]:
    """Remove the reports of those ids."""
    gone = [_status(entry, "removed") for entry in archive.reports() if entry.id in going]
    for one in gone:
        archive.catalogue.remove(one.id)
    return gone


def refresh(archive: Archive, progress: Callable[[Progress], None] | None = None) -> int:
    """Bring the derived files and the vectors up to date, for a holder of the lock; vectors made."""
    archive.legs.store_lexical()
    embedder = archive.model.load(building=True)
    made = _embed(archive, embedder, progress) if embedder else 0
    archive.model.record(embedder)
    if embedder:
        archive.catalogue.vectors.drop_others(vector_recipe(embedder), terms_model(embedder))
        meter = _Meter(progress, "indexes", 1)
        meter.at(0)
        archive.legs.store_vectors(embedder)
        meter.at(1)
    return made


def _embed(archive: Archive, embedder: Embedder, progress: Callable[[Progress], None] | None) -> int:
    """Make the vectors that are missing, short passages first, a few in each transaction."""
    model = vector_recipe(embedder)
    archive.catalogue.vectors.damaged(model, drop=True)
    missing = archive.catalogue.vectors.missing(model)
    meter = _Meter(progress, "vectors", len(missing))
    for at in range(0, len(missing), _STORE):
        meter.at(at)
        texts = archive.catalogue.vectors.texts(missing[at : at + _STORE])
        windows = [cut_windows(text, context.rpartition("\n")[2]) for context, text in texts.values()]
        vectors = embedder.embed([window for group in windows for window in group], "passage")
        ends = accumulate(map(len, windows))
        parts = [vectors[end - len(group) : end] for group, end in zip(windows, ends, strict=True)]
        archive.catalogue.vectors.put(model, list(texts), parts)
    meter.at(len(missing))
    return len(missing)
