from __future__ import annotations

import numpy as np
import pytest

from index.fuse import fuse, standardise


def array(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def test_standardise_counts_in_deviations() -> None:
    assert standardise(array(1, 3, 5), 3, 2).tolist() == [-1, 0, 1]


def test_standardise_survives_scores_all_alike() -> None:
    assert standardise(array(2, 2), 2, 0).tolist() == [0, 0]


def test_fuse_weighs_the_legs() -> None:
    assert fuse(array(1, 0), array(0, 1), 0.25).tolist() == [0.25, 0.75]


def test_fuse_of_words_alone() -> None:
    assert fuse(array(2, 1), array(np.nan, np.nan)).tolist() == [2, 1]


@pytest.mark.parametrize(("words", "score"), [(5.0, 0.3 * 5 + 0.7 * 1), (0.5, 0.5)])
def test_fuse_guesses_an_unknown_meaning_no_nearer_than_the_known(words, score) -> None:
    assert fuse(array(words, 0), array(np.nan, 1), 0.3)[0] == pytest.approx(score)
