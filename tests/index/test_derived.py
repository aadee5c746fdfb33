from __future__ import annotations

import errno

import numpy as np
import pytest

from index import failpoint
from index.catalogue import Catalogue
from index.derived import create_arrays, map_arrays, replace_file, sound_file, stale_file, sweep
from ingest.errors import StorageFailed


@pytest.fixture
def catalogue(tmp_path):
    opened = Catalogue(tmp_path, create=True)
    yield opened
    opened.close()


def put(tmp_path, catalogue, content: bytes, stamp: str):
    return replace_file(tmp_path / "d", catalogue, "words", stamp, lambda path: path.write_bytes(content))


def test_a_file_is_current_only_under_its_stamp(tmp_path, catalogue) -> None:
    path = put(tmp_path, catalogue, b"one", "r:1")
    assert sound_file(tmp_path / "d", catalogue, "words", "r:1") == path
    assert sound_file(tmp_path / "d", catalogue, "words", "r:2") is None
    assert stale_file(tmp_path / "d", catalogue, "words", "r:") == path
    assert stale_file(tmp_path / "d", catalogue, "words", "s:") is None
    assert sound_file(tmp_path / "d", catalogue, "other", "r:1") is None


def test_sweep_keeps_what_is_current(tmp_path, catalogue) -> None:
    put(tmp_path, catalogue, b"one", "1")
    last = put(tmp_path, catalogue, b"two", "2")
    (tmp_path / "d" / ".words.123").write_bytes(b"left by a crash")
    sweep(tmp_path / "d", catalogue)
    assert list((tmp_path / "d").iterdir()) == [last]


@pytest.mark.parametrize("step", ["words-written", "words-renamed"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_failure_keeps_the_file_before(tmp_path, catalogue, monkeypatch, step, code) -> None:
    before = put(tmp_path, catalogue, b"one", "1")

    def fail(passed: str) -> None:
        if passed == step:
            raise OSError(code, "refused")

    monkeypatch.setattr(failpoint, "hook", fail)
    with pytest.raises(StorageFailed):
        put(tmp_path, catalogue, b"two", "2")
    assert sound_file(tmp_path / "d", catalogue, "words", "1") == before


def test_arrays_come_back_as_written(tmp_path) -> None:
    kinds = {"a": ("<i8", 5), "b": ("|u1", 0), "c": ("<f4", 3), "d": ("|u1", 7)}
    with create_arrays(tmp_path / "file", kinds) as arrays:
        for name, array in arrays.items():
            array[:] = np.arange(len(array)) + len(name)
    found = map_arrays(tmp_path / "file")
    assert {name: (array.dtype.str, array.tolist()) for name, array in found.items()} == {
        "a": ("<i8", [1, 2, 3, 4, 5]), "b": ("|u1", []), "c": ("<f4", [1, 2, 3]), "d": ("|u1", [1, 2, 3, 4, 5, 6, 7]),
    }  # fmt: skip
    with pytest.raises(ValueError, match="read-only"):
        found["a"][0] = 9
