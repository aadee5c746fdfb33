"""Sentences of an item, with their place, and how well they speak to a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest import Event, Report

_STOPS = "。！？!?"
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``start:end`` of a report; ``photo`` is the number of the caption that it is."""

    report_id: str
    start: int
    end: int
    text: str
    photo: int | None = None


def sentences(report: Report, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of a stretch of a report, headings by themselves."""
    text, found, at = report.text, [], start
    for here in range(start, end):
        char = text[here]
        blank = char == "\n" and _ends_block(text, here)
        if char in _STOPS or blank or here == end - 1:
            found.append((at, here + 1))
            at = here + 1
    return tuple(one for a, b in found if (one := _trimmed(report, a, b)) is not None)


def _ends_block(text: str, here: int) -> bool:
    """Whether a line break ends a block: a blank line or a new mark follows, and the line was a whole one."""
    return text[here : here + 2] == "\n\n" and text[here - 1 : here] in _STOPS + "：:）)"


def _trimmed(report: Report, start: int, end: int) -> Sentence | None:
    text = report.text
    while start < end and (text[start].isspace() or text[start] in "#-*|"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Sentence(report.id, start, end, text[start:end]) if end > start else None


def of_event(event: Event, report: Report) -> tuple[Sentence, ...]:
    """An event's sentences, then its photo captions."""
    captions = tuple(
        Sentence(event.report_id, one.start, one.end, report.text[one.start : one.end], one.number)
        for one in event.photos
        if one.end > one.start
    )
    return sentences(report, event.start, event.end) + captions


def coverage(text: str, terms: Mapping[str, float]) -> float:
    """Share (0 to 1) of the terms' weight that ``text`` holds; part of a long word counts in part."""
    whole = sum(terms.values())
    key = fold_key(text)
    return sum(weight * held(key, term) for term, weight in terms.items()) / whole if whole else 0.0


def held(key: str, term: str) -> float:
    """How much of folded ``term`` the folded text ``key`` holds: 1 whole, else its share of character pairs."""
    if term in key:
        return 1.0
    if len(term) < 3 or not _CJK.search(term):
        return 0.0
    pairs = [term[at : at + 2] for at in range(len(term) - 1)]
    share = sum(pair in key for pair in pairs) / len(pairs)
    return 0.8 * share if share >= 0.5 else 0.3 * share


def best(found: Sequence[Sentence], terms: Mapping[str, float], k: int) -> tuple[Sentence, ...]:
    """The ``k`` sentences that hold most of the terms, in their order in the report."""
    ranked = sorted(found, key=lambda one: -coverage(one.text, terms))[:k]
    return tuple(one for one in found if one in ranked)


def weights(terms: Iterable[str], texts: Sequence[str]) -> dict[str, float]:
    """What each folded term is worth: more the fewer of the folded ``texts`` hold it."""
    from math import log

    count = len(texts)
    return {
        term: log(1 + (count + 1) / (0.5 + sum(term in text for text in texts)))
        for term in dict.fromkeys(terms)
        if term.strip()
    }
