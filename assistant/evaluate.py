"""Scores an archive's answers against questions with known answers.

A file of questions has one JSON object on each line:

- ``id``, ``question``; ``context``: earlier questions of the same conversation, oldest first.
- ``type``: any word, scores are also given by it; ``unanswerable`` means that a refusal is right.
- ``answer_event_ids``: the events that the answer has to rest on, as ids of ``yida events`` or of a
  file of events given beside the questions (records with ``id`` and ``text`` or ``quote``, ``title``,
  ``date_start``); ``optional_event_ids`` count neither way.
- ``complete`` (or ``filter``): the ids are the whole set, nothing may be missing or extra.
- ``answer_strings``: each has to stand in the answer's text; a list means any one of its members.
- ``must_not_contain``: event ids that may not be asserted, or words that may not be said.

Every question is right or wrong; a wrong one says why.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ingest.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assistant.answer import Answer, Citation
    from assistant.assistant import Assistant
    from assistant.render import Json
    from ingest import Event

Row: TypeAlias = "Mapping[str, object]"
_WINDOW = 6  # characters of the stretches by which texts are compared
_SHARED = 0.5  # share of them that makes two texts the same event


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by name, each a share of 0 to 1 or a time in seconds, and a sentence for each miss."""

    figures: tuple[tuple[str, float], ...]
    misses: tuple[str, ...]

    def as_json(self) -> dict[str, Json]:
        """Figures and misses as JSON."""
        return {"scores": dict(self.figures), "misses": list(self.misses)}


@dataclass(frozen=True, slots=True)
class _Known:
    """The events of the questions' file, found in the archive by their text."""

    texts: dict[str, frozenset[str]]
    dates: dict[str, str]

    def of(self, text: str, own_id: str, day: str) -> str | None:
        """Id of the known event that a text stands on."""
        if own_id in self.texts or not self.texts:
            return own_id
        mine = _shingles(text)
        best, score = None, 0.0
        for key, theirs in self.texts.items():
            share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
            if share > score or (share == score and best is not None and self.dates[key] == day):
                best, score = key, share
        return best if score >= _SHARED else None


def evaluate(assistant: Assistant, rows: Sequence[Row], events: Sequence[Row] = ()) -> Scores:
    """Ask every question and score what comes.

    Args:
        assistant: the open archive.
        rows: questions, as the module describes.
        events: events whose ids the questions use; none where they use the archive's own.

    Returns:
        Shares of right answers, overall and by type, how sound sets, citations and refusals are,
        and the time an answer takes.
    """
    known = _known(events)
    right: dict[str, list[bool]] = defaultdict(list)
    seconds: list[float] = []
    extra: dict[str, list[float]] = defaultdict(list)
    misses: list[str] = []
    for row in rows:
        kind, faults = str(row.get("type", "")) or "question", []
        try:
            answer, took = _asked(assistant, row)
        except QuestionError as error:
            faults = [error.message("en")]
        else:
            seconds.append(took)
            faults = list(_faults(row, answer, known, extra))
        right[kind].append(not faults)
        if faults:
            misses.append(f"{row.get('id', '?')} [{kind}] {row.get('question', '')}: {'; '.join(faults)}")
    return Scores(tuple(_figures(right, extra, seconds)), tuple(misses))


def _known(events: Iterable[Row]) -> _Known:
    texts: dict[str, frozenset[str]] = {}
    dates: dict[str, str] = {}
    for event in events:
        key = str(event.get("id", ""))
        captions = event.get("captions")
        said = [str(event.get("text") or event.get("quote") or event.get("title") or "")]
        said += [str(one.get("text", "")) for one in captions or () if isinstance(one, dict)]  # type: ignore[attr-defined]
        texts[key] = frozenset(_shingles(" ".join(said)))
        dates[key] = str(event.get("date_start") or "")
    return _Known(texts, dates)


def _asked(assistant: Assistant, row: Row) -> tuple[Answer, float]:
    dialogue = None
    for earlier in _strings(row.get("context")):
        dialogue = assistant.ask(earlier, dialogue).dialogue
    reply = assistant.ask(str(row.get("question", "")), dialogue)
    return reply.answer, reply.seconds


