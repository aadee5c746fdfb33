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
    r"\s*(?P<value>[▲▼△↑↓+\-−]?\s?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,12})(?:\.\d{1,6})?)\s*(?P<unit>[%‰]?)\s*(?:\([^()]{0,12}\))?\s*"
)
_BRACKET = re.compile(r"[(\[]\s*(?:单位\s*:\s*)?([^()\[\]\d]{1,8})\s*[)\]]\s*$")
_UNIT_LINE = re.compile(r"单位\s*:\s*([^\s,。;、)|\d]{1,8})")
_DOWN = "▼↓-−"
_LABEL_LONGEST = 40


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
class _Entry:
    """A number in its place: block (the rows under one heading), row, column, headings."""

    cell: Cell
    block: int
    row: int
    column: int
    amount: float
    value: tuple[int, int]
    unit: str
    above: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def what(self) -> str:
        """The headings, outermost first, each once."""
        return " ".join(dict.fromkeys(word for word in (*self.left, *self.above) if word))


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
    prose = _prose(table, entries)
    fallback = _table_unit({one.amount for one in (*entries, *prose)}, lead)
    found = [
        Figure(
            value=one.cell.text[one.value[0] : one.value[1]].strip(), amount=one.amount, unit=one.unit or fallback,
            what=one.what, text=one.cell.text[slice(*_trimmed(one.cell))], start=one.cell.start + _trimmed(one.cell)[0],
            end=one.cell.start + _trimmed(one.cell)[1], rule="table",
        )
        for one in entries
    ]  # fmt: skip
    found += [one if one.unit or one.rule != "number" else replace(one, unit=fallback) for one in prose]
    return tuple(sorted(found, key=lambda one: one.start))


def _prose(table: Table, entries: Sequence[_Entry]) -> list[Figure]:
    """Figures in cells of words."""
    numbered = {one.cell.start for one in entries}
    found: list[Figure] = []
    for row in table.rows:
        for cell in row:
            if cell.start not in numbered and not _NUMBER.fullmatch(fold(cell.text)):
                found += find_figures(cell.text, cell.start)
    return found


def check_totals(table: Table) -> tuple[TotalFinding, ...]:
    """Every 合計, 總計 and 小計 that has at least two parts, with their sum."""
    entries = [one for one in _entries(table) if one.unit != "%"]
    findings: list[TotalFinding] = []
    for one in entries:
        if _is_total(one.above):
            parts = [
                other
                for other in entries
                if other.row == one.row and other.column < one.column and not _is_total(other.above)
            ]
        elif _is_total(one.left):
            parts = [
                other
                for other in entries
                if other.block == one.block
                and other.column == one.column
                and other.row < one.row
                and not _is_total(other.left)
            ]
        else:
            continue
        if len(parts) >= 2:
            summed = sum(part.amount for part in parts)
            agrees = abs(summed - one.amount) < 0.005 * len(parts)
            findings.append(
                TotalFinding(one.what, one.amount, summed, len(parts), one.cell.start, one.cell.end, agrees)
            )
    return tuple(findings)


def _is_total(headings: Sequence[str]) -> bool:
    return bool(headings) and re.sub(r"[\s:()].*|[\s:]", "", fold(headings[-1])) in _words().totals


def _trimmed(cell: Cell) -> tuple[int, int]:
    text = cell.text
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _entries(table: Table) -> list[_Entry]:
    """All numbers of the table with their headings."""
    heads = _Heads()
    found: list[_Entry] = []
    for number, row in enumerate(table.rows):
        keys = [fold(cell.text) for cell in row]
        numeric = [bool(key.strip()) and bool(_NUMBER.fullmatch(key)) for key in keys]
        words = tuple("" if is_number else cell.text.strip() for cell, is_number in zip(row, numeric, strict=True))
        if not any(numeric):
            if sum(bool(word) for word in words) >= 2 and all(len(word) <= _LABEL_LONGEST for word in words):
                heads.add(words)
                heads.label = words[0]
            continue
        if not words[0] and sum(map(bool, words)) > sum(numeric) and heads.rows and not heads.numbers_seen:
            above = _Heads(rows=list(heads.rows))
            heads.rows.append(words)
        else:
            above = heads
        found += _row_entries(row, number, numeric, words, heads, above)
        heads.numbers_seen = heads.numbers_seen or above is heads
    return found


def _row_entries(
    row: Sequence[Cell], number: int, numeric: Sequence[bool], words: tuple[str, ...], heads: _Heads, above: _Heads
) -> list[_Entry]:
    """The numbers of one row; its words before the first number name the row."""
    labels = _words().labels
    headings = _headings(row, numeric, above)
    named = [bool(one) and fold(one[-1]).strip() in labels for one in headings]
    left: list[str] = []
    entries: list[_Entry] = []
    if words[0]:
        heads.label = words[0]
    elif above is heads or heads.rows:
        left.append(heads.label)
    for column, cell in enumerate(row):
        if not numeric[column] or named[column]:
            if cell.text.strip() and above is heads and not entries and len(cell.text) <= _LABEL_LONGEST:
                if not (named[column] and numeric[column] and _is_counter(headings[column])):
                    left.append(cell.text.strip())
            continue
        match = _NUMBER.fullmatch(fold(cell.text))
        if match is None:
            continue
        amount = float(re.sub(r"[^\d.]", "", match["value"]))
        if match["value"].strip()[0] in _DOWN:
            amount = -amount
        unit = match["unit"] or _unit_of(headings[column], left)
        entries.append(
            _Entry(cell, heads.block, number, column, amount, match.span("value"), unit, headings[column], tuple(left))
        )
    return entries


def _headings(row: Sequence[Cell], numeric: Sequence[bool], above: _Heads) -> list[tuple[str, ...]]:
    """The headings over each cell.

    Where a layout has moved the numbers (a total smaller than a part, fewer numbers than
    headings), they go with the headings in their order.
    """
    headings = [above.above(column) for column in range(len(row))]
    places = [column for column in range(len(row)) if numeric[column]]
    amounts = [float(re.sub(r"[^\d.]", "", _NUMBER.fullmatch(fold(row[column].text))["value"])) for column in places]  # type: ignore[index]
    names = [word for word in above.rows[0][1:] if word] if len(above.rows) == 1 else []
    false_total = len(places) > 2 and _is_total(headings[places[-1]]) and amounts[-1] < max(amounts[:-1])
    if false_total and len(places) < len(names):
        for column, name in zip(places, names, strict=False):
            headings[column] = (name,)
    return headings


def _is_counter(headings: Sequence[str]) -> bool:
    return bool(headings) and fold(headings[-1]).strip() in ("项次", "编号", "序号", "序", "项", "no", "no.")


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


def _table_unit(amounts: set[float], lead: str) -> str:
    """The unit that the text before the table names, or gives to a number that stands in it."""
    near = lead[-300:]
    if named := _UNIT_LINE.search(fold(near)):
        return near[named.start(1) : named.end(1)]
    for figure in reversed(find_figures(near)):
        if figure.unit and figure.amount in amounts:
            return figure.unit
    return ""
