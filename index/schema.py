"""Tables of the catalogue, as named migrations applied in order and recorded."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.failpoint import failpoint
from ingest.errors import RecipeMismatch, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001-reports",
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE report (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            reader TEXT NOT NULL,
            title TEXT NOT NULL,
            city_key TEXT NOT NULL,
            bureau_key TEXT NOT NULL,
            first TEXT,
            last TEXT,
            entry BLOB NOT NULL,
            body BLOB NOT NULL,
            digest BLOB NOT NULL
        );
        CREATE TABLE section (
            report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            number TEXT NOT NULL,
            path TEXT NOT NULL,
            path_key TEXT NOT NULL,
            PRIMARY KEY (report, position)
        ) WITHOUT ROWID;
        CREATE TABLE passage (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            section INTEGER,
            page INTEGER NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            text TEXT NOT NULL,
            context TEXT NOT NULL,
            text_key BLOB NOT NULL,
            terms_recipe TEXT NOT NULL,
            terms BLOB NOT NULL,
            terms_sum INTEGER NOT NULL,
            UNIQUE (report, position)
        );
        CREATE INDEX passage_key ON passage (text_key);
        CREATE TABLE passage_day (
            passage INTEGER NOT NULL REFERENCES passage(number) ON DELETE CASCADE,
            first TEXT NOT NULL,
            last TEXT NOT NULL
        );
        CREATE INDEX passage_day_passage ON passage_day (passage);
        CREATE INDEX passage_day_first ON passage_day (first, last);
        CREATE TABLE event (
            id TEXT PRIMARY KEY,
            report INTEGER NOT NULL REFERENCES report(number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            first TEXT,
            last TEXT,
            body BLOB NOT NULL,
            check_sum INTEGER NOT NULL
        );
        CREATE INDEX event_report ON event (report, position);
        CREATE INDEX event_first ON event (first, last);
        """,
    ),
    (
        "0002-embeddings",
        """
        CREATE TABLE embedding (
            model TEXT NOT NULL,
            text_key BLOB NOT NULL,
            passage INTEGER NOT NULL,
            check_sum INTEGER NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (model, text_key)
        ) WITHOUT ROWID;
        CREATE TABLE derived (
            kind TEXT PRIMARY KEY,
            file TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            stamp TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    ),
    (
        "0003-corrections-and-failures",
        """
        CREATE TABLE correction (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            event_id TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            made TEXT NOT NULL
        );
        CREATE TABLE failure (
            path TEXT PRIMARY KEY,
            message_zh TEXT NOT NULL,
            message_en TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    ),
    (
        # Vectors are longer than what an index page holds: as rows of a table they take half the disk.
        "0004-vectors-as-rows-and-checked-corrections",
        """
        CREATE TABLE vector (
            number INTEGER PRIMARY KEY,
            model TEXT NOT NULL,
            text_key BLOB NOT NULL,
            passage INTEGER NOT NULL,
            check_sum INTEGER NOT NULL,
            vector BLOB NOT NULL,
            UNIQUE (text_key, model)
        );
        INSERT INTO vector (model, text_key, passage, check_sum, vector)
            SELECT model, text_key, passage, check_sum, vector FROM embedding;
        DROP TABLE embedding;
        ALTER TABLE vector RENAME TO embedding;
        ALTER TABLE correction ADD COLUMN check_sum INTEGER;
        """,
    ),
)


PAGE_SIZE = "PRAGMA page_size = 8192"  # heeded by a database that is still empty
PRAGMAS = (
    "PRAGMA busy_timeout = 60000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",  # a removed report leaves no text behind
    "PRAGMA cell_size_check = ON",
)
COUNT_CHANGE = (
    "INSERT INTO meta VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open database to the newest schema, one migration a transaction.

    Raises:
        RecipeMismatch: if the database was written by a newer version of the program.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) WITHOUT ROWID")
    done = {name for (name,) in connection.execute("SELECT name FROM migration")}
    unknown = sorted(done - {name for name, _ in MIGRATIONS})
    if unknown:
        raise RecipeMismatch(
            Words("這個資料庫由較新版本的程式建立。", "This archive was written by a newer version of the program."),
            Words("請更新程式。", "Update the program."),
            unknown[-1],
        )
    for name, script in MIGRATIONS:
        if name not in done:
            _apply(connection, name, script)


def _apply(connection: sqlite3.Connection, name: str, script: str) -> None:
    """Apply one migration, unless another process has meanwhile."""
    with transaction(connection):
        if connection.execute("SELECT 1 FROM migration WHERE name = ?", (name,)).fetchone() is None:
            for statement in script.split(";"):
                connection.execute(statement)
            connection.execute("INSERT INTO migration VALUES (?)", (name,))
            failpoint(f"migration-{name[:4]}-before-commit")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether every migration, and no other, has been applied."""
    table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone()
    if table is None:
        return False
    return {name for (name,) in connection.execute("SELECT name FROM migration")} == {name for name, _ in MIGRATIONS}
