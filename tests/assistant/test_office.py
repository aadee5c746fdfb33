"""Who holds an office: the very title of the very body, the head of a report's bureau first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_FIRE = """基隆市消防局業務報告

報告日期：114年10月6日
報告人：局長　孔 令 佑

報告期間：114年1月1日至114年6月30日

壹、國際交流

一、外賓接待

（一）114年3月4日，日本函館市消防長岸田守（Kishida Mamoru）一行6人拜會本局，由葉思齊副局長接待。

（二）114年4月9日，義大利的里雅斯特市市長保羅·費里（Paolo Ferri）來訪，由翁靖雯市長接見，環境保護局局長高士傑陪同。

貳、教育訓練

一、114年5月2日召開救護品質會議，由葉思齊副局長主持，出席32人。
"""
_TOURISM = """苗栗縣政府文化觀光局工作報告

報告日期：114年10月20日

報告期間：114年2月1日至114年7月31日

一、觀光行銷

（一）114年5月6日至9日，李沐恩局長率業者9家赴韓國水原市參加旅展，發放摺頁2,000份。

（二）114年6月3日，鍾采蓉縣長接見泰國清萊府觀光協會會長頌猜（Somchai Dee）一行11人。
（三）114年7月2日辦理客家美食節，頭份農民工會理事長范德旺到場致意。
"""


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("offices"), {"fire.txt": _FIRE, "tourism.txt": _TOURISM}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("消防局局長是誰？", "孔令佑局長。"),
        ("基隆市消防局局長叫什麼名字？", "孔令佑局長。"),
        ("基隆市消防局局长是谁？", "孔令佑局長。"),
        ("Who leads the Keelung fire department?", "孔令佑, Director-General (局長)."),
        ("消防局副局長是誰？", "葉思齊副局長。"),
        ("環保局長是誰？", "高士傑環境保護局局長。"),
        ("基隆市長是誰？", "翁靖雯市長。"),
        ("Who is the mayor of Keelung?", "翁靖雯, Mayor (市長)."),
        ("的里雅斯特市長是誰？", "保羅·費里（Paolo Ferri）市長。"),
        ("苗栗縣縣長姓名？", "鍾采蓉縣長。"),
        ("農民工會理事長是誰？", "范德旺理事長。"),
        ("苗栗縣文化觀光局的局長是哪一位？", "李沐恩局長。"),
    ],
)
def test_the_holder_alone_is_told(cities, text, first):
    answer = cities.ask(text).answer
    lines = [line.text for line in answer.lines]
    assert lines[0] == first
    assert answer.lines[0].citations
    assert len(lines) == 2


def test_the_same_office_of_two_bureaus_is_told_with_its_city(cities):
    lines = [line.text for line in cities.ask("局長是誰？").answer.lines]
    assert "基隆市：孔令佑局長。" in lines
    assert "苗栗縣：李沐恩局長。" in lines


@pytest.mark.parametrize(
    "text",
    [
        "苗栗縣消防局局長是誰？",
        "新竹市消防局局長是誰？",
        "苗栗縣衛生局局長是誰？",
        "Who leads the Miaoli fire department?",
    ],
)
def test_nobody_else_is_told_for_an_office_that_no_report_fills(cities, text):
    answer = cities.ask(text).answer
    assert answer.abstained
    assert not answer.events


def test_a_mayor_among_the_guests_is_not_ours(cities):
    assert "費里" not in cities.ask("市長是誰？").answer.text
