"""The intent of a question, where the rules leave it open or what was read of it speaks against them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.question import Filters, Focus, Intent
from assistant.units import units_asked
from assistant.vocabulary import pattern_of
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import PersonFilter, PlaceFilter
    from assistant.reading import Reading
    from assistant.topics_asked import Word


def of_filters_alone(
    intent: Intent, focus: tuple[Focus, ...], about: Sequence[Word], filters: Filters
) -> Intent:  # fmt: skip
    """What is wanted where words say nothing but whom, where or when: who somebody is, else every item or how many."""
    if not filters.persons or any(one.restricts for one in about):
        return intent
    if intent is Intent.LOOKUP and focus == (Focus.HOW_MANY,) and filters.kinds:
        return Intent.COUNT if not any(one.names for one in filters.persons) else intent
    if intent is not Intent.SUMMARY:
        return intent
    alone = replace(filters, persons=()) == Filters() and len(filters.persons) == 1 and filters.persons[0].names
    return Intent.DEFINE if alone else Intent.LIST


def _is_of_signings(
    intent: Intent | None, reading: Reading, kinds: Sequence[Kind], people: Sequence[PersonFilter | PlaceFilter],
    words: Sequence[Word],
) -> bool:  # fmt: skip
    """Whether a question is for all that was signed: it names no side, no subject and no document."""
    named = people or any(one.restricts for one in words)
    open_ = intent in (None, Intent.SUMMARY, Intent.LOOKUP) and Kind.SIGNING in kinds and not named
    return open_ and pattern_of("around", "ask.signed").search(reading.folded) is not None


def is_of_a_time(
    intent: Intent | None, reading: Reading, filters: Filters, people: Sequence[PersonFilter | PlaceFilter],
    words: Sequence[Word],
) -> bool:  # fmt: skip
    """Whether a question is for all that happened at a time: it names no side, no place and no subject."""
    named = people or filters.places or any(one.restricts or one.act for one in words)
    open_ = intent in (None, Intent.SUMMARY) and bool(filters.dates) and not named
    return open_ and pattern_of("around", "ask.happened").search(reading.folded) is not None


def _is_of_totals(
    reading: Reading, kinds: Sequence[Kind], people: Sequence[PersonFilter | PlaceFilter], words: Sequence[Word]
) -> bool:
    """Whether a question is for the attendance of all events of a kind together."""
    named = people or any(one.restricts for one in words)
    return bool(kinds) and not named and pattern_of("around", "ask.totals").search(reading.folded) is not None


def of_condition(intent: Intent, focus: tuple[Focus, ...], reading: Reading) -> Intent:
    """The intent of a question with a condition on a figure: for those that meet it, unless it asks a fact of one."""
    if set(focus) - {Focus.HOW_MANY, Focus.WHAT}:
        return intent
    if pattern_of("thresholds", "how_many").search(reading.folded):
        return Intent.COUNT
    asks = pattern_of("around", "ask.amount").search(reading.folded) or units_asked(reading.text)
    which = pattern_of("thresholds", "which").search(reading.folded)
    return Intent.LIST if which or not asks else intent


def settled(
    intent: Intent | None, focus: tuple[Focus, ...], reading: Reading, kinds: Sequence[Kind],
    people: Sequence[PersonFilter | PlaceFilter], words: Sequence[Word],
) -> Intent:  # fmt: skip
    """The intent, where the rules leave it open or what was read speaks against it."""
    if _is_of_signings(intent, reading, kinds, people, words):
        return Intent.LIST
    if intent is Intent.SUPERLATIVE and pattern_of("around", "ask.first_time").search(reading.folded):
        return Intent.LIST
    subject = people or any(one.restricts for one in words)
    if intent is Intent.LIST and subject and pattern_of("around", "ask.places").search(reading.folded):
        return Intent.LOOKUP
    if intent is Intent.COUNT and len(pattern_of("around", "ask.amount").findall(reading.folded)) > 1:
        return Intent.LOOKUP
    if intent in (None, Intent.LOOKUP) and _is_of_totals(reading, kinds, people, words):
        return Intent.COUNT
    if intent is None:
        if focus or units_asked(reading.text):
            return Intent.LOOKUP
        return Intent.LIST if kinds and not people else Intent.SUMMARY
    if (
        intent is Intent.COUNT
        and any(one.restricts for one in words)
        and pattern_of("around", "ask.took_part").search(reading.folded)
    ):
        return Intent.LOOKUP
    if (
        intent is Intent.COUNT
        and not kinds
        and not pattern_of("around", "ask.documents").search(reading.folded)
        and not pattern_of("around", "ask.dealings").search(reading.folded)
        and any(one.name not in ("people", "times", "places") for one in units_asked(reading.text))
    ):
        return Intent.LOOKUP
    return intent


__all__ = ["is_of_a_time", "of_condition", "of_filters_alone", "settled"]
