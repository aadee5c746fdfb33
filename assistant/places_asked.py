"""The countries, regions and cities that a question restricts itself to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.question import PlaceFilter
from assistant.readings import reads_as
from assistant.romanise import skeleton, sounds_like, spells_out
from assistant.vocabulary import pattern_of, stopwords
from ingest import (
    city_country,
    city_names,
    country_codes,
    find_countries,
    find_places,
    fold,
    fold_key,
    region_codes,
    region_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.knowledge import Knowledge
    from assistant.reading import Reading

_CAPITALS = re.compile(r"\b[A-Z][\w'’.-]*(?:[ -](?:de|del|la|of|da)? ?[A-Z][\w'’.-]*){0,3}")
_NO_CITY = frozenset(
    fold(word)
    for word in [
        "which",
        "who",
        "what",
        "when",
        "where",
        "how",
        "did",
        "was",
        "were",
        "is",
        "are",
        "the",
        "list",
        "show",
        "tell",
        "name",
        "mayor",
        "deputy",
        "visit",
        "visits",
        "smart",
        "city",
        "expo",
        "summit",
        "forum",
        "festival",
        "office",
        "mr",
        "ms",
        "dr",
        "prime",
        "minister",
        "president",
        "director",
        "sister",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "january",
        "february",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "q1",
        "q2",
        "q3",
        "q4",
        "and",
        "or",
        "roc",
        "ai",
        "any",
        "all",
        "give",
        "find",
        "draft",
        "write",
        "please",
        "outside",
        "since",
        "between",
        "compare",
        "in",
        "on",
        "at",
        "for",
        "of",
        "to",
        "from",
        "with",
        "does",
        "do",
        "has",
        "have",
        "can",
        "could",
        "net",
        "zero",
        "english",
        "mobile",
        "nice",
        "reading",
        "university",
        "bay",
        "west",
        "east",
        "north",
        "south",
        "world",
        "taiwan",
    ]
)
_NO_NAME = re.compile("[有来去过了的是在跟和与吗谁哪这那被让到访见]")  # what no town's name has
_HEADS = frozenset(("市长", "县长", "省长", "州长", "区长"))
_ALIKE = 0.88  # likeness of sounds from which a transliterated city counts as the one typed
_LIKE = 3  # characters from which two Chinese spellings of a city may be compared
_LATIN_RUN = re.compile(r"[a-z]")


def places_asked(reading: Reading, knowledge: Knowledge) -> tuple[PlaceFilter, ...]:
    """Restrictions to places that a question says; their words are taken from the reading."""
    _take_home(reading, knowledge)
    found: list[PlaceFilter] = [*_cities_of_archive(reading, knowledge), *_regions(reading)]
    found += _other_cities(reading, knowledge)
    found += _english_cities(reading, knowledge)
    found += _countries(reading)
    if not found:
        found += _abroad(reading)
    else:
        for match in reading.find(pattern_of("around", "place.abroad")):
            reading.take(match.start(), match.end())
    return tuple(replace(one, outside=_is_outside(reading, one)) for one in _apart(found))


def _is_outside(reading: Reading, place: PlaceFilter) -> bool:
    """Whether the words around a place exclude it: outside Asia, 日本以外."""
    at = reading.folded.find(fold(place.words))
    before, after = reading.folded[max(0, at - 14) : max(0, at)], reading.folded[at + len(place.words) :][:4]
    return bool(
        pattern_of("around", "place.outside_before").search(before)
        or pattern_of("around", "place.outside_after").match(after)
    )


def _take_home(reading: Reading, knowledge: Knowledge) -> None:
    """The reporting city itself restricts nothing."""
    for name in knowledge.home:
        for match in re.finditer(
            re.escape(name) + r"(?:市政府|市府|政府|市(?!长)|(?: city)?(?:['’]s)?\b)?", reading.folded
        ):
            end = match.end() - (reading.folded[match.end() - 1 : match.end() + 1] in _HEADS)
            if not reading.free(match.start(), end):
                end = match.start() + len(name)  # 桃園|市政新聞
            if reading.free(match.start(), end):
                reading.take(match.start(), end)


def _cities_of_archive(reading: Reading, knowledge: Knowledge) -> Iterator[PlaceFilter]:
    """Cities that the archive names, in its own spelling."""
    for key in sorted(knowledge.cities, key=len, reverse=True):
        for match in re.finditer(re.escape(key) + r"(?:(?:市|县|州|省)(?!长))?", reading.folded):
            start, end = match.span()
            end -= reading.folded[end - 1 : end + 1] in _HEADS
            latin = _LATIN_RUN.search(key) is not None
            if not reading.free(start, end) or (latin and not _whole(reading.folded, start, end)):
                continue
            reading.take(start, end)
            yield PlaceFilter(reading.words(start, end), (), _spellings(key))


def _whole(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _spellings(key: str) -> tuple[str, ...]:
    """A city's name as the archive has it, with the gazetteer's other spellings of it."""
    return tuple(dict.fromkeys((key, *city_names(key))))


def _regions(reading: Reading) -> Iterator[PlaceFilter]:
    for name in region_names():
        at = reading.folded.find(name)
        while at >= 0:
            end = at + len(name)
            if reading.free(at, end) and (not name.isascii() or _whole(reading.folded, at, end)):
                reading.take(at, end)
                yield PlaceFilter(reading.words(at, end), region_codes(name))
            at = reading.folded.find(name, end)


def _other_cities(reading: Reading, knowledge: Knowledge) -> Iterator[PlaceFilter]:
    """Cities in Chinese that the archive does not name: other places, Taiwan's too."""
    for one in find_places(reading.text):
        # 橫濱市長 is the mayor (市長) of 橫濱
        end = one.end - (reading.folded[one.end - 1 : one.end + 1] in _HEADS)
        key = fold_key(reading.text[one.start : end])
        if not city_names(one.text) and (_NO_NAME.search(key) or reading.folded[end : end + 1] == "府"):
            continue  # 市|長來過縣|府
        if not reading.free(one.start, end) or key in knowledge.home or len(key) < 2:
            continue
        reading.take(one.start, end)
        known = next((name for name in city_names(one.text) if name in knowledge.cities), None)
        yield PlaceFilter(reading.words(one.start, end), (), _spellings(known or key))


