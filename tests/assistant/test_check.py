"""The checker lets proved lines pass and strikes out planted errors of every kind."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from answer_samples import events, evidence, question, report, report_of
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import check as gate
from assistant.answer import Answer, Line, RefusalReason
from assistant.arithmetic import COUNT
from assistant.check import check, fault, is_verbatim
from assistant.compose import compose
from assistant.question import Focus, Intent, Language
from assistant.workings import CITED, numbers_in_words

if TYPE_CHECKING:
    from collections.abc import Callable


def composed(language: Language = Language.ZH_HANT, intent: Intent = Intent.LIST) -> Answer:
    text = {Language.EN: "Which visits?", Language.ZH_HANS: "有哪些来访？"}.get(language, "有哪些來訪？")
    return compose(question(text, intent, language), evidence(*events()))


def with_text(answer: Answer, at: int, change: Callable[[str], str]) -> Answer:
    lines = list(answer.lines)
    fresh = change(lines[at].text)
    assert fresh != lines[at].text, "the planted error changed nothing"
    lines[at] = replace(lines[at], text=fresh)
    return replace(answer, lines=tuple(lines))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("intent", [Intent.LIST, Intent.COUNT, Intent.SUMMARY, Intent.YES_NO, Intent.LOOKUP])
def test_what_is_composed_is_proved(language: Language, intent: Intent) -> None:
    answer = composed(language, intent)
    checked = check(answer, report_of)
    assert checked.dropped == 0
    assert checked == answer


PLANTED = {
    "a day": (1, lambda t: t.replace("14 日", "15 日")),
    "an ISO day": (1, lambda t: t.replace("2023-02-14", "2023-02-15")),
    "the day of another event": (1, lambda t: t.replace("112 年 2 月 14 日", "112 年 3 月 8 日")),
    "a ROC year": (1, lambda t: t.replace("112 年", "113 年")),
    "a month": (2, lambda t: t.replace("3 月", "4 月")),
    "a name by one character": (1, lambda t: t.replace("諾瓦克", "諾瓦可")),
    "a name of two halves": (2, lambda t: t.replace("城間健一", "城間曉東")),
    "the name of another event": (1, lambda t: t.replace("林曉東", "周美玲")),
    "a romanised name": (1, lambda t: t.replace("Jana Novak", "Jana Nowak")),
    "a homoglyph": (1, lambda t: t.replace("Novak", "Nоvak")),
    "a title raised": (1, lambda t: t.replace("副市長", "市長")),
    "a title lowered": (1, lambda t: t.replace("林曉東市長", "林曉東副市長")),
    "a title of someone else": (1, lambda t: t.replace("林曉東市長", "林曉東議長")),
    "a topic": (1, lambda t: t.replace("電動公車", "電動渡輪")),
    "a figure's number": (4, lambda t: t.replace("8,640", "8,460")),
    "a figure's unit": (4, lambda t: t.replace("8,640 件", "8,640 人").replace("8,640件", "8,640人")),
    "a number from a date as a count": (4, lambda t: t + "9 件"),
    "a document": (2, lambda t: t.replace("友好城市協定", "姊妹城市協定")),
    "a mark of its own": (1, lambda t: t + " [2]"),
    "words that nobody said": (3, lambda t: t + "並獲得熱烈回響"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_struck_out(name: str) -> None:
    at, change = PLANTED[name]
    answer = with_text(composed(), at, change)
    checked = check(answer, report_of)
    assert checked.dropped >= 1
    assert answer.lines[at].text not in checked.text


ENGLISH = {
    "a title": (1, lambda t: t.replace("Deputy Mayor", "Governor")),
    "a title in the report's words": (1, lambda t: t.replace("(市長)", "(議長)")),
    "a country": (1, lambda t: t.replace("Czechia", "Slovakia")),
    "a topic's English": (1, lambda t: t.replace("electric buses", "electric trains").replace("bilingual", "offshore")),
    "a day": (1, lambda t: t.replace("14 February", "13 February")),
    "an end of a range": (2, lambda t: t.replace("8–10 March", "8–11 March")),
}


@pytest.mark.parametrize("name", ENGLISH)
def test_a_planted_error_in_english_is_struck_out(name: str) -> None:
    at, change = ENGLISH[name]
    answer = with_text(composed(Language.EN), at, change)
    assert answer.lines[at].text not in check(answer, report_of).text


def test_citations_that_are_swapped_are_noticed() -> None:
    answer = composed()
    first, second = answer.lines[1], answer.lines[3]
    lines = list(answer.lines)
    lines[1], lines[3] = replace(first, citations=second.citations), replace(second, citations=first.citations)
    checked = check(replace(answer, lines=tuple(lines)), report_of)
    assert first.text not in checked.text
    assert second.text not in checked.text


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, quote=one.quote + "。"),
        lambda one: replace(one, quote=one.quote.replace("副市長", "市長")),
        lambda one: replace(one, start=one.start + 1),
        lambda one: replace(one, end=10**9),
        lambda one: replace(one, start=-3),
        lambda one: replace(one, page=one.page + 1),
        lambda one: replace(one, report_id="no-such-report"),
    ],
)
def test_a_citation_has_to_stand_where_it_says(change: Callable[..., object]) -> None:
    answer = composed()
    citation = change(answer.citations[0])
    assert not is_verbatim(citation, report_of)  # type: ignore[arg-type]
    checked = check(replace(answer, citations=(citation, *answer.citations[1:])), report_of)  # type: ignore[arg-type]
    assert checked.dropped >= 1
    assert all(is_verbatim(one, report_of) for one in checked.citations)


def test_a_count_off_by_one_is_struck_out() -> None:
    answer = composed(intent=Intent.COUNT)
    head = answer.lines[0]
    wrong = replace(head, text=head.text.replace("4", "5"), computed=(("5", COUNT),))
    checked = check(replace(answer, lines=(wrong, *answer.lines[1:])), report_of)
    assert wrong.text not in checked.text
    honest = replace(head, text=head.text.replace("4", "5"))  # the working is right, the words are not
    assert honest.text not in check(replace(answer, lines=(honest, *answer.lines[1:])), report_of).text


def test_a_count_does_not_outlive_what_it_counted() -> None:
    answer = with_text(composed(intent=Intent.COUNT), 1, lambda t: t.replace("諾瓦克", "諾瓦可"))
    checked = check(answer, report_of)
    assert len(checked.events) == 3
    assert not any("共 4" in line.text for line in checked.lines)


@pytest.mark.parametrize(
    ("language", "count", "lost"),
    [
        (Language.ZH_HANT, "共 2 則", "另有 2 則記載無法逐字查證"),
        (Language.ZH_HANS, "共 2 则", "另有 2 则记载无法逐字查证"),
        (Language.EN, "2 entries", "2 more entries could not be verified"),
    ],
)
def test_events_that_are_struck_out_are_said_to_be_missing(language: Language, count: str, lost: str) -> None:
    answer = composed(language, intent=Intent.COUNT)
    for at in (1, 2):
        answer = with_text(answer, at, lambda t: t.replace("2023", "2024"))
    checked = check(answer, report_of)
    assert (len(checked.events), checked.unproved) == (2, 2)
    assert checked.lines[0].text.startswith(count)
    assert checked.lines[-1].text.startswith(lost)
    assert checked.text.count(checked.lines[-1].text) == 1
    assert check(checked, report_of) == checked


@pytest.mark.parametrize(
    ("value", "how", "right"),
    [
        ("8280", "8640 − 360", True),
        ("8,280", "8640 − 360", True),
        ("8281", "8640 − 360", False),
        ("25", "2160 ÷ 8640 × 100", True),
        ("26", "2160 ÷ 8640 × 100", False),
        ("8279", "8640 − 361", False),  # a term that the report does not have
        ("1", CITED, True),
        ("2", CITED, False),
        ("3", "a guess", False),
    ],
)
def test_a_worked_value_has_to_follow(value: str, how: str, right: bool) -> None:
    answer = compose(question("陳情幾件？", Intent.LIST), evidence(events()[3]))
    line = Line(f"合計 {value}（{how}）。" if "guess" not in how and how != CITED else f"共 {value} 則",
                answer.lines[1].citations, ((value, how),))  # fmt: skip
    extended = replace(answer, lines=(*answer.lines, line))
    sound = {one.n: one for one in answer.citations}
    assert (fault(line, extended, sound, report_of) is None) is right


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("產值約3億5千萬元", "350000000"),
        ("5億8,900萬元", "589000000"),
        ("約5.6億元", "560000000"),
        ("罰鍰3萬6,000元", "36000"),
        ("812.6萬人次", "8126000"),
        ("二百萬", None),
        ("1,846里次", None),
    ],
)
def test_numbers_in_words_of_scale(text: str, number: str | None) -> None:
    assert numbers_in_words(text) == ({number} if number else set())


def test_a_quotation_is_not_put_together_of_pieces() -> None:
    answer = compose(question("談了什麼？", Intent.LOOKUP, focus=(Focus.WHAT,)), evidence(events()[1]))
    at = next(at for at, line in enumerate(answer.lines) if "「" in line.text and "那霸市" in line.text)
    spliced = with_text(answer, at, lambda t: t.replace("城間健一市長率團訪市，", "城間健一市長，"))
    assert spliced.lines[at].text not in check(spliced, report_of).text


def test_nothing_left_is_a_refusal() -> None:
    answer = composed()
    gone = replace(answer, citations=())
    checked = check(gone, report_of)
    assert checked.refusal is not None
    assert checked.refusal.reason is RefusalReason.UNCHECKED
    assert checked.lines == ()
    assert checked.text


def test_text_is_made_of_the_lines() -> None:
    answer = composed()
    assert check(replace(answer, text="別的話"), report_of).text == answer.text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_digit_can_be_changed_unnoticed(data: st.DataObject) -> None:
    """Whatever digit of whatever line is changed, the line goes, unless the cited text has that number too."""
    answer = composed(data.draw(st.sampled_from(list(Language))))
    at = data.draw(st.integers(1, len(answer.lines) - 1))
    text = answer.lines[at].text
    places = [match.start() for match in re.finditer(r"\d", text)]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != text[place]]))
    changed = text[:place] + digit + text[place + 1 :]
    lines = (*answer.lines[:at], replace(answer.lines[at], text=changed), *answer.lines[at + 1 :])
    assert changed not in check(replace(answer, lines=lines), report_of).text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_character_of_a_name_can_be_changed_unnoticed(data: st.DataObject) -> None:
    answer = composed()
    at = data.draw(st.integers(1, 3))
    event = events()[at - 1]
    person = data.draw(st.sampled_from([*event.visitors, *event.hosts]))
    text = answer.lines[at].text
    start = text.index(person.name)
    place = start + data.draw(st.integers(0, len(person.name) - 1))
    other = data.draw(st.sampled_from([one for one in "丁丙甲乙戊己庚辛壬癸" if one != text[place]]))
    changed = text[:place] + other + text[place + 1 :]
    lines = (*answer.lines[:at], replace(answer.lines[at], text=changed), *answer.lines[at + 1 :])
    assert changed not in check(replace(answer, lines=lines), report_of).text


def test_the_suite_is_red_with_the_checker_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each planted error passes a gate that lets all pass: so it is the gate that stops them."""
    monkeypatch.setattr(gate, "fault", lambda *_: None)
    caught = []
    for name, (at, change) in PLANTED.items():
        answer = with_text(composed(), at, change)
        if answer.lines[at].text not in check(answer, report_of).text:
            caught.append(name)
    assert caught == []


def test_the_sample_is_what_the_tests_think() -> None:
    text = report().text
    for event in events():
        assert text[event.start : event.end] == event.quote
        for person in (*event.visitors, *event.hosts, *event.others):
            assert text[person.start : person.end] == person.name
