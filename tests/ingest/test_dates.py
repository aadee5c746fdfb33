from __future__ import annotations

from datetime import date
from pathlib import Path
from tomllib import loads

import pytest

from ingest import DateContext, DateRange, Identity, context_of, find_dates

# A report on February to July 113, written in November; one over New Year; a news item of 25 June; a question.
HALF = DateContext(period_first=date(2024, 2, 16), period_last=date(2024, 7, 31), report_date=date(2024, 11, 1))
WINTER = DateContext(period_first=date(2023, 8, 1), period_last=date(2024, 1, 31), report_date=date(2024, 4, 10))
NEWS = DateContext(report_date=date(2024, 6, 25))
ASK = DateContext(
    period_first=date(2024, 2, 16), period_last=date(2024, 7, 31), report_date=date(2026, 11, 24), asking=True
)
NONE = DateContext()


def short(one: DateRange) -> str:
    first, last = one.first.isoformat(), one.last.isoformat()
    return first if first == last else f"{first}..{last}"


def said(text: str, context: DateContext = HALF) -> list[str]:
    return [short(one) for one in find_dates(text, context)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("113 年 2 月 18 日至 20 日，本局邀請訪團", ["2024-02-18..2024-02-20"]),
        ("112年9月3日接見", ["2023-09-03"]),
        ("１１３年６月２５日", ["2024-06-25"]),
        ("民國113年5月8日", ["2024-05-08"]),
        ("中華民國一一三年六月二十五日", ["2024-06-25"]),
        ("民國一百一十三年十二月廿五日", ["2024-12-25"]),
        ("二〇二四年三月五日", ["2024-03-05"]),
        ("西元2024年3月5日", ["2024-03-05"]),
        ("2024年 3月 5日", ["2024-03-05"]),
        ("2024-06-25", ["2024-06-25"]),
        ("2024/6/25", ["2024-06-25"]),
        ("2024.06.25", ["2024-06-25"]),
        ("113.6.25", ["2024-06-25"]),
        ("113/6/25", ["2024-06-25"]),
        ("113.06.25(二)", ["2024-06-25"]),
        ("2.113年6月25日完成", ["2024-06-25"]),
        ("一、113年6月25日完成", ["2024-06-25"]),
        ("113/02/16–113/07/31", ["2024-02-16..2024-07-31"]),
        ("113.2.16-7.31", ["2024-02-16..2024-07-31"]),
        ("113.6.25-27", ["2024-06-25..2024-06-27"]),
        ("2024/6/25-6/27", ["2024-06-25..2024-06-27"]),
        ("於6/25舉辦", ["2024-06-25"]),
        ("6/25(二)至6/27(四)", ["2024-06-25..2024-06-27"]),
        ("3/20-23 來訪", ["2024-03-20..2024-03-23"]),
        ("發布日期：20240625", ["2024-06-25"]),
        ("113年12月28日至114年1月3日", ["2024-12-28..2025-01-03"]),
        ("112 年 12 月 28 日至 1 月 3 日", ["2023-12-28..2024-01-03"]),
        ("113年2月26日至3月2日", ["2024-02-26..2024-03-02"]),
        ("113年2月27日至2日", ["2024-02-27..2024-03-02"]),
        ("自 7 月 2 日起至 8 月 30 日止", ["2024-07-02..2024-08-30"]),
        ("7月2日起至113年8月30日止", ["2024-07-02..2024-08-30"]),
        ("113年6月25日（星期二）上午9時至6月26日下午5時", ["2024-06-25..2024-06-26"]),
        ("113年6月1日（六）至5日（三）", ["2024-06-01..2024-06-05"]),
        ("113年6月25日9時30分至17時", ["2024-06-25"]),
        ("113年6月25日14:00-16:30", ["2024-06-25"]),
        ("6月15(六)、16日(日)", ["2024-06-15", "2024-06-16"]),
        ("昭和10年、令和6年5月3日", ["1935-01-01..1935-12-31", "2024-05-03"]),
        ("民前5年", ["1907-01-01..1907-12-31"]),
        ("88年5月成立", ["1999-05-01..1999-05-31"]),
        ("民國88年成立", ["1999-01-01..1999-12-31"]),
    ],
)
def test_days_in_every_dress(text: str, days: list[str]) -> None:
    assert said(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("113年2月26日至29日訪問，於27日簽署；28日拜會知事", ["2024-02-26..2024-02-29", "2024-02-27", "2024-02-28"]),
        ("113年2月28日至3月2日訪問，於29日簽署；1日返國", ["2024-02-28..2024-03-02", "2024-02-29", "2024-03-01"]),
        ("113年7月12日會晤，同日出席酒會，翌日返國", ["2024-07-12", "2024-07-12", "2024-07-13"]),
        ("113年5月31日召開，隔日公告，次月5日實施", ["2024-05-31", "2024-06-01", "2024-07-05"]),
        ("112年12月3日簽約，翌年2月完工", ["2023-12-03", "2024-02-01..2024-02-29"]),
        ("113年5月6日拜會，同月20日回訪，同年7月締盟", ["2024-05-06", "2024-05-20", "2024-07-01..2024-07-31"]),
        ("113年2月21日及3月20日", ["2024-02-21", "2024-03-20"]),
        ("113年3月5、12、19日", ["2024-03-05", "2024-03-12", "2024-03-19"]),
        ("113年6月25、26兩日", ["2024-06-25", "2024-06-26"]),
        ("113年5月3日、5日及7日", ["2024-05-03", "2024-05-05", "2024-05-07"]),
        ("113年3月至5月", ["2024-03-01..2024-05-31"]),
        ("113年3-5月", ["2024-03-01..2024-05-31"]),
        ("113年2、4月", ["2024-02-01..2024-02-29", "2024-04-01..2024-04-30"]),
        ("（113 年-117 年）", ["2024-01-01..2028-12-31"]),
        ("113-117年", ["2024-01-01..2028-12-31"]),
        ("112、113年度", ["2023-01-01..2023-12-31", "2024-01-01..2024-12-31"]),
        ("98年至112年", ["2009-01-01..2023-12-31"]),
        ("112年12月至翌年2月", ["2023-12-01..2024-02-29"]),
        ("113年5月20日至次月3日", ["2024-05-20..2024-06-03"]),
        ("113年7月12日至翌日", ["2024-07-12..2024-07-13"]),
        ("去年的12月", ["2023-12-01..2023-12-31"]),
        ("當日與會", []),
        ("同月20日", []),
    ],
)
def test_parts_are_inherited(text: str, days: list[str]) -> None:
    assert said(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("113 年 5 月", ["2024-05-01..2024-05-31"]),
        ("113年元月", ["2024-01-01..2024-01-31"]),
        ("113 年度", ["2024-01-01..2024-12-31"]),
        ("113學年度第2學期", ["2025-02-01..2025-07-31"]),
        ("113學年度", ["2024-08-01..2025-07-31"]),
        ("本期計查察", ["2024-02-16..2024-07-31"]),
        ("113年上半年", ["2024-01-01..2024-06-30"]),
        ("下半年", ["2024-07-01..2024-12-31"]),
        ("第二季", ["2024-04-01..2024-06-30"]),
        ("113年第3季", ["2024-07-01..2024-09-30"]),
        ("113年Q2", ["2024-04-01..2024-06-30"]),
        ("5月上旬", ["2024-05-01..2024-05-10"]),
        ("113年5月中旬", ["2024-05-11..2024-05-20"]),
        ("2月下旬", ["2024-02-21..2024-02-29"]),
        ("5月底", ["2024-05-21..2024-05-31"]),
        ("113年4月15日開工，月底完成", ["2024-04-15", "2024-04-21..2024-04-30"]),
        ("113年底", ["2024-10-01..2024-12-31"]),
        ("截至 113 年 6 月 30 日", ["2024-06-30"]),
        ("本（113）年5月", ["2024-05-01..2024-05-31"]),
        ("去(112)年12月3日", ["2023-12-03"]),
        ("113年1至6月", ["2024-01-01..2024-06-30"]),
        ("7月起", ["2024-07-01..2024-07-31"]),
    ],
)
def test_months_years_and_periods(text: str, days: list[str]) -> None:
    assert said(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "達 2/3 以上",
        "約 1/2 民眾",
        "3/4 席次",
        "版本 1.2.3",
        "v10.2.3",
        "IP 192.168.1.10",
        "07-337-3555",
        "(02)2720-8889",
        "0800-024-111",
        "第 3 條第 2 項",
        "第 4 屆第 4 次定期大會",
        "50 年歷史",
        "10 年來的蛻變",
        "保固 3 年",
        "24 小時",
        "3 個月",
        "三天兩夜",
        "為期 5 日",
        "連續3日",
        "3日遊行程",
        "7日內回覆",
        "65 歲",
        "12 月齡幼兒",
        "113年2月30日",
        "112年2月29日",
        "13月5日",
        "農曆1月15日",
        "五月天演唱會",
        "每年3月舉辦",
        "1990年代",
        "120 年歷史",
        "百年老店",
        "2024 高雄燈會",
        "1,152 場次",
        "3 日本人",
        "字第1130012345號",
        "20世紀末",
        "唐朝中期",
        "113 家",
        "第3日",
        "2號出口",
        "上半身",
        "四季如春",
        "代表諾瓦克（Jan Novák）見證",
        "明日報報導",
        "一百年間",
        "未來9日",
        "弘光元年",
        "上月球",
        "A4/3",
        "比數3:2",
        "http://a.tw/2/3",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "context", "days"),
    [
        ("預計於 11 月完工", HALF, ["2024-11-01..2024-11-30"]),
        ("出席 10 月舉辦之國慶活動", HALF, ["2024-10-01..2024-10-31"]),
        ("1 月 20 日辦理", HALF, ["2024-01-20"]),
        ("12 月辦理", WINTER, ["2023-12-01..2023-12-31"]),
        ("1 月辦理", WINTER, ["2024-01-01..2024-01-31"]),
        ("預計 5 月完工", WINTER, ["2024-05-01..2024-05-31"]),
        ("8 月 3 日接見，1 月 5 日再訪", WINTER, ["2023-08-03", "2024-01-05"]),
        ("112 年辦理，5 月完成", HALF, ["2023-01-01..2023-12-31", "2023-05-01..2023-05-31"]),
        ("112年12月20日動工，預計2月完工", WINTER, ["2023-12-20", "2024-02-01..2024-02-29"]),
        ("5月3日", NONE, []),
        ("5月3日", DateContext(year=2022), ["2022-05-03"]),
        ("27日", DateContext(year=2022, month=5), ["2022-05-27"]),
        ("27日", HALF, []),
    ],
)
def test_a_missing_year_comes_from_period_and_order(text: str, context: DateContext, days: list[str]) -> None:
    assert said(text, context) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("市長今（25）日接見，訪團昨(24)日抵達，26日離開", ["2024-06-25", "2024-06-24", "2024-06-26"]),
        ("議長昨(24)晚出席", ["2024-06-24"]),
        ("消防局(21)日授旗", ["2024-06-21"]),
        ("今天上午拜會", ["2024-06-25"]),
        ("25日上午接見", ["2024-06-25"]),
        ("本週六(29日)登場", ["2024-06-29"]),
        ("上週三來訪", ["2024-06-19"]),
        ("將於10月舉辦", ["2024-10-01..2024-10-31"]),
        ("明年3月", ["2025-03-01..2025-03-31"]),
        ("去年12月3日", ["2023-12-03"]),
        ("即日起至7月31日", ["2024-06-25..2024-07-31"]),
        ("較去年同期增加", []),
        ("今日的城市", []),
    ],
)
def test_news_counts_from_its_own_day(text: str, days: list[str]) -> None:
    assert said(text, NEWS) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("三月份有哪些訪問？", ["2024-03-01..2024-03-31"]),
        ("三月份有哪些访问涉及智慧城市？", ["2024-03-01..2024-03-31"]),
        ("113年第二季", ["2024-04-01..2024-06-30"]),
        ("三月最後一週", ["2024-03-25..2024-03-31"]),
        ("5月第一週", ["2024-05-01..2024-05-07"]),
        ("5月以來的訪團", ["2024-05-01..2026-11-24"]),
        ("5月15日以前", ["2024-02-16..2024-05-15"]),
        ("5月之前", ["2024-02-16..2024-04-30"]),
        ("上個月", ["2026-10-01..2026-10-31"]),
        ("最近三個月", ["2026-08-25..2026-11-24"]),
        ("113年2月26日到29日之間", ["2024-02-26..2024-02-29"]),
        ("3月到5月", ["2024-03-01..2024-05-31"]),
        ("2月和4月", ["2024-02-01..2024-02-29", "2024-04-01..2024-04-30"]),
        ("7月9日那次", ["2024-07-09"]),
        ("上半年", ["2024-01-01..2024-06-30"]),
    ],
)
def test_questions_in_chinese(text: str, days: list[str]) -> None:
    assert said(text, ASK) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Which visits concerned smart cities in March?", ["2024-03-01..2024-03-31"]),
        ("Who came on 18 April 2024?", ["2024-04-18"]),
        ("on the 9th of July", ["2024-07-09"]),
        ("April 18, 2024", ["2024-04-18"]),
        ("April 18–20, 2024", ["2024-04-18..2024-04-20"]),
        ("between 1 and 15 July 2024", ["2024-07-01..2024-07-15"]),
        ("on the 2nd and 5th of July", ["2024-07-02", "2024-07-05"]),
        ("from 1 March to 5 April 2024", ["2024-03-01..2024-04-05"]),
        ("between March and May", ["2024-03-01..2024-05-31"]),
        ("in May or June", ["2024-05-01..2024-05-31", "2024-06-01..2024-06-30"]),
        ("in the last week of March.", ["2024-03-25..2024-03-31"]),
        ("Q2 2024", ["2024-04-01..2024-06-30"]),
        ("the second quarter", ["2024-04-01..2024-06-30"]),
        ("the first half of 2024", ["2024-01-01..2024-06-30"]),
        ("mid-March", ["2024-03-11..2024-03-20"]),
        ("since May", ["2024-05-01..2026-11-24"]),
        ("before 1 June", ["2024-02-16..2024-05-31"]),
        ("after May 2", ["2024-05-03..2026-11-24"]),
        ("by 30 June", ["2024-02-16..2024-06-30"]),
        ("last month", ["2026-10-01..2026-10-31"]),
        ("03/15/2024", ["2024-03-15"]),
        ("25/06/2024", ["2024-06-25"]),
        ("2024-06-25", ["2024-06-25"]),
        ("Feb. 18", ["2024-02-18"]),
        ("the week of 18 March 2024", ["2024-03-18..2024-03-24"]),
        ("the second half of March", ["2024-03-16..2024-03-31"]),
        ("early 2024", ["2024-01-01..2024-03-31"]),
        ("in the past three months", ["2026-08-25..2026-11-24"]),
        ("March–May 2024", ["2024-03-01..2024-05-31"]),
        ("as of 30 June 2024", ["2024-06-30"]),
        ("before 2024", ["1900-01-01..2023-12-31"]),
        ("from march to may", ["2024-03-01..2024-05-31"]),
        ("during the reporting period", ["2024-02-16..2024-07-31"]),
        ("May I ask who came in May?", ["2024-05-01..2024-05-31"]),
        ("Which delegations may come?", []),
        ("first half of the match", []),
        ("June Huang visited", []),
        ("List May events", ["2024-05-01..2024-05-31"]),
        ("2024 Smart City Summit", []),
        ("on 31 February 2024", []),
    ],
)
def test_english(text: str, days: list[str]) -> None:
    assert said(text, ASK) == days


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("8 月 7 日完成評選", False),
        ("預計於 11 月完工", True),
        ("將於 9 月 3 日登場", True),
        ("訂於 7 月 20 日召開", True),
        ("11 月預計取得證書", True),
        ("陳將軍於 5 月來訪", False),
        ("已於 113 年 5 月 10 日完成發包", False),
        ("114 年 3 月完工", True),
    ],
)
def test_planned_dates_are_told_apart(text: str, planned: bool) -> None:
    assert [one.planned for one in find_dates(text, HALF)] == [planned]


