"""Events of which the program is unsure, for a person to look at and put right; what is put right stays so."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, kind_words, when_html
from assistant.pages.words import ui
from assistant.phrase import squeezed
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from assistant.question import Language
    from ingest import Event, Person

_UNSURE, _LISTED = 0.8, 30
_PEOPLE = ("visitors", "hosts", "others")
_MENTIONS = ("topics", "cities", "documents")


def review_page(events: Sequence[Event], reviewing: str, language: Language) -> Html | None:
    """The events that were read with least confidence; ``reviewing`` is the id of the one being put right."""
    unsure = sorted((event for event in events if event.confidence < _UNSURE), key=lambda event: event.confidence)
    opened = next((event for event in events if event.id == reviewing), None)
    if not unsure and opened is None:
        return None
    shown = unsure[:_LISTED]
    rows = [
        tag("li", _row(event, language), correction_form(event, language) if event.id == reviewing else None)
        for event in shown
    ]
    if opened is not None and opened not in shown:
        rows.insert(0, tag("li", _row(opened, language), correction_form(opened, language)))
    head = (tag("h2", ui(language, "review_title", n=len(unsure))), tag("p", ui(language, "review_text"), cls="y-hint"))
    return tag("section", head, tag("ul", rows), cls="y-review", id="y-review")


def _row(event: Event, language: Language) -> Html:
    title = button(visible(event.title, 80), "event", event.id, "y-title")
    sure = tag("span", ui(language, "confidence", percent=f"{event.confidence:.0%}"), cls="y-state")
    edit = button(
        ui(language, "review_edit"),
        "review",
        event.id,
        "y-quiet",
        ui(language, "review_label", title=visible(event.title, 80)),
    )
    return tag("div", tag("span", when_html(language, event.when), cls="y-date"), title, sure, edit, cls="y-review-row")


def correction_form(event: Event, language: Language) -> Html:
    """A form with what was read of an event."""
    first = event.when.first.isoformat() if event.when else ""
    last = event.when.last.isoformat() if event.when else ""
    held = {one.kind for one in event.kinds}
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", name=f"kind.{kind.value}", value="1", checked=kind in held),
            kind_words(language, kind),
        )
        for kind in Kind
    ]
    fields = (
        _field("title", event.title, language),
        _field("first", first, language, kind="date"),
        _field("last", last, language, kind="date"),
        *(_field(name, _joined(one.name for one in getattr(event, name)), language) for name in _PEOPLE),
        _field("countries", _joined(one.code for one in event.countries), language),
        *(_field(name, _joined(one.text for one in getattr(event, name)), language) for name in _MENTIONS),
    )
    tools = (
        tag("button", ui(language, "review_save"), type="submit", cls="y-primary"),
        button(ui(language, "review_right"), "correct", json.dumps({"event": event.id, "right": True}), "y-quiet"),
        button(ui(language, "review_no_event"), "correct", json.dumps({"event": event.id, "removed": True}), "y-quiet"),
        button(ui(language, "review_cancel"), "review", "", "y-quiet"),
    )
    quote = tag("blockquote", event.quote[:600])
    kinds = tag("fieldset", tag("legend", ui(language, "col_kind"), cls="y-label"), boxes, cls="y-boxes")
    hidden = tag("input", type="hidden", name="event", value=event.id)
    return tag(
        "form",
        hidden,
        quote,
        tag("div", fields, cls="y-fields"),
        kinds,
        tag("div", tools, cls="y-tools"),
        data_act="correct",
    )


def _field(name: str, value: str, language: Language, kind: str = "text") -> Html:
    control = tag("input", type=kind, name=name, value=visible(squeezed(value)), maxlength=500)
    return tag("label", tag("span", ui(language, f"edit_{name}"), cls="y-label"), control, cls="y-field")


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(visible(squeezed(word)) for word in words))


def _split(text: object) -> list[str]:
    plain = str(text)
    for sign in ",，;；":
        plain = plain.replace(sign, "、")
    return [part.strip() for part in plain.split("、") if part.strip()]


def corrections_of(event: Event, values: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """Field and JSON value of everything that a form changes; an event that was looked at is sure from then on.

    Raises:
        ValueError: if a day is none.
    """
    if values.get("removed"):
        yield "removed", "true"
        return
    if not values.get("right"):
        for name, value in _changes(event, values):
            yield name, json.dumps(value, ensure_ascii=False)
    yield "confidence", "1"


def _changes(event: Event, values: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    title = str(values.get("title", "")).strip()
    if title and title != visible(squeezed(event.title)):
        yield "title", title
    yield from _days(event, values)
    kinds = [kind.value for kind in Kind if values.get(f"kind.{kind.value}")]
    if set(kinds) != {one.kind.value for one in event.kinds}:
        yield "kinds", kinds
    for names, read in ((_PEOPLE, _people), (_MENTIONS, _plain), (("countries",), _codes)):
        for name in names:
            if name in values and values[name] != _shown(event, name):
                yield name, read(event, name, _split(values[name]))


def _days(event: Event, values: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    first, last = str(values.get("first", "")), str(values.get("last", "") or values.get("first", ""))
    before = (event.when.first.isoformat(), event.when.last.isoformat()) if event.when else ("", "")
    if (first, last) == before or "first" not in values:
        return
    if not first:
        yield "when", None
        return
    yield "when", [date.fromisoformat(first).isoformat(), date.fromisoformat(last).isoformat()]


def _shown(event: Event, name: str) -> str:
    if name == "countries":
        return _joined(one.code for one in event.countries)
    if name in _PEOPLE:
        return _joined(one.name for one in getattr(event, name))
    return _joined(one.text for one in getattr(event, name))


def _people(event: Event, name: str, names: Sequence[str]) -> object:
    """People by name; of those already there, title and the rest are kept."""
    known: dict[str, Person] = {squeezed(one.name): one for group in _PEOPLE for one in getattr(event, group)}
    return [_person(known.get(one), one) for one in names]


def _person(known: Person | None, name: str) -> object:
    if known is None:
        return name
    return {
        "name": known.name, "romanized": known.romanized, "title": known.title,
        "organisation": known.organisation, "role": known.role,
    }  # fmt: skip


def _plain(_event: Event, _name: str, words: Sequence[str]) -> object:
    return list(words)


def _codes(event: Event, _name: str, words: Sequence[str]) -> object:
    from ingest import country_codes

    find: Callable[[str], tuple[str, ...]] = country_codes
    return [code for word in words for code in ((word.upper(),) if len(word) == 2 and word.isascii() else find(word))]
