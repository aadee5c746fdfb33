"""What the archive has on a question, and why it refuses."""

from __future__ import annotations

import pytest

from assistant.answer import RefusalReason
from assistant.asked import asked_rate, ordinal_words, ordinals
from assistant.lookup import covered_by, wanted_of
from ingest import Kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("112年6月有哪些訪賓？", RefusalReason.OUTSIDE_PERIOD),
        ("巴西訪團談了什麼？", RefusalReason.UNKNOWN_NAME),
        ("王大明局長接待了誰？", RefusalReason.UNKNOWN_NAME),
        ("大邱市長哪一天來訪？", RefusalReason.FALSE_PREMISE),
        ("第14個締盟城市是哪裡？", RefusalReason.FALSE_PREMISE),
        ("示範國際龍舟賽花了多少錢？", RefusalReason.NOT_STATED),
        ("國際禮儀研習班的滿意度是多少？", RefusalReason.NOT_STATED),
        ("下一屆示範國際龍舟賽何時舉辦？", RefusalReason.NOT_STATED),
        ("明天天氣如何？", RefusalReason.OUT_OF_SCOPE),
        ("Which visitors asked about nuclear power?", RefusalReason.NOT_IN_ARCHIVE),
    ],
)
def test_refusals_say_why(fictional, text, reason):
    answer = fictional.ask(text).answer
    assert answer.refusal is not None
    assert answer.refusal.reason is reason
    assert answer.events == ()


def test_the_nearest_is_shown_and_cited(fictional):
    answer = fictional.ask("大邱市長哪一天來訪？").answer
    assert "朴書俊" in answer.text
    assert answer.citations


def test_a_false_premise_is_denied(fictional):
    answer = fictional.ask("Did Hamburg sign a sister-city agreement?").answer
    assert answer.text.startswith("No")
    assert not answer.abstained


def test_what_is_not_in_the_archive_is_not_denied(fictional):
    assert fictional.ask("Did the mayor of Berlin come?").answer.abstained


def test_sets_are_whole_and_in_order(fictional):
    events = fictional.ask("友邦訪賓有哪些？").answer.events
    days = [event.when.first for event in events]
    assert len(events) == 3
    assert days == sorted(days)


def test_every_thing_named_counts(fictional):
    (event,) = fictional.ask("哪些訪團談到觀光與空氣品質？").answer.events
    assert "清邁" in event.title


def test_words_are_weighed(fictional):
    every = fictional.archive.events()
    common, rare, act = wanted_of((("市長",), ("岸電",), ("討論",)), every, lambda word: ())
    assert rare.weight > common.weight
    assert act.weight < rare.weight
    assert covered_by("談岸电", (rare,)) == 1.0
    assert covered_by("無關", (rare,)) == 0.0


def test_near_terms_hold_in_part(fictional):
    every = fictional.archive.events()
    (word,) = wanted_of((("軌道列車",),), every, lambda asked: ("輕軌機廠",))
    assert 0.5 < word.held_by("参访轻轨机厂") < 1.0


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        ("第41個城市", (41,), ("第41個",)),
        ("the 41st city", (41,), ("41st",)),
        ("forty-first city", (41,), ("forty-first",)),
        ("第一次申訴", (), ()),
        ("on the 5th of May", (), ()),
        ("the third visit", (), ()),
    ],
)
def test_ordinals(text, numbers, words):
    assert ordinals(text) == numbers
    assert ordinal_words(text) == words


def test_rates():
    assert asked_rate("調解的成立率是多少？") == "成立率"
    assert asked_rate("誰率團？") is None


def test_nothing_of_a_kind_is_no_yes(fictional):
    """A month with items, none of them a signing."""
    signed = {event.when.first.month for event in fictional.archive.events() if event.when and event.has(Kind.SIGNING)}
    held = {event.when.first.month for event in fictional.archive.events() if event.when}
    month = min(held - signed)
    answer = fictional.ask(f"113年{month}月有簽署任何文件嗎？").answer
    assert answer.text.startswith(("沒有", "檔案", "不是"))


@pytest.mark.parametrize("text", ["有幾個國家的訪團來過？", "How many countries sent delegations?"])
def test_countries_are_counted_where_countries_are_asked(fictional, text):
    answer = fictional.ask(text).answer
    codes = {one.code for event in answer.events for one in event.countries}
    assert str(len(codes)) in answer.text.splitlines()[0]
    assert answer.dropped == 0


def test_the_rows_of_a_count_of_groups_prove_it(fictional):
    """A number of groups that is not the number of rows is struck out."""
    from dataclasses import replace

    from assistant.check import check
    from assistant.workings import GROUPS

    answer = fictional.ask("有幾個國家的訪團來過？").answer
    (at,) = [at for at, line in enumerate(answer.lines) if any(how == GROUPS for _, how in line.computed)]
    n = answer.lines[at].computed[0][0]
    wrong = replace(answer.lines[at], text=answer.lines[at].text.replace(n, "99"), computed=(("99", GROUPS),))
    planted = replace(answer, lines=(*answer.lines[:at], wrong, *answer.lines[at + 1 :]))
    checked = check(planted, fictional.report)
    assert checked.dropped >= 1
    assert "99" not in checked.text
