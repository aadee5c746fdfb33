"""Which countries named belong to the event: its guests', its journey's, its partner's; others are told in passing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.event import Country
from ingest.plain import Plain
from ingest.rulebook import load_rules

_SENTENCE = re.compile("[。；！？\n]")
_CLAUSE = re.compile("[，。；！？\n]")
_QUOTED = re.compile("「[^「」\n]{1,40}」")
_LEAST_LEAD = 24  # characters of the first sentence: a shorter one is a date line or a byline
_NEAR = 24  # characters behind a country's name in which its party, office or signing is said


@dataclass(frozen=True, slots=True)
class _Where:
    """A mention in the plain text: where it stands, its country, the words around it."""

    start: int
    end: int
    country: Country


def bearing(mentions: Sequence[Country], words: Plain, title_end: int) -> tuple[Country, ...]:
    """The first mention of each country that is the event's, in text order.

    ``mentions`` are all that the item names, ``words`` its plain text, the heading up to ``title_end``. Where the lead
    (heading and first sentence) names a country, another needs a party, an office, a journey or a signing of its own.
    """
    placed = [_Where(*_plain_span(words, one), one) for one in mentions]
    lead = _lead_end(words.text, title_end)
    quoted = [(found.start(), found.end()) for found in _QUOTED.finditer(words.text)]
    leading = [one for one in placed if one.start < lead]
    spoken = [one for one in leading if not any(a <= one.start and one.end <= b for a, b in quoted)]
    plainly = [one for one in spoken or leading if not _in_passing(words.text, one)]
    told = {one.country.code for one in plainly if not _counted(words.text, one)} or {
        one.country.code for one in plainly
    }
    kept = {one.country.code for one in placed if _of_its_own(words.text, one, alone=not told)}
    return _firsts((one.country for one in placed), told | kept)


def _firsts(countries: Iterable[Country], codes: set[str]) -> tuple[Country, ...]:
    first: dict[str, Country] = {}
    for one in countries:
        if one.code in codes:
            first.setdefault(one.code, one)
    return tuple(first.values())


def _plain_span(words: Plain, one: Country) -> tuple[int, int]:
    return bisect_left(words.at, one.start), bisect_left(words.at, one.end)


def _lead_end(text: str, title_end: int) -> int:
    """Where the first sentence of the body ends."""
    at = title_end
    for found in _SENTENCE.finditer(text, title_end):
        if found.start() - at >= _LEAST_LEAD:
            return found.end()
        at = found.end()
    return len(text)


def _of_its_own(text: str, one: _Where, *, alone: bool) -> bool:
    """Whether a mention says that the country's people came, that the trip goes there or that it signs.

    ``alone`` where the lead names no country: then any will do that is not told in passing.
    """
    if _in_passing(text, one) or (not alone and _counted(text, one)):
        return False
    if alone or one.start >= len(text):  # a caption's
        return True
    stop = _CLAUSE.search(text, one.end)
    following = text[one.end : stop.start() if stop else len(text)][:_NEAR]
    return bool(_rule("party").search(following) or _rule("bound_for").search(text[max(0, one.start - 12) : one.start]))


def _counted(text: str, one: _Where) -> bool:
    """Whether a mention only says whose buyers, tourists or workers are counted."""
    return bool(_rule("counted").match(text[one.end : one.end + _NEAR]))


def _in_passing(text: str, one: _Where) -> bool:
    """Whether the sentence speaks of other times, of markets, of what somebody did before, up to the mention."""
    if _rule("beyond").match(text, one.end):
        return True
    begin = max((found.end() for found in _SENTENCE.finditer(text, max(0, one.start - 120), one.start)), default=0)
    begin = max(begin, one.start - 120, 0)
    return bool(_rule("passing").search(text[begin : one.start]))


@cache
def _rule(name: str) -> re.Pattern[str]:
    return next(one.pattern for one in load_rules("bearing") if one.name == name)
