"""Words of an answer: dates in both calendars, people, lists and the parts of a line on an event."""

from __future__ import annotations

import re
import tomllib
from calendar import month_name
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.gloss import glossed, title_words
from assistant.question import Language
from ingest import Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ingest import DateRange, Event, Mention, Person

_ROC = 1911
_MARK = re.compile(r"\[(\d{1,4})\]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_UNSAID = frozenset({"model", "words"})  # sections whose words no line is made of


@cache
def _wording(language: Language) -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parent / "wording" / f"{language.value}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(language: Language, key: str, section: str = "text", /, **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return _wording(language)[section][key].format(**values)


def fixed_words(language: Language) -> tuple[str, ...]:
    """All fixed words of a language, for the checker: what stands between the braces is left out."""
    wording = _wording(language)
    said = tuple(text for name, section in wording.items() if name not in _UNSAID for text in section.values())
    return said + tuple(wording["words"]["connectives"].split())


def squeezed(text: str) -> str:
    """One line of a report's text: line breaks go, a space stays only between words that need it (Eglė Navickaitė).

    A number in square brackets is set in wide ones: no mark of a citation comes from a report.
    """
    out: list[str] = []
    for word in text.split():
        if out and _spaced(out[-1][-1]) and _spaced(word[0]):
            out.append(" ")
        out.append(word)
    return _MARK.sub(r"［\1］", "".join(out))


def shortened(text: str, size: int) -> str:
    """The beginning of a text, of at most ``size`` characters; no Latin word and no number is cut in two."""
    end = min(size, len(text))
    while 0 < end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end -= 1
    return text[:end].rstrip() if end else text[:size]


def _spaced(char: str) -> bool:
    return char.isascii() or (char.isalpha() and not _HAN.match(char))


def _in_word(char: str) -> bool:
    return char in ",." or (char.isalnum() and not _HAN.match(char))


def date_words(language: Language, when: DateRange) -> str:
    """A date or range in the ROC and the Gregorian calendar."""
    words = say(language, _date_key(when), "dates", **_parts(when.first, when.last))
    return say(language, "planned", "dates", date=words) if when.planned else words


def _date_key(when: DateRange) -> str:
    a, b = when.first, when.last
    same_year = a.year == b.year
    if when.precision is Precision.YEAR and same_year:
        return "year"
    if when.precision is Precision.MONTH and same_year:
        return "month" if a.month == b.month else "months"
    if a == b:
        return "day"
    if not same_year:
        return "range_years"
    return "range_days" if a.month == b.month else "range"


def _parts(a: date, b: date) -> dict[str, object]:
    return {
        "roc": a.year - _ROC, "m": a.month, "d": a.day, "iso": a.isoformat(), "y": a.year,
        "ym": f"{a.year}-{a.month:02}", "ym2": f"{b.year}-{b.month:02}", "name": month_name[a.month],
        "roc2": b.year - _ROC, "m2": b.month, "d2": b.day, "iso2": b.isoformat(), "y2": b.year,
        "name2": month_name[b.month],
    }  # fmt: skip


def month_words(language: Language, year: int, month: int) -> str:
    """A month, as a heading of a ranking: 3 月（113 年） or March 2024."""
    return say(language, "month", "group", year=year, roc=year - _ROC, month=month, name=month_name[month])


def person_words(person: Person, language: Language) -> str:
    """A person with title and the romanised name that the report gives."""
    name = squeezed(person.name)
    latin = person.romanized if person.romanized and fold_key(person.romanized) != fold_key(name) else None
    title = squeezed(person.title) if person.title else ""
    if language is Language.EN:
        shown = f"{name} ({latin})" if latin else name
        english = title_words(title)
        said = f"{english} ({title})" if english else title
        return f"{shown}, {said}" if said else shown
    shown = f"{name}（{latin}）" if latin else name
    space = " " if title and shown[-1].isascii() and shown[-1] not in ")" else ""
    return f"{shown}{space}{title}"


def people_words(people: Iterable[Person], language: Language) -> str:
    """Several people; in English a semicolon parts them, since a comma parts name and title."""
    words = list(dict.fromkeys(person_words(one, language) for one in people))
    return "; ".join(words) if language is Language.EN else joined(language, words)


def counted(language: Language, n: str, *, visits: bool = False) -> str:
    """The word for events or visits that are counted, for one or for more."""
    return say(language, ("incoming_visit" if visits else "event") + ("_one" if n == "1" else ""), "units")


def joined(language: Language, words: Iterable[str]) -> str:
    """A list of words, each once."""
    return say(language, "names_join").join(dict.fromkeys(word for word in words if word))


def texts(mentions: Iterable[Mention], language: Language = Language.ZH_HANT) -> tuple[str, ...]:
    """The words of mentions, each once; in English with what they mean before them, where we know it."""
    own = tuple(dict.fromkeys(squeezed(one.text) for one in mentions if "|" not in one.text))
    return tuple(glossed(one) for one in own) if language is Language.EN else own


def country_names(event: Event, language: Language) -> tuple[str, ...]:
    """The event's countries, in the language of the question."""
    if language is not Language.EN:
        return tuple(dict.fromkeys(one.name for one in event.countries))
    from ingest import country_name

    return tuple(dict.fromkeys(country_name(one.code, "en") or one.name for one in event.countries))
