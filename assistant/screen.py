"""What one reader's screen shows, as plain data, and the areas of the page that are made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.pages.browse import View, filters
from assistant.pages.charts import countries, figures_table, months, timeline
from assistant.pages.event_table import event_table
from assistant.pages.examples import examples, welcome
from assistant.pages.frame import header
from assistant.pages.html import Html, join, tag
from assistant.pages.profile import Subject, events_about, profile_head
from assistant.pages.record import Saved, save_link
from assistant.pages.reports import failure_list, no_reports, outline, report_list, upload_list
from assistant.pages.review import review_page
from assistant.pages.source import Opened, picture_html, source
from assistant.pages.talk import Talk
from assistant.pages.thread import thread
from assistant.pages.words import ui as words
from assistant.question import Language
from index import EventFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plotly.graph_objects import Figure

    from assistant.assistant import Assistant
    from assistant.uploads import Taken
    from ingest import Event

_PAGES = 3  # images shown of a quote that runs over several pages
TABS = ("ask", "events", "reports")


@dataclass(frozen=True, slots=True)
class Screen:
    """One reader's screen.

    ``lines`` is how much of the last answer has been told (None: all of it); ``picture`` whether the
    page image of the opened source is wanted; ``saved`` the file just asked for; ``reworded`` the host of the language
    model that rewords answers, if any.
    """

    language: Language = Language.ZH_HANT
    tab: str = "ask"
    talk: Talk = field(default_factory=Talk)
    lines: int | None = None
    opened: Opened | None = None
    picture: bool = False
    view: View = field(default_factory=View)
    subject: Subject | None = None
    report: str = ""
    reports_page: int = 0
    removing: str = ""
    uploads: tuple[Taken, ...] = ()
    reviewing: str = ""
    saved: Saved | None = None
    notice: str = ""
    read_only: bool = False
    reworded: str = ""


def area(name: str, screen: Screen, assistant: Assistant) -> Html:
    """The HTML of one area of the page; ``name`` is one of ``AREAS``."""
    return AREAS[name](screen, assistant)


def _header(screen: Screen, assistant: Assistant) -> Html:
    entries = assistant.reports()
    return header(len(entries), sum(one.events for one in entries), screen.language, screen.notice, screen.reworded)


def _thread(screen: Screen, assistant: Assistant) -> Html:
    if screen.talk.turns:
        return thread(screen.talk, screen.language, lines=screen.lines)
    return welcome(examples(_all(assistant), screen.language), screen.language, empty=not assistant.reports())


def _source(screen: Screen, assistant: Assistant) -> Html:
    if screen.opened is None:
        return Html()
    citation = screen.opened.citation
    shown = _pages(screen.opened, screen.language, assistant) if screen.picture else None
    gone = assistant.lacks_original(citation.report_id)
    why = ("original_gone_closed" if screen.read_only else "original_gone") if gone else ""
    return source(screen.opened, assistant.report(citation.report_id), screen.language, shown, gone=why)


def _pages(opened: Opened, language: Language, assistant: Assistant) -> Html:
    """The pages that the quote stands on, as images."""
    citation = opened.citation
    report = assistant.report(citation.report_id)
    last = report.page_at(citation.end - 1) if report else citation.page
    drawn = [
        (page, assistant.picture(citation.report_id, page, citation.quote))
        for page in range(citation.page, min(last, citation.page + _PAGES - 1) + 1)
    ]
    return join([picture_html(picture, page, language) for page, picture in drawn if picture])


def events_of(screen: Screen, assistant: Assistant) -> tuple[Event, ...]:
    """The events that the events page shows: those about its subject, or those that pass the filters."""
    if screen.subject is not None:
        return events_about(screen.subject, _all(assistant))
    return assistant.events(screen.view.wanted())


def _all(assistant: Assistant) -> tuple[Event, ...]:
    return assistant.events(EventFilter())


def _events(screen: Screen, assistant: Assistant) -> Html:
    if not assistant.reports():
        return no_reports(screen.language, here=False)
    found = events_of(screen, assistant)
    if screen.subject is not None:
        return profile_head(screen.subject, found, screen.language)
    return filters(screen.view, _all(assistant), assistant.reports(), len(found), screen.language)


def _table(screen: Screen, assistant: Assistant) -> Html:
    if not assistant.reports():
        return Html()
    found, view = events_of(screen, assistant), screen.view
    if view.charts:
        return figures_table(found, screen.language) if found else Html()
    return event_table(found, screen.language, column=view.column, down=view.down, page=view.page)


def _reports(screen: Screen, assistant: Assistant) -> Html:
    report = assistant.report(screen.report) if screen.report else None
    opened = outline(report, screen.language) if report else None
    uploads = upload_list(screen.uploads, screen.language) if screen.uploads else None
    going = any(one.state in ("waiting", "reading") for one in screen.uploads)
    listed = None if going and not assistant.reports() else report_list(
        assistant.reports(), assistant.totals, screen.language, page=screen.reports_page, opened=opened,
        at=screen.report, asked=screen.removing, read_only=screen.read_only,
    )  # fmt: skip
    failed = failure_list(assistant.failures(), screen.language)
    review = None if screen.read_only else review_page(_all(assistant), screen.reviewing, screen.language)
    title = tag("h1", words(screen.language, "tab_reports"), cls="y-sr")
    return join(title, uploads, failed, listed, review)


def _save(screen: Screen, assistant: Assistant) -> Html:
    del assistant
    return save_link(screen.saved, screen.language) if screen.saved else Html()


AREAS: Mapping[str, Callable[[Screen, Assistant], Html]] = {
    "header": _header, "thread": _thread, "source": _source, "events": _events, "table": _table, "reports": _reports,
    "save": _save,
}  # fmt: skip


def charts(screen: Screen, assistant: Assistant) -> tuple[Figure | None, ...]:
    """The charts of the events page: timeline, months, countries; none of them without dated events."""
    found = events_of(screen, assistant)
    if not any(event.when for event in found):
        return None, None, None
    return timeline(found, screen.language), months(found, screen.language), countries(found, screen.language)


def hint(language: Language) -> Html:
    """What may be handed in."""
    return tag("p", words(language, "upload_hint"), cls="y-hint")


__all__ = ["AREAS", "TABS", "Screen", "area", "charts", "events_of", "hint", "words"]
