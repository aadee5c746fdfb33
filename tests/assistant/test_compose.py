"""What answers say: the fact first, complete sets in date order, workings shown, refusals with the nearest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from answer_samples import events, evidence, question, report_of

from assistant.answer import Refusal, RefusalReason
from assistant.check import check
from assistant.compose import compose
from assistant.question import (
    DateFilter,
    Filters,
    Focus,
    Intent,
    Language,
    PersonFilter,
    PlaceFilter,
    TopicFilter,
)
from ingest import Kind

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.evidence import Evidence
    from assistant.question import Question

VISIT, SIGNING, TRIP, COUNTS = 0, 1, 2, 3


def told(asked: Question, found: Evidence) -> Answer:
    """The answer, which the checker has to find whole."""
    answer = compose(asked, found)
    checked = check(answer, report_of)
    assert checked.dropped == 0, [line.text for line in answer.lines if line.text not in checked.text]
    return checked


def test_a_list_is_complete_and_in_date_order() -> None:
    shuffled = [events()[at] for at in (COUNTS, TRIP, VISIT, SIGNING)]
    answer = told(question("有哪些紀錄？"), evidence(*shuffled))
    assert [one.id for one in answer.events] == ["demo-1", "demo-2", "demo-3", "demo-4"]
    assert answer.text.startswith("共有 4 則")
    assert all(line.citations for line in answer.lines[1:])


def test_a_count_names_its_unit_and_conditions() -> None:
    first = DateFilter(date(2023, 1, 1), date(2023, 3, 31), "第一季")
    asked = question("第一季有幾組訪賓？", Intent.COUNT, filters=Filters(dates=(first,), kinds=(Kind.INCOMING_VISIT,)))
    answer = told(asked, evidence(*events()[:2]))
    head = answer.text.split("\n")[0]
    assert head.startswith("共 2 組")
    assert "112/1/1–112/3/31" in head


@pytest.mark.parametrize(
    ("at", "asked", "focus", "said"),
    [
        (VISIT, "誰來訪？", Focus.WHO, "訪賓是諾瓦克（Jana Novak）副市長。"),
        (VISIT, "訪賓由誰接待？", Focus.WHO, "接待的是林曉東市長。"),
        (VISIT, "諾瓦克拜會了誰？", Focus.WHOM, "接待的是林曉東市長。"),
        (VISIT, "有誰在場見證？", Focus.WHO, "見證的有王大同議長。"),
        (VISIT, "哪一天？", Focus.WHEN, "日期是 112 年 2 月 14 日（2023-02-14）。"),
        (VISIT, "談了哪些議題？", Focus.TOPICS, "談到的議題：電動公車、雙語教育。"),
        (VISIT, "訪團幾人？", Focus.HOW_MANY, "12人"),
        (SIGNING, "簽了什麼文件？", Focus.DOCUMENT, "文件是友好城市協定。"),
        (SIGNING, "為期幾天？", Focus.HOW_MANY, "為期 3 天"),
        (TRIP, "誰率團出訪？", Focus.WHO, "代表本市的是周美玲副市長。"),
        (TRIP, "參訪了哪裡？", Focus.WHERE, "地點：半導體園區。"),
        (TRIP, "演說題目為何？", Focus.TITLE, "題目是「海港城市的轉型」。"),
        (TRIP, "同行的是哪個局？", Focus.WHO, "相關單位：經濟發展局。"),
        (COUNTS, "道路類幾件？", Focus.HOW_MANY, "道路類2,160件"),
    ],
)
def test_a_lookup_says_the_fact_first(at: int, asked: str, focus: Focus, said: str) -> None:
    terms = ("道路類",) if at == COUNTS else ()
    answer = told(question(asked, Intent.LOOKUP, focus=(focus,), terms=terms), evidence(events()[at]))
    facts = [line.text for line in answer.lines if not line.text.startswith("報告原文")]
    assert any(said in fact for fact in facts), answer.text
    assert "報告原文：「" in answer.text


def test_the_day_of_a_part_is_given_before_the_whole() -> None:
    asked = question("協定哪一天簽署？", Intent.LOOKUP, focus=(Focus.WHEN,), terms=("签署",))
    answer = told(asked, evidence(events()[SIGNING]))
    assert answer.lines[0].text.startswith("日期是 112 年 3 月 9 日（2023-03-09）")
    assert "112 年 3 月 8 日至 10 日" in answer.lines[1].text


def test_english_keeps_chinese_names_and_says_what_they_mean() -> None:
    answer = told(question("Who visited?", Intent.LIST, Language.EN), evidence(*events()[:2]))
    assert "諾瓦克 (Jana Novak), Deputy Mayor (副市長)" in answer.text
    assert "country: Czechia" in answer.text
    assert "14 February 2023 (112/2/14)" in answer.text
    assert "8–10 March 2023" in answer.text


def test_simplified_questions_get_simplified_words_and_the_reports_names() -> None:
    answer = told(question("有哪些来访？", Intent.LIST, Language.ZH_HANS), evidence(events()[VISIT]))
    assert "访宾：諾瓦克" in answer.text
    assert "议题：電動公車" in answer.text


def test_yes_and_no_come_first() -> None:
    yes = told(question("有沒有捷克訪團？", Intent.YES_NO), evidence(events()[VISIT]))
    assert yes.text.startswith("有。")
    plain = told(question("是諾瓦克率團嗎？", Intent.YES_NO), evidence(events()[VISIT]))
    assert plain.text.startswith("是。")
    english = told(question("Did a Czech group come?", Intent.YES_NO, Language.EN), evidence(events()[VISIT]))
    assert english.text.startswith("Yes.")


def test_another_document_than_the_one_asked_about_is_a_no() -> None:
    wanted = Filters(documents=(TopicFilter("姊妹市協定", ("姊妹市協定",)),))
    answer = told(question("簽的是姊妹市協定嗎？", Intent.YES_NO, filters=wanted), evidence(events()[SIGNING]))
    assert answer.text.startswith("不是。簽署的是友好城市協定。")
    assert not answer.abstained


def test_a_false_premise_is_denied_with_the_nearest() -> None:
    refused = Refusal(RefusalReason.FALSE_PREMISE, "姊妹市協定")
    asked = question("簽的是姊妹市協定嗎？", Intent.YES_NO)
    answer = told(asked, replace(evidence(), nearest=(events()[SIGNING],), refusal=refused))
    assert answer.text.startswith("不是。")
    assert answer.events[0].id == "demo-2"


def test_what_is_the_case_is_looked_for_where_nothing_nearest_is_given() -> None:
    refused = Refusal(RefusalReason.FALSE_PREMISE, "姊妹市協定")
    wanted = Filters(
        places=(PlaceFilter("日本", ("JP",)),), documents=(TopicFilter("姊妹市協定", ("姊妹市協定",)),)
    )
    asked = question("與日本簽的是姊妹市協定嗎？", Intent.YES_NO, filters=wanted)
    answer = told(asked, replace(evidence(), refusal=refused))
    assert answer.text.startswith("不是。簽署的是友好城市協定。")
    assert [one.id for one in answer.events] == ["demo-2"]


_GERMANS = Filters(places=(PlaceFilter("德國", ("DE",)),), kinds=(Kind.INCOMING_VISIT,))
_NEXT_YEAR = DateFilter(date(2031, 1, 1), date(2031, 1, 31), "2031年1月")


@pytest.mark.parametrize(
    ("reason", "filters"),
    [
        (RefusalReason.UNKNOWN_NAME, replace(_GERMANS, persons=(PersonFilter("某人", ("某人",)),))),
        (RefusalReason.OUTSIDE_PERIOD, replace(_GERMANS, dates=(_NEXT_YEAR,))),
        (RefusalReason.UNKNOWN_NAME, replace(_GERMANS, places=(PlaceFilter("台北", ("TW",)),))),
        (RefusalReason.UNKNOWN_NAME, replace(_GERMANS, kinds=())),
    ],
)
def test_what_the_archive_does_not_know_is_not_denied(reason: RefusalReason, filters: Filters) -> None:
    asked = question("德國訪團來過嗎？", Intent.YES_NO, filters=filters)
    assert told(asked, replace(evidence(), refusal=Refusal(reason, "德國"))).abstained


def test_a_visit_that_complete_records_do_not_have_is_denied() -> None:
    asked = question("德國訪團來過嗎？", Intent.YES_NO, filters=_GERMANS)
    answer = told(asked, replace(evidence(), refusal=Refusal(RefusalReason.UNKNOWN_NAME, "德國")))
    assert not answer.abstained
    assert answer.text.startswith("沒有。檔案中沒有「德國」")
    assert answer.events == ()


def test_a_refusal_says_what_is_missing_and_what_is_nearest() -> None:
    refused = Refusal(RefusalReason.UNKNOWN_NAME, "德國")
    answer = told(question("德國訪團？"), replace(evidence(), nearest=(events()[VISIT],), refusal=refused))
    assert answer.abstained
    assert "德國" in answer.text
    assert "最接近的記載：" in answer.text
    assert answer.events == ()
    assert [one.id for one in answer.nearest] == ["demo-1"]


def test_a_refusal_for_another_time_tells_the_period() -> None:
    refused = Refusal(RefusalReason.OUTSIDE_PERIOD, "112年9月")
    answer = told(question("112年9月有哪些來訪？"), replace(evidence(), refusal=refused))
    assert "112 年 1 月 1 日至 6 月 30 日" in answer.text
    assert answer.citations


def test_first_and_last() -> None:
    asked = question("最早的是哪一則？", Intent.SUPERLATIVE, order="first")
    assert told(asked, evidence(*events()[:3])).events[0].id == "demo-1"
    asked = question("最後一則？", Intent.SUPERLATIVE, order="last")
    assert told(asked, evidence(*events()[:3])).events[0].id == "demo-3"


def test_a_ranking_counts_every_group_and_lists_the_top() -> None:
    asked = question("哪位長官接待最多？", Intent.SUPERLATIVE, group_by="host", order="most")
    answer = told(asked, evidence(*events()[:3]))
    assert answer.text.startswith("最多的是：林曉東市長，共 2 則。")
    assert "周美玲副市長：1 則" in answer.text


def test_a_tie_names_all() -> None:
    asked = question("哪個月最多？", Intent.SUPERLATIVE, group_by="month", order="most")
    answer = told(asked, evidence(*events()[:3]))
    assert answer.text.startswith("最多的有：2 月（112 年）、3 月（112 年）、5 月（112 年），各 1 則。")


def test_the_highest_figure() -> None:
    asked = question("哪一則件數最多？", Intent.SUPERLATIVE, order="most", focus=(Focus.HOW_MANY,), terms=("件",))
    answer = told(asked, evidence(events()[COUNTS]))
    assert "8,640件" in answer.text.split("\n")[0]


def test_counts_are_compared_and_proved() -> None:
    sides = (
        Filters(persons=(PersonFilter("林曉東", ("林曉東",)),)),
        Filters(persons=(PersonFilter("周美玲", ("周美玲",)),)),
    )
    asked = question(
        "林曉東和周美玲誰的活動較多？", Intent.COMPARE, alternatives=("林曉東", "周美玲"), sides=sides, order="most"
    )
    answer = told(asked, evidence(*events()[:3]))
    assert answer.text.startswith("林曉東較多（林曉東：2 則；周美玲：1 則）。")


def test_figures_are_compared_with_their_difference() -> None:
    asked = question(
        "道路類和受理市民陳情，件數差多少百分比？", Intent.COMPARE, alternatives=("道路類", "受理市民陳情")
    )
    answer = told(asked, evidence(events()[COUNTS]))
    assert "受理市民陳情較多" in answer.text
    assert "相差 6,480（8640 − 2160）" in answer.text


def test_dates_are_compared() -> None:
    asked = question("捷克和日本哪一國先來？", Intent.COMPARE, alternatives=("捷克", "日本"), order="first")
    answer = told(asked, evidence(*events()))
    assert answer.text.startswith("捷克較早")
    assert "相隔 22 天" in answer.text


def test_who_is_who_tells_title_and_every_event() -> None:
    wanted = Filters(persons=(PersonFilter("林曉東", ("林曉東",)),))
    answer = told(question("林曉東是誰？", Intent.DEFINE, filters=wanted), evidence(events()[VISIT]))
    assert answer.text.startswith("林曉東市長。")
    assert "林曉東出現在 2 則記載中" in answer.text
    assert len(answer.events) == 2


def test_a_long_summary_counts_the_kinds() -> None:
    many = [*events(), *(replace(events()[0], id=f"copy-{at}") for at in range(3))]
    answer = compose(question("本期做了什麼？", Intent.SUMMARY), evidence(*many))
    assert "來訪 5 則" in answer.text


def test_nothing_found_is_a_refusal() -> None:
    answer = told(question("有什麼？", Intent.SUMMARY), evidence())
    assert answer.abstained


def test_a_detail_that_is_not_proved_is_left_out_and_the_item_stays() -> None:
    wrong = replace(events()[VISIT], hosts=(replace(events()[VISIT].hosts[0], name="陳不在"),))
    answer = told(question("有哪些來訪？"), evidence(wrong))
    assert len(answer.events) == 1
    assert "陳不在" not in answer.text
    assert "諾瓦克" in answer.text


def test_a_count_can_be_broken_down() -> None:
    answer = told(question("各月份有幾組來訪？", Intent.COUNT), evidence(*events()[:3]))
    assert "2 月（112 年）：1 則" in answer.text
    english = told(question("How many visits per host?", Intent.COUNT, Language.EN), evidence(*events()[:3]))
    assert "林曉東, Mayor (市長): 2 entries" in english.text


def test_how_many_there_are_by_now_is_the_highest_number_given() -> None:
    seventh = replace(events()[SIGNING].figures[0], comparator="rank")
    signed = replace(events()[SIGNING], figures=(seventh,))
    asked = question("目前有幾個友好城市？", Intent.COUNT, terms=("友好城市",))
    answer = told(asked, evidence(events()[VISIT], signed))
    assert answer.lines[0].text == "報告所載：「那霸市成為本市第7個友好城市」"


def test_sums_and_averages_show_their_working() -> None:
    pair = [
        replace(events()[COUNTS], id=f"sum-{at}", figures=(events()[COUNTS].figures[at],)) for at in (0, 2)
    ]
    asked = question("兩項合計幾件？平均幾件？", Intent.LOOKUP, focus=(Focus.HOW_MANY,), terms=("件",))
    answer = told(asked, evidence(*pair))
    assert answer.lines[0].text == "合計 10,800件（8640 + 2160）。"
    assert answer.lines[1].text == "平均 5,400件（10800 ÷ 2）。"


def test_a_share_shows_its_working() -> None:
    part, whole = events()[COUNTS].figures[2], replace(events()[COUNTS].figures[0], what="合計")
    event = replace(events()[COUNTS], figures=(part, whole))
    asked = question("道路類占百分之多少？", Intent.LOOKUP, focus=(Focus.HOW_MANY,), terms=("道路类",))
    answer = told(asked, evidence(event))
    assert "占 25%（2160 ÷ 8640 × 100）" in answer.lines[0].text


def test_how_long_it_took_is_counted_from_its_days() -> None:
    asked = question("出訪幾天？", Intent.LOOKUP, focus=(Focus.HOW_MANY,))
    assert told(asked, evidence(events()[TRIP])).lines[0].text == "為期 5 天（首末兩日都計入）。"


def test_a_person_is_told_of_by_reports_that_the_evidence_did_not_name() -> None:
    wanted = Filters(persons=(PersonFilter("林曉東", ("林曉東",)),))
    found = replace(evidence(events()[VISIT]), reports=(), report_of=report_of)
    answer = told(question("林曉東是誰？", Intent.DEFINE, filters=wanted), found)
    assert len(answer.events) == 2
    assert answer.citations


def test_a_person_is_told_of_within_the_dates_asked_about() -> None:
    march = DateFilter(date(2023, 3, 1), date(2023, 3, 31), "3月")
    wanted = Filters(persons=(PersonFilter("林曉東", ("林曉東",)),), dates=(march,))
    answer = told(question("林曉東3月做了什麼？", Intent.DEFINE, filters=wanted), evidence(events()[VISIT]))
    assert [one.id for one in answer.events] == ["demo-2"]
