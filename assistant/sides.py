"""The things that a question compares: the events each stands in, and its figure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.amounts_asked import amounts_asked
from assistant.asking import asked
from assistant.cells import column_of, columns_asked, row_of, table_of
from assistant.question import Filters
from assistant.select import people, same_name, says, select_events
from assistant.sentences import Term, held
from assistant.units import units_asked
from assistant.vocabulary import pattern_of
from assistant.weigh import figures_for, is_money
from ingest import Kind, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.builder import Builder
    from assistant.question import Question
    from ingest import DateRange, Event, Figure

_RATE = re.compile(r"率|百分|比例|\b(?:percent|percentage|rate|share)\b")
_FIGURED = re.compile(
    r"人数|人次|人潮|参与者|吸引|业绩|营业额|销售额|订单|较多人|人(?:比较|较|最|更)?多|规模|率|多少|金额|件数|员额|数量"
    r"|花费|经费|预算|产值|造价|价金|罚[款锾]|营收|价格|成本|面积"
    r"|\b(?:participants|attendees|trainees|spectators)\b"
    r"|\b(?:people|visitors|attendance|drew|attracted|bigger|larger|rate|percent|percentage|staff|many"
    r"|costs?|prices?|budgets?|amounts?|spending|fines?|revenue|value)\b"
)
_MONEY = re.compile(
    r"金额|花费|经费|预算|产值|造价|价金|罚[款锾]|营收|营业额|销售额|业绩|订单|价格|成本"
    r"|\b(?:costs?|prices?|budgets?|amounts?|spending|fines?|revenue)\b"
)
_PEOPLE = re.compile(
    r"人数|人次|人潮|人(?:比较|较|最|更)?多|参加者|参与者"
    r"|\b(?:attendance|people|participants|attendees|trainees|spectators)\b"
)
_SIZE = re.compile(r"规模|盛大|场面|(?:比较|较|更|最)大(?!的?(?:金额|面积))|\b(?:larger|bigger|largest|biggest)\b")
_DREW = re.compile(r"吸引|人潮|人次|到场|入场|湧入|涌入|\b(?:drew|draw|attract(?:ed)?|attendance|audiences?|crowds?)\b")
_COUNTED = ("people", "cases", "times", "places", "percent")  # what a count or a difference may answer
# What only a figure of the thing itself can answer: how many items speak of it says nothing of it.
_ITS_OWN = re.compile(
    r"人数|人次|人潮|人(?:比较|较|最|更)?多|金额|花费|经费|预算|产值|造价|价金|罚[款锾]|营收|营业额|销售额|业绩|订单|价格|成本|面积|[\u3400-\u9fff]率|比例"
    r"|\b(?:participants|attendees|trainees|spectators)\b"
    r"|\b(?:attendance|people|costs?|prices?|budgets?|amounts?|spending|fines?|revenue|rates?|percentage)\b"
)
_VISITS = re.compile(
    r"来访|到访|访团|访宾|拜会|外宾|贵宾团?|接见|接待(?!民众|旅客|游客|中心)|\b(?:visits?|visitors?|visited|delegations?|callers?)\b"
)
_TRIPS = re.compile(r"出访|出国|赴外|(?:海外|国外)(?:考察|参访|访问)|\btrips?\b|\btravel\w* (?:abroad|overseas)\b")
_EARLIER = re.compile(r"第一[期份次]|[前上]一?[期份]|较早|首期|\b(?:first|earlier|previous|former)\b")
_LATER = re.compile(r"第二[期份次]|[后这本下]一?[期份]|较晚|\b(?:second|later|latter|latest|current)\b")
_TOOK_PART = re.compile(
    r"(?:参加|参与|出席|参赛|受邀|与会)的?(?P<noun>城市|国家|单位|队伍?|机构|机关|学校|厂商|摊位|团体)"
    r"|\b(?:cities|countries|teams|schools|companies|organi[sz]ations|vendors|groups) (?:that )?"
    r"(?:took part|joined|attended|competed)\b"
)
_ROSE = re.compile(r"(?:增加|增長|增长|成長|成长|上升|減少|减少|下降|短少)了?(?=多少|[幾几])")
_SECOND = re.compile(r"第二|\bsecond\b")
_OF_PEOPLE = "人名位民"
_SHORTENED = 5  # characters up to which a name may be the short form of another
_ENOUGH = 0.5  # share of a name's words that an event must have


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things compared: its name as asked, the events it stands in, and its figure.

    ``by_time`` marks a period or report, which its events' dates name better than their titles;
    ``exact`` one that a day and a place or person restrict: it may have no events at all.
    """

    name: str
    keys: tuple[str, ...]
    events: tuple[Event, ...]
    figure: Figure | None = None
    by_time: bool = False
    exact: bool = False

    @property
    def when(self) -> DateRange | None:
        """The first date of its events."""
        dated = [event.when for event in self.events if event.when is not None]
        return min(dated, key=lambda when: when.first) if dated else None


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a share in percent."""
    return "%" in fold(figure.unit + figure.text)


def wants_figure(builder: Builder) -> bool:
    """Whether the question asks for figures of the events, not for how many events there are."""
    text = asked(builder.question)
    periods = pattern_of("compared", "both").search(text) and not _VISITS.search(text)
    return bool(periods or _FIGURED.search(text) or _TOOK_PART.search(text))


def needs_figure(builder: Builder) -> bool:
    """Whether nothing but a figure of each side can answer."""
    text = asked(builder.question)
    own = _ITS_OWN.search(text) or _TOOK_PART.search(text) or any(one.name not in _COUNTED for one in units_asked(text))
    return bool(own) and not _VISITS.search(text)


def states_asked(builder: Builder, side: Side) -> bool:
    """Whether the figure of a side is of a sort that the question asks for."""
    if side.figure is None:
        return False
    sorts = [one for one in units_asked(asked(builder.question)) if one.name not in _COUNTED]
    label = fold(side.figure.what)
    return not sorts or any(
        one.measures(side.figure) or fold(one.zh) in label or (one.name == "cost" and "元" in side.figure.unit)
        for one in sorts
    )


def sides_of(builder: Builder) -> list[Side]:
    """Each of the question's alternatives; figures are taken from one and the same item where it has them all."""
    tabled = _from_table(builder)
    if tabled is not None:
        return tabled
    sides = _sides(builder)
    found = sides
    for rate in (True, False) if _RATE.search(asked(builder.question)) else (False,):
        found = _from_one_item(builder, sides, rate=rate) or [_with_figure(builder, one, rate=rate) for one in sides]
        if all(one.figure is not None for one in found):
            break
    if _TOOK_PART.search(asked(builder.question)):
        return found  # 六城市 and 15 個城市 are alike
    return found if len({_unit(one.figure) for one in found if one.figure is not None}) < 2 else sides


