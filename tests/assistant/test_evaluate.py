"""Scores of answers against questions with known answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from answer_samples import events, evidence, question, report_of

from assistant.check import check
from assistant.compose import compose
from assistant.evaluate import evaluate, squash
from assistant.question import Intent
from ingest.errors import EmptyQuestion, Words

if TYPE_CHECKING:
    from assistant.answer import Answer


@dataclass
class Reply:
    answer: Answer
    dialogue: object = None
    seconds: float = 0.01


class Fixed:
    """Answers everything with the same two visits; nothing where the question says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, text: str, dialogue: object = None) -> Reply:
        self.asked.append(text)
        if not text:
            raise EmptyQuestion(Words("空", "empty"), Words("請問", "ask"))
        chosen = () if text == "nothing" else events()[:2]
        answer = compose(question(text, Intent.LIST if chosen else Intent.SUMMARY), evidence(*chosen))
        return Reply(check(answer, report_of))


RIGHT = {"id": "1", "type": "list", "question": "q", "answer_event_ids": ["demo-1", "demo-2"], "complete": True}


def score(*rows: dict[str, object], known: list[dict[str, object]] | None = None) -> dict[str, float]:
    return dict(evaluate(Fixed(), rows, known or []).figures)  # type: ignore[arg-type]


def test_a_right_answer() -> None:
    scores = score(RIGHT)
    assert scores["right_all"] == scores["right_list"] == scores["set_f1_mean"] == 1.0
    assert scores["citations_sound"] == 1.0
    assert scores["false_abstention"] == 0.0
    assert scores["seconds_p50"] == 0.01


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"answer_event_ids": ["demo-1"]}, "extra demo-2"),
        ({"answer_event_ids": ["demo-1", "demo-2", "demo-3"]}, "missing demo-3"),
        ({"answer_strings": ["諾瓦克", ["沒有這個", "也沒有"]]}, "does not say 沒有這個"),
        ({"must_not_contain": ["demo-2"]}, "must not contain demo-2"),
        ({"must_not_contain": ["諾瓦克"]}, "must not contain 諾瓦克"),
        ({"answer_event_ids": ["demo-4"], "complete": False}, "no citation of a right event"),
        ({"type": "unanswerable"}, "answered what the archive does not say"),
        ({"question": "nothing"}, "abstained"),
        ({"question": ""}, "empty"),
    ],
)
def test_a_wrong_answer_says_why(change: dict[str, object], fault: str) -> None:
    scores = evaluate(Fixed(), [{**RIGHT, **change}])  # type: ignore[arg-type]
    assert dict(scores.figures)["right_all"] == 0.0
    assert fault in scores.misses[0]


def test_optional_events_count_neither_way() -> None:
    assert score({**RIGHT, "answer_event_ids": ["demo-1"], "optional_event_ids": ["demo-2"]})["right_all"] == 1.0


def test_a_refusal_is_right_where_the_archive_does_not_say() -> None:
    scores = score({"id": "1", "type": "unanswerable", "question": "nothing"})
    assert scores["right_unanswerable"] == scores["refusals_right"] == 1.0


def test_alternatives_are_compared_without_space_width_and_case() -> None:
    assert score({**RIGHT, "answer_strings": [["１１２年２月１４日", "x"], "jana novak"]})["right_all"] == 1.0
    assert squash(" Ａ b|\n") == "ab"


def test_events_of_a_file_are_found_by_their_text() -> None:
    known = [
        {"id": "X1", "text": events()[0].quote.replace(" ", ""), "date_start": "2023-02-14"},
        {"id": "X2", "quote": events()[1].quote},
        {"id": "X3", "title": "全然無關的另一件事情與別處"},
    ]
    assert score({**RIGHT, "answer_event_ids": ["X1", "X2"]}, known=known)["right_all"] == 1.0  # type: ignore[arg-type]
    assert score({**RIGHT, "answer_event_ids": ["X1", "X3"]}, known=known)["right_all"] == 0.0  # type: ignore[arg-type]


def test_earlier_questions_are_asked_first() -> None:
    fixed = Fixed()
    evaluate(fixed, [{**RIGHT, "context": ["a", "b"]}])  # type: ignore[arg-type]
    assert fixed.asked == ["a", "b", "q"]


def test_scores_are_json() -> None:
    value = evaluate(Fixed(), [RIGHT]).as_json()  # type: ignore[arg-type]
    assert set(value) == {"scores", "misses"}


def test_no_events_at_all_is_a_stranger() -> None:
    known = [{"id": "X1", "text": "別的報告裡的另一段文字，與此無關"}]
    scores = evaluate(Fixed(), [{**RIGHT, "answer_event_ids": ["X1"]}], known)  # type: ignore[arg-type]
    assert "missing X1" in scores.misses[0]
    assert replace(events()[0], id="a").id == "a"
