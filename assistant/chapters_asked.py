"""Chapters of reports that a question names by their headings: what it sums up or lists are their items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.english import tokens
from assistant.question import Intent, TopicFilter
from assistant.vocabulary import english_concepts, pattern_of
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.knowledge import Knowledge
    from assistant.question import Filters
    from assistant.reading import Reading
    from assistant.topics_asked import Word
    from ingest import Kind

_LISTED = 5  # characters of a heading that a list is restricted to


@dataclass(frozen=True, slots=True)
class Chapters:
    """Headings found in a question: the filter for their items, and where they stand in it."""

    topics: tuple[TopicFilter, ...]
    spans: tuple[tuple[int, int], ...]

    def hold(self, start: int, end: int) -> bool:
        """Whether a stretch of the question lies in a heading."""
        return any(a <= start and end <= b for a, b in self.spans)


def chapters_asked(reading: Reading, knowledge: Knowledge, reports: Sequence[str]) -> Chapters | None:
    """The innermost chapters that a question names word for word; None where it names none."""
    taken = bytearray(len(reading.folded))
    found: dict[str, tuple[int, int]] = {}
    for key in sorted(knowledge.chapters, key=len, reverse=True):
        at = reading.folded.find(key)
        if at >= 0 and not any(taken[at : at + len(key)]) and _of(knowledge, key, reports):
            taken[at : at + len(key)] = b"\1" * len(key)
            found[key] = at, at + len(key)
    if not found and reading.english:
        found = _in_english(reading, knowledge, reports)
    inner = [key for key in found if not any(key in _above(knowledge, other, reports) for other in found)]
    if not inner:
        return None
    topics = tuple(
        TopicFilter(reading.words(*found[key]), (key,), headed=True, within=tuple(sorted(_of(knowledge, key, reports))))
        for key in inner
    )
    return Chapters(topics, tuple(found.values()))


def _in_english(reading: Reading, knowledge: Knowledge, reports: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The one chapter whose heading says most of the words before "chapter", with where these stand."""
    match = pattern_of("around", "ask.chapter").search(reading.folded)
    if match is None:
        return {}
    things = list(_concepts(match["before"] or match["after"]))
    keys = [key for key in knowledge.chapters if _of(knowledge, key, reports)]
    said = {key: sum(any(term in key for term in terms) for terms in things) for key in keys}
    best = max(said.values(), default=0)
    named = [key for key in keys if said[key] == best]
    return {named[0]: match.span()} if len(named) == 1 and 2 * best >= max(1, len(things)) and best else {}


def _concepts(text: str) -> Iterator[tuple[str, ...]]:
    """The spellings in Chinese of each concept that an English text names."""
    stems = tuple(stem for _, _, stem in tokens(text))
    at = 0
    while at < len(stems):
        found = english_concepts(stems[at:])
        if found:
            yield tuple(fold_key(term) for one in found[1] for term in one.terms)
        at += found[0] if found else 1


def _of(knowledge: Knowledge, key: str, reports: Sequence[str]) -> set[str]:
    """Ids of the reports asked about that have a chapter of that heading."""
    return {report for report, _ in knowledge.chapters[key] if not reports or report in reports}


def _above(knowledge: Knowledge, key: str, reports: Sequence[str]) -> set[str]:
    """The headings above a chapter."""
    known = knowledge.chapters[key]
    return {name for report, above in known for name in above if not reports or report in reports}


def within_chapters(
    filters: Filters, chapters: Chapters | None, intent: Intent, words: Sequence[Word],
    telling: Iterable[tuple[int, int, Kind]], reading: Reading,
) -> Filters:  # fmt: skip
    """The filters of a summary or list of chapters: what else their headings say restricts nothing."""
    if chapters is None or intent not in (Intent.SUMMARY, Intent.LIST):
        return filters
    outside = [one for one in words if not chapters.hold(one.start, one.end)]
    inside = [kind for start, end, kind in telling if chapters.hold(start, end)]
    short = any(end - start < _LISTED for start, end in chapters.spans)
    if intent is Intent.LIST and (short or inside or any(one.restricts for one in outside)):
        return filters
    kept = {one.words for one in outside}
    narrowing = tuple(
        replace(one, narrows=True) for one in filters.topics if set(one.words.split("、")) & kept and not one.within
    )
    return replace(
        filters,
        kinds=tuple(one for one in filters.kinds if one not in inside),
        places=tuple(one for one in filters.places if not _inside(one.words, chapters, reading)),
        topics=(*(replace(one, kinds=tuple(dict.fromkeys(inside))) for one in chapters.topics), *narrowing),
        documents=tuple(one for one in filters.documents if not _inside(one.words, chapters, reading)),
        organisations=tuple(one for one in filters.organisations if not _inside(one.words, chapters, reading)),
    )


def _inside(words: str, chapters: Chapters, reading: Reading) -> bool:
    at = reading.text.find(words)
    return at >= 0 and chapters.hold(at, at + len(words))
