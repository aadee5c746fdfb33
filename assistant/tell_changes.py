"""Which rows of a table rose or fell from one report to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.amounts_asked import AmountAsked
from assistant.asking import asked
from assistant.cells import cells_of, column_of, columns_asked, is_sum, row_of, table_of
from assistant.figures_said import figure_words
from assistant.phrase import date_words, say
from assistant.select import select_events
from assistant.tell_lookup import terms_of
from assistant.vocabulary import pattern_of
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from assistant.sentences import Term
    from assistant.sides import Side
    from ingest import Event, Figure

_TWO = 2  # reports of which the tables are compared


def tell_changes(builder: Builder, sides: Sequence[Side], names: Sequence[str], *, less: bool) -> bool:
    """Say each row that the first of two reports has more or fewer of; whether that is what is asked and told.

    Args:
        builder: of the answer.
        sides: the two reports compared, each with its events.
        names: what to call them.
        less: whether rows are asked for of which the first has fewer.
    """
    if len(sides) != 2 or not pattern_of("compared", "category").search(asked(builder.question)):
        return False
    less = less or pattern_of("trends", "falls").search(asked(builder.question)) is not None
    terms = terms_of(builder)
    for event in sides[0].events:
        for other in sides[1].events:
            pairs = _pairs(_column(builder, event, terms), _column(builder, other, terms))
            if len(pairs) > 1:
                _tell(builder, (event, other), pairs, names, less=less)
                return True
    return False


def _column(builder: Builder, event: Event, terms: Sequence[Term]) -> list[Figure]:
    """The cells of the one column that a question names."""
    cells = [one for one in table_of(event) if one.amount is not None]
    columns = columns_asked(cells, AmountAsked(asked(builder.question)), terms)
    known = [{column_of(one) for one in cells} & set(term.spellings) for term in terms]
    meant = columns or min((one for one in known if one), key=len, default=set())
    return [one for one in cells if column_of(one) in meant] if len(meant) == 1 else []


def _pairs(first: Sequence[Figure], second: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The cells of two tables that stand in rows of one label."""
    by_row = {row_of(one): one for one in second if not is_sum(one)}
    return [(one, by_row[row_of(one)]) for one in first if row_of(one) in by_row]


def _tell(
    builder: Builder, events: tuple[Event, Event], pairs: Sequence[tuple[Figure, Figure]], names: Sequence[str], *,
    less: bool,
) -> None:  # fmt: skip
    cited = [number for event in events for number in builder.cite(event)]
    told = False
    for one, other in pairs:
        change = (one.amount or 0.0) - (other.amount or 0.0)
        if change == 0 or (change < 0) != less:
            continue
        words = zip(names, map(figure_words, (one, other)), strict=True)
        values = [say(builder.language, "compare_value", name=name, value=value) for name, value in words]
        row = " ".join(one.what.split()[:-1])
        joined = say(builder.language, "details_join").join(values)
        builder.say("compare_less" if less else "compare_more", cited, name=row, values=joined)
        told = True
    if not told:
        builder.say("no_record", no=say(builder.language, "no_have"))
    for event in events:
        builder.event(event)


def tell_cell_trend(builder: Builder, wanted: int) -> bool:
    """Say whether a cell of a table rose or fell from the report before to the latest, where a question names one.

    Args:
        builder: of the answer.
        wanted: 1 where it is asked if it rose, -1 if it fell.
    """
    text, terms = fold(asked(builder.question)), terms_of(builder)
    found = [(cells_of(event, AmountAsked(text), text, terms), event) for event in _tabled(builder)]
    told = [(cells[0], event) for cells, event in found if len(cells) == 1 and cells[0].amount is not None]
    if len(told) < _TWO or len({cell.what for cell, _ in told}) != 1:
        return False
    (before, earlier), (after, later) = told[-2:]
    change = (after.amount or 0.0) - (before.amount or 0.0)
    cited = [number for event in (earlier, later) for number in builder.cite(event)]
    builder.line(say(builder.language, "yes" if change * wanted > 0 else "no_have"))
    pairs = [(cell, event.when) for cell, event in told[-2:]]
    values = [
        say(builder.language, "compare_value", name=date_words(builder.language, when), value=figure_words(cell))
        for cell, when in pairs
        if when is not None
    ]
    key = "compare_equal" if change == 0 else "compare_more" if change > 0 else "compare_less"
    name = date_words(builder.language, later.when) if later.when is not None else ""
    builder.say(key, cited, name=name, values=say(builder.language, "details_join").join(values))
    for event in (earlier, later):
        builder.event(event)
    return True


def _tabled(builder: Builder) -> list[Event]:
    """The dated items with tables, by date; those that the question's filters let through where any do."""
    meant = select_events(builder.question.filters, builder.evidence.every) or builder.evidence.every
    dated = [(event.when.first, event) for event in meant if event.when is not None and table_of(event)]
    return [event for _, event in sorted(dated, key=lambda one: one[0])]


__all__ = ["tell_cell_trend", "tell_changes"]
