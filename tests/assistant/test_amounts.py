"""Questions for amounts: the very figure first, the cell of a table, a change, both sides of a comparison."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

from assistant.amounts_asked import amounts_asked
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.answer import Answer
    from assistant.assistant import Assistant

# ruff: noqa: E501
TEXT = """# 新竹縣政府綜合處業務報告

報告期間：113 年 7 月 1 日至 113 年 12 月 31 日

## 壹、業務執行情形

### 一、商品查核

本期抽查市售玩具 640 件，不合格 21 件，不合格率 3.3%，裁處罰鍰總計 88 萬元。

### 二、公共自行車

公共自行車租借 45.2 萬人次，較去年同期成長 5.4%；站點增至 118 站，其中電動輔助車 310 輛，占全部車輛 26%。

### 三、火災統計

本期受理火警 512 件；火災死亡人數 4 人，較去年同期減少 3 人。

### 四、各級學校

113 學年度本縣各級學校概況如下表：

| 級別 | 校數 | 班級數 | 學生數 |
| --- | --- | --- | --- |
| 國小 | 84 | 1,310 | 33,245 |
| 國中 | 31 | 642 | 17,108 |
| 高中 | 12 | 288 | 9,530 |

### 五、校舍整修

成功國小等 7 校於 113 年 9 月 5 日完成校舍整修發包，總經費 6,400 萬元。

### 六、圖書館工程採購

113 年 8 月 20 日「總圖書館空調採購案」決標，由大同空調股份有限公司以 2,150 萬元得標。

### 七、國際交流

#### 1. 日本長岡市市長來訪

113 年 10 月 3 日，日本長岡市磯田達伸市長率團拜會楊文科縣長，就稻米行銷交換意見。

#### 2. 美國庫比蒂諾市議員來訪

113 年 11 月 12 日，美國庫比蒂諾市趙良方議員一行 6 人拜會陳見賢副縣長，就矽谷人才交流交換意見。

#### 3. 日本三條市議員團來訪

113 年 12 月 6 日，日本三條市議會議員團由佐藤和雄議長率領一行 9 人拜會楊文科縣長，就金屬加工交換意見。

#### 4. 副縣長出訪韓國

113 年 9 月 10 日至 13 日，陳見賢副縣長率團出訪韓國大田市，拜會大田市李莊雨市長，就科學園區合作交換意見。

#### 5. 新春茶會

113 年 12 月 20 日於縣政府大廳舉辦新春茶會，12 個駐台機構代表偕同外賓 35 位出席。

#### 6. 青年管樂團音樂會

113 年 12 月 22 日德國青年管樂團 24 人與本縣青年管樂團合演音樂會，入場觀眾 880 人。

### 八、節慶活動

113 年 10 月 12 日至 13 日舉辦義民文化祭，吸引 12 萬人次，創造產值約 1.2 億元。

113 年 11 月 16 日至 24 日舉辦柿餅節，吸引 8 萬人次，創造產值約 7,000 萬元。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("county"), {"report.md": TEXT}, date(2025, 1, 15)) as opened:
        yield opened


def told(county: Assistant, question: str) -> str:
    """What an answer says of itself, without what it quotes and cites."""
    answer: Answer = county.ask(question).answer
    assert answer.refusal is None, question
    lines = [line.text for line in answer.lines]
    return "\n".join(line for line in lines if not line.startswith(("報告原文", "The report says", "报告原文")))


