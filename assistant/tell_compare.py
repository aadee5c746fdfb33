"""Answers that compare two or more things: their figures, their counts or their dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.arithmetic import grouped, plain
from assistant.phrase import date_words, say, squeezed
from assistant.select import people, same_name, select_events
from assistant.sentences import held
from assistant.weigh import figures_for
from assistant.workings import CITED, DAYS_APART, EACH
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.builder import Builder
    from ingest import DateRange, Event, Figure

_RATE = re.compile(r"率|百分|比例|\b(?:percent|percentage|rate|share)\b")
_LESS = re.compile(r"較少|较少|較低|较低|最少|最低|\b(?:fewer|fewest|less|least|lower|lowest|smaller)\b")
_PERCENT = re.compile(r"百分|几成|%|\b(?:percent|per cent|percentage)\b")
_FIGURED = re.compile(
    r"人數|人数|人次|參與者|吸引|較多人|较多人|規模|规模|率|多少|金額|件數|件数"
    r"|\b(?:people|visitors|attendance|drew|attracted|bigger|larger|rate|percent|percentage|staff)\b"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: its name as asked, the events it stands in, and its figure."""

    name: str
    events: tuple[Event, ...]
    figure: Figure | None = None
    when: DateRange | None = None


def tell_compare(builder: Builder) -> Refusal | None:
    """Say which has more or came first, with what each side's value is and where it stands."""
    question = builder.question
    sides = [_side(builder, name) for name in question.alternatives]
    missing = [side.name for side in sides if not side.events]
    if len(sides) < 2 or missing:
        return Refusal(RefusalReason.NOT_IN_ARCHIVE, "、".join(missing) or question.resolved)
    if question.order in ("first", "last"):
        return _by_date(builder, sides, first=question.order == "first")
    figured = _figured(builder) or _one_item(sides)
    if figured and all(side.figure is not None for side in sides):
        return _by_figure(builder, sides)
    return _by_count(builder, sides)


def _one_item(sides: Sequence[Side]) -> bool:
    """Whether all sides stand in one and the same item, as the rows of a table do."""
    return len({side.events[0].id for side in sides}) == 1


def _side(builder: Builder, name: str) -> Side:
    """The events that a thing stands in: by person, by place, else by the words of its name."""
    others = replace(builder.question.filters, persons=(), places=(), topics=(), kinds=(), organisations=())
    every = select_events(others, builder.evidence.every)
    events = _events_of(name, every)
    with_figure = [(event, found) for event in events if (found := _figure(event, name, builder))]
    with_figure.sort(key=lambda one: -held(fold_key(one[0].title), fold_key(name)))
    figure = with_figure[0][1] if with_figure else None
    if with_figure and _figured(builder):
        first = with_figure[0][0]
        events = (first, *(event for event in events if event is not first))
    dated = [event for event in events if event.when is not None]
    return Side(name, events, figure, dated[0].when if dated else None)


def _figured(builder: Builder) -> bool:
    return bool(_FIGURED.search(fold(builder.question.resolved)))


def _events_of(name: str, every: Sequence[Event]) -> tuple[Event, ...]:
    by_person = tuple(event for event in every if any(same_name(one, name) for one in people(event)))
    if by_person:
        return by_person
    key = fold_key(name)
    whole = tuple(event for event in every if key in _said(event))
    if whole:
        titled = tuple(event for event in whole if key in fold_key(event.title))
        return titled or whole
    scored = [(held(_said(event), key), event) for event in every]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(event for score, event in scored if score == best) if best >= 0.5 else ()


def _said(event: Event) -> str:
    names = "".join(f"{one.name}{one.romanized or ''}" for one in people(event))
    return fold_key(f"{event.title}{event.quote}{names}" + "".join(one.caption for one in event.photos))


def _figure(event: Event, name: str, builder: Builder) -> Figure | None:
    """The figure that stands for the thing in the event: the one whose words or place are nearest its name."""
    rate = bool(_RATE.search(fold(builder.question.resolved)))
    found = [one for one in event.figures if one.amount is not None and rate == ("%" in one.unit + one.text)]
    if not found:
        return None
    key, own = fold_key(name), [one for one in found if fold_key(name) in fold_key(one.what)]
    if own:
        return own[0]
    at = event.quote.find(name)
    if at < 0:
        at = fold(event.quote).find(fold(name))
    after = [one for one in found if at >= 0 and one.start - event.start >= at]
    if after and key not in fold_key(event.title):
        return min(after, key=lambda one: one.start)
    best = figures_for(event, builder.question)
    return next((one for one in best if one in found), None) or max(found, key=lambda one: one.amount or 0.0)


