"""Countries and cities that a text names, by the gazetteer and by the words that stand around a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.atlas import country_name, offices, own_cities
from ingest.city_spans import city_spans
from ingest.country_names import abbreviated, named_spans, short_states, whole_word
from ingest.event import Country, Mention
from ingest.fold import fold
from ingest.plain import Plain, plain
from ingest.wordlist import key_of


@dataclass(frozen=True, slots=True)
class Place:
    """A place found at ``start:end`` of the report, with the code of its country (None where unknown)."""

    text: str
    start: int
    end: int
    code: str | None
    rule: str


def find_countries(text: str, base: int = 0, home: str | None = "TW") -> tuple[Country, ...]:
    """The countries that ``text`` (at ``base`` in its report) speaks of, one entry for each, in order.

    ``name`` is as printed where the country itself is named; where a city, an organisation or an abbreviation
    gives it, ``name`` is the usual one and ``start:end`` the words that gave it. ``home`` is left out.
    """
    found: dict[str, Country] = {}
    for one in sorted(country_mentions(text, base), key=lambda one: one.rule != "country"):
        if one.code != home:
            found.setdefault(one.code, one)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def country_mentions(text: str, base: int = 0) -> tuple[Country, ...]:
    """Every place where ``text`` speaks of a country, those named in full first."""
    shape = plain(text, base)
    key = key_of(shape.text)
    found: list[Country] = []
    for start, end, code in named_spans(key):
        first, last = shape.span(start, end)
        found.append(Country(shape.text[start:end], code, first, last, "country"))
    for start, end, code, rule in _implied(key):
        first, last = shape.span(start, end)
        name = country_name(code, "zh-Hant") or code
        found.append(Country(name, code, first, last, f"{rule}:{shape.text[start:end]}"))
    return tuple(found)


def _implied(key: str) -> Iterator[tuple[int, int, str, str]]:
    """Countries by their cities, by organisations that stand for them, by abbreviations."""
    for start, end, code, rule in city_spans(key):
        if code:
            yield start, end, code, rule
    for start, end, code in offices().find(key):
        if whole_word(key, start, end):
            yield start, end, code, "office"
    for start, end, code in abbreviated(key):
        yield start, end, code, "short"


def find_cities(text: str, base: int = 0, home: str | None = None) -> tuple[Mention, ...]:
    """The cities, states and prefectures that ``text`` names, each spelling once, in order.

    Districts of Taiwan are no cities here; ``home`` (高雄, 臺南市) is a city to leave out.
    """
    own = fold(home or "")
    full = own_cities().get(own)
    out: dict[str, Mention] = {}
    for place in find_places(text, base):
        key = fold(place.text)
        here = bool(own) and (key.startswith(own) or own.startswith(key) or own_cities().get(key) == full)
        if not here:
            out.setdefault(key, Mention(place.text, place.start, place.end, place.rule))
    return tuple(out.values())


def find_places(text: str, base: int = 0) -> tuple[Place, ...]:
    """Every city, state or prefecture in ``text``, Taiwan's cities too, with its country."""
    shape = plain(text, base)
    return tuple(_places(shape, text, base))


def _places(shape: Plain, text: str, base: int) -> Iterator[Place]:
    for start, end, code, rule in city_spans(key_of(shape.text)):
        first, last = shape.span(start, end)
        yield Place(text[first - base : last - base], first, last, code, rule)


@lru_cache(maxsize=64)  # asked again for every person of the text
def foreign_spans(key: str) -> tuple[tuple[int, int], ...]:
    """Where a plain text, folded, names other countries, their cities or what stands for them."""
    spans = [(start, end) for start, end, code in named_spans(key) if code != "TW"]
    spans += [(start, end) for start, end, code, rule in city_spans(key) if code != "TW" and (code or rule != "city")]
    local = (own_cities().ending(key, start) for start, _, _ in offices().find(key))  # a city's own 韓人會
    spans += [(start, end) for (start, end, _), city in zip(offices().find(key), local, strict=True) if not city]
    spans += [(start, end) for start, end, _ in short_states(key)]
    return tuple(sorted(spans))


__all__ = ["Place", "country_mentions", "country_name", "find_cities", "find_countries", "find_places", "foreign_spans"]
