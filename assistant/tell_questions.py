"""Questions to the government: the figures as background, then questions that each rest on a quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.draft import how_many
from assistant.figures_said import figure_phrase
from assistant.phrase import say, squeezed
from assistant.sentences import coverage
from assistant.tell_lookup import terms_of
from ingest import Kind, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from assistant.sentences import Term
    from ingest import Event

_QUESTIONS = 3
_MOST = 10
_LONG = 70  # characters up to which neighbouring clauses are quoted together
_FIGURED = (0.0, 0.8, 1.2)  # what no, one or more figures in a clause add to its worth
_LEADS_ON = re.compile(r"[，,、]?[^，,、；。]{0,8}如[下后後][：:]?$")
# What a clause speaks of, on the report's own text; the first that fits gives the question.
_ASKS = (
    ("planned", re.compile(r"預計|預定|將於|規劃於")),
    ("fall", re.compile(r"減少|精簡|下降|降低|縮減|減幅")),
    ("rise", re.compile(r"增加|成長|提高|上升|增幅")),
    ("money", re.compile(r"經費|預算|補助|[\d萬億]\s?元")),
    ("signing", re.compile(r"簽署|締結|協定|備忘錄|意向書")),
    ("service", re.compile(r"\d[\d,.]*\s{0,2}(?:件|次|場|人|家|案|位|班|小時|%)")),
)
_VISITS = (Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.RECEPTION)
_ACTIVITIES = (Kind.FESTIVAL, Kind.PROMOTION)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of an event's sentence that a question may rest on."""

    event: Event
    start: int
    end: int
    text: str
    worth: float


def tell_questions(builder: Builder, events: Sequence[Event]) -> None:
    """Background figures, then as many questions as were asked for."""
    _background(builder, events)
    terms = terms_of(builder)
    clauses = [one for event in events for one in _clauses(builder, event, terms)]
    wanted = min(how_many(builder.question.resolved) or _QUESTIONS, _MOST)
    chosen = sorted(sorted(clauses, key=lambda one: -one.worth)[:wanted], key=clauses.index)
    builder.heading("head_questions")
    for at, clause in enumerate(chosen, 1):
        ask = say(builder.language, _ask(clause), "ask")
        number = say(builder.language, str(at), "ordinal")
        words = say(builder.language, "question", "draft", n=number, quote=clause.text, ask=ask)
        builder.line(words, (builder.span(clause.event, clause.start, clause.end),))


def _background(builder: Builder, events: Sequence[Event]) -> None:
    builder.heading("head_background")
    for event in events:
        cited = builder.cite(event)
        lines = [figure_phrase(builder.language, event, one) for one in event.figures]
        proved = builder.proved(event, lines, cited)
        for text in dict.fromkeys(proved):
            builder.line(text, cited, bullet=True)
        if not proved:
            builder.event(event)


def _clauses(builder: Builder, event: Event, terms: Sequence[Term]) -> Iterator[_Clause]:
    """Stretches of the event's sentences, clause by clause, short neighbours together."""
    figures = [one.start for one in event.figures]
    report = builder.evidence.report(event.report_id)
    assert report is not None  # its sentences are at hand
    for part in builder.parts(event):
        if part.photo is not None or part.heading or part.table:
            continue
        for start, end in _runs(report.text, part.start, part.end):
            text = _LEADS_ON.sub("", squeezed(report.text[start:end]))
            if len(fold_key(text)) < 6:
                continue
            counted = sum(start <= at < end for at in figures)
            worth = coverage(text, terms) + _FIGURED[min(counted, 2)] + (0.1 if _asked_of(text) else 0.0)
            yield _Clause(event, start, end, text, worth)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in stretches that end at a comma or stop and are not longer than need be."""
    at, last = start, start
    for match in re.finditer(r"[，,；;。！？]", text[start:end]):
        stop = start + match.start()
        if stop - at > _LONG and last > at:
            yield at, last
            at = last + 1
        last = stop
        if match.group() in "；;。！？":
            yield at, stop
            at = last = stop + 1
    if end > at:
        yield at, end


def _asked_of(text: str) -> str | None:
    return next((key for key, pattern in _ASKS if pattern.search(text)), None)


def _ask(clause: _Clause) -> str:
    """Key of the question that a clause calls for, by its words, else by the kind of event."""
    by_words = _asked_of(clause.text)
    if by_words:
        return by_words
    if any(clause.event.has(kind) for kind in _VISITS):
        return "visit"
    return "activity" if any(clause.event.has(kind) for kind in _ACTIVITIES) else "follow"
