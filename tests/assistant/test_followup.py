"""Follow-ups are read as the whole question that they stand for; new topics are noticed."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue import Dialogue
from assistant.question import Intent


def ask(assistant, *questions):
    dialogue = None
    for text in questions:
        reply = assistant.ask(text, dialogue)
        dialogue = reply.dialogue
    return reply


def test_a_month_in_place_of_another(fictional):
    question = ask(fictional, "113年3月有哪些訪賓？", "那5月呢？").answer.question
    assert question.filters.dates[0].first == date(2024, 5, 1)
    assert question.intent is Intent.LIST
    assert question.resolved != question.text


def test_only_some_of_the_last(fictional):
    first = fictional.ask("Which visits concerned smart cities?")
    then = fictional.ask("Only those from Vietnam.", first.dialogue)
    assert set(then.answer.events) < set(first.answer.events)
    assert then.answer.question.filters.among == tuple(one.id for one in first.answer.events)


def test_a_pronoun_means_the_last_answer(fictional):
    reply = ask(fictional, "Who is Klaus Weber?", "Whom did he meet?")
    assert "許言安" in reply.answer.text


@pytest.mark.parametrize(
    "text",
    ["哪些來訪談到海洋保育？", "Which guests came from Palau?", "捷克代表談了什麼？", "換個話題，三月有哪些訪團？"],
)
def test_a_new_topic_stands_alone(fictional, text):
    reply = ask(fictional, "Who is Klaus Weber?", text)
    assert reply.answer.question.filters.among == ()
    assert reply.answer.question.resolved == reply.answer.question.text


def test_a_new_subject_leaves_the_last_answer(bureaus):
    reply = ask(bureaus, "台南本期查獲毒品案件幾件？", "那酒駕呢？")
    assert "1,377" in reply.answer.text


def test_without_anything_before_there_is_no_follow_up(fictional):
    question = fictional.ask("那5月呢？", Dialogue()).answer.question
    assert question.filters.among == ()


def test_small_talk_leaves_the_dialogue(fictional):
    first = fictional.ask("Who is Klaus Weber?")
    assert fictional.ask("謝謝", first.dialogue).dialogue == first.dialogue


def test_a_follow_up_reaches_past_a_refusal(fictional):
    """其中…的呢？ asks about the events of the last answer that had any."""
    first = fictional.ask("113年3月有哪些訪團？")
    refused = fictional.ask("其中談到碳匯的有哪些？", first.dialogue)
    again = fictional.ask("那談到智慧城市的呢？", refused.dialogue)
    assert refused.answer.abstained
    assert again.answer.events
    assert {one.id for one in again.answer.events} < {one.id for one in first.answer.events}


def test_what_is_none_of_the_last_answer_is_refused(fictional):
    first = fictional.ask("113年3月有哪些訪團？")
    assert fictional.ask("其中來自冰島的有哪些？", first.dialogue).answer.abstained
