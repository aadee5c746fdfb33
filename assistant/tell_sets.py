"""Answers to questions for a set, a count, or the first, last, most and least of a set."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Refusal, RefusalReason
from assistant.asking import asked
from assistant.counted_things import counted_things
from assistant.figures_said import clause_of, figure_phrase, figure_words
from assistant.firms import asks_firm
from assistant.groups import broken_down_by, counted_by, groups_of, shown
from assistant.how_often import times_asked
from assistant.measures import STAY, days_of, measure_asked
from assistant.names_first import of_frequent, tell_names
from assistant.phrase import joined, say, squeezed
from assistant.question import Focus, Intent
from assistant.select import in_place, meeting
from assistant.tell_lookup import tell_facts, tell_lookup, terms_of
from assistant.tell_people import tell_people
from assistant.tell_rows import tell_row
from assistant.tell_sums import tell_total
from assistant.units import units_asked
from assistant.vocabulary import pattern_of
from assistant.weigh import figure_of, figures_for
from assistant.workings import CITED, DAYS_LONG, EACH, GROUPS
from ingest import Precision, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.builder import Builder
    from assistant.measures import Measure
    from assistant.question import Question
    from ingest import Event, Figure

_BY_NOW = re.compile(
    r"目前|至今|迄今|现有|已有|共有|\b(?:so far|by now|currently|in total|does .{1,40} have)\b"
)
_GUESTS = re.compile(
    r"(?:几|多少)(?:个|位|名)?(?:外国|国外|各国|驻台|外籍)?(?:的)?(?:外宾|访宾|贵宾|来宾|宾客|客人|嘉宾|使节|代表)"
    r"|\bhow many (?:\w+ ){0,2}(?:guests|visitors|dignitaries|diplomats|callers|delegates)\b"
)
_OF_PEOPLE = "人名位民"
_EACH_OF = re.compile(r"各|分别|\b(?:each|respectively)\b")
_SEVERAL = 2
_RANKED = 12
_EACH = 30  # events up to which each is told with the fact that is asked of all
_LONG = 31  # days from which the end of a stretch says little of when it was
_TIED = 3  # events that share the first place which are told whole
_MET = 2  # figures of an event that are told of those that meet a condition
_SHOWN = 30  # events of the top group that are listed below a ranking


def tell_list(builder: Builder) -> Refusal | None:
    """Every event of the set, in date order, each one cited line."""
    return _told(builder, "list_head")


def tell_count(builder: Builder) -> Refusal | None:
    """How many, and the list that proves it; of the guests of one event that is named its number of people."""
    if _asks_heads(builder):
        return tell_lookup(builder)
    return _told(builder, "count_head")


def _asks_heads(builder: Builder) -> bool:
    """Whether a question counts the guests of one event that it names, and the event says how many there were."""
    filters, events = builder.question.filters, builder.evidence.events
    named = filters.topics or filters.documents
    if len(events) != 1 or not named or not _GUESTS.search(asked(builder.question)):
        return False
    return any(one.unit[:1] and one.unit[0] in _OF_PEOPLE for one in figures_for(events[0], builder.question))


def _told(builder: Builder, head: str) -> Refusal | None:
    events = in_order(builder.evidence.events)
    times = times_asked(builder.question) if builder.question.intent is Intent.LIST else 0
    if times:
        events = list(of_frequent(builder, events, times))
        if not events:
            return Refusal(RefusalReason.NOT_IN_ARCHIVE, builder.question.resolved)
        builder.say("names_often")
    _tell_rank(builder, events)
    words = asked(builder.question)
    by = broken_down_by(words) or builder.question.group_by
    _tell_heads(builder, events, head, by, max(times, 1))
    tell_total(builder, events)
    if not by and _each_place(builder, events, words):
        builder.items(events)
        return None
    each = any(pattern_of("around", one).search(words) for one in ("ask.each", "ask.attribute")) or asks_firm(words)
    each |= len(events) == 1 and bool({Focus.WHO, Focus.WHOM} & set(builder.question.focus))
    if len(events) > _EACH or not (each or builder.question.filters.figures):
        builder.items(events)
        return None
    terms = terms_of(builder)
    for event in events:
        builder.event(event)
        _tell_met(builder, event)
        if each and not tell_facts(builder, event, terms) and Focus.HOW_MANY in builder.question.focus:
            builder.say("each_not_stated")
    return None


def _tell_heads(builder: Builder, events: Sequence[Event], head: str, by: str | None, times: int) -> None:
    """What stands above the items: names or groups that are asked for, how many items there are, of each group too."""
    intent = builder.question.intent
    counted = counted_by(asked(builder.question)) if intent is Intent.COUNT and not by else None
    if counted:
        _tell_groups(builder, counted, events)
    if intent is Intent.LIST and not by:
        tell_names(builder, events, times)
    builder.count_line(head, events)
    if intent is Intent.COUNT and not (by or counted):
        tell_people(builder, events)
    members = groups_of(events, by, builder.language) if by else {}
    for name in sorted(members) if by == "month" else sorted(members, key=lambda one: -len(members[one])):
        _rank_line(builder, by or "", name, members[name])


def _each_place(builder: Builder, events: Sequence[Event], words: str) -> bool:
    """How many events each of several places has (日本與美國各幾次); whether that was asked."""
    places = builder.question.filters.places
    if builder.question.intent is not Intent.COUNT or len(places) < _SEVERAL or not _EACH_OF.search(words):
        return False
    for place in places:
        if of_place := [one for one in events if in_place(one, place)]:
            _rank_line(builder, "country", place.words, of_place)
    return True


def _tell_met(builder: Builder, event: Event) -> None:
    """The figures by which an event meets the conditions of the question."""
    filters = builder.question.filters
    subjects = tuple(term for one in filters.topics for term in one.terms)
    figures = dict.fromkeys(one for wanted in filters.figures for one in meeting(event, wanted, subjects))
    cited = builder.cite(event) if figures else ()
    said = [figure_phrase(builder.language, event, one) for one in figures]
    for text in list(dict.fromkeys(builder.proved(event, said, cited)))[:_MET]:
        builder.say("how_many_plain", cited, value=text)
    if any(one.measure == STAY for one in filters.figures):
        _say_days(builder, "length_item", event)


def _tell_groups(builder: Builder, by: str, events: Sequence[Event]) -> None:
    """How many countries or cities the events have to do with, each with how many events."""
    members = groups_of(events, by, builder.language)
    names = sorted(members, key=lambda one: -len(members[one]))
    if names:
        n = str(len(names))
        key = "count_city" if by == "city" else "count_country"
        builder.say(f"{key}_one" if n == "1" else key, (), ((n, GROUPS),), n=n)
    for name in names:
        _rank_line(builder, by, name, members[name])


def _tell_rank(builder: Builder, events: Sequence[Event]) -> None:
    """Where it is asked how many there are by now, the highest number that the reports give one of them (第 13 個)."""
    if not _BY_NOW.search(asked(builder.question)):
        return
    terms = terms_of(builder)
    ranked = [
        (figure.amount, event, figure)
        for event in events for figure in event.figures
        if figure.comparator == "rank" and figure.amount and any(one.held_by(fold_key(figure.what)) for one in terms)
    ]  # fmt: skip
    if ranked:
        _, event, figure = max(ranked, key=lambda one: one[0])
        words = builder.proved(event, [clause_of(event, figure)], builder.cite(event))
        for text in words:
            builder.say("said", builder.cite(event), quote=text)


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events by date, the undated last, then by their place in the report."""
    return sorted(events, key=lambda one: (one.when.first if one.when else date.max, one.report_id, one.start))


