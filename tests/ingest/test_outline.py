"""The outline in every dress: what is an item, of which level, with which title."""

# ruff: noqa: E501 - markup and tables of cases read better on one line
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import read_text

_CASES = {
    "formal to bracketed": (
        "某局業務報告\n壹、工作成果\n一、國際交流\n（一）締盟\n1.簽署協定\n113 年 2 月 3 日簽署。\n(1)細項\n"
        "貳、結語\n謝謝。",
        "壹工作成果/一國際交流/（一）締盟/1簽署協定/(1)細項/貳結語",
    ),
    "chapters and parts": (
        "某局報告\n第一章 前言\n推動業務。\n第二章 成果\n第一節 行銷\n一、旅展\n第二節 建設\n第三章 結語\n謝謝。",
        "第一章前言/第二章成果/第一節行銷/一旅展/第二節建設/第三章結語",
    ),
    "stems": (
        "某局報告\n一、步道\n甲、東線\n完成整建。\n乙、西線\n完成整建。\n二、公園\n啟用。",
        "一步道/甲東線/乙西線/二公園",
    ),
    "Roman and letters": (
        "City report\nI. Introduction\nWe worked.\nII. Exchange\nA. Visits\n1. A mayor came\nHe came.\n"
        "B. Events\nIII. End\nThanks.",
        "IIntroduction/IIExchange/AVisits/1A mayor came/BEvents/IIIEnd",
    ),
    "Roman in one character": (
        "報告\nⅠ、前言\n推動業務。\nⅡ、成果\ni. 甲項良好。\nii. 乙項良好。\nⅢ、結語\n謝謝。",
        "Ⅰ前言/Ⅱ成果/i/ii/Ⅲ結語",
    ),
    "full and half width mixed": (
        "某處報告\n一、重點\n（一)、戶政\n１．登記 1,234 件。\n２．歸化 35 件。\n(二)、宗教\n"
        "1、輔導登記。\n二．未來\n精進。",
        "一重點/（一)戶政/１/２/(二)宗教/1/二未來",
    ),
    "no comma but a wide space": (
        "某處報告\n一　前言\n順利。\n二　重點\n完成。\n三　未來\n精進。",
        "一前言/二重點/三未來",
    ),
    "circled and one-character brackets": (
        "報告\n一、交流\n①日本\n來訪。\n②韓國\n來訪。\n㈠其他\n⑴甲\n⑵乙",
        "一交流/①日本/②韓國/㈠其他/⑴甲/⑵乙",
    ),
    "decimals": (
        "報告\n1 前言\n推動。\n2 重點\n2.1 交流\n2.1.1 日本\n訪問。\n2.2 建設\n完成 3 條。\n3 結語\n謝謝。",
        "1前言/2重點/2.1交流/2.1.1日本/2.2建設/3結語",
    ),
    "quantities are no decimals": (
        "報告\n一、建設\n1.5 公里步道完成。\n2.5 公里自行車道完成。\n二、結語\n謝謝。",
        "一建設/二結語",
    ),
    "table of contents": (
        "某局報告\n目錄\n壹、前言......1\n貳、成果......2\n一、圖書館………3\n壹、前言\n致力發展。\n貳、成果\n一、圖書館\n啟用。",
        "壹前言/貳成果/一圖書館",
    ),
    "numbers that begin a wrapped line": (
        "某局報告\n壹、成果\n一、行銷\n本局辦理旅展並拜會各界，會中與日本大阪市及京都市代表就觀光交流議題廣泛交換意見，並參觀駁\n"
        "二、愛河及旗津等景點，各界對本市觀光資源印象深刻，期盼未來持續合作推廣，共同開拓國際旅遊市場。\n二、建設\n完成。",
        "壹成果/一行銷/二建設",
    ),
    "unnumbered": (
        "市長接見訪問團 深化交流\n發布日期：113-05-20\n市長今日接見訪問團，雙方交換意見。",
        "市長接見訪問團 深化交流",
    ),
    "numbered paragraphs have no title": (
        "某局報告\n一、服務\n1.本期受理申訴 120 件，調解 30 件，成效良好。\n2.本期辦理宣導 6 場次，計有 300 人參加。",
        "一服務/1/2",
    ),
    "a list that begins again below an unnumbered heading": (
        "# 報告\n\n壹、成果\n\n## 上半年\n\n1. 辦理旅展\n\n2. 辦理論壇\n\n## 下半年\n\n1. 辦理燈會\n\n2. 辦理競賽\n",
        "壹成果/1辦理旅展/2辦理論壇/1辦理燈會/2辦理競賽",
    ),
}


