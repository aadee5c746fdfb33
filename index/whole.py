"""Folders that are there whole or not at all: filled aside, listed with checksums, put in place by renaming."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SUMS = "SHA256SUMS.json"
_SMALL = 32 << 20  # bytes that are read through at every look


def is_whole(folder: Path, *, deep: bool = False) -> bool:
    """Whether every file that ``folder`` lists is there with its size, and its SHA-256 if small or ``deep``."""
    try:
        sums = json.loads((folder / SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return all(_is_sound(folder / name, size, digest, deep) for name, (size, digest) in sums.items())


def _is_sound(path: Path, size: int, digest: str, deep: bool) -> bool:
    if not path.is_file() or path.stat().st_size != size:
        return False
    if size > _SMALL and not deep:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def publish(target: Path, write: Callable[[Path], None]) -> None:
    """Fill a folder with ``write`` and make it ``target``; one that is there, damaged, gives way.

    Raises:
        OSError: if the disk is full or refuses.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=target.parent))
    try:
        write(work)
        _write_sums(work)
        if is_whole(target):  # another process has been faster
            return
        if target.exists():
            aside = work.with_name(work.name + "-old")
            target.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
        try:
            work.rename(target)
        except OSError:
            if not is_whole(target):
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_sums(folder: Path) -> None:
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            sums[path.relative_to(folder).as_posix()] = (path.stat().st_size, digest)
    (folder / SUMS).write_text(json.dumps(sums, indent=1), encoding="utf-8")
