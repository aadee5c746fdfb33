"""What words for places mean: countries, regions, diplomatic allies, cities, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tomllib import loads

from ingest.atlas import City, cities, countries
from ingest.fold import fold

_FOLDER = Path(__file__).parent / "gazetteer"


@cache
def _english_cities() -> dict[str, tuple[str, ...]]:
    """Folded English name to the folded Chinese names of the cities called so."""
    out: dict[str, list[str]] = {}
    for name, found in cities().items():
        for city in found:
            for english in city.english:
                out.setdefault(fold(english), []).append(name)
    return {key: tuple(names) for key, names in out.items()}


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    table = loads((_FOLDER / "regions.toml").read_text("utf-8"))["region"]
    return {fold(name): tuple(one["codes"]) for one in table for name in one["names"]}


@cache
def _allies() -> tuple[tuple[str, ...], tuple[tuple[str, date, date | None], ...]]:
    table = loads((_FOLDER / "allies.toml").read_text("utf-8"))
    rows = tuple((one["code"], one["since"], one.get("until")) for one in table["ally"])
    return tuple(fold(name) for name in table["names"]), rows


def allies(day: date | None = None) -> tuple[str, ...]:
    """Codes of the countries in diplomatic relations with Taiwan on ``day`` (None: all that still are)."""
    _, rows = _allies()
    if day is None:
        return tuple(code for code, _, until in rows if until is None)
    return tuple(code for code, since, until in rows if since <= day and (until is None or day < until))


def country_codes(words: str) -> tuple[str, ...]:
    """Codes that ``words`` mean: a name in Chinese or English, a demonym, an ISO code, 星國, 台日; () where none."""
    key = fold(words).strip(" .")
    table = countries()
    code = table.names.get(key) or table.adjectives.get(key) or table.adjectives.get(key.removesuffix("s"))
    if code is None and len(words.strip()) == 2 and words.strip().isupper() and words.strip() in table.codes:
        code = words.strip()
    if code is None and len(key) == 2 and key[1] == "国":
        code = table.states.get(key[0]) or table.pairs.get(key[0])
    if code is not None:
        return (code,)
    if len(key) == 2 and all(char in table.pairs or char == "台" for char in key):
        return tuple(table.pairs[char] for char in key if char != "台")
    return ()


def region_codes(words: str, day: date | None = None) -> tuple[str, ...]:
    """Codes of the countries of a region or group (東協, Europe, 邦交國 on ``day``); () where it is none."""
    key = fold(words).strip()
    if key in _allies()[0]:
        return allies(day)
    regions = _regions()
    forms = (key, *(key.removesuffix(tail) for tail in ("国家", "各国", "地区", " countries")))
    return next((regions[form] for form in forms if form in regions), ())


def region_names() -> tuple[str, ...]:
    """Every folded name that ``region_codes`` knows, the longest first."""
    return tuple(sorted((*_regions(), *_allies()[0]), key=len, reverse=True))


def city_names(words: str) -> tuple[str, ...]:
    """Folded Chinese names of the city or state called ``words`` in English or Chinese; () where unknown.

    A report's spelling matches where the folded spelling begins with one of them (熊本 for 熊本縣, 熊本市).
    """
    key = fold(words).strip()
    for tail in (" city", " prefecture", " state", " county", " province"):
        key = key.removesuffix(tail)
    if found := _english_cities().get(key) or _english_cities().get(f"{key} city"):
        return found
    return tuple(dict.fromkeys(name for city in _city(key) for name in _same_city(city)))


def _city(key: str) -> tuple[City, ...]:
    """The cities of a folded Chinese name, with or without 市, 縣 at its end."""
    return cities().get(key) or (cities().get(key[:-1]) if len(key) > 2 else None) or ()


def _same_city(city: City) -> Iterator[str]:
    for english in city.english:
        for name in _english_cities().get(fold(english), ()):
            if any(one.code == city.code for one in cities().get(name) or ()):
                yield name


def city_country(words: str) -> str | None:
    """Code of the country of the city or state ``words`` (English or Chinese), None where unknown."""
    found = _city(fold(words).strip()) or _city((*city_names(words), "")[0])
    return found[0].code if found else None
