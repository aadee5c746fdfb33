from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import lexical
from index.lexical import K1, B, LexicalIndex, index_terms, map_lexical, write_lexical
from index.tokens import TERMS


def rows(counts: dict[int, int]) -> np.ndarray:
    return np.array(sorted(counts.items()), TERMS)


def plain_scores(passages: dict[int, dict[int, int]], query: dict[int, float]) -> list[float]:
    """BM25 as the books have it."""
    usual = max(sum(sum(one.values()) for one in passages.values()) / len(passages), 1.0)
    found = []
    for one in passages.values():
        norm = K1 * (1 - B + B * sum(one.values()) / usual)
        score = 0.0
        for term, weight in query.items():
            holders = sum(term in other for other in passages.values())
            if term in one:
                rarity = math.log(1 + (len(passages) - holders + 0.5) / (holders + 0.5))
                score += weight * rarity * (K1 + 1) * one[term] / (one[term] + norm)
        found.append(score)
    return found


counts = st.dictionaries(st.integers(1, 30), st.integers(1, 9), max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.integers(1, 999), counts, min_size=1, max_size=20), counts, st.integers(1, 4))
def test_scores_are_bm25_whatever_the_parts(passages, query, block) -> None:
    passages = dict(sorted(passages.items()))
    kept, lexical._BLOCK = lexical._BLOCK, block
    index = LexicalIndex(index_terms((number, rows(one)) for number, one in passages.items()))
    lexical._BLOCK = kept
    assert index.numbers.tolist() == list(passages)
    assert index.scores(query) == pytest.approx(plain_scores(passages, query), rel=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(1, 99), counts, min_size=2, max_size=12), st.data())
def test_written_index_is_that_of_what_is_alive(tmp_path_factory, passages, data) -> None:
    passages = dict(sorted(passages.items()))
    dead = sorted(data.draw(st.sets(st.sampled_from(list(passages)))))
    alive = {number: one for number, one in passages.items() if number not in dead}
    split = len(passages) // 2
    some = list(passages.items())
    parts = [part for half in (some[:split], some[split:]) for part in index_terms((n, rows(one)) for n, one in half)]
    path = tmp_path_factory.mktemp("lexical") / "file"
    write_lexical(LexicalIndex(parts, np.array(dead, np.int64)), path)
    (merged,) = map_lexical(path).parts
    (wanted,) = index_terms((n, rows(one)) for n, one in alive.items()) or (LexicalIndex(()),)
    if not alive:
        assert not len(merged.numbers)
        return
    for name in ("numbers", "lengths", "terms", "starts", "places", "counts"):
        assert np.array_equal(getattr(merged, name), getattr(wanted, name)), name


def test_dead_passages_score_nothing() -> None:
    parts = index_terms([(1, rows({7: 1})), (2, rows({7: 2}))])
    assert LexicalIndex(parts, np.array([2])).scores({7: 1.0})[1] == 0


def test_empty_index_finds_nothing() -> None:
    assert LexicalIndex(()).scores({1: 1.0}).shape == (0,)
