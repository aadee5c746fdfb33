"""Laws that hold for any text: offsets, order, no crash, time that grows with the length only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import DateContext, DateRange, Figure, find_dates, find_figures, segment

REPORT = DateContext(period_first=date(2024, 2, 16), period_last=date(2024, 7, 31), report_date=date(2024, 11, 1))
ASKING = DateContext(report_date=date(2024, 6, 25), asking=True)
WORDS = """
113 2024 5 31 2 30 0 99999 1,234 年 月 日 號 至 、 及 - ~ / . （ ） ( ) 三 十 百 兩 元 萬 億 餘 約 超過
第 個 名 人 件 % 成 季
上半年 下旬 底 初 民國 今 本 同日 翌年 本期 去年 起 止 前 預計於 截至 星期
上午 10時 ， 。 辦理 城市 March Q2 1st 2024/6/25
113.6.25 𠀀 é 每 農曆 合計 率 由 分之 ISO 專線 增至 本週六 最近 天 週 令和 公元 西元 學年度
"""
PIECES = [*WORDS.split(), " ", "\n", "May ", "last week of ", "since ", "the "]
text_of_pieces = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(text_of_pieces, st.text(max_size=80)), st.sampled_from([REPORT, ASKING, DateContext()]))
def test_dates_of_any_text(text: str, context: DateContext) -> None:
    found = find_dates(text, context, base=7)
    assert all(isinstance(one, DateRange) and one.first <= one.last for one in found)
    spans = [(one.start - 7, one.end - 7) for one in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert found == find_dates(text, context, base=7)


@settings(max_examples=300, deadline=None)
@given(st.one_of(text_of_pieces, st.text(max_size=80)))
def test_figures_of_any_text(text: str) -> None:
    found = find_figures(text, base=7, about="會議")
    assert all(isinstance(one, Figure) for one in found)
    assert all(text[one.start - 7 : one.end - 7] == one.text for one in found)
    assert all(one.value in one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=200, deadline=None)
@given(st.one_of(text_of_pieces, st.text(max_size=80)))
def test_words_of_any_text(text: str) -> None:
    words = segment(text, base=7)
    assert "".join(word.text for word in words) == text
    assert all(text[word.start - 7 : word.end - 7] == word.text for word in words)


HOSTILE = {
    "digits": "1",
    "dots": "1.",
    "slashes": "1/",
    "commas": "1,",
    "numerals": "三",
    "tens": "十",
    "thousands": "千萬",
    "chain": "1、",
    "range": "5至",
    "brackets": "（",
    "years": "113年",
    "days": "3日",
    "spaces": "1 ",
    "latin": "may ",
    "ordinals": "1st ",
    "letters": "a",
    "comparators": "約近逾",
    "mixed": "5月1、2日至",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("read", [lambda text: find_dates(text, REPORT), find_figures], ids=["dates", "figures"])
def test_time_grows_with_the_length_only(name: str, read: Callable[[str], object]) -> None:
    def seconds(times: int) -> float:
        text = (HOSTILE[name] * times)[: 2 * times]
        begun = process_time()
        read(text)
        return process_time() - begun

    read("1")  # rules are loaded on first use
    short = seconds(2_000)
    assert seconds(16_000) < 8 * 4 * (short + 0.02)
