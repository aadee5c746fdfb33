"""Conditions and rankings by a figure: what counts in the unit asked for, told with the figure that met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

from assistant.measures import measure_asked, measures
from assistant.thresholds_asked import amount_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_REPORT = """苗栗縣政府計畫處工作報告

報告日期：114年10月20日

報告期間：114年1月1日至114年6月30日

一、外賓接待

（一）114年2月3日，日本豐橋市議會議長森田良介率團一行18人來訪，由鍾采蓉縣長接見，就綠能交換意見。

（二）114年3月10日至13日，泰國清萊府觀光協會頌猜（Somchai Dee）會長率業者35人來訪，李沐恩處長接見，現有泰籍移工5,200人。

（三）114年4月9日，捷克比爾森市議員揚·諾瓦克（Jan Novak）一行6人來訪，由李沐恩處長接待，就啤酒節慶交流。

二、節慶活動

（一）114年1月25日於竹南運動公園舉辦「桐花路跑」，吸引4,300人參加。

（二）114年5月17日舉辦「客家音樂節」，觀眾達2萬1千人次。

三、業務統計

（一）本期長照服務人數達9,870人，服務給付金額6億2,000萬元。

（二）本期公車載客31萬人次，實施食品稽查420場次，裁處罰鍰85萬元。

四、採購

（一）縣政資訊系統更新案於114年3月20日決標，由宏遠科技得標，決標金額3,150萬元。

（二）體育館整建工程於114年4月2日決標，由大成營造得標，契約金額1億4,000萬元。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("county"), {"county.txt": _REPORT}) as opened:
        yield opened


def told(assistant: Assistant, text: str) -> str:
    return "\n".join(line.text for line in assistant.ask(text).answer.lines)


@pytest.mark.parametrize(
    ("text", "there", "away"),
    [
        ("超過20人的訪團有哪些？", ("35人",), ("18人", "一行6人", "5,200")),
        ("參訪人數少於十人的訪團有哪些？", ("一行6人",), ("18人", "35人")),
        ("介於10到20人的訪團有哪些？", ("18人",), ("35人", "一行6人")),
        ("不超過18人的訪團有幾團？", ("18人", "一行6人", "2 "), ("35人",)),
        ("停留超過3天的訪團有哪些？", ("4 天",), ("18人",)),
        ("哪些活動超過一千人參加？", ("4,300人", "2萬1千人次"), ("9,870", "31萬", "5,200")),
        ("超过两万人次参加的活动有哪些？", ("2萬1千人次",), ("4,300人", "31萬")),
        ("經費超過一億元的案件有哪些？", ("1億4,000萬元",), ("3,150萬元", "6億2,000萬元")),
        ("經費不到一億元的採購有哪些？", ("3,150萬元",), ("1億4,000萬元", "85萬元")),
        ("至少18人的訪團有幾個？", ("18人", "35人", "2 "), ("一行6人",)),
        ("載客超過三十萬人次的業務", ("31萬人次",), ("9,870人",)),
        ("有沒有超過30人的訪團？", ("35人",), ("一行6人",)),
        ("Which visits had fewer than 10 people?", ("6人",), ("18人", "35人")),
        ("Which delegations had at least 18 members?", ("18人", "35人"), ("一行6人",)),
        ("Which events drew over 10,000 people?", ("2萬1千人次",), ("4,300", "31萬")),
        ("List contracts over NT$100 million", ("1億4,000萬元",), ("3,150萬元",)),
    ],
)
def test_condition_on_a_figure(county: Assistant, text: str, there: tuple[str, ...], away: tuple[str, ...]) -> None:
    answer = told(county, text)
    assert [one for one in there if one not in answer] == [], answer
    assert [one for one in away if one in answer] == [], answer


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("哪些活動超過一千人參加？", "超過一千人參加"),
        ("參訪人數少於十人的訪團", "參訪人數少於十人"),
        ("經費超過一億元的案件有哪些？", "經費超過一億元"),
        ("介於10到20人的訪團有哪些？", "介於10到20人"),
        ("Which visits had fewer than 10 people?", "fewer than 10 people"),
    ],
)
def test_condition_is_a_chip(county: Assistant, text: str, label: str) -> None:
    assert [chip.label for chip in county.ask(text).answer.understood if chip.field == "figures"] == [label]


@pytest.mark.parametrize(
    ("text", "first", "away"),
    [
        ("參加人數最多的活動是什麼？", "客家音樂節", "公車"),
        ("哪個訪團人數最多？", "35人", "5,200"),
        ("停留最久的外賓團是哪一個？", "4 天", "5,200"),
        ("金額最高的契約是哪一件？", "1億4,000萬元", "6億"),
        ("最貴的採購案是哪一件？", "1億4,000萬元", "6億"),
        ("哪個活動參觀人次最多？", "客家音樂節", "公車"),
        ("Which delegation was the largest?", "35人", "5,200"),
        ("Which visit lasted longest?", "4 days", "5,200"),
        ("Which contract was the largest?", "1億4,000萬元", "6億"),
    ],
)
def test_ranking_by_the_right_sort(county: Assistant, text: str, first: str, away: str) -> None:
    answer = told(county, text)
    assert first in answer.split("\n")[0], answer
    assert away not in answer


def test_no_figure_meets_it(county: Assistant) -> None:
    assert county.ask("超過100人的訪團有哪些？").answer.refusal is not None


@pytest.mark.parametrize("measure", measures(), ids=[one.name for one in measures()])
def test_measure_is_asked_for_by_its_examples(measure) -> None:
    for text in measure.match:
        assert measure_asked(fold(text)) is measure, text
    for text in measure.miss:
        assert measure_asked(fold(text)) is not measure, text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1億5千萬", 1.5e8),
        ("一億五千萬", 1.5e8),
        ("1萬2,500", 12500),
        ("二十五", 25),
        ("一百二十", 120),
        ("3.5萬", 35000),
        ("100 million", 1e8),
        ("千", 1000),
        ("兩萬", 20000),
        ("三", 3),
    ],
)
def test_amounts(text: str, amount: float) -> None:
    assert amount_of(text) == amount
