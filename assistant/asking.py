"""The words of a question that say what is asked, folded for the patterns that look for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from assistant.question import Question


_HOW_LONG = re.compile(r"几天|几日|多久|多长时间|为期|\bhow (?:long|many days)\b")
# How old the ties of two places are is no length of a visit.
_TIES = re.compile(
    r"(?:交情|情谊|友谊|邦谊|关系|姊妹市?|姐妹市?|缔盟|结盟|友好)[^,，。?？]{0,8}(?:多久|多长|几年)"
    r"|\bhow long\b.{0,60}\b(?:sisters?|friends|friendship|twinned|partners(?:hip)?|ties|relations(?:hip)?)\b"
)


def asks_how_long(question: Question) -> bool:
    """Whether the question asks how many days something took."""
    text = asked(question)
    return bool(_HOW_LONG.search(text)) and not _TIES.search(text)


def asked(question: Question) -> str:
    """Folded words that say what is asked: of a follow-up its own, where it asks something new."""
    return fold(question.asking or question.resolved)
