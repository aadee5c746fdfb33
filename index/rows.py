"""What the catalogue holds of a report beside the report itself, made when stored, compared when checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from index.database import iso
from index.prepare import passage_context, passage_days
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest import Event, Report

Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class ReportRows:
    """Rows as stored: the report's keys, and of each table, in order of place, its columns but for checksums."""

    keys: Row
    sections: tuple[Row, ...]
    passages: tuple[Row, ...]
    days: tuple[Row, ...]
    events: tuple[Row, ...]

    def differs(self, other: ReportRows) -> str:
        """Name of the first table that is not the other's; empty if all are."""
        return next((one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)), "")


def keys_of(report: Report) -> Row:
    """Path, SHA-256, title, folded city and bureau, and the first and last day of its period."""
    who = report.identity
    first, last = who.period_start or who.report_date, who.period_end or who.report_date
    city, bureau = fold(f"{who.city or ''} {who.city_short or ''}"), fold(who.bureau or who.title)
    return report.path, report.sha256, who.title, city, bureau, iso(first), iso(last)


def section_rows(report: Report) -> tuple[Row, ...]:
    """Place, number, path of headings and folded path of each section."""
    found = []
    for section in report.sections:
        path = "\n".join(report.section_path(section.index))
        found.append((section.index, report.section_number(section.index), path, fold(path)))
    return tuple(found)


def event_row(position: int, event: Event) -> Row:
    """Place, id, first and last day of an event."""
    first, last = (event.when.first, event.when.last) if event.when else (None, None)
    return position, event.id, iso(first), iso(last)


def rows_for(report: Report, events: Sequence[Event]) -> ReportRows:
    """The rows that should be stored for a report."""
    passages, days = [], []
    for one in report.passages:
        text = report.text[one.start : one.end]
        context = passage_context(report, one, text)
        passages.append((one.index, one.section, one.page, one.start, one.end, text, context))
        days += [(one.index, iso(first), iso(last)) for first, last in passage_days(report, one, events)]
    return ReportRows(
        keys_of(report),
        section_rows(report),
        tuple(passages),
        tuple(days),
        tuple(event_row(position, event) for position, event in enumerate(events)),
    )
