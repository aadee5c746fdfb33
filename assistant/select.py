"""Which events a question's filters let through, and by which words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.guests import is_abroad, is_of
from assistant.measures import STAY, clause, days_of, measure_named
from assistant.question import Filters, PersonSide
from assistant.split_words import splits, stands_in
from assistant.vocabulary import pattern_of
from ingest import Kind, Precision, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.question import DateFilter, FigureFilter, LeftOut, PersonFilter, PlaceFilter, TopicFilter
    from ingest import DateRange, Event, Figure, Person

# What may stand before a title and make it another one (市長 in 副市長 or 前市長).
_OTHER_RANK = ("副", "前", "代理", "deputy", "vice", "former")
# The seat in an office's name says where the office is, not where anything happens.
_LONGEST_BODY = 24
_LONG = 31  # days from which a stretch of time says no more of one of its days than a month does
_COINS = frozenset(("元", "圆", "千元", "万元", "亿元"))  # units of the country's own money
_ABBREVIATED = 4
_COVERED = 0.5  # share of a month, year or period that a date filter must cover to mean it
_key = lru_cache(maxsize=65536)(fold_key)
_plain = lru_cache(maxsize=65536)(fold)


def select_events(filters: Filters, events: Iterable[Event]) -> tuple[Event, ...]:
    """Events that every filter lets through, in their order."""
    tests = tuple(_tests(filters))
    found = tuple(event for event in events if all(test(event) for test in tests))
    for one in filters.topics:
        if one.narrows:
            found = tuple(event for event in found if speaks_of(event, one)) or found
    return found


def _tests(filters: Filters) -> Iterable[Callable[[Event], bool]]:
    """One test for each field that restricts; within a field any value will do."""
    if filters.among:
        yield lambda event: event.id in filters.among
    if filters.reports:
        yield lambda event: event.report_id in filters.reports
    if filters.dates:
        yield lambda event: _in_dates(event, filters.dates)
    if filters.kinds:
        yield lambda event: any(is_of(event, kind) for kind in filters.kinds)
    for kind in filters.besides:
        yield lambda event, kind=kind: _is_besides(event, kind)  # type: ignore[misc]
    yield from _named_tests(filters)
    if filters.figures:
        subjects = tuple(term for one in filters.topics for term in one.terms)
        yield lambda event: all(has_figure(event, one, subjects) for one in filters.figures)
    for left in filters.left_out:
        yield lambda event, left=left: not _is_left_out(event, left, filters)  # type: ignore[misc]


def _is_besides(event: Event, kind: Kind) -> bool:
    """Whether an event is of a kind as well; guests came to it where it has any and was at home."""
    came = kind is Kind.INCOMING_VISIT and bool(event.visitors) and not event.has(Kind.OUTGOING_VISIT)
    return came or event.has(kind)


def _is_left_out(event: Event, left: LeftOut, filters: Filters) -> bool:
    """Whether an event is one that a question leaves out; other countries than one are countries."""
    if left.filters.places and not (filters.places or is_abroad(event)):
        return True
    return all(test(event) for test in _tests(left.filters))


def _named_tests(filters: Filters) -> Iterable[Callable[[Event], bool]]:
    """Tests for places, people, documents, bodies and topics."""
    if filters.places:
        yield lambda event: any(in_place(event, one) for one in filters.places)
    if filters.persons:
        yield lambda event: _has_persons(event, filters.persons)
    for said in (filters.documents, filters.organisations):
        if said:
            yield lambda event, said=said: any(says(event, one) for one in said)  # type: ignore[misc]
    topics = tuple(one for one in filters.topics if not one.narrows)
    if topics:
        yield lambda event: any(about(event, one) for one in topics)


def _in_dates(event: Event, dates: Sequence[DateFilter]) -> bool:
    inside = [one for one in dates if not one.outside]
    outside = [one for one in dates if one.outside]
    if any(touches(event, one) for one in outside):
        return False
    if outside and event.when is None:
        return False
    if event.when is None and not event.sub_dates and any(_of_period(event, one) for one in inside):
        return True
    return not inside or any(event.report_id in one.reports or touches(event, one) for one in inside)


def _of_period(event: Event, wanted: DateFilter) -> bool:
    """Whether an event without a date belongs to a reporting period: that of its report, where one has it."""
    return wanted.loose and (not wanted.reports or event.report_id in wanted.reports)


def touches(event: Event, wanted: DateFilter) -> bool:
    """Whether the event, or one of its dated parts, falls on a day of ``wanted``.

    A date known only to the month, year or period counts where ``wanted`` covers most of it: what
    happened "this period" did not happen on 3 March.
    """
    ranges = [one.when for one in event.sub_dates if one.when.planned == wanted.planned]
    if wanted.planned:
        return any(_meets(one, wanted) for one in ranges) or bool(
            event.when and event.when.planned and _meets(event.when, wanted)
        )
    if event.when is not None:
        # Where an item names its days, its own range is only their hull.
        ranges = ranges if _is_hull(event.when, ranges) else [event.when, *ranges]
    return any(_meets(one, wanted) for one in ranges)


def _is_hull(when: DateRange, parts: Sequence[DateRange]) -> bool:
    days = [one for one in parts if one.precision is Precision.DAY]
    return len(days) > 1 and when.start == when.end


def _meets(when: DateRange, wanted: DateFilter) -> bool:
    first, last = max(when.first, wanted.first), min(when.last, wanted.last)
    if first > last:
        return False
    shared, whole = (last - first).days + 1, (when.last - when.first).days + 1
    if when.precision is Precision.DAY and whole <= _LONG:
        return True
    return shared >= _COVERED * whole


def in_place(event: Event, place: PlaceFilter) -> bool:
    """Whether the event has to do with a country, region or city."""
    if place.abroad:
        return is_abroad(event)
    if place.outside:
        return is_abroad(event) and not in_place(event, replace(place, outside=False))
    if not place.names:
        return any(one.code in place.codes for one in event.countries)
    names = [name for name in map(_key, place.names) if len(name) > 1]
    offices = [one.span() for one in pattern_of("around", "item.office").finditer(_plain(event.quote))]
    cities = [_key(one.text) for one in event.cities if not any(a <= one.start - event.start < b for a, b in offices)]
    if any(name in city or (len(city) > 1 and city in name) for name in names for city in cities):
        return True
    text = _key(event.quote)
    return any(
        text.count(name) > sum(one.group().count(name) for one in pattern_of("around", "item.office").finditer(text))
        for name in names
    )


def has_person(event: Event, wanted: PersonFilter) -> bool:
    """Whether a person of that name, title and side stands in the event."""
    if wanted.office:
        return _has_office(event, wanted)
    if any(_is(person, wanted) for person in _side(event, wanted.side)):
        return True
    if not wanted.bodies or wanted.names:
        return False
    said = [
        *(one.text for one in event.organisations),
        *(f"{one.organisation or ''}{one.title or ''}" for one in event.visitors),
    ]
    return bool(event.visitors or not event.hosts) and any(
        _key(body) in _key(text) for text in said for body in wanted.bodies
    )


def _has_persons(event: Event, wanted: Sequence[PersonFilter]) -> bool:
    """Named persons of one side are alternatives; a host and a guest, a name and a post both have to be there."""
    groups = {(one.side, bool(one.names)) for one in wanted}
    return all(
        any(has_person(event, one) for one in wanted if (one.side, bool(one.names)) == group) for group in groups
    )


def people(event: Event) -> tuple[Person, ...]:
    """Everyone in an event: guests, then hosts, then others."""
    return (*event.visitors, *event.hosts, *event.others)


def _side(event: Event, side: PersonSide) -> tuple[Person, ...]:
    if side is PersonSide.HOST:
        return event.hosts
    if side is PersonSide.NOT_HOST:
        return (*event.visitors, *(one for one in event.others if one.role != "mentioned"))
    return event.visitors if side is PersonSide.VISITOR else people(event)


def _is(person: Person, wanted: PersonFilter) -> bool:
    if wanted.names and not any(same_name(person, name) for name in wanted.names):
        return False
    return not wanted.titles or any(holds(person, title) for title in wanted.titles)


def _has_office(event: Event, wanted: PersonFilter) -> bool:
    """Whether somebody of a foreign office in the country stands in the event: by the office, else by its body."""
    mission = pattern_of("around", "item.mission")
    bodies = any(mission.search(_plain(one.text)) for one in event.organisations)
    return any(
        mission.search(_plain(f"{one.organisation or ''}{one.title or ''}")) or (bodies and not one.organisation)
        for one in _side(event, wanted.side)
        if one.title
    )


def same_name(person: Person, name: str) -> bool:
    """Whether ``name`` is the person's, whole or by a part that tells (拉莫 of 邁克·拉莫)."""
    wanted = _key(name)
    for own in (person.name, person.romanized or "", *person.aliases):
        key = _key(own)
        if not key or not wanted:
            continue
        if wanted == key or (len(wanted) > 1 and wanted in key) or (len(key) > 2 and key in wanted):
            return True
        parts = {part for part in own.casefold().replace(",", " ").replace(".", " ").split() if len(part) > 2}
        if parts and wanted.isascii() and set(name.casefold().split()) <= parts:
            return True
    return False


