"""Questions to begin with, made from what the archive holds, for each group of readers."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button
from assistant.pages.words import ui
from assistant.phrase import squeezed
from assistant.question import Language
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest import Event

_SHORT, _SUBJECT = 24, 8  # characters of a title, and of a subject, that still make a question


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions for one group of readers; ``group`` is the key of its name."""

    group: str
    questions: tuple[str, ...]


def examples(events: Sequence[Event], language: Language) -> tuple[Examples, ...]:
    """Up to three questions for each group, which the archive can answer."""
    visits = [event for event in events if event.has(Kind.INCOMING_VISIT)]
    month, in_month = _busiest_month(visits or events, language)
    named = {
        "month": month,
        "topic": _subject(one.text for event in in_month for one in event.topics),
        "country": _country(visits, language),
        "host": _commonest(one.name for event in visits for one in event.hosts),
        "person": _commonest(one.name for event in visits for one in event.visitors if one.title),
        "city": _commonest(one.text for event in events for one in event.cities),
        "title": _title(events),
    }
    if not any(event.documents for event in events):
        named["signed"] = ""
    plans = {
        "for_councillor": ("ex_month_topic", "ex_country", "ex_host"),
        "for_staff": ("ex_who", "ex_city", "ex_signed"),
        "for_press": ("ex_press", "ex_brief", "ex_month"),
    }
    made = [Examples(group, tuple(_ask(keys, named, language))) for group, keys in plans.items()]
    return tuple(one for one in made if one.questions)


def _ask(keys: Iterable[str], named: dict[str, str], language: Language) -> Iterable[str]:
    from string import Formatter

    from assistant.pages.words import words_of

    for key in keys:
        needed = [name for _, name, _, _ in Formatter().parse(words_of(language)[key]) if name]
        if key == "ex_signed" and "signed" in named:
            continue
        if all(named.get(name) for name in needed):
            yield ui(language, key, **{name: visible(squeezed(named[name])) for name in needed})


def _busiest_month(events: Sequence[Event], language: Language) -> tuple[str, list[Event]]:
    months = Counter((event.when.first.year, event.when.first.month) for event in events if event.when)
    if not months:
        return "", []
    (year, month), _ = months.most_common(1)[0]
    inside = [one for one in events if one.when and (one.when.first.year, one.when.first.month) == (year, month)]
    return ui(language, "month", month=month, name=f"{month_name[month]} {year}"), inside


def _commonest(words: Iterable[str]) -> str:
    """The commonest of short words, the first of equals."""
    counted = Counter(word for word in words if 1 < len(word) <= _SHORT)
    return counted.most_common(1)[0][0] if counted else ""


def _subject(words: Iterable[str]) -> str:
    """The commonest of words that name a subject rather than an occasion: short, and without a year."""
    return _commonest(word for word in words if len(word) <= _SUBJECT and not any(letter.isdigit() for letter in word))


def _country(visits: Sequence[Event], language: Language) -> str:
    counted = Counter((one.code, one.name) for event in visits for one in {c.code: c for c in event.countries}.values())
    if not counted:
        return ""
    code, name = counted.most_common(1)[0][0]
    if language is not Language.EN:
        return name
    from ingest import country_name

    return country_name(code, "en") or name


def _title(events: Sequence[Event]) -> str:
    """The title of a signing, else of a visit, that is short enough to stand in a question."""
    ranked = sorted(events, key=lambda event: (not event.has(Kind.SIGNING), not event.has(Kind.INCOMING_VISIT)))
    return next((event.title for event in ranked if 4 < len(event.title) <= _SHORT), "")


def welcome(groups: Sequence[Examples], language: Language, *, empty: bool) -> Html:
    """What stands in an empty conversation: what this is, and questions to begin with."""
    if empty:
        text = tag("p", ui(language, "nothing_yet_text"))
        go = button(ui(language, "go_upload"), "tab", "reports", "y-primary")
        return tag("div", tag("h1", ui(language, "nothing_yet")), text, go, cls="y-welcome y-none")
    cards = [
        tag(
            "section",
            tag("h2", ui(language, one.group)),
            tag("ul", [tag("li", button(question, "ask", question, "y-example")) for question in one.questions]),
            cls="y-card",
        )
        for one in groups
    ]
    head = (tag("h1", ui(language, "hello")), tag("p", ui(language, "hello_text")))
    return tag("div", head, tag("div", cards, cls="y-card-row"), cls="y-welcome")
