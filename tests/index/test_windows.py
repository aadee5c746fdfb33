from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.windows import cut_windows


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一句話。", 1),
        ("短句。" * 10, 1),
        ("這是一句大約二十個字長的話，說的是道路養護。" * 6, 3),
        ("沒有標點的字" * 50, 3),
        ("", 1),
    ],
)
def test_windows_are_a_sentence_or_two(text, count) -> None:
    assert len(cut_windows(text)) == count


def test_windows_stand_behind_their_heading() -> None:
    assert cut_windows("內容甲。", "標題") == ("標題：內容甲。",)
    assert cut_windows("標題之內容。", "標題") == ("標題之內容。",)


@given(st.text(alphabet="市政，。；\n 甲a1", max_size=400))
def test_windows_lose_nothing_and_are_bounded(text) -> None:
    windows = cut_windows(text)
    assert "".join("".join(windows).split()) == "".join(text.split())
    assert all(len(window) <= 180 for window in windows)
