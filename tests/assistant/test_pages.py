"""HTML, records and charts made of answers, reports and events: escaped, complete, sorted, in two languages."""

from __future__ import annotations

import json
import re
import string
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from answer_samples import events, evidence, question, report, report_of

import assistant.pages
from assistant.answer import Chip
from assistant.assistant import Reply
from assistant.compose import compose
from assistant.dialogue import Dialogue
from assistant.pages import charts
from assistant.pages.browse import View, filters
from assistant.pages.event_table import COLUMNS, PAGE, event_table, in_order
from assistant.pages.examples import examples, welcome
from assistant.pages.html import Html, join, tag, visible
from assistant.pages.look import note, when_words
from assistant.pages.profile import Subject, events_about, profile_head
from assistant.pages.record import record_file, record_html, record_markdown, save_link
from assistant.pages.reports import outline
from assistant.pages.review import corrections_of, review_page
from assistant.pages.source import Opened, opened_of_event, opened_of_section, source
from assistant.pages.talk import Talk
from assistant.pages.thread import tellings, thread
from assistant.pages.words import LANGUAGES, words_of
from assistant.question import Intent, Language
from ingest import DateRange, Kind, Precision
from ingest.errors import EmptyQuestion, Words

FOLDER = Path(assistant.pages.__file__).parent
ZH, EN = Language.ZH_HANT, Language.EN


def talk_of(*chosen) -> Talk:
    answer = compose(question(Intent.LIST), evidence(*chosen))
    return Talk().asking("有哪些訪問？").answered(Reply(answer, Dialogue(), 0.1))


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (tag("p", "<b>&\"'"), "<p>&lt;b&gt;&amp;&quot;&#x27;</p>"),
        (tag("p", Html("<b>"), ["a", ("<",)], None, 3), "<p><b>a&lt;3</p>"),
        (
            tag("a", "x", href='"><script>', hidden=True, id=None, open=False),
            '<a href="&quot;&gt;&lt;script&gt;" hidden>x</a>',
        ),
        (
            tag("input", cls="a", data_act="b", aria_label="c", type_="d"),
            '<input class="a" data-act="b" aria-label="c" type="d">',
        ),
        (join("<", tag("br")), "&lt;<br>"),
    ],
)
def test_html_escapes_all_but_html(made, wanted) -> None:
    assert made == wanted


def test_html_visible_strips_marks_that_hide() -> None:
    assert visible("報告\u202efdp.exe\x1b[31m\x00") == "報告fdp.exe[31m"
    assert visible("一二三四五", 3) == "一二…"


def test_words_are_the_same_in_both_languages_and_all_used() -> None:
    zh, en = (words_of(language) for language in LANGUAGES)
    assert zh.keys() == en.keys()
    for key in zh:
        names = [{name for _, name, _, _ in string.Formatter().parse(words[key]) if name} for words in (zh, en)]
        if key not in ("month", "year"):
            assert names[0] == names[1], key
    code = "".join(path.read_text(encoding="utf-8") for path in [*FOLDER.glob("*.py"), *FOLDER.parent.glob("*.py")])
    code += (FOLDER.parents[1] / "ui.py").read_text(encoding="utf-8")
    made = ("col_", "fact_", "filter_", "edit_", "profile_", "about_", "upload_", "shape_")
    assert [key for key in zh if f'"{key}"' not in code and not key.startswith(made)] == []


def test_words_files_are_plain_tables() -> None:
    for path in (FOLDER / "words").glob("*.toml"):
        assert all(
            isinstance(value, str) and value for value in tomllib.loads(path.read_text(encoding="utf-8")).values()
        )


@pytest.mark.parametrize(
    ("first", "last", "precision", "zh", "en"),
    [
        ((2024, 3, 5), (2024, 3, 5), Precision.DAY, "113.03.05", "5 Mar 2024"),
        ((2024, 3, 5), (2024, 3, 8), Precision.DAY, "113.03.05–03.08", "5–8 Mar 2024"),
        ((2024, 2, 28), (2024, 3, 1), Precision.DAY, "113.02.28–03.01", "28 Feb–1 Mar 2024"),
        ((2010, 12, 30), (2011, 1, 2), Precision.DAY, "99.12.30–100.01.02", "30 Dec 2010–2 Jan 2011"),
        ((2024, 4, 1), (2024, 4, 30), Precision.MONTH, "113.04", "Apr 2024"),
        ((2023, 1, 1), (2023, 12, 31), Precision.YEAR, "112 年", "2023"),
    ],
)
def test_look_says_dates_shortly(first, last, precision, zh, en) -> None:
    when = DateRange(date(*first), date(*last), precision, 0, 0, "t")
    assert when_words(ZH, when) == zh
    assert when_words(EN, when) == en