def holds(person: Person, title: str) -> bool:
    """Whether the person holds that title itself, not one below it or one given up."""
    own, wanted = _key(person.title or ""), _key(title)
    at = own.find(wanted)
    while wanted and at >= 0:
        if not own[:at].endswith(_OTHER_RANK):
            return True
        at = own.find(wanted, at + 1)
    return False


def says(event: Event, subject: TopicFilter) -> bool:
    """Whether an item or a caption of it has one of the words anywhere."""
    text = _key(event.quote) + "".join(_key(one.caption) for one in event.photos)
    return any(event.has(kind) for kind in subject.kinds) or any(
        stands_in(text, _key(term)) and (not _is_short(term) or _has_word(event, term)) for term in subject.terms
    )


def _is_short(term: str) -> bool:
    """Whether a term is an abbreviation in Latin letters, which may stand in any word: AI in Kamai."""
    return term.isascii() and len(term) <= _ABBREVIATED


def _has_word(event: Event, word: str) -> bool:
    return any(_word_in(text, word) for text in (event.quote, *(one.caption for one in event.photos)))


def speaks_of(event: Event, subject: TopicFilter) -> bool:
    """Whether an item says one of the words anywhere, or a heading above it does."""
    return says(event, subject) or any(
        _key(term) in _key(heading) for heading in event.section_path for term in subject.terms
    )


