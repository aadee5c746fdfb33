"""What the gazetteer knows: countries with their codes and names, cities, Taiwan's districts, offices of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads

from babel import Locale

from ingest.fold import fold
from ingest.wordlist import WordList

_FOLDER = Path(__file__).parent / "gazetteer"
_RULES = Path(__file__).parent / "rules"
_LOCALES = {"zh-Hant": ("zh", "Hant"), "zh-Hans": ("zh", "Hans"), "en": ("en", None)}
_USUAL = {
    "zh-Hant": {"KR": "韓國", "HK": "香港", "MO": "澳門", "XK": "科索沃", "GB": "英國", "TW": "臺灣", "PS": "巴勒斯坦"},
    "zh-Hans": {"HK": "香港", "MO": "澳门", "PS": "巴勒斯坦"},
    "en": {"HK": "Hong Kong", "MO": "Macau", "MM": "Myanmar", "PS": "Palestine", "CD": "DR Congo"},
}
_LATIN_NAMES = frozenset(
    (
        *("UAE", "UK", "USA", "Britain", "England", "Scotland", "Wales", "Holland", "Burma", "Palestine", "Vatican"),
        *("Swaziland", "Turkey", "Turkiye", "America", "Korea", "Macau", "Macao", "Saipan", "Somaliland", "Bosnia"),
        *("Curacao", "Antigua", "Guam", "PNG", "PRC", "DPRK"),
    )
)
_NO_COUNTRY = {"AC", "AQ", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Territories whose Babel names are ordinary words or other places' names.
_NO_NAME = {("GE", "喬治亞"), ("IM", "曼島")}
@dataclass(frozen=True, slots=True)
class City:
    """A city or state: its country and English names.

    ``strong``: its Chinese name alone is enough to know it; ``sure``: it is in a table kept by hand.
    """

    code: str
    english: tuple[str, ...]
    strong: bool
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Countries:
    """Names of countries as they stand in texts, folded; ``codes`` is every code."""

    names: WordList[str]
    adjectives: WordList[str]
    codes: frozenset[str]
    pairs: dict[str, str]
    states: dict[str, str]
    nationals: dict[str, str]
    sounds: frozenset[str]


def _rows(name: str) -> Iterator[list[str]]:
    for row in (_FOLDER / name).read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            yield row.split("\t")


def _listed(cell: str, mark: str = ",") -> list[str]:
    return [one.strip() for one in cell.split(mark) if one.strip()]


@cache
def _territories(language: str) -> dict[str, str]:
    """Code to name for every country of ``language``, as Babel has it."""
    tongue, script = _LOCALES[language]
    names = Locale(tongue, script=script).territories
    known = {code: name for code, name in names.items() if len(code) == 2 and code not in _NO_COUNTRY}
    return {**known, **_USUAL[language]}


def country_name(code: str, language: str = "zh-Hant") -> str | None:
    """The usual name of a country in ``language`` (zh-Hant, zh-Hans or en), None for an unknown code or language."""
    return _territories(language).get(code.upper()) if language in _LOCALES else None


def _chinese(code: str) -> Iterator[str]:
    for language in ("zh-Hant", "zh-Hans"):
        name = _territories(language).get(code, "")
        if (code, name) not in _NO_NAME and not re.search("[（(]", name):
            yield name
    babel = Locale("zh", script="Hant").territories.get(code, "")
    if not re.search("[（(]", babel) and (code, babel) not in _NO_NAME:
        yield babel


@cache
def countries() -> Countries:
    """The names of all countries, read once."""
    names: list[tuple[str, str]] = []
    adjectives: list[tuple[str, str]] = []
    more = {row[0]: [*row, "", ""][1:3] for row in _rows("countries.tsv")}
    english = _territories("en")
    for code in _territories("zh-Hant"):
        extra, latin = more.get(code, ["", ""])
        names += [(fold(name), code) for name in (*_chinese(code), *_listed(extra)) if len(name) > 1]
        names.append((fold(english.get(code, "")), code))
        adjectives += [(fold(name), code) for name in (english.get(code, ""), *_listed(latin))]
        names += [(fold(name), code) for name in _listed(latin) if not _adjective(name)]
    pairs, states, nationals = ({fold(one[0]): one[1] for one in _short_names(n)} for n in (1, 2, 3))
    letters = re.sub(r"\s", "", (_FOLDER / "sounds.txt").read_text("utf-8").split("\n", 1)[1])
    return Countries(
        names=WordList((name, code) for name, code in names if name),
        adjectives=WordList((name, code) for name, code in adjectives if name),
        codes=frozenset(code for _, code in names),
        pairs=pairs,
        states=states,
        nationals=nationals,
        sounds=frozenset(fold(letters)),
    )


def _short_names(column: int) -> Iterator[tuple[str, str]]:
    """One-character names marked in a column of the table: 1 in pairs (台日), 2 with 國 (星國), 3 with 籍 (美籍)."""
    for char, code, *marks in _rows("country_letters.tsv"):
        if [*marks, "", "", ""][column - 1] == "x":
            yield char, code


def _adjective(name: str) -> bool:
    """Whether an English word is a demonym, a language or too short a form to stand for the country in a report."""
    return " " not in name and name not in _LATIN_NAMES


@cache
def cities() -> WordList[tuple[City, ...]]:
    """Cities, states and prefectures of the world outside Taiwan, by folded Chinese name, the better known first."""
    nations = countries().names
    out: dict[str, list[City]] = {}
    for key, city in _cities():
        if (key not in nations or city.sure) and all(city.code != one.code for one in out.get(key, ())):
            out.setdefault(key, []).append(city)
    return WordList((key, tuple(found)) for key, found in out.items())


@cache
def town_characters() -> frozenset[str]:
    """Characters that names of Japanese and Korean cities are written with, folded."""
    return frozenset(char for name, city in _cities() if city.code in ("JP", "KR") for char in name)


def _cities() -> Iterator[tuple[str, City]]:
    nations = countries().names
    for file in ("states.tsv", "cities_taiwan.tsv"):
        for code, english, names in _rows(file):
            city = City(code, tuple(english.split("|")), strong=True, sure=True)
            for name in _listed(names):
                yield fold(name), city
    for code, english, _, names in _rows("cities.tsv"):
        keys = fold(names).split(",")
        strong, weak = City(code, (english,), True), City(code, (english,), False)
        for key in keys:
            if nations.at(key, 0) is None:
                yield key, strong if len(key) >= 4 else weak


@cache
def own_cities() -> WordList[str]:
    """Taiwan's cities and counties, full names and short ones, by folded name."""
    table = loads((_RULES / "taiwan_cities.toml").read_text("utf-8"))["city"]
    return WordList(
        (fold(form), one["name"]) for one in table for form in (one["name"], one["short"], *one.get("also", ()))
    )


@cache
def own_districts() -> WordList[str]:
    """Taiwan's districts, towns and townships by folded name, with their city's short name."""
    rows = [row[0].split(": ") for row in _rows("taiwan_districts.txt")]
    return WordList((fold(name), city) for city, names in rows for name in names.split())


@cache
def offices() -> WordList[str]:
    """Organisations that stand for a country without naming it."""
    table = loads((_RULES / "standing_for.toml").read_text("utf-8"))["office"]
    return WordList((fold(name), one["code"]) for one in table for name in one["names"])
