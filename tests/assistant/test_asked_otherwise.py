"""Ways of asking that were misread: months run together, names of two characters, a surname that a guest shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

from assistant.months_said import months_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_REPORT = """嘉祥市政府國際事務處業務報告

業務報告期間：114年1月至114年6月

一、接待外賓

（一）114年1月8日，德國漢堡市新任市長安娜·韋伯（Anna Weber）率團來訪，由林沐恩副市長接待，就港口發展及漁業交流。

（二）114年2月3日，法國里昂市市長保羅·馬丹（Paul Martin）率團來訪，由周家豪市長接待，就學生交換計畫及觀光交流。

（三）114年3月12日，美國爾灣市周立群（Ethan Chou）市長來訪，由林沐恩副市長接待，就觀光與新創產業交流。

（四）114年4月9日，日本金澤市議會山田太郎議長率團來訪，由周家豪市長接待，就觀光行銷交流。

（五）114年5月20日，捷克布爾諾市主席揚·諾瓦克（Jan Novak）來訪，由林沐恩副市長接待，就觀光交流。
"""
_NAMES = {"de": "韋伯", "fr": "馬丹", "us": "周立群", "jp": "山田太郎", "cz": "諾瓦克"}


@pytest.fixture(scope="module")
def jiaxiang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("otherwise"), {"report.txt": _REPORT}) as assistant:
        yield assistant


def told(assistant: Assistant, question: str) -> set[str]:
    """Keys of the items that an answer asserts."""
    events = assistant.ask(question).answer.events
    return {key for event in events for key, word in _NAMES.items() if word in event.quote}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三、四兩個月的訪團", "三、四月的訪團"),
        ("5、6兩個月", "5、6月"),
        ("十一、十二兩個月", "十一、十二月"),
        ("7、8、9三個月", "7、8、9月"),
        ("六七兩月", "六、七月"),
        ("二三月间", "二、三月间"),
        ("三、四個月", "三、四個月"),
        ("這三個月", "這三個月"),
        ("十一月", "十一月"),
        ("三月和四月兩個月", "三月和四月兩個月"),
    ],
)
def test_months_run_together_are_written_out(text: str, written: str) -> None:
    made, places = months_said(text)
    assert made == written
    assert len(places) == len(made) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("三、四兩個月來訪的外賓，哪些談到觀光？", {"us", "jp"}),
        ("二三月有哪些訪團談到觀光？", {"fr", "us"}),
        ("4、5兩个月有谁来谈观光？", {"jp", "cz"}),
        ("Which French visitors came in February?", {"fr"}),
        ("Which Japanese groups came in April?", {"jp"}),
        ("周市長接見了哪些外國客人？", {"fr", "jp"}),
        ("周市长一共见了几组外国客人？", {"fr", "jp"}),
        ("美國爾灣市周市長是由誰接待的？", {"us"}),
    ],
)
def test_the_days_and_people_of_a_question_restrict_it(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("石平副市長接見過哪些外賓？", "石平"),
        ("史哲副市长出席了哪些活动？", "史哲"),
        ("王牧副市長五月接待了誰？", "王牧"),
    ],
)
def test_an_official_of_two_characters_whom_no_item_knows(jiaxiang: Assistant, question: str, missing: str) -> None:
    answer = jiaxiang.ask(question).answer
    assert answer.refusal is not None
    assert missing in answer.refusal.missing


@pytest.mark.parametrize("question", ["常務副市長接待了誰？", "林副市長接待了哪些外賓？", "五月林副市長接待了誰？"])
def test_what_only_looks_like_such_a_name_is_none(jiaxiang: Assistant, question: str) -> None:
    assert jiaxiang.ask(question).answer.refusal is None
