"""From evidence to an answer: one composer for each kind of question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import RefusalReason
from assistant.builder import Builder
from assistant.closing import tell_closing
from assistant.draft import language_of
from assistant.phrase import joined, say
from assistant.question import Intent, Language
from assistant.still_ahead import asks_if_done
from assistant.tell_absence import deny_absent, is_absence
from assistant.tell_compare import tell_compare
from assistant.tell_draft import tell_draft
from assistant.tell_lookup import tell_lookup
from assistant.tell_office import tell_office
from assistant.tell_sets import tell_count, tell_list, tell_superlative
from assistant.tell_summary import tell_define, tell_summary
from assistant.tell_yes_no import closest, deny, tell_other_day, tell_yes_no
from ingest import Kind, fold

if TYPE_CHECKING:
    from assistant.answer import Answer, Chip, Refusal
    from assistant.evidence import Evidence
    from assistant.question import Question

_TELL = {
    Intent.LIST: tell_list,
    Intent.COUNT: tell_count,
    Intent.SUPERLATIVE: tell_superlative,
    Intent.COMPARE: tell_compare,
    Intent.LOOKUP: tell_lookup,
    Intent.SUMMARY: tell_summary,
    Intent.DEFINE: tell_define,
    Intent.YES_NO: tell_yes_no,
    Intent.DRAFT: tell_draft,
}
# Of what is not in the archive it says neither yes nor no.
_DENIED = (RefusalReason.FALSE_PREMISE, RefusalReason.NOT_STATED)
_BY_ITSELF = ("refuse_not_in_archive", "refuse_not_stated", "refuse_false_premise")


def compose(question: Question, evidence: Evidence) -> Answer:
    """Say what the evidence says, each line with its citations; a refusal where it says nothing."""
    if question.intent is Intent.DRAFT:
        question = replace(question, language=language_of(question.resolved, question.language))
    if any(one.read_as for one in evidence.topics):
        question = replace(question, filters=replace(question.filters, topics=evidence.topics))
    if not {event.id for event in evidence.events} <= set(question.filters.among or ()):
        question = replace(question, filters=replace(question.filters, among=()))  # read beyond the last answer
    builder = Builder(question, evidence, _chips(question))
    refusal = evidence.refusal
    if refusal is not None and _said_instead(builder, refusal):
        refusal = None
    elif refusal is not None:
        _refuse(builder, refusal)
    elif evidence.holders:
        tell_office(builder)
    elif evidence.closing:
        tell_closing(builder)
    elif not evidence.events and not evidence.hits and question.intent is not Intent.COMPARE:
        refusal = _nothing(question)
        _refuse(builder, refusal)
    else:
        refusal = _TELL[question.intent](builder)
        if refusal is not None:
            builder.clear()
            _refuse(builder, refusal)
    return builder.answer(refusal)


def _said_instead(builder: Builder, refusal: Refusal) -> bool:
    """Whether a no could be said, with what is the case instead."""
    question = builder.question
    # a plan may lie after all that the reports cover
    ahead = refusal.reason is RefusalReason.OUTSIDE_PERIOD and asks_if_done(fold(question.asking))
    denied = ahead or refusal.reason in (*_DENIED, RefusalReason.NOT_IN_ARCHIVE)
    whether = question.intent is Intent.YES_NO and denied
    if whether and tell_other_day(builder):
        return True
    nearest = closest(builder) if _is_deniable(question, refusal) else ()
    if nearest:
        deny(builder, nearest)
    elif is_absence(builder, refusal):
        deny_absent(builder, _words(builder, refusal.missing))
    else:
        return False
    return True


def _is_deniable(question: Question, refusal: Refusal) -> bool:
    """Whether a yes/no question may be answered with what is the case instead."""
    return question.intent is Intent.YES_NO and refusal.reason in _DENIED


def _nothing(question: Question) -> Refusal:
    from assistant.answer import Refusal

    return Refusal(RefusalReason.NOT_IN_ARCHIVE, question.resolved)


def _refuse(builder: Builder, refusal: Refusal) -> None:
    """Say that the archive does not say it, and the nearest that it does."""
    whole = refusal.missing in ("", builder.question.resolved, builder.question.text)
    key = f"refuse_{refusal.reason.value}"
    builder.say(f"{key}_whole" if whole and key in _BY_ITSELF else key, missing=_words(builder, refusal.missing))
    if refusal.reason is RefusalReason.OUTSIDE_PERIOD:
        builder.tell_period()
    if builder.evidence.nearest:
        builder.say("nearest")
        for event in builder.evidence.nearest:
            builder.event(event, asserted=False)


def _words(builder: Builder, missing: str) -> str:
    """What is missing, as the question writes it, else in the script of the question."""
    names = {one.value: say(builder.language, one.value, "kinds") for one in Kind}
    if missing and any(one in names for one in missing.split("、")):
        return joined(builder.language, [names.get(one, one) for one in missing.split("、")])
    if builder.language is not Language.ZH_HANS or missing in builder.question.text:
        return missing
    return fold(missing)


def _chips(question: Question) -> tuple[Chip, ...]:
    from assistant.describe import describe

    return tuple(describe(question))