def _values(builder: Builder, pairs: Sequence[tuple[str, str]]) -> str:
    words = [say(builder.language, "compare_value", name=name, value=value) for name, value in pairs]
    return say(builder.language, "details_join").join(words)


def _shown(side: Side) -> str:
    """The name of a side as the report writes it, where it does; else its event's title."""
    key = fold_key(side.name)
    if any(key in _said(event) for event in side.events[:1]):
        return side.name
    return squeezed(side.events[0].title)


def _by_figure(builder: Builder, sides: Sequence[Side]) -> Refusal | None:
    text = fold(builder.question.resolved)
    rate, less = bool(_RATE.search(text)), bool(_LESS.search(text))
    rows = [(side.figure.amount, side) for side in sides if side.figure is not None and side.figure.amount is not None]
    if len(rows) < len(sides):
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    rows.sort(key=lambda one: one[0] if less else -one[0])
    shown = [(_shown(side), squeezed(side.figure.text)) for _, side in rows if side.figure is not None]
    cited = [number for _, side in rows for number in builder.cite(side.events[0])]
    values = _values(builder, shown)
    if rows[0][0] == rows[1][0]:
        builder.say("compare_equal", cited, values=values)
    else:
        key = ("compare_lower" if less else "compare_higher") if rate else ("compare_less" if less else "compare_more")
        builder.say(key, cited, name=shown[0][0], values=values)
        _difference(builder, [amount for amount, _ in rows], cited, rate=rate)
    for _, side in rows:
        _proof(builder, side.events[:1])
    return None


def _difference(builder: Builder, amounts: Sequence[float], cited: Sequence[int], *, rate: bool) -> None:
    """How far the highest is from the lowest, with the working; in percent where that is asked."""
    high, low = max(amounts), min(amounts)
    how, value = f"{plain(high)} − {plain(low)}", grouped(high - low)
    builder.say("points" if rate else "difference", cited, ((value, how),), value=value, how=how)
    if not rate and low and _PERCENT.search(fold(builder.question.resolved)):
        how = f"{plain(high - low)} ÷ {plain(low)} × 100"
        value = grouped(round((high - low) / low * 100, 2))
        builder.say("percent_more", cited, ((value, how),), value=value, how=how)


def _by_date(builder: Builder, sides: Sequence[Side], *, first: bool) -> Refusal | None:
    dated = [(side.when, side) for side in sides if side.when is not None]
    if len(dated) < len(sides):
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    dated.sort(key=lambda one: one[0].first, reverse=not first)
    values = _values(builder, [(_shown(side), date_words(builder.language, when)) for when, side in dated])
    cited = [number for _, side in dated for number in builder.cite(side.events[0])]
    key = "compare_equal" if dated[0][0].first == dated[1][0].first else "compare_first" if first else "compare_last"
    builder.say(key, cited, values=values, name=_shown(dated[0][1]))
    first_day, last_day = sorted((dated[0][0].first, dated[-1][0].first))
    if first_day != last_day:
        days = str((last_day - first_day).days)
        how = DAYS_APART.format(first=first_day.isoformat(), last=last_day.isoformat())
        builder.say("days_apart", cited, ((days, how),), value=days)
    for _, side in dated:
        _proof(builder, [event for event in side.events if event.when == side.when])
    return None


def _by_count(builder: Builder, sides: Sequence[Side]) -> Refusal | None:
    """Which side has more events; each count is proved by its own list."""
    less = bool(_LESS.search(fold(builder.question.resolved)))
    rows = sorted(sides, key=lambda side: len(side.events) if less else -len(side.events))
    counts = [str(len(side.events)) for side in rows]
    shown = [(_shown(side), say(builder.language, "compare_events", n=n)) for side, n in zip(rows, counts, strict=True)]
    cited = [number for side in rows for event in side.events for number in builder.cite(event)]
    computed = tuple((n, EACH) for n in counts)
    if counts[0] == counts[1]:
        builder.say("compare_equal", cited, computed, values=_values(builder, shown))
    else:
        key = "compare_less" if less else "compare_more"
        builder.say(key, cited, computed, name=shown[0][0], values=_values(builder, shown))
    for side, (name, _), n in zip(rows, shown, counts, strict=True):
        numbers = [number for event in side.events for number in builder.cite(event)]
        builder.say("group_head", numbers, ((n, CITED),), name=name, n=n, unit=say(builder.language, "event", "units"))
        _proof(builder, side.events)
    return None


def _proof(builder: Builder, events: Sequence[Event]) -> None:
    for event in events:
        builder.event(event)