def tell_superlative(builder: Builder) -> Refusal | None:
    """The first or last, the most or fewest by a group, or the highest figure."""
    question = builder.question
    if question.group_by:
        return _by_group(builder, question.group_by)
    if question.order in ("first", "last"):
        return _by_date(builder, question.order, question.limit or 1)
    if Focus.HOW_MANY in question.focus or question.order in ("most", "least"):
        return _by_figure(builder, highest=question.order != "least")
    return _told(builder, "list_head")


def _by_date(builder: Builder, order: str, limit: int) -> Refusal | None:
    dated = [event for event in builder.evidence.events if event.when is not None]
    if not dated:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    first = order == "first"
    # what is known only to its period or month is neither the first nor the last of anything
    dated = [one for one in dated if one.when and one.when.precision is Precision.DAY] or dated

    def day(event: Event) -> date:
        assert event.when is not None  # filtered above
        long = (event.when.last - event.when.first).days > _LONG
        return event.when.first if first or long else event.when.last

    dated.sort(key=day, reverse=not first)
    edge = day(dated[min(limit, len(dated)) - 1])
    chosen = [event for event in dated if (day(event) <= edge if first else day(event) >= edge)]
    builder.say("superlative_first" if first else "superlative_last")
    for event in chosen:
        builder.event(event)
        tell_facts(builder, event)
        builder.quote(event)
    return None


