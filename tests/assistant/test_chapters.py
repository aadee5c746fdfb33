"""Chapters that a question names by their headings, reports that it names by their bureau, and words of form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_CULTURE = """基隆市文化局2025年上半年業務成果報告

一、圖書館業務
（一）閱讀推廣：2025年4月2日於總館辦理換書市集，參加者320人。
（二）館舍修繕：2025年3月8日完成七堵分館屋頂防水工程，經費95萬元。

二、海洋文化交流與展覽
（一）2025年2月11日，葡萄牙阿威羅市文化處長瑪塔·柯埃略（Marta Coelho）一行4人來訪，由局長鄔定安接待。
（二）2025年5月20日至25日，鄔定安局長赴愛沙尼亞塔林參加港口城市論壇，發表演講。
（三）2025年6月6日辦理造船體驗活動，參加者75人。

三、未來展望
下半年將籌備燈塔攝影展，並爭取經費修復舊郵局。
"""
_HEALTH = """新竹縣政府衛生局工作報告

報告期間：114年1月1日至114年6月30日

壹、長者健康促進
一、114年2月20日辦理長者體適能檢測，受檢者410人。
二、114年5月7日於竹北市辦理銀髮健走活動，參加者280人。

貳、食品衛生
一、114年3月11日會同警察局稽查夜市攤商，查獲違規6件。
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("chapters"), {"culture.txt": _CULTURE, "health.txt": _HEALTH}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("總結基隆市文化局海洋文化交流與展覽", ("瑪塔", "塔林", "造船")),
        ("二、海洋文化交流與展覽 章節摘要", ("瑪塔", "塔林", "造船")),
        ("海洋文化交流與展覽的重點有哪些？", ("瑪塔", "塔林", "造船")),
        ("簡述新竹縣衛生局長者健康促進", ("體適能", "健走")),
        ("新竹縣衛生局长者健康促进做了什么？", ("體適能", "健走")),
        ("請用條列摘要基隆市文化局圖書館業務", ("換書", "防水")),
        ("基隆市文化局上半年重點成果", ("瑪塔", "換書", "防水", "造船")),
    ],
)
def test_a_chapter_named_is_summed_up_whole_and_alone(two, text, said):
    answer = two.ask(text).answer
    assert not answer.abstained
    found = "".join(event.quote for event in answer.events)
    assert all(word in found for word in said)
    assert len(answer.events) == (len(said) if "重點成果" not in text else 5)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("請依時間排序列出文化局的活動", 5),
        ("基隆市文化局有哪些活動？", 5),
        ("鄔定安局長參加的場合有哪些？", 2),
    ],
)
def test_words_of_form_restrict_nothing(two, text, count):
    answer = two.ask(text).answer
    assert not answer.abstained
    assert len(answer.events) == count


def test_another_subject_of_the_chapter_is_still_refused(two):
    assert two.ask("摘要海洋文化交流與展覽的量子電腦").answer.abstained