def _english_cities(reading: Reading, knowledge: Knowledge) -> Iterator[PlaceFilter]:
    """Cities by their English names; those of the archive that only sound so, too."""
    for match in _CAPITALS.finditer(reading.text):
        words = [
            (one.start() + match.start(), one.end() + match.start() - 2 * one.group().endswith(("'s", "’s")))
            for one in re.finditer(r"[\w'’.]+", match.group())
        ]
        for length in range(len(words), 0, -1):
            for at in range(len(words) - length + 1):
                start, end = words[at][0], words[at + length - 1][1]
                made = _english_city(reading, knowledge, start, end)
                if made is not None:
                    reading.take(start, end)
                    yield made


def _english_city(reading: Reading, knowledge: Knowledge, start: int, end: int) -> PlaceFilter | None:
    words = reading.text[start:end].strip(".'’")
    if not reading.free(start, end) or fold(words) in _NO_CITY or len(words) < 3 or country_codes(words):
        return None
    names = tuple(name for name in city_names(words) if not name.isascii())
    if names:
        known = tuple(name for name in names if name in knowledge.cities) or _alike(words, names, knowledge)
        return PlaceFilter(words, () if known else _country(words, knowledge), (*(known or names), fold(words)))
    return None if reading.text[end : end + 2] in ("'s", "’s") else _by_sound(words, knowledge)


