"""The reports of the archive: what each covers, whether its tables add up, its outline, and how an upload went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.pages.html import Html, tag, visible
from assistant.pages.look import button, error_words, note, pager, period_words
from assistant.pages.words import ui
from assistant.question import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.totals import TableTotal
    from assistant.uploads import Taken
    from index import Failure, ReportEntry
    from ingest import Report, Section

_SHORT = 5  # files that are listed without being asked for
_DEEP = 3  # levels of the outline that stand open at first
_DONE = ("added", "again", "failed")
PAGE = 24  # reports shown at once


def report_list(
    entries: Sequence[ReportEntry], totals: Callable[[str], tuple[TableTotal, ...]], language: Language, *,
    page: int = 0, opened: Html | None = None, at: str = "", asked: str = "", read_only: bool = False,
) -> Html:  # fmt: skip
    """One page of the reports; ``totals`` gives those of a report's tables by its id.

    ``opened`` is shown under the one whose id is ``at``; the removal of ``asked`` awaits a yes.
    """
    if not entries:
        return no_reports(language, here=True, read_only=read_only)
    last = (len(entries) - 1) // PAGE
    page = max(0, min(page, last))
    cards = [
        tag(
            "li",
            _card(entry, totals(entry.id), language, opened=entry.id == at, asked=entry.id == asked,
                  read_only=read_only),
            opened if entry.id == at else None,
            cls="y-report",
        )
        for entry in entries[page * PAGE : (page + 1) * PAGE]
    ]  # fmt: skip
    turn = pager("reports_page", page, last, language) if last else None
    return tag("div", tag("ul", cards, cls="y-reports"), turn)


def no_reports(language: Language, *, here: bool, read_only: bool = False) -> Html:
    """What stands where there is nothing yet: how to begin, from ``here`` on the reports page or from another."""
    if read_only:
        return note("empty", ui(language, "nothing_yet"))
    if here:
        return note("empty", ui(language, "nothing_yet"), tag("p", ui(language, "nothing_yet_here")))
    go = tag("p", button(ui(language, "go_upload"), "tab", "reports", "y-primary"))
    return note("empty", ui(language, "nothing_yet"), tag("p", ui(language, "nothing_yet_text")), go)


def failure_list(failures: Sequence[Failure], language: Language) -> Html | None:
    """Files of the last builds that could not be read, each with its reason."""
    if not failures:
        return None
    rows = [tag("li", tag("strong", visible(one.path, 80)), tag("p", _reason(one, language))) for one in failures]
    title = tag("summary", ui(language, "failures", n=len(failures)))
    return tag("details", title, tag("ul", rows), cls="y-failures", open=len(failures) <= _SHORT)


def _reason(failure: Failure, language: Language) -> str:
    told = failure.en if language is Language.EN else failure.zh
    return visible(told.removeprefix(f"{failure.path}: "))


def totals_html(totals: Sequence[TableTotal], language: Language) -> Html | None:
    """Whether the totals of a report's tables agree with their parts; those that do not, each with its row."""
    wrong = [one for one in totals if not one.agrees]
    if not totals:
        return None
    if not wrong:
        return tag("p", ui(language, "totals_agree", n=len(totals)), cls="y-sums")
    rows = [
        tag("li", ui(language, "total_differs", table=visible(one.table, 40), heading=visible(one.heading, 40),
                     printed=one.printed, summed=one.summed, parts=one.parts), " ",
            button(ui(language, "page", n=one.citation.page), "total", f"{one.citation.report_id}|{one.citation.start}",
                   "y-link", ui(language, "open_total", heading=visible(one.heading, 40))))
        for one in wrong
    ]  # fmt: skip
    title = tag("p", ui(language, "totals_differ", n=len(wrong), of=len(totals)), cls="y-warning")
    return tag("div", title, tag("ul", rows), cls="y-sums")


