"""The events page: filters, what they leave, and where to save it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, kind_words, period_words
from assistant.pages.words import ui
from assistant.phrase import squeezed
from assistant.question import Language
from index import EventFilter
from ingest import Kind, country_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index import ReportEntry
    from ingest import Event

FORMATS = ("csv", "xlsx", "ods")
_OFFERED = 200  # words offered for a filter


@dataclass(frozen=True, slots=True)
class View:
    """What a reader chose on the events page: filters as typed (empty: any), order and page."""

    first: str = ""
    last: str = ""
    bureau: str = ""
    country: str = ""
    host: str = ""
    kind: str = ""
    topic: str = ""
    text: str = ""
    report: str = ""
    column: str = "date"
    down: bool = False
    page: int = 0
    charts: bool = False

    def chosen(self, values: Mapping[str, object]) -> View:
        """With filters from a form; what the form does not name is taken off."""
        taken = {name: visible(str(values.get(name, "")).strip(), 200) for name in _FILTERS}
        return replace(View(column=self.column, down=self.down, charts=self.charts), **taken)  # type: ignore[arg-type]

    def sorted_by(self, column: str) -> View:
        """In the order of a column, the other way round if it was already."""
        return replace(self, column=column, down=not self.down if column == self.column else False, page=0)

    def wanted(self) -> EventFilter:
        """The filter that the archive understands; days that are none are left out."""
        words = {name: getattr(self, name) or None for name in _FILTERS if name not in ("first", "last")}
        return EventFilter(first=_day(self.first), last=_day(self.last), **words)

    def query(self) -> str:
        """The same filter for the address of a download."""
        named = {"from": self.first, "to": self.last}
        named |= {name: getattr(self, name) for name in _FILTERS if name not in ("first", "last")}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(getattr(self, name) for name in _FILTERS)


_FILTERS = tuple(one.name for one in fields(View) if one.name not in ("column", "down", "page", "charts"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def filters(
    view: View, events: Sequence[Event], entries: Sequence[ReportEntry], found: int, language: Language
) -> Html:
    """The filters, offering what ``events`` hold, and the links that save what was ``found``."""
    bureaus = Counter(one.identity.bureau for one in entries if one.identity.bureau)
    kinds = [(kind.value, kind_words(language, kind)) for kind in Kind if any(event.has(kind) for event in events)]
    reports = [(one.id, f"{visible(one.title, 40)}（{period_words(one.identity, language)}）") for one in entries]
    parts = (
        _day_field("first", view.first, language),
        _day_field("last", view.last, language),
        _choice("kind", view.kind, kinds, language),
        _choice("country", view.country, _countries(events, language), language),
        _choice("bureau", view.bureau, [(name, name) for name, _ in bureaus.most_common()], language)
        if len(bureaus) > 1
        else None,
        _typed("host", view.host, _names(one.name for event in events for one in event.hosts), language),
        _choice("report", view.report, reports, language) if len(reports) > 1 else None,
        _typed("text", view.text, (), language),
        _typed("topic", view.topic, _names(one.text for event in events for one in event.topics), language),
        tag(
            "span", tag("button", ui(language, "apply"), type="submit", cls="y-primary"),
            button(ui(language, "clear"), "filter", "{}", "y-quiet") if view.narrowed else None, cls="y-tools",
        ),
    )  # fmt: skip
    form = tag("form", parts, cls="y-filters", data_act="filter", data_live=True, aria_label=ui(language, "filters"))
    return tag(
        "div", tag("h1", ui(language, "tab_events"), cls="y-sr"), form, _found(view, found, len(events), language)
    )


def _found(view: View, found: int, of: int, language: Language) -> Html:
    count = ui(language, "found_all" if found == of else "found", n=found, of=of)
    links = [
        tag(
            "a", name.upper(), href=f"./api/events.{name}?{view.query()}", download=f"yida-events.{name}", cls="y-quiet"
        )
        for name in FORMATS
    ]
    save = tag("p", tag("span", ui(language, "save_as"), cls="y-label"), links, cls="y-tools")
    shapes = [
        tag(
            "button", ui(language, f"shape_{name}"), type="button", data_act="shape", data_arg=name,
            aria_pressed="true" if view.charts == (name == "charts") else "false",
        )
        for name in ("table", "charts")
    ]  # fmt: skip
    shape = tag("div", shapes, cls="y-switch", role="group", aria_label=ui(language, "shape"))
    return tag("div", tag("p", count, cls="y-count-line", role="status"), shape, save, cls="y-found")


def _field(name: str, control: Html, language: Language) -> Html:
    return tag(
        "label", tag("span", ui(language, f"filter_{name}"), cls="y-label"), control, cls=f"y-field y-field-{name}"
    )


def _day_field(name: str, value: str, language: Language) -> Html:
    return _field(name, tag("input", type="date", name=name, value=value), language)


def _choice(name: str, value: str, options: Sequence[tuple[str, str]], language: Language) -> Html:
    offered = [("", ui(language, "any")), *options]
    if value and value not in {key for key, _ in options}:
        offered.append((value, value))
    made = [tag("option", words, value=key, selected=key == value) for key, words in offered]
    return _field(name, tag("select", made, name=name), language)


def _typed(name: str, value: str, offered: Sequence[str], language: Language) -> Html:
    listed = tag("datalist", [tag("option", value=one) for one in offered], id=f"y-list-{name}") if offered else None
    typed = tag(
        "input", type="search", name=name, value=value, list=f"y-list-{name}" if offered else None, maxlength=200
    )
    return _field(name, tag("span", typed, listed), language)


def _countries(events: Sequence[Event], language: Language) -> list[tuple[str, str]]:
    counted = Counter(code for event in events for code in {one.code for one in event.countries})
    printed = {one.code: one.name for event in events for one in event.countries}
    shown = "en" if language is Language.EN else "zh-Hant"
    return [(code, f"{country_name(code, shown) or printed[code]} ({n})") for code, n in counted.most_common()]


def _names(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in Counter(visible(squeezed(one)) for one in words).most_common(_OFFERED))
