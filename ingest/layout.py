"""What a page's layout says: columns, which lines are full, where tables stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.beside import captions_apart
from ingest.captions import starts_caption
from ingest.grid import arranges
from ingest.margins import Margins
from ingest.marks import is_marked
from ingest.paragraphs import glue
from ingest.placed import PlacedLine
from ingest.running import strip_running
from ingest.source import Joint, Line

_NUMBER = re.compile(r"\d+")
_MOST_PITCH = 2.2  # sizes between two baselines of one caption
_FEWEST_BESIDE, _FEW_BESIDE = 3, 5  # lines of a column; a few at the end of a page may be short
_SENTENCE = 10  # characters from which on the words of a cell may be a sentence


def arrange(pages: Sequence[Sequence[PlacedLine]]) -> tuple[tuple[Line, ...], dict[int, str]]:
    """Lines of the report in reading order, and printed page numbers by page."""
    bodies, labels = strip_running(pages)
    columns = [column for body in captions_apart(bodies, _has_columns) for column in split_columns(body) if column]
    columns = unframed(columns)
    edges = Margins(columns)
    out: list[Line] = []
    for number in range(len(columns)):
        out.extend(_lines(columns, number, edges))
    return tuple(_joined_tables(out)), labels


def unframed(columns: list[list[PlacedLine]]) -> list[list[PlacedLine]]:
    """Columns in which tables that only arrange text or captions are paragraphs, one for each cell.

    A table goes on over the page, so that its rows are judged together.
    """
    tables: list[list[PlacedLine]] = []
    above: PlacedLine | None = None
    for line in (line for column in columns for line in column):
        if line.row is not None:
            goes_on = above is not None and above.row is not None and above.edges == line.edges
            tables[-1].append(line) if goes_on else tables.append([line])
        above = line
    framing = {id(line) for table in tables if arranges([line.row or () for line in table]) for line in table}
    return [
        [part for line in column for part in (_cells(line) if id(line) in framing else [line])] for column in columns
    ]


def _cells(line: PlacedLine) -> list[PlacedLine]:
    """The cells of a row as paragraphs."""
    words = [cell for cell in line.row or () if cell]
    return [replace(line, text=text, row=None, alone=True, y=line.y - at / 100) for at, text in enumerate(words)]


def _has_columns(page: list[PlacedLine]) -> bool:
    return len(split_columns(page)) > 1


def _joined_tables(lines: list[Line]) -> list[Line]:
    """Lines in which tables are whole over pages: no header again, no row in two."""
    out: list[Line] = []
    header: tuple[str, ...] | None = None
    for line in lines:
        if line.cells is not None and line.joint is Joint.START:
            header = line.cells
        elif line.cells is not None and out[-1].page != line.page:
            if line.cells == header:
                continue
            if _is_cut(out[-1].cells or (), line.cells):
                out[-1] = replace(out[-1], cells=_mended(out[-1].cells or (), line.cells))
                continue
        out.append(line)
    return out


def _is_cut(row: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether the first row on a page is the rest of the last one before it: sentences go on in it."""
    filled = [at for at, cell in enumerate(rest) if cell]
    if len(filled) >= sum(1 for cell in row if cell) or filled[-1] >= len(row):
        return False
    return all(
        max(len(row[at]), len(rest[at])) >= _SENTENCE and row[at] and not row[at].endswith(("。", "；", "！", "？"))
        for at in filled
    )


def _mended(row: tuple[str, ...], rest: tuple[str, ...]) -> tuple[str, ...]:
    longer = (*rest, *[""] * (len(row) - len(rest)))
    return tuple(cell + glue(cell, more) + more for cell, more in zip(row, longer, strict=True))


def split_columns(lines: list[PlacedLine]) -> list[list[PlacedLine]]:
    """The page's columns from left to right, or the page as one.

    A gutter is where lines side by side, in most of the page, leave the same stretch free.
    """
    if len(lines) < 8:
        return [lines]
    low, high = min(line.x for line in lines), max(line.right for line in lines)
    pieces = [piece for line in lines for piece in _pieces(line)]
    best: tuple[int, float] | None = None
    for step in range(7, 14):
        cut = low + (high - low) * step / 20
        crossing = sum(1 for piece in pieces if piece.x < cut - piece.size and piece.right > cut + piece.size)
        left = sum(1 for piece in pieces if piece.right <= cut + piece.size)
        right = sum(1 for piece in pieces if piece.x >= cut - piece.size)
        if (
            min(left, right) >= _FEWEST_BESIDE
            and crossing <= 0.12 * len(pieces)
            and (best is None or crossing < best[0])
        ):
            best = crossing, cut
    if best is None or not _dense(pieces, best[1], high - low):
        return [lines]
    return _by_column(pieces, best[1])


