"""Totals, averages and shares over the figures of several events, with their working shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.arithmetic import grouped, plain
from assistant.asking import asked
from assistant.figures_said import figure_phrase
from assistant.vocabulary import pattern_of
from assistant.weigh import figure_of, figures_for
from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from ingest import Event, Figure

_TOTAL = re.compile(
    r"合计|总共|总计|加起来|加总|一共|累计|\b(?:in total|altogether|combined|sum|total number|in all|add up)\b"
)
_AVERAGE = re.compile(r"平均|\baverage\b|\bmean\b")
_SHARE = re.compile(r"占|比重|\b(?:share|what percentage|what percent|proportion)\b")
_WHOLE = re.compile(r"合计|总计|共计|总数|全部|总")


def tell_sum(builder: Builder, events: Sequence[Event]) -> bool:
    """Add the sum or average of one figure of each event, or a share of a whole, if asked for; whether it was."""
    text = asked(builder.question)
    average = bool(_AVERAGE.search(text))
    if _SHARE.search(text) and _tell_share(builder, events):
        return True
    if len(events) < 2 or not (average or _TOTAL.search(text)):
        return False
    found = [(event, figure) for event in events if (figure := figure_of(event, builder.question)) is not None]
    found = [(event, figure) for event, figure in found if figure.amount is not None]
    units = {figure.unit for _, figure in found}
    if len(found) < 2 or len(units) != 1:
        return False
    _add_up(builder, found, units.pop(), average=average)
    for event, _ in found:
        builder.event(event)
        builder.quote(event)
    return True


def tell_total(builder: Builder, events: Sequence[Event]) -> None:
    """Add the sum of a figure over a set that is counted, where the question asks for both."""
    if not pattern_of("around", "ask.totals").search(asked(builder.question)):
        return
    found = [(event, figure) for event in events for figure in event.figures if figure.amount and _is_of_people(figure)]
    one_each = list({event.id: (event, figure) for event, figure in reversed(found)}.values())[::-1]
    if len(one_each) > 1:
        _add_up(builder, one_each, "", average=False)
    for event, figure in one_each if len(one_each) == 1 else ():
        cited = builder.cite(event)
        for text in builder.proved(event, [figure_phrase(builder.language, event, figure)], cited):
            builder.say("said", cited, quote=text)


def _is_of_people(figure: Figure) -> bool:
    return figure.unit[:2] in ("人次", "民眾") and figure.comparator != "rank"


def _add_up(builder: Builder, found: Sequence[tuple[Event, Figure]], unit: str, *, average: bool) -> None:
    amounts = [figure.amount or 0.0 for _, figure in found]
    total = sum(amounts)
    how, value = " + ".join(plain(amount) for amount in amounts), grouped(total)
    cited = [number for event, _ in found for number in builder.cite(event)]
    builder.say("sum", cited, ((value, how),), value=value, how=how, unit=unit)
    if average:
        how, value = f"{plain(total)} ÷ {len(amounts)}", grouped(round(total / len(amounts), 2))
        builder.say("average", cited, ((value, how),), value=value, how=how, unit=unit)


def _tell_share(builder: Builder, events: Sequence[Event]) -> bool:
    """What share a figure is of the total beside it in the same table or item."""
    told = False
    for event in events:
        best = [one for one in figures_for(event, builder.question) if one.amount and not _is_whole(one)]
        whole = _whole_of(event, best[0]) if best else None
        if whole is None or not whole.amount or not best[0].amount or best[0].amount > whole.amount:
            continue
        if best[0].unit != whole.unit:  # passengers are no whole of which buses could be a part
            continue
        how = f"{plain(best[0].amount)} ÷ {plain(whole.amount)} × 100"
        value = grouped(round(best[0].amount / whole.amount * 100, 2))
        cited = builder.cite(event)
        label = next(iter(builder.proved(event, [figure_phrase(builder.language, event, best[0])], cited)), "")
        builder.say("share", cited, ((value, how),), label=label, value=value, how=how)
        builder.event(event)
        told = True
    return told


def _is_whole(figure: Figure) -> bool:
    return bool(_WHOLE.search(fold(figure.what)))


def _whole_of(event: Event, part: Figure) -> Figure | None:
    """The total of the column that a table's figure stands in, or of the item."""
    column = part.what.split()[-1:]
    wholes = [one for one in event.figures if _is_whole(one) and one.amount]
    return next((one for one in wholes if one.what.split()[-1:] == column), wholes[0] if len(wholes) == 1 else None)
