"""Answers that compare two or more things: their figures, their counts or their dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.arithmetic import grouped, plain
from assistant.asking import asked
from assistant.figures_said import figure_phrase, figure_words
from assistant.phrase import counted, date_words, say, squeezed
from assistant.sides import is_rate, needs_figure, sides_of, states_asked, wants_figure
from assistant.tell_changes import tell_changes
from assistant.tell_sets import in_order
from assistant.workings import CITED, DAYS_APART, EACH
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from assistant.sides import Side
    from ingest import Event

# Matched on folded text, so either script will do.
_LESS = re.compile(r"较少|较低|最少|最低|比较少|比较低|\b(?:fewer|fewest|less|least|lower|lowest|smaller)\b")
_AMOUNTS = re.compile(
    r"[多少高低][^，。]{0,4}(?:吗|了|$)|较[多少高低]|增加|减少|变化"
    r"|\b(?:chang|differ)\w*|\b(?:more|fewer|less|higher|lower)\b"
)
_WAN, _YI = 10_000, 100_000_000
_MILLIONS = 1_000_000  # from which an amount of money is easier read in 萬 or 億
_PERCENT = re.compile(r"百分|几成|%|\b(?:percent|per cent|percentage)\b")


def tell_compare(builder: Builder) -> Refusal | None:
    """Say which has more or came first, with what each side's value is and where it stands."""
    question, sides = builder.question, sides_of(builder)
    missing = [side.name for side in sides if not side.events and not side.exact]
    if len(sides) < 2 or missing or not any(side.events for side in sides):
        if len(missing) == len(sides) and question.filters.topics:
            missing = [one.words for one in question.filters.topics]
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, "、".join(missing) or question.resolved)
    if not all(side.events for side in sides):
        return _by_count(builder, sides)
    if tell_changes(builder, sides, _names(builder, sides), less=_is_less(builder)):
        return None
    if question.order in ("first", "last") and not _AMOUNTS.search(asked(question)):
        return _by_date(builder, sides, first=question.order == "first")
    unknown = [side.name for side in sides if not states_asked(builder, side)] if needs_figure(builder) else []
    both = not unknown and all(side.figure is not None for side in sides) and not _same_figure(sides)
    if both and (wants_figure(builder) or _one_item(sides)):
        return _by_figure(builder, sides)
    if unknown or (wants_figure(builder) and _same_figure(sides)):
        return Refusal(RefusalReason.NOT_STATED, "、".join(unknown or [side.name for side in sides]))
    return _by_count(builder, sides)


def _same_figure(sides: Sequence[Side]) -> bool:
    """Whether one and the same figure was found for all sides: it tells nothing of how they differ."""
    found = {(side.events[0].id, side.figure.start, side.figure.text) for side in sides if side.figure is not None}
    return len(found) == 1 and all(side.figure is not None for side in sides)


def _one_item(sides: Sequence[Side]) -> bool:
    """Whether all sides stand in one and the same item, as the rows of a table do."""
    return len({side.events[0].id for side in sides}) == 1


def _values(builder: Builder, pairs: Sequence[tuple[str, str]]) -> str:
    words = [say(builder.language, "compare_value", name=name, value=value) for name, value in pairs]
    return say(builder.language, "details_join").join(words)


def _names(builder: Builder, sides: Sequence[Side]) -> list[str]:
    """What to call the sides: as asked where their events say it so, else by title, by date if the titles agree."""
    names = [_shown(side) for side in sides]
    if len(set(names)) == len(names) and not all(side.by_time for side in sides):
        return names
    days = [side.events[0].when for side in sides]
    return [date_words(builder.language, day) if day else name for day, name in zip(days, names, strict=True)]


def _shown(side: Side) -> str:
    event = side.events[0]
    text = fold_key(event.quote + "".join(one.caption for one in event.photos))
    return side.name if fold_key(side.name) in text else squeezed(event.title)


def _is_less(builder: Builder) -> bool:
    return builder.question.order == "least" or bool(_LESS.search(asked(builder.question)))


