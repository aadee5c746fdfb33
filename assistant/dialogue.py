"""What was said before, as far as a next question may lean on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.question import Intent

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.question import Question


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The last question that had a subject, and the ids of the events that its answer spoke of.

    ``events`` are those asserted, or where the answer was a refusal the nearest that it showed.
    """

    question: Question | None = None
    events: tuple[str, ...] = ()

    def after(self, question: Question, answer: Answer) -> Dialogue:
        """The dialogue once a question is answered; small talk leaves it as it was."""
        if question.intent is Intent.OUT_OF_SCOPE:
            return self
        events = tuple(event.id for event in answer.events)
        if not events and question.filters.among:
            events = question.filters.among
        return Dialogue(question, events)
