"""Files made from the catalogue: written aside, checked by SHA-256, swapped in whole.

The catalogue records which file of each kind is current, its SHA-256 and a stamp of what it was
made from. A file that is missing, damaged or of another stamp is simply made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

import numpy as np

from index.database import storage_failed
from index.failpoint import failpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.catalogue import Catalogue

_ALIGN = 64


def sound_file(folder: Path, catalogue: Catalogue, kind: str, stamp: str) -> Path | None:
    """Path of the current derived file of that kind, if it is of that stamp and undamaged."""
    row = catalogue.derived(kind)
    if row is None or row[2] != stamp:
        return None
    path = folder / row[0]
    return path if is_sound(path, row[1]) else None


def is_sound(path: Path, digest: str) -> bool:
    """Whether the file is there with that SHA-256."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def replace_file(folder: Path, catalogue: Catalogue, kind: str, stamp: str, write: Callable[[Path], None]) -> Path:
    """Write a derived file and make it the current one of its kind.

    Raises:
        StorageFailed: if the disk is full or refuses; the file before it stays current.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        work = folder / f".{kind}.{os.getpid()}"
        try:
            write(work)
            failpoint(f"{kind}-written")
            with work.open("rb+") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            path = folder / f"{kind}-{digest[:16]}"
            work.rename(path)
        finally:
            work.unlink(missing_ok=True)
        failpoint(f"{kind}-renamed")
        _sync(folder)
    except OSError as error:
        raise storage_failed(folder, error) from error
    catalogue.set_derived(kind, path.name, digest, stamp)
    failpoint(f"{kind}-current")
    return path


def sweep(folder: Path, catalogue: Catalogue) -> None:
    """Remove files that no longer are, or never became, current. Only the holder of the lock may."""
    current = catalogue.derived_files()
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in current and path.is_file():
                path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays one after the other, behind a line of JSON that says where each lies."""
    head, at = {}, 0
    for name, array in arrays.items():
        at += -at % _ALIGN
        head[name] = (array.dtype.str, array.shape, at)
        at += array.nbytes
    line = json.dumps(head).encode()
    line += b" " * (-(len(line) + 1) % _ALIGN) + b"\n"
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(line)
        for name, array in arrays.items():
            file.seek(len(line) + head[name][2])
            np.ascontiguousarray(array).tofile(file)
        file.truncate(len(line) + at)


def map_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Arrays of a file that ``write_arrays`` made, mapped rather than read."""
    with path.open("rb") as file:
        line = file.readline()
    found = {}
    for name, (kind, shape, at) in json.loads(line).items():
        if 0 in shape:
            found[name] = np.empty(shape, kind)
        else:
            found[name] = np.memmap(path, kind, "r", len(line) + at, tuple(shape))
    return found
