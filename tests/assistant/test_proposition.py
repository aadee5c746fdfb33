"""Whether an item bears out what a yes/no question says."""

from __future__ import annotations

from datetime import date

import pytest
from answer_samples import events, evidence, question, report_of

from assistant.check import check
from assistant.compose import compose
from assistant.proposition import bears_out, nearness, other_figure
from assistant.question import DateFilter, Filters, Intent, Language, PersonFilter, PersonSide

VISIT, SIGNING, TRIP, COUNTS = 0, 1, 2, 3


def asked(text: str, *wanted: tuple[str, ...], language: Language = Language.ZH_HANT, **more: object):
    return question(text, Intent.YES_NO, language, wanted=wanted, **more)


@pytest.mark.parametrize(
    ("at", "text", "wanted", "right"),
    [
        (VISIT, "諾瓦克有談到電動公車嗎？", (("电动公车", "电动巴士"),), True),
        (VISIT, "諾瓦克有談到觀光嗎？", (("观光", "旅游"),), False),
        (VISIT, "訪團有12人嗎？", (("访团",),), True),
        (VISIT, "訪團有20人嗎？", (("访团",),), False),
        (COUNTS, "陳情超過8,000件嗎？", (("陈情",),), True),
        (COUNTS, "陳情超過9,000件嗎？", (("陈情",),), False),
        (SIGNING, "那霸市是第7個友好城市嗎？", (("友好城市",),), True),
    ],
)
def test_things_and_numbers(at: int, text: str, wanted: tuple[tuple[str, ...], ...], right: bool) -> None:
    assert bears_out(asked(text, *wanted), events()[at]) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Were there 8,640 petitions?", True),
        ("Were there 9,640 petitions?", False),
        ("Were there more than 8,000 petitions in 2023?", True),
        ("Were there fewer than 2,000 petitions?", False),
        ("Were petitions received in 2023?", True),
    ],
)
def test_numbers_in_english(text: str, right: bool) -> None:
    assert bears_out(asked(text, ("陈情",), language=Language.EN), events()[COUNTS]) is right


def test_words_without_chinese_are_not_asked_of_the_report() -> None:
    assert bears_out(asked("Did the rooftop…?", ("rooftop",), language=Language.EN), events()[VISIT])


def test_an_official_went_only_where_there_is_a_trip() -> None:
    went = Filters(persons=(PersonFilter("林曉東", ("林曉東",), side=PersonSide.HOST),))
    assert not bears_out(asked("林曉東市長去過日本嗎？", filters=went), events()[SIGNING])
    assert bears_out(asked("周美玲副市長去過越南嗎？", filters=went), events()[TRIP])


def test_the_other_figure_is_the_one_of_that_unit() -> None:
    figure = other_figure(asked("訪團有20人嗎？", ("访团",)), events()[VISIT])
    assert figure is not None
    assert figure.text == "12 人"


def test_nearness_counts_what_is_said() -> None:
    near = asked("電動公車和直升機？", ("电动公车",), ("直升机",))
    assert nearness(near, events()[VISIT]) == pytest.approx(0.5)
    assert nearness(asked("?"), events()[VISIT]) == 0.0


def test_a_wrong_number_is_answered_with_the_right_one() -> None:
    answer = compose(asked("訪團有20人嗎？", ("访团",)), evidence(events()[VISIT]))
    assert answer.text.startswith("沒有。報告所載為：")
    assert "率12人訪團拜會林曉東市長" in answer.lines[0].text
    assert check(answer, report_of).dropped == 0


def test_a_wrong_day_is_answered_with_the_right_one() -> None:
    april = Filters(dates=(DateFilter(date(2023, 4, 1), date(2023, 4, 30), "4月"),))
    answer = compose(asked("友好城市協定是4月簽的嗎？", ("友好城市协定",), filters=april), evidence(events()[TRIP]))
    assert answer.text.startswith("不是。報告所載的日期是 112 年 3 月 8 日至 10 日")
    assert check(answer, report_of).dropped == 0


def test_what_the_item_does_not_say_is_no() -> None:
    novak = Filters(persons=(PersonFilter("諾瓦克", ("諾瓦克",)),))
    answer = compose(asked("諾瓦克有談到觀光嗎？", ("观光",), filters=novak), evidence(events()[VISIT]))
    assert answer.text.startswith("沒有。相關記載沒有這麼說：")
    assert not answer.abstained


def test_nothing_near_is_a_refusal() -> None:
    assert compose(asked("有直升機嗎？", ("直升机",)), evidence(events()[VISIT])).abstained
