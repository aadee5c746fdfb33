"""Answers to questions for a set, a count, or the first, last, most and least of a set."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.arithmetic import COUNT, LABEL
from assistant.phrase import country_names, month_words, person_words, say, squeezed
from assistant.question import Focus
from assistant.weigh import figure_of
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.builder import Builder
    from ingest import Event

_RANKED = 12


def tell_list(builder: Builder) -> Refusal | None:
    """Every event of the set, in date order, each one cited line."""
    events = builder.evidence.events
    builder.say("list_head", computed=((str(len(events)), COUNT),), n=len(events))
    _items(builder, events)
    return None


def tell_count(builder: Builder) -> Refusal | None:
    """How many, and the list that proves it."""
    events = builder.evidence.events
    kinds = builder.question.filters.kinds
    unit = "incoming_visit" if kinds == (Kind.INCOMING_VISIT,) else "event"
    builder.say(
        "count_head", computed=((str(len(events)), COUNT),), n=len(events),
        unit=say(builder.language, unit, "units"),
    )  # fmt: skip
    _items(builder, events)
    return None


def _items(builder: Builder, events: Sequence[Event]) -> None:
    for event in events:
        builder.event(event)


def tell_superlative(builder: Builder) -> Refusal | None:
    """The first or last, the most or fewest by a group, or the highest figure."""
    question, events = builder.question, builder.evidence.events
    if question.group_by:
        return _by_group(builder, question.group_by)
    if question.order in ("first", "last"):
        return _by_date(builder, question.order, question.limit or 1)
    if Focus.HOW_MANY in question.focus or question.order in ("most", "least"):
        return _by_figure(builder, highest=question.order != "least")
    _items(builder, events)
    return None


def _by_date(builder: Builder, order: str, limit: int) -> Refusal | None:
    dated = [event for event in builder.evidence.events if event.when is not None]
    if not dated:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    first = order == "first"

    def day(event: Event) -> date:
        assert event.when is not None  # filtered above
        return event.when.first if first else event.when.last

    dated.sort(key=day, reverse=not first)
    edge = day(dated[min(limit, len(dated)) - 1])
    chosen = [event for event in dated if (day(event) <= edge if first else day(event) >= edge)]
    builder.say("superlative_first" if first else "superlative_last")
    for event in chosen:
        builder.event(event)
        builder.quote(event)
    return None


def _by_figure(builder: Builder, *, highest: bool) -> Refusal | None:
    """The event with the largest or smallest figure of what is asked."""
    weighed = []
    for event in builder.evidence.events:
        figure = figure_of(event, builder.question)
        if figure is not None and figure.amount is not None:
            weighed.append((figure.amount, event, figure))
    if not weighed:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    weighed.sort(key=lambda one: -one[0] if highest else one[0])
    _, event, figure = weighed[0]
    key = "most_figure" if highest else "least_figure"
    builder.say(key, builder.cite(event), name=squeezed(event.title), value=squeezed(figure.text))
    for _, one, _ in weighed[:_RANKED]:
        builder.event(one)
    return None


def _groups(builder: Builder, by: str) -> Callable[[Event], Sequence[str]]:
    language = builder.language

    def months(event: Event) -> Sequence[str]:
        return [f"{event.when.first.year}-{event.when.first.month:02}"] if event.when else []

    readers: dict[str, Callable[[Event], Sequence[str]]] = {
        "month": months,
        "country": lambda event: country_names(event, language),
        "host": lambda event: [person_words(one, language) for one in event.hosts],
        "visitor": lambda event: [person_words(one, language) for one in event.visitors],
        "kind": lambda event: [say(language, one.kind.value, "kinds") for one in event.kinds],
        "city": lambda event: [one.text for one in event.cities],
        "topic": lambda event: [one.text for one in event.topics],
        "organisation": lambda event: [one.text for one in event.organisations],
    }
    return readers.get(by, months)


def _by_group(builder: Builder, by: str) -> Refusal | None:
    read, least = _groups(builder, by), builder.question.order == "least"
    members: dict[str, list[Event]] = {}
    for event in builder.evidence.events:
        for name in dict.fromkeys(read(event)):
            members.setdefault(name, []).append(event)
    if not members:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    counts = Counter({name: len(events) for name, events in members.items()})
    ranking = sorted(counts.items(), key=lambda one: (one[1] if least else -one[1], one[0]))
    top = [name for name, n in ranking if n == ranking[0][1]]
    _lead(builder, by, top, ranking[0][1], members, least=least)
    for name, n in ranking[:_RANKED]:
        _rank_line(builder, by, name, n, members[name])
    for name in top:
        for event in members[name]:
            builder.event(event)
    return None


def _lead(builder: Builder, by: str, top: Sequence[str], n: int, members: dict[str, list[Event]], *, least: bool) -> None:
    cited = [number for name in top for event in members[name] for number in builder.cite(event)]
    shown = [_shown(builder, by, name) for name in top]
    computed = [(str(n), "count of the events of " + shown[0]), *((one, LABEL) for one in shown if by == "month")]
    names = say(builder.language, "names_join").join(shown)
    if len(top) > 1 and not least:
        builder.say("tie_by", cited, computed, names=names, n=n)
    else:
        builder.say("least_by" if least else "most_by", cited, computed, name=names, n=n)


def _rank_line(builder: Builder, by: str, name: str, n: int, events: Sequence[Event]) -> None:
    shown = _shown(builder, by, name)
    computed = [(str(n), "count of the events of " + shown), *(((shown, LABEL),) if by == "month" else ())]
    cited = [number for event in events for number in builder.cite(event)]
    for event in events:
        builder.assert_event(event)
    builder.line(say(builder.language, "rank_item", name=shown, n=n), cited, computed, bullet=True)


def _shown(builder: Builder, by: str, name: str) -> str:
    if by == "month":
        year, month = name.split("-")
        return month_words(builder.language, int(year), int(month))
    return name


