"""What the gazetteer knows: countries, their codes and names, regions, diplomatic allies, cities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
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
    "UAE UK USA Britain England Scotland Wales Holland Burma Palestine Vatican Swaziland Turkey Turkiye America Korea "
    "Macau Macao Saipan Somaliland Bosnia Curacao Antigua Guam PNG PRC DPRK".split()
)
_NO_COUNTRY = {"AC", "AQ", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Territories whose Babel names are ordinary words or other places' names.
_NO_NAME = {("GE", "喬治亞"), ("IM", "曼島")}
# X of 台X and X台 that stands for one country; of X國 alone; of X籍, X商, X僑.
_PAIRS = {
    "日": "JP", "美": "US", "韓": "KR", "英": "GB", "法": "FR", "德": "DE", "加": "CA", "澳": "AU", "紐": "NZ", "泰": "TH",
    "越": "VN", "菲": "PH", "印": "IN", "星": "SG", "馬": "MY", "捷": "CZ", "波": "PL", "立": "LT", "荷": "NL", "比": "BE",
    "義": "IT", "西": "ES", "瑞": "CH", "奧": "AT", "克": "KN", "史": "SZ", "帛": "PW", "巴": "PY", "以": "IL", "土": "TR",
    "俄": "RU", "蒙": "MN", "貝": "BZ", "瓜": "GT", "諾": "NR", "吐": "TV", "斐": "FJ", "匈": "HU", "港": "HK", "智": "CL",
    "墨": "MX", "烏": "UA", "芬": "FI", "丹": "DK", "挪": "NO", "科": "XK", "宏": "HN", "緬": "MM", "柬": "KH", "寮": "LA",
}  # fmt: skip
_STATES = {
    "星": "SG", "菲": "PH", "克": "KN", "史": "SZ", "帛": "PW", "俄": "RU", "奧": "AT", "捷": "CZ", "荷": "NL", "澳": "AU",
    "紐": "NZ", "吐": "TV", "諾": "NR", "宏": "HN", "瓜": "GT", "斐": "FJ", "匈": "HU", "葡": "PT", "丹": "DK", "芬": "FI",
    "緬": "MM", "柬": "KH", "烏": "UA", "蒙": "MN", "挪": "NO", "盧": "LU", "秘": "PE", "智": "CL", "墨": "MX",
}  # fmt: skip
_NATIONALS = {
    "日": "JP", "美": "US", "韓": "KR", "英": "GB", "法": "FR", "德": "DE", "泰": "TH", "越": "VN", "菲": "PH", "荷": "NL",
}  # fmt: skip


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
    more = {row[0]: (row + ["", "", ""])[1:4] for row in _rows("countries.tsv")}
    english = _territories("en")
    for code in _territories("zh-Hant"):
        extra, _, latin = more.get(code, ["", "", ""])
        names += [(fold(name), code) for name in (*_chinese(code), *_listed(extra)) if len(name) > 1]
        names.append((fold(english.get(code, "")), code))
        adjectives += [(fold(name), code) for name in (english.get(code, ""), *_listed(latin))]
        names += [(fold(name), code) for name in _listed(latin) if not _adjective(name)]
    letters = re.sub(r"\s", "", (_FOLDER / "sounds.txt").read_text("utf-8").split("\n", 1)[1])
    return Countries(
        names=WordList((name, code) for name, code in names if name),
        adjectives=WordList((name, code) for name, code in adjectives if name),
        codes=frozenset(code for _, code in names),
        pairs={fold(char): code for char, code in _PAIRS.items()},
        states={fold(char): code for char, code in _STATES.items()},
        nationals={fold(char): code for char, code in _NATIONALS.items()},
        sounds=frozenset(fold(letters)),
    )


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


def _cities() -> Iterator[tuple[str, City]]:
    for file in ("states.tsv", "cities_taiwan.tsv"):
        for code, english, names in _rows(file):
            city = City(code, tuple(english.split("|")), strong=True, sure=True)
            for name in _listed(names):
                yield fold(name), city
    for code, english, _, names in _rows("cities.tsv"):
        keys = fold(names).split(",")
        strong, weak = City(code, (english,), True), City(code, (english,), False)
        eastern = code in ("JP", "KR", "CN")
        for key in keys:
            yield key, strong if len(key) >= 4 or (len(key) == 3 and not eastern) else weak


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
    for form in (key, key.removesuffix("国家"), key.removesuffix("各国"), key.removesuffix("地区"), key.removesuffix(" countries")):
        if form in regions:
            return regions[form]
    return ()


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
    if found := _city(key):
        names = dict.fromkeys(name for city in found for name in _same_city(city))
        return tuple(names)
    return ()


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


def city_english(words: str) -> str | None:
    """The English name of a city or state by its Chinese one, None where unknown."""
    found = _city(fold(words).strip())
    return found[0].english[0] if found else None


def every_english_city() -> Iterable[str]:
    """Folded English names of all cities known."""
    return _english_cities().keys()
