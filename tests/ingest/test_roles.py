"""Hosts, guests and others by the sentence, over made-up items of several cities and bureaus."""

from __future__ import annotations

from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from ingest import Identity, Person, find_cities, find_countries
from ingest.origins import rule
from ingest.roles import Cast, cast
from ingest.rulebook import Rule, load_rules
from ingest.wordlist import folded, key_of

FOLDER = Path(__file__).parent / "cases"
CASES: list[Any] = [
    pytest.param(case, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("people*.toml"))
    for number, case in enumerate(loads(file.read_text("utf-8"))["case"])
]
RULES = load_rules("roles", "高雄|高|雄")
KAOHSIUNG = Identity(title="", city="高雄市", city_short="高雄", bureau="行政暨國際處")


def read(case: dict[str, Any]) -> Cast:
    short = case["city"][:-1].replace("臺", "台")
    identity = Identity(title=case.get("title", ""), city=case["city"], city_short=short, bureau=case.get("bureau"))
    captions = [(words, 5000 * (n + 1)) for n, words in enumerate(case.get("captions", ()))]
    return cast(case["text"], 0, captions, identity)


def names(people: tuple[Person, ...]) -> list[str]:
    return [one.name for one in people]


def parts(text: str, captions: tuple[str, ...] = (), identity: Identity = KAOHSIUNG) -> dict[str, list[str]]:
    found = cast(text, 0, [(words, 5000 * (n + 1)) for n, words in enumerate(captions)], identity)
    return {"visitors": names(found.visitors), "hosts": names(found.hosts), "others": names(found.others)}


@pytest.mark.parametrize("case", CASES)
def test_people_and_places_of_an_item(case: dict[str, Any]) -> None:
    found = read(case)
    for part in ("visitors", "hosts", "others"):
        if part in case:
            assert sorted(names(getattr(found, part))) == sorted(case[part]), part
    assert sorted(one.code for one in find_countries(case["text"])) == sorted(case["countries"])
    assert sorted(one.text for one in find_cities(case["text"], home=case["city"])) == sorted(case["cities"])


@pytest.mark.parametrize("case", CASES)
def test_people_stand_where_they_are_said_to(case: dict[str, Any]) -> None:
    texts = [(0, case["text"]), *((5000 * (n + 1), words) for n, words in enumerate(case.get("captions", ())))]
    found = read(case)
    for person in (*found.visitors, *found.hosts, *found.others):
        base, text = next(one for one in reversed(texts) if one[0] <= person.start)
        printed = text[person.start - base : person.end - base]
        assert key_of("".join(printed.split())) == key_of("".join(person.name.split()))


@pytest.mark.parametrize("one", RULES, ids=[one.name for one in RULES])
def test_rule_matches_its_examples_only(one: Rule) -> None:
    assert one.yes
    pattern = folded(one.pattern.pattern)
    for words in one.yes:
        assert pattern.search(key_of(words)), words
    for words in one.no:
        assert not pattern.search(key_of(words)), words


def test_rules_are_found_by_name() -> None:
    assert len({one.name for one in RULES}) == len(RULES)
    assert rule("visits", "高雄").search(key_of("率團訪高雄"))


@pytest.mark.parametrize("verb", ["拜會", "率團拜會", "一行8人訪高，拜會", "來訪，會晤", "偕夫人拜訪"])
def test_whoever_calls_is_the_visitor(verb: str) -> None:
    assert parts(f"113年5月2日，日本佐藤健一議員{verb}林明德市長。") == {
        "visitors": ["佐藤健一"],
        "hosts": ["林明德"],
        "others": [],
    }


@pytest.mark.parametrize("verb", ["接見", "會晤", "宴請", "於市府接待", "會見率團來訪的"])
def test_whoever_receives_is_the_host(verb: str) -> None:
    assert parts(f"113年5月2日，林明德市長{verb}日本佐藤健一議員。") == {
        "visitors": ["佐藤健一"],
        "hosts": ["林明德"],
        "others": [],
    }


@pytest.mark.parametrize(
    "trip",
    [
        "率團赴日本熊本市參訪，拜會",
        "出訪日本熊本市，與",
        "前往日本熊本市考察，會晤",
        "率團參加在日本熊本市舉辦的論壇，與",
    ],
)
def test_people_met_abroad_are_others(trip: str) -> None:
    found = cast(f"113年5月2日至6日，林明德副市長{trip}佐藤健一市長交流。", 0, [], KAOHSIUNG)
    assert names(found.hosts) == ["林明德"]
    assert names(found.visitors) == []
    assert [(one.name, one.role) for one in found.others] == [("佐藤健一", "met abroad")]