@pytest.mark.parametrize(
    ("text", "precision", "rule"),
    [
        ("113年5月6日", "day", "day"),
        ("113年5月6日至8日", "day", "day_range"),
        ("113年5月", "month", "month"),
        ("113年", "year", "year"),
        ("本期", "period", "reporting_period"),
        ("第二季", "period", "period"),
        ("截至113年6月30日", "day", "as_of"),
        ("自113年7月1日起", "day", "since"),
    ],
)
def test_precision_and_rule(text: str, precision: str, rule: str) -> None:
    (one,) = find_dates(text, HALF)
    assert (one.precision.value, one.rule) == (precision, rule)


def test_offsets_begin_at_the_base() -> None:
    text = "本局於 113 年 5 月 6 日至 8 日訪問，7 日簽約"
    found = find_dates(text, HALF, base=100)
    assert [text[one.start - 100 : one.end - 100] for one in found] == ["113 年 5 月 6 日至 8 日", "7 日"]
    assert [one.inherited for one in found] == [False, True]


def test_context_of_an_identity() -> None:
    identity = Identity(
        title="工作報告", report_date=date(2023, 4, 1), period_start=date(2022, 8, 1), period_end=date(2023, 1, 31)
    )
    assert said("10 月 3 日", context_of(identity)) == ["2022-10-03"]


