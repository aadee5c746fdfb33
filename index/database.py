"""An open SQLite file: one connection a thread, durable transactions, errors in the project's words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from index.failpoint import failpoint
from index.schema import COUNT_CHANGE, PAGE_SIZE, PRAGMAS, is_current, migrate, transaction
from ingest.errors import ArchiveError, DamagedArchive, StorageFailed, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

_CHUNK = 500  # values bound in one statement; SQLite's own limit was 999 for long
_T = TypeVar("_T")


class Database:
    """A SQLite file, brought to the newest schema. Threads may share it.

    Raises:
        DamagedArchive: if the file is not a sound database.
        StorageFailed: if the disk is full or refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        with translated(path):
            if not is_current(self.connection):
                migrate(self.connection)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=60)
            for pragma in (PAGE_SIZE, *PRAGMAS):
                connection.execute(pragma)
            self._local.connection = connection
            with self._guard:
                self._open.append(connection)
        return connection

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run one statement and fetch what it gives."""
        with translated(self.path):
            return self.connection.execute(statement, values).fetchall()

    @contextmanager
    def change(self, name: str, counter: str | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction; the number kept under ``counter``, if one is named, grows with it."""
        with translated(self.path):
            connection = self.connection
            with transaction(connection):
                yield connection
                if counter is not None:
                    connection.execute(COUNT_CHANGE, (counter,))
                failpoint(f"{name}-before-commit")
        failpoint(f"{name}-after-commit")


def iso(day: date | None) -> str | None:
    """A day as it is stored."""
    return day.isoformat() if day else None


def chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Values, as many at a time as one statement may bind."""
    for at in range(0, len(values), _CHUNK):
        yield values[at : at + _CHUNK]


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the system into the project's own."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _of_operation(path, error) from error
    except sqlite3.DatabaseError as error:
        raise damaged(path, str(error)) from error
    except (UnicodeDecodeError, OverflowError) as error:
        raise damaged(path, str(error)) from error
    except OSError as error:
        raise storage_failed(path, error) from error


def _of_operation(path: Path, error: sqlite3.OperationalError) -> ArchiveError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return storage_failed(path, error)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveError(
            Words("資料庫正被其他程式使用。", "The archive is in use by another program."),
            Words("請稍候再試。", "Try again in a moment."),
            str(path),
        )
    return damaged(path, str(error))


def storage_failed(path: Path, error: Exception) -> StorageFailed:
    """The disk is full, or the system refused."""
    return StorageFailed(
        Words(f"無法讀寫資料庫：{error}。", f"The archive cannot be read or written: {error}."),
        Words("請確認磁碟空間與權限後重試；原有資料不受影響。",
              "Check free space and permissions and try again; what was stored is safe."),
        str(path),
    )


def damaged(path: Path, part: str) -> DamagedArchive:
    """Something stored is not what was written."""
    return DamagedArchive(
        Words(f"資料庫內容已損壞：{part}。", f"The archive is damaged: {part}."),
        Words(
            "請執行 yida check 檢視損壞之處，再以備份還原，或刪除資料庫後重新執行 yida build。",
            "Run yida check to see what is damaged, then restore a copy, "
            "or delete the archive and run yida build again.",
        ),
        str(path),
    )