@pytest.mark.parametrize(
    "text",
    [
        "林明德市長出席荷蘭在台辦事處酒會，與譚大偉（Jan Visser）代表交談。",
        "林明德市長參加日本台灣交流協會舉辦之國慶酒會，會晤佐藤健一代表。",
    ],
)
def test_a_party_of_a_foreign_office_here_is_no_trip(text: str) -> None:
    found = parts(text)
    assert found["hosts"] == ["林明德"]
    assert len(found["visitors"]) == 1


def test_those_only_spoken_of_are_others() -> None:
    found = cast("日本佐藤健一議員拜會王啟明副秘書長，感謝收到林明德市長慰問。", 0, [], KAOHSIUNG)
    assert names(found.hosts) == ["王啟明"]
    assert [(one.name, one.role) for one in found.others] == [("林明德", "mentioned")]
    found = cast("由王啟明副市長代表林明德市長出席晚會。", 0, [], KAOHSIUNG)
    assert (names(found.hosts), names(found.others)) == (["王啟明"], ["林明德"])


def test_council_and_ministries_are_others() -> None:
    found = parts("日本佐藤健一議員拜會林明德市長，市議會康裕明議長、外交部次長吳志中及立委邱議明見證。")
    assert found == {"visitors": ["佐藤健一"], "hosts": ["林明德"], "others": ["康裕明", "吳志中", "邱議明"]}


def test_people_of_captions() -> None:
    found = cast(
        "113年5月2日，日本佐藤健一議員拜會林明德市長。",
        0,
        [("佐藤健一議員（左三）與林明德市長、觀光局王大同局長（右一）及議長康裕明（右二）", 5000)],
        KAOHSIUNG,
    )
    assert names(found.visitors) == ["佐藤健一"]
    assert [(one.name, one.role) for one in found.hosts] == [("林明德", None), ("王大同", "caption")]
    assert [(one.name, one.role) for one in found.others] == [("康裕明", "caption")]


def test_another_spelling_in_a_caption_is_an_alias() -> None:
    found = cast(
        "法國在台協會唐明（Marcel Dupont）主任拜會林明德市長。",
        0,
        [("唐民（Marcel Dupont）主任與林明德市長", 900)],
        KAOHSIUNG,
    )
    assert [(one.name, one.aliases) for one in found.visitors] == [("唐明", ("唐民",))]


@pytest.mark.parametrize(
    ("text", "name", "organisation"),
    [
        ("荷蘭在台辦事處譚大偉（Jan Visser）代表拜會本處張硯文處長。", "譚大偉", "荷蘭在台辦事處"),
        ("荷蘭在台辦事處譚大偉（Jan Visser）代表拜會本處張硯文處長。", "張硯文", "本處"),
        ("經濟發展局廖大祥局長接見日商代表。", "廖大祥", "經濟發展局"),
        ("國立中山大學校長李志明致詞。", "李志明", "國立中山大學"),
    ],
)
def test_where_people_belong(text: str, name: str, organisation: str) -> None:
    found = cast(text, 0, [], KAOHSIUNG)
    (person,) = [one for one in (*found.visitors, *found.hosts, *found.others) if one.name == name]
    assert person.organisation == organisation


@pytest.mark.parametrize(
    ("city", "text", "hosts"),
    [
        ("花蓮縣", "日本盛岡市內田茂樹市長來訪，徐大蔚縣長迎接。", ["徐大蔚"]),
        ("花蓮縣", "縣長徐大蔚與花蓮市長魏大彥出席。", ["徐大蔚"]),
        ("臺南市", "屏東縣周大米縣長拜會黃大哲市長。", ["黃大哲"]),
        ("臺南市", "臺南市長黃大哲與屏東縣長周大米會面。", ["黃大哲"]),
    ],
)
def test_whose_officials_they_are_depends_on_the_city(city: str, text: str, hosts: list[str]) -> None:
    identity = Identity(title="", city=city, city_short=city[:2].replace("臺", "台"))
    assert parts(text, identity=identity)["hosts"] == hosts


def test_head_of_a_school_acts_for_the_city_in_a_report_on_education_alone() -> None:
    text = "新加坡林勇大教授率團來訪，大同高中校長李玉美熱烈歡迎。"
    education = Identity(title="", city="新竹市", city_short="新竹", bureau="教育處")
    assert parts(text, identity=education)["hosts"] == ["李玉美"]
    assert parts(text)["hosts"] == []


def test_without_a_known_city_titles_still_tell() -> None:
    found = parts("日本佐藤健一議員拜會林明德市長。", identity=Identity(title=""))
    assert found == {"visitors": ["佐藤健一"], "hosts": ["林明德"], "others": []}


def test_known_people_lend_their_names_to_short_forms() -> None:
    known = (Person("林明德", None, "市長", None, 0, 3, "name+title"),)
    found = cast("日本佐藤健一議員致贈林市長禮品。", 100, [], KAOHSIUNG, known)
    assert names(found.hosts) == ["林明德"]
