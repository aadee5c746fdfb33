from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tomllib import loads

import pytest

from ingest import Table, check_totals, table_figures
from ingest.report import Block, BlockKind
from ingest.tables import place_table


def laid(rows: Sequence[Sequence[str]]) -> tuple[str, Table]:
    text = "\n".join(" | ".join(row) for row in rows)
    return text, place_table(Block(BlockKind.TABLE, None, 0, len(text), 1), rows)


POLICE = [
    ["項次", "案類", "發生數", "破獲數", "破獲率(%)"],
    ["1", "竊盜", "1,200", "1,150", "95.8"],
    ["2", "詐欺", "800", "700", "87.5"],
    ["", "合計", "2,000", "1,850", "92.5"],
]
BUDGET = [
    ["年度", "件數", "金額（千元）"],
    ["112", "1,300", "4,000"],
    ["113", "1,400", "4,800"],
    ["總計", "2,700", "8,800"],
]
DISTRICTS = [
    ["區別", "男", "女", "合計"],
    ["東區", "10", "12", "22"],
    ["西區", "20", "18", "38"],
    ["小計", "30", "30", "61"],
]
STAFF = [
    ["單位：人", "", "", ""],
    ["學校", "教師", "學生", "計"],
    ["甲校", "20", "300", "320"],
    ["乙校", "30", "400", "430"],
]
BLOCKS = [
    ["正式", "工友", "技工", "合計"], ["", "100", "50", "150"],
    ["臨時", "助理", "工讀生", "合計"], ["", "公務預算", "補助費", "35"], ["", "20", "15", ""],
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        (
            POLICE,
            [
                (1200, "", "竊盜 發生數"),
                (1150, "", "竊盜 破獲數"),
                (95.8, "%", "竊盜 破獲率(%)"),
                (800, "", "詐欺 發生數"),
            ],
        ),
        (
            BUDGET,
            [(1300, "件", "年度 112 件數"), (4000, "千元", "年度 112 金額（千元）"), (1400, "件", "年度 113 件數")],
        ),
        (DISTRICTS, [(10, "", "東區 男"), (12, "", "東區 女"), (22, "", "東區 合計")]),
        (STAFF, [(20, "人", "甲校 教師"), (300, "人", "甲校 學生"), (320, "人", "甲校 計")]),
        (
            BLOCKS,
            [
                (100, "", "正式 工友"),
                (50, "", "正式 技工"),
                (150, "", "正式 合計"),
                (35, "", "臨時 合計"),
                (20, "", "臨時 助理 公務預算"),
            ],
        ),
    ],
)
def test_headings_say_what_is_counted(rows: list[list[str]], figures: list[tuple[float, str, str]]) -> None:
    text, table = laid(rows)
    found = table_figures(table)
    assert [(one.amount, one.unit, one.what) for one in found[: len(figures)]] == figures
    assert all(text[one.start : one.end] == one.text for one in found)


def test_units_and_signs_in_cells() -> None:
    _, table = laid([["類別", "112年", "113年"], ["來訪", "120 人", "1,800 人次"], ["增減", "▼20", "12 億元"]])
    assert [(one.amount, one.unit) for one in table_figures(table)] == [
        (120, "人"), (1800, "人次"), (-20, ""), (1200000000, "元"),
    ]  # fmt: skip


def test_cells_of_words_are_read_like_prose() -> None:
    _, table = laid([["項目", "說明"], ["查核", "查核 35 家、裁處 3 件"]])
    assert [(one.text, one.what) for one in table_figures(table)] == [("35 家", "查核"), ("3 件", "裁處")]


def test_the_text_before_a_table_names_its_unit() -> None:
    _, table = laid([["類別", "上期", "本期"], ["工友", "2,600", "2,500"], ["總計", "2,600", "2,500"]])
    assert {one.unit for one in table_figures(table, "現有員額為 2,500 人，統計如下：")} == {"人"}
    assert {one.unit for one in table_figures(table, "單位：千元")} == {"千元"}


def test_numbers_moved_by_the_layout_go_with_the_headings_in_order() -> None:
    _, table = laid([["人員", "工友", "", "隊員", "", "助理", "合計"], ["", "", "2,500", "", "2,700", "", "220"]])
    assert [one.what for one in table_figures(table)] == ["人員 工友", "人員 隊員", "人員 助理"]


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (POLICE, [(2000, 2000, True), (1850, 1850, True)]),
        (BUDGET, [(2700, 2700, True), (8800, 8800, True)]),
        (DISTRICTS, [(22, 22, True), (38, 38, True), (30, 30, True), (30, 30, True), (61, 60, False)]),
        ([["項目", "數"], ["甲", "3"], ["合計", "3"]], []),
        (
            [
                ["項目", "數"],
                ["甲", "3"],
                ["乙", "4"],
                ["小計", "7"],
                ["丙", "5"],
                ["丁", "6"],
                ["小計", "11"],
                ["總計", "18"],
            ],
            [(7, 7, True), (11, 11, True), (18, 18, True)],
        ),
    ],
)
def test_totals_are_checked(rows: list[list[str]], totals: list[tuple[float, float, bool]]) -> None:
    _, table = laid(rows)
    assert [(one.printed, one.summed, one.agrees) for one in check_totals(table)] == totals


def test_rules_hold_for_their_examples() -> None:
    rule = loads((Path(__file__).parents[2] / "ingest" / "rules" / "units.toml").read_text("utf-8"))["tables"]
    for word, found in ((rule["match"], 1), (rule["reject"], 0)):
        _, table = laid([["項目", "數"], ["甲", "3"], ["乙", "4"], [word, "7"]])
        assert len(check_totals(table)) == found
    for ending, unit in rule["units"].items():
        _, table = laid([["項目", f"某{ending}"], ["甲", "3"]])
        assert [one.unit for one in table_figures(table)] == [unit]
    for label in rule["labels"]:
        _, table = laid([[label, "人數"], ["7", "3"]])
        assert [one.amount for one in table_figures(table)] == [3]
