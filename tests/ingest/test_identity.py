"""Who reports to whom about which period, in the dresses of several cities."""

# ruff: noqa: E501 - tables of cases read better on one line
from __future__ import annotations

from datetime import date

import pytest

from ingest import read_text

_CASES = [
    (
        "二十一、臺中市政府行政處業務報告\n日期：113 年 11 月 1 日\n貴會第 4 屆第 4 次定期大會開議。\n"
        "謹就 113 年 2 月 16 日起至 113 年 7 月 31 日止（以下稱本期）辦理情形報告。\n壹、執行情形\n順利。",
        ("臺中市政府行政處業務報告", "臺中市", "行政處", 4, 4, date(2024, 11, 1), date(2024, 2, 16), date(2024, 7, 31)),
    ),
    (
        "花蓮縣政府觀光處施政報告\n花蓮縣議會第20屆第5次定期大會　報告日期：114年5月6日\n報告期間：113年11月1日至114年4月30日\n壹、觀光\n順利。",
        ("花蓮縣政府觀光處施政報告", "花蓮縣", "觀光處", 20, 5, date(2025, 5, 6), date(2024, 11, 1), date(2025, 4, 30)),
    ),
    (
        "臺中市政府農業局業務報告\n第四屆第六次定期會\n中華民國１１４年１０月１５日\n謹就114年2月至7月(以下簡稱本期)業務報告.\n壹.成果\n良好.",
        ("臺中市政府農業局業務報告", "臺中市", "農業局", 4, 6, date(2025, 10, 15), date(2025, 2, 1), date(2025, 7, 31)),
    ),
    (
        "桃園市政府勞動局 114 年上半年工作報告\n114 年 9 月 3 日提報桃園市議會第 3 屆第 6 次定期大會\n一、就業\n良好。",
        ("桃園市政府勞動局 114 年上半年工作報告", "桃園市", "勞動局", 3, 6, date(2025, 9, 3), date(2025, 1, 1), date(2025, 6, 30)),
    ),
    (
        "苗栗縣政府115年第1季國際交流成果\n(一)1月14日訪問團拜會。\n(二)2月3日訪問團拜會。",
        ("苗栗縣政府115年第1季國際交流成果", "苗栗縣", None, None, None, None, date(2026, 1, 1), date(2026, 3, 31)),
    ),
    (
        "基隆市衛生局工作報告\n基隆市議會第20屆第4次臨時會\n壹、疾病管制\n順利。",
        ("基隆市衛生局工作報告", "基隆市", "衛生局", 20, 4, None, None, None),
    ),
    (
        "市長接見訪問團\n發布日期：2025-06-18\n發布單位：臺南市政府新聞處\n市長今日接見日本訪問團，雙方交換意見。",
        ("市長接見訪問團", "臺南市", "新聞處", None, None, date(2025, 6, 18), None, None),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), _CASES, ids=[case[1][0] for case in _CASES])
def test_identity(text: str, expected: tuple[object, ...]) -> None:
    one = read_text(text).identity
    found = (
        one.title, one.city, one.bureau, one.council_term, one.council_session, one.report_date, one.period_start, one.period_end,
    )  # fmt: skip
    assert found == expected


def test_a_metadata_block_comes_first() -> None:
    one = read_text("---\ntitle: 觀光月報\ncity: 臺東縣\ndate: 2024-03-01\n---\n\n高雄市政府辦理活動。\n", "a.md").identity
    assert (one.title, one.city, one.report_date) == ("觀光月報", "臺東縣", date(2024, 3, 1))


@pytest.mark.parametrize(("told", "expected"), [("114年4月", date(2025, 4, 30)), ("114 年 4 月 9 日", date(2025, 4, 9))])
def test_the_report_date_may_be_a_month_and_is_never_the_period(told: str, expected: date) -> None:
    head = f"南海市政府國際處工作報告\n\n報告日期：{told}\n報告範圍：113年9月1日至114年2月28日\n\n一、甲事\n二、乙事\n"
    who = read_text(head).identity
    assert (who.report_date, who.period_start, who.period_end) == (expected, date(2024, 9, 1), date(2025, 2, 28))


@pytest.mark.parametrize(
    ("head", "city", "first", "last"),
    [
        ("嘉義縣政府業務報告\n\n報告期間：113年7月至12月", "嘉義縣", date(2024, 7, 1), date(2024, 12, 31)),
        ("新竹縣政府教育局工作報告\n新竹縣議會第20屆第3次定期會\n（113年4月至9月）", "新竹縣", date(2024, 4, 1), date(2024, 9, 30)),
        ("新竹縣衛生局業務報告\n自113年1月起至6月止", "新竹縣", date(2024, 1, 1), date(2024, 6, 30)),
        ("嘉義市政府環境保護局業務報告（113年1-6月）", "嘉義市", date(2024, 1, 1), date(2024, 6, 30)),
        ("臺東縣警察局工作報告\n資料時間：113年5月至10月", "臺東縣", date(2024, 5, 1), date(2024, 10, 31)),
        ("澎湖縣政府農漁局報告\n定期會  113.5-113.10", "澎湖縣", date(2024, 5, 1), date(2024, 10, 31)),
        ("彰化縣政府社會處業務報告\n報告區間：113/01/01~113/06/30", "彰化縣", date(2024, 1, 1), date(2024, 6, 30)),
        ("臺北市政府觀光傳播局報告\n一、工作成果（112年7月~12月）", "臺北市", date(2023, 7, 1), date(2023, 12, 31)),
        ("連江縣政府工作報告\n中華民國一一三年四月至九月", "連江縣", date(2024, 4, 1), date(2024, 9, 30)),
        ("竹縣府與友邦簽約\n縣長今日在縣府接見代表。", "新竹縣", None, None),
    ],
)
def test_the_period_may_be_said_in_months(head: str, city: str, first: date | None, last: date | None) -> None:
    one = read_text(f"{head}\n\n壹、成果\n順利。").identity
    assert (one.city, one.period_start, one.period_end) == (city, first, last)
    assert one.report_date is None


def test_a_day_of_writing_in_numerals() -> None:
    one = read_text("連江縣政府工作報告\n報告日期：中華民國一百一十三年十一月十八日\n\n壹、前言\n順利。").identity
    assert one.report_date == date(2024, 11, 18)
