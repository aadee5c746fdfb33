"""From a question to what the archive has on it: items, passages, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.asked import asked_rate, names_ordinal, ordinals, states_rate
from assistant.lookup import Ranked, item_text, leaders, rank, search_hits
from assistant.question import Filters, Focus, Intent, TopicFilter
from assistant.select import mentions, select_events, without
from assistant.units import units_asked
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Question
    from index import Archive, Hit
    from ingest import Event, Report

SETS = frozenset({Intent.LIST, Intent.COUNT, Intent.SUPERLATIVE})
_FIELDS = ("figures", "documents", "topics", "organisations", "kinds", "dates", "persons", "places", "reports")
_SOFT = ("kinds", "topics", "organisations", "figures")  # a lookup may do without, if its words are found
_NEAREST = 3
BRIDGE = 0.87  # cosine from which a term counts as near in meaning; see benchmarks/calibrate.py
BRIDGE_GAP = 0.02  # and no further than this below the nearest
COVERED = 0.34  # share of a question's words that an item must hold where no filter speaks for it
CLEAR = 0.75  # share from which the words alone settle it
MARGIN = 0.85


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archive has on a question.

    ``events`` are the whole set for lists and counts, the best first for lookups. ``nearest`` are
    shown with a refusal. ``hits`` are passages that no item holds. ``given_up`` names the filters
    that had to be dropped; ``reports`` are the reports of all of these.
    """

    events: tuple[Event, ...]
    nearest: tuple[Event, ...] = ()
    hits: tuple[Hit, ...] = ()
    refusal: Refusal | None = None
    given_up: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    every: tuple[Event, ...] = ()

    def report(self, report_id: str) -> Report | None:
        """A report of the evidence by its id."""
        return next((one for one in self.reports if one.id == report_id), None)


def gather(question: Question, archive: Archive, report_of: Callable[[str], Report | None]) -> Evidence:
    """Find what answers a question.

    Args:
        question: as understood.
        archive: where to look.
        report_of: gives a report whole by its id.

    Returns:
        The evidence, with a refusal in it where the archive does not say.
    """
    every = archive.events()
    filters = replace(question.filters, topics=_bridged(question.filters.topics, every, archive))
    if question.intent is Intent.OUT_OF_SCOPE:
        found = Evidence((), refusal=Refusal(RefusalReason.OUT_OF_SCOPE, question.resolved))
    elif question.intent in SETS:
        found = _set(question, filters, every)
    elif question.intent is Intent.COMPARE:
        found = Evidence(select_events(replace(filters, kinds=()), every))
    else:
        found = _lookup(question, filters, every, archive)
    wanted = {one.report_id for one in (*found.events, *found.nearest, *found.hits)}
    if not wanted:
        wanted = {one.id for one in archive.reports()[:20]}
    reports = tuple(one for key in sorted(wanted) if (one := report_of(key)) is not None)
    return replace(found, reports=reports, every=every)


def _bridged(topics: Sequence[TopicFilter], every: Sequence[Event], archive: Archive) -> tuple[TopicFilter, ...]:
    """Topics that no item says in those words, with the archive's words nearest in meaning instead."""
    return tuple(one if one.strict or _is_said(one, every) else _near(one, archive) for one in topics)


def _is_said(topic: TopicFilter, every: Sequence[Event]) -> bool:
    return any(mentions(event, term) for event in every for term in topic.terms or (topic.words,))


def _near(topic: TopicFilter, archive: Archive) -> TopicFilter:
    near = archive.related_terms(topic.words, 8)
    floor = max(BRIDGE, near[0][1] - BRIDGE_GAP) if near else 1.0
    terms = tuple(term for term, cosine in near if cosine >= floor)
    return replace(topic, terms=terms) if terms else topic


def _set(question: Question, filters: Filters, every: tuple[Event, ...]) -> Evidence:
    found = tuple(event for event in select_events(filters, every) if _claimed(question, event))
    if found:
        return Evidence(found)
    return _refused(question, filters, every)


def _claimed(question: Question, event: Event) -> bool:
    """Whether an item bears out what the question takes for granted."""
    text = item_text(event)
    if any(fold_key(claim) not in text for claim in question.claims if not ordinals(claim)):
        return False
    wanted = [one for claim in question.claims for one in ordinals(claim)]
    return not wanted or names_ordinal(event, wanted)


def _refused(question: Question, filters: Filters, every: tuple[Event, ...]) -> Evidence:
    """Why nothing fits: the filter without which something would, and what that something is."""
    present = [field for field in _FIELDS if getattr(filters, field)]
    for field in present:
        near = select_events(without(filters, field), every) if len(present) > 1 else ()
        if near:
            return Evidence((), near[:_NEAREST], refusal=_blame(question, filters, field, alone=False))
    if len(present) == 1 and not question.claims:
        field = present[0]
        near = every[-_NEAREST:] if field == "dates" else ()
        return Evidence((), near, refusal=_blame(question, filters, field, alone=True))
    near = select_events(filters, every)[:_NEAREST] if question.claims else ()
    missing = "、".join(question.claims) or "、".join(_words(filters, field) for field in present)
    reason = RefusalReason.FALSE_PREMISE if question.claims or present else RefusalReason.NOT_IN_ARCHIVE
    return Evidence((), near, refusal=Refusal(reason, missing or question.resolved))


