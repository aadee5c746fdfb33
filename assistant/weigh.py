"""Which figure of an item a question asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.sentences import held
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.question import Question
    from ingest import Event, Figure

_NEAR = 14  # characters before a figure that may say what it counts
_UNIT_ASKED = re.compile(r"[幾几]\s{0,2}([個个位名件次場场家案組组人部座年棟栋天國国項项所處处冊册首班])")
_PEOPLE = re.compile(r"多少人|人數|人数|人次|幾人|几人|\b(?:people|visitors|attendance|attended|guests|staff|participants|drew)\b")
_PERCENT = re.compile(r"[\u3400-\u9fff]率|百分之|百分比|比例|\b(?:percent|percentage|rate|per cent)\b")


def figures_for(event: Event, question: Question, terms: Iterable[str] = ()) -> tuple[Figure, ...]:
    """The figures of an event that the question means, best first; none if no word of it fits."""
    wanted = [term for term in dict.fromkeys((*terms, *question.terms)) if term]
    scored = [(_score(event, one, question, wanted), -one.start, one) for one in event.figures]
    scored = [one for one in scored if one[0] > 0]
    scored.sort(key=lambda one: (-one[0], -one[1]))
    if not scored:
        return ()
    return tuple(one for score, _, one in scored if score >= 0.8 * scored[0][0])


def figure_of(event: Event, question: Question) -> Figure | None:
    """The one figure of an event that the question means."""
    found = figures_for(event, question)
    return found[0] if found else None


def _score(event: Event, figure: Figure, question: Question, terms: Sequence[str]) -> float:
    said = fold_key(f"{figure.what}{figure.text}{figure.unit}")
    words = sum(held(said, fold_key(term)) for term in terms)
    before = fold_key(_before(event, figure))
    words += 0.5 * sum(held(before, fold_key(term)) for term in terms)
    return words + _unit_bonus(figure, question.resolved)


def _before(event: Event, figure: Figure) -> str:
    at = figure.start - event.start
    return event.quote[max(0, at - _NEAR) : at] if 0 <= at <= len(event.quote) else ""


def _unit_bonus(figure: Figure, asked: str) -> float:
    text, unit = fold(asked), fold(figure.unit)
    bonus = 0.0
    if any(unit.startswith(one) for one in _UNIT_ASKED.findall(text)):
        bonus += 1.0
    if _PEOPLE.search(text) and unit and unit[0] in "人名位":
        bonus += 1.0
    if _PERCENT.search(text) and "%" in unit + fold(figure.text):
        bonus += 1.5
    return bonus
