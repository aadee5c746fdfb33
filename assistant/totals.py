"""Totals that tables print, beside the sums of their parts, each with the row as its citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answer import Citation
from assistant.cite import section_at
from assistant.phrase import squeezed
from ingest import check_totals

if TYPE_CHECKING:
    from ingest import Report, Table, TotalFinding


@dataclass(frozen=True, slots=True)
class TableTotal:
    """A total of a table: as ``printed``, and as its ``parts`` numbers ``summed`` up; ``citation`` is its row."""

    heading: str
    printed: str
    summed: str
    parts: int
    agrees: bool
    citation: Citation

    @property
    def table(self) -> str:
        """What the table stands under: the innermost heading, or the report's title."""
        path = self.citation.section_path
        return squeezed(path[-1]) if path else self.citation.report_title


def table_totals(report: Report) -> tuple[TableTotal, ...]:
    """Every total of the report's tables that has parts to be the sum of, in text order."""
    return tuple(_total(report, table, found) for table in report.tables for found in check_totals(table))


def _total(report: Report, table: Table, found: TotalFinding) -> TableTotal:
    row = next(cells for cells in table.rows if any(cell.start == found.start for cell in cells))
    start, end = row[0].start, row[-1].end
    path = report.section_path(section_at(report, start))
    citation = Citation(
        0, report.id, report.identity.title, path, report.page_at(start), report.text[start:end], start, end
    )
    printed = report.text[found.start : found.end].strip()
    return TableTotal(
        " ".join(found.heading.split()), printed, f"{round(found.summed, 6):,.10g}", found.parts, found.agrees, citation
    )
