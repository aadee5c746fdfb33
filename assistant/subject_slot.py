"""The subject that a question says it asks about: 談到…, 與…有關. None of its words may go unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.topics_asked import Word
from assistant.vocabulary import chinese_concepts, pattern_of, stopwords
from ingest import segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reading import Reading

_PLACES = ("venues", "organisations")


def with_subject(words: Sequence[Word], reading: Reading) -> tuple[Word, ...]:
    """The content words of a question; a subject of which some characters were in none of them is one word.

    碳匯 is in no dictionary and 水上巴士 is no bus: read in part, such a subject would let through
    everything, or what it is not.
    """
    found = tuple(words)
    for match in reading.find(pattern_of("around", "ask.subject")):
        name = next(name for name in ("after", "before", "of") if match.group(name))
        for start, end in _parts(reading, *match.span(name)):
            found = _whole(found, reading, start, end)
    for match in pattern_of("around", "ask.venue").finditer(reading.folded):
        where = next(one for one in ("venue", "spot", "place") if match.group(one))
        found = _at_venue(found, reading, *match.span(where))
    return found


def _at_venue(words: tuple[Word, ...], reading: Reading, start: int, end: int) -> tuple[Word, ...]:
    """The words with the place where something was as one, which is said or is not: no part of it will do."""
    inside = [one for one in words if one.start < end and start < one.end]
    if any(one.known in _PLACES for one in inside) or (not reading.free(start, end) and not inside):
        return words
    text = reading.text[start:end]
    rest = tuple(one for one in words if one not in inside)
    return (*rest, Word(start, end, text, (text,), "venues", strict=True))


def as_phrases(words: Sequence[Word], reading: Reading) -> tuple[Word, ...]:
    """English words that stand side by side as one, where one of them is known to nobody: whale conservation."""
    runs: list[list[Word]] = []
    for word in words:
        before = runs[-1][-1] if runs else None
        beside = before is not None and word.words.isascii() and reading.text[before.end : word.start] == " "
        if beside and before is not None and before.words.isascii():
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(one for run in runs for one in _phrase(run, reading))


def _phrase(run: Sequence[Word], reading: Reading) -> Sequence[Word]:
    if len(run) < 2 or all(one.known for one in run) or any(one.strict for one in run):
        return run
    start, end = run[0].start, run[-1].end
    return [Word(start, end, reading.text[start:end], (reading.text[start:end],), "subject")]


def _parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The things that a stretch joins (捕魚和養殖), each without words at its ends that name nothing."""
    at = start
    for joint in (*pattern_of("compared", "join").finditer(reading.folded, start, end), None):
        yield _without_ends(reading, at, joint.start() if joint else end)
        at = joint.end() if joint else end


def _whole(words: tuple[Word, ...], reading: Reading, start: int, end: int) -> tuple[Word, ...]:
    """The words with those of a stretch as one, if some of it was in none of them."""
    inside = [one for one in words if one.start < end and start < one.end]
    read = [one for one in inside if one.restricts or one.general or one.act]
    unread = [at for at in _unread(reading, start, end) if not any(one.start <= at < one.end for one in read)]
    if not unread or any(one.start < start or end < one.end or one.strict for one in inside):
        return words
    text = reading.text[start:end]
    return (*(one for one in words if one not in inside), Word(start, end, text, (text,), "subject"))


def _without_ends(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A stretch without words at its ends that name nothing."""
    stops = stopwords("zh")
    tokens = [(one.start + start, one.end + start) for one in segment(reading.folded[start:end])]
    while tokens and reading.folded[slice(*tokens[0])] in stops:
        tokens.pop(0)
    while tokens and reading.folded[slice(*tokens[-1])] in stops:
        tokens.pop()
    return (tokens[0][0], tokens[-1][1]) if tokens else (start, start)


def _unread(reading: Reading, start: int, end: int) -> Iterator[int]:
    """Places of a stretch whose token is no word of those that name nothing."""
    stops = stopwords("zh")
    for one in segment(reading.folded[start:end]):
        known = any(chinese_concepts(one.text[at:]) for at in range(len(one.text)))
        if one.text not in stops and not known:
            yield from range(start + one.start, start + one.end)


__all__ = ["as_phrases", "with_subject"]
