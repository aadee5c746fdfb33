"""Which rows of a table rose or fell from one report to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.amounts_asked import AmountAsked
from assistant.asking import asked
from assistant.cells import column_of, columns_asked, is_sum, row_of, table_of
from assistant.figures_said import figure_words
from assistant.phrase import say
from assistant.tell_lookup import terms_of
from assistant.vocabulary import pattern_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from assistant.sentences import Term
    from assistant.sides import Side
    from ingest import Event, Figure


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


__all__ = ["tell_changes"]
