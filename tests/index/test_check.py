"""Damage is noticed: in derived files and healed, in the database and named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from index_samples import HashEmbedder

from index import Archive, SearchQuery
from index.build import refresh
from ingest.errors import YidaError

QUESTIONS = ("海洋保育", "備忘錄", "公文 簽核")


@pytest.fixture(scope="module")
def whole(tmp_path_factory, report, events) -> Path:
    path = tmp_path_factory.mktemp("check") / "whole"
    with Archive.open(path, create=True, embedder=HashEmbedder(dim=32)) as archive:
        archive.add(report, events)
        archive.correct(events[0].id, "title", '"新標題"')
        refresh(archive)
    return path


@pytest.fixture
def copy(whole, tmp_path) -> Path:
    shutil.copytree(whole, tmp_path / "copy")
    return tmp_path / "copy"


def opened(path: Path) -> Archive:
    return Archive.open(path, embedder=HashEmbedder(dim=32))


def state(archive: Archive) -> tuple:
    hits = [[(hit, round(hit.score, 4)) for hit in archive.search(SearchQuery(text))] for text in QUESTIONS]
    filtered = archive.search(SearchQuery("訪團", section="1", bureau="研考"))
    return archive.reports(), archive.events(), [[(a.passage_id, a.text, s) for a, s in one] for one in hits], filtered


def derived(path: Path) -> list[Path]:
    return sorted((path / "derived").iterdir())


def damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
        return
    if how.endswith("%"):
        content = content[: len(content) * int(how[:-1]) // 100]
    else:
        content[int(how) % len(content)] ^= 0x10
    path.write_bytes(content)


HOWS = ["gone", "0%", "1%", "50%", "99%", *(str(at) for at in range(0, 40_000, 4999))]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("how", HOWS)
def test_damaged_derived_file_changes_no_answer(whole, copy, which, how) -> None:
    damage(derived(copy)[which], how)
    with opened(whole) as good, opened(copy) as archive:
        assert state(archive) == state(good)
        assert archive.check() == ()  # the search has healed it


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("how", HOWS[::3])
def test_check_heals_a_damaged_derived_file(whole, copy, which, how) -> None:
    name = derived(copy)[which].name
    damage(derived(copy)[which], how)
    with opened(copy) as archive:
        (finding,) = archive.check()
        assert finding.healed
        assert name.rpartition("-")[0] in finding.zh
        assert archive.check() == ()
    assert [path.name for path in derived(copy)] == [path.name for path in derived(whole)]


def test_check_without_healing_only_tells(copy) -> None:
    damage(derived(copy)[0], "7")
    with opened(copy) as archive:
        assert not archive.check(heal=False)[0].healed
        assert len(archive.check(heal=False)) == 1


def names_damage(path: Path) -> bool:
    """Whether opening or checking an archive says that something is wrong."""
    try:
        with opened(path) as archive:
            return any(not finding.healed for finding in archive.check())
    except YidaError:
        return True


@pytest.mark.parametrize("seed", range(60))
def test_damage_of_the_database_is_named(whole, copy, seed) -> None:
    """A flipped byte is named by the check, or was of nothing that is read."""
    at = random.Random(seed).randrange((copy / "catalogue.sqlite").stat().st_size)
    damage(copy / "catalogue.sqlite", str(at))
    if not names_damage(copy):
        with opened(whole) as good, opened(copy) as archive:
            assert state(archive) == state(good)


@pytest.mark.parametrize("how", ["0%", "1%", "50%", "99%"])
def test_truncated_database_is_named(copy, how) -> None:
    damage(copy / "catalogue.sqlite", how)
    assert names_damage(copy)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passage SET text = replace(text, '帛琉', '諾魯')",
        "UPDATE passage SET page = 2 WHERE position = 1",
        "UPDATE passage SET start = start + 1 WHERE position = 1",
        "UPDATE passage SET context = '別的標題'",
        "UPDATE passage_day SET first = '1999-01-01'",
        "DELETE FROM passage_day",
        "DELETE FROM passage WHERE position = 2",
        "UPDATE section SET path_key = 'x' WHERE position = 0",
        "UPDATE section SET number = '9'",
        "DELETE FROM section WHERE position = 3",
        "UPDATE report SET city_key = 'x'",
        "UPDATE report SET last = '2030-01-01'",
        "UPDATE report SET title = 'x'",
        "UPDATE report SET entry = CAST(replace(CAST(entry AS TEXT), '南海', '北海') AS BLOB)",
        "DELETE FROM event WHERE position = 1",
        "UPDATE event SET first = NULL",
        "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '馬拉卡', '馬拉松') AS BLOB)",
        "UPDATE correction SET value = '\"別的\"'",
        "UPDATE meta SET value = 'many' WHERE key = 'generation'",
        "UPDATE embedding SET vector = zeroblob(length(vector))",
        "DELETE FROM embedding",
    ],
)
def test_check_names_a_changed_row(copy, change) -> None:
    connection = sqlite3.connect(copy / "catalogue.sqlite")
    assert connection.execute(change).rowcount > 0
    connection.commit()
    connection.close()
    assert names_damage(copy)


def test_build_makes_damaged_vectors_again(whole, copy) -> None:
    connection = sqlite3.connect(copy / "catalogue.sqlite")
    connection.execute("UPDATE embedding SET vector = zeroblob(length(vector)) WHERE number = 2")
    connection.commit()
    connection.close()
    with opened(whole) as good, opened(copy) as archive:
        assert refresh(archive) == 1
        assert archive.check() == ()
        assert state(archive) == state(good)
