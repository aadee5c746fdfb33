"""Events as spreadsheets: the table of the CSV in XLSX and ODS, every cell text, none a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from assistant.pages.html import visible
from assistant.render import events_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest import Event

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_CELL = 32_000  # characters that a cell of a spreadsheet holds


def events_file(events: Sequence[Event], form: str) -> bytes:
    """Events as a file of ``form``: ``csv``, ``xlsx`` or ``ods``."""
    if form == "xlsx":
        return _xlsx(_rows(events))
    if form == "ods":
        return _ods(_rows(events))
    return events_csv(events).encode("utf-8", "replace")


def _rows(events: Sequence[Event]) -> Iterable[list[str]]:
    """Rows of the CSV, its defused cells included: a sheet may be saved as CSV again."""
    for row in csv.reader(io.StringIO(events_csv(events).removeprefix("\ufeff"))):
        yield [visible(cell.encode("utf-8", "replace").decode(), _CELL) for cell in row]


def _xlsx(rows: Iterable[list[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("events")
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: Iterable[list[str]]) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="events")
    for row in rows:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            for part in text.split("\n"):
                cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()