def about(event: Event, subject: TopicFilter) -> bool:
    """Whether the item's own words say the subject, other than in the name of a place visited."""
    if event.report_id in subject.within:
        return any(_key(heading).endswith(term) for heading in event.section_path for term in subject.terms)
    if any(event.has(kind) for kind in subject.kinds):
        return True
    if subject.strict:
        return says(event, subject)
    if subject.headed and any(_key(subject.terms[0]) in _key(heading) for heading in event.section_path):
        return True
    return any(mentions(event, term) for term in (subject.terms or (subject.words,)))


def mentions(event: Event, term: str) -> bool:
    """Whether ``term`` stands in the item; inside the name of a venue alone it does not count."""
    key = _key(term)
    if len(key) < 2 and not key.isalnum():
        return False
    if key.isascii():
        return _word_in(event.quote, term)
    text = _key(event.quote)
    count = text.count(key)
    if not count:
        return False
    count -= splits(text, key)
    inside = sum(name.count(key) for name in _bodies(event) if name != key)
    return count > inside + _compounds(text, key, _bodies(event))


def _compounds(text: str, key: str, bodies: Iterable[str]) -> int:
    """How often a word is but the first half of a name of something else: 文化 in 文化中心, 教育 in 教育局."""
    own = sum(len(_compound(key).findall(name)) for name in bodies if name != key)
    return max(0, len(_compound(key).findall(text)) - own)


