"""Citations: numbered once each, verbatim, with a formal form to copy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Citation
from assistant.days import days_named, days_proved
from ingest import BlockKind, Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest import Block, DateRange, Event, Report, Section

_FRONT = 24  # blocks among which a report says what period it covers
_PARAGRAPHS = 3  # before an item, among which the month of a bare day is looked for


class Citations:
    """The citations of one answer, numbered in the order of their first use."""

    def __init__(self, report_of: Callable[[str], Report | None]) -> None:
        self._report_of = report_of
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._made: list[Citation] = []

    def event(self, event: Event) -> int:
        """Number of the citation of a whole event."""
        return self.span(event.report_id, event.start, event.end, event.section_path)

    def span(self, report_id: str, start: int, end: int, path: tuple[str, ...] | None = None) -> int:
        """Number of the citation of a stretch of a report; 0 where the report is gone."""
        key = (report_id, start, end)
        if key not in self._numbers:
            report = self._report_of(report_id)
            if report is None or not report.text[start:end].strip():
                return 0
            self._numbers[key] = len(self._made) + 1
            self._made.append(_citation(len(self._made) + 1, report, start, end, path))
        return self._numbers[key]

    def made(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(self._made)


def _citation(n: int, report: Report, start: int, end: int, path: tuple[str, ...] | None) -> Citation:
    return Citation(
        n=n, report_id=report.id, report_title=report.identity.title,
        section_path=report.section_path(section_at(report, start)) if path is None else path,
        page=report.page_at(start), quote=report.text[start:end], start=start, end=end,
    )  # fmt: skip


def section_at(report: Report, offset: int) -> int | None:
    """Index of the innermost section that holds ``offset``."""
    best = None
    for section in report.sections:
        if section.start <= offset < section.end and (best is None or section.level >= report.sections[best].level):
            best = section.index
    return best


def period_place(report: Report) -> tuple[int, int] | None:
    """Where a report names the first and last day of its period: start and end of that block."""
    first, last = report.identity.period_start, report.identity.period_end
    if first is None or last is None:
        return None
    wanted = {(one.year, one.month, one.day) for one in (first, last)}
    for block in report.blocks[:_FRONT]:
        if wanted <= days_named(report.text[block.start : block.end]):
            return block.start, block.end
    return None


def title_place(report: Report, event: Event) -> tuple[int, int] | None:
    """Where the report says an event's title, if that is outside its item: the headline of a release."""
    if not event.title or fold_key(event.title) in fold_key(event.quote):
        return None
    return place_of(report, event.title)


def date_place(report: Report, event: Event) -> tuple[int, int] | None:
    """Where the report says an event's date, if its item does not: what a heading above or 本期 stands for."""
    when = event.when
    if when is None or not when.inherited or _says(event.quote, report, when):
        return None
    for block in _before(report, event):
        text = report.text[block.start : block.end]
        if _says(text, report, when):
            return block.start, block.end
    return _with_month(report, event, when)


def _with_month(report: Report, event: Event, when: DateRange) -> tuple[int, int] | None:
    """The item with the paragraph before it, whose month a bare day of it (11日) goes by."""
    above = [one for one in report.blocks if one.end <= event.start and one.kind is not BlockKind.HEADING]
    starts = (one.start for one in reversed(above[-_PARAGRAPHS:]))
    return next(((at, event.end) for at in starts if _says(report.text[at : event.end], report, when)), None)


def _says(text: str, report: Report, when: DateRange) -> bool:
    known = days_proved([text], [report])
    exact = when.precision in (Precision.DAY, Precision.PERIOD)
    month = when.precision is not Precision.YEAR
    return all((one.year, one.month * month, one.day * exact) in known for one in (when.first, when.last))


def _before(report: Report, event: Event) -> Iterator[Block]:
    """Blocks that may date an event: the one that its date stands in, headings above, the report's head."""
    assert event.when is not None  # asked of dated events
    at = event.when.start
    yield from (one for one in report.blocks if one.start <= at < one.end and not event.start <= at < event.end)
    above = [one for one in report.blocks if one.end <= event.start]
    yield from (one for one in reversed(above) if one.kind is BlockKind.HEADING)
    yield from above[:_FRONT]


def titled_section(report: Report | None, event: Event) -> Section | None:
    """The innermost section with a heading that an event stands in, its own item included."""
    at = event.section
    while report is not None and at is not None:
        section = report.sections[at]
        if section.title:
            return section
        at = section.parent
    return None


def common_section(report: Report | None, events: Sequence[Event]) -> Section | None:
    """The innermost section with a heading that all of some events stand in."""
    if report is None or any(one.report_id != report.id for one in events):
        return None
    around = [
        section for section in report.sections
        if section.title and all(section.start <= one.start < section.end for one in events)
    ]  # fmt: skip
    return max(around, key=lambda section: section.level, default=None)


def place_of(report: Report, words: str) -> tuple[int, int] | None:
    """Block in which the report first says some words: start and end; None where it does not."""
    return next(((b.start, b.end) for b in report.blocks if words in report.text[b.start : b.end]), None)


def renumbered(citations: Iterable[Citation], used: Iterable[int]) -> tuple[tuple[Citation, ...], dict[int, int]]:
    """The citations that are used, numbered anew without gaps, and the map from old number to new."""
    wanted = set(used)
    kept = [one for one in citations if one.n in wanted]
    fresh = {one.n: at for at, one in enumerate(kept, 1)}
    return tuple(replace(one, n=fresh[one.n]) for one in kept), fresh


def formal(citation: Citation) -> str:
    """A citation to copy: title, section path, page."""
    path = " > ".join(citation.section_path)
    place = f"，{path}" if path else ""
    return f"〈{citation.report_title}〉{place}，頁 {citation.page}。"
