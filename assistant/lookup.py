"""Which item a question means: items ranked by the question's words, by meaning, and by kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import TYPE_CHECKING

from assistant.sentences import held
from assistant.units import units_asked
from assistant.vocabulary import titles
from assistant.wordclass import names_thing
from index import SearchQuery
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.question import Question
    from index import Archive, Hit
    from ingest import Event, Figure

_TITLE = 0.15  # what the words in the heading add
_MEANING = 0.35  # what the first hit of the search adds; later ones less
_KIND = 0.1  # what being of the kind that the question names adds
_ACT = 0.35  # weight of a word that names no thing (經營, 了解) beside one that does
_UNKNOWN = 0.5  # of an English word that neither the vocabulary nor the archive knows: it may be an act
_NEAR = 0.75  # how much of a word an item holds that has a term near to it in meaning
_FIGURE = 0.2  # what a figure of the sort asked for, of the thing spoken of, adds
_DEPTH = 12
_key = lru_cache(maxsize=65536)(fold_key)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing that the question speaks of: its spellings, folded, its weight, and terms near in meaning.

    ``said`` tells whether any item of the archive says it; ``near`` are the archive's own terms for
    it where none does.
    """

    terms: tuple[str, ...]
    weight: float
    thing: bool
    said: bool
    near: tuple[str, ...] = ()

    def held_by(self, text: str) -> float:
        """How much of it (0 to 1) a folded text holds."""
        best = max((held(text, term) for term in self.terms), default=0.0)
        if self.near and best < _NEAR:
            best = max([best, *(_NEAR for term in self.near if term in text)])
        return best


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item with its score and the share of the question's words that it holds."""

    event: Event
    score: float
    covered: float


@lru_cache(maxsize=8192)
def item_text(event: Event) -> str:
    """All that the report says in an item and under its photos, folded."""
    return _key(event.quote) + "".join(_key(one.caption) for one in event.photos)


@cache
def _posts() -> frozenset[tuple[str, ...]]:
    """Titles as groups of words: a report may give the person another."""
    return frozenset(one.zh for one in titles())


def wanted_of(
    groups: Sequence[tuple[str, ...]], every: Sequence[Event], near: Callable[[str], tuple[str, ...]]
) -> tuple[Wanted, ...]:
    """The question's words weighed: rare ones more, words that name no thing less.

    Args:
        groups: spellings of one thing each.
        every: all items of the archive.
        near: gives the archive's terms near in meaning to a word; asked only for what no item says.
    """
    texts = [item_text(event) for event in every]
    found = []
    for group in dict.fromkeys(groups):
        terms = tuple(dict.fromkeys(key for term in group if (key := fold_key(term))))
        if not terms:
            continue
        count = sum(any(term in text for term in terms) for text in texts)
        thing = group not in _posts() and (len(group) > 1 or group[0].isascii() or names_thing(group[0]))
        weight = log(1 + (len(texts) + 1) / (0.5 + max(count, 1))) * (1.0 if thing else _ACT)
        close = near(group[0]) if not count and thing else ()
        if not count and not close and group[0].isascii():
            weight *= _UNKNOWN
        found.append(Wanted(terms, weight, thing, bool(count), tuple(map(fold_key, close))))
    return tuple(found)


def rank(
    events: Sequence[Event], wanted: Sequence[Wanted], hits: Sequence[Hit], question: Question
) -> tuple[Ranked, ...]:
    """Items, best first; ``hits`` are passages that the search found, best first."""
    bonus = _by_meaning(events, hits)
    units = units_asked(question.asking)
    ranked = []
    for event in events:
        covered = covered_by(item_text(event), wanted)
        kind = _KIND * any(event.has(one) for one in question.filters.kinds)
        title = _TITLE * covered_by(_key(event.title), wanted)
        title += _FIGURE * any(
            _labels(figure, wanted) and unit.measures(figure) for unit in units for figure in event.figures
        )
        ranked.append(Ranked(event, covered + title + kind + bonus.get(event.id, 0.0), covered))
    return tuple(sorted(ranked, key=lambda one: -one.score))


def _labels(figure: Figure, wanted: Sequence[Wanted]) -> bool:
    """Whether a figure is of something that the question speaks of."""
    label = _key(figure.what)
    return any(term in label for one in wanted for term in one.terms)


def covered_by(text: str, wanted: Sequence[Wanted]) -> float:
    """Share (0 to 1) of the weight of the question's words that a folded text holds."""
    whole = sum(one.weight for one in wanted)
    return sum(one.weight * one.held_by(text) for one in wanted) / whole if whole else 0.0


def _by_meaning(events: Sequence[Event], hits: Sequence[Hit]) -> Mapping[str, float]:
    """Bonus of each item for the best hit that lies in it, shrinking with the hit's rank."""
    bonus: dict[str, float] = {}
    for at, hit in enumerate(hits):
        for event in events:
            if event.report_id != hit.report_id or event.id in bonus:
                continue
            shared = min(hit.end, event.end) - max(hit.start, event.start)
            caption = any(hit.start <= one.start < hit.end for one in event.photos if one.end)
            if shared > 10 or caption:
                bonus[event.id] = _MEANING / (1 + at)
    return bonus


def search_hits(text: str, archive: Archive, reports: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    """Passages near to the question, by words and by meaning."""
    return archive.search(SearchQuery(text, k=_DEPTH, reports=reports))


def leaders(ranked: Sequence[Ranked], *, margin: float, most: int) -> tuple[Ranked, ...]:
    """The first and those nearly as good."""
    if not ranked:
        return ()
    return tuple(one for one in ranked if one.score >= margin * ranked[0].score)[:most]
