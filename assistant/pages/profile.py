"""A page about a person, a country or a city: who or what it is here, and every contact with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, day_words
from assistant.pages.words import ui
from assistant.phrase import squeezed
from assistant.question import Language
from ingest import country_name, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest import Event, Person

KINDS = ("person", "country", "city")
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: ``person``, ``country`` (by its code) or ``city``, and its name."""

    kind: str
    name: str


def events_about(subject: Subject, events: Sequence[Event]) -> tuple[Event, ...]:
    """Every event in which the subject stands."""
    key = fold_key(subject.name)
    if subject.kind == "country":
        return tuple(event for event in events if any(one.code == subject.name for one in event.countries))
    if subject.kind == "city":
        return tuple(event for event in events if any(key == fold_key(squeezed(one.text)) for one in event.cities))
    return tuple(event for event in events if any(_is(person, key) for person in _everyone(event)))


def _everyone(event: Event) -> tuple[Person, ...]:
    return (*event.visitors, *event.hosts, *event.others)


def _is(person: Person, key: str) -> bool:
    return any(
        fold_key(squeezed(name)) == key for name in (person.name, person.romanized or "", *person.aliases) if name
    )


def profile_head(subject: Subject, events: Sequence[Event], language: Language) -> Html:
    """The head of the page: names, titles, the span of days, with whom and about what; ``events`` are its own."""
    back = button(ui(language, "all_events"), "all_events", "", "y-quiet y-back")
    kind = tag("p", ui(language, f"about_{subject.kind}"), cls="y-label")
    heading = tag("h1", _name(subject, events, language), tabindex=-1)
    count = tag("p", _span(events, language), cls="y-count-line")
    facts = [
        tag("div", tag("dt", ui(language, f"profile_{name}")), tag("dd", shown))
        for name, shown in _facts(subject, events, language)
        if shown
    ]
    return tag("div", back, kind, heading, count, tag("dl", facts, cls="y-profile"), cls="y-profile-head")


def _name(subject: Subject, events: Sequence[Event], language: Language) -> str:
    if subject.kind == "country":
        printed = next(
            (one.name for event in events for one in event.countries if one.code == subject.name), subject.name
        )
        return country_name(subject.name, "en" if language is Language.EN else "zh-Hant") or printed
    return visible(subject.name)


def _span(events: Sequence[Event], language: Language) -> str:
    days = [event.when for event in events if event.when]
    if not days:
        return ui(language, "found_all", n=len(events), of=len(events))
    first, last = min(when.first for when in days), max(when.last for when in days)
    if first == last:
        return ui(language, "contacts_day", n=len(events), day=day_words(language, first))
    return ui(language, "contacts", n=len(events), first=day_words(language, first), last=day_words(language, last))


def _facts(subject: Subject, events: Sequence[Event], language: Language) -> Iterable[tuple[str, Html | None]]:
    key = fold_key(subject.name)
    own = [person for event in events for person in _everyone(event) if subject.kind == "person" and _is(person, key)]
    yield "titles", _words(person.title for person in own if person.title)
    yield (
        "names",
        _words(
            name for person in own for name in (person.romanized, *person.aliases) if name and fold_key(name) != key
        ),
    )
    yield "organisations", _words(person.organisation for person in own if person.organisation)
    met = [person.name for event in events for person in _everyone(event) if not (own and _is(person, key))]
    yield "people", _links("person", met, language)
    if subject.kind != "city":
        yield "cities", _links("city", [squeezed(one.text) for event in events for one in event.cities], language)
    yield "topics", _words(one.text for event in events for one in event.topics)


def _words(words: Iterable[str]) -> Html | None:
    counted = Counter(visible(squeezed(word)) for word in words).most_common(_LISTED)
    return tag("span", [tag("span", word, cls="y-topic") for word, _ in counted], cls="y-names") if counted else None


def _links(kind: str, names: Iterable[str], language: Language) -> Html | None:
    counted = Counter(visible(squeezed(name)) for name in names).most_common(_LISTED)
    made = [
        button(
            (name, tag("small", f"×{n}") if n > 1 else None),
            "profile",
            f"{kind}|{name}",
            "y-name",
            ui(language, "about", name=name),
        )
        for name, n in counted
    ]
    return tag("span", made, cls="y-names") if made else None
