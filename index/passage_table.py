"""Passages in the catalogue: stored with their report, read by number, chosen by filters."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from index.database import chunks, damaged, iso, translated
from index.tokens import TERMS
from ingest import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Any

    from numpy.typing import NDArray

    from index.database import Database
    from index.query import SearchQuery

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ROW = (
    "SELECT p.number, r.id, r.title, r.path, p.position, p.section, s.path, p.page, p.start, p.stop, p.text, "
    "p.context, p.text_key FROM passage p JOIN report r ON r.number = p.report "
    "LEFT JOIN section s ON s.report = p.report AND s.position = p.section "
)


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


class PassageTable:
    """The passages of an open catalogue. Threads may share it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def numbers(self) -> NDArray[np.int64]:
        """Numbers of all passages, ascending."""
        return np.array([n for (n,) in self._db.rows("SELECT number FROM passage ORDER BY number")], np.int64)

    def terms(self, recipe: str, after: int = 0) -> Iterator[tuple[int, NDArray[Any] | None, str]]:
        """Number, terms (None where they are of another recipe or damaged) and text, by number above ``after``."""
        with translated(self._db.path):
            for number, made, terms, check, context, text in self._db.connection.execute(
                "SELECT number, terms_recipe, terms, terms_sum, context, text FROM passage "
                "WHERE number > ? ORDER BY number",
                (after,),
            ):
                sound = made == recipe and zlib.crc32(terms) == check
                yield number, np.frombuffer(terms, TERMS) if sound else None, f"{context}\n{text}"

    def rows(self, numbers: Sequence[int]) -> dict[int, PassageRow]:
        """Passages by number.

        Raises:
            DamagedArchive: if the text of one is not what was written.
        """
        found = {}
        for chunk in chunks(numbers):
            for row in self._db.rows(f"{_ROW}WHERE p.number IN ({','.join('?' * len(chunk))})", chunk):
                number, key, title, path, position, section, where, page, start, stop, text, context, name = row
                if text_key(context, text) != name:
                    raise damaged(self._db.path, f"passage {key}-p{position}")
                trail = tuple(where.split("\n")) if where else ()
                found[number] = PassageRow(number, key, title, path, position, section, trail, page, start, stop, text)
        return found

    def select(self, query: SearchQuery) -> NDArray[np.int64] | None:
        """Numbers of the passages that pass the filters of ``query``, ascending; None if it has none."""
        where, values = _conditions(query)
        if not where:
            return None
        # Reports first, then their passages' numbers from the index alone: the rows of passages are wide.
        sections = "JOIN section s ON s.report = p.report AND s.position = p.section " if query.section else ""
        rows = self._db.rows(
            "SELECT p.number FROM report r CROSS JOIN passage p ON p.report = r.number "
            f"{sections}WHERE {' AND '.join(where)}",
            values,
        )
        return np.sort(np.fromiter((number for (number,) in rows), np.int64, len(rows)))

    def places_of(self, report_id: str) -> list[tuple[int, int, int]]:
        """Number, start and end of each passage of a report."""
        return self._db.rows(
            "SELECT p.number, p.start, p.stop FROM passage p JOIN report r ON r.number = p.report WHERE r.id = ?",
            (report_id,),
        )


def put_passages(connection: sqlite3.Connection, report: int, new: Sequence[NewPassage], recipe: str) -> None:
    """Store the passages of a report, within a transaction."""
    for one in new:
        key, check = text_key(one.context, one.text), zlib.crc32(one.terms)
        row = (report, one.position, one.section, one.page, one.start, one.end, one.text, one.context, key)
        number = connection.execute(
            "INSERT INTO passage (report, position, section, page, start, stop, text, context, text_key, "
            "terms_recipe, terms, terms_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, recipe, one.terms, check),
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
        where.append("p.number IN (SELECT passage FROM passage_day WHERE last >= ? AND first <= ?)")
        values += (iso(query.first) or "0", iso(query.last) or "9999-12-31")
    if query.period_first or query.period_last:
        where.append("r.last >= ? AND r.first <= ?")
        values += (iso(query.period_first) or "0", iso(query.period_last) or "9999-12-31")
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
