"""The one source of truth: reports, passages, events and vectors in SQLite.

Every row that a reader relies on carries a checksum, so damage is named, never shown as a result.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

import msgspec

from index.database import Database, damaged, translated
from index.failpoint import failpoint
from index.passage_table import PassageTable, put_passages
from index.query import Correction, Failure, ReportEntry
from index.rows import ReportRows, event_row, keys_of, section_rows
from index.schema import COUNT_CHANGE
from index.tokens import terms_recipe
from index.vector_table import VectorTable
from ingest import Event, Report
from ingest.errors import NoArchive, Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from index.passage_table import NewPassage

FILE = "catalogue.sqlite"
_HAS_VECTORS = "SELECT 1 FROM passage p JOIN embedding e ON e.text_key = p.text_key WHERE p.report = ? LIMIT 1"
_T = TypeVar("_T")


class Catalogue:
    """An open catalogue. Threads may share it.

    Raises:
        NoArchive: if there is none and ``create`` is false.
        DamagedArchive: if the file is not a sound SQLite database.
        StorageFailed: if the disk is full or refuses.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.path = folder / FILE
        if create:
            with translated(self.path):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.path.touch(mode=0o600)
        elif not self.path.is_file() or self._is_blank():
            raise NoArchive(
                Words("這裡還沒有資料庫。", "There is no archive here yet."),
                Words("請先執行 yida build。", "Run yida build first."),
                str(folder),
            )
        self._db = Database(self.path)
        self.passages, self.vectors = PassageTable(self._db), VectorTable(self._db)

    def _is_blank(self) -> bool:
        """Whether the file was made and nothing written to it yet.

        Raises:
            DamagedArchive: if something had been written.
        """
        log = self.path.with_name(f"{FILE}-wal")
        if self.path.stat().st_size or (log.is_file() and log.stat().st_size):
            return False
        if (self.path.parent / "derived").exists():
            raise damaged(self.path, "0 bytes")
        return True

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    # settings and derived files

    def generation(self) -> int:
        """Number that grows with every change of reports, events or corrections."""
        return self._count("generation")

    def vector_generation(self) -> int:
        """Number that grows whenever another set of passages has vectors."""
        return self._count("vectors")

    def _count(self, key: str) -> int:
        value = self.meta(key) or "0"
        if not value.isdecimal():
            raise damaged(self.path, f"{key} {value!r}")
        return int(value)

    def meta(self, key: str) -> str | None:
        """A recorded setting, or None."""
        rows = self._db.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Record a setting."""
        self._db.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def derived(self, kind: str) -> tuple[str, str, str] | None:
        """File name, SHA-256 and stamp of the current derived file of that kind."""
        rows = self._db.rows("SELECT file, sha256, stamp FROM derived WHERE kind = ?", (kind,))
        return rows[0] if rows else None

    def derived_files(self) -> frozenset[str]:
        """Names of all current derived files."""
        return frozenset(name for (name,) in self._db.rows("SELECT file FROM derived"))

    def set_derived(self, kind: str, file: str, digest: str, stamp: str) -> None:
        """Make ``file`` the current derived file of that kind."""
        self._db.rows("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)", (kind, file, digest, stamp))

    # reports and events

    def put(
        self, report: Report, events: Sequence[Event], entry: ReportEntry, new: Sequence[NewPassage], reader: str
    ) -> None:
        """Store a report whole, in place of the one with its id, in one transaction."""
        with self._db.change("report", "generation") as connection:
            keys = _forget(connection, report.id)
            number = _put_report(connection, report, entry, reader)
            failpoint("report-row")
            put_passages(connection, number, new, terms_recipe())
            failpoint("report-passages")
            _drop_orphans(connection, keys or ())
            if keys is not None or connection.execute(_HAS_VECTORS, (number,)).fetchone():
                connection.execute(COUNT_CHANGE, ("vectors",))
            for position, one in enumerate(events):
                body = msgspec.json.encode(one)
                _, key, first, last = event_row(position, one)
                row = (key, number, position, first, last, body, zlib.crc32(body))
                connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("DELETE FROM failure WHERE path = ?", (report.path,))

    def remove(self, report_id: str) -> bool:
        """Remove a report with all that came of it; False if there is none of that id."""
        with self._db.change("remove", "generation") as connection:
            keys = _forget(connection, report_id)
            _drop_orphans(connection, keys or ())
            connection.execute(COUNT_CHANGE, ("vectors",))
        return keys is not None

    def entries(self) -> tuple[ReportEntry, ...]:
        """All reports, by path."""
        rows = self._db.rows("SELECT entry FROM report ORDER BY path, id")
        return tuple(self._decode(entry, ReportEntry, "report") for (entry,) in rows)

    def entry(self, report_id: str) -> ReportEntry:
        """How a report is listed. It must be there."""
        ((entry,),) = self._db.rows("SELECT entry FROM report WHERE id = ?", (report_id,))
        return self._decode(entry, ReportEntry, report_id)

    def hashes(self) -> Mapping[str, tuple[str, str]]:
        """SHA-256 and reader of each report, by its id."""
        return {key: (digest, reader) for key, digest, reader in self._db.rows("SELECT id, sha256, reader FROM report")}

    def report(self, report_id: str) -> Report | None:
        """A report, or None.

        Raises:
            DamagedArchive: if what is stored is not what was written.
        """
        rows = self._db.rows("SELECT entry, body, digest FROM report WHERE id = ?", (report_id,))
        if not rows:
            return None
        entry, packed, digest = rows[0]
        try:
            body = zlib.decompress(packed)
        except zlib.error as error:
            raise damaged(self.path, f"report {report_id}") from error
        if sha256(entry + body).digest() != digest:
            raise damaged(self.path, f"report {report_id}")
        return self._decode(body, Report, report_id)

    def _decode(self, data: bytes, kind: type[_T], name: str) -> _T:
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise damaged(self.path, f"{name}: {error}") from error

    def events(self) -> tuple[Event, ...]:
        """All events as extracted, in order of date, then report and place; undated ones last."""
        rows = self._db.rows(
            "SELECT event.id, event.body, event.check_sum FROM event JOIN report ON report.number = event.report "
            "ORDER BY event.first IS NULL, event.first, event.last, report.path, event.position"
        )
        return tuple(self._event(*row) for row in rows)

    def corrections(self) -> tuple[Correction, ...]:
        """Users' corrections, oldest first."""
        rows = self._db.rows("SELECT event_id, field, value, made, check_sum FROM correction ORDER BY number")
        for *parts, check in rows:
            if check is not None and _check(*parts) != check:
                raise damaged(self.path, f"correction of {parts[0]}")
        return tuple(Correction(*parts) for *parts, _ in rows)

    def correct(self, event_id: str, field: str, value: str) -> None:
        """Record a correction, in place of an earlier one of the same field."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.change("correct", "generation") as connection:
            connection.execute("DELETE FROM correction WHERE event_id = ? AND field = ?", (event_id, field))
            connection.execute(
                "INSERT INTO correction (event_id, field, value, made, check_sum) VALUES (?, ?, ?, ?, ?)",
                (event_id, field, value, made, _check(event_id, field, value, made)),
            )

    def set_failures(self, failures: Sequence[Failure], gone: Sequence[str] = ()) -> None:
        """Record files that a build could not read, and forget those of them that are ``gone``, read or removed."""
        with self._db.change("failures") as connection:
            connection.executemany("DELETE FROM failure WHERE path = ?", ((path,) for path in gone))
            rows = ((one.path, one.zh, one.en) for one in failures)
            connection.executemany("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", rows)

    def failures(self) -> tuple[Failure, ...]:
        """Files that builds could not read, by path."""
        rows = self._db.rows("SELECT path, message_zh, message_en FROM failure ORDER BY path")
        return tuple(Failure(*row) for row in rows)

    # checking

    def problems(self) -> tuple[str, ...]:
        """What SQLite's own checks say is wrong; empty when all is well."""
        found = [row[0] for row in self._db.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        orphans = self._db.rows("PRAGMA foreign_key_check")
        found += [f"{table} row {row} has no {parent}" for table, row, parent, _ in orphans]
        return tuple(found)

    def rows_of(self, report_id: str) -> ReportRows:
        """All that is stored of a report beside itself."""
        inside = "(SELECT number FROM report WHERE id = ?)"
        (keys,) = self._db.rows(
            "SELECT path, sha256, title, city_key, bureau_key, first, last FROM report WHERE id = ?", (report_id,)
        )
        return ReportRows(
            keys,
            *(
                tuple(self._db.rows(statement, (report_id,)))
                for statement in (
                    f"SELECT position, number, path, path_key FROM section WHERE report = {inside} ORDER BY position",
                    "SELECT position, section, page, start, stop, text, context FROM passage "
                    f"WHERE report = {inside} ORDER BY position",
                    "SELECT p.position, d.first, d.last FROM passage_day d JOIN passage p ON p.number = d.passage "
                    f"WHERE p.report = {inside} ORDER BY p.position, d.first, d.last",
                    f"SELECT position, id, first, last FROM event WHERE report = {inside} ORDER BY position",
                )
            ),
        )

    def events_of(self, report_id: str) -> tuple[Event, ...]:
        """Events of a report as extracted, in order of place."""
        rows = self._db.rows(
            "SELECT id, body, check_sum FROM event WHERE report = (SELECT number FROM report WHERE id = ?) "
            "ORDER BY position",
            (report_id,),
        )
        return tuple(self._event(*row) for row in rows)

    def _event(self, key: str, body: bytes, check: int) -> Event:
        if zlib.crc32(body) != check:
            raise damaged(self.path, f"event {key}")
        return self._decode(body, Event, f"event {key}")


def _forget(connection: sqlite3.Connection, report_id: str) -> tuple[bytes, ...] | None:
    """Delete a report; the keys of its passages, or None if there was none."""
    rows = connection.execute("SELECT number FROM report WHERE id = ?", (report_id,)).fetchall()
    if not rows:
        return None
    keys = connection.execute("SELECT DISTINCT text_key FROM passage WHERE report = ?", rows[0]).fetchall()
    connection.execute("DELETE FROM report WHERE number = ?", rows[0])
    return tuple(key for (key,) in keys)


def _drop_orphans(connection: sqlite3.Connection, keys: Sequence[bytes]) -> None:
    """Delete the vectors under those keys that no passage has any more."""
    connection.executemany(
        "DELETE FROM embedding WHERE passage AND text_key = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM passage WHERE text_key = ?1)",
        ((key,) for key in keys),
    )


def _check(*parts: str) -> int:
    return zlib.crc32("\n".join(parts).encode("utf-8", "surrogatepass"))


def _put_report(connection: sqlite3.Connection, report: Report, entry: ReportEntry, reader: str) -> int:
    body, listed = msgspec.json.encode(report), msgspec.json.encode(entry)
    path, digest, *keys = keys_of(report)
    row = (report.id, path, digest, reader, *keys)
    number = connection.execute(
        "INSERT INTO report (id, path, sha256, reader, title, city_key, bureau_key, first, last, entry, body, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, listed, zlib.compress(body, 1), sha256(listed + body).digest()),
    ).lastrowid
    assert number is not None  # an INSERT always has one
    sections = ((number, *one) for one in section_rows(report))
    connection.executemany("INSERT INTO section VALUES (?, ?, ?, ?, ?)", sections)
    return number
