"""The file that a report was read from, where it can still be found unchanged."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest import Report

UPLOADS = "uploads"


def original_of(report: Report, archive: Path) -> Path | None:
    """The file of ``report``: among the archive's uploads, or where its path leads from the folders at hand.

    Only a file whose bytes are those that were read counts.
    """
    here, archive = Path.cwd(), archive.resolve()
    for folder in (archive / UPLOADS, here, archive.parent, here.parent, archive.parent.parent):
        path = (folder / report.path).resolve()
        if (
            path.is_relative_to(folder.resolve())
            and path.is_file()
            and _digest(path, path.stat().st_mtime_ns) == report.sha256
        ):
            return path
    return None


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
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
