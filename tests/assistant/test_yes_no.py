"""Yes or no: directions, bounds, kinds, who it was and when it was, over one short report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_REPORT = """苗栗縣政府工作報告

報告日期：114年10月20日

報告期間：114年1月1日至114年6月30日

一、外賓接待

（一）114年2月3日，日本豐橋市議會議長森田良介（Morita Ryosuke）一行18人來訪，由鍾采蓉縣長接見，就綠能交換意見。

（二）114年4月9日，捷克經濟文化辦事處代表揚·諾瓦克（Jan Novak）拜會，由李沐恩處長接待，就啤酒節慶交流。

二、學校交流

本期本縣8所國中與韓國、加拿大學校進行視訊課程共24堂，學生612人參與。

三、出訪

114年5月6日至9日，李沐恩處長率業者9家赴泰國清邁市參加旅展，發放摺頁2,000份。

四、業務統計

（一）本期受理交通事故2,310件，較去年同期減少140件；事故受傷人數1,905人，較去年同期增加62人。

（二）本期公車載客31萬人次，較上期成長4.2%；低地板公車88輛，占全縣公車44%。

（三）本期查獲走私香菸56萬包、毒品12公斤。

五、工程

竹南轉運站於114年6月14日啟用，鍾采蓉縣長主持典禮。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("yes-no"), {"county.txt": _REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "first", "there", "away"),
    [
        ("交通事故件數增加了嗎？", "沒有", "減少140件", "增加62人"),
        ("交通事故件數減少了嗎？", "是", "減少140件", ""),
        ("交通事故受傷人數有沒有減少？", "沒有", "增加62人", ""),
        ("交通事故受伤人数增加了吗？", "是", "增加62人", ""),
        ("公車載客有成長嗎？", "有", "成長4.2%", ""),
        ("低地板公車占比有超過五成嗎？", "沒有", "44%", "4.2%。"),
        ("低地板公車占比有超過四成嗎？", "有", "44%", ""),
        ("有接待過韓國訪團嗎？", "沒有", "韓國", ""),
        ("苗栗縣有接待日本訪團嗎？", "有", "豐橋", ""),
        ("鍾采蓉縣長有去泰國嗎？", "沒有", "李沐恩", ""),
        ("李沐恩處長接待了捷克總統嗎？", "不是", "諾瓦克", "所載為：李沐恩"),
        ("鍾采蓉縣長見過泰國市長嗎？", "不是", "", "所載為：李沐恩"),
        ("有超過10人的訪團嗎？", "有", "18人", ""),
        ("竹南轉運站是5月啟用的嗎？", "不是", "6 月 14 日", "旅展"),
    ],
)
def test_yes_or_no(county: Assistant, text: str, first: str, there: str, away: str) -> None:
    answer = county.ask(text).answer
    lines = [line.text for line in answer.lines]
    assert lines[0].startswith(first), lines
    assert there in "\n".join(lines), lines
    assert not away or away not in lines[0], lines
    assert answer.refusal is None


@pytest.mark.parametrize(
    "text", ["毒品查獲量增加了嗎？", "鍾采蓉縣長會說日語嗎？", "公車事故減少了嗎？", "走私香菸包數比去年增加多少？"]
)
def test_what_is_not_said_is_refused(county: Assistant, text: str) -> None:
    answer = county.ask(text).answer
    assert answer.refusal is not None, answer.text