def _pieces(line: PlacedLine) -> list[PlacedLine]:
    if not line.cells or line.row is not None:
        return [line]
    return [replace(line, text=text, x=x, right=right, cells=(), parts=()) for text, x, right in line.cells]


def _dense(pieces: Sequence[PlacedLine], cut: float, width: float) -> bool:
    """Whether both sides are running text (wide lines), not a table's cells."""
    for side in ([p for p in pieces if p.right <= cut + p.size], [p for p in pieces if p.x >= cut - p.size]):
        wide = sum(1 for piece in side if piece.right - piece.x > 0.28 * width)
        if wide < 0.5 * len(side) and len(side) >= _FEW_BESIDE:
            return False
    return True


def _by_column(pieces: Sequence[PlacedLine], cut: float) -> list[list[PlacedLine]]:
    """Bands of the page: what runs across stays whole, between them left before right."""
    out: list[list[PlacedLine]] = []
    left: list[PlacedLine] = []
    right: list[PlacedLine] = []
    for piece in sorted(pieces, key=lambda piece: (-round(piece.y, 0), piece.x)):
        if piece.x < cut - piece.size and piece.right > cut + piece.size:
            out += [part for part in (left, right, [piece]) if part]
            left, right = [], []
        elif piece.x >= cut - piece.size:
            right.append(piece)
        else:
            left.append(piece)
    return out + [part for part in (left, right) if part]


def _lines(columns: Sequence[list[PlacedLine]], number: int, edges: Margins) -> list[Line]:
    """Lines of one column, each with how it stands to its margins and to the line above."""
    column = columns[number]
    before = columns[number - 1][-1] if number else None
    gapped = _table_rows(column)
    narrow = _narrow_captions(column)
    out: list[Line] = []
    for at, line in enumerate(column):
        above = column[at - 1] if at else before
        if line.row is not None:
            goes_on = above is not None and above.row is not None and above.edges == line.edges
            out.append(Line("", line.page, Joint.SOFT if goes_on else Joint.START, cells=line.row))
        elif gapped[at]:
            cells = tuple(text for text, *_ in line.cells)
            out.append(Line("", line.page, Joint.SOFT if at and gapped[at - 1] else Joint.START, cells=cells))
        elif line.alone:
            out.append(Line(line.text, line.page, Joint.START))
        else:
            one = _text_line(columns, number, at, edges)
            out.append(replace(one, full=True) if at in narrow else one)
    return out


def _narrow_captions(column: list[PlacedLine]) -> set[int]:
    """Lines of captions that go on in the next line though the page has room: they are as wide as their photo."""
    found: set[int] = set()
    for at, (line, after) in enumerate(pairwise(column)):
        if not (at - 1 in found or starts_caption(line.text)) or line.row is not None or line.alone:
            continue
        near = 0 < line.y - after.y <= _MOST_PITCH * line.size and after.row is None
        aligned = abs(after.x - line.x) < line.size or abs(after.x + after.right - line.x - line.right) < 2 * line.size
        narrower = after.right <= line.right + 0.7 * line.size
        if near and aligned and narrower and not is_marked(after.text) and not starts_caption(after.text):
            found.add(at)
    return found


def _text_line(columns: Sequence[list[PlacedLine]], number: int, at: int, edges: Margins) -> Line:
    column = columns[number]
    line = column[at]
    above = column[at - 1] if at else None
    gap = above is not None and edges.is_gap(number, above, line)
    indent = edges.stands_in(number, at)
    full = edges.is_full(number, at)
    return Line(line.text, line.page, Joint.GAP if gap else Joint.SOFT, full=full, indent=indent)


def _table_rows(column: Sequence[PlacedLine]) -> list[bool]:
    """Which lines are rows of a table: two or more in succession with gaps between cells."""
    gapped = [line.row is None and len(line.cells) >= 2 and not _NUMBER.fullmatch(line.text) for line in column]
    rows = [False] * len(column)
    at = 0
    while at < len(column):
        end = at
        while end < len(column) and gapped[end]:
            end += 1
        if end - at >= 2:
            rows[at:end] = [True] * (end - at)
        at = max(end, at + 1)
    return rows
