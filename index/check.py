"""Is the archive whole? Derived files are put right; what is wrong in the catalogue is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.derived import is_sound, sweep
from index.legs import DERIVED, LEXICAL, VECTORS
from index.lock import hold
from index.query import Finding
from index.rows import rows_for
from ingest.errors import ArchiveLocked, DamagedArchive, YidaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.archive import Archive
    from index.query import ReportEntry

_RESTORE = (
    "請以備份還原，或刪除資料庫資料夾後重新執行 yida build。",
    "Restore a copy, or delete the archive's folder and run yida build again.",
)
_REBUILD = ("請重新執行 yida build。", "Run yida build again.")


def check(archive: Archive, *, heal: bool) -> tuple[Finding, ...]:
    """Everything that is wrong, the catalogue first."""
    try:
        found = [*_catalogue(archive)]
        if any(not one.healed for one in found):
            return tuple(found)
        found += _vectors(archive, heal)
        found += _derived(archive, heal)
    except DamagedArchive as error:
        return (_of_error(error),)
    return tuple(found)


def _of_error(error: YidaError) -> Finding:
    return Finding(error.what.zh, error.what.en, error.where, error.remedy.zh, error.remedy.en)


def _catalogue(archive: Archive) -> Iterator[Finding]:
    where = str(archive.catalogue.path)
    for problem in archive.catalogue.problems():
        yield Finding(f"資料庫結構損壞：{problem}", f"The database is damaged: {problem}", where, *_RESTORE)
    try:
        archive.catalogue.generation(), archive.catalogue.vector_generation()
    except DamagedArchive as error:
        yield _of_error(error)
    for entry in archive.reports():
        yield from _report(archive, entry)
    try:
        archive.catalogue.corrections()
    except DamagedArchive as error:
        yield _of_error(error)


def _report(archive: Archive, entry: ReportEntry) -> Iterator[Finding]:
    """Compare what is stored of a report with the report itself."""
    try:
        report = archive.catalogue.report(entry.id)
        if report is None:  # an entry of another report's id
            yield _difference(entry.path, "entry")
            return
        events = archive.catalogue.events_of(entry.id)
        stored = archive.catalogue.rows_of(entry.id)
        numbers = [number for number, _, _ in archive.catalogue.passages.places_of(entry.id)]
        archive.catalogue.passages.rows(numbers)
    except DamagedArchive as error:
        yield _of_error(error)
        return
    different = stored.differs(rows_for(report, events)) or ("" if len(events) == entry.events else "events")
    if different:
        yield _difference(entry.id, different)


def _difference(where: str, what: str) -> Finding:
    return Finding(
        f"資料庫內容與報告本身不符（{what}）。", f"What is stored differs from the report itself ({what}).",
        where, *_RESTORE,
    )  # fmt: skip


def _vectors(archive: Archive, heal: bool) -> Iterator[Finding]:
    """Damaged and missing vectors; a build makes them again."""
    model = archive.catalogue.meta("model_name")
    if model is None:
        return
    damaged = archive.catalogue.vectors.damaged(model)
    if damaged:
        yield Finding(f"{damaged} 個向量已損壞。", f"{damaged} vectors are damaged.", model, *_REBUILD)
    missing = archive.catalogue.vectors.missing_count(model)
    if missing:
        yield Finding(
            f"{missing} 個段落還沒有向量，暫時只能以字詞找到。",
            f"{missing} passages have no vector yet and are found by words alone for now.", model, *_REBUILD,
        )  # fmt: skip


def _derived(archive: Archive, heal: bool) -> Iterator[Finding]:
    """Damaged or missing derived files, made again if ``heal`` and nobody else is writing."""
    broken = [kind for kind in (LEXICAL, VECTORS) if _is_broken(archive, kind)]
    for kind in broken:
        healed = heal and _heal(archive, kind)
        yield Finding(
            f"索引檔 {kind} 遺失或損壞{'，已重建' if healed else ''}。",
            f"The index file {kind} is missing or damaged{'; it has been made again' if healed else ''}.",
            str(archive.path / DERIVED), *_REBUILD, healed=healed,
        )  # fmt: skip


def _is_broken(archive: Archive, kind: str) -> bool:
    row = archive.catalogue.derived(kind)
    return row is not None and not is_sound(archive.path / DERIVED / row[0], row[1])


def _heal(archive: Archive, kind: str) -> bool:
    try:
        with hold(archive.path, "check", wait=1.0):
            if kind == LEXICAL:
                archive.legs.store_lexical()
            elif embedder := archive.model.load():
                archive.legs.store_vectors(embedder)
            sweep(archive.path / DERIVED, archive.catalogue)
    except ArchiveLocked:
        return False
    return not _is_broken(archive, kind)
