"""Which item a question means: items ranked by the question's words and by meaning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.sentences import held, weights
from index import SearchQuery
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import Archive, Hit
    from ingest import Event

_TITLE = 0.15  # what a term in the heading adds
_MEANING = 0.35  # what the first hit of the search adds; later ones less
_DEPTH = 12
_key = lru_cache(maxsize=65536)(fold_key)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item with its score and the share of the question's words that it holds."""

    event: Event
    score: float
    covered: float


def item_text(event: Event) -> str:
    """All that the report says in an item and under its photos, folded."""
    return _key(event.quote) + "".join(_key(one.caption) for one in event.photos)


def rank(
    events: Sequence[Event], terms: Sequence[str], hits: Sequence[Hit], every: Sequence[Event]
) -> tuple[Ranked, ...]:
    """Items, best first.

    Args:
        events: the items that the filters let through.
        terms: the question's folded words.
        hits: passages that the search found, best first; items they lie in gain.
        every: all items of the archive, to tell rare words from common ones.
    """
    worth = weights(tuple(fold_key(term) for term in terms), tuple(item_text(event) for event in every))
    bonus = _by_meaning(events, hits)
    ranked = [
        Ranked(event, covered + _TITLE * _covered(_key(event.title), worth) + bonus.get(event.id, 0.0), covered)
        for event in events
        for covered in (_covered(item_text(event), worth),)
    ]
    return tuple(sorted(ranked, key=lambda one: -one.score))


def _covered(text: str, worth: Mapping[str, float]) -> float:
    whole = sum(worth.values())
    return sum(weight * held(text, term) for term, weight in worth.items()) / whole if whole else 0.0


def _by_meaning(events: Sequence[Event], hits: Sequence[Hit]) -> dict[str, float]:
    """Bonus of each item for the best hit that lies in it, shrinking with the hit's rank."""
    bonus: dict[str, float] = {}
    for at, hit in enumerate(hits):
        for event in events:
            shared = min(hit.end, event.end) - max(hit.start, event.start)
            caption = any(hit.start <= one.start < hit.end for one in event.photos if one.end)
            if event.report_id == hit.report_id and (shared > 10 or caption):
                bonus.setdefault(event.id, _MEANING / (1 + at))
    return bonus


def search_hits(text: str, archive: Archive, reports: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    """Passages near to the question, by words and by meaning."""
    return archive.search(SearchQuery(text, k=_DEPTH, reports=reports))


def leaders(ranked: Sequence[Ranked], *, margin: float, most: int) -> tuple[Ranked, ...]:
    """The first and those nearly as good."""
    if not ranked:
        return ()
    return tuple(one for one in ranked if one.score >= margin * ranked[0].score)[:most]
