"""Days as answers say them and as reports write them."""

from __future__ import annotations

from datetime import date

import pytest
from answer_samples import report

from assistant.days import calendars_differ, dates_said, days_named, days_proved
from assistant.phrase import date_words
from assistant.question import Language
from ingest import DateRange, Precision, read_text


def _range(first: date, last: date, precision: Precision = Precision.DAY, *, planned: bool = False) -> DateRange:
    return DateRange(first, last, precision, 0, 0, "test", planned)


RANGES = [
    _range(date(2023, 2, 14), date(2023, 2, 14)),
    _range(date(2023, 3, 8), date(2023, 3, 10)),
    _range(date(2023, 3, 30), date(2023, 4, 2)),
    _range(date(2022, 12, 30), date(2023, 1, 2)),
    _range(date(2023, 3, 1), date(2023, 3, 31), Precision.MONTH),
    _range(date(2023, 3, 1), date(2023, 5, 31), Precision.MONTH),
    _range(date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR),
    _range(date(2023, 9, 1), date(2023, 9, 30), Precision.MONTH, planned=True),
]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("when", RANGES)
def test_what_we_say_we_also_read(language: Language, when: DateRange) -> None:
    words = date_words(language, when)
    said, rest = dates_said(words)
    years = {year for year, _, _ in said if year}
    assert years == {when.first.year, when.last.year}
    if when.precision is Precision.DAY:
        assert {(d.year, d.month, d.day) for d in (when.first, when.last)} <= said
    assert not any(char.isdigit() for char in rest)
    assert not calendars_differ(words)


@pytest.mark.parametrize(
    "text",
    [
        "112 年 5 月 7 日至 7 日（2023-05-03 至 2023-05-07）",
        "112 年 2 月 14 日（2023-02-15）",
        "111 年 2 月（2023-02）",
        "8–10 March 2023 (112/3/8 to 112/3/11)",
        "14 February 2023 (112/3/14)",
    ],
)
def test_calendars_that_disagree(text: str) -> None:
    assert calendars_differ(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("112年2月14日", (2023, 2, 14)),
        ("112 年 3 月 8 日至 10 日", (2023, 3, 10)),
        ("民國一百一十二年三月十五日", (2023, 3, 15)),
        ("112/3/8", (2023, 3, 8)),
        ("112.3.8", (2023, 3, 8)),
        ("2023-03-08", (2023, 3, 8)),
        ("8 March 2023", (2023, 3, 8)),
        ("112年第二季", (2023, 6, 30)),
        ("112年上半年", (2023, 6, 30)),
        ("112 年 3 月 8 日抵達，於 9 日簽署", (2023, 3, 9)),
        ("１１２年３月８日", (2023, 3, 8)),
    ],
)
def test_days_of_a_report(text: str, day: tuple[int, int, int]) -> None:
    assert day in days_named(text)


def test_years_left_out_are_the_reports() -> None:
    proved = days_proved(["於 9 月 2 日完成"], [report()])
    assert (2023, 9, 2) in proved
    assert (2022, 9, 2) not in proved


@pytest.mark.parametrize("text", ["112 年 0 月 3 日", "2023-05-00", "112/0/8"])
def test_a_zero_is_no_day(text: str) -> None:
    said, _ = dates_said(text)
    proved = days_proved(["112 年 5 月 3 日"], [report()])
    assert not all(day in proved for day in said)


HEAD = "# 示範市政府交通局工作報告\n\n日期：114 年 11 月 20 日\n\n"


@pytest.mark.parametrize(
    ("text", "day", "other"),
    [
        ("6/3 至 6/6 前往新加坡", (2025, 6, 3), (2025, 6, 4)),
        ("4/10 來訪", (2025, 4, 10), (2025, 10, 4)),
        ("2025/3/5至3/8赴展", (2025, 3, 8), (2025, 8, 3)),
        ("114年1月18、19日辦理工作坊", (2025, 1, 18), (2025, 1, 17)),
        ("3月29日、30日舉辦", (2025, 3, 30), (2025, 3, 28)),
        ("114學年度招收幼兒", (2025, 8, 1), (2025, 8, 2)),
        ("114學年度招收幼兒", (2026, 7, 31), (2026, 8, 31)),
        ("昨（19）日率團抵達", (2025, 11, 19), (2025, 11, 18)),
        ("重點工作為114年4月至9月", (2025, 9, 30), (2025, 5, 31)),
        ("5 月中旬完工", (2025, 5, 0), (2025, 5, 31)),
        ("自９月１日起連續稽查６０天", (2025, 10, 30), (2025, 10, 31)),
        ("5月5日起一連三天舉辦", (2025, 5, 7), (2025, 5, 8)),
    ],
)
def test_days_in_their_reports_time(text: str, day: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    told = read_text(HEAD + text + "。\n", "reports/roads.md")
    proved = days_proved([text], [told])
    assert day in proved
    assert other not in proved


def test_days_of_another_report_are_not_read_in_this_one() -> None:
    told = read_text(HEAD, "reports/roads.md")
    assert (2025, 4, 10) not in days_proved(["4/10 來訪"], [told])
