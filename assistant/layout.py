"""Lines of an answer as the text that a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import RefusalReason
from assistant.phrase import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Line, Refusal
    from assistant.question import Language


def lay_out(language: Language, lines: Sequence[Line], refusal: Refusal | None = None) -> str:
    """One line of text for each line, bulleted where it is an item, with ``[1]`` marks."""
    if refusal is not None and not lines and refusal.reason is RefusalReason.UNCHECKED:
        return say(language, "refuse_unchecked")
    return "\n".join(_marked(line) for line in lines)


def _marked(line: Line) -> str:
    marks = "".join(f"[{number}]" for number in line.citations)
    bullet = "- " if line.bullet else ""
    return f"{bullet}{line.text}{' ' if marks else ''}{marks}"
