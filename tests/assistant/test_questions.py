"""Whole questions over whole reports: how many are answered right may not fall."""

from __future__ import annotations

import pytest
from asking_samples import keys_of, rows, score


@pytest.mark.slow
def test_the_fictional_city(fictional):
    found = score(fictional, rows("shifan.jsonl"), keys_of("shifan_events.tsv"))
    assert found.right_all >= 0.92, found.misses
    assert found.set_f1 >= 0.97, found.misses
    assert found.unanswerable[0] >= 0.92 * found.unanswerable[1], found.misses
    assert found.abstained <= 0.03 * found.asked, found.misses


@pytest.mark.slow
def test_other_cities_and_bureaus(bureaus):
    found = score(bureaus, rows("bureaus.jsonl"), {})
    assert found.right_all >= 0.85, found.misses
    assert found.set_f1 >= 0.88, found.misses
    assert found.unanswerable[0] >= 0.9 * found.unanswerable[1], found.misses
    assert found.abstained <= 0.05 * found.asked, found.misses
