"""Runs of text become the lines of a page, and what stands in a ruled table its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.captions import starts_caption
from ingest.grid import GridCell, spread
from ingest.markdown import INVISIBLE
from ingest.marks import is_bare_mark
from ingest.paragraphs import glue
from ingest.pdf_geometry import turned
from ingest.pdf_grids import Box, Grid, find_grids
from ingest.pdf_runs import CELL_GAP, WORD_GAP, Drawn, Run
from ingest.placed import PlacedLine
from ingest.radicals import ordinary
from ingest.source import Joint, Line

_PIECE_GAP = 0.4  # ems from which on a gap is kept as one
_LABELS = frozenset("照相圖图附")  # characters that the label of a caption begins with
_MOST_PITCH = 2.2  # sizes between two baselines of one caption
_DRAWN_OUT = 6.0  # ems to which a space may be drawn out in a justified line


def page_lines(drawn: Drawn, page: int) -> list[PlacedLine]:
    """Lines of one page from top to bottom; text that runs another way than most of it comes last."""
    runs = _distinct(_downwards(drawn.runs))
    if not runs:
        return []
    votes: Counter[int] = Counter()
    for run in runs:
        votes[run.turn] += len(run.text)
    main = votes.most_common(1)[0][0]
    lines = _upright([run for run in runs if run.turn == main], drawn, main, page)
    for turn in sorted(votes):
        if turn != main:
            lines += joined([run for run in runs if run.turn == turn], page)
    return lines


def _upright(runs: list[Run], drawn: Drawn, turn: int, page: int) -> list[PlacedLine]:
    """Lines of the text that runs in one direction, tables among them in their place."""
    rules = [(*turned(x0, y0, turn), *turned(x1, y1, turn)) for x0, y0, x1, y1 in drawn.rules]
    grids = find_grids(rules)
    free: list[Run] = []
    for run in runs:
        middle = (run.x + min(run.right, run.x + 4 * run.size)) / 2
        box = next((box for grid in grids if (box := grid.box_at(middle, run.y + 0.3 * run.size))), None)
        (box.runs if box else free).append(run)
    lines = joined(free, page, find_gutter(free))
    for grid in grids:
        lines += _table(grid, page)
    return sorted(lines, key=lambda line: -line.y)


def _table(grid: Grid, page: int) -> list[PlacedLine]:
    """Rows of a ruled table; a frame around text gives the text itself."""
    inner = {place: joined(box.runs, page) for place, box in grid.boxes.items()}
    filled = [place for place, lines in inner.items() if lines]
    if not filled:
        return []
    if len(grid.xs) == 2:
        return [line for place in sorted(filled) for line in inner[place]]
    rows: list[list[GridCell]] = []
    for row in range(len(grid.ys) - 1):
        boxes = sorted((box for (at, _), box in grid.boxes.items() if at == row), key=lambda box: box.column)
        rows.append([_cell(box, inner[box.row, box.column], page) for box in boxes])
    size = next(line.size for lines in inner.values() for line in lines)
    step = (grid.ys[0] - grid.ys[-1]) / (len(rows) + 1)
    edges = tuple(round(x) for x in grid.xs)
    return [
        PlacedLine(
            " ".join(row), grid.xs[0], grid.xs[-1], grid.ys[0] - (at + 1) * step, size, page, row=row, edges=edges
        )
        for at, row in enumerate(spread(rows))
        if any(row)
    ]


def _cell(box: Box, lines: list[PlacedLine], page: int) -> GridCell:
    """A cell with its lines made one; the lines of a caption or paragraph belong together."""
    text = ""
    for line in lines:
        text += glue(text, line.text) + line.text
    return GridCell((Line(text, page, Joint.START),) if text else (), box.columns, box.rows)


def _downwards(runs: Sequence[Run]) -> list[Run]:
    """Single characters set one below the other run downwards, whatever the file says."""
    below = [
        at
        for at in range(1, len(runs))
        if _is_single(runs[at]) and _is_single(runs[at - 1]) and abs(runs[at].x - runs[at - 1].x) < 0.2 * runs[at].size
        and 0.7 * runs[at].size < runs[at - 1].y - runs[at].y < 1.7 * runs[at].size
    ]  # fmt: skip
    if len(below) < 20 or len(below) < 0.5 * sum(len(run.text.strip()) for run in runs):
        return list(runs)
    return [
        replace(run, x=-run.y, right=-run.y + run.size, y=run.x, turn=3) if _is_single(run) and run.turn == 0 else run
        for run in runs
    ]


def _is_single(run: Run) -> bool:
    return len(run.text.strip()) == 1 and run.turn == 0


def _distinct(runs: Sequence[Run]) -> list[Run]:
    """Runs without those drawn twice, a hair's breadth apart, to look bold."""
    seen: dict[tuple[str, int], list[Run]] = {}
    out = []
    for run in runs:
        twins = seen.setdefault((run.text, run.turn), [])
        near = 0.2 * run.size
        if run.text.strip() and any(abs(one.x - run.x) < near and abs(one.y - run.y) < near for one in twins[-8:]):
            continue
        twins.append(run)
        out.append(run)
    return out