def _of_one_period(question: Question) -> Question:
    """What a question that compares two periods asks of each: 比上期增加多少 asks how many."""
    text = question.asking or question.resolved
    spans = [match.span() for match in pattern_of("compared", "both").finditer(fold(text))]
    if not spans:
        return question
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return replace(question, asking=_ROSE.sub("", text))


def _unit(figure: Figure | None) -> str | None:
    """What may be compared: people with people, things of one counter with each other."""
    if figure is None:
        return None
    unit = fold(figure.unit)
    return "人" if unit[:1] and unit[0] in _OF_PEOPLE else unit


def _sides(builder: Builder) -> list[Side]:
    """The sides with their events, all out of the narrowest set of events that has some for each."""
    question = builder.question
    kinds = question.filters.kinds or _kinds(asked(question))
    common = replace(question.filters, persons=(), places=(), topics=(), organisations=(), documents=(), kinds=kinds)
    meant, every = builder.evidence.events, builder.evidence.every
    pools = (
        select_events(replace(question.filters, kinds=kinds), every), select_events(common, meant), meant,
        select_events(common, every), select_events(Filters(reports=common.reports), every),
    )  # fmt: skip
    tried = [[_side(builder, at, name, pool) for at, name in enumerate(question.alternatives)] for pool in pools]
    if kinds and all(one.exact for one in tried[0]):
        return tried[0]
    if question.filters.topics and all(one.by_time for one in tried[0]):
        return tried[0]  # what neither period says is not compared by all else that they say
    return next((sides for sides in tried if all(one.events for one in sides)), tried[-1])


def _kinds(text: str) -> tuple[Kind, ...]:
    """Visits or trips, where a question compares how many there were."""
    if _TRIPS.search(text):
        return (Kind.OUTGOING_VISIT,)
    return (Kind.INCOMING_VISIT,) if _VISITS.search(text) else ()


def _side(builder: Builder, at: int, name: str, pool: Sequence[Event]) -> Side:
    question = builder.question
    own = question.sides[at] if at < len(question.sides) else Filters()
    ordinal = _report_meant(builder, name) if own == Filters() else ()
    if ordinal:
        own = Filters(reports=ordinal)
    keys = tuple(dict.fromkeys(key for key in (fold_key(name), *_at_home(builder, name), *_names(own)) if len(key) > 1))
    found = _of_most_kinds(_found(own, keys, pool, strict=needs_figure(builder)), question.filters.kinds)
    exact = bool(own.dates) and bool(own.places or own.persons)
    exact = exact or bool(own.reports and not ordinal and _kinds(asked(question)))
    return Side(name, keys, found, by_time=bool(own.dates or ordinal), exact=exact)


