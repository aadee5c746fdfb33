"""What a question leaves out: nothing of it is in the answer, everything else is."""

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

（一）114年1月8日，德國漢堡市議員安娜·韋伯（Anna Weber）率團來訪，由林沐恩副市長接待，就港口發展交流。

（二）114年2月3日，法國里昂市市長保羅·馬丹（Paul Martin）率團來訪，由周家豪市長接待，就觀光推廣交流。

（三）114年2月20日，日本函館市議員佐野健一訪團來訪，由林沐恩副市長接待，就水產貿易交流。

（四）114年3月6日，日本金澤市市長山村良子訪團來訪，由周家豪市長接待，就工藝教育交流。

（五）114年4月9日，加拿大溫哥華市議員麗莎·陳（Lisa Chan）一行來訪，由周家豪市長接待，就綠能產業交流。
"""
_NAMES = {"de": "韋伯", "fr": "馬丹", "hako": "佐野", "kana": "山村", "ca": "Lisa Chan"}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("left_out"), {"city.txt": _REPORT}) as opened:
        yield opened


def named(assistant: Assistant, *questions: str) -> set[str]:
    dialogue = None
    for text in questions:
        reply = assistant.ask(text, dialogue)
        dialogue = reply.dialogue
    return {key for key, name in _NAMES.items() if any(name in one.quote for one in reply.answer.events)}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("除了日本以外，還有哪些國家的訪團來過？", "de fr ca"),
        ("有哪些外賓來訪？不含日本。", "de fr ca"),
        ("扣除日本的訪團有哪些？", "de fr ca"),
        ("来访的外宾有哪些？排除日本和法国。", "de ca"),
        ("非日本的訪團有幾團？", "de fr ca"),
        ("有哪些訪團不是來自日本？", "de fr ca"),
        ("歐洲的訪團，不含德國的有哪些？", "fr"),
        ("來訪的外國議員，不包括日本的有哪些？", "de ca"),
        ("除2月外，有哪些訪團來訪？", "de kana ca"),
        ("與貿易無關的訪團有哪些？", "de fr kana ca"),
        ("沒有談到觀光的訪團有哪些？", "de hako kana ca"),
        ("List the foreign councillors who visited, leaving out the Japanese ones.", "de ca"),
        ("Which delegations came, excluding those from Japan and France?", "de ca"),
        ("Which visits, apart from those from Europe, took place?", "hako kana ca"),
        ("Other than Japan, which countries sent delegations?", "de fr ca"),
        ("Which non-Japanese delegations came?", "de fr ca"),
        ("市長以外，還有誰接待過外賓？", "de hako"),
        ("Who else besides the mayor received guests?", "de hako"),
        ("Which visits did not involve Japan?", "de fr ca"),
        ("不要列日本，來訪的外賓有哪些？", "de fr ca"),
        ("日本以外的訪團有幾團？", "de fr ca"),
        ("除了談到港口之外，哪些訪團也談到觀光？", "fr"),
        ("除了談到觀光，還拜會市長的訪團有哪些？", "fr"),
    ],
)
def test_what_is_left_out_is_not_in_the_answer(city, text, left):
    assert named(city, text) == set(left.split())


def test_a_follow_up_leaves_out(city):
    assert named(city, "請列出日本來的訪團。", "那不含議員的呢？") == {"kana"}


def test_what_is_left_out_is_shown(city):
    answer = city.ask("除了日本以外，還有哪些國家的訪團來過？").answer
    assert "不含日本" in [chip.label for chip in answer.understood]
    answer = city.ask("Which countries other than Japan sent guests?").answer
    assert "without Japan" in [chip.label for chip in answer.understood]


def test_it_says_so_where_nothing_else_is_left(city):
    answer = city.ask("3月的訪團，除了日本以外有哪些？").answer
    assert answer.abstained
    assert "日本以外" in answer.text
