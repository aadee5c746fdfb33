"""One writer at a time: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from index.database import storage_failed
from ingest.errors import ArchiveLocked, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "lock"


@contextmanager
def hold(folder: Path, purpose: str, wait: float = 5.0) -> Iterator[None]:
    """Hold the archive in ``folder`` for writing; wait up to ``wait`` seconds for another holder.

    Raises:
        ArchiveLocked: if another process or thread still holds it; the error says which.
        StorageFailed: if the lock file cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise storage_failed(folder, error) from error
    try:
        _take(handle, folder, wait)
        who = {"pid": os.getpid(), "purpose": purpose, "since": datetime.now().isoformat(timespec="seconds")}
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(who).encode(), 0)
        except OSError:
            pass  # a full disk: the lock holds, only its label is missing
        yield
    finally:
        os.close(handle)


def is_held(folder: Path) -> bool:
    """Whether some other holder has the archive now."""
    try:
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _take(handle: int, folder: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() >= deadline:
                raise _locked(handle, folder) from None
            time.sleep(0.05)
        else:
            return


def _locked(handle: int, folder: Path) -> ArchiveLocked:
    try:
        who = json.loads(os.pread(handle, 4096, 0))
        label = f"{who['purpose']}, pid {who['pid']}, {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        label = "?"
    return ArchiveLocked(
        Words(f"另一個程式正在更新資料庫（{label}）。", f"Another program is updating the archive ({label})."),
        Words("請等它完成後再試。", "Wait until it has finished and try again."),
        str(folder),
    )
