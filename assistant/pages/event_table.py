"""Events as a table: a page of it, sorted by any column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, kind_words, note, pager, people_html, places_html, topics_html, when_html
from assistant.pages.words import ui

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.question import Language
    from ingest import Event

PAGE = 50

_KEYS: Mapping[str, Callable[[Event], str]] = {
    "date": lambda event: event.when.first.isoformat() if event.when else "9999",
    "event": lambda event: event.title,
    "kind": lambda event: event.kinds[0].kind.value if event.kinds else "~",
    "visitors": lambda event: event.visitors[0].name if event.visitors else "\uffff",
    "hosts": lambda event: event.hosts[0].name if event.hosts else "\uffff",
    "where": lambda event: event.countries[0].code if event.countries else "~",
    "topics": lambda event: event.topics[0].text if event.topics else "\uffff",
    "source": lambda event: f"{event.report_id}{event.page:06}",
}
COLUMNS = tuple(_KEYS)


def in_order(events: Sequence[Event], column: str, *, down: bool = False) -> tuple[Event, ...]:
    """Events sorted by a column; those without a value come last when going up."""
    return tuple(sorted(events, key=_KEYS.get(column, _KEYS["date"]), reverse=down))


def event_table(
    events: Sequence[Event], language: Language, *, column: str = "date", down: bool = False, page: int = 0
) -> Html:
    """One page of a table of events; every title opens its source."""
    if not events:
        return note("empty", ui(language, "no_events"), tag("p", ui(language, "no_events_text")))
    last = (len(events) - 1) // PAGE
    page = max(0, min(page, last))
    shown = in_order(events, column, down=down)[page * PAGE : (page + 1) * PAGE]
    heads = [_head(name, language, column, down=down) for name in COLUMNS]
    label = ui(language, "table_of_events", n=len(events))
    table = tag(
        "table",
        tag("caption", label, cls="y-sr"),
        tag("thead", tag("tr", heads)),
        tag("tbody", [_row(event, language) for event in shown]),
        cls="y-table y-cards",
    )
    box = tag("div", table, cls="y-table-box", tabindex=0, role="region", aria_label=label)
    return tag("div", box, pager("page", page, last, language) if last else None)


def _head(name: str, language: Language, column: str, *, down: bool) -> Html:
    state = "none" if name != column else "descending" if down else "ascending"
    arrow = tag("span", cls="y-arrow", aria_hidden="true")
    return tag("th", button((ui(language, f"col_{name}"), arrow), "sort", name), scope="col", aria_sort=state)


def _row(event: Event, language: Language) -> Html:
    kinds = [tag("span", kind_words(language, one.kind), cls="y-kind") for one in event.kinds]
    cells = (
        when_html(language, event.when),
        button(visible(event.title, 120), "event", event.id, "y-title"),
        tag("span", kinds, cls="y-names"),
        people_html(event.visitors or event.others, language, 4),
        people_html(event.hosts, language, 3),
        places_html(event, language),
        topics_html(event.topics, 4),
        button(
            ui(language, "page", n=event.page),
            "event",
            event.id,
            "y-link",
            ui(language, "open_event", title=visible(event.title)),
        ),
    )
    named = zip(COLUMNS, cells, strict=True)
    return tag(
        "tr", [tag("td", cell, cls=f"y-c-{name}", data_label=ui(language, f"col_{name}")) for name, cell in named]
    )
