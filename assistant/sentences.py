"""Sentences of an item, with their place, and how well they speak to a question."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest import Event, Report

_STOPS = "。！？!?"
_CLOSERS = "」』”’）)"
_NOTE = re.compile(r"\s{0,9}[（(]\s{0,2}(?:照片|圖|附圖|附件|附表|表)[^（()）]{0,40}[）)]")
_RELEASED = re.compile(
    r"\s{0,9}[^\n。]{1,120}\n\s{0,9}(?:[^\n。]{1,60}\n\s{0,9}){0,2}?"
    r"(?:(?:發布|發佈|發稿|新聞)(?:日期|單位|時間|機關|聯絡人?)[：:\s][^\n]{0,60}\n\s{0,9}){1,6}"
)
_COMMA = re.compile(r"[，；。;！？]")
_WORDED = re.compile(r"[^\W\d_]")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``start:end`` of a report; ``photo`` is the number of the caption that it is.

    ``heading`` and ``table`` mark stretches that are no prose.
    """

    report_id: str
    start: int
    end: int
    text: str
    photo: int | None = None
    heading: bool = False
    table: bool = False


def sentences(report: Report, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of a stretch of a report in prose; its headings and tables where it has no other."""
    every = tuple(_every(report, start, end))
    prose = tuple(one for one in every if not one.heading and not one.table and _WORDED.search(one.text))
    return prose or every


def _every(report: Report, start: int, end: int) -> Iterable[Sentence]:
    headings = _within(((one.start, one.heading_end) for one in report.sections), start, end)
    tables = _within(((one.start, one.end) for one in report.tables), start, end)
    cuts = sorted({start, end, *(at for pair in (*headings, *tables) for at in pair)})
    for a, b in pairwise(cuts):
        in_table = any(low <= a < high for low, high in tables)
        in_heading = any(low <= a < high for low, high in headings)
        spans = [(a, b)] if in_table or in_heading else _split(report.text, a, b)
        head = None if in_table or in_heading else _RELEASED.match(report.text, a, b)
        if head is not None and head.end() < b:  # the headline of a release and its 發布日期 are no sentence of it
            one = _trimmed(report, a, head.end())
            if one is not None:
                yield replace(one, heading=True)
            spans = _split(report.text, head.end(), b)
        for low, high in spans:
            one = _trimmed(report, low, high)
            if one is not None:
                yield replace(one, heading=in_heading, table=in_table)


def _within(spans: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(max(a, start), min(b, end)) for a, b in spans if a < end and start < b]


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches that end in a full stop and what may close behind it, or at the end of a block."""
    found, at, here = [], start, start
    while here < end:
        note = _NOTE.match(text, here, end) if here == at else None
        if note is not None:  # （照片 9、10） behind the full stop says nothing by itself
            here = at = note.end()
            continue
        char = text[here]
        here += 1
        if char in _STOPS:
            while here < end and text[here] in _CLOSERS:
                here += 1
        elif not (char == "\n" and _ends_block(text, here - 1)):
            continue
        found.append((at, here))
        at = here
    return [*found, (at, end)] if at < end else found


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


def clauses_of(report: Report, sentence: Sentence) -> tuple[Sentence, ...]:
    """The clauses of a sentence, parted at its commas and semicolons."""
    found, at = [], sentence.start
    ends = [sentence.start + match.start() for match in _COMMA.finditer(sentence.text)]
    for end in (*ends, sentence.end):
        one = _trimmed(report, at, end)
        at = end + 1
        if one is not None:
            found.append(one)
    return tuple(found)


def of_event(event: Event, report: Report) -> tuple[Sentence, ...]:
    """An event's sentences, then its photo captions."""
    captions = tuple(
        Sentence(event.report_id, one.start, one.end, report.text[one.start : one.end], one.number)
        for one in event.photos
        if one.end > one.start
    )
    return sentences(report, event.start, event.end) + captions


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a question speaks of: its spellings, folded, and what it is worth."""

    spellings: tuple[str, ...]
    weight: float

    def held_by(self, key: str) -> float:
        """How much of it (0 to 1) a folded text holds, by its best spelling."""
        return max((held(key, one) for one in self.spellings), default=0.0)


def terms_of(groups: Iterable[Sequence[str]], texts: Sequence[str]) -> tuple[Term, ...]:
    """Things a question speaks of, worth more the fewer of the folded ``texts`` say them."""
    found = []
    for group in groups:
        spellings = tuple(dict.fromkeys(key for one in group if (key := fold_key(one))))
        if spellings:
            count = sum(any(one in text for one in spellings) for text in texts)
            found.append(Term(spellings, log(1 + (len(texts) + 1) / (0.5 + count))))
    return tuple(dict.fromkeys(found))


def coverage(text: str, terms: Sequence[Term]) -> float:
    """Share (0 to 1) of the terms' weight that ``text`` holds; part of a long word counts in part."""
    whole = sum(one.weight for one in terms)
    key = fold_key(text)
    return sum(one.weight * one.held_by(key) for one in terms) / whole if whole else 0.0


def held(key: str, term: str) -> float:
    """How much of folded ``term`` the folded text ``key`` holds: 1 whole, else its share of character pairs."""
    if term in key:
        return 1.0
    if len(term) < 3 or not _CJK.search(term):
        return 0.0
    pairs = [term[at : at + 2] for at in range(len(term) - 1)]
    share = sum(pair in key for pair in pairs) / len(pairs)
    return 0.8 * share if share >= 0.5 else 0.3 * share


def best(found: Sequence[Sentence], terms: Sequence[Term], k: int, size: int = 0) -> tuple[Sentence, ...]:
    """The ``k`` sentences that hold most of the terms, in their order in the report.

    With a ``size`` the last of them are left out until the rest has no more characters than that.
    """
    ranked = sorted(found, key=lambda one: -coverage(one.text, terms))[:k]
    while size and len(ranked) > 1 and sum(len(one.text) for one in ranked) > size:
        ranked.pop()
    return tuple(one for one in found if one in ranked)
