"""Events that a filter lets through."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ingest import Event, Kind, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from index.query import EventFilter, ReportEntry


def select(
    events: Sequence[Event], wanted: EventFilter, entries: Callable[[], Iterable[ReportEntry]] = tuple
) -> tuple[Event, ...]:
    """Events that pass every restriction of ``wanted``, in their order; ``entries`` tells whose reports they are."""
    codes = _codes(wanted.country) if wanted.country else frozenset()
    if wanted.bureau:
        theirs = {one.id for one in entries() if _within(wanted.bureau, (one.identity.bureau or "",))}
        events = [event for event in events if event.report_id in theirs]
    return tuple(event for event in events if _passes(event, wanted, codes))


def _passes(event: Event, wanted: EventFilter, codes: frozenset[str]) -> bool:
    return (
        _when(event, wanted)
        and (not wanted.country or _country(event, wanted.country, codes))
        and (not wanted.kind or any(one.kind == _kind(wanted.kind) for one in event.kinds))
        and _within(wanted.city, (one.text for one in event.cities))
        and _within(wanted.topic, (one.text for group in (event.topics, event.documents) for one in group))
        and _within(wanted.person, _people(event, hosts_only=False))
        and _within(wanted.host, _people(event, hosts_only=True))
        and (not wanted.report or event.report_id == wanted.report)
        and _within(wanted.text, (event.title, event.quote))
    )


def _when(event: Event, wanted: EventFilter) -> bool:
    if wanted.first is None and wanted.last is None:
        return True
    ranges = [event.when, *(one.when for one in event.sub_dates)]
    return any(
        (wanted.last is None or one.first <= wanted.last) and (wanted.first is None or one.last >= wanted.first)
        for one in ranges
        if one is not None
    )


def _people(event: Event, *, hosts_only: bool) -> Iterable[str]:
    groups = (event.hosts,) if hosts_only else (event.visitors, event.hosts, event.others)
    for group in groups:
        for person in group:
            yield person.name
            yield from person.aliases
            yield from (words for words in (person.romanized, person.title, person.organisation) if words)


def _within(words: str | None, texts: Iterable[str]) -> bool:
    if not words:
        return True
    key = fold_key(words)
    return any(key in fold_key(text) for text in texts)


def _country(event: Event, words: str, codes: frozenset[str]) -> bool:
    return any(one.code in codes for one in event.countries) or _within(words, (one.name for one in event.countries))


def _kind(words: str) -> str:
    key = words.strip().casefold().replace("-", "_").replace(" ", "_")
    return key if key in set(Kind) else words


@lru_cache(maxsize=256)
def _codes(words: str) -> frozenset[str]:
    """ISO codes that a code, a country's name or a region's name stands for."""
    import ingest

    if len(words.strip()) == 2 and words.strip().isascii():
        return frozenset({words.strip().upper()})
    found = {country.code for country in ingest.find_countries(words)}
    return frozenset(found | set(ingest.region_codes(words)))
