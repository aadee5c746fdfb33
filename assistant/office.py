"""The office that a question asks the holder of: its title, its body, and the place it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.english import stems
from assistant.own_cities import english_names, is_own
from assistant.question import Office
from assistant.reports_asked import bureau_of
from assistant.vocabulary import english_concepts, pattern_of, titles
from ingest import city_names, find_places, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.knowledge import Knowledge
    from assistant.question import PlaceFilter
    from assistant.reading import Reading

_SELF = re.compile(r"^(?:本|我|贵|该)(?:市|县|府|局|处|单位|机关)(?:政府)?|^现任|^现在的")
_IS_OFFICE = re.compile(r"\b(?:office|bureau|department|division|secretariat)\b")
_HEADS = tuple(map(fold, ("局長", "處長", "主任委員", "署長", "署長", "所長", "館長")))
_OF_CITY = tuple(map(fold, ("市長", "縣長")))
_LONGEST = 16  # characters of a body's name


def office_asked(
    reading: Reading, knowledge: Knowledge, places: Sequence[PlaceFilter], reports: Sequence[str] = ()
) -> Office | None:  # fmt: skip
    """The office, if who holds it is all that the question asks.

    Args:
        reading: the question.
        knowledge: the archive's own names.
        places: the places that the question was found to name.
        reports: ids of the reports that it was found to name: the office may be that of their bureau.
    """
    match = pattern_of("office", "asked").search(reading.folded)
    if match is None:
        return None
    said = {name: words.strip() for name, words in match.groupdict().items() if words}
    made = _chinese(next(iter(said.values())), knowledge) if not reading.english else _english(said, knowledge, places)
    made = made or (_of_reports(" ".join(said.values()), reports, knowledge) if reading.english else None)
    if made is None:
        return None
    spellings = (name for place in places if set(place.names) & set(made.names) for name in place.names)
    first, last = match.span(next(iter(said)))
    return replace(made, words=reading.words(first, last), names=tuple(dict.fromkeys((*made.names, *spellings))))


def _chinese(words: str, knowledge: Knowledge) -> Office | None:
    """臺南市警察局局長: place, body, title."""
    plain = _SELF.sub("", words.strip())
    match = pattern_of("office", "title").search(plain)
    if match is None:
        return None
    title, rest = match.group(), plain[: match.start()].rstrip("的")
    place, names = _place(rest, title, knowledge)
    body = rest[len(place) :].removeprefix("政府").removeprefix("市政府").removeprefix("县政府")
    if body and not pattern_of("office", "body").search(body):
        body += title[0]  # 環保局長
    if pattern_of("office", "no_body").search(body) or len(body) > _LONGEST:
        return None
    if body and (pattern_of("office", "of_city").search(title) or not pattern_of("office", "body").search(body)):
        return None
    return _office(words, (title,), names, (body,) if body else (), knowledge)


def _place(rest: str, title: str, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    """The place that a text begins with, as written and under every spelling."""
    cities = [name for name in (*knowledge.home, *knowledge.cities) if rest.startswith(name)]
    if not cities:
        cities = [
            fold_key(rest[: one.end])
            for one in find_places(rest)
            if not rest[: one.start].strip() or one.end == len(rest)
        ]
    if not cities and rest and pattern_of("office", "of_city").search(title):
        cities = [] if pattern_of("office", "no_body").search(rest) else [rest]
    place = max(cities, key=len, default="")
    for ending in ("市", "县"):
        if place and rest[len(place) :].startswith(ending) and not place.endswith(("市", "县")):
            place += ending
            break
    stem = place[:-1] if place.endswith(("市", "县")) and len(place) > 2 else place
    return place, tuple(dict.fromkeys(name for one in (place, stem) if one for name in (one, *city_names(one))))


def _english(said: Mapping[str, str], knowledge: Knowledge, places: Sequence[PlaceFilter]) -> Office | None:
    """The mayor of a city, the head of a department of one."""
    words = said.get("led") or said.get("of") or said.get("whose", "")
    post = said.get("post") or said.get("own", "")
    rest = re.sub(r"\b(?:the|city|county|government|of|and|'s|’s)\b", " ", fold(words))
    own = {english: name for name in knowledge.home if not name.isascii() for english in english_names(name)}
    place = max((english for english in own if re.search(rf"\b{re.escape(english)}\b", rest)), key=len, default="")
    names = (own[place], place) if place else _abroad(words, places)
    body = _bodies(rest.replace(place, " ") if place else "")
    held = next((one.zh for one in titles() if post and post in one.en), ())
    if not names or (post and not held) or (not place and not held):
        return None
    if body:
        return _office(words, _HEADS, names, body, knowledge)
    of_city = bool(set(map(fold, held)) & set(_OF_CITY))
    if (held and not of_city) or (not held and _IS_OFFICE.search(rest)):
        return None
    return _office(words, tuple(map(fold, held)) or _OF_CITY, names, (), knowledge)


def _of_reports(words: str, reports: Sequence[str], knowledge: Knowledge) -> Office | None:
    """The head of the bureau whose reports a question names by an English spelling that no list has."""
    named = [one for one in knowledge.reports if one.id in reports]
    bodies = tuple(dict.fromkeys(bureau for one in named if (bureau := bureau_of(one))))
    cities = tuple(dict.fromkeys(fold_key(one.identity.city) for one in named if one.identity.city))
    if len(bodies) != 1 or len(cities) != 1 or not _IS_OFFICE.search(fold(words)):
        return None
    return _office(words, _HEADS, cities, bodies, knowledge)


def _abroad(words: str, places: Sequence[PlaceFilter]) -> tuple[str, ...]:
    """The names of a city that the words are, as the question's reader of places found it."""
    return next((one.names for one in places if one.names and fold(one.words) == fold(words).strip()), ())


def _bodies(rest: str) -> tuple[str, ...]:
    """What a department is about, in the words of bureaus' names."""
    every = stems(rest)
    found: list[str] = []
    for at in range(len(every)):
        known = english_concepts(every[at:])
        found += [fold_key(term) for one in (known[1] if known else ()) for term in one.terms]
    return tuple(dict.fromkeys(found))


def _office(
    words: str, names_of_post: Iterable[str], names: tuple[str, ...], body: tuple[str, ...], knowledge: Knowledge
) -> Office:
    home = not names or any(name in knowledge.home for name in names)
    return Office(words, tuple(names_of_post), names, body, home=home, own=home or any(map(is_own, names)))