def _by_figure(builder: Builder, *, highest: bool) -> Refusal | None:
    """The event with the largest or smallest figure of what is asked, and those next to it."""
    measure = measure_asked(asked(builder.question))
    if measure is not None and measure.name == STAY:
        return _by_length(builder, longest=highest)
    if tell_row(builder, highest=highest):
        return None
    weighed = counted_things(builder) or _of_one_unit(list(_weighed(builder, measure)))
    if not weighed:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    weighed.sort(key=lambda one: -one[0] if highest else one[0])
    best = [one for one in weighed if one[0] == weighed[0][0]]
    for _, event, figure in best:
        key = "most_figure" if highest else "least_figure"
        builder.say(key, builder.cite(event), name=squeezed(event.title), value=figure_words(figure))
        _tell_cell(builder, event, figure)
        builder.event(event)
    rest = weighed[len(best) : builder.question.limit or _RANKED]
    if rest:
        builder.say("ranked_head")
    for _, event, figure in rest:
        builder.assert_event(event)
        words = say(builder.language, "figure_item", title=squeezed(event.title), value=figure_words(figure))
        builder.line(words, builder.cite(event), bullet=True)
    return None


def _weighed(builder: Builder, measure: Measure | None) -> Iterator[tuple[float, Event, Figure]]:
    """The events of the set, each with the figure that a ranking compares."""
    for event in builder.evidence.events:
        figure = _measured(event, builder.question, measure)
        if figure is not None and figure.amount is not None:
            yield figure.amount, event, figure


def _measured(event: Event, question: Question, measure: Measure | None) -> Figure | None:
    """The figure of an event that a ranking compares: of the sort that the question counts, where it says which."""
    wanted = {"money" if one.name == "cost" else one.name for one in units_asked(asked(question))}
    if measure is None or (wanted and not wanted & {one.name for one in measure.units}):
        return figure_of(event, question)
    able = measure.figures(event)
    meant = [one for one in figures_for(event, question) if one in able]
    return max(meant or able, key=lambda one: one.amount or 0.0, default=None)


def _by_length(builder: Builder, *, longest: bool) -> Refusal | None:
    """The event that took the most days or the fewest, and those next to it."""
    lengths = [(days_of(event), event) for event in builder.evidence.events]
    known = sorted(((n, event) for n, event in lengths if n), key=lambda one: -one[0] if longest else one[0])
    if not known:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    best = [event for n, event in known if n == known[0][0]]
    for event in best[:_TIED]:
        _say_days(builder, "longest" if longest else "shortest", event)
        builder.event(event)
    for event in best[_TIED:]:
        builder.assert_event(event)
        _say_days(builder, "length_item", event, bullet=True)
    rest = [event for n, event in known[len(best) : builder.question.limit or _RANKED] if n > 1]
    if rest:
        builder.say("ranked_head")
    for event in rest:
        builder.assert_event(event)
        _say_days(builder, "length_item", event, bullet=True)
    return None


