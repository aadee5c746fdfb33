"""Names that are asked for come first: countries and cities of a list, the firm of a contract, whatever was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

from assistant.firms import asks_firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_WORKS = """新竹市政府工務處業務報告

報告期間：114年1月1日至114年6月30日

一、工程
（一）114年2月7日「海濱步道照明改善工程」決標，由岳泰營造股份有限公司以1,250萬元得標。
（二）114年3月12日與順安客運完成8輛低地板公車購置契約簽訂，契約金額9,600萬元。
（三）114年4月2日「運河清淤案」決標，金額480萬元。

二、國際交流
（一）114年3月5日，波蘭格但斯克市副市長彼得·諾瓦克（Piotr Nowak）一行5人來訪，由孔令佑處長接待。
（二）114年4月16日，智利瓦爾帕萊索市議員卡洛斯·索托（Carlos Soto）等3人來訪，由孔令佑處長接待。
（三）114年5月20日，孔令佑處長與波蘭格但斯克市港務公司簽署「港埠技術合作備忘錄」。
（四）114年6月3日，孔令佑處長與智利聖地牙哥大學簽署「防災研究合作協議」。
（五）114年6月18日至21日，孔令佑處長赴愛爾蘭都柏林考察橋梁工程。
"""


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("names"), {"works.txt": _WORKS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("新竹市接待過哪些國家的訪團？", "國家：波蘭、智利。"),
        ("哪些國家來訪過？", "國家：波蘭、智利。"),
        ("Which countries sent delegations?", "Countries: Poland, Chile."),
        ("新竹市去過哪些國家？", "國家：愛爾蘭。"),
        ("照明改善工程由哪家廠商得標？", "得標或承作的是岳泰營造股份有限公司。"),
        ("海滨步道照明工程得标厂商是谁？", "得标或承作的是岳泰營造股份有限公司。"),
        ("哪一家業者提供低地板公車？", "得標或承作的是順安客運。"),
    ],
)
def test_the_names_asked_for_come_first(works, text, first):
    assert works.ask(text).answer.lines[0].text == first


@pytest.mark.parametrize("text", ["運河清淤案由誰得標？", "哪家公司承作滑雪場？"])
def test_a_firm_that_no_item_names_is_refused(works, text):
    answer = works.ask(text).answer
    assert answer.abstained
    assert "岳泰" not in answer.lines[0].text


def test_the_firm_of_the_tender_just_spoken_of(works):
    before = works.ask("海濱步道照明改善工程何時決標？")
    answer = works.ask("誰得標？", before.dialogue).answer
    assert answer.lines[0].text == "得標或承作的是岳泰營造股份有限公司。"
    assert len(answer.events) == 1


def test_each_tender_of_a_list_with_its_firm(works):
    text = works.ask("有哪些決標案？得標廠商與金額").answer.text
    assert "岳泰營造" in text
    assert "480萬元" in text


@pytest.mark.parametrize("text", ["Which agreements were signed, and with whom?", "What documents were signed?"])
def test_agreements_are_whatever_was_signed(works, text):
    assert len(works.ask(text).answer.events) == 2


def test_memoranda_are_no_agreements_of_other_sorts(works):
    (event,) = works.ask("Which memoranda were signed?").answer.events
    assert "備忘錄" in event.quote


@pytest.mark.parametrize("text", ["邀集廠商幾家？", "誰率團？", "有哪些採購案？"])
def test_no_firm_is_asked_for(text):
    assert not asks_firm(text)
