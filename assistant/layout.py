"""Lines of an answer as the text that a reader sees."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from assistant.answer import RefusalReason
from assistant.phrase import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Line, Refusal
    from assistant.question import Language

_RUN = 4  # marks in a row from which the first and the last are shown, with dots between


def lay_out(language: Language, lines: Sequence[Line], refusal: Refusal | None = None) -> str:
    """One line of text for each line, bulleted where it is an item, with ``[1]`` marks."""
    if refusal is not None and not lines and refusal.reason is RefusalReason.UNCHECKED:
        return say(language, "refuse_unchecked")
    return "\n".join(_marked(line) for line in lines)


def _marked(line: Line) -> str:
    marks = marked(line.citations)
    bullet = "- " if line.bullet else ""
    return f"{bullet}{line.text}{' ' if marks else ''}{marks}"


def marked(citations: Sequence[int]) -> str:
    """Citation numbers as marks in order; a long run is shortened: [1]…[13]."""
    numbers = sorted(set(citations))
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return "".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    if len(run) < _RUN:
        return "".join(f"[{number}]" for number in run)
    return f"[{run[0]}]…[{run[-1]}]"
