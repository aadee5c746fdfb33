"""Events put together by month, country, host and so on, for rankings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.phrase import country_names, month_words, person_words, say, squeezed, texts
from assistant.question import Language
from ingest import Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ingest import Event, Person

_EXACT = (Precision.DAY, Precision.MONTH)


# Groups that a count is to be broken down by, on folded text; a ranking's own group is read with the question.
_BROKEN_DOWN = (
    ("month", re.compile(r"(?:依|按|分|各|每)(?:个|一)?月|月份统计|\b(?:by|per|each|every) month\b|\bmonthly\b")),
    ("country", re.compile(r"(?:依|按|分|各|每)(?:个|一)?国|\b(?:by|per|each|every) country\b")),
    ("city", re.compile(r"(?:依|按|分|各)(?:个|一)?城市|\b(?:by|per|each|every) city\b")),
    ("kind", re.compile(
        r"(?:依|按|分|各)(?:个|一)?(?:类别|种类|类型|类)|\b(?:by|per|each|every) (?:kind|type|category)\b"
    )),
    ("host", re.compile(
        r"(?:依|按|分|各|每)(?:个|一|位)?(?:接待者|接待人|长官|首长|主人)|\b(?:by|per|each|every) (?:host|official)\b"
    )),
)  # fmt: skip


def broken_down_by(text: str) -> str | None:
    """What a question wants its count broken down by, by its folded words; None where it wants one number."""
    return next((by for by, pattern in _BROKEN_DOWN if pattern.search(text)), None)


_COUNTED = (
    ("country", re.compile(
        r"(?:几|多少)(?:个)?(?:不同(?:的)?)?国家?(?![的际])|\bhow many (?:different |foreign )?(?:countries|nations)\b"
    )),
    ("city", re.compile(
        r"(?:几|多少)(?:个|座)?(?:不同(?:的)?|外国|国外)?城市|\bhow many (?:different |foreign )?cities\b"
    )),
)  # fmt: skip


def counted_by(text: str) -> str | None:
    """What a question counts instead of events (how many countries), by its folded words; None where events."""
    return next((by for by, pattern in _COUNTED if pattern.search(text)), None)


def groups_of(events: Sequence[Event], by: str, language: Language) -> dict[str, list[Event]]:
    """Events by the name of their group; an event may be in several (two countries, two hosts).

    Args:
        events: to put together.
        by: month, country, host, visitor, kind, city, topic, organisation or venue.
        language: of the names.
    """
    read = _reader(by, language)
    members: dict[str, list[Event]] = {}
    shown_as: dict[str, str] = {}
    for event in events:
        for key, name in dict(read(event)).items():
            members.setdefault(shown_as.setdefault(key, name), []).append(event)
    return members


def shown(by: str, name: str, language: Language) -> str:
    """The name of a group for the reader."""
    if by != "month":
        return name
    year, month = name.split("-")
    return month_words(language, int(year), int(month))


def _reader(by: str, language: Language) -> Callable[[Event], Sequence[tuple[str, str]]]:
    """Gives the groups of an event, each as a key to compare and a name to show."""
    readers: dict[str, Callable[[Event], Sequence[tuple[str, str]]]] = {
        "month": _months,
        "country": lambda event: _countries(event, language),
        "host": lambda event: _people(event.hosts, language),
        "visitor": lambda event: _people(event.visitors, language),
        "person": lambda event: _people((*event.visitors, *event.others), language),
        "kind": lambda event: [(one.kind.value, say(language, one.kind.value, "kinds")) for one in event.kinds],
        "city": lambda event: [(fold_key(one), one) for one in map(squeezed, [one.text for one in event.cities])],
        "topic": lambda event: [(fold_key(one), one) for one in texts(event.topics)],
        "organisation": lambda event: [(fold_key(one), one) for one in texts(event.organisations)],
        "venue": lambda event: [(fold_key(one), one) for one in texts(event.venues)],
    }
    return readers.get(by, _months)


def _countries(event: Event, language: Language) -> list[tuple[str, str]]:
    """Codes with the names to show: the report's own in Chinese."""
    if language is Language.EN:
        codes = dict.fromkeys(one.code for one in event.countries)
        return list(zip(codes, country_names(event, language), strict=False))
    return [(one.code, one.name) for one in event.countries]


def _people(people: Sequence[Person], language: Language) -> list[tuple[str, str]]:
    return [(fold_key(one.name), person_words(one, language)) for one in people]


def _months(event: Event) -> list[tuple[str, str]]:
    """The month in which the event began; what is known to the period or year alone has none."""
    if event.when is None or event.when.precision not in _EXACT:
        return []
    name = f"{event.when.first.year}-{event.when.first.month:02}"
    return [(name, name)]
