"""Cells of an item's tables: which row and which column a question names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked
from assistant.patterns import folded
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.amounts_asked import AmountAsked
    from assistant.sentences import Term
    from ingest import Event, Figure

TABLE = "table"
_COUNTED = re.compile(r"[(（][^()（）]{0,12}[)）]|(?:人数|总数|数量|数|额)$")
_SUM_ROW = re.compile(r"^(?:合计|总计|小计|共计|总数|全部)$")
_BOTH = re.compile(r"国中小|国民?中小学|中小学")  # both levels of compulsory school in one word
_LONG = 2  # characters from which a label by itself is worth looking for
# Measures that count the same thing, each with what the heading of a column then says.
_ALIKE = tuple(
    (frozenset(measures), folded(column))
    for measures, column in (
        ("所校間", r"校|所數|所$"), ("班", "班"), ("人位名", "人|[生員童]數|員額"), ("戶", "戶"), ("件案則", "件|案"),
        ("場次", "場|次"), ("家", "家"), ("處", "處"), ("只個隻", "[只個隻](?:數|$)"), ("輛臺部", "[輛臺部車]"),
        ("團組", "[團組]"), ("國", "國家?數"), ("元", "金額|經費|[額費價]$"),
    )
)  # fmt: skip


def table_of(event: Event) -> list[Figure]:
    """The figures of an item that stand in a table, with the labels of a row and a column."""
    return [one for one in event.figures if one.rule == TABLE and len(one.what.split()) > 1]


def row_of(figure: Figure) -> str:
    """The label of the row, folded."""
    return fold_key(" ".join(figure.what.split()[:-1]))


def column_of(figure: Figure) -> str:
    """The heading of the column, folded."""
    return fold_key(figure.what.split()[-1])


def is_sum(figure: Figure) -> bool:
    """Whether a cell stands in a row of totals."""
    return _SUM_ROW.search(row_of(figure)) is not None


def cells_of(event: Event, amount: AmountAsked, text: str, terms: Sequence[Term]) -> list[Figure]:
    """The cells of the rows and columns that a question names; none where it names no column, or no row of several.

    Args:
        event: an item.
        amount: what is asked for.
        text: the whole question, folded.
        terms: the things that the question speaks of, which may be spelled otherwise.
    """
    cells = table_of(event)
    rows = _rows(list(dict.fromkeys(map(row_of, cells))), text, terms)
    named = [one for one in cells if row_of(one) in rows]
    columns = columns_asked(named, amount, terms)
    return [one for one in named if column_of(one) in columns]


def column_cells(event: Event, amount: AmountAsked, terms: Sequence[Term]) -> list[Figure]:
    """The cells of a column that a question names without a row, those of a row of totals left out."""
    cells = table_of(event)
    columns = columns_asked(cells, amount, terms)
    return [one for one in cells if column_of(one) in columns and not _SUM_ROW.search(row_of(one))]


def totals_of(event: Event, column: Sequence[Figure]) -> list[Figure]:
    """The totals that a table prints below some columns."""
    columns = {column_of(one) for one in column}
    return [one for one in table_of(event) if column_of(one) in columns and _SUM_ROW.search(row_of(one))]


def columns_asked(cells: Sequence[Figure], amount: AmountAsked, terms: Sequence[Term]) -> set[str]:
    """The columns that an amount asked for is one of."""
    columns = list(dict.fromkeys(map(column_of, cells)))
    key = fold_key(amount.text)
    whole = {one for one in columns if len(one) >= _LONG and one in key}
    if whole:
        return whole
    stems = {one for one in columns if len(_stem(one)) >= _LONG and _says(_stem(one), key, terms)}
    if stems:
        return stems
    alike = [column for measures, column in _ALIKE if amount.measure and amount.measure[0] in measures]
    alike += [column for measures, column in _ALIKE for one in measures if f"{one}数" in key]
    return {one for one in columns if any(column.search(one) for column in alike)}


def names_cell(event: Event, text: str, terms: Sequence[Term]) -> bool:
    """Whether an item has a table with the very row and column that a question asks for, or the column to add up."""
    return any(
        cells_of(event, one, text, terms) or (one.total and len(column_cells(event, one, terms)) > 1)
        for one in amounts_asked(text)
    )


def _stem(column: str) -> str:
    return _COUNTED.sub("", column)


def _says(stem: str, key: str, terms: Sequence[Term]) -> bool:
    """Whether words ask for what a column counts, or a thing they speak of is called so."""
    return stem in key or any(
        stem in term.spellings and any(spelling in key for spelling in term.spellings) for term in terms
    )


def _rows(labels: Sequence[str], text: str, terms: Sequence[Term]) -> set[str]:
    """The rows that a question names: as it writes them, else by a thing whose spellings are of one row only."""
    labels = [one for one in labels if len(one) >= _LONG and not one.isdigit()]
    key = _BOTH.sub(r"国中国小", fold_key(text))
    said = {one for one in labels if one in key}
    said = {one for one in said if not any(one != other and one in other for other in said)}
    if said:
        return said
    spelled = [[one for one in labels if one in term.spellings] for term in terms]
    return {one[0] for one in spelled if len(one) == 1}