@pytest.mark.parametrize(
    ("question", "first", "never"),
    [
        ("玩具抽查幾件不合格？", "21 件", "640"),
        ("玩具抽查幾件？", "640", "21"),
        ("玩具查核裁處罰鍰多少錢？", "88 萬元", "640"),
        ("公共自行車租借人次較去年同期變化如何？", "成長5.4%", "45.2"),
        ("公共自行車租借比去年同期成長多少？", "成長5.4%", "45.2"),
        ("電動輔助車占比多少？", "26%", "0%（"),
        ("火災死亡人數較去年同期增減幾人？", "減少3人", "4人"),
        ("火災死亡人數比去年同期減少幾人？", "減少3人", "4人"),
        ("火災死亡人數比去年少幾人？", "減少3人", "4人"),
        ("國中有幾所？", "國中／校數：31", "84"),
        ("高中有幾班？", "高中／班級數：288", "642"),
        ("國小學生有多少人？", "國小／學生數：33,245", "17,108"),
        ("國中的班級數？", "國中／班級數：642", "1,310"),
        ("How many students are in junior high schools?", "國中／學生數", "33,245"),
        ("學生最多的是哪一級學校？", "最高的是「國小」：33,245", "640"),
        ("哪一級學校的班級數最少？", "最低的是「高中」：288", "640"),
        ("國中小學生共有多少人？", "合計 50,353", "9,530"),
        ("公共自行車租借成長幾成？", "5.4%", "26%"),
        ("各級學校共有幾校？", "合計 127", "7 校"),
        ("玩具查核，不合格的有幾件？", "21 件", "640"),
        ("不合格的玩具有幾件？", "21 件", "640"),
        ("公共自行車電動輔助車有幾輛？", "310", "118"),
        ("火災死亡的有幾個人？", "4 人", "3 人"),
        ("新春茶會有多少外賓？", "35 位", "12"),
        ("新春茶會來了幾位外賓？", "35 位", "1 則"),
        ("How large was the audience at the concert in December?", "880", "24"),
    ],
)
def test_the_figure_asked_for_comes_first(county: Assistant, question: str, first: str, never: str) -> None:
    said = told(county, question).replace(" ", "")
    assert first.replace(" ", "") in said.split("\n")[0], said
    assert never.replace(" ", "") not in said.replace("合計127校", "")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("玩具抽查幾件？幾件不合格？", ("640", "21")),
        ("火災死亡幾個人？比去年少了幾人？", ("4人", "減少3人")),
        ("國中有幾所？學生數多少？", ("國中／校數：31", "國中／學生數：17,108")),
        ("義民文化祭吸引多少人次？產值多少？", ("12", "1.2")),
    ],
)
def test_each_of_several_amounts_is_told(county: Assistant, question: str, said: tuple[str, ...]) -> None:
    text = told(county, question)
    assert all(one in text for one in said), text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("高中比國中少幾校？", ("國中較多", "相差 19")),
        ("國中和國小哪個學生多？差多少？", ("國小較多", "16,137")),
        ("義民文化祭和柿餅節哪個產值高？", ("義民文化祭", "5,000 萬元")),
        ("空調採購和校舍整修哪個金額高？", ("校舍整修", "6,400萬元", "2,150萬元")),
        ("日本和美國的訪團哪個多？", ("日本：2 則", "美國的訪團：1 則")),
        ("日本與韓國哪個來訪的外賓多？", ("日本",)),
        ("義民文化祭和柿餅節，哪個人潮比較多？", ("義民文化祭", "較多", "12萬人次", "8萬人次")),
        ("義民文化祭跟柿餅節，哪個業績好？", ("義民文化祭", "較多", "1.2億元", "7,000萬元")),
        ("新竹縣柿餅節和義民文化祭的人次，哪個多？", ("義民文化祭", "較多")),
        ("商品查核的玩具，是不合格還是抽查多？", ("抽查較多", "640", "21")),
    ],
)
def test_sides_are_compared_by_what_is_asked(county: Assistant, question: str, said: tuple[str, ...]) -> None:
    text = told(county, question)
    assert all(one in text for one in said), text


def test_a_side_without_the_figure_is_not_compared_by_how_often_it_is_named(county: Assistant) -> None:
    assert county.ask("空調採購和校舍整修哪個滿意度高？").answer.refusal is not None
    assert county.ask("義民文化祭和稻米行銷哪個產值高？").answer.refusal is not None
    assert county.ask("義民文化祭和空調維護標案哪個花費多？").answer.refusal is not None
    assert county.ask("Which drew more people, the persimmon fair or the anti-noise evening?").answer.refusal is not None


@pytest.mark.parametrize(
    ("question", "n"),
    [("外賓接待共幾件？", "3"), ("楊文科縣長幾次接見外賓？", "2"), ("市府出訪多少趟？", "1"), ("日本訪團來訪幾次？", "2")],
)
def test_how_many_asked_at_the_end_counts_events(county: Assistant, question: str, n: str) -> None:
    assert f"共 {n} " in told(county, question).split("\n")[0]


@pytest.mark.parametrize("question", ["有哪些採購或工程？金額各多少？", "有哪些採購或工程？經費多少？"])
def test_what_is_asked_of_each_of_a_set_restricts_nothing(county: Assistant, question: str) -> None:
    text = told(county, question).replace(" ", "")
    assert "2,150萬元" in text
    assert "6,400萬元" in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抽查幾件不合格？", [("件", "不合格", False, False)]),
        ("核准幾件、總額多少？", [("件", "", False, False), ("", "", False, False)]),
        ("案件數較去年同期變化如何？", [("", "", True, False)]),
        ("電動車有幾輛？占比多少？", [("輛", "", False, False), ("", "", False, True)]),
        ("市長率團幾人？", [("人", "", False, False)]),
    ],
)
def test_amounts_are_read_one_by_one(text: str, found: list[tuple[str, str, bool, bool]]) -> None:
    amounts = amounts_asked(text)
    assert [(one.measure, one.after, one.change, one.rate) for one in amounts] == [
        (fold(measure), fold(after), change, rate) for measure, after, change, rate in found
    ]


@pytest.mark.parametrize("question", ["家具抽查幾件？", "遊艇租借多少人次？", "玩具火災死亡幾人？", "米粉節吸引多少人次？"])
def test_the_amount_of_another_thing_is_no_answer(county: Assistant, question: str) -> None:
    assert county.ask(question).answer.refusal is not None