def _say_days(builder: Builder, key: str, event: Event, *, bullet: bool = False) -> None:
    """How many days an event took, worked out from its days."""
    when = event.when
    if when is None:
        return
    n = str(days_of(event))
    working = DAYS_LONG.format(first=when.first.isoformat(), last=when.last.isoformat())
    words = say(builder.language, key, name=squeezed(event.title), n=n)
    builder.line(words, builder.cite(event), ((n, working),), bullet=bullet)


def _tell_cell(builder: Builder, event: Event, figure: Figure) -> None:
    """Of a figure of a table, the row and column that it stands in."""
    if figure.rule == "table":
        cited = builder.cite(event)
        for text in builder.proved(event, [figure_phrase(builder.language, event, figure)], cited):
            builder.say("how_many_plain", cited, value=text)


def _of_one_unit(weighed: Sequence[tuple[float, Event, Figure]]) -> list[tuple[float, Event, Figure]]:
    """Figures that can be compared: those of the unit that most of them have."""
    if not weighed:
        return []
    units = [_unit(figure) for _, _, figure in weighed]
    common = max(dict.fromkeys(units), key=units.count)
    return [one for one, unit in zip(weighed, units, strict=True) if unit == common]


def _unit(figure: Figure) -> str:
    people = ("人", "名", "位", "民眾")
    return "人" if figure.unit.startswith(people) else figure.unit


def _by_group(builder: Builder, by: str) -> Refusal | None:
    members = groups_of(builder.evidence.events, by, builder.language)
    if not members:
        return Refusal(RefusalReason.NOT_STATED, builder.question.resolved)
    order = builder.question.order
    if order in ("first", "last"):
        ranking = sorted(members, key=lambda one: one, reverse=order == "last")
    else:
        ranking = sorted(members, key=lambda one: (len(members[one]) * (1 if order == "least" else -1), one))
    least = order == "least"
    top = [name for name in ranking if len(members[name]) == len(members[ranking[0]])]
    if order in ("most", "least"):
        _lead(builder, by, top, members, least=least)
        builder.say("ranked_head")
    for name in ranking[: max(_RANKED, builder.question.limit or 0)]:
        _rank_line(builder, by, name, members[name])
    if order in ("most", "least") and sum(len(members[name]) for name in top) <= _SHOWN:
        _show(builder, by, top, members)
    return None


def _show(builder: Builder, by: str, top: Sequence[str], members: dict[str, list[Event]]) -> None:
    """The events of the groups on top, which prove their count."""
    for name in top:
        n = str(len(members[name]))
        cited = [number for event in members[name] for number in builder.cite(event)]
        title = shown(by, name, builder.language)
        builder.say("group_head", cited, ((n, CITED),), name=title, n=n, unit=builder.unit(n))
        builder.items(in_order(members[name]))


def _lead(builder: Builder, by: str, top: Sequence[str], members: dict[str, list[Event]], *, least: bool) -> None:
    """Which group is on top; where several are, each is counted on a line of its own below."""
    n = str(len(members[top[0]]))
    cited = [number for name in top[:1] for event in members[name] for number in builder.cite(event)]
    for event in members[top[0]]:
        builder.assert_event(event)
    names = joined(builder.language, [shown(by, name, builder.language) for name in top])
    if len(top) == 1:
        key = "least_by" if least else "most_by"
        builder.say(key, cited, ((n, CITED),), name=names, n=n, unit=builder.unit(n))
        return
    numbers = [number for name in top for event in members[name] for number in builder.cite(event)]
    key = "tie_least" if least else "tie_by"
    builder.say(key, numbers, ((n, EACH),), names=names, n=n, unit=builder.unit(n))


def _rank_line(builder: Builder, by: str, name: str, events: Sequence[Event]) -> None:
    n = str(len(events))
    cited = [number for event in events for number in builder.cite(event)]
    for event in events:
        builder.assert_event(event)
    words = say(builder.language, "rank_item", name=shown(by, name, builder.language), n=n, unit=builder.unit(n))
    builder.line(words, cited, ((n, CITED),), bullet=True)