def _by_figure(builder: Builder, sides: Sequence[Side]) -> Refusal | None:
    less, rate = _is_less(builder), all(is_rate(side.figure) for side in sides if side.figure is not None)
    names = _names(builder, sides)
    rows = [
        (side.figure.amount or 0.0, name, _value(builder, side), side)
        for side, name in zip(sides, names, strict=True) if side.figure is not None
    ]  # fmt: skip
    rows.sort(key=lambda one: one[0] if less else -one[0])
    cited = [number for *_, side in rows for number in builder.cite(side.events[0])]
    values = _values(builder, [(name, words) for _, name, words, _ in rows])
    if rows[0][0] == rows[1][0]:
        builder.say("compare_equal", cited, values=values)
    else:
        key = ("compare_lower" if less else "compare_higher") if rate else ("compare_less" if less else "compare_more")
        builder.say(key, cited, name=rows[0][1], values=values)
        money = all(side.figure is not None and "元" in side.figure.unit for *_, side in rows)
        _difference(builder, [amount for amount, *_ in rows], cited, rate=rate, money=money)
    _proof(builder, list({side.events[0].id: side.events[0] for *_, side in rows}.values()))
    return None


def _value(builder: Builder, side: Side) -> str:
    """A side's figure; with what it counts where it is a bare number of a table."""
    assert side.figure is not None  # only such sides are compared by figure
    if side.figure.unit or fold_key(side.figure.what) in {fold_key(side.name), *side.keys}:
        return figure_words(side.figure)
    phrase = figure_phrase(builder.language, side.events[0], side.figure)
    return next(iter(builder.proved(side.events[0], [phrase], builder.cite(side.events[0]))), figure_words(side.figure))


def _difference(
    builder: Builder, amounts: Sequence[float], cited: Sequence[int], *, rate: bool, money: bool = False
) -> None:
    """How far the highest is from the lowest, with the working; in percent where that is asked."""
    high, low = max(amounts), min(amounts)
    how, value = f"{plain(high)} − {plain(low)}", grouped(high - low)
    if money and high - low >= _MILLIONS:
        scale, key = (_YI, "difference_yi") if high - low >= _YI else (_WAN, "difference_wan")
        short = grouped(round((high - low) / scale, 4))
        builder.say(key, cited, ((value, how), (short, f"{how} ÷ {scale}")), value=value, how=how, short=short)
    else:
        builder.say("points" if rate else "difference", cited, ((value, how),), value=value, how=how)
    if not rate and low and _PERCENT.search(asked(builder.question)):
        how = f"{plain(high - low)} ÷ {plain(low)} × 100"
        value = grouped(round((high - low) / low * 100, 2))
        builder.say("percent_more", cited, ((value, how),), value=value, how=how)


def _by_date(builder: Builder, sides: Sequence[Side], *, first: bool) -> Refusal | None:
    dated = [(side.when, side) for side in sides if side.when is not None]
    if len(dated) < len(sides):
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    dated.sort(key=lambda one: one[0].first, reverse=not first)
    names = _names(builder, [side for _, side in dated])
    spans = [date_words(builder.language, when) for when, _ in dated]
    values = _values(builder, list(zip(names, spans, strict=True)))
    events = [event for when, side in dated for event in side.events if event.when == when]
    cited = [number for event in events for number in builder.cite(event)]
    key = "compare_equal" if dated[0][0].first == dated[1][0].first else "compare_first" if first else "compare_last"
    builder.say(key, cited, values=values, name=names[0])
    first_day, last_day = sorted((dated[0][0].first, dated[-1][0].first))
    if first_day != last_day:
        days = str((last_day - first_day).days)
        how = DAYS_APART.format(first=first_day.isoformat(), last=last_day.isoformat())
        builder.say("days_apart", cited, ((days, how),), value=days)
    _proof(builder, events)
    return None


def _by_count(builder: Builder, sides: Sequence[Side]) -> Refusal | None:
    """Which side has more events; each count is proved by its own list."""
    less = _is_less(builder)
    rows = sorted(sides, key=lambda side: len(side.events) if less else -len(side.events))
    counts = [str(len(side.events)) for side in rows]
    named = [(side.name, say(builder.language, "compare_events", n=n)) for side, n in zip(rows, counts, strict=True)]
    cited = [number for side in rows for event in side.events for number in builder.cite(event)]
    computed = tuple((n, EACH) for n in counts)
    if counts[0] == counts[1]:
        builder.say("compare_equal", cited, computed, values=_values(builder, named))
    else:
        key = "compare_less" if less else "compare_more"
        builder.say(key, cited, computed, name=named[0][0], values=_values(builder, named))
    for side, n in zip(rows, counts, strict=True):
        if not side.events:
            continue
        numbers = [number for event in side.events for number in builder.cite(event)]
        unit = counted(builder.language, n)
        builder.say("group_head", numbers, ((n, CITED),), name=side.name, n=n, unit=unit)
        _proof(builder, in_order(side.events))
    return None


def _proof(builder: Builder, events: Sequence[Event]) -> None:
    for event in events:
        builder.event(event)
