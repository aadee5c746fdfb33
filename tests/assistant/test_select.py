"""Which events filters let through."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.question import DateFilter, FigureFilter, Filters, PersonFilter, PersonSide, PlaceFilter, TopicFilter
from assistant.select import holds, mentions, same_name, select_events, touches
from ingest import Country, DateRange, Event, EventKind, Figure, Kind, Mention, Person, Precision, SubDate


def day(
    text: str, *, precision: Precision = Precision.DAY, last: str | None = None, planned: bool = False
) -> DateRange:
    first = date.fromisoformat(text)
    return DateRange(first, date.fromisoformat(last or text), precision, 0, 5, "t", planned)


def person(name: str, title: str | None = None, romanized: str | None = None, role: str | None = None) -> Person:
    return Person(name, romanized, title, None, 0, 1, "t", role)


def event(quote: str, **fields: object) -> Event:
    base: dict[str, object] = {"title": quote[:10], "when": day("2024-03-05")}
    return Event(
        id=quote[:6],
        report_id="r",
        section=None,
        section_path=(),
        quote=quote,
        start=0,
        end=len(quote),
        page=1,
        **(base | fields),
    )  # type: ignore[arg-type]


VISIT = event(
    "甲市乙市長拜會丙市長，談淨零，參觀水產學院",
    kinds=(EventKind(Kind.INCOMING_VISIT, 0, 0, "t"),),
    countries=(Country("日本", "JP", 0, 1, "t"),),
    cities=(Mention("甲市", 0, 2, "t"),),
    visitors=(person("乙", "市長"),),
    hosts=(person("丙", "市長"),),
    venues=(Mention("水產學院", 0, 4, "t"),),
)
TALK = event("研習班有一百人參加", when=None, figures=(Figure("100", 100.0, "人", "參加", "100人", 0, 1, "t"),))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), True),
        (Filters(kinds=(Kind.INCOMING_VISIT,)), True),
        (Filters(kinds=(Kind.SIGNING,)), False),
        (Filters(places=(PlaceFilter("日本", ("JP",)),)), True),
        (Filters(places=(PlaceFilter("法國", ("FR",)),)), False),
        (Filters(places=(PlaceFilter("國際", abroad=True),)), True),
        (Filters(places=(PlaceFilter("亞洲", ("JP",), outside=True),)), False),
        (Filters(places=(PlaceFilter("甲", names=("甲市",)),)), True),
        (Filters(topics=(TopicFilter("淨零", ("淨零",)),)), True),
        (Filters(topics=(TopicFilter("水產", ("水產",)),)), False),
        (Filters(among=("x",)), False),
        (Filters(topics=(TopicFilter("淨零", ("淨零",)), TopicFilter("港口", ("港口",), narrows=True))), True),
        (Filters(persons=(PersonFilter("市長", titles=("市長",), side=PersonSide.HOST),)), True),
        (Filters(persons=(PersonFilter("乙", ("乙",)), PersonFilter("副市長", titles=("副市長",)))), False),
    ],
)
def test_filters(filters, found):
    assert (VISIT in select_events(filters, [VISIT])) is found


def test_a_place_visited_is_no_subject():
    assert not mentions(VISIT, "水產")
    assert mentions(VISIT, "淨零")
    assert mentions(event("談AI應用"), "AI")
    assert not mentions(event("談MAIN應用"), "AI")


def test_a_deputy_is_not_the_mayor():
    assert holds(person("乙", "市長"), "市長")
    assert not holds(person("乙", "副市長"), "市長")
    assert not holds(person("乙", "前市長"), "市長")


def test_names_whole_and_in_part():
    ramo = person("邁克·拉莫", "市長", "Michael L. Ramo")
    assert same_name(ramo, "拉莫")
    assert same_name(ramo, "Michael Ramo")
    assert not same_name(ramo, "Michael Chen")


def test_months_need_most_of_their_days():
    month = event("三月", when=day("2024-03-01", precision=Precision.MONTH, last="2024-03-31"))
    assert touches(month, DateFilter(date(2024, 3, 1), date(2024, 3, 31), ""))
    assert not touches(month, DateFilter(date(2024, 3, 3), date(2024, 3, 3), ""))


def test_a_period_takes_what_has_no_date():
    inside = DateFilter(date(2024, 1, 1), date(2024, 6, 30), "本期", loose=True)
    assert TALK in select_events(Filters(dates=(inside,)), [TALK])
    assert TALK not in select_events(Filters(dates=(DateFilter(date(2024, 1, 1), date(2024, 6, 30), ""),)), [TALK])


def test_planned_dates_are_asked_for():
    works = event(
        "完工",
        sub_dates=(SubDate(day("2024-11-01", precision=Precision.MONTH, last="2024-11-30", planned=True), "完工"),),
    )
    november = DateFilter(date(2024, 11, 1), date(2024, 11, 30), "")
    assert works not in select_events(Filters(dates=(november,)), [works])
    ahead = DateFilter(november.first, november.last, "", planned=True)
    assert works in select_events(Filters(dates=(ahead,)), [works])


def test_figures():
    assert TALK in select_events(Filters(figures=(FigureFilter("", ">=", 100, ("人",)),)), [TALK])
    assert TALK not in select_events(Filters(figures=(FigureFilter("", ">", 100, ("人",)),)), [TALK])
    assert TALK not in select_events(Filters(figures=(FigureFilter("", ">=", 100, ("元",)),)), [TALK])


def test_an_office_is_no_visit_to_its_seat():
    office = event("駐台北經濟辦事處代表拜會", cities=(Mention("台北", 1, 3, "t"),))
    assert office not in select_events(Filters(places=(PlaceFilter("台北", names=("台北",)),)), [office])
