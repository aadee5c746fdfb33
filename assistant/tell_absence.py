"""A clear no to whether something was, where the archive records all of its sort and has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import RefusalReason
from assistant.phrase import joined, say
from assistant.proposition import is_of_kind
from assistant.question import Filters, Focus, Intent
from assistant.select import select_events, without
from assistant.vocabulary import pattern_of
from ingest import Kind, city_country, fold

if TYPE_CHECKING:
    from assistant.answer import Refusal
    from assistant.builder import Builder
    from assistant.question import Question

_OWN = "TW"
_FURTHER = frozenset((Focus.WHO, Focus.WHOM, Focus.WHEN, Focus.WHERE))  # of what was not there is none
_RECORDED = frozenset((Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.SIGNING, Kind.RECEPTION, Kind.FESTIVAL))
_REASONS = (
    RefusalReason.UNKNOWN_NAME, RefusalReason.FALSE_PREMISE, RefusalReason.OUTSIDE_PERIOD,
    RefusalReason.NOT_IN_ARCHIVE,
)  # fmt: skip


def is_absence(builder: Builder, refusal: Refusal) -> bool:
    """Whether a question is if there was any visit, trip or signing of a place and time that the reports cover."""
    question, filters = builder.question, builder.question.filters
    if refusal.reason not in _REASONS or not _asks_whether(question) or filters.persons or filters.topics:
        return False
    if set(question.focus) & _FURTHER or _names_things(question) or filters.documents or filters.organisations:
        return False
    if not set(filters.kinds) & _RECORDED:
        return False
    return bool(filters.places or filters.dates) and _is_covered(builder) and not _is_home(filters)


def _names_things(question: Question) -> bool:
    """Whether the question speaks of more than the post of a guest."""
    return any(not set(group) <= set(question.posts) for group in question.wanted)


def _asks_whether(question: Question) -> bool:
    asked = pattern_of("around", "ask.whether").match(fold(question.resolved))
    return question.intent is Intent.YES_NO or asked is not None


def _is_covered(builder: Builder) -> bool:
    """Whether the days asked for lie in the periods of the reports at hand."""
    wanted = builder.question.filters.reports
    known = [one.identity for one in builder.evidence.reports if not wanted or one.id in wanted]
    spans = [(one.period_start, one.period_end) for one in known if one.period_start and one.period_end]
    return bool(spans) and all(
        any(first <= day.first and day.last <= last for first, last in spans) and not day.planned
        for day in builder.question.filters.dates
    )


def _is_home(filters: Filters) -> bool:
    """Whether a place of the question is one of the country itself."""
    return any(
        one.abroad or _OWN in (*one.codes, *(city_country(name) for name in one.names)) for one in filters.places
    )


def deny_absent(builder: Builder, missing: str) -> None:
    """Say no, the periods that were searched, and the nearest on record."""
    places = [one.words for one in builder.question.filters.places]
    words = joined(builder.language, places) if places else missing
    builder.say("no_such", no=say(builder.language, "no_have"), missing=words)
    builder.tell_period()
    filters = builder.question.filters
    near = tuple(event for event in builder.evidence.nearest if is_of_kind(builder.question, event))
    for field in ("kinds", "dates", "places"):
        if not near and getattr(filters, field) and (filters.places or field != "kinds"):
            rest = without(filters, field)
            near = select_events(rest, builder.evidence.every)[:_SHOWN] if rest.places or rest.dates else ()
    if near:
        builder.say("nearest")
        for event in near:
            builder.event(event, asserted=False)


_SHOWN = 3
