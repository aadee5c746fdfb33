"""Questions in three languages become the same data."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue import Dialogue
from assistant.question import Focus, Intent, Language, PersonSide
from assistant.reading import language_of
from assistant.understand import understand
from ingest import Kind
from ingest.errors import EmptyQuestion, QuestionTooLong

TODAY = date(2025, 12, 1)


@pytest.fixture(scope="module")
def read(fictional):
    knowledge = fictional.knowledge()
    return lambda text: understand(text, Dialogue(), knowledge, TODAY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("三月有哪些訪團？", Language.ZH_HANT),
        ("三月有哪些访团？", Language.ZH_HANS),
        ("Which visits came in March?", Language.EN),
        ("Which visitors did Deputy Mayor 許言安 receive?", Language.EN),
        ("Who signed 「綠色港口合作意向書」?", Language.EN),
        ("Smart City Expo 有哪些外賓參加？", Language.ZH_HANT),
        ("台日交流有哪些", Language.ZH_HANT),
    ],
)
def test_language(text, language):
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("三月有哪些訪團？", Intent.LIST),
        ("Which visits came in March?", Intent.LIST),
        ("谁来访过？", Intent.LIST),
        ("Did any exchange concern rail?", Intent.LIST),
        ("三月有幾組訪團？", Intent.COUNT),
        ("How many delegations came?", Intent.COUNT),
        ("漢堡市長何時來訪？", Intent.LOOKUP),
        ("Who led the trip to Denver?", Intent.LOOKUP),
        ("調解幾件？", Intent.LOOKUP),
        ("示範國際龍舟賽有多少城市參加？", Intent.LOOKUP),
        ("林若水市長有出席嗎？", Intent.YES_NO),
        ("Was a letter of intent signed?", Intent.YES_NO),
        ("哪一個月訪團最多？", Intent.SUPERLATIVE),
        ("Which country sent the most guests?", Intent.SUPERLATIVE),
        ("三月和四月，哪個月的訪團較多？", Intent.COMPARE),
        ("Which came first, Kanazawa or Da Nang?", Intent.COMPARE),
        ("資安方面做了什麼工作？", Intent.SUMMARY),
        ("What did the Czech representative discuss?", Intent.SUMMARY),
        ("克勞斯·韋伯是誰？", Intent.DEFINE),
        ("Who is Klaus Weber?", Intent.DEFINE),
        ("請草擬新聞稿", Intent.DRAFT),
        ("Draft a briefing on the port.", Intent.DRAFT),
        ("明天天氣如何？", Intent.OUT_OF_SCOPE),
        ("Tell me a joke", Intent.OUT_OF_SCOPE),
    ],
)
def test_intent(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    "text",
    [
        "今年三月簽了哪些東西？",
        "今年三月辦了哪些事情？",
        "今年三月簽了什麼玩意？",
        "三月發生了哪些事物？",
        "今年三月簽了哪些項目？",
        "今年三月簽署的內容有哪些？",
        "What things were signed in March 2024?",
        "What stuff was signed in March 2024?",
        "Which items were signed in March 2024?",
        "What happened in March 2024?",
        "What things were done in March 2024?",
    ],
)
def test_light_nouns_are_no_subject(read, text):
    question = read(text)
    assert question.intent is Intent.LIST
    assert question.filters.topics == ()
    assert [(one.first, one.last) for one in question.filters.dates] == [(date(2024, 3, 1), date(2024, 3, 31))]
    assert question.filters.kinds == ((Kind.SIGNING,) if "簽" in text or "signed" in text else ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("示範縣是第幾個姊妹市？", Intent.LOOKUP),
        ("國際龍舟賽是哪幾天辦的？", Intent.LOOKUP),
        ("漢堡市長一行參觀了哪些地方？", Intent.LOOKUP),
        ("哪些訪賓是第一次來訪？", Intent.LIST),
        ("第一次來訪的是誰？", Intent.SUPERLATIVE),
        ("Events held in March 2024", Intent.LIST),
        ("本期採購或工程有哪些？", Intent.LIST),
    ],
)
def test_near_but_not_the_same(read, text, intent):
    assert read(text).intent is intent


def test_a_day_range_beside_the_period_says_more(read):
    (march,) = read("本期（113年3月）有哪些訪團？").filters.dates
    assert (march.first, march.last) == (date(2024, 3, 1), date(2024, 3, 31))


def test_a_post_that_was_absent_restricts_nothing(read):
    question = read("市長不在場、由副市長接待的有哪些？")
    assert [one.titles for one in question.filters.persons] == [("副市長",)]


@pytest.mark.parametrize(
    "text", ["這半年簽了什麼？", "最近半年簽了哪些協定？", "What was signed over the past six months?"]
)
def test_the_half_year_that_the_reports_cover(read, text):
    question = read(text)
    assert question.intent is Intent.LIST
    assert question.filters.dates
    assert all(one.loose for one in question.filters.dates)


@pytest.mark.parametrize(
    "text",
    [
        "Which visits concerned smart cities in March 2024?",
        "113年3月有哪些訪問與智慧城市有關？",
        "2024年三月有哪些访问涉及智慧城市？",
        "113/3 有哪些訪團談到智慧城市？",
    ],
)
def test_one_question_in_every_language(read, text):
    filters = read(text).filters
    assert [(one.first, one.last) for one in filters.dates] == [(date(2024, 3, 1), date(2024, 3, 31))]
    assert filters.kinds == (Kind.INCOMING_VISIT,)
    assert [one.terms[0] for one in filters.topics] == ["智慧城市"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("113年3月15日有哪些訪團？", date(2024, 3, 15), date(2024, 3, 15)),
        ("Who came on 18 April 2024?", date(2024, 4, 18), date(2024, 4, 18)),
        ("3月最後一週有哪些訪團？", date(2024, 3, 25), date(2024, 3, 31)),
        ("visits between 1 and 15 July 2024", date(2024, 7, 1), date(2024, 7, 15)),
        ("本期有哪些訪團？", date(2024, 2, 1), date(2024, 7, 31)),
        ("上期有哪些訪團？", date(2023, 8, 1), date(2024, 1, 31)),
        ("113年第二季有哪些訪團？", date(2024, 4, 1), date(2024, 6, 30)),
        ("9月有哪些訪團？", date(2023, 9, 1), date(2023, 9, 30)),
        ("first half of July visits", date(2024, 7, 1), date(2024, 7, 15)),
    ],
)
def test_dates(read, text, first, last):
    assert [(one.first, one.last, one.outside) for one in read(text).filters.dates] == [(first, last, False)]


def test_dates_left_out(read):
    for text in ("除了三月以外有哪些訪團？", "Outside March, which visits came?"):
        assert [one.outside for one in read(text).filters.dates] == [True]
    assert not read("112年9月外文翻譯有幾件？").filters.dates[0].outside


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("漢堡市的訪團", "漢堡市", "汉堡"),
        ("guests from Hamburg", "Hamburg", "汉堡"),
        ("峴港市長何時來訪？", "峴港", "岘港"),
    ],
)
def test_cities(read, text, words, names):
    (place,) = read(text).filters.places
    assert place.words == words
    assert names in place.names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("德國訪團有哪些？", "DE"),
        ("German visitors", "DE"),
        ("來自東協的訪賓", "TH"),
        ("Which European guests came?", "CZ"),
        ("友邦訪賓", "PW"),
    ],
)
def test_countries_and_regions(read, text, code):
    assert code in {one for place in read(text).filters.places for one in place.codes}


def test_a_city_says_more_than_its_country(read):
    (place,) = read("日本金澤市的交流").filters.places
    assert place.names


def test_abroad_and_outside(read):
    assert read("國際交流有哪些？").filters.places[0].abroad
    asked = read("Which guests came from outside Asia?").filters
    assert not asked.places
    assert "JP" in asked.left_out[0].filters.places[0].codes
    assert not read("How many international exchange items fell in March?").filters.topics


def test_the_home_city_restricts_nothing(read):
    assert read("示範市有哪些訪團？").filters.places == ()
    assert read("Who came to Shifan in March?").filters.places == ()


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("許言安副市長接見了誰？", "許言安", PersonSide.HOST),
        ("Which guests met Deputy Mayor Hsu?", "許言安", PersonSide.HOST),
        ("Visits received by Lin Jo-shui", "林若水", PersonSide.HOST),
        ("林市長接見過誰？", "林若水", PersonSide.HOST),
        ("When did Weber come?", "克勞斯·韋伯", PersonSide.ANY),
        ("When did Klaus Weber come?", "克勞斯·韋伯", PersonSide.ANY),
        ("韋伯執行長何時來訪？", "克勞斯·韋伯", PersonSide.ANY),
    ],
)
def test_people(read, text, name, side):
    (person,) = read(text).filters.persons
    assert name in person.names
    assert person.side is side


def test_posts(read):
    (mayor,) = read("漢堡市長何時來訪？").filters.persons
    assert (mayor.names, mayor.titles, mayor.side) == ((), ("市長",), PersonSide.NOT_HOST)
    (own,) = read("其中市長親自接見的有哪些？").filters.persons
    assert own.side is PersonSide.HOST
    (deputy,) = read("Which visitors called on the deputy mayor?").filters.persons
    assert (deputy.titles, deputy.side) == (("副市長",), PersonSide.HOST)
    (members,) = read("外國議員有哪些？").filters.persons
    assert members.bodies


def test_a_left_out_post_is_no_post(read):
    (mayor,) = read("來訪的外國市長（不含副市長）有哪些？").filters.persons
    assert mayor.titles == ("市長",)


def test_strangers_stay(read):
    (person,) = read("王大明局長接待了誰？").filters.persons
    assert person.names == ("王大明",)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("有哪些訪團？", (Kind.INCOMING_VISIT,)),
        ("出訪了哪些城市？", (Kind.OUTGOING_VISIT,)),
        ("trips abroad", (Kind.OUTGOING_VISIT,)),
        ("簽了什麼？", (Kind.SIGNING,)),
        ("哪些活動或拜會？", ()),
        ("出席了哪些酒會？", (Kind.RECEPTION,)),
        ("Which trainings were held?", (Kind.TRAINING,)),
    ],
)
def test_kinds(read, text, kinds):
    assert read(text).filters.kinds == kinds


def test_alternatives_and_narrowing(read):
    topics = read("哪些訪團談到減碳或海洋保育？").filters.topics
    assert [one.narrows for one in topics] == [False, False]
    topics = read("Who came to discuss youth exchange in education?").filters.topics
    assert sum(not one.narrows for one in topics) == 1


def test_thresholds(read):
    (figure,) = read("Which events drew more than 80,000 people?").filters.figures
    assert (figure.comparator, figure.amount) == (">", 80000)
    assert "人" in figure.units
    (figure,) = read("超過10萬人次的活動有哪些？").filters.figures
    assert figure.amount == 100000


def test_focus_and_claims(read):
    assert read("誰接待他？什麼時候？").focus == (Focus.WHO, Focus.WHEN)
    assert read("第14個締盟城市是哪裡？").claims == ("第14個",)
    assert read("第一次申訴幾件？").claims == ()


def test_rankings(read):
    question = read("Which month had the fewest visits?")
    assert (question.group_by, question.order) == ("month", "least")
    assert read("前三名的國家是哪些？訪團最多的").limit == 3


def test_comparisons(read):
    assert read("三月和四月，哪個月的訪團較多？").alternatives == ("三月", "四月")
    question = read("Which signing came first, Kanazawa or Da Nang?")
    assert question.alternatives == ("Kanazawa", "Da Nang")
    assert all(side.places for side in question.sides)


def test_bad_questions(read):
    with pytest.raises(EmptyQuestion):
        read(" ？ ")
    with pytest.raises(QuestionTooLong):
        read("問" * 3000)


def test_chips_name_what_was_understood(read):
    from assistant.describe import describe

    chips = list(describe(read("113年3月有哪些訪團談到智慧城市？")))
    assert [one.field for one in chips] == ["intent", "dates", "kinds", "topics"]
    assert "113/3/1" in chips[1].label


def test_a_kind_and_a_subject_are_alternatives(read):
    filters = read("哪些採購或輕軌的案件？").filters
    assert filters.kinds == ()
    assert [(one.words, one.kinds, one.narrows) for one in filters.topics] == [
        ("採購", (Kind.PROCUREMENT,), False),
        ("輕軌", (), False),
    ]


def test_two_kinds_are_alternatives(read):
    assert set(read("有哪些會議或稽查？").filters.kinds) == {Kind.MEETING, Kind.AUDIT}


@pytest.mark.parametrize("text", ["捷克在哪些會談中被提到？", "Czech topics came up in which talks?"])
def test_talks_are_wide(read, text):
    assert {Kind.INCOMING_VISIT, Kind.MEETING, Kind.RECEPTION} <= set(read(text).filters.kinds)


@pytest.mark.parametrize(
    "text", ["有哪些駐台機構的代表來訪？", "Which visits were by heads of foreign offices in Taiwan?"]
)
def test_heads_of_foreign_offices_are_a_class(read, text):
    assert [one.office for one in read(text).filters.persons] == [True]


def test_all_that_was_signed_is_a_set(read):
    assert read("What did the city sign during the period, and with whom?").intent is Intent.LIST
    assert read("What did the city sign with Hamburg?").intent is not Intent.COUNT


def test_two_amounts_are_looked_up(read):
    assert read("How many meetings were held and how many staff were hired?").intent is Intent.LOOKUP


def test_a_president_of_the_country_is_its_head_of_state(read):
    assert read("Did Taiwan's president come?").filters.persons[0].titles == ("總統",)


def test_both_periods_are_the_sides_compared(read):
    asked = read("線上簽核率兩期相比增加多少？")
    assert asked.intent is Intent.COMPARE
    assert asked.alternatives == ("本期", "上期")
    assert len({one.dates for one in asked.sides}) == 2


def test_reports_are_named_by_title_and_period(read):
    asked = read("示範市上期的線上簽核率是多少？")
    assert len(asked.report_names) == len(asked.filters.reports)


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("哪些訪團談到碳匯？", ["碳匯"]),
        ("哪些活動與電競有關？", ["電競"]),
        ("有哪些藍碳相關的訪團？", ["藍碳"]),
        ("哪些訪團談到水上巴士？", ["水上巴士"]),
        ("哪些訪團談到核融合和智慧城市？", ["智慧城市", "核融合"]),
        ("哪些訪團談到智慧城市？", ["智慧城市"]),
    ],
)
def test_no_part_of_the_subject_asked_about_goes_unread(read, text, subjects):
    assert sorted(one.words for one in read(text).filters.topics) == sorted(subjects)


def test_several_subjects_of_unknown_words_are_each_a_word(read):
    assert {one.words for one in read("哪些訪團談到捕鯨和碳匯？").filters.topics} == {"捕鯨", "碳匯"}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Which delegations discussed whale conservation?", ["whale conservation"]),
        ("Which visits were about smart city affairs?", ["smart city"]),
        ("Which visits concerned net zero and hovercraft?", ["net zero", "hovercraft"]),
    ],
)
def test_english_words_side_by_side_are_one_subject(read, text, subjects):
    assert sorted(one.words for one in read(text).filters.topics) == sorted(subjects)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("在國家體育場舉辦的活動有哪些？", "國家體育場"),
        ("哪些訪賓在玻璃巨蛋參觀？", "玻璃巨蛋"),
        ("What events took place at the Dome Stadium?", "Dome Stadium"),
    ],
)
def test_a_place_where_something_was_is_no_subject_in_part(read, text, venue):
    subjects = [one for one in read(text).filters.topics if not one.narrows]
    assert [(one.words, one.strict) for one in subjects] == [(venue, True)]
