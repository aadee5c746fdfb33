"""Words of an answer: dates in both calendars, people, lists and the parts of a line on an event."""

from __future__ import annotations

import re
import tomllib
from calendar import month_name
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.gloss import glossed, title_words
from assistant.question import Language
from ingest import Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from ingest import DateRange, Event, Mention, Person

_T = TypeVar("_T")
_ROC = 1911
_LISTED = 6  # of a kind of detail in one line: more would bury the rest
_HEAD = 40  # characters of an item that stand for its title
_MARK = re.compile(r"^[#*\s-]{0,8}(?:[（(]?[一二三四五六七八九十百\d]{1,4}[)）、.．]\s{0,2}){0,3}")
_CLAUSE = re.compile(r"[，。；：,;:]")
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
    """One line of a report's text: line breaks go, and a space stays only between Latin words."""
    out: list[str] = []
    for word in text.split():
        if out and out[-1][-1].isascii() and word[0].isascii():
            out.append(" ")
        out.append(word)
    return "".join(out)


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


def joined(language: Language, words: Iterable[str]) -> str:
    """A list of words, each once."""
    return say(language, "names_join").join(dict.fromkeys(word for word in words if word))


def texts(mentions: Iterable[Mention], language: Language = Language.ZH_HANT) -> tuple[str, ...]:
    """The words of mentions, each once; in English with what they mean before them, where we know it."""
    own = tuple(dict.fromkeys(squeezed(one.text) for one in mentions))
    return tuple(glossed(one) for one in own) if language is Language.EN else own


def titles_for(event: Event) -> Iterable[str]:
    """What an event may be called: its title, else the beginning of its item up to a comma or stop."""
    yield squeezed(event.title)
    body = _MARK.sub("", squeezed(event.quote))
    yield _CLAUSE.split(body, maxsplit=1)[0][:_HEAD]


def event_words(language: Language, event: Event, title: str, details: Sequence[str] = ()) -> str:
    """One line for an event: when, what, and some details."""
    inside = say(language, "details_join").join(details)
    if inside:
        inside = say(language, "details_open") + inside + say(language, "details_close")
    if event.when is None:
        return say(language, "item_no_date", title=title, details=inside)
    return say(language, "list_item", date=date_words(language, event.when), title=title, details=inside)


def event_details(language: Language, event: Event) -> Iterable[str]:
    """What may stand behind an event's title: its kind and country, who, whom, what was signed, about what."""
    if language is Language.EN:
        yield from _in_english(event)
    for key, group in (("visitors", event.visitors), ("hosts", event.hosts)):
        if group:
            yield say(language, key, names=people_words(_first(group), language))
    if not event.visitors and event.others:
        yield say(language, "others", names=people_words(_first(event.others), language))
    for key, mentions in (("documents", event.documents), ("topics", event.topics)):
        if mentions:
            yield say(language, key, names=joined(language, _first(texts(mentions, language))))
    if event.figures and not event.topics and not event.visitors:
        yield say(language, "figures", names=joined(language, _first([squeezed(one.text) for one in event.figures])))


def _first(found: Sequence[_T]) -> Sequence[_T]:
    return found[:_LISTED]


def _in_english(event: Event) -> Iterable[str]:
    """Kind and country, for a reader who cannot read the title."""
    kinds = [say(Language.EN, one.kind.value, "kinds") for one in event.kinds[:2]]
    if kinds:
        yield joined(Language.EN, kinds)
    countries = country_names(event, Language.EN)
    if countries:
        yield say(Language.EN, "countries", names=joined(Language.EN, _first(countries)))


def country_names(event: Event, language: Language) -> tuple[str, ...]:
    """The event's countries, in the language of the question."""
    if language is not Language.EN:
        return tuple(dict.fromkeys(one.name for one in event.countries))
    from ingest import country_name

    return tuple(dict.fromkeys(country_name(one.code, "en") or one.name for one in event.countries))
