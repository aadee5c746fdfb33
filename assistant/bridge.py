"""Words that no report uses, bridged to the archive's own terms by their meaning."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from assistant.select import mentions, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Language, TopicFilter
    from index import Archive
    from ingest import Event

BRIDGE = 0.87  # cosine from which a term counts as near in meaning; see benchmarks/calibrate.py
BRIDGE_SAME = 0.93  # from which it may stand for the subject of a set: characters alone bring Chinese words near
BRIDGE_GAP = 0.02  # and no further than this below the nearest
_ACRONYM = 3  # letters of which no embedding knows what they stand for
_ASKED = 8
_OFFERED = 120  # of the archive's terms, the nearest, from which a language model may choose


class Proposer(Protocol):
    """Chooses, of some terms of the archive, those that mean what a word means."""

    def propose(self, word: str, terms: Sequence[str], language: Language) -> tuple[str, ...]:
        """Terms out of ``terms``; none where nothing fits or it fails."""


@dataclass(slots=True)
class Bridge:
    """The archive's terms for a word: those near to it by the embedding, else those that a model proposes.

    Without a ``proposer`` the embedding alone decides.
    """

    archive: Archive
    language: Language
    proposer: Proposer | None = None
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def near(self, word: str) -> tuple[str, ...]:
        """Terms near enough to a word to rank what is found, nearest first."""
        return nearest_terms(word, self.archive) or self.proposed(word)

    def same(self, word: str) -> tuple[str, ...]:
        """Terms that may stand for a word, nearest first: a set is restricted to them."""
        floor = BRIDGE if word.isascii() and " " not in word and len(word) > _ACRONYM else BRIDGE_SAME
        return nearest_terms(word, self.archive, floor) or self.proposed(word)

    def proposed(self, word: str) -> tuple[str, ...]:
        """Terms that the language model chooses, if there is one; each word is asked for once."""
        if word not in self._known:
            self._known[word] = self._chosen(word)
        return self._known[word]

    def _chosen(self, word: str) -> tuple[str, ...]:
        offered = [term for term, _ in self.archive.related_terms(word, _OFFERED)] if self.proposer else []
        chosen = self.proposer.propose(word, offered, self.language) if self.proposer and offered else ()
        return tuple(term for term in chosen if term in offered)  # a model may not bring in words of its own


def bridged(topics: Sequence[TopicFilter], every: Sequence[Event], bridge: Bridge) -> tuple[TopicFilter, ...]:
    """Topics that no item says in those words, with the archive's words nearest in meaning instead.

    What stands in the names of bodies alone (淨零 in 淨零推動委員會) is said there.
    """
    return tuple(_read(one, every, bridge) for one in topics)


def _read(topic: TopicFilter, every: Sequence[Event], bridge: Bridge) -> TopicFilter:
    if topic.strict or topic.headed or is_said(topic, every):
        return topic
    if not topic.words.isascii() and any(says(event, topic) for event in every):
        return replace(topic, strict=True)
    terms = bridge.same(topic.words)
    return replace(topic, terms=terms, read_as=terms) if terms else topic


def is_said(topic: TopicFilter, every: Sequence[Event]) -> bool:
    """Whether any item says the topic in one of its spellings."""
    return any(mentions(event, term) for event in every for term in topic.terms or (topic.words,))


def nearest_terms(word: str, archive: Archive, least: float | None = None) -> tuple[str, ...]:
    """The archive's terms near in meaning to a word, nearest first; none where none is near enough."""
    near = archive.related_terms(word, _ASKED)
    floor = max(BRIDGE if least is None else least, near[0][1] - BRIDGE_GAP) if near else 1.0
    return tuple(term for term, cosine in near if cosine >= floor)
