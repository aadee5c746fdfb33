"""Which row of a table has the highest or lowest value of the column that a question names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.amounts_asked import AmountAsked
from assistant.asking import asked
from assistant.cells import column_cells, column_of
from assistant.figures_said import figure_phrase, figure_words
from assistant.patterns import folded
from assistant.tell_lookup import terms_of
from ingest import fold_key

if TYPE_CHECKING:
    from assistant.builder import Builder
    from ingest import Event, Figure

_COLUMNS = 3  # of one thing that are told one by one
_WHICH = folded(r"哪(?:一|個|類|級|種|項|所|區){0,2}(?P<noun>(?!最)[\u3400-\u9fff]{1,4}?)(?:的|最|有|是|數|$|[?。，])")


def tell_row(builder: Builder, *, highest: bool) -> bool:
    """Say the row that is on top, and the others below it; whether there is a table that the question means."""
    which = _WHICH.search(asked(builder.question))
    noun = which["noun"] if which else ""
    for events in (builder.evidence.events, builder.evidence.every) if noun else ():
        tables = [(event, _column(builder, event)) for event in events if noun in fold_key(event.quote)]
        found = [(event, cells) for event, cells in tables if len(cells) > 1]
        if events is builder.evidence.every:
            found = found[:1]
        for event, cells in reversed(_in_order(found)):
            _tell(builder, event, cells, highest=highest)
        if found:
            return True
    return False


def _in_order(tables: list[tuple[Event, list[Figure]]]) -> list[tuple[Event, list[Figure]]]:
    """Tables of several reports by their dates."""
    return sorted(tables, key=lambda one: one[0].when.first if one[0].when else date.min)


def _column(builder: Builder, event: Event) -> list[Figure]:
    """The cells of the columns that the question names: one, or a few of the same thing (第一次申訴、第二次申訴)."""
    cells = column_cells(event, AmountAsked(asked(builder.question)), terms_of(builder))
    return [one for one in cells if one.amount is not None] if len(set(map(column_of, cells))) <= _COLUMNS else []


def _tell_columns(builder: Builder, event: Event, cells: list[Figure], *, highest: bool) -> None:
    """The row on top in each of several columns."""
    cited = builder.cite(event)
    for column in dict.fromkeys(map(column_of, cells)):
        own = [one.amount or 0.0 for one in cells if column_of(one) == column]
        top = max(own) if highest else min(own)
        phrases = [
            figure_phrase(builder.language, event, one)
            for one in cells
            if column_of(one) == column and one.amount == top
        ]
        for text in builder.proved(event, phrases, cited):
            builder.say("how_many_plain", cited, value=text)
    builder.event(event)


def _tell(builder: Builder, event: Event, cells: list[Figure], *, highest: bool) -> None:
    if len(set(map(column_of, cells))) > 1:
        _tell_columns(builder, event, cells, highest=highest)
        return
    cells.sort(key=lambda one: -(one.amount or 0.0) if highest else (one.amount or 0.0))
    cited = builder.cite(event)
    for at, cell in enumerate(cells):
        if cell.amount == cells[0].amount:
            row = " ".join(cell.what.split()[:-1])
            builder.say("most_figure" if highest else "least_figure", cited, name=row, value=figure_words(cell))
        elif cells[at - 1].amount == cells[0].amount:
            builder.say("ranked_head")
    for cell in cells:
        phrase = figure_phrase(builder.language, event, cell)
        for text in builder.proved(event, [phrase], cited) if cell.amount != cells[0].amount else ():
            builder.line(text, cited, bullet=True)
    builder.event(event)
