"""A report with its events, made ready to be stored: its entry in the list and its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.passage_table import NewPassage
from index.query import ReportEntry
from index.tokens import count_terms
from ingest import Event, PageOrigin, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest import Passage


def entry_of(report: Report, events: Sequence[Event]) -> ReportEntry:
    """How the archive lists a report."""
    sizes = [max(page.end - page.start, 1) for page in report.pages]
    read = sum(
        size * page.quality
        for page, size in zip(report.pages, sizes, strict=True)
        if page.origin is not PageOrigin.IMAGE
    )
    return ReportEntry(
        id=report.id, title=report.identity.title, path=report.path, sha256=report.sha256, identity=report.identity,
        pages=len(report.pages), sections=len(report.sections), passages=len(report.passages), events=len(events),
        readable=read / sum(sizes) if sizes else 0.0, warnings=report.warnings,
    )  # fmt: skip


def new_passages(report: Report, events: Sequence[Event]) -> tuple[NewPassage, ...]:
    """Passages with the headings above them, their terms, and the days of the events they tell of."""
    made = []
    for passage in report.passages:
        text = report.text[passage.start : passage.end]
        context = passage_context(report, passage, text)
        terms = count_terms(f"{context}\n{text}").tobytes()
        days = passage_days(report, passage, events)
        made.append(
            NewPassage(
                passage.index, passage.section, passage.page, passage.start, passage.end, text, context, terms, days
            )
        )
    return tuple(made)


def passage_context(report: Report, passage: Passage, text: str) -> str:
    """Headings above a passage that it does not show itself."""
    titles = []
    section = passage.section
    while section is not None:
        one = report.sections[section]
        if one.title and one.title not in text:
            titles.append(one.title)
        section = one.parent
    return "\n".join(reversed(titles))


def passage_days(report: Report, passage: Passage, events: Sequence[Event]) -> tuple[tuple[date, date], ...]:
    """Days a passage is about: those of its events, or the report's period where it has none."""
    days = {
        (when.first, when.last)
        for event in events
        if event.start < passage.end and passage.start < event.end
        for when in (event.when, *(one.when for one in event.sub_dates))
        if when is not None
    }
    who = report.identity
    first, last = who.period_start or who.report_date, who.period_end or who.report_date
    if not days and first and last:
        days = {(first, last)}
    return tuple(sorted(days))
