"""Tables with their cells in place, and the sums that they promise."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.report import Block, Cell, Table

CELL_GAP = " | "


def place_table(block: Block, rows: Sequence[Sequence[str]]) -> Table:
    """The table of ``block``: each cell with its offsets in the report's text."""
    placed: list[tuple[Cell, ...]] = []
    at = block.start
    for row in rows:
        cells: list[Cell] = []
        for text in row:
            cells.append(Cell(text, at, at + len(text)))
            at += len(text) + len(CELL_GAP)
        placed.append(tuple(cells))
        at += 1 - len(CELL_GAP)
    return Table(block.section, block.start, block.end, block.page, tuple(placed), _header_rows(rows))


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top have words only; at least 1 where a body follows."""
    count = 0
    for row in rows:
        filled = [cell for cell in row if cell]
        if any(cell_amount(cell) is not None for cell in filled):
            break
        count += 1
    return min(max(count, 1), max(1, len(rows) - 1)) if count < len(rows) else 1


def cell_amount(text: str) -> float | None:
    """The number that a cell holds (1,624 or 32.9%), or None for words."""
    plain = text.strip().rstrip("%％").replace(",", "").replace("，", "")
    try:
        return float(plain)
    except ValueError:
        return None