def _card(
    entry: ReportEntry, totals: Sequence[TableTotal], language: Language, *, opened: bool, asked: bool, read_only: bool
) -> Html:
    who = " ".join(visible(words) for words in (entry.identity.city, entry.identity.bureau) if words)
    facts = (
        ("period", period_words(entry.identity, language)),
        ("pages", str(entry.pages)),
        ("readable", f"{entry.readable:.0%}"),
        ("passages", str(entry.passages)),
        ("events", str(entry.events)),
    )
    listed = [tag("div", tag("dt", ui(language, f"fact_{key}")), tag("dd", words)) for key, words in facts]
    warnings = [tag("p", visible(one), cls="y-warning") for one in entry.warnings]
    tools = [
        tag(
            "button", ui(language, "hide_outline" if opened else "show_outline"), type="button", cls="y-quiet",
            data_act="report", data_arg=entry.id, aria_expanded="true" if opened else "false",
        ),
        button(ui(language, "its_events"), "events_of", entry.id, "y-quiet"),
    ]  # fmt: skip
    if not read_only:
        tools.append(_removal(entry, language, asked=asked))
    return tag(
        "div",
        tag("p", who, cls="y-label") if who else None,
        tag("h2", visible(entry.title)),
        tag("p", visible(entry.path), cls="y-file"),
        tag("dl", listed, cls="y-facts"),
        warnings,
        totals_html(totals, language),
        tag("div", tools, cls="y-tools"),
        cls="y-report-card",
    )


def _removal(entry: ReportEntry, language: Language, *, asked: bool) -> Html:
    title = visible(entry.title)
    if not asked:
        return button(ui(language, "remove"), "remove", entry.id, "y-quiet", ui(language, "remove_label", title=title))
    yes = button(ui(language, "remove_yes"), "remove_now", entry.id, "y-danger")
    no = button(ui(language, "remove_no"), "remove", "", "y-quiet")
    return tag("span", tag("span", ui(language, "remove_sure")), yes, no, cls="y-sure", role="alert")


def outline(report: Report, language: Language) -> Html:
    """The outline of a report, each heading opening its section."""
    children: dict[int | None, list[Section]] = {}
    for section in report.sections:
        children.setdefault(section.parent, []).append(section)
    if not children:
        return note("empty", ui(language, "no_outline"))
    return tag("nav", _branch(report, children, None, language), cls="y-outline", aria_label=ui(language, "outline_of"))


def _branch(report: Report, children: dict[int | None, list[Section]], parent: int | None, language: Language) -> Html:
    rows = []
    for section in children.get(parent, ()):
        body = report.text[section.heading_end : section.end] if not section.title else ""
        words = visible(f"{section.mark}{section.title or body.strip()}", 70) or "§"
        heading = button(words, "section", f"{report.id}|{section.index}", "y-link")
        if section.index not in children:
            rows.append(tag("li", heading))
            continue
        summary = tag("summary", tag("span", ui(language, "parts", n=len(children[section.index])), cls="y-sr"))
        inner = tag("details", summary, _branch(report, children, section.index, language), open=section.level < _DEEP)
        rows.append(tag("li", heading, inner))
    return tag("ol", rows)


def upload_list(files: Sequence[Taken], language: Language) -> Html:
    """How each file of an upload stands, or ended."""
    rows = [tag("li", _taken(one, language), cls=f"y-upload y-{one.state}") for one in files]
    done = all(one.state in _DONE for one in files)
    good = sum(one.state in ("added", "again") for one in files)
    title = ui(language, "upload_done", good=good, all=len(files)) if done else ui(language, "upload_going")
    return tag(
        "div", tag("h2", title), tag("ul", rows), cls="y-upload-list", role="status", aria_busy=None if done else "true"
    )


def _taken(one: Taken, language: Language) -> Html:
    name = tag("strong", visible(one.name, 80))
    state = tag("span", ui(language, f"upload_{one.state}"), cls="y-state")
    if one.state == "reading":
        percent = round(one.share * 100)
        bar = tag("progress", f"{percent}%", value=percent, max=100, aria_label=visible(one.name, 80))
        return tag("div", name, state, bar)
    if one.error is not None:
        return tag("div", name, state, tag("p", error_words(one.error, language)))
    if one.report is not None:
        counts = ui(
            language, "upload_counts", pages=one.report.pages, passages=one.report.passages, events=one.report.events
        )
        same = None
        if one.state == "again" and one.report.path != one.name:
            same = tag("p", ui(language, "upload_same", path=visible(one.report.path, 80)))
        return tag("div", name, state, same, tag("p", counts))
    return tag("div", name, state)
