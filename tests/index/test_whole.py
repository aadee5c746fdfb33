from __future__ import annotations

import pytest

from index.whole import SUMS, is_whole, publish


def write(folder) -> None:
    (folder / "part").mkdir()
    (folder / "part" / "a.txt").write_text("甲")
    (folder / "b.bin").write_bytes(bytes(1000))


@pytest.fixture
def folder(tmp_path):
    publish(tmp_path / "made", write)
    return tmp_path / "made"


def test_published_folder_is_whole(folder) -> None:
    assert is_whole(folder, deep=True)
    assert [path.name for path in folder.parent.iterdir()] == ["made"]


@pytest.mark.parametrize("how", ["missing", "short", "changed", "no list", "bad list"])
def test_damage_is_noticed_and_made_good(folder, how) -> None:
    file = folder / "b.bin"
    if how == "missing":
        file.unlink()
    elif how == "short":
        file.write_bytes(bytes(999))
    elif how == "changed":
        file.write_bytes(bytes(999) + b"x")
    elif how == "no list":
        (folder / SUMS).unlink()
    else:
        (folder / SUMS).write_text("{")
    assert not is_whole(folder)
    publish(folder, write)
    assert is_whole(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["made"]


def test_failure_leaves_nothing_behind(tmp_path) -> None:
    def fail(folder) -> None:
        write(folder)
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        publish(tmp_path / "made", fail)
    assert list(tmp_path.iterdir()) == []