def _at_home(builder: Builder, name: str) -> Iterator[str]:
    """A folded name without the reporting city before it: 新城求職 is 求職 in the report of 新城市."""
    key = fold_key(name)
    for report in builder.evidence.reports:
        for city in (report.identity.city, report.identity.city_short):
            short = re.sub(r"[市县]$", "", fold_key(city or ""))
            if len(short) > 1 and key.startswith(short) and len(key) > len(short) + 1:
                yield re.sub(r"^[市县]", "", key[len(short) :])


def _report_meant(builder: Builder, name: str) -> tuple[str, ...]:
    """The report that an ordinal stands for (前一期, the second report), by the periods that they cover."""
    text = fold(name)
    earlier, later = _EARLIER.search(text), _LATER.search(text)
    ids = {one.report_id for one in builder.evidence.events or builder.evidence.every}
    reports = [report for key in ids if (report := builder.evidence.report(key)) and report.identity.period_start]
    if not (earlier or later) or len(reports) < 2:
        return ()
    reports.sort(key=lambda one: one.identity.period_start or date.min)
    return ((reports[0] if earlier else reports[1] if _SECOND.search(text) else reports[-1]).id,)


def _of_most_kinds(events: tuple[Event, ...], kinds: Sequence[Kind]) -> tuple[Event, ...]:
    """Of some events those that are of the most kinds asked about: of visits with a signing, the signings."""
    fits = [sum(event.has(kind) for kind in kinds) for event in events]
    return tuple(event for event, n in zip(events, fits, strict=True) if n == max(fits))


def _names(own: Filters) -> Iterator[str]:
    """Folded words by which the report may call what a side's filters mean."""
    for topic in (*own.topics, *own.organisations, *own.documents):
        yield from (fold_key(one) for one in (topic.words, *topic.terms))
    for person in own.persons:
        yield from (fold_key(one) for one in person.names)
    for place in own.places:
        yield from (fold_key(one) for one in place.names)


def _found(
    own: Filters, keys: Sequence[str], every: Sequence[Event], *, strict: bool = False
) -> tuple[Event, ...]:  # fmt: skip
    """Events that a side's filters let through, best all of its words; else those that its name stands in.

    ``strict`` takes none that has but some of the words.
    """
    named = tuple(event for event in every if strict and keys and keys[0] in _said(event))
    if named and _only_words(own):
        return named
    if own != Filters():
        found = select_events(own, every)
        if found and (len(found) < len(every) or not _only_words(own)):
            whole = tuple(event for event in found if all(says(event, one) for one in own.topics))
            return whole if whole or (strict and own.topics) else found
    by_person = tuple(event for event in every if any(same_name(one, key) for one in people(event) for key in keys))
    if by_person:
        return by_person
    whole = tuple(event for event in every if any(key in _said(event) for key in keys))
    if whole:
        titled = tuple(event for event in whole if any(key in fold_key(event.title) for key in keys))
        return titled or whole
    shortened = tuple(event for event in every if any(_is_shortened(key, _said(event)) for key in keys))
    if shortened:
        return shortened
    scored = [(max((held(_said(event), key) for key in keys), default=0.0), event) for event in every]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(event for score, event in scored if score == best) if best >= _ENOUGH else ()


def _is_shortened(key: str, text: str) -> bool:
    """Whether a text says a name in full that is given without what stands before its last word (雲梯車)."""
    if not 3 <= len(key) <= _SHORTENED or key.isascii():
        return False
    forms = "|".join(f"{re.escape(key[:at])}.{{1,3}}{re.escape(key[at:])}" for at in range(2, len(key)))
    return re.search(forms, text) is not None


def _only_words(own: Filters) -> bool:
    """Whether filters are words alone, which may be given up where nothing has them."""
    return not (own.dates or own.places or own.persons or own.kinds or own.reports)


def _said(event: Event) -> str:
    names = "".join(f"{one.name}{one.romanized or ''}" for one in people(event))
    return fold_key(f"{event.title}{event.quote}{names}" + "".join(one.caption for one in event.photos))


