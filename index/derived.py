"""Files made from the catalogue: written aside, checked by SHA-256, swapped in whole.

The catalogue records which file of each kind is current, its SHA-256 and a stamp of what it was
made from. A file that is missing, damaged or of another stamp is simply made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import numpy as np

from index.database import storage_failed
from index.failpoint import failpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.catalogue import Catalogue

_ALIGN = 64


def sound_file(folder: Path, catalogue: Catalogue, kind: str, stamp: str) -> Path | None:
    """Path of the current derived file of that kind, if it is of that stamp and undamaged."""
    row = catalogue.derived(kind)
    return stale_file(folder, catalogue, kind, stamp) if row is not None and row[2] == stamp else None


def stale_file(folder: Path, catalogue: Catalogue, kind: str, prefix: str) -> Path | None:
    """Path of the current derived file of that kind, if undamaged and its stamp begins with ``prefix``."""
    row = catalogue.derived(kind)
    if row is None or not row[2].startswith(prefix):
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
            work.chmod(0o600)
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


@contextmanager
def create_arrays(path: Path, kinds: Mapping[str, tuple[str, int]]) -> Iterator[dict[str, NDArray[Any]]]:
    """Make a file of arrays, given as type and length, behind a line of JSON that says where each lies.

    The arrays are mapped, to be filled; they are of the file once the context is left.
    """
    head, at = {}, 0
    for name, (kind, length) in kinds.items():
        at += -at % _ALIGN
        head[name] = (kind, (length,), at)
        at += np.dtype(kind).itemsize * length
    line = json.dumps(head).encode()
    line += b" " * (-(len(line) + 1) % _ALIGN) + b"\n"
    with path.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(line)
        file.flush()
        if at:  # space is taken now: a full disk is an error here, not a signal while filling
            os.posix_fallocate(file.fileno(), len(line), at)
    arrays = _mapped(path, "r+")
    yield arrays
    for array in arrays.values():
        if isinstance(array, np.memmap):
            array.flush()


def map_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Arrays of a file that ``create_arrays`` made, mapped rather than read."""
    return {name: np.asarray(array) for name, array in _mapped(path, "r").items()}  # slices of plain arrays are quicker


def _mapped(path: Path, mode: Literal["r", "r+"]) -> dict[str, NDArray[Any]]:
    with path.open("rb") as file:
        line = file.readline()
    found = {}
    for name, (kind, shape, at) in json.loads(line).items():
        if 0 in shape:
            found[name] = np.empty(shape, kind)
        else:
            found[name] = np.memmap(path, kind, mode, len(line) + at, tuple(shape))
    return found
