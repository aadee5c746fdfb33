"""What is to come: answered from closing chapters where no item says all that the question names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_PLANS = """基隆市政府環境及海洋事務處工作報告

報告期間：114年1月1日至114年6月30日

一、海洋教育
（一）114年3月8日於碧砂漁港辦理淨灘活動，參加者260人。
（二）114年5月17日於和平島辦理潮間帶導覽，參加者45人。

二、國際交流
（一）114年4月10日，菲律賓宿霧市議員瑪麗亞·桑托斯（Maria Santos）一行4人來訪。

三、未來展望
本處將於114年9月啟用望海巷觀測站，並規劃赴冰島雷克雅維克觀摩漁港轉型。另預計增設海廢收集點14處。

四、結語
敬祝大會圓滿成功。
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("plans"), {"plans.txt": _PLANS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("望海巷觀測站何時啟用？", "114年9月"),
        ("望海巷观测站什么时候启用？", "114年9月"),
        ("預計增設海廢收集點幾處？", "14處"),
        ("規劃去冰島哪裡觀摩？", "雷克雅維克"),
        ("基隆市環海處未來工作重點是什麼？", "海廢收集點"),
    ],
)
def test_plans_are_told_from_the_chapter_on_what_is_to_come(plans, text, said):
    answer = plans.ask(text).answer
    assert not answer.abstained
    assert said in "".join(line.text for line in answer.lines[:2])
    assert all(line.citations for line in answer.lines)
    assert "圓滿成功" not in answer.text


@pytest.mark.parametrize("text", ["水族館何時啟用？", "潮間帶導覽參加者多少人？"])
def test_the_chapter_answers_nothing_else(plans, text):
    answer = plans.ask(text).answer
    assert "望海巷" not in answer.lines[0].text


def test_no_refusal_shows_the_id_of_a_report(plans):
    key = plans.reports()[0].id
    for text in ("基隆市環海處112年有哪些活動？", "環境及海洋事務處去過哪些國家？"):
        assert key not in plans.ask(text).answer.text