def _strings(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    return [str(value)] if value else []


def _faults(row: Row, answer: Answer, known: _Known, extra: dict[str, list[float]]) -> Iterator[str]:
    """What is wrong with an answer; measures by the way how sound it is."""
    if row.get("type") == "unanswerable":
        extra["refusals_right"].append(float(answer.abstained))
        if not answer.abstained:
            yield "answered what the archive does not say"
        return
    extra["false_abstention"].append(float(answer.abstained))
    if answer.abstained:
        yield "abstained"
    text = squash(answer.text)
    got = {key for one in answer.events if (key := _event_key(one, known)) is not None}
    strange = sum(_event_key(one, known) is None for one in answer.events)
    yield from _set_faults(row, got, strange, extra)
    for wanted in row.get("answer_strings") or ():  # type: ignore[attr-defined]
        if not any(squash(one) in text for one in _strings(wanted)):
            yield f"does not say {_strings(wanted)[0]}"
    for word in _strings(row.get("must_not_contain")):
        if word in got or (word not in known.texts and word not in _ids(row) and squash(word) in text):
            yield f"must not contain {word}"
    sound = _is_cited(row, answer, known)
    extra["citations_sound"].append(float(sound))
    if not sound and not answer.abstained:
        yield "no citation of a right event"


def _ids(row: Row) -> set[str]:
    return set(_strings(row.get("answer_event_ids"))) | set(_strings(row.get("optional_event_ids")))


def _event_key(event: Event, known: _Known) -> str | None:
    return known.of(event.quote, event.id, event.when.first.isoformat() if event.when else "")


def _set_faults(row: Row, got: set[str], strange: int, extra: dict[str, list[float]]) -> Iterator[str]:
    whole = row.get("complete", bool(row.get("filter")) and row.get("type") in ("list", "count", "followup"))
    if not whole or row.get("support_only"):
        return
    need, may = set(_strings(row.get("answer_event_ids"))), set(_strings(row.get("optional_event_ids")))
    missing, surplus = need - got, got - need - may
    hits = len(got & need)
    precision = hits / (hits + len(surplus) + strange) if hits + len(surplus) + strange else 1.0
    recall = hits / len(need) if need else 1.0
    extra["set_f1_mean"].append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    if missing:
        yield f"missing {', '.join(sorted(missing))}"
    if surplus or strange:
        yield f"extra {', '.join(sorted(surplus)) or strange}"


def _is_cited(row: Row, answer: Answer, known: _Known) -> bool:
    need = set(_strings(row.get("answer_event_ids")))
    may = set(_strings(row.get("optional_event_ids")))
    if not answer.citations:
        return False
    return not need or any(_citation_key(one, answer, known) in need | may for one in answer.citations)


def _citation_key(citation: Citation, answer: Answer, known: _Known) -> str | None:
    if known.texts:
        return known.of(citation.quote, "", "")
    for event in answer.events:
        if event.report_id == citation.report_id and event.start <= citation.start < max(event.end, event.start + 1):
            return event.id
    return None


def squash(text: str) -> str:
    """Text for comparison: NFKC, no white space or bars, no case."""
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text)).lower()


def _shingles(text: str) -> set[str]:
    plain = squash(text)
    return {plain[at : at + _WINDOW] for at in range(max(1, len(plain) - _WINDOW + 1))}


def _figures(
    right: Mapping[str, Sequence[bool]], extra: Mapping[str, Sequence[float]], seconds: Sequence[float]
) -> Iterator[tuple[str, float]]:
    for kind in sorted(right):
        yield f"right_{kind}", sum(right[kind]) / len(right[kind])
    every = [one for found in right.values() for one in found]
    yield "right_all", sum(every) / max(1, len(every))
    for name in sorted(extra):
        yield name, sum(extra[name]) / len(extra[name])
    if seconds:
        ordered = sorted(seconds)
        yield "seconds_p50", ordered[len(ordered) // 2]
        yield "seconds_p95", ordered[int(len(ordered) * 0.95)]
