"""What a page's layout says: heads and feet, columns, which lines are full, where tables stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.captions import starts_caption
from ingest.fold import fold
from ingest.source import Joint, Line

_DIGITS = re.compile(r"[0-9〇一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(
    r"[-–—~·\s]*(?:第\s*)?(?:[a-z]{0,3}-?)?(\d{1,4}|[ivxlc]{1,6})(?:\s*[/／]\s*\d{1,4})?\s*(?:页)?(?:[,,\s]*共\s*\d+\s*页)?[-–—~·\s]*"
)
_EDGE_LINES = 3  # lines at the top and bottom of a page among which heads and feet are looked for


def text_width(text: str, size: float) -> float:
    """Width of ``text`` in points, by the proportions of common fonts."""
    ems = 0.0
    for char in text:
        if char >= "\u1100":
            ems += 1.0
        elif char.islower():
            ems += 0.5
        elif char.isupper():
            ems += 0.65
        else:
            ems += 0.53 if char.isdigit() else 0.3
    return ems * size


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its place: left and right edge, baseline and size in points.

    ``cells`` are (words, left edge) where wide gaps part it.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    page: int
    cells: tuple[tuple[str, float], ...] = ()


def arrange(pages: Sequence[Sequence[PlacedLine]]) -> tuple[tuple[Line, ...], dict[int, str], tuple[str, ...]]:
    """Lines of the report in reading order, printed page numbers by page, and notes."""
    bodies, labels = strip_running(pages)
    out: list[Line] = []
    notes: list[str] = []
    columns = [column for body in bodies for column in split_columns(body) if column]
    for column, after in zip(columns, [*columns[1:], []], strict=True):
        out.extend(_lines(column, after[0] if after else None))
    if any(_stacked(body) for body in bodies):
        notes.append("部分頁面為直排文字，順序可能有誤 (vertical text)。")
    return tuple(out), labels, tuple(notes)


def strip_running(pages: Sequence[Sequence[PlacedLine]]) -> tuple[list[list[PlacedLine]], dict[int, str]]:
    """Pages without running heads, feet and page numbers; the numbers by page."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_key(page_line) for page_line in edge})
    need = max(2, round(0.3 * len([page for page in pages if page])))
    numbers: Counter[int] = Counter()
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            if page and (value := _number(line)) is not None:
                numbers[value - line.page] += 1
    shift = _page_shift(numbers, len(pages))
    bodies: list[list[PlacedLine]] = []
    labels: dict[int, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        drop: set[int] = set()
        for line in edge:
            value = _number(line)
            counted = value is not None and (value - line.page == shift or seen[_key(line)] >= need)
            if counted:
                labels.setdefault(line.page, re.sub(r"[^\w]|第|頁|页", "", line.text.split("/")[0]))
            repeated = len(pages) > 1 and seen[_key(line)] >= need and not starts_caption(line.text)
            if counted or (repeated and (len(page) > len(edge) or value is not None or len(pages) > 2)):
                drop.add(id(line))
                if not counted and (inner := re.search(r"(?:第\s*|\s|^|-)(\d{1,4})(?:\s*頁|\s*-|\s*$)", line.text)):
                    labels.setdefault(line.page, inner[1])
        bodies.append([line for line in page if id(line) not in drop])
    return bodies, labels


def _page_shift(numbers: Counter[int], pages: int) -> int | None:
    """Printed number less page number, if enough pages agree on it."""
    for shift, votes in numbers.most_common(1):
        if votes >= max(2, 0.4 * pages) or (pages <= 2 and shift == 0):
            return shift
    return None


def _edges(page: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines at the top and at the bottom of a page by place, not by drawing order."""
    ranked = sorted(page, key=lambda line: -line.y)
    if len(ranked) <= 2 * _EDGE_LINES:
        half = len(ranked) // 2
        return ranked[:1] + ranked[-1:] if half else []
    return ranked[:_EDGE_LINES] + ranked[-_EDGE_LINES:]


def _key(line: PlacedLine) -> str:
    return _DIGITS.sub("#", fold(line.text).replace(" ", "")) + f"@{round(line.y / 6)}"


def _number(line: PlacedLine) -> int | None:
    found = _PAGE_NUMBER.fullmatch(fold(line.text))
    return int(found[1]) if found and found[1].isdigit() else None


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
        if min(left, right) >= 5 and crossing <= 0.12 * len(pieces) and (best is None or crossing < best[0]):
            best = crossing, cut
    if best is None or not _dense(pieces, best[1], high - low):
        return [lines]
    return _by_column(pieces, best[1])


def _pieces(line: PlacedLine) -> list[PlacedLine]:
    if not line.cells:
        return [line]
    ends = [*(start for _, start in line.cells[1:]), line.right + 2 * line.size]
    return [
        replace(line, text=text, x=x, right=min(end, x + text_width(text, line.size)), cells=())
        for (text, x), end in zip(line.cells, ends, strict=True)
    ]


def _dense(pieces: Sequence[PlacedLine], cut: float, width: float) -> bool:
    """Whether both sides are running text (wide lines), not a table's cells."""
    for side in ([p for p in pieces if p.right <= cut + p.size], [p for p in pieces if p.x >= cut - p.size]):
        wide = sum(1 for piece in side if piece.right - piece.x > 0.28 * width)
        if wide < 0.5 * len(side):
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


def _lines(column: list[PlacedLine], after: PlacedLine | None) -> list[Line]:
    """Lines of one column, each with how it stands to its margins and to the line above.

    ``after`` is the first line of the next column or page.
    """
    margin = _right_margin(column)
    pitch = _pitch(column)
    rows = _table_rows(column)
    out: list[Line] = []
    for at, line in enumerate(column):
        above = column[at - 1] if at else None
        if rows[at]:
            first = not (at and rows[at - 1])
            out.append(
                Line(
                    "",
                    line.page,
                    Joint.START if first else Joint.SOFT,
                    cells=tuple(text for text, _ in line.cells or ((line.text, 0),)),
                )
            )
            continue
        following = column[at + 1] if at + 1 < len(column) else after
        gap = above is not None and (above.y - line.y > 1.45 * pitch or line.y > above.y + pitch)
        indent = line.x > above.x + 0.8 * line.size if above else None
        out.append(
            Line(
                line.text, line.page, Joint.GAP if gap else Joint.SOFT,
                full=_is_full(line, following, margin), indent=indent,
            )
        )  # fmt: skip
    return out


def _right_margin(column: Sequence[PlacedLine]) -> float:
    """Where most of the lines that go far to the right end."""
    ends = sorted((line.right for line in column), reverse=True)
    far = [end for end in ends if end >= ends[0] - 6 * column[0].size]
    bins = Counter(round(end / (0.7 * column[0].size)) for end in far)
    best = max(bins, key=lambda bin_: (bins[bin_] + bins.get(bin_ - 1, 0), bin_))
    return best * 0.7 * column[0].size


def _pitch(column: Sequence[PlacedLine]) -> float:
    """The usual distance between two baselines."""
    steps = sorted(a.y - b.y for a, b in pairwise(column) if 2 < a.y - b.y < 80)
    return steps[len(steps) // 3] if steps else 1.5 * column[0].size


def _is_full(line: PlacedLine, following: PlacedLine | None, margin: float) -> bool:
    """Whether the next line's first word would not have fitted at the end of this one."""
    room = margin - line.right
    if following is None:
        return room < 2 * line.size
    word = re.match(r"[!-~\u00c0-\u024f]+|.[，。、；：！？」』）)]*", following.text)
    return room < text_width(word[0] if word else "", line.size) + 0.9 * line.size


def _table_rows(column: Sequence[PlacedLine]) -> list[bool]:
    """Which lines are rows of a table: two or more in succession with gaps between cells."""
    gapped = [len(line.cells) >= 2 and not _DIGITS.fullmatch(line.text) for line in column]
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


def _stacked(body: Sequence[PlacedLine]) -> bool:
    """Whether most lines of a page hold one character below the other: text set downwards."""
    below = sum(
        1
        for a, b in pairwise(body)
        if len(b.text) == 1 and abs(a.x - b.x) < 1 and 0.7 * b.size < a.y - b.y < 1.6 * b.size
    )
    return below >= 20 and below > 0.5 * len(body)
