import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import fold, fold_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北市", "台北市"),
        ("臺灣", "台湾"),
        ("１１３年", "113年"),
        ("（一）", "(一)"),
        ("ＡＩ", "ai"),
        ("淨零", "净零"),
        ("\uf98e", "年"),  # a CJK compatibility ideograph, as some PDF fonts give
        ("啓", "啟"),
        ("裏", "裡"),
    ],
)
def test_fold_brings_forms_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("市長", "巿場"), ("113年", "114年"), ("日本", "日元")])
def test_fold_keeps_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_fold_keeps_the_length_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_fold_leaves_ideographs_ideographs(char: str) -> None:
    assert unicodedata.category(fold(char)) == "Lo"


def test_fold_key_drops_dots_and_space() -> None:
    assert fold_key("邁克 · 拉莫") == fold_key("迈克拉莫")