def _alike(words: str, names: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The archive's own spelling of a city that the gazetteer writes otherwise: 馬德堡 for 馬格德堡."""
    for key in sorted(knowledge.cities, key=len, reverse=True):
        if key.isascii() or len(key) < _LIKE or city_country(key) is not None:
            continue
        if any(_is_variant(key, name) for name in names) or sounds_like(key, words) >= _ALIKE:
            return _spellings(key)
    return ()


def _is_variant(key: str, name: str) -> bool:
    """Whether one of two names lacks but characters of the other, or they begin alike for all but their end."""
    short, long = sorted((key.removesuffix("市"), name.removesuffix("市")), key=len)
    rest = iter(long)
    inside = len(long) - len(short) <= 1 and (short[0], short[-1]) == (long[0], long[-1])
    if len(short) >= _LIKE and inside and all(char in rest for char in short):
        return True
    return len(short) > _LIKE and short[:_LIKE] == long[:_LIKE]


def _country(words: str, knowledge: Knowledge) -> tuple[str, ...]:
    code = city_country(words)
    return (code,) if code in knowledge.codes else ()


def _by_sound(words: str, knowledge: Knowledge) -> PlaceFilter | None:
    """A city of the archive that the words transliterate; a country or a word that asks is part of no name."""
    every = fold(words).split()
    asks = _NO_CITY & stopwords("en")
    if fold(words) in stopwords("en") or (len(every) > 1 and any(one in asks or country_codes(one) for one in every)):
        return None
    read = next((key for key in knowledge.cities if reads_as(key, words)), None)
    if read is not None:
        return PlaceFilter(words, (), _spellings(read))
    scored = [(sounds_like(key, words), key) for key in knowledge.cities if len(key) > 1 and not key.isascii()]
    score, key = max(scored, default=(0.0, ""))
    if score < _ALIKE or len(skeleton(words)) < 4 or fold(words) in stopwords("en"):
        return None
    if not spells_out(key, words) and knowledge.sounding(words):
        return None  # it is the very sound of another place of the archive
    return PlaceFilter(words, (), (key,))


def _countries(reading: Reading) -> Iterator[PlaceFilter]:
    """Countries by name, abbreviation, adjective or demonym."""
    left = "".join("。" if reading.taken[at] and char > "\u3000" else char for at, char in enumerate(reading.text))
    for one in find_countries(left):  # each is found once: not where it is part of a name
        # 日本國會 is the parliament (國會) of 日本
        end = one.end - (reading.folded[one.end - 1 : one.end + 1] == "国会" and one.end - one.start > 2)
        if reading.free(one.start, end) and not _is_language(reading, one.start, end):
            reading.take(one.start, end)
            yield PlaceFilter(reading.words(one.start, end), (one.code,))
    words = [one.span() for one in re.finditer(r"[A-Za-z][A-Za-z.]*[A-Za-z]", reading.text)]
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            start, end = words[at][0], words[at + length - 1][1]
            name = reading.text[start:end]
            known = name[0].isupper() and reading.free(start, end) and not _is_language(reading, start, end)
            codes = country_codes(name) if known else ()
            if codes and fold(name) not in _NO_CITY:
                reading.take(start, end)
                yield PlaceFilter(name, codes)


def _is_language(reading: Reading, start: int, end: int) -> bool:
    """Whether the name of a people is that of its language: how many were in Japanese."""
    around = f"{reading.folded[max(0, start - 12) : start]}|{reading.folded[start:end]}|{reading.folded[end:][:12]}"
    return pattern_of("around", "place.language").search(around) is not None


def _abroad(reading: Reading) -> Iterator[PlaceFilter]:
    """Anything to do with another country (國際交流, foreign guests)."""
    found = list(reading.find(pattern_of("around", "place.abroad")))
    for match in found:
        reading.take(match.start(), match.end())
    if found:
        yield PlaceFilter(reading.words(found[0].start(), found[0].end()), abroad=True)
    elif guests := next(reading.find(pattern_of("around", "place.foreigners")), None):
        yield PlaceFilter(reading.words(*guests.span()), abroad=True)  # they came as well: the words are left


def _apart(found: list[PlaceFilter]) -> tuple[PlaceFilter, ...]:
    """Each place once; a country only where no city of it is named (日本熊本)."""
    inside = {city_country(name) for one in found for name in one.names} - {None}
    found = [one for one in found if one.names or len(one.codes) != 1 or one.codes[0] not in inside]
    seen: dict[tuple[tuple[str, ...], tuple[str, ...], bool], PlaceFilter] = {}
    for one in found:
        seen.setdefault((one.codes, one.names, one.abroad), one)
    return tuple(seen.values())
