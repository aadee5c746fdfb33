"""Totals, averages and shares over the figures of several events, with their working shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.arithmetic import grouped, plain
from assistant.asking import asked
from assistant.figures_said import figure_words
from assistant.phrase import say, squeezed
from assistant.weigh import figure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from ingest import Event, Figure

_TOTAL = re.compile(
    r"合计|总共|总计|加起来|加总|一共|累计|\b(?:in total|altogether|combined|sum|total number|in all|add up)\b"
)
_AVERAGE = re.compile(r"平均|\baverage\b|\bmean\b")


def tell_sum(builder: Builder, events: Sequence[Event]) -> bool:
    """Add the sum or average of one figure of each event, if that is asked for; whether it was."""
    text = asked(builder.question)
    average = bool(_AVERAGE.search(text))
    if len(events) < 2 or not (average or _TOTAL.search(text)):
        return False
    found = [(event, figure) for event in events if (figure := figure_of(event, builder.question)) is not None]
    found = [(event, figure) for event, figure in found if figure.amount is not None]
    units = {figure.unit for _, figure in found}
    if len(found) < 2 or len(units) != 1:
        return False
    amounts = [figure.amount or 0.0 for _, figure in found]
    how = " + ".join(plain(amount) for amount in amounts)
    total = sum(amounts)
    cited = [number for event, _ in found for number in builder.cite(event)]
    value, key = grouped(total), "sum"
    if average:
        how, value, key = f"{how} ÷ {len(amounts)}", grouped(round(total / len(amounts), 2)), "average"
    builder.say(key, cited, ((value, how),), value=value, how=how, unit=units.pop())
    for event, figure in found:
        _row(builder, event, figure)
    return True


def _row(builder: Builder, event: Event, figure: Figure) -> None:
    words = say(builder.language, "figure_item", title=squeezed(event.title), value=figure_words(figure))
    builder.line(words, builder.cite(event), bullet=True)
    builder.assert_event(event)
