"""The words of a question that say what is asked, folded for the patterns that look for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from assistant.question import Question


_HOW_LONG = re.compile(r"几天|几日|多久|多长时间|为期|\bhow (?:long|many days)\b")


def asks_how_long(question: Question) -> bool:
    """Whether the question asks how many days something took."""
    return bool(_HOW_LONG.search(asked(question)))


def asked(question: Question) -> str:
    """Folded words that say what is asked: of a follow-up its own, where it asks something new."""
    return fold(question.asking or question.resolved)
