"""Words of an answer: dates in both calendars, people, lists and one line for each event."""

from __future__ import annotations

import tomllib
from calendar import month_name
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.question import Language
from ingest import Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ingest import DateRange, Event, Mention, Person

_ROC = 1911
_LISTED = 6  # of a kind of detail in one line: more would bury the rest


@cache
def _wording(language: Language) -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parent / "wording" / f"{language.value}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(language: Language, key: str, section: str = "text", **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return _wording(language)[section][key].format(**values)


def fixed_words(language: Language) -> tuple[str, ...]:
    """All fixed words of a language, for the checker: what stands between the braces is left out."""
    return tuple(text for section in _wording(language).values() for text in section.values())


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
    a, b = when.first, when.last
    whole_month = when.precision is Precision.MONTH and (a.year, a.month) == (b.year, b.month)
    if when.precision is Precision.YEAR and a.year == b.year:
        key = "year"
    elif whole_month:
        key = "month"
    elif a == b:
        key = "day"
    else:
        key = "range" if a.year == b.year else "range_years"
    words = say(language, key, "dates", **_parts(a, b))
    return say(language, "planned", "dates", date=words) if when.planned else words


def _parts(a: date, b: date) -> dict[str, object]:
    return {
        "roc": a.year - _ROC, "m": a.month, "d": a.day, "iso": a.isoformat(), "y": a.year,
        "ym": f"{a.year}-{a.month:02}", "name": month_name[a.month], "roc2": b.year - _ROC, "m2": b.month, "d2": b.day,
        "iso2": b.isoformat(), "y2": b.year, "name2": month_name[b.month],
    }  # fmt: skip


def month_words(language: Language, year: int, month: int) -> str:
    """A month, as a heading of a ranking: 3 月（113 年） or March 2024."""
    return say(language, "month", "group", year=year, roc=year - _ROC, month=month, name=month_name[month])


def person_words(person: Person, language: Language) -> str:
    """A person with title and the romanised name that the report gives."""
    name = person.name
    if person.romanized and fold_key(person.romanized) != fold_key(name):
        name = f"{name} ({person.romanized})"
    if not person.title:
        return name
    return f"{name} ({person.title})" if language is Language.EN else f"{name} {person.title}"


def joined(language: Language, words: Iterable[str]) -> str:
    """A list of words, each once."""
    return say(language, "names_join").join(dict.fromkeys(word for word in words if word))


def texts(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The words of mentions, each once."""
    return tuple(dict.fromkeys(squeezed(one.text) for one in mentions))


def event_words(language: Language, event: Event) -> str:
    """One line for an event: when, what, who, whom, about what."""
    details = say(language, "details_join").join(_details(language, event))
    if details:
        details = say(language, "details_open") + details + say(language, "details_close")
    title = squeezed(event.title)
    if event.when is None:
        return say(language, "item_no_date", title=title, details=details)
    return say(language, "list_item", date=date_words(language, event.when), title=title, details=details)


def _details(language: Language, event: Event) -> Iterable[str]:
    for key, group in (("visitors", event.visitors), ("hosts", event.hosts)):
        if group:
            yield say(language, key, names=joined(language, [person_words(one, language) for one in group[:_LISTED]]))
    if not event.visitors and event.others:
        names = [person_words(one, language) for one in event.others[:_LISTED]]
        yield say(language, "others", names=joined(language, names))
    if language is Language.EN and event.countries:
        yield say(language, "countries", names=joined(language, country_names(event, language)))
    for key, group_ in (("documents", event.documents), ("topics", event.topics)):
        if group_:
            yield say(language, key, names=joined(language, texts(group_)[:_LISTED]))
    if event.figures and not event.topics and not event.visitors:
        yield say(language, "figures", names=joined(language, [squeezed(one.text) for one in event.figures[:_LISTED]]))


def country_names(event: Event, language: Language) -> tuple[str, ...]:
    """The event's countries, in the language of the question."""
    if language is not Language.EN:
        return tuple(dict.fromkeys(one.name for one in event.countries))
    from ingest import country_name

    return tuple(dict.fromkeys(country_name(one.code, "en") or one.name for one in event.countries))
