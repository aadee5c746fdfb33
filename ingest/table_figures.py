"""Numbers of tables, each with the headings that say what it counts; and whether totals add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tomllib import loads

from ingest.event import Figure
from ingest.figures import find_figures
from ingest.fold import fold
from ingest.report import Cell, Table

_NUMBER = re.compile(
    r"\s*(?P<value>[▲▼△↑↓+\-−]?\s?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,12})(?:\.\d{1,6})?)"
    r"\s*(?P<unit>[%‰]?)\s*(?:\([^()]{0,12}\))?\s*"
)
_BRACKET = re.compile(r"[(\[]\s*(?:单位\s*:\s*)?([^()\[\]\d]{1,8})\s*[)\]]\s*$")
_UNIT_LINE = re.compile(r"单位\s*:\s*([^\s,。;、)|\d]{1,8})")
_DOWN = "▼↓-−"
_LABEL_LONGEST, _NUMBER_LONGEST = 40, 24
_LEAD = 300  # characters before a table that may name its unit
_TOLERANCE = 0.005  # per part, for numbers that were rounded
_COUNTERS = ("项次", "编号", "序号", "序", "项", "no", "no.")


@dataclass(frozen=True, slots=True)
class TotalFinding:
    """A total of a table beside the sum of its parts; ``agrees`` if they are equal.

    ``start:end`` is the total's cell in the report's text; ``heading`` says which total it is.
    """

    heading: str
    printed: float
    summed: float
    parts: int
    start: int
    end: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class _TableWords:
    totals: frozenset[str]
    labels: frozenset[str]
    units: tuple[tuple[str, str], ...]


@cache
def _words() -> _TableWords:
    rules = loads((Path(__file__).parent / "rules" / "units.toml").read_text("utf-8"))["tables"]
    units = sorted(((fold(end), unit) for end, unit in rules["units"].items()), key=lambda one: -len(one[0]))
    return _TableWords(frozenset(map(fold, rules["totals"])), frozenset(map(fold, rules["labels"])), tuple(units))


@dataclass(frozen=True, slots=True)
class _Number:
    """What a cell holds if it holds a number only: its amount, where the value stands in it, its unit."""

    amount: float
    value: tuple[int, int]
    unit: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A number in its place: block (the rows under one heading), row, column, headings."""

    cell: Cell
    number: _Number
    block: int
    row: int
    column: int
    unit: str
    above: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def what(self) -> str:
        """The headings, outermost first, each once."""
        return " ".join(dict.fromkeys(word for word in (*self.left, *self.above) if word))

    def figure(self, fallback: str) -> Figure:
        """The entry as a figure; ``fallback`` is the table's unit."""
        text = self.cell.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return Figure(
            value=text[slice(*self.number.value)].strip(),
            amount=self.number.amount,
            unit=self.unit or fallback,
            what=self.what,
            text=text[start:end],
            start=self.cell.start + start,
            end=self.cell.start + end,
            rule="table",
        )


def _number_in(cell: Cell) -> _Number | None:
    """The number that fills a cell (1,624, 32.9%, 12 億元, ▼3), or None for words."""
    match = _NUMBER.fullmatch(fold(cell.text))
    if match is not None:
        sign = -1 if match["value"].strip()[0] in _DOWN else 1
        amount = sign * float(re.sub(r"[^\d.]", "", match["value"]))
        return _Number(amount, match.span("value"), match["unit"])
    if len(cell.text) > _NUMBER_LONGEST or not any(char.isdigit() for char in cell.text):
        return None
    figures = find_figures(cell.text)
    if len(figures) != 1 or figures[0].amount is None or figures[0].text != cell.text.strip():
        return None
    start = cell.text.index(figures[0].value)
    return _Number(figures[0].amount, (start, start + len(figures[0].value)), figures[0].unit)


@dataclass(slots=True)
class _Heads:
    """Headings while the rows are read."""

    block: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)
    numbers_seen: bool = False
    label: str = ""

    def add(self, row: tuple[str, ...]) -> None:
        """A row of headings; after numbers it begins a new block."""
        if self.numbers_seen:
            self.block += 1
            self.rows, self.numbers_seen = [], False
        self.rows.append(row)

    def above(self, column: int) -> tuple[str, ...]:
        """The headings of a column; an empty cell belongs to the one before it."""
        found: list[str] = []
        for row in self.rows:
            filled = [word for word in row[: column + 1] if word]
            if filled:
                found.append(filled[-1])
        return tuple(found)


def table_figures(table: Table, lead: str = "") -> tuple[Figure, ...]:
    """Figures of a table in text order; ``lead`` is the text before it, which may name the unit.

    Cells of words are read like prose. Numbers that only name a row (項次, 年度) are left out.
    """
    entries = _entries(table)
    prose = _prose(table)
    amounts = {one.number.amount for one in entries} | {one.amount for one in prose if one.amount is not None}
    head = " ".join(cell.text for row in table.rows[:2] for cell in row)
    unit = _table_unit(amounts, lead[-_LEAD:], head)
    found = [one.figure(unit) for one in entries]
    found += [replace(one, unit=unit) if one.rule == "number" and not one.unit else one for one in prose]
    return tuple(sorted(found, key=lambda one: one.start))


def _prose(table: Table) -> list[Figure]:
    """Figures in cells of words."""
    cells = [cell for row in table.rows for cell in row if _number_in(cell) is None]
    return [figure for cell in cells for figure in find_figures(cell.text, cell.start)]


