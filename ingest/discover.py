"""Which files a build reads: those named, and those in the folders named, in a stable order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest import refusals
from ingest.errors import FileError

# Beside reports lie corrections, tables of data and notes on the collection: no reports.
_BESIDE = frozenset(
    {".toml", ".json", ".jsonl", ".yaml", ".yml", ".csv", ".tsv", ".py", ".db", ".sqlite", ".sqlite3", ".lock"}
)
_NOTES = ("readme", "license", "copying", "changelog", "notice")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and the path that readers see (from the folder given to the build on)."""

    path: Path
    shown_path: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """One file that cannot be read, and why."""

    path: Path
    error: FileError


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files to read, sorted by shown path, and what was skipped with a reason."""

    files: tuple[FoundFile, ...]
    rejected: tuple[Rejected, ...]


def find_files(paths: Iterable[Path]) -> FoundFiles:
    """Walk folders, take plain files, and say why anything else is left out.

    Links are followed only to plain files inside the folder given; hidden files, notes such as
    README and data files beside reports are passed over.
    """
    files: dict[str, FoundFile] = {}
    rejected: list[Rejected] = []
    for path in paths:
        if path.is_dir():
            for found in _walk(path, rejected):
                files.setdefault(found.shown_path, found)
        elif error := _objection(path):
            rejected.append(Rejected(path, error))
        else:
            files.setdefault(path.name, FoundFile(path, path.name))
    return FoundFiles(tuple(files[shown] for shown in sorted(files)), tuple(rejected))


def _walk(root: Path, rejected: list[Rejected]) -> Iterable[FoundFile]:
    """Files below ``root``; folders that are links are not entered, so no loop can hold us."""
    base = root.resolve()

    def failed(error: OSError) -> None:
        where = Path(error.filename or root)
        rejected.append(Rejected(where, _at(refusals.forbidden(error.strerror or ""), where)))

    for folder, folders, names in os.walk(root, onerror=failed):
        for name in list(folders):
            inner = Path(folder, name)
            if name.startswith((".", "__")):
                folders.remove(name)
            elif inner.is_symlink():
                rejected.append(Rejected(inner, _at(refusals.not_plain("資料夾連結", "a link to a folder"), inner)))
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or path.suffix.lower() in _BESIDE or name.lower().startswith(_NOTES):
                continue
            error = _objection(path, base)
            if error:
                rejected.append(Rejected(path, error))
            else:
                yield FoundFile(path, f"{base.name}/{path.relative_to(root).as_posix()}")


def _objection(path: Path, base: Path | None = None) -> FileError | None:
    """Why ``path`` is not to be read, or None; ``base`` is the folder that links may not leave."""
    try:
        mode = path.stat().st_mode
        if base is not None and path.is_symlink() and not path.resolve().is_relative_to(base):
            return _at(refusals.not_plain("指向資料夾外的連結", "a link out of the folder"), path)
    except FileNotFoundError:
        return _at(refusals.missing(), path)
    except (OSError, ValueError) as error:
        return _at(refusals.forbidden(getattr(error, "strerror", None) or type(error).__name__), path)
    if not stat.S_ISREG(mode):
        return _at(refusals.not_plain(*refusals.file_kind(mode)), path)
    return None


def _at(error: FileError, path: Path) -> FileError:
    error.where = path.as_posix()
    return error