@pytest.mark.parametrize("name", _CASES)
def test_outline(name: str) -> None:
    text, expected = _CASES[name]
    report = read_text(text)
    rows = [f"{section.mark.strip(' 　、.．')}{section.title}" for section in report.sections]
    assert "/".join(rows) == expected


def test_levels_follow_the_numbering_and_not_the_markdown() -> None:
    text = "###### 壹、成果\n\n# 一、交流\n\n### （一）締盟\n\n1. 簽署\n\n- 2. 訪問\n\n## （二）接待\n\n**3. 其他**\n"
    report = read_text(text, "a.md")
    levels = [(section.level, section.ordinal) for section in report.sections]
    assert levels[:6] == [(1, 1), (2, 1), (3, 1), (4, 1), (4, 2), (3, 2)]


def test_a_heading_cut_by_the_page_is_whole() -> None:
    text = (
        "壹、成果\n\n1.邀請姊妹市及駐外機構參與「2024 年國\n\f際燈會」\n\n113 年 2 月 3 日辦理。\n\n2.其他\n\n完成。\n"
    )
    report = read_text(text)
    assert report.sections[1].title == "邀請姊妹市及駐外機構參與「2024 年國際燈會」"
    assert [page.number for page in report.pages] == [1, 2]
    assert report.page_at(report.text.index("際燈會")) == 2


def test_captions_belong_to_the_items_that_cite_them() -> None:
    text = "壹、交流\n\n1.訪問團來訪\n\n市長接見。（照片 1、3）\n\n2.簽署協定\n\n雙方簽署。（照片2）\n\n"
    text += "照片 1：接見\n\n照片2：簽署\n\n照片 3：合影\n"
    report = read_text(text)
    assert [(photo.number, photo.caption, photo.section) for photo in report.photos] == [
        (1, "接見", 1),
        (2, "簽署", 2),
        (3, "合影", 1),
    ]


def test_tables_keep_header_and_cells() -> None:
    report = read_text("一、統計\n\n| 類別 | 件數 |\n|---|---|\n| 諮詢 | 1,200 |\n| 合計 | 1,200 |\n", "a.md")
    table = report.tables[0]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["類別", "件數"],
        ["諮詢", "1,200"],
        ["合計", "1,200"],
    ]
    assert table.header_rows == 1
    assert all(report.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)


_PIECE = st.sampled_from([
    "壹、", "一、", "（一）", "1.", "(1)", "①", "甲、", "A.", "i.", "第一章 ", "前言", "本局辦理，", "成效良好。", "\n", "\n\n", "\f",
    "照片 1：", "（照片 1）", "| a | b |\n", "# ", "- ", "113 年", "「", "」", "（", "　", "x", "2.", "二、", "・・・・3\n",
])  # fmt: skip


@given(st.lists(_PIECE, max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_the_span_law_holds_for_any_text(text: str) -> None:
    report = read_text(text, "a.md")
    whole = report.text
    for section in report.sections:
        assert whole[section.start : section.start + len(section.mark)] == section.mark
        assert section.start <= section.heading_end <= len(whole)
        assert section.title in whole[section.start : section.heading_end]
        assert section.page == report.page_at(section.start)
        assert section.parent is None or report.sections[section.parent].level == section.level - 1
    for block in report.blocks:
        assert whole[block.start : block.end].strip()
        assert block.page == report.page_at(block.start)
    covered = sorted((block.start, block.end) for block in report.blocks)
    assert all(a[1] < b[0] or a[1] <= b[0] for a, b in pairwise(covered))
    for table in report.tables:
        assert all(whole[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    for photo in report.photos:
        assert whole[photo.start : photo.end].endswith(photo.caption)
    for passage in report.passages:
        assert whole[passage.start : passage.end].strip()
        assert passage.page == report.page_at(passage.start)
    starts = [page.start for page in report.pages]
    assert starts == sorted(starts)
    assert not starts or (starts[0] == 0 and report.pages[-1].end == len(whole))
