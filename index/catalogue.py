"""The one source of truth: reports, passages, events and vectors in SQLite.

Every row that a reader relies on carries a checksum, so damage is named, never shown as a result.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

import msgspec
import numpy as np

from index.database import Database, damaged, translated
from index.failpoint import failpoint
from index.query import Correction, ReportEntry
from index.tokens import RECIPE as TERMS_RECIPE
from index.tokens import TERMS
from ingest import Event, Report, fold
from ingest.errors import NoArchive, Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from index.query import SearchQuery

FILE = "catalogue.sqlite"
_CHUNK = 500  # values bound in one statement; SQLite's own limit was 999 for long
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as stored, with what its report adds to it."""

    number: int
    report_id: str
    title: str
    path: str
    position: int
    section: int | None
    section_path: tuple[str, ...]
    page: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage to be stored: its place, the context it is indexed with, its terms and days."""

    position: int
    section: int | None
    page: int
    start: int
    end: int
    text: str
    context: str
    terms: bytes
    days: tuple[tuple[date, date], ...]


def text_key(context: str, text: str) -> bytes:
    """Name of what is embedded for a passage: equal for equal context and text."""
    return sha256(f"{context}\n{text}".encode("utf-8", "surrogatepass")).digest()[:16]


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
        elif not self.path.is_file():
            raise NoArchive(
                Words("這裡還沒有資料庫。", "There is no archive here yet."),
                Words("請先執行 yida build。", "Run yida build first."),
                str(folder),
            )
        self._db = Database(self.path)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    # settings and derived files

    def generation(self) -> int:
        """Number that grows with every change of reports, events or corrections."""
        return int(self.meta("generation") or 0)

    def vector_generation(self) -> int:
        """Number that grows whenever passages' vectors are stored or dropped."""
        return int(self.meta("vectors") or 0)

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
            connection.execute("DELETE FROM report WHERE id = ?", (report.id,))
            number = _put_report(connection, report, entry, reader)
            failpoint("report-row")
            _put_passages(connection, number, new)
            failpoint("report-passages")
            for position, one in enumerate(events):
                body = msgspec.json.encode(one)
                first, last = (one.when.first, one.when.last) if one.when else (None, None)
                row = (one.id, number, position, _iso(first), _iso(last), body, zlib.crc32(body))
                connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("DELETE FROM failure WHERE path = ?", (report.path,))

    def remove(self, report_id: str) -> bool:
        """Remove a report with all that came of it; False if there is none of that id."""
        with self._db.change("remove", "generation") as connection:
            removed = connection.execute("DELETE FROM report WHERE id = ?", (report_id,)).rowcount > 0
            connection.execute("DELETE FROM embedding WHERE passage AND text_key NOT IN (SELECT text_key FROM passage)")
        return removed

    def entries(self) -> tuple[ReportEntry, ...]:
        """All reports, by path."""
        rows = self._db.rows("SELECT entry FROM report ORDER BY path, id")
        return tuple(self._decode(entry, ReportEntry, "report") for (entry,) in rows)

    def entry(self, report_id: str) -> ReportEntry:
        """How a report is listed. It must be there."""
        return self._decode(self._db.rows("SELECT entry FROM report WHERE id = ?", (report_id,))[0][0], ReportEntry, report_id)

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
        found = []
        for key, body, check in self._db.rows(
            "SELECT event.id, event.body, event.check_sum FROM event JOIN report ON report.number = event.report "
            "ORDER BY event.first IS NULL, event.first, event.last, report.path, event.position"
        ):
            if zlib.crc32(body) != check:
                raise damaged(self.path, f"event {key}")
            found.append(self._decode(body, Event, f"event {key}"))
        return tuple(found)

    def corrections(self) -> tuple[Correction, ...]:
        """Users' corrections, oldest first."""
        rows = self._db.rows("SELECT event_id, field, value, made FROM correction ORDER BY number")
        return tuple(Correction(*row) for row in rows)

    def correct(self, event_id: str, field: str, value: str) -> None:
        """Record a correction, in place of an earlier one of the same field."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.change("correct", "generation") as connection:
            connection.execute("DELETE FROM correction WHERE event_id = ? AND field = ?", (event_id, field))
            connection.execute(
                "INSERT INTO correction (event_id, field, value, made) VALUES (?, ?, ?, ?)",
                (event_id, field, value, made),
            )

    def set_failures(self, failures: Mapping[str, tuple[str, str]]) -> None:
        """Record the files that a build could not read, in place of those recorded before."""
        with self._db.change("failures") as connection:
            connection.execute("DELETE FROM failure")
            connection.executemany("INSERT INTO failure VALUES (?, ?, ?)", ((k, *v) for k, v in failures.items()))

    def failures(self) -> Mapping[str, tuple[str, str]]:
        """Files that the last build could not read, each with the reason in Chinese and English."""
        return {path: (zh, en) for path, zh, en in self._db.rows("SELECT * FROM failure ORDER BY path")}

    # passages

    def passage_numbers(self) -> NDArray[np.int64]:
        """Numbers of all passages, ascending."""
        return np.array([n for (n,) in self._db.rows("SELECT number FROM passage ORDER BY number")], np.int64)

    def passage_terms(self, after: int = 0) -> Iterator[tuple[int, NDArray[Any] | None, str]]:
        """Number, terms (None where they are of another recipe or damaged) and text, by number."""
        with translated(self.path):
            for number, recipe, terms, check, context, text in self._db.connection.execute(
                "SELECT number, terms_recipe, terms, terms_sum, context, text FROM passage WHERE number > ? ORDER BY number",
                (after,),
            ):
                sound = recipe == TERMS_RECIPE and zlib.crc32(terms) == check
                yield number, np.frombuffer(terms, TERMS) if sound else None, f"{context}\n{text}"

    def passages(self, numbers: Sequence[int]) -> dict[int, PassageRow]:
        """Passages by number.

        Raises:
            DamagedArchive: if the text of one is not what was written.
        """
        found = {}
        for chunk in _chunks(numbers):
            for number, key, title, path, position, section, where, page, start, stop, text, context, name in self._db.rows(
                "SELECT p.number, r.id, r.title, r.path, p.position, p.section, s.path, p.page, p.start, p.stop, p.text, "
                "p.context, p.text_key FROM passage p JOIN report r ON r.number = p.report "
                "LEFT JOIN section s ON s.report = p.report AND s.position = p.section "
                f"WHERE p.number IN ({','.join('?' * len(chunk))})",
                chunk,
            ):
                if text_key(context, text) != name:
                    raise damaged(self.path, f"passage {key}-p{position}")
                trail = tuple(where.split("\n")) if where else ()
                found[number] = PassageRow(number, key, title, path, position, section, trail, page, start, stop, text)
        return found

    def select_passages(self, query: SearchQuery) -> NDArray[np.int64] | None:
        """Numbers of the passages that pass the filters of ``query``, ascending; None if it has none."""
        where, values = _conditions(query)
        if not where:
            return None
        rows = self._db.rows(
            "SELECT p.number FROM passage p JOIN report r ON r.number = p.report "
            "LEFT JOIN section s ON s.report = p.report AND s.position = p.section "
            f"WHERE {' AND '.join(where)} ORDER BY p.number",
            values,
        )
        return np.array([number for (number,) in rows], np.int64)

    # vectors

    def missing_vectors(self, model: str) -> list[tuple[bytes, str, str]]:
        """Key, context and text of every distinct passage that has no vectors of that model."""
        return self._db.rows(
            "SELECT p.text_key, p.context, p.text FROM passage p WHERE NOT EXISTS "
            "(SELECT 1 FROM embedding e WHERE e.model = ? AND e.text_key = p.text_key) "
            "GROUP BY p.text_key ORDER BY min(p.number)",
            (model,),
        )

    def put_vectors(
        self, model: str, keys: Sequence[bytes], vectors: Sequence[NDArray[np.float32]], *, passages: bool = True
    ) -> None:
        """Store the vectors of each key, an array of (windows, dim) or (dim,), in one transaction."""
        with self._db.change("vectors", "vectors" if passages else None) as connection:
            for key, vector in zip(keys, vectors, strict=True):
                blob = vector.astype("<f4").tobytes()
                connection.execute(
                    "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?, ?, ?)",
                    (model, key, passages, zlib.crc32(blob), blob),
                )

    def vectors_of(self, model: str, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Stored vectors of those keys; damaged ones are left out."""
        found = {}
        for chunk in _chunks(keys):
            marks = ",".join("?" * len(chunk))
            for key, check, blob in self._db.rows(
                f"SELECT text_key, check_sum, vector FROM embedding WHERE model = ? AND text_key IN ({marks})",
                (model, *chunk),
            ):
                if zlib.crc32(blob) == check:
                    found[key] = np.frombuffer(blob, "<f4")
        return found

    def passage_vectors(self, model: str, dim: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Number and vectors, (windows, dim), of every passage that has sound ones of that model, by number."""
        with translated(self.path):
            for number, check, blob in self._db.connection.execute(
                "SELECT p.number, e.check_sum, e.vector FROM passage p "
                "JOIN embedding e ON e.model = ? AND e.text_key = p.text_key ORDER BY p.number",
                (model,),
            ):
                if zlib.crc32(blob) == check:
                    yield number, np.frombuffer(blob, "<f4").reshape(-1, dim)

    def vector_count(self, model: str, dim: int) -> int:
        """Number of windows that ``passage_vectors`` gives, at most."""
        rows = self._db.rows(
            "SELECT coalesce(sum(length(e.vector)), 0) FROM passage p "
            "JOIN embedding e ON e.model = ? AND e.text_key = p.text_key",
            (model,),
        )
        return int(rows[0][0]) // (4 * dim)

    def drop_other_vectors(self, model: str, name: str) -> None:
        """Forget the vectors that are not of ``model`` (passages) or of terms by the model ``name``."""
        keep = (model, f"terms:{name}")
        if self._db.rows("SELECT 1 FROM embedding WHERE model NOT IN (?, ?) LIMIT 1", keep):
            with self._db.change("drop-vectors", "vectors") as connection:
                connection.execute("DELETE FROM embedding WHERE model NOT IN (?, ?)", keep)

    def damaged_vectors(self, model: str, *, drop: bool = False) -> int:
        """Number of vectors of that model whose checksum is wrong; they are forgotten if ``drop``."""
        with translated(self.path):
            rows = self._db.connection.execute("SELECT text_key, check_sum, vector FROM embedding WHERE model = ?", (model,))
            broken = [(model, key) for key, check, blob in rows if zlib.crc32(blob) != check]
        if broken and drop:
            with self._db.change("drop-vectors", "vectors") as connection:
                connection.executemany("DELETE FROM embedding WHERE model = ? AND text_key = ?", broken)
        return len(broken)

    # checking

    def problems(self) -> tuple[str, ...]:
        """What SQLite's own checks say is wrong; empty when all is well."""
        found = [row[0] for row in self._db.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        found += [f"{table} row {row} has no {parent}" for table, row, parent, _ in self._db.rows("PRAGMA foreign_key_check")]
        return tuple(found)

    def report_rows(self) -> list[tuple[str, int, int, int]]:
        """Id, and the numbers of sections, passages and events stored, of each report."""
        return self._db.rows(
            "SELECT id, (SELECT count(*) FROM section s WHERE s.report = r.number), "
            "(SELECT count(*) FROM passage p WHERE p.report = r.number), "
            "(SELECT count(*) FROM event WHERE report = r.number) FROM report r ORDER BY path"
        )

    def passages_of(self, report_id: str) -> list[tuple[int, int, int]]:
        """Number, start and end of each passage of a report."""
        return self._db.rows(
            "SELECT p.number, p.start, p.stop FROM passage p JOIN report r ON r.number = p.report WHERE r.id = ?",
            (report_id,),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _chunks(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for at in range(0, len(values), _CHUNK):
        yield values[at : at + _CHUNK]


def _put_report(connection: sqlite3.Connection, report: Report, entry: ReportEntry, reader: str) -> int:
    body, listed, who = msgspec.json.encode(report), msgspec.json.encode(entry), report.identity
    first, last = who.period_start or who.report_date, who.period_end or who.report_date
    row = (report.id, report.path, report.sha256, reader, who.title, fold(f"{who.city or ''} {who.city_short or ''}"))
    row += (fold(who.bureau or who.title), _iso(first), _iso(last))
    number = connection.execute(
        "INSERT INTO report (id, path, sha256, reader, title, city_key, bureau_key, first, last, entry, body, digest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, listed, zlib.compress(body, 1), sha256(listed + body).digest()),
    ).lastrowid
    assert number is not None  # an INSERT always has one
    for section in report.sections:
        path = "\n".join(report.section_path(section.index))
        connection.execute(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?)",
            (number, section.index, report.section_number(section.index), path, fold(path)),
        )
    return number


def _put_passages(connection: sqlite3.Connection, report: int, new: Sequence[NewPassage]) -> None:
    for one in new:
        key, check = text_key(one.context, one.text), zlib.crc32(one.terms)
        row = (report, one.position, one.section, one.page, one.start, one.end, one.text, one.context, key)
        number = connection.execute(
            "INSERT INTO passage (report, position, section, page, start, stop, text, context, text_key, "
            "terms_recipe, terms, terms_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, TERMS_RECIPE, one.terms, check),
        ).lastrowid
        days = ((number, first.isoformat(), last.isoformat()) for first, last in one.days)
        connection.executemany("INSERT INTO passage_day VALUES (?, ?, ?)", days)


def _conditions(query: SearchQuery) -> tuple[list[str], list[str]]:
    """SQL for the filters of a query, over passages ``p``, reports ``r`` and sections ``s``."""
    where: list[str] = []
    values: list[str] = []
    if query.reports:
        where.append(f"r.id IN ({','.join('?' * len(query.reports))})")
        values += query.reports
    if query.first or query.last:
        where.append("EXISTS (SELECT 1 FROM passage_day d WHERE d.passage = p.number AND d.last >= ? AND d.first <= ?)")
        values += (_iso(query.first) or "0", _iso(query.last) or "9999-12-31")
    if query.period_first or query.period_last:
        where.append("r.last >= ? AND r.first <= ?")
        values += (_iso(query.period_first) or "0", _iso(query.period_last) or "9999-12-31")
    if query.section and _NUMBER.fullmatch(query.section):
        where.append("(s.number = ? OR substr(s.number, 1, ?) = ?)")
        values += (query.section, str(len(query.section) + 1), f"{query.section}.")
    elif query.section:
        where.append("instr(s.path_key, ?) > 0")
        values.append(fold(query.section))
    for column, words in (("r.bureau_key", query.bureau), ("r.city_key", query.city)):
        if words:
            where.append(f"instr({column}, ?) > 0")
            values.append(fold(words))
    return where, values
