"""Small parts of an answer: marks, citations, groups, figures, people asked for, terminal text, sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answer_samples import events, question, report

from assistant.admit import admit
from assistant.answer import Citation
from assistant.cite import Citations, formal, period_place, place_of, renumbered, section_at, titled_section
from assistant.event_line import titles_for
from assistant.figures_said import figure_phrase, label_of
from assistant.groups import groups_of, shown
from assistant.layout import marked
from assistant.people_asked import groups_asked
from assistant.phrase import squeezed
from assistant.question import Filters, Focus, Intent, Language, PersonFilter
from assistant.render import defused, dump, events_csv
from assistant.sentences import Term, best, clauses_of, coverage, sentences, terms_of
from assistant.terminal import one_line, safe
from ingest import Figure
from ingest.errors import EmptyQuestion, QuestionTooLong


@pytest.mark.parametrize(
    ("numbers", "marks"),
    [
        ((), ""),
        ((1,), "[1]"),
        ((2, 1), "[1][2]"),
        ((1, 2, 3), "[1][2][3]"),
        ((1, 2, 3, 4), "[1]…[4]"),
        ((1, 3, 4, 5, 6, 9), "[1][3]…[6][9]"),
        ((2, 2), "[2]"),
    ],
)
def test_marks(numbers: tuple[int, ...], marks: str) -> None:
    assert marked(numbers) == marks


def test_a_formal_citation_names_title_place_and_page() -> None:
    citation = Citation(1, "r", "業務報告", ("壹、執行情形", "一、交流", "1. 訪問"), 3, "文", 0, 1)
    assert formal(citation) == "〈業務報告〉，壹、執行情形 > 一、交流 > 1. 訪問，頁 3。"


def test_citations_are_numbered_once_each() -> None:
    made = Citations(lambda key: report() if key == report().id else None)
    first = made.event(events()[0])
    assert (made.event(events()[1]), made.event(events()[0])) == (2, first)
    assert made.span("gone", 0, 3) == 0
    assert made.span(report().id, 0, 0) == 0
    assert [one.quote for one in made.made()] == [one.quote for one in events()[:2]]
    kept, fresh = renumbered(made.made(), [2])
    assert [one.n for one in kept] == [1]
    assert fresh == {2: 1}


def test_places_in_a_report() -> None:
    text = report().text
    place = period_place(report())
    assert place is not None
    assert "112 年 6 月 30 日" in text[slice(*place)]
    assert place_of(report(), "國際事務處") is not None
    assert place_of(report(), "沒有這個處") is None
    at = section_at(report(), events()[0].start)
    assert at is not None
    assert "捷克" in report().sections[at].title
    section = titled_section(report(), events()[0])
    assert section is not None
    assert section.index == events()[0].section
    assert titled_section(None, events()[0]) is None


def test_groups_put_the_same_person_together_and_leave_periods_out() -> None:
    hosts = groups_of(events(), "host", Language.ZH_HANT)
    assert {name: len(found) for name, found in hosts.items()} == {"林曉東市長": 2, "周美玲副市長": 1}
    assert list(groups_of(events(), "month", Language.ZH_HANT)) == ["2023-02", "2023-03", "2023-05"]
    assert shown("month", "2023-02", Language.EN) == "February 2023"
    assert set(groups_of(events(), "country", Language.EN)) == {"Czechia", "Japan", "Vietnam"}


def test_a_figure_is_said_with_what_it_counts() -> None:
    event = events()[3]
    assert figure_phrase(Language.ZH_HANT, event, event.figures[0]) == "受理市民陳情：8,640件"
    short = figure_phrase(Language.ZH_HANT, event, event.figures[1])
    assert short == "較前期減少360件"  # the label alone tells little, so its clause is said
    table = Figure("9", 9.0, "", "市民 道路類 沒有的", "9", event.start, event.start + 1, "table")
    assert label_of(event, table) == "市民／道路類"


@pytest.mark.parametrize(
    ("at", "text", "focus", "names"),
    [
        (0, "誰率團？", Focus.WHO, ["諾瓦克"]),
        (2, "誰率團？", Focus.WHO, ["周美玲"]),
        (0, "由誰接見？", Focus.WHO, ["林曉東"]),
        (0, "Who witnessed it?", Focus.WHO, ["王大同"]),
        (0, "林曉東會見了誰？", Focus.WHOM, ["諾瓦克"]),
        (0, "諾瓦克拜會誰？", Focus.WHOM, ["林曉東"]),
        (2, "誰發表演說？", Focus.WHO, ["周美玲"]),
        (0, "副市長是誰？", Focus.WHO, ["諾瓦克"]),
    ],
)
def test_the_people_that_are_asked_for_come_first(at: int, text: str, focus: Focus, names: list[str]) -> None:
    found = groups_asked(events()[at], question(text, Intent.LOOKUP, focus=(focus,)), focus)
    assert [one.name for one in found[0].people] == names


def test_who_is_named_is_not_asked_for() -> None:
    named = Filters(persons=(PersonFilter("諾瓦克", ("諾瓦克",)),))
    asked = question("諾瓦克和誰在場？", Intent.LOOKUP, filters=named, focus=(Focus.WHO,))
    found = groups_asked(events()[0], asked, Focus.WHO)
    assert "諾瓦克" not in [one.name for group in found for one in group.people]


def test_sentences_leave_out_headings_and_photo_notes() -> None:
    event = events()[0]
    found = sentences(report(), event.start, event.end)
    assert [squeezed(one.text)[:6] for one in found] == ["112年2月"]
    assert all(report().text[one.start : one.end] == one.text for one in found)
    assert not any("照片" in one.text for one in found)


def test_the_sentence_that_speaks_to_the_question() -> None:
    found = sentences(report(), events()[1].start, events()[1].end)
    assert len(found) == 2
    terms = terms_of([("物流",)], [one.text for one in found])
    assert best(found, terms, 1) == (found[1],)
    clauses = clauses_of(report(), found[0])
    assert any("第 7 個友好城市" in one.text for one in clauses)
    assert all(report().text[one.start : one.end] == one.text for one in clauses)


def test_spellings_of_one_thing_count_once() -> None:
    terms = (Term(("電動公車", "电动公车", "電動巴士"), 1.0), Term(("直升機",), 1.0))
    assert coverage("就电动公车交換意見", (Term(("电动公车", "电动巴士"), 1.0), terms[1])) == pytest.approx(0.5)


def test_a_title_of_our_own_gives_way_to_the_reports_words() -> None:
    event = replace(events()[0], title="我們取的標題")
    assert list(titles_for(event))[1].startswith("捷克布爾諾市副市長訪問示範市112年2月14日")


@pytest.mark.parametrize("text", ["", "  \n", "？！", "🙂", "\u200b"])
def test_a_question_with_nothing_in_it(text: str) -> None:
    with pytest.raises(EmptyQuestion):
        admit(text)


def test_a_question_is_cleaned_and_bounded() -> None:
    assert admit(" 誰\ud800來？ ") == "誰?來？"
    assert admit("問" * 2000) == "問" * 2000
    with pytest.raises(QuestionTooLong):
        admit("問" * 2001)


@pytest.mark.parametrize(
    "evil",
    ["\x1b[31m", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x1b\\", "\x9b2J", "\x00", "\u202e", "\u2066", "\ufeff", "\r",
     "\x1bP1$r\x1b\\"],
)
def test_nothing_steers_the_terminal(evil: str) -> None:
    assert safe(f"前{evil}後") == "前後"


def test_lines_and_tabs_stay() -> None:
    assert safe("甲\n乙\t丙") == "甲\n乙\t丙"
    assert one_line("甲\n乙\t丙") == "甲 乙 丙"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "＝1", "－1", " =1", "\t=1", "＠x"])
def test_a_spreadsheet_runs_nothing(start: str) -> None:
    assert defused(start) == f"'{start}"
    event = replace(events()[0], title=start)
    assert f"'{safe(start)}".strip() in events_csv([event])


def test_json_has_no_unseen_characters() -> None:
    import json

    text = dump({"a": "紅\u202e\x9b\x1b\ud800"})
    assert not any(char in text for char in "\u202e\x9b\x1b")
    assert json.loads(text)["a"] == "紅\u202e\x9b\x1b?"
