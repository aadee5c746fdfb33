"""Words that no report uses, bridged to the archive's own terms by their meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.select import mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import TopicFilter
    from index import Archive
    from ingest import Event

BRIDGE = 0.87  # cosine from which a term counts as near in meaning; see benchmarks/calibrate.py
BRIDGE_GAP = 0.02  # and no further than this below the nearest
_ASKED = 8


def bridged(topics: Sequence[TopicFilter], every: Sequence[Event], archive: Archive) -> tuple[TopicFilter, ...]:
    """Topics that no item says in those words, with the archive's words nearest in meaning instead."""
    return tuple(one if one.strict or is_said(one, every) else _near(one, archive) for one in topics)


def is_said(topic: TopicFilter, every: Sequence[Event]) -> bool:
    """Whether any item says the topic in one of its spellings."""
    return any(mentions(event, term) for event in every for term in topic.terms or (topic.words,))


def _near(topic: TopicFilter, archive: Archive) -> TopicFilter:
    terms = nearest_terms(topic.words, archive)
    return replace(topic, terms=terms) if terms else topic


def nearest_terms(word: str, archive: Archive) -> tuple[str, ...]:
    """The archive's terms near in meaning to a word, nearest first; none where none is near enough."""
    near = archive.related_terms(word, _ASKED)
    floor = max(BRIDGE, near[0][1] - BRIDGE_GAP) if near else 1.0
    return tuple(term for term, cosine in near if cosine >= floor)
