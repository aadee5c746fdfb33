"""Ruled tables: the lines that a page draws become a grid, and text falls into its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.pdf_runs import Run

_NEAR = 3.0  # points within which two lines are one, or meet
_SHORTEST = 8.0
_MOST_LINES = 1_500
_MOST_CELLS = 4_000
Rule = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A rule along one axis: at ``at`` across it, from ``low`` to ``high``."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Box:
    """A cell: its row and column, how many it spans, and the runs in it."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A ruled table: column edges from the left, row edges from the top, boxes by (row, column)."""

    xs: list[float]
    ys: list[float]
    boxes: dict[tuple[int, int], Box]
    owner: dict[tuple[int, int], tuple[int, int]]

    @property
    def area(self) -> float:
        """Square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[0] - self.ys[-1])

    def box_at(self, x: float, y: float) -> Box | None:
        """The cell at a point of the page, None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = next((at for at in range(len(self.ys) - 1) if self.ys[at] >= y >= self.ys[at + 1]), 0)
        return self.boxes.get(self.owner.get((row, max(0, column)), (-1, -1)))


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Tables that the rules of a page make, smallest first."""
    flat = _bars([(y0, min(x0, x1), max(x0, x1)) for x0, y0, x1, y1 in rules if abs(y1 - y0) <= 1.0])
    tall = _bars([(x0, min(y0, y1), max(y0, y1)) for x0, y0, x1, y1 in rules if abs(x1 - x0) <= 1.0])
    if len(flat) < 2 or len(tall) < 2 or len(flat) + len(tall) > _MOST_LINES:
        return []
    grids = [grid for group in _groups(flat, tall) if (grid := _grid(*group))]
    return sorted(grids, key=lambda grid: grid.area)


def _bars(lines: list[tuple[float, float, float]]) -> list[_Bar]:
    """Rules along one axis; pieces of one line are put together."""
    out: list[_Bar] = []
    rows: dict[int, list[tuple[float, float, float]]] = {}
    for line in sorted(lines):
        near = next((key for key in (round(line[0] / 2), round(line[0] / 2) - 1) if key in rows), round(line[0] / 2))
        rows.setdefault(near, []).append(line)
    for row in rows.values():
        at = row[0][0]
        low, high = None, 0.0
        for _, start, end in sorted(row, key=lambda line: line[1]):
            if low is None or start > high + _NEAR:
                if low is not None:
                    out.append(_Bar(at, low, high))
                low, high = start, end
            high = max(high, end)
        if low is not None:
            out.append(_Bar(at, low, high))
    return [bar for bar in out if bar.high - bar.low >= _SHORTEST]


def _groups(flat: list[_Bar], tall: list[_Bar]) -> list[tuple[list[_Bar], list[_Bar]]]:
    """Rules that touch each other, group by group."""
    parent = list(range(len(flat) + len(tall)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, one in enumerate(flat):
        for j, other in enumerate(tall):
            crosses = other.low - _NEAR <= one.at <= other.high + _NEAR
            if crosses and one.low - _NEAR <= other.at <= one.high + _NEAR:
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[_Bar], list[_Bar]]] = {}
    for i, one in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(one)
    for j, other in enumerate(tall):
        groups.setdefault(root(len(flat) + j), ([], []))[1].append(other)
    return list(groups.values())


def _cuts(values: list[float]) -> list[float]:
    """Distinct places, near ones taken as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _grid(flat: list[_Bar], tall: list[_Bar]) -> Grid | None:
    xs = _cuts([bar.at for bar in tall])
    ys = _cuts([bar.at for bar in flat])[::-1]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    boxes: dict[tuple[int, int], Box] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in owner:
                box = _spanning(row, column, xs, ys, flat, tall, owner)
                boxes[row, column] = box
                for r in range(row, row + box.rows):
                    owner.update({(r, c): (row, column) for c in range(column, column + box.columns)})
    return Grid(xs, ys, boxes, owner)


def _spanning(
    row: int, column: int, xs: list[float], ys: list[float], flat: list[_Bar], tall: list[_Bar],
    owner: dict[tuple[int, int], tuple[int, int]],
) -> Box:  # fmt: skip
    """The cell that begins at a place: it spans columns and rows up to the next rule."""
    columns, rows = 1, 1
    middle = (ys[row] + ys[row + 1]) / 2
    while column + columns < len(xs) - 1 and (row, column + columns) not in owner:
        if _is_ruled(tall, xs[column + columns], middle):
            break
        columns += 1
    centre = (xs[column] + xs[column + 1]) / 2
    while row + rows < len(ys) - 1 and (row + rows, column) not in owner:
        if _is_ruled(flat, ys[row + rows], centre):
            break
        rows += 1
    return Box(row, column, rows, columns)


def _is_ruled(bars: list[_Bar], at: float, across: float) -> bool:
    return any(abs(bar.at - at) <= _NEAR and bar.low - 1 <= across <= bar.high + 1 for bar in bars)
