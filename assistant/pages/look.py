"""Small pieces that several pages show alike: dates, names, buttons, notes."""

from __future__ import annotations

from calendar import month_abbr
from typing import TYPE_CHECKING

from assistant.pages.html import Html, join, tag, visible
from assistant.pages.words import ui
from assistant.phrase import country_names, say, squeezed
from assistant.question import Language
from ingest import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assistant.pages.html import Child
    from ingest import DateRange, Event, Identity, Kind, Mention, Person
    from ingest.errors import YidaError

_ROC = 1911


def button(words: Child, act: str, arg: str = "", cls: str = "", label: str | None = None) -> Html:
    """A button that asks the program for something: ``act`` with ``arg``."""
    return tag("button", words, type="button", cls=cls or None, data_act=act, data_arg=arg or None, aria_label=label)


def note(kind: str, title: str, *body: Child) -> Html:
    """A note for a state: ``empty``, ``wait``, ``error``, ``refusal`` or ``done``."""
    role = "alert" if kind == "error" else "status"
    return tag("div", tag("p", title, cls="y-note-title"), *body, cls=f"y-note y-{kind}", role=role)


def error_words(error: YidaError, language: Language) -> str:
    """What went wrong and what to do about it, for a reader who sees where."""
    en = language is Language.EN
    what, remedy = (error.what.en, error.remedy.en) if en else (error.what.zh, error.remedy.zh)
    return visible(f"{what} {remedy}" if en else f"{what}{remedy}")


def day_words(language: Language, day: date) -> str:
    """A day in short: 113.03.01 or 1 Mar 2024."""
    if language is Language.EN:
        return f"{day.day} {month_abbr[day.month]} {day.year}"
    return f"{day.year - _ROC}.{day.month:02}.{day.day:02}"


def when_words(language: Language, when: DateRange) -> str:
    """A date or range in short: 113.03.05–08, 113.03, 5–8 Mar 2024."""
    first, last = when.first, when.last
    if when.precision is Precision.YEAR:
        return ui(language, "year", year=first.year, roc=first.year - _ROC)
    if when.precision is Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return _month(language, first)
    if first == last:
        return day_words(language, first)
    if language is Language.EN:
        same = (first.year, first.month) == (last.year, last.month)
        start = str(first.day) if same else f"{first.day} {month_abbr[first.month]}"
        start = start if first.year == last.year else day_words(language, first)
        return f"{start}–{day_words(language, last)}"
    end = day_words(language, last)
    return f"{day_words(language, first)}–{end.partition('.')[2] if first.year == last.year else end}"


def period_words(identity: Identity, language: Language) -> str:
    """The days that a report covers, or the day it bears."""
    first, last = identity.period_start, identity.period_end
    if first is None or last is None:
        return day_words(language, identity.report_date) if identity.report_date else "—"
    return f"{day_words(language, first)} – {day_words(language, last)}"


def _month(language: Language, day: date) -> str:
    return f"{month_abbr[day.month]} {day.year}" if language is Language.EN else f"{day.year - _ROC}.{day.month:02}"


def when_html(language: Language, when: DateRange | None) -> Html:
    """A date for a table's cell, marked as planned where it was still ahead."""
    if when is None:
        return join(tag("span", "—", aria_hidden="true"), tag("span", ui(language, "no_date"), cls="y-sr"))
    shown = tag("time", when_words(language, when), datetime=when.first.isoformat())
    return join(shown, " ", tag("small", ui(language, "planned"), cls="y-tag")) if when.planned else shown


def kind_words(language: Language, kind: Kind) -> str:
    """The name of a kind of event."""
    return say(language, kind.value, "kinds")


def people_html(people: Iterable[Person], language: Language, most: int = 0) -> Html:
    """People with their titles, each opening the page about them."""
    listed = list({one.name: one for one in people}.values())
    shown = listed[:most] if most else listed
    left = len(listed) - len(shown)
    buttons = [_person(one, language) for one in shown]
    return tag("span", buttons, tag("small", f"+{left}") if left else None, cls="y-names")


def _person(person: Person, language: Language) -> Html:
    title = tag("small", squeezed(person.title)) if person.title else None
    name = visible(squeezed(person.name))
    return tag(
        "span", button(name, "profile", f"person|{name}", "y-name", _about(language, name)), title, cls="y-person"
    )


def places_html(event: Event, language: Language) -> Html:
    """Countries and cities of an event, each opening the page about it."""
    codes = dict.fromkeys(one.code for one in event.countries)
    names = country_names(event, language)
    countries = [_place("country", code, name, language) for code, name in zip(codes, names, strict=False)]
    cities = [_place("city", text, text, language) for text in _once(event.cities)]
    return tag("span", countries, cities, cls="y-names")


def _place(kind: str, key: str, name: str, language: Language) -> Html:
    return button(name, "profile", f"{kind}|{key}", f"y-name y-{kind}", _about(language, name))


def _about(language: Language, name: str) -> str:
    return ui(language, "about", name=name)


def _once(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(visible(squeezed(one.text)) for one in mentions))


def topics_html(mentions: Iterable[Mention], most: int = 0) -> Html:
    """Topics as plain tags."""
    words = _once(mentions)
    shown = words[:most] if most else words
    left = len(words) - len(shown)
    tags = [tag("span", one, cls="y-topic") for one in shown]
    return tag("span", tags, tag("small", f"+{left}") if left else None, cls="y-names")


def pager(act: str, page: int, last: int, language: Language) -> Html:
    """Buttons to the page before and after, by the action ``act``."""

    def step(words: str, to: int) -> Html:
        if not 0 <= to <= last:
            return tag("button", words, type="button", cls="y-quiet", disabled=True)
        return button(words, act, str(to), "y-quiet")

    place = tag("span", ui(language, "page_of", page=page + 1, last=last + 1))
    parts = (step(ui(language, "page_before"), page - 1), place, step(ui(language, "page_after"), page + 1))
    return tag("nav", parts, cls="y-pager", aria_label=ui(language, "pages"))
