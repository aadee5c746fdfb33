"""The parts of the line that stands for an event in a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from assistant.figures_said import figure_phrase
from assistant.phrase import country_names, date_words, joined, people_words, say, shortened, squeezed, texts
from assistant.question import Language
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest import Event

_T = TypeVar("_T")
_LISTED = 6  # of a kind of detail in one line: more would bury the rest
_HEAD = 40  # characters of an item that stand for its title
_MARK = re.compile(r"^[#*\s-]{0,8}(?:[（(]?[一二三四五六七八九十百\d]{1,4}[)）、.．]\s{0,2}){0,3}")
_CLAUSE = re.compile(r"[，。；：;:]|,(?!\d{3})")


def titles_for(event: Event) -> Iterable[str]:
    """What an event may be called: its title, else the beginning of its item up to a comma or stop."""
    yield squeezed(event.title)
    body = _MARK.sub("", squeezed(event.quote))
    yield shortened(_CLAUSE.split(body, maxsplit=1)[0], _HEAD)


def event_words(language: Language, event: Event, title: str, details: Sequence[str] = ()) -> str:
    """One line for an event: when, what, and some details."""
    inside = say(language, "details_join").join(details)
    if inside:
        inside = say(language, "details_open") + inside + say(language, "details_close")
    if event.when is None:
        return say(language, "item_no_date", title=title, details=inside)
    return say(language, "list_item", date=date_words(language, event.when), title=title, details=inside)


def event_details(language: Language, event: Event, county: str = "") -> Iterable[str]:
    """What may stand behind an event's title: its kind and country, who, whom, what was signed, about what.

    ``county`` is the end of the words for the hosts where the report is a county's (本縣).
    """
    if language is Language.EN:
        yield from _in_english(event)
    for key, group in (("visitors", event.visitors), (f"hosts{county}", event.hosts)):
        if group:
            yield say(language, key, names=people_words(_first(group), language))
    if not event.visitors and event.others:
        yield say(language, "others", names=people_words(_first(event.others), language))
    for key, mentions in (("documents", event.documents), ("topics", event.topics)):
        if mentions:
            yield say(language, key, names=joined(language, _first(texts(mentions, language))))
    counted = event.has(Kind.SERVICE_STATISTICS) or not event.topics
    if event.figures and counted and not event.visitors:
        phrases = [figure_phrase(language, event, one) for one in event.figures]
        yield say(language, "figures", names=joined(language, _first(phrases)))


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