@lru_cache(maxsize=4096)
def _compound(key: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(key)}(?={pattern_of('around', 'item.named_after').pattern})")


def _bodies(event: Event) -> Iterable[str]:
    """Names of places and bodies in an item, each where it stands; those of fairs and the like say a subject."""
    spans = {(one.start, one.end): _key(one.text) for one in (*event.venues, *event.organisations)}
    text = _key(event.quote)
    for name in dict.fromkeys(spans.values()):
        if (
            pattern_of("around", "item.body").search(name)
            and len(name) <= _LONGEST_BODY
            and not pattern_of("around", "item.gathering").search(name)
        ):
            yield from [name] * text.count(name)


def _word_in(text: str, word: str) -> bool:
    """Whether Latin ``word`` stands in ``text`` as a word of its own."""
    whole, wanted = _plain(text), _plain(word).strip()
    at = whole.find(wanted)
    while wanted and at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(wanted) : at + len(wanted) + 1]
        if not _is_latin(before) and not _is_latin(after):
            return True
        at = whole.find(wanted, at + 1)
    return False


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def has_figure(event: Event, wanted: FigureFilter, subjects: Sequence[str] = ()) -> bool:
    """Whether what the event counts is on that side of the amount.

    Args:
        event: of which the figures are looked at; those that speak of ``subjects`` alone, where any do.
        wanted: the condition. Less than an amount has to be every figure that may be meant.
        subjects: spellings of what the question speaks of besides.
    """
    if wanted.measure == STAY:
        days = days_of(event)
        return days > 0 and _within(float(days), wanted)
    return bool(meeting(event, wanted, subjects))


def meeting(event: Event, wanted: FigureFilter, subjects: Sequence[str] = ()) -> tuple[Figure, ...]:
    """The figures by which an event meets a condition; see ``has_figure``."""
    meant = [(one.amount, one) for one in _countings(event, wanted) if one.amount is not None]
    keys = [key for key in map(_key, subjects) if key]
    named = [one for one in meant if any(key in _key(clause(event, one[1])) for key in keys)]
    found = named or meant
    if found and wanted.comparator in ("<", "<="):
        found = [max(found, key=lambda one: one[0])]
    return tuple(figure for amount, figure in found if _within(amount, wanted))


def _countings(event: Event, wanted: FigureFilter) -> Sequence[Figure]:
    """The figures of an event that a condition may mean, by unit and by what they count."""
    measure = measure_named(wanted.measure)
    if measure is not None:
        ofsort = measure.figures(event)
        return [one for one in ofsort if _key(one.unit) in _COINS] if set(wanted.units) & _COINS else ofsort
    units = {_key(unit) for unit in wanted.units}
    counted = [one for one in event.figures if one.comparator != "rank"]
    return [one for one in counted if not units or _unit_is(one.unit, one.what, units)]


def _within(amount: float, wanted: FigureFilter) -> bool:
    if wanted.upper is not None and amount > wanted.upper:
        return False
    return _compare(amount, wanted.comparator, wanted.amount)


def _unit_is(unit: str, what: str, wanted: set[str]) -> bool:
    own, named = _key(unit), _key(what)
    return any(
        own == one or own.startswith(one) or one.startswith(own or "\0") or (len(one) > 1 and one in named)
        for one in wanted
    )


def _compare(amount: float, comparator: str, wanted: float) -> bool:
    return {
        ">=": amount >= wanted, "<=": amount <= wanted, ">": amount > wanted, "<": amount < wanted,
        "=": amount == wanted,
    }.get(comparator, False)  # fmt: skip


def without(filters: Filters, *fields: str) -> Filters:
    """The filters with some fields taken out."""
    return replace(filters, **{field: () for field in fields})