def _blame(question: Question, filters: Filters, field: str, *, alone: bool) -> Refusal:
    words = _words(filters, field) or question.resolved
    if field == "dates":
        return Refusal(RefusalReason.OUTSIDE_PERIOD, words)
    if field in ("persons", "places", "organisations") and alone:
        return Refusal(RefusalReason.UNKNOWN_NAME, words)
    if field in ("persons", "places", "documents"):
        return Refusal(RefusalReason.FALSE_PREMISE, words)
    return Refusal(RefusalReason.NOT_IN_ARCHIVE, words)


def _words(filters: Filters, field: str) -> str:
    return "、".join(str(getattr(one, "words", getattr(one, "value", one))) for one in getattr(filters, field))


def _lookup(question: Question, filters: Filters, every: tuple[Event, ...], archive: Archive) -> Evidence:
    """Items that a question means, best first; passages where no item does."""
    found, given_up = _relaxed(filters, every)
    if not found:
        return _refused(question, filters, every)
    terms = (*question.terms, *(term for field in given_up for term in _soft_terms(filters, field)))
    ranked = rank(found, terms, (), every)
    hits: tuple[Hit, ...] = ()
    if len(found) > 1 and (not terms or ranked[0].covered < CLEAR):
        hits = search_hits(question.resolved, archive, filters.reports)
        ranked = rank(found, terms, hits, every)
    constrained = bool(_fields(filters) - set(given_up) - {"kinds", "reports"})
    chosen = _chosen(question, ranked, constrained=constrained)
    sure = [one for one in chosen if _claimed(question, one.event)]
    if not sure:
        every_sure = [one for one in ranked if _claimed(question, one.event) and one.score >= 0.5 * ranked[0].score]
        if question.claims and not every_sure:
            missing = Refusal(RefusalReason.FALSE_PREMISE, "、".join(question.claims))
            return Evidence((), tuple(one.event for one in chosen[:_NEAREST]), refusal=missing)
        sure = every_sure[:1]
    if not constrained and sure and sure[0].covered < COVERED:
        return _by_passage(question, sure, hits, given_up)
    unstated = _unstated(question, sure)
    if unstated is not None:
        return Evidence((), tuple(one.event for one in sure[:1]), refusal=unstated)
    return Evidence(tuple(one.event for one in sure), given_up=given_up, hits=hits[:_NEAREST])


def _soft_terms(filters: Filters, field: str) -> tuple[str, ...]:
    return tuple(term for one in getattr(filters, field) for term in getattr(one, "terms", ()))


def _fields(filters: Filters) -> set[str]:
    return {field for field in _FIELDS if getattr(filters, field)}


def _relaxed(filters: Filters, every: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Items that pass; soft filters are given up one by one where none does."""
    dropped: tuple[str, ...] = ()
    for field in (None, *(field for field in _SOFT if getattr(filters, field))):
        dropped = (*dropped, field) if field else ()
        found = select_events(without(filters, *dropped), every)
        if found:
            return found, dropped
    return (), ()


def _chosen(question: Question, ranked: Sequence[Ranked], *, constrained: bool) -> tuple[Ranked, ...]:
    if question.intent in (Intent.SUMMARY, Intent.DEFINE, Intent.YES_NO, Intent.DRAFT):
        return leaders(ranked, margin=0.6 if constrained else MARGIN, most=8)
    return leaders(ranked, margin=MARGIN if question.terms else 0.0, most=6 if constrained else 3)


def _unstated(question: Question, chosen: Sequence[Ranked]) -> Refusal | None:
    """The value that is asked for and that none of the items states."""
    if question.intent is Intent.DRAFT:
        return None
    for value in units_asked(question.asking):
        if not any(value.stated_in(one.event) for one in chosen):
            words = value.en if question.language.value == "en" else value.zh
            return Refusal(RefusalReason.NOT_STATED, words)
    rate = asked_rate(question.asking)
    if rate and not any(states_rate(one.event, rate) for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, rate)
    if Focus.HOW_MANY in question.focus and not any(one.event.figures for one in chosen):
        return Refusal(RefusalReason.NOT_STATED, question.resolved)
    return None


def _by_passage(
    question: Question, weak: Sequence[Ranked], hits: Sequence[Hit], given_up: tuple[str, ...]
) -> Evidence:
    """What the search says where the items' words do not: an item both legs agree on, or a refusal."""
    both = [hit for hit in hits if {"words", "meaning"} <= set(hit.legs)]
    if both and weak and weak[0].score - weak[0].covered >= 0.3:
        return Evidence(tuple(one.event for one in weak[:1]), hits=tuple(both[:_NEAREST]), given_up=given_up)
    refusal = Refusal(RefusalReason.NOT_IN_ARCHIVE, question.resolved)
    return Evidence((), tuple(one.event for one in weak[:_NEAREST]), refusal=refusal)
