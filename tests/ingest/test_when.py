"""The days of an event where its words say them in a roundabout way: the year at the foot, works, days in a row."""

from __future__ import annotations

import pytest

from ingest import extract_events, find_figures, read_text

SIGNED = "日本館山市長田中一郎{0}率團拜會新竹市政府，與市長林明德簽訂友好交流協定。"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"新竹市與館山市締盟\n\n{SIGNED.format('7月21日')}\n\n（發布：2023年7月）", "2023-07-21", "2023-07-21"),
        (f"新竹市與館山市締盟\n\n{SIGNED.format('7月21日')}\n\n更新日期：112年8月2日", "2023-07-21", "2023-07-21"),
        ("市集登場\n\n114年5月8日\n\n市府於5月5日起一連3天在中央公園舉辦市集。", "2025-05-05", "2025-05-07"),
        ("市集登場\n\n114年5月8日\n\n市府於5月5日（一）起連續五天舉辦市集。", "2025-05-05", "2025-05-09"),
        ("漁港疏浚\n\n114年12月1日\n\n工程於8月12日開工、10月31日竣工，清淤4萬噸。", "2025-08-12", "2025-10-31"),
        ("訪團來訪\n\n114年3月12日\n\n韓國釜山市消防團11日前往基隆市消防局考察。", "2025-03-11", "2025-03-11"),
        ("花展\n\n114年12月1日\n\n花展於3月2日開幕，4月6日閉幕，吸引2萬人次。", "2025-03-02", "2025-04-06"),
        (
            "韓國議員團抵台南\n\n2024-06-11 台南市政府新聞處\n\n韓國議員團參訪台南市，市長林明德接待。"
            "林明德說，水原市今年1月5日與台南市換約結為友好城市。",
            "2024-06-11",
            "2024-06-11",
        ),
        (
            "日本館山市長訪新竹市\n\n〔2024/9/12 新竹報導〕日本館山市長田中一郎12日上午造訪新竹市政府。"
            "館山的田中次郎1903年來台任教。",
            "2024-09-12",
            "2024-09-12",
        ),
        (
            "新竹市長赴日\n\n2024/9/20 新竹訊\n\n市長林明德率一級主管，本月12日飛抵日本，拜會館山市長，"
            "團員已於昨（19）日返抵國門。",
            "2024-09-12",
            "2024-09-19",
        ),
    ],
)
def test_days_of_an_event(text: str, first: str, last: str) -> None:
    (event,) = extract_events(read_text(text + "\n", "release.txt"))
    assert event.when
    assert (event.when.first.isoformat(), event.when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("兩市結為姊妹市屆滿50週年，", [50]),
        ("甲市有600年歷史，乙市有400年，", [600, 400]),
        ("自2019年起推動，", []),
    ],
)
def test_years_that_passed_are_figures(text: str, amounts: list[float]) -> None:
    assert [one.amount for one in find_figures(text)] == amounts


def test_a_year_of_two_digits_before_a_half_is_the_period() -> None:
    items = "1. 8月4日召開主管會報，討論防疫。\n2. 9月5日至7日辦理教師研習，46人參加。\n"
    text = f"連江縣政府 95年下半年縣政工作報告\n\n{items}"
    days = [one.when.first.isoformat() for one in extract_events(read_text(text, "report.txt")) if one.when]
    assert days == ["2006-08-04", "2006-09-05"]


def test_a_campaign_named_before_has_the_days_told_there() -> None:
    items = "1. 冬防工作自2月3日起至3月4日止，動員800人次。\n2. 冬防期間處理車禍14件。\n3. 平時處理違規停車30件。\n"
    found = extract_events(read_text(f"連江縣政府 96年上半年縣政工作報告\n\n{items}", "report.txt"))
    days = [(one.when.first.isoformat(), one.when.last.isoformat()) for one in found if one.when]
    assert days == [("2007-02-03", "2007-03-04")] * 2 + [("2007-01-01", "2007-06-30")]