def find_gutter(runs: Sequence[Run]) -> float | None:
    """The place between two columns of text, None where the page has one column."""
    solid = [piece for row in _rows(runs) for piece in _pieces(row, None) if len(piece.text.strip()) > 1]
    if len(solid) < 8:
        return None
    low, high = min(run.x for run in solid), max(run.right for run in solid)
    best: tuple[int, float] | None = None
    for step in range(30, 71):
        cut = low + (high - low) * step / 100
        crossing = sum(1 for run in solid if run.x < cut - 1 and run.right > cut + 1)
        left = sum(1 for run in solid if run.right <= cut + 1)
        right = sum(1 for run in solid if run.x >= cut - 1)
        if min(left, right) >= 3 and crossing <= 0.05 * len(solid) and (best is None or crossing < best[0]):
            best = crossing, cut
    return best[1] if best else None


def joined(runs: Sequence[Run], page: int, gutter: float | None = None) -> list[PlacedLine]:
    """Runs on one baseline make a line; small ones above or below it belong to it."""
    out: list[PlacedLine] = []
    splits: tuple[float, ...] = ()
    for row in _rows(runs):
        if out and splits and out[-1].y - row[0].y > _MOST_PITCH * row[0].size:
            splits = ()
        pieces = _pieces(row, gutter, splits)
        if not splits:
            starts = tuple(piece.x for at, piece in enumerate(pieces) if _starts_caption(pieces[at:]))
            splits = starts[1:]
        out.extend(_line(pieces, row, page))
    return out


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one baseline, from the top of the page to its foot."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x)):
        base = rows[-1][0] if rows else None
        if base is not None and base.y - run.y <= 0.45 * max(base.size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


@dataclass(slots=True)
class _Piece:
    """Runs of a line without a gap between them: ``gap`` ems before it, ``spaced`` by a space."""

    text: str
    x: float
    right: float
    gap: float
    spaced: bool
    beyond: bool  # it begins on the other side of the gutter


def _line(pieces: Sequence[_Piece], runs: Sequence[Run], page: int) -> Iterator[PlacedLine]:
    """One line of text; gaps in it part words, wide ones and a gutter between columns cells."""
    cells: list[list[_Piece]] = []
    for at, piece in enumerate(pieces):
        if cells and not _begins_cell(cells[-1], piece, pieces[at:], len(cells)):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    kept = [one for cell in cells if (one := (_words(cell), cell[0].x, cell[-1].right))[0]]
    if not kept:
        return
    solid = [run for run in runs if run.text.strip()]
    size = max(solid, key=lambda run: len(run.text)).size
    parts = tuple((_words([piece]), piece.x, piece.right) for piece in pieces) if len(pieces) > 1 else ()
    yield PlacedLine(
        "  ".join(word for word, *_ in kept), kept[0][1], max(piece.right for piece in pieces), solid[0].y, size, page,
        tuple(kept) if len(kept) > 1 else (), parts, running=all(run.running for run in solid),
    )  # fmt: skip


def _pieces(runs: Sequence[Run], gutter: float | None, splits: Sequence[float] = ()) -> list[_Piece]:
    """Stretches of a row; ``splits`` are places at which another column of captions begins."""
    pieces: list[_Piece] = []
    space = False
    ordered = sorted(runs, key=lambda run: run.x)
    for at, run in enumerate(ordered):
        if not run.text.strip():
            space = True
            continue
        gap = (run.x - pieces[-1].right) / run.size if pieces else 0.0
        beyond = gutter is not None and bool(pieces) and pieces[-1].x < gutter - 1 <= run.x
        spaced = space or run.text[0].isspace() or bool(pieces and pieces[-1].text[-1:].isspace())
        apart = any(abs(run.x - split) < _PIECE_GAP * run.size for split in splits) or _is_label(ordered, at)
        if not pieces or gap > _PIECE_GAP or (apart and gap > -_PIECE_GAP):
            pieces.append(_Piece(run.text, run.x, run.right, gap, spaced, beyond))
        else:
            last = pieces[-1]
            last.text += _between(last.text, run.text, gap, spaced) + run.text
            last.right = max(last.right, run.right)
        space = False
    return pieces


def _is_label(runs: Sequence[Run], at: int) -> bool:
    """Whether a caption's label begins with a run that is not the first of its row."""
    if not at or runs[at].text[:1] not in _LABELS:
        return False
    return starts_caption("".join(run.text for run in runs[at : at + 12])[:40])


def _starts_caption(pieces: Sequence[_Piece]) -> bool:
    return starts_caption("".join(piece.text for piece in pieces)[:40])


def _begins_cell(cell: list[_Piece], piece: _Piece, rest: Sequence[_Piece], count: int) -> bool:
    """Whether a piece begins another cell: a wide gap that is no space drawn out to fill the line."""
    if piece.beyond or _starts_caption(rest):
        return True
    if piece.gap <= CELL_GAP or (count == 1 and is_bare_mark(_words(cell))):
        return False
    return not piece.spaced or piece.gap > _DRAWN_OUT


def _words(pieces: Sequence[_Piece]) -> str:
    text = ""
    for piece in pieces:
        text += (_between(text, piece.text, max(piece.gap, WORD_GAP + 0.1), piece.spaced) if text else "") + piece.text
    return INVISIBLE.sub("", ordinary(text)).strip()


def _between(left: str, right: str, gap: float, spaced: bool) -> str:
    """The space between two stretches, where neither has it itself."""
    if left[-1:].isspace() or right[:1].isspace():
        return ""
    words = gap > WORD_GAP and left[-1:].isascii() and right[:1].isascii()
    return " " if spaced or words else ""