def check_totals(table: Table) -> tuple[TotalFinding, ...]:
    """Every 合計, 總計 and 小計 that has at least two parts, with their sum.

    A row's total is the sum of the numbers to its left, a column's of those above it since the
    last total; percentages have no sum.
    """
    entries = [one for one in _entries(table) if one.unit not in ("%", "％")]
    findings: list[TotalFinding] = []
    for one in entries:
        parts = _parts(one, entries)
        if len(parts) >= 2:
            summed = sum(part.number.amount for part in parts)
            agrees = abs(summed - one.number.amount) < _TOLERANCE * len(parts)
            place = (one.cell.start, one.cell.end)
            findings.append(TotalFinding(one.what, one.number.amount, summed, len(parts), *place, agrees))
    return tuple(findings)


def _parts(total: _Entry, entries: Sequence[_Entry]) -> list[_Entry]:
    """The numbers that a total should be the sum of; none where it is no total."""
    if _is_total(total.left):
        column = [one for one in entries if one.block == total.block and one.column == total.column]
        above = [one for one in column if one.row < total.row]
        rows = [one.row for one in above if _is_total(one.left)]
        if rows and _key(total.left[-1]) != "小计":  # a grand total: of the subtotals, and what follows them
            return [one for one in above if _is_total(one.left) or one.row > rows[-1]]
        return [one for one in above if not rows or one.row > rows[-1]]
    if _is_total(total.above):
        row = [one for one in entries if one.row == total.row and one.column < total.column]
        return [one for one in row if not _is_total(one.above)]
    return []


def _key(heading: str) -> str:
    return re.sub(r"[\s:()].*|[\s:]", "", fold(heading))


def _is_total(headings: Sequence[str]) -> bool:
    return bool(headings) and _key(headings[-1]) in _words().totals


def _entries(table: Table) -> list[_Entry]:
    """All numbers of the table with their headings."""
    heads = _Heads()
    found: list[_Entry] = []
    for at, row in enumerate(table.rows):
        numbers = [_number_in(cell) for cell in row]
        if at < table.header_rows and len(table.rows) > table.header_rows:
            numbers = [None] * len(row)
        words = tuple(cell.text.strip() if number is None else "" for cell, number in zip(row, numbers, strict=True))
        if not any(numbers):
            if sum(map(bool, words)) >= 2 and all(len(word) <= _LABEL_LONGEST for word in words):
                heads.add(words)
                heads.label = words[0]
            continue
        subheads = not words[0] and sum(map(bool, words)) > sum(map(bool, numbers)) and not heads.numbers_seen
        if subheads and heads.rows:
            above = _Heads(heads.block, list(heads.rows), label=heads.label)
            heads.rows.append(words)
            found += _row_entries(row, at, numbers, words, above, labelled=False)
            continue
        found += _row_entries(row, at, numbers, words, heads, labelled=True)
        heads.numbers_seen = True
    return found


def _row_entries(
    row: Sequence[Cell],
    at: int,
    numbers: Sequence[_Number | None],
    words: tuple[str, ...],
    heads: _Heads,
    labelled: bool,
) -> list[_Entry]:
    """The numbers of one row; if it is ``labelled``, its words before the first number name it."""
    headings = _headings(numbers, heads)
    names = _words().labels
    left = [heads.label] if not row[0].text.strip() and _key(heads.label) not in names else []
    heads.label = words[0] or heads.label
    entries: list[_Entry] = []
    for column, (cell, number) in enumerate(zip(row, numbers, strict=True)):
        heading = _key(headings[column][-1]) if headings[column] else ""
        if number is not None and heading not in names:
            unit = number.unit or _unit_of(headings[column], left)
            entries.append(_Entry(cell, number, heads.block, at, column, unit, headings[column], tuple(left)))
        elif labelled and not entries and 0 < len(cell.text.strip()) <= _LABEL_LONGEST:
            if number is None:
                left.append(cell.text.strip())
            elif heading not in _COUNTERS:
                left.append(f"{headings[column][-1]} {cell.text.strip()}")
    return entries


def _headings(numbers: Sequence[_Number | None], heads: _Heads) -> list[tuple[str, ...]]:
    """The headings over each cell.

    Where a layout has moved the numbers (a total smaller than a part, fewer numbers than
    headings), they go with the headings in their order.
    """
    headings = [heads.above(column) for column in range(len(numbers))]
    placed = [(column, number.amount) for column, number in enumerate(numbers) if number is not None]
    names = [word for word in heads.rows[0][1:] if word] if len(heads.rows) == 1 else []
    amounts = [amount for _, amount in placed]
    if 2 < len(placed) < len(names) and _is_total(headings[placed[-1][0]]) and amounts[-1] < max(amounts):
        for (column, _), name in zip(placed, names, strict=False):
            headings[column] = (name,)
    return headings


def _unit_of(above: Sequence[str], left: Sequence[str]) -> str:
    """The unit that a heading gives: in brackets, or by its last words."""
    for heading in (*reversed(above), *reversed(left)):
        key = fold(heading).strip()
        if bracket := _BRACKET.search(key):
            return heading.strip()[bracket.start(1) : bracket.end(1)].strip()
        for end, unit in _words().units:
            if key.endswith(end):
                return unit
    return ""


def _table_unit(amounts: set[float], lead: str, head: str) -> str:
    """The unit that the table's head or the text before it names, or gives to a number that stands in it."""
    for words in (head, lead):
        if named := _UNIT_LINE.search(fold(words)):
            return words[slice(*named.span(1))]
    for figure in reversed(find_figures(lead)):
        if figure.unit and figure.amount in amounts:
            return figure.unit
    return ""
