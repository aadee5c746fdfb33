"""The file that a report was read from, where it can still be found unchanged."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import file_digest, find_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index import ReportEntry
    from ingest import Report

UPLOADS = "uploads"
_PLACES = "originals.json"  # where files lay when they were read; without it they are looked for near the archive


def original_of(report: Report | ReportEntry, archive: Path) -> Path | None:
    """The file of ``report``: where it was read, among the archive's uploads, or near the archive.

    Only a file whose bytes are those that were read counts.
    """
    for path in _candidates(report.path, archive.resolve()):
        with suppress(OSError):
            if path.is_file() and _digest(path, path.stat().st_mtime_ns) == report.sha256:
                return path
    return None


def _candidates(shown: str, archive: Path) -> Iterator[Path]:
    place = places(archive).get(shown)
    if place:
        yield Path(place)
    here = Path.cwd()
    for folder in (archive / UPLOADS, here, archive.parent, here.parent, archive.parent.parent):
        path = (folder / shown).resolve()
        if path.is_relative_to(folder.resolve()):
            yield path


def remember_build(archive: Path, paths: Sequence[Path | str]) -> None:
    """Note where the files of a build lie, so that their pages can be shown from wherever the program is started."""
    found = find_files([Path(path) for path in paths])
    remember(archive, {file.shown_path: file.path.resolve() for file in found.files})


def remember(archive: Path, files: Mapping[str, Path]) -> None:
    """Note where files lie, by the paths that their reports show. A note that cannot be written is done without."""
    noted = {**places(archive), **{shown: str(path) for shown, path in files.items()}}
    partial = archive / f".{_PLACES}.{os.getpid()}"
    with suppress(OSError):
        partial.write_text(json.dumps(noted, ensure_ascii=False, indent=0), encoding="utf-8", errors="replace")
        partial.chmod(0o600)
        partial.replace(archive / _PLACES)


def places(archive: Path) -> dict[str, str]:
    """Where files lay when they were read, by the paths that their reports show."""
    try:
        noted = json.loads((archive / _PLACES).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(shown): str(path) for shown, path in noted.items()} if isinstance(noted, dict) else {}


def of_content(entries: Iterable[ReportEntry], path: Path) -> ReportEntry | None:
    """The report that was read from the very bytes of a file, wherever that lay."""
    try:
        digest = file_digest(path)
    except OSError:
        return None
    return next((entry for entry in entries if entry.sha256 == digest), None)


def is_pdf(path: Path) -> bool:
    """Whether the file says that it is a PDF."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False


@lru_cache(maxsize=64)
def _digest(path: Path, _changed: int) -> str:
    try:
        return file_digest(path)
    except OSError:
        return ""
