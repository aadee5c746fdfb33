"""Offices named by country and post, members of parliaments, whom somebody met wherever it was, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_REPORT = """嘉祥市政府國際事務處業務報告

業務報告期間：114年1月至114年6月

一、接待外賓

（一）114年2月3日，芬蘭在台辦事處代表維塔寧（Antti Virtanen）拜會周家豪市長，就教育與觀光推廣交流。

（二）114年2月20日，日本參議院議員佐野健一率團拜會周家豪市長，就水產貿易交流。

（三）114年3月6日，日本函館市議員山村良子率團拜會林沐恩副市長，就工藝教育交流。

（四）114年4月9日，芬蘭坦佩雷市市長奧利·萊恩（Olli Laine）拜會高景文處長，就綠能產業交流。

（五）114年5月7日，本處高景文處長與泰國商會會長宋猜會談，就投資合作交換意見。

二、出席外館酒會

（一）114年1月8日，芬蘭在台辦事處舉辦建國紀念酒會，由林沐恩副市長代表市府出席。

三、公務環境

（一）辦理「中正行政大樓電梯更新工程」，更換電梯五座；6月9日完成訂約，預計於12月完工。
"""
_NAMES = {
    "party": "建國紀念酒會", "office": "維塔寧", "diet": "佐野", "council": "山村", "mayor": "萊恩", "met": "宋猜",
}  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("offices_met"), {"city.txt": _REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("與芬蘭在台辦事處有關的活動有幾件？", "party office"),
        ("与芬兰在台办事处有关的活动有几件？", "party office"),
        ("芬蘭辦事處相關的活動有哪些？", "party office"),
        ("日本的國會議員（參議院、眾議院）有幾組來訪？", "diet"),
        ("Which members of parliament came from Japan?", "diet"),
        ("哪幾組外賓是和高景文處長見面的？", "mayor met"),
        ("Which visitors came from Europe, including heads of European offices in Taiwan?", "office mayor"),
        ("歐洲的外賓有哪些人來過，包括歐洲駐台辦事處？", "office mayor"),
    ],
)
def test_all_that_is_meant_and_nothing_else(city: Assistant, text: str, expected: str) -> None:
    events = city.ask(text).answer.events
    assert {key for key, name in _NAMES.items() if any(name in one.quote for one in events)} == set(expected.split())


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("中正行政大樓電梯更新工程完工了嗎？", True),
        ("中正行政大楼的电梯更新工程是否已经竣工？", True),
        ("中正行政大樓的電梯更新工程已經完成了嗎？", True),
        ("中正行政大樓電梯更新工程完成訂約了嗎？", False),
        ("中正行政大樓電梯更新工程預計12月完工嗎？", False),
    ],
)
def test_what_is_planned_is_not_yet_done(city: Assistant, text: str, planned: bool) -> None:
    said = city.ask(text).answer.text
    assert ("沒有" in said or "没有" in said) == planned
    assert "12" in said
