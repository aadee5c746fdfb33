"""From evidence to an answer: one composer for each kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import Answer, Chip, Line, Refusal, RefusalReason
from assistant.builder import Builder
from assistant.question import Intent
from assistant.tell_compare import tell_compare
from assistant.tell_draft import tell_draft
from assistant.tell_lookup import tell_define, tell_lookup, tell_yes_no
from assistant.tell_sets import tell_count, tell_list, tell_superlative

if TYPE_CHECKING:
    from assistant.evidence import Evidence
    from assistant.question import Question

_TELL = {
    Intent.LIST: tell_list,
    Intent.COUNT: tell_count,
    Intent.SUPERLATIVE: tell_superlative,
    Intent.COMPARE: tell_compare,
    Intent.LOOKUP: tell_lookup,
    Intent.SUMMARY: tell_lookup,
    Intent.DEFINE: tell_define,
    Intent.YES_NO: tell_yes_no,
    Intent.DRAFT: tell_draft,
}


def compose(question: Question, evidence: Evidence) -> Answer:
    """Say what the evidence says, each line with its citations; a refusal where it says nothing."""
    builder = Builder(question, evidence)
    refusal = evidence.refusal
    if refusal is not None and question.intent is Intent.YES_NO and refusal.reason is not RefusalReason.OUT_OF_SCOPE:
        _deny(builder)
        refusal = None
    elif refusal is not None:
        _refuse(builder, refusal)
    else:
        refusal = _TELL[question.intent](builder)
        if refusal is not None:
            builder.clear()
            _refuse(builder, refusal)
    return builder.answer(refusal, _chips(question))


def _deny(builder: Builder) -> None:
    """Say no to a yes/no question, with the nearest that the archive does say."""
    nearest = builder.evidence.nearest
    builder.say("no_instead" if nearest else "no_such")
    for event in nearest:
        builder.event(event)
        builder.quote(event)


def _refuse(builder: Builder, refusal: Refusal) -> None:
    """Say that the archive does not say it, and the nearest that it does."""
    missing = refusal.missing or builder.question.resolved
    builder.say(f"refuse_{refusal.reason.value}", missing=missing, period=builder.period())
    if builder.evidence.nearest:
        builder.say("nearest")
        for event in builder.evidence.nearest:
            builder.event(event, asserted=False)


def _chips(question: Question) -> tuple[Chip, ...]:
    from assistant.understand import describe

    return tuple(describe(question))


__all__ = ["Line", "compose"]