RULES = loads((Path(__file__).parents[2] / "ingest" / "rules" / "dates.toml").read_text("utf-8"))
ALONE = {"planned", "as_of", "lunar", "recurring", "compared", "names", "duration"}


@pytest.mark.parametrize("name", sorted(ALONE))
def test_rules_hold_for_their_examples(name: str) -> None:
    rule = RULES[name]
    matched, rejected = find_dates(rule["match"], NEWS), find_dates(rule["reject"], NEWS)
    if name == "planned":
        assert [one.planned for one in matched] == [True]
        assert [one.rule for one in rejected] == ["month"]
    elif name == "as_of":
        assert [one.rule for one in matched] == ["as_of"]
        assert "as_of" not in [one.rule for one in rejected]
    else:
        assert not matched
        assert rejected


@pytest.mark.parametrize("rule", RULES["relative"], ids=lambda rule: rule["words"][0])
def test_relative_words_hold_for_their_examples(rule: dict[str, object]) -> None:
    before = "" if rule["anchor"] == "report" else "112年5月6日簽約，"
    matched = find_dates(before + str(rule["match"]), NEWS)
    other = find_dates(before + str(rule["reject"]), NEWS)
    assert matched
    assert [(one.first, one.last) for one in matched] != [(one.first, one.last) for one in other]
