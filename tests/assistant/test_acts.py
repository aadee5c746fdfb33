"""What a reader chooses changes the screen as it should, and nothing else does."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from answer_samples import events, report

from assistant.acts import act
from assistant.assistant import Assistant
from assistant.question import Language
from assistant.screen import AREAS, Screen, area, charts
from assistant.seat import Seat

ASKED = "2023年3月有哪些訪團來訪？"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDA_MODEL", "none")
        with Assistant.open(tmp_path_factory.mktemp("a") / "A", create=True, today=lambda: date(2023, 11, 6)) as opened:
            opened.archive.add(report(), events())
            yield opened


def after(assistant, *choices: tuple[str, str], start: Screen | None = None) -> Screen:
    screen = start or Screen()
    for name, arg in choices:
        for step in act(name, arg, screen, assistant):
            screen = step.screen
            for changed in step.areas:
                assert changed in AREAS
    return screen


def test_acts_ask_tells_and_keeps_the_dialogue(assistant) -> None:
    screen = after(assistant, ("ask", ASKED), ("ask", "那5月呢？"))
    assert [bool(turn.reply) for turn in screen.talk.turns] == [True, True]
    assert screen.talk.turns[1].before is not None
    assert screen.talk.turns[1].reply.answer.question.resolved != "那5月呢？"
    assert screen.lines is None


def test_acts_show_an_error_where_the_answer_would_be(assistant) -> None:
    screen = after(assistant, ("ask", "  "))
    assert screen.talk.turns[0].error is not None
    assert "y-error" in area("thread", screen, assistant)


def test_acts_drop_takes_a_condition_out(assistant) -> None:
    screen = after(assistant, ("ask", ASKED))
    chips = screen.talk.turns[0].reply.answer.understood
    at = next(at for at, chip in enumerate(chips) if chip.field == "dates")
    relaxed = after(assistant, ("drop", f"0.{at}"), start=screen)
    assert len(relaxed.talk.turns) == 1
    question = relaxed.talk.turns[0].reply.answer.question
    assert question.filters.dates == ()
    assert len(relaxed.talk.turns[0].reply.answer.events) > len(screen.talk.turns[0].reply.answer.events)
    again = after(assistant, ("retry", "0"), start=relaxed)
    assert again.talk.turns[0].reply.answer.question.filters.dates == ()


def test_acts_open_step_and_close_sources(assistant) -> None:
    screen = after(assistant, ("ask", ASKED), ("cite", "0.1"))
    assert screen.opened.citation.n == 1
    assert "<mark>" in area("source", screen, assistant)
    assert after(assistant, ("close", ""), start=screen).opened is None
    assert after(assistant, ("event", events()[1].id)).opened.citation.start == events()[1].start
    assert after(assistant, ("section", f"{report().id}|0")).opened.citation.start == report().sections[0].start


def test_acts_filter_sort_page_and_narrow(assistant) -> None:
    screen = after(assistant, ("filter", '{"country": "JP"}'), ("sort", "event"), ("sort", "event"), ("page", "0"))
    assert (screen.view.country, screen.view.column, screen.view.down) == ("JP", "event", True)
    assert area("table", screen, assistant).count("<tr>") == 2
    narrowed = after(assistant, ("narrow", "month|2023-02"))
    assert (narrowed.view.first, narrowed.view.last) == ("2023-02-01", "2023-02-28")
    assert narrowed.tab == "events"
    assert after(assistant, ("narrow", "country|VN")).view.country == "VN"
    assert after(assistant, ("narrow", f"event|{events()[0].id}")).opened is not None
    assert all(charts(after(assistant, ("shape", "charts")), assistant))
    assert charts(after(assistant, ("filter", '{"text": "無此內容"}')), assistant) == (None, None, None)


def test_acts_profile_and_back(assistant) -> None:
    screen = after(assistant, ("profile", "person|林曉東"))
    assert screen.tab == "events"
    assert "林曉東" in area("events", screen, assistant)
    assert after(assistant, ("tab", "events"), start=screen).subject is not None
    assert after(assistant, ("all_events", ""), start=screen).subject is None


def test_acts_language_report_record(assistant) -> None:
    english = after(assistant, ("language", ""))
    assert english.language is Language.EN
    for name in AREAS:
        area(name, english, assistant)
    assert "y-outline" in area("reports", after(assistant, ("report", report().id)), assistant)
    saved = after(assistant, ("ask", ASKED), ("record", "html"))
    assert "data:text/html" in area("save", saved, assistant)
    assert after(assistant, ("tab", "events"), start=saved).saved is None


@pytest.mark.parametrize(
    ("name", "arg"),
    [
        ("nothing", ""), ("cite", "9.9"), ("cite", "x"), ("drop", "0.0"), ("retry", "7"), ("event", "none"),
        ("section", "a|b"), ("section", "none|1"), ("filter", "not json"), ("filter", "[1]"), ("narrow", "month|x"),
        ("page", "x"), ("tab", "x"), ("profile", "planet|x"), ("correct", '{"event": "none"}'), ("correct", "1"),
        ("remove_now", "none"), ("__class__", ""), ("filter", "[" * 100_000),
    ],
)  # fmt: skip
def test_acts_that_no_page_offers_change_nothing_that_matters(assistant, name, arg) -> None:
    before = len(assistant.reports())
    screen = after(assistant, (name, arg))
    assert screen.talk.turns == ()
    assert len(assistant.reports()) == before


def test_screen_says_who_rewords(assistant) -> None:
    assert "127.0.0.1" in area("header", Screen(reworded="127.0.0.1"), assistant)


def test_acts_on_a_read_only_screen(assistant) -> None:
    start = Screen(read_only=True, removing=report().id)
    after(assistant, ("remove_now", report().id), start=start)
    assert assistant.report(report().id) is not None
    assert 'data-act="remove"' not in area("reports", start, assistant)


def test_seat_keeps_an_answer_while_a_source_is_opened(assistant) -> None:
    seat = Seat(after(assistant, ("ask", ASKED)))
    asking = seat.act("ask", "那5月呢？", assistant)
    next(asking)
    opening = seat.act("cite", "0.1", assistant)
    next(opening)
    for _ in asking:
        pass
    for _ in opening:
        pass
    assert [bool(turn.reply) for turn in seat.screen.talk.turns] == [True, True]
    assert seat.screen.opened is not None


def test_seat_lets_a_newer_question_end_an_older(assistant) -> None:
    seat = Seat(Screen())
    older = seat.act("ask", ASKED, assistant)
    next(older)
    for _ in seat.act("ask", "5月有哪些出訪？", assistant):
        pass
    assert list(older) == []
    assert [turn.stopped for turn in seat.screen.talk.turns] == [True, False]
    waiting = seat.act("ask", ASKED, assistant)
    next(waiting)
    for _ in seat.act("stop", "", assistant):
        pass
    assert list(waiting) == []
    assert seat.screen.talk.turns[-1].stopped


def test_seat_has_what_was_drawn_before_another_action_drawn_again(assistant) -> None:
    """A drawing that is sent after a newer one would cover it."""
    seat = Seat(Screen())
    next(seat.act("language", "", assistant))
    _, older = seat.drawing(("header", "thread"))
    next(seat.act("ask", ASKED, assistant))
    screen, newer = seat.drawing(("thread",))
    assert len(screen.talk.turns) == 1
    assert seat.outdated(("header", "thread"), older) == {"thread"}
    assert seat.outdated(("thread",), newer) == frozenset()
    again, now = seat.drawing(("thread",))
    assert again is screen
    assert seat.outdated(("thread",), now) == seat.outdated(("thread",), newer) == frozenset()


def test_seat_is_each_session_s_own(assistant) -> None:
    seat = Seat(Screen())
    other = copy.deepcopy(seat)
    for _ in seat.act("ask", ASKED, assistant):
        pass
    assert other.screen.talk.turns == ()


@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("odt", b"PK"), ("md", "# 【新聞稿】".encode())])
def test_acts_save_a_draft_as_a_file(assistant, form, start) -> None:
    screen = after(assistant, ("ask", f"請就「{events()[0].title}」草擬新聞稿"))
    assert f'data-arg="0.{form}"' in area("thread", screen, assistant)
    saved = after(assistant, ("draft", f"0.{form}"), start=screen).saved
    assert saved.name.endswith(f".{form}")
    assert saved.content.startswith(start)


@pytest.mark.parametrize("arg", ["0.exe", "0.md/../x", "3.md", "x", "1.md"])
def test_acts_save_no_draft_of_what_is_none(assistant, arg) -> None:
    screen = after(assistant, ("ask", f"請就「{events()[0].title}」草擬新聞稿"), ("ask", ASKED))
    assert after(assistant, ("draft", arg), start=screen).saved is None
    assert 'data-act="draft" data-arg="1.' not in area("thread", screen, assistant)


@pytest.mark.parametrize("fault", [TypeError, KeyError, ZeroDivisionError, RecursionError])
def test_acts_tell_of_a_fault_instead_of_waiting_for_ever(assistant, monkeypatch, fault) -> None:
    def broken(*_given):
        raise fault("x")

    monkeypatch.setattr(Assistant, "ask", broken)
    screen = after(assistant, ("ask", ASKED))
    assert fault.__name__ in area("thread", screen, assistant)
    assert "y-wait" not in area("thread", screen, assistant)
    assert "重問" in area("thread", screen, assistant)
