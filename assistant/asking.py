"""The words of a question that say what is asked, folded for the patterns that look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from assistant.question import Question


def asked(question: Question) -> str:
    """Folded words that say what is asked: of a follow-up its own, where it asks something new."""
    return fold(question.asking or question.resolved)
