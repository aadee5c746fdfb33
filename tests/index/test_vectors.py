from __future__ import annotations

import numpy as np
import pytest

from index import vectors as module
from index.vectors import index_vectors, read_vectors, write_vectors


@pytest.fixture(params=[True, False], ids=["exact", "inverted"])
def filled(request, monkeypatch):
    """An index of 300 passages of one to three windows, and what is in it."""
    if not request.param:
        monkeypatch.setattr(module, "EXACT_UP_TO", 10)
        monkeypatch.setattr(module, "_lists", lambda count: 8)
    random = np.random.default_rng(5)
    rows = []
    for number in range(10, 3010, 10):
        some = random.standard_normal((1 + number % 3, 24)).astype(np.float32)
        rows.append((number, some / np.linalg.norm(some, axis=1, keepdims=True)))
    index = index_vectors(rows, 24, sum(len(some) for _, some in rows))
    assert index.exact is request.param
    return index, dict(rows)


def question(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(24).astype(np.float32)
    return vector / np.linalg.norm(vector)


def best(rows: dict[int, np.ndarray], vector: np.ndarray, allowed=None) -> list[int]:
    scores = {number: (some @ vector).max() for number, some in rows.items() if allowed is None or number in allowed}
    return sorted(scores, key=lambda number: -scores[number])


@pytest.mark.parametrize("seed", range(5))
def test_search_finds_the_nearest(filled, seed) -> None:
    index, rows = filled
    found = index.search(question(seed), 30).tolist()
    assert set(best(rows, question(seed))[:3]) <= set(found[:5])  # eight bits may swap neighbours
    assert len(found) == len(set(found))


@pytest.mark.parametrize("few", [10_000, 1])
def test_search_keeps_to_what_is_allowed(filled, monkeypatch, few) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    index, rows = filled
    allowed = np.arange(20, 2000, 70)
    found = index.search(question(1), 60, allowed).tolist()
    assert set(found) <= set(allowed.tolist())
    assert set(best(rows, question(1), set(allowed.tolist()))[:5]) <= set(found[:7])


def test_scores_are_those_of_the_nearest_window(filled) -> None:
    index, rows = filled
    numbers = np.array([10, 15, 20, 3000])
    scores = index.scores(question(2), numbers)
    assert np.isnan(scores[1])
    wanted = [(rows[number] @ question(2)).max() for number in (10, 20, 3000)]
    assert scores[[0, 2, 3]] == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize("k", [0, 1, 10_000])
def test_search_takes_any_number(filled, k) -> None:
    index, rows = filled
    assert len(index.search(question(3), k)) <= min(max(k, 0), len(rows))


def test_index_is_the_same_after_writing_and_reading(filled, tmp_path) -> None:
    index, _ = filled
    write_vectors(index, tmp_path / "file")
    again = read_vectors(tmp_path / "file")
    assert again.exact == index.exact
    assert again.search(question(4), 20).tolist() == index.search(question(4), 20).tolist()
    assert again.usual(question(4)) == index.usual(question(4))


def test_empty_index() -> None:
    index = index_vectors([], 8, 0)
    assert len(index) == 0
    assert index.search(np.zeros(8, np.float32), 5).tolist() == []
    assert index.usual(np.zeros(8, np.float32)) == (0.0, 1.0)
