"""What a question leaves out: every country but one, all guests other than mayors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.question import Filters, LeftOut, PersonSide
from assistant.vocabulary import pattern_of
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.question import PersonFilter
    from assistant.reading import Reading

_VISITS = frozenset({Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT})
_NAMED = ("places", "persons", "kinds", "dates", "organisations", "documents")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stretch ``start:end`` of a question that leaves out what ``filters`` let through."""

    start: int
    end: int
    words: str
    filters: Filters


def exclusions(reading: Reading, read: Callable[[str], Filters]) -> tuple[Exclusion, ...]:
    """What a question says that it leaves out.

    Args:
        reading: the question, nothing of it taken yet.
        read: reads words as what they restrict to.
    """
    found: list[Exclusion] = []
    for means in ("strong", "weak"):
        for one in _stretches(reading, means, read):
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _stretches(reading: Reading, means: str, read: Callable[[str], Filters]) -> Iterator[Exclusion]:
    for match in reading.find(pattern_of("exclusion", means)):
        name = next(name for name, value in match.groupdict().items() if value)
        if pattern_of("exclusion", "adds").match(reading.folded[match.end() :]):
            continue
        start, end = match.span(name)
        does = pattern_of("exclusion", "does").match(reading.folded[start:end])
        if does and pattern_of("exclusion", "too").match(reading.folded[match.end() :]):
            continue  # what was done besides, not what was not
        filters = read(reading.text[start:end])
        if filters == Filters(topics=filters.topics) and pattern_of("exclusion", "else_said").match(
            reading.folded[match.end() :]
        ):
            continue  # what else the same talks were about
        if name == "x5" and filters.dates and filters != Filters(dates=filters.dates):
            continue  # 3月日本以外: the month is kept
        fields = _NAMED if means == "weak" else (*_NAMED, "topics", "figures")
        if any(getattr(filters, field) for field in fields):
            yield Exclusion(*match.span(), reading.words(start, end), filters)


def leaving_out(kept: Filters, found: tuple[Exclusion, ...], *, hosts: bool = False) -> Filters:
    """Filters that let through what ``kept`` does and none of what is left out.

    With ``hosts`` a post left out is that of a host. Days become days outside; a rank below the one asked for
    (deputy mayors, of mayors) is none of it anyway.
    """
    dates, left = list(kept.dates), list(kept.left_out)
    for one in found:
        filters = _as_meant(one.filters, kept, hosts=hosts)
        if filters == Filters(dates=filters.dates):
            dates += [replace(day, outside=True, words=one.words) for day in filters.dates]
        elif filters != Filters() and not _below(filters.persons, kept.persons):
            left.append(LeftOut(one.words, filters))
    places = tuple(one for one in kept.places if not one.outside)
    left += [
        LeftOut(one.words, Filters(places=(replace(one, outside=False),))) for one in kept.places if one.outside
    ]
    return replace(kept, dates=tuple(dates), places=places, left_out=tuple(left))


def _as_meant(filters: Filters, kept: Filters, *, hosts: bool) -> Filters:
    """The filters without what they share with the rest (guests but Japanese guests), posts on the side meant."""
    kinds = tuple(one for one in filters.kinds if one not in _VISITS or (kept.kinds and one not in kept.kinds))
    hosts = hosts or any(one.side is PersonSide.HOST for one in kept.persons)
    side = PersonSide.HOST if hosts else PersonSide.VISITOR
    persons = tuple(
        replace(one, side=side) if one.titles and not one.names and one.side is PersonSide.ANY else one
        for one in filters.persons
    )
    return replace(filters, kinds=kinds, persons=persons)


def _below(left: tuple[PersonFilter, ...], kept: tuple[PersonFilter, ...]) -> bool:
    """Whether those left out hold a post whose name ends as that of those asked for does: 副市長, of 市長."""
    asked = [title for one in kept for title in one.titles]
    return bool(left) and all(
        any(title != other and title.endswith(other) for other in asked) for one in left for title in one.titles[:1]
    ) and all(one.titles for one in left)


__all__ = ["Exclusion", "exclusions", "leaving_out"]
