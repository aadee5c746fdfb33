from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokens import count_terms, terms_recipe, weigh_terms
from ingest import fold, words_for_search


def numbers(text: str) -> set[int]:
    return set(count_terms(text)["term"].tolist())


@pytest.mark.parametrize(
    ("one", "other"),
    [("臺灣", "台湾"), ("ＡＢＣ１２", "abc12"), ("綠電", "绿电"), ("薩爾瓦多·布可利", "薩爾瓦多‧布可利")],
)
def test_terms_are_folded(one, other) -> None:
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(
    ("text", "part", "has"),
    [
        ("智慧城市論壇", "智慧", True),
        ("智慧城市論壇", "市", True),
        ("智慧城市論壇", "論市", False),
        ("安娜·林德伯格來訪", "安娜林德伯格", True),  # a whole name is one term
        ("COVID-19 疫情", "covid", True),
        ("38,412 件", "38,412", True),
        ("38,412 件", "412", False),
    ],
)
def test_terms_of_a_part(text, part, has) -> None:
    whole = max(weigh_terms(part).items(), key=lambda pair: pair[1])[0]
    assert (whole in numbers(text)) is has


def test_terms_weigh_pairs_above_words_above_characters() -> None:
    weights = sorted(weigh_terms("市政").values())
    assert weights == [0.25, 0.25, 0.5, 1.0]


def test_terms_are_counted_up_to_a_byte() -> None:
    rows = count_terms("水" * 700)
    assert rows["count"].max() == 255
    assert (np.diff(rows["term"].astype(np.int64)) > 0).all()


def test_terms_of_nothing() -> None:
    assert len(count_terms("，。 \n")) == 0
    assert weigh_terms("") == {}


def test_terms_numbers_hardly_meet() -> None:
    """Some ten thousand characters and pairs get as many numbers, give or take a meeting or two."""
    every = [chr(0x4E00 + at) for at in range(6000)]
    text = "".join(char for char in every if fold(char) == char)
    assert len(text) > 5000
    assert count_terms(text)["count"].sum() - len(count_terms(text)) <= 2 + len(words_for_search(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_terms_take_any_text(text) -> None:
    rows = count_terms(text)
    assert set(weigh_terms(text)) == set(rows["term"].tolist())


def test_recipe_names_the_dictionary() -> None:
    assert terms_recipe().startswith("terms-")
    assert len(terms_recipe().rpartition("-")[2]) == 16