def _from_table(builder: Builder) -> list[Side] | None:
    """Sides that are rows of one table, each with its cell of the column that is asked about."""
    question = builder.question
    amount, keys = amounts_asked(asked(question))[0], [fold_key(name) for name in question.alternatives]
    terms = [Term(tuple(fold_key(one) for one in group), 1.0) for group in question.wanted]
    latest = sorted(builder.evidence.every, key=lambda one: one.when.first if one.when else date.min, reverse=True)
    for event in latest if len(keys) > 1 else ():
        every = [one for one in table_of(event) if one.amount is not None]
        labels = {row_of(one) for one in every}
        rows = [[one for one in every if row_of(one) == _row_named(key, labels)] for key in keys]
        columns = columns_asked(rows[0], amount, terms) if all(rows) else set()
        cells = [next((one for one in row if column_of(one) in columns), None) for row in rows]
        if len(columns) == 1 and all(cells):
            named = zip(question.alternatives, keys, cells, strict=True)
            return [
                Side(name if key in labels else " ".join(cell.what.split()[:-1]), (key,), (event,), cell)
                for name, key, cell in named
                if cell is not None
            ]
    return None


def _row_named(key: str, labels: Collection[str]) -> str:
    """The row that a side is: of its name, or the longest that its name begins with (國小學生數)."""
    begun = [one for one in labels if len(one) > 1 and key.startswith(one)]
    return key if key in labels else max(begun, key=len, default="")


def _from_one_item(builder: Builder, sides: Sequence[Side], *, rate: bool) -> list[Side] | None:
    """Sides with their figures out of the one item that labels a figure with each of their names."""
    for event in builder.evidence.every:
        figures = [_labelled(asked(builder.question), event, side, rate=rate) for side in sides]
        if len(sides) > 1 and all(figures) and len({id(one) for one in figures}) == len(sides):
            return [replace(side, events=(event,), figure=one) for side, one in zip(sides, figures, strict=True)]
    return None


def _of_sort(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Of some figures those that may be what a question compares: money where it asks for money, people for people."""
    word = _MONEY.search(text)
    if word:
        money = [one for one in figures if is_money(one)]
        return [one for one in money if word.group() in fold(one.what)] or money
    part = _TOOK_PART.search(text)
    if part and part["noun"]:
        return [one for one in figures if part["noun"] in fold(f"{one.what}{one.unit}")]
    if _PEOPLE.search(text):
        return [one for one in figures if one.unit[:1] and one.unit[0] in _OF_PEOPLE]
    return list(figures)


def _labelled(text: str, event: Event, side: Side, *, rate: bool) -> Figure | None:
    """The figure whose label is the side's name, or has it; the shortest label wins."""
    sort = _of_sort(text, event.figures)
    named = [
        (rank, label != key, len(label), at, figure)
        for at, figure in enumerate(sort)
        if figure.amount is not None and is_rate(figure) == rate
        for label in (fold_key(figure.what),)
        for rank, key in enumerate(side.keys)
        if key in label
    ]
    return min(named, key=lambda one: one[:4])[4] if named else None


def _with_figure(builder: Builder, side: Side, *, rate: bool) -> Side:
    """The side with its events in the order in which they speak to it, and the first one's figure."""
    drew = _DREW.search(asked(builder.question)) is not None
    away = [event.id for event in side.events if drew and event.has(Kind.OUTGOING_VISIT)]
    ranked = sorted(
        side.events,
        key=lambda event: (event.id in away, -max(held(fold_key(event.title), key) for key in side.keys or ("",))),
    )
    for event in ranked:
        figure = _figure(builder, event, side, rate=rate)
        if figure is not None:
            rest = (one for one in side.events if one is not event)
            events = (event, *rest) if wants_figure(builder) else side.events
            return replace(side, events=events, figure=figure)
    return side


def _figure(builder: Builder, event: Event, side: Side, *, rate: bool) -> Figure | None:
    """The figure that stands for a side in an event: by its label, by its place, else the one asked for."""
    wanted = _of_sort(asked(builder.question), event.figures)
    found = [one for one in wanted if one.amount is not None and is_rate(one) == rate]
    labelled = _labelled(asked(builder.question), event, side, rate=rate)
    if labelled is not None or not found:
        return labelled
    text = fold(event.quote)
    places = [text.find(fold(key)) for key in side.keys]
    at = min((place for place in places if place >= 0), default=-1)
    after = [one for one in found if at >= 0 and one.start - event.start >= at]
    best = next((one for one in figures_for(event, _of_one_period(builder.question)) if one in found), None)
    if best is None and _SIZE.search(asked(builder.question)):
        people = [one for one in found if one.unit[:1] and one.unit[0] in _OF_PEOPLE]
        best = max(people, key=lambda one: one.amount or 0.0, default=None)
    alone = _MONEY.search(asked(builder.question)) or _TOOK_PART.search(asked(builder.question))
    if best is None and len(found) == 1 and alone:
        return found[0]
    if after and not any(key in fold_key(event.title) for key in side.keys):
        return best if best in after else min(after, key=lambda one: one.start)
    return best