def test_thread_shows_a_list_as_a_table_with_citations() -> None:
    some = events()[:3]
    made = thread(talk_of(*some), ZH)
    assert made.count("<tr>") == len(some) + 1
    for n in range(1, len(some) + 1):
        assert f'data-arg="0.{n}"' in made
    assert "data-sort" in made
    assert "共有 3" in made or "3 則" in made


def test_thread_tells_an_answer_step_by_step() -> None:
    talk = talk_of(*events()[:3])
    steps = list(tellings(talk))
    assert steps[-1] is None
    assert steps[:-1] == sorted(steps[:-1])
    first = thread(talk, ZH, lines=1)
    assert 'aria-busy="true"' in first
    assert "aria-busy" not in thread(talk, ZH)


def test_thread_shows_what_was_understood_as_chips_to_take_out() -> None:
    talk = talk_of(*events()[:2])
    reply = talk.turns[0].reply
    answer = replace(reply.answer, understood=(Chip("intent", "列出"), Chip("topics", '<b>"智慧城市')))
    made = thread(Talk().asking("x").answered(replace(reply, answer=answer)), EN)
    assert 'data-act="drop" data-arg="0.1"' in made
    assert "<b>" not in made
    assert 'data-arg="0.0"' not in made


def test_thread_bounds_what_it_shows_of_a_huge_answer() -> None:
    many = tuple(replace(events()[at % 3], id=f"e{at}") for at in range(450))
    made = thread(talk_of(*many), EN)
    assert made.count("<tr>") == 201
    assert "The first 200 of 450" in made


def test_thread_shows_errors_stops_and_waiting() -> None:
    error = EmptyQuestion(Words("空的。", "Empty."), Words("請輸入。", "Type."))
    assert "Empty. Type." in thread(Talk().asking("x").failed(error), EN)
    assert "y-wait" in thread(Talk().asking("x"), ZH)
    assert "已停止" in thread(Talk().asking("x").settled(), ZH)


def test_talk_asks_again_in_place_of_the_last_turn_only() -> None:
    talk = talk_of(events()[0])
    assert len(talk.asking_again(0).turns) == 1
    longer = talk.asking("y")
    assert len(longer.asking_again(0, leave_out=Chip("kinds", "k")).turns) == 3
    assert longer.asking_again(0, leave_out=Chip("kinds", "k")).turns[-1].left_out == (Chip("kinds", "k"),)


def test_source_marks_exactly_the_quote() -> None:
    for event in events():
        opened = opened_of_event(event, report())
        made = source(opened, report(), ZH)
        marked = re.sub(r"<[^>]+>", "", "".join(re.findall(r"<mark>(.*?)</mark>", made, re.DOTALL)))
        assert "".join(marked.split()) == "".join(opened.citation.quote.split())


def test_source_marks_part_of_a_paragraph_and_names_the_neighbours() -> None:
    text = report().text
    at = text.index("友好城市協定")
    citation = replace(opened_of_event(events()[1], report()).citation, start=at, end=at + 6, quote="友好城市協定", n=2)
    made = source(Opened(citation, "cite|0.1", "", "2 / 2"), report(), EN)
    assert "「<mark>友好城市協定</mark>」" in made
    assert 'data-act="cite" data-arg="0.1"' in made
    assert "disabled" in made
    assert "aria-current" in made


def test_source_of_a_report_that_is_gone() -> None:
    assert "不在資料庫" in source(opened_of_event(events()[0], report()), None, ZH)


def test_source_opens_every_section() -> None:
    for section in report().sections:
        assert "<mark>" in source(opened_of_section(report(), section.index), report(), ZH)


def test_outline_lists_every_section() -> None:
    made = outline(report(), ZH)
    assert made.count('data-act="section"') == len(report().sections)


def test_event_table_sorts_by_every_column_and_pages() -> None:
    many = [replace(events()[at % 3], id=f"e{at}", title=f"第{at:03}次") for at in range(PAGE + 5)]
    assert event_table(many, ZH).count("<tr>") == PAGE + 1
    assert event_table(many, ZH, page=1).count("<tr>") == 6
    assert event_table(many, ZH, page=99) == event_table(many, ZH, page=1)
    for column in COLUMNS:
        assert 'aria-sort="descending"' in event_table(many, EN, column=column, down=True)
        assert sorted(in_order(many, column), key=lambda e: e.id) == sorted(many, key=lambda e: e.id)
    assert in_order(many, "event", down=True)[0].title == f"第{PAGE + 4:03}次"


def test_event_table_without_events_says_so() -> None:
    assert "沒有符合條件" in event_table((), ZH)


def test_browse_reads_a_form_and_offers_what_there_is() -> None:
    view = View().chosen(
        {"first": "2024-03-01", "country": "JP", "topic": "  港口 ", "unknown": "x", "last": "nonsense"}
    )
    wanted = view.wanted()
    assert (wanted.first, wanted.last, wanted.country, wanted.topic) == (date(2024, 3, 1), None, "JP", "港口")
    assert "country=JP" in view.query()
    made = filters(view, events(), (), 1, EN)
    assert '<option value="JP" selected>' in made
    assert "./api/events.ods?" in made
    assert view.sorted_by("event").sorted_by("event").down


