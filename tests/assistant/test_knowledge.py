"""What the archive knows by name."""

from __future__ import annotations

from datetime import date

from assistant.knowledge import Knowledge, bare
from assistant.own_cities import english_names


def test_people_are_one_under_all_their_names(fictional):
    people = fictional.knowledge().people
    (weber,) = [one for one in people if "Klaus Weber" in one.names]
    assert "克勞斯·韋伯" in weber.chinese
    assert weber.latin == ("Klaus Weber",)
    assert not weber.host
    (mayor,) = [one for one in people if "林若水" in one.names]
    assert mayor.host
    assert "市長" in mayor.titles


def test_names_are_found_without_year_and_home(fictional):
    knowledge = fictional.knowledge()
    assert bare("2024 示範智慧城市週", knowledge.home) == "智慧城市周"
    found = knowledge.known("捷克经济文化办事处代表是谁")
    assert found is not None
    assert found[1].field == "organisations"


def test_cities_with_and_without_ending(fictional):
    cities = fictional.knowledge().cities
    assert "金泽市" in cities
    assert "金泽" in cities


def test_periods_of_two_reports(fictional):
    times = fictional.knowledge().times(date(2025, 12, 1))
    assert times.periods == ((date(2023, 8, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 7, 31)))
    assert times.current == times.periods[1:]
    assert times.earlier == times.periods[:1]


def test_an_archive_of_years_ago_has_its_own_now(fictional):
    knowledge = fictional.knowledge()
    assert knowledge.times(date(2024, 12, 1)).now == date(2024, 12, 1)
    assert knowledge.times(date(2030, 1, 1)).now.year == 2024


def test_an_empty_archive_knows_nothing():
    knowledge = Knowledge()
    assert knowledge.known("智慧城市") is None
    assert knowledge.times(date(2024, 1, 1)).periods == ()


def test_home_in_english():
    assert english_names("臺南市") == ("tainan",)
    assert english_names("示範市") == ("shifan",)


def test_places_by_sound(fictional):
    knowledge = Knowledge(cities={"美浓": "美濃"})
    assert knowledge.sounding("Meinong") == ("美濃",)
    assert knowledge.sounding("Hamburg") == ()
