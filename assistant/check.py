"""The last gate: every number, date, name and title of an answer against the spans that it cites.

Independent of how an answer was made: it sees lines and citations only, and trusts neither.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Line, Refusal, RefusalReason
from assistant.arithmetic import COUNT
from assistant.cite import renumbered
from assistant.layout import lay_out
from assistant.phrase import say
from assistant.proof import Proof
from assistant.question import Intent
from assistant.workings import STRUCK, follows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.answer import Answer, Citation
    from assistant.question import Language
    from ingest import Report

_MARK = re.compile(r"\[\d{1,4}\]")


def check(answer: Answer, report_of: Callable[[str], Report | None]) -> Answer:
    """The answer with what its citations do not prove struck out.

    Args:
        answer: as composed, or as a language model reworded it.
        report_of: gives the report of an id.

    Returns:
        The same answer if all of it is proved; else one with fewer lines, or a refusal where no
        line with a citation is left. Citations that no line uses any more are gone; a count of the events
        counts those that are left, and a last line says how many went.
    """
    sound = {one.n: one for one in answer.citations if is_verbatim(one, report_of)}
    kept = tuple(line for line in answer.lines if proved(line, answer, sound, report_of))
    dropped = len(answer.lines) - len(kept)
    text = lay_out(answer.question.language, answer.lines, answer.refusal)
    if dropped == 0 and len(sound) == len(answer.citations) and text == answer.text:
        return answer
    reduced = _reduced(answer, kept, tuple(sound.values()), dropped)
    return check(reduced, report_of) if dropped else reduced  # a count of what was struck out no longer holds


def is_verbatim(citation: Citation, report_of: Callable[[str], Report | None]) -> bool:
    """Whether the quote stands in the report just where the citation says."""
    report = report_of(citation.report_id)
    return (
        report is not None
        and bool(citation.quote.strip())
        and 0 <= citation.start < citation.end <= len(report.text)
        and report.text[citation.start : citation.end] == citation.quote
        and citation.page == report.page_at(citation.start)
    )


def proved(
    line: Line, answer: Answer, sound: Mapping[int, Citation], report_of: Callable[[str], Report | None]
) -> bool:
    """Whether all that a line says stands in the spans that it cites, or follows from shown values."""
    return fault(line, answer, sound, report_of) is None


def fault(
    line: Line, answer: Answer, sound: Mapping[int, Citation], report_of: Callable[[str], Report | None]
) -> str | None:
    """What a line says without proof, or None."""
    if any(number not in sound for number in line.citations):
        return "citation"
    if _MARK.search(line.text):
        return "mark of its own"
    cited = [sound[number] for number in line.citations]
    found = {one.report_id: report_of(one.report_id) for one in cited}
    reports = [report for report in found.values() if report is not None]
    for value, how in line.computed:
        if not follows(value, how, answer, cited, reports):
            return f"{value} is not {how}"
    texts = [one.quote for one in cited] if cited else asked(answer)
    shown = (*answer.events, *answer.nearest)
    proof = Proof.of(answer.question.language, texts, shown, reports, line.computed)
    found_wrong = proof.fault(line.text)
    bare = _without_labels(line, answer)
    return proof.fault(bare) if found_wrong and bare != line.text else found_wrong


def _without_labels(line: Line, answer: Answer) -> str:
    """The line without the names that the question gave to what it compares: they may stand in it as labels."""
    text = line.text
    if answer.question.intent is Intent.COMPARE:
        for name in sorted(answer.question.alternatives, key=len, reverse=True):
            text = text.replace(name, " ")
    return text


def asked(answer: Answer) -> list[str]:
    """What a line without citations may repeat: the question, how it was read, and what was not found."""
    texts = [answer.question.text, answer.question.resolved, *(chip.label for chip in answer.understood)]
    if answer.refusal is not None:
        texts.append(answer.refusal.missing)
    return texts


def _reduced(answer: Answer, kept: tuple[Line, ...], sound: tuple[Citation, ...], dropped: int) -> Answer:
    """What is left of an answer, its citations numbered anew."""
    citations, fresh = renumbered(sound, (number for line in kept for number in line.citations))
    lines = tuple(replace(line, citations=tuple(fresh[number] for number in line.citations)) for line in kept)
    refusal = answer.refusal
    if refusal is None and not citations:
        refusal = Refusal(RefusalReason.UNCHECKED, "")
        lines = ()
    spans = [(one.report_id, one.start, one.end) for one in citations]
    events = tuple(
        event
        for event in answer.events
        if any(report == event.report_id and a < event.end and event.start < b for report, a, b in spans)
    )
    lost = answer.unproved + len(answer.events) - len(events)
    if lost and refusal is None and answer.question.intent is not Intent.DRAFT:
        lines = _counted_anew(answer.question.language, lines, len(answer.events), len(events), lost)
    text = lay_out(answer.question.language, lines, refusal)
    return replace(
        answer, lines=lines, citations=citations, events=events, refusal=refusal, text=text,
        dropped=answer.dropped + dropped, unproved=lost,
    )  # fmt: skip


def _counted_anew(
    language: Language, lines: tuple[Line, ...], before: int, now: int, lost: int
) -> tuple[Line, ...]:  # fmt: skip
    """Lines that count the events that are left, and one that says how many are not told."""
    old, new, struck = str(before), str(now), str(lost)
    number = re.compile(rf"(?<!\d){old}(?!\d)")
    kept = [
        replace(one, text=number.sub(new, one.text, count=1), computed=((new, COUNT),))
        if one.computed == ((old, COUNT),) else one
        for one in lines if all(how != STRUCK for _, how in one.computed)
    ]  # fmt: skip
    words = say(language, "unproved_one" if lost == 1 else "unproved", n=struck)
    return (*kept, Line(words, computed=((struck, STRUCK),)))
