"""Tables as DOCX, ODT and HTML hold them become rows of cells, or the text that they only arrange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.captions import starts_caption
from ingest.paragraphs import glue
from ingest.source import Joint, Line

_MOST_COLUMNS = 200
_LONG = 400  # characters in a cell from which on a small table only frames running text


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its lines, and how many columns and rows it spans."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1

    def text(self) -> str:
        """The cell's words on one line."""
        text = ""
        for line in self.lines:
            words = " ".join(cell for cell in line.cells if cell) if line.cells is not None else line.text
            text += (glue(text, words) or (" " if text and words else "")) + words
        return text


def table_lines(rows: Sequence[Sequence[GridCell]]) -> Iterator[Line]:
    """Lines of a table: its rows, or the text of its cells where it only arranges text or photos."""
    filled = [cell for row in rows for cell in row if cell.lines]
    if not filled:
        return
    if _frames_text(rows, filled):
        for number, line in enumerate(line for cell in filled for line in cell.lines):
            yield replace(line, joint=Joint.START) if number == 0 and line.cells is None else line
        return
    first = True
    for row, cells in zip(rows, spread(rows), strict=True):
        if any(cells):
            page = next((cell.lines[0].page for cell in row if cell.lines), filled[0].lines[0].page)
            yield Line("", page, Joint.START if first else Joint.SOFT, cells=cells)
            first = False


def _frames_text(rows: Sequence[Sequence[GridCell]], filled: Sequence[GridCell]) -> bool:
    """Whether the table is a frame around text or photos and no table of facts."""
    if arranges([[cell.text() for cell in row] for row in rows]):
        return True
    nested = any(line.cells is not None for cell in filled for line in cell.lines)
    return nested or any(len(cell.text()) > _LONG and len(cell.lines) > 3 for cell in filled)


def arranges(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are one column of text, or captions side by side, and no table."""
    if max((sum(1 for cell in row if cell) for row in rows), default=0) <= 1:
        return True
    return all(starts_caption(cell) for row in rows for cell in row if cell)


def spread(rows: Iterable[Sequence[GridCell]]) -> Iterator[tuple[str, ...]]:
    """Rows of cell texts in their columns; what a cell spans besides its first place is empty."""
    hanging: dict[int, int] = {}
    for row in rows:
        out: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            _skip(out, hanging, below)
            if len(out) >= _MOST_COLUMNS:
                break
            width = min(max(1, cell.columns), _MOST_COLUMNS - len(out))
            if cell.rows > 1:
                below.update(dict.fromkeys(range(len(out), len(out) + width), cell.rows - 1))
            out += [cell.text(), *[""] * (width - 1)]
        _skip(out, hanging, below)
        below.update({column: left - 1 for column, left in hanging.items() if left > 1})
        hanging = below
        while len(out) > 1 and not out[-1]:
            out.pop()
        yield tuple(out)


def _skip(out: list[str], hanging: dict[int, int], below: dict[int, int]) -> None:
    """Leave the places empty into which cells of the rows above hang down."""
    while len(out) in hanging:
        left = hanging.pop(len(out))
        if left > 1:
            below[len(out)] = left - 1
        out.append("")
