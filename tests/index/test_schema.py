from __future__ import annotations

import sqlite3

import pytest

from index import Archive
from index.catalogue import FILE
from index.schema import MIGRATIONS, is_current, migrate
from ingest.errors import DamagedArchive, NoArchive, RecipeMismatch


def connect(path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def shape(connection: sqlite3.Connection) -> set[tuple]:
    plain = "SELECT type, name, replace(sql, '\"', '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    return set(connection.execute(plain))


@pytest.mark.parametrize("done", range(len(MIGRATIONS) + 1))
def test_migrations_bring_every_earlier_schema_up(tmp_path, monkeypatch, done) -> None:
    old, new = connect(tmp_path / "old"), connect(tmp_path / "new")
    monkeypatch.setattr("index.schema.MIGRATIONS", MIGRATIONS[:done])
    migrate(old)
    monkeypatch.undo()
    migrate(old)
    migrate(old)
    migrate(new)
    assert is_current(old)
    assert shape(old) == shape(new)


def test_vectors_survive_their_move_into_rows(tmp_path, monkeypatch) -> None:
    connection = connect(tmp_path / "old")
    monkeypatch.setattr("index.schema.MIGRATIONS", MIGRATIONS[:3])
    migrate(connection)
    connection.execute("INSERT INTO embedding VALUES ('m', x'01', 1, 7, x'0203')")
    monkeypatch.undo()
    migrate(connection)
    rows = connection.execute("SELECT model, text_key, passage, check_sum, vector FROM embedding").fetchall()
    assert rows == [("m", b"\x01", 1, 7, b"\x02\x03")]


def test_a_newer_schema_is_refused(tmp_path) -> None:
    Archive.open(tmp_path, create=True).close()
    connection = connect(tmp_path / FILE)
    connection.execute("INSERT INTO migration VALUES ('9999-from-the-future')")
    connection.close()
    with pytest.raises(RecipeMismatch) as caught:
        Archive.open(tmp_path)
    assert "9999" in str(caught.value)


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_another_file_is_named_as_damaged(tmp_path, content) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(DamagedArchive) as caught:
        Archive.open(tmp_path)
    assert "yida check" in str(caught.value)


def test_a_file_made_but_never_written_is_no_archive(tmp_path) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(NoArchive):
        Archive.open(tmp_path)