def test_profile_gathers_every_event_of_a_subject() -> None:
    visit, *_ = events()
    name = visit.visitors[0].name
    found = events_about(Subject("person", name), events())
    assert visit in found
    assert name in profile_head(Subject("person", name), found, ZH)
    for country in visit.countries:
        assert visit in events_about(Subject("country", country.code), events())
    for city in visit.cities:
        assert visit in events_about(Subject("city", city.text), events())
    assert events_about(Subject("person", "無此人"), events()) == ()


def test_record_keeps_questions_answers_and_quotes() -> None:
    talk = talk_of(*events()[:2])
    text, page = record_markdown(talk, ZH), record_html(talk, EN)
    for citation in talk.turns[0].reply.answer.citations:
        assert citation.report_title in text
        assert "".join(citation.quote.split())[:12] in "".join(page.split())
    assert "default-src &#x27;none&#x27;" in page
    assert 'download="yida-7.md"' in save_link(record_file(talk, "md", "7", ZH), ZH)


def test_record_lets_nothing_in_a_question_come_alive() -> None:
    talk = Talk().asking("![x](http://a.example/b.png) <img src=x>").settled()
    assert "](" not in record_markdown(talk, ZH)
    assert "<img" not in record_markdown(talk, ZH).replace("\\<img", "")
    assert "<img" not in record_html(talk, ZH)


def test_examples_suit_the_archive_and_an_empty_one() -> None:
    made = examples(events(), ZH)
    assert [one.group for one in made] == ["for_councillor", "for_staff", "for_press"]
    assert all(question for one in made for question in one.questions)
    assert "{" not in "".join(question for one in made for question in one.questions)
    assert "go" not in welcome(made, ZH, empty=False)
    assert "資料庫裡還沒有報告" in welcome((), ZH, empty=True)


def test_charts_lead_to_events_and_say_the_same_as_their_numbers() -> None:
    some = events()
    line, months, bars = charts.timeline(some, ZH), charts.months(some, ZH), charts.countries(some, EN)
    chosen = [one for trace in line.data for one in trace.customdata]
    assert sorted(chosen) == sorted(f"event|{event.id}" for event in some if event.when)
    assert sum(sum(trace.y) for trace in months.data) == sum(event.when is not None for event in some)
    table = charts.figures_table(some, ZH)
    for code in bars.data[0].customdata:
        assert f'data-arg="{code}"' in table


def test_charts_do_not_run_a_title() -> None:
    bad = replace(events()[0], title="<b onload=x>%{x}</b>")
    assert "<b" not in json.dumps(charts.timeline([bad], ZH).to_plotly_json()["data"][0]["text"])


def test_review_lists_the_unsure_and_records_only_changes() -> None:
    unsure = replace(events()[0], confidence=0.5)
    assert review_page(events()[1:2], "", ZH) is None or "y-review" in review_page(events()[1:2], "", ZH)
    assert unsure.id in review_page((unsure,), "", ZH)
    form = review_page((unsure,), unsure.id, ZH)
    values = dict(re.findall(r'<input type="(?:text|date)" name="(\w+)" value="([^"]*)"', form))
    values |= {f"kind.{one.kind.value}": "1" for one in unsure.kinds}
    assert dict(corrections_of(unsure, values)) == {"confidence": "1"}
    changed = dict(
        corrections_of(unsure, {**values, "title": "新題", "first": "2023-02-15", "last": "", "countries": "JP、捷克"})
    )
    assert json.loads(changed["title"]) == "新題"
    assert json.loads(changed["when"]) == ["2023-02-15", "2023-02-15"]
    assert json.loads(changed["countries"]) == ["JP", "CZ"]
    assert dict(corrections_of(unsure, {"removed": True})) == {"removed": "true"}
    assert dict(corrections_of(unsure, {"right": True})) == {"confidence": "1"}


def test_review_keeps_titles_of_people_that_stay() -> None:
    event = events()[0]
    names = "、".join(one.name for one in event.visitors)
    people = json.loads(
        dict(corrections_of(event, {"visitors": f"{names}、新人", "first": "x"} | {"first": ""}))["visitors"]
    )
    assert people[0]["title"] == event.visitors[0].title
    assert people[-1] == "新人"


@pytest.mark.parametrize("kind", ["empty", "wait", "error"])
def test_look_notes_have_a_role(kind) -> None:
    assert 'role="alert"' in note(kind, "x") or 'role="status"' in note(kind, "x")


def test_kinds_all_have_colours() -> None:
    event = events()[0]
    colours = {charts._colour(replace(event, kinds=(replace(event.kinds[0], kind=kind),))) for kind in Kind}
    assert len(colours) == len(Kind)


def test_report_of_is_the_sample() -> None:
    assert report_of(report().id) is report()
