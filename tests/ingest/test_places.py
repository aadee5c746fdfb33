"""Countries and cities in texts, and what words for places mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import (
    allies,
    city_country,
    city_names,
    country_codes,
    country_name,
    find_cities,
    find_countries,
    find_places,
    fold,
    region_codes,
    region_names,
)
from ingest.atlas import cities, countries, offices, own_cities, own_districts
from ingest.rulebook import Rule, load_rules

TRAPS = load_rules("country_traps")


def codes(text: str) -> list[str]:
    return [one.code for one in find_countries(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本熊本縣與韓國釜山市代表團", ["JP", "KR"]),
        ("市長率團訪美，議長赴日參訪", ["US", "JP"]),
        ("採訪日期、訪美濃、赴日照中心、訪日月潭", []),
        ("紐西蘭羅托路亞市市長來訪", ["NZ"]),
        ("新西兰奥克兰市代表团到访", ["NZ"]),
        ("史瓦濟蘭王國大使", ["SZ"]),
        ("阿聯杜拜經濟區", ["AE"]),
        ("阿拉伯聯合大公國", ["AE"]),
        ("我國友邦聖克里斯多福及尼維斯總理", ["KN"]),
        ("科索沃首都普里斯提納市", ["XK"]),
        ("大韓民國大使、南韓企業", ["KR"]),
        ("剛果民主共和國與中非共和國", ["CD", "CF"]),
        ("奈及利亞及尼日共和國", ["NG", "NE"]),
        ("幾內亞比索、赤道幾內亞與巴布亞紐幾內亞", ["GW", "GQ", "PG"]),
        ("聖馬利諾共和國執政官", ["SM"]),
        ("United States of America and the UAE", ["US", "AE"]),
    ],
)
def test_countries_by_name(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深化台日友好交流", ["JP"]),
        ("增進臺美關係", ["US"]),
        ("2025 台日大港水果祭", ["JP"]),
        ("美台雙邊合作", ["US"]),
        ("台澳兩國農業論壇", ["AU"]),
        ("與美日駐台機構共同行銷", ["JP", "US"]),
        ("瞭解星國住宅政策", ["SG"]),
        ("克國總理來訪", ["KN"]),
        ("美籍教師及越籍移工", ["US", "VN"]),
        ("邀請德、法、英、日等國飛行員", ["DE", "FR", "GB", "JP"]),
    ],
)
def test_countries_by_one_character(text: str, expected: list[str]) -> None:
    assert sorted(codes(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "舞台日前搭建完成",
        "平台法規增修",
        "後台美化工程",
        "參加台日期未定",
        "本市美術館與高美館",
        "中美洲以外地區與歐美市場",
        "各國、我國、兩國、多國及外國",
        "以國際化為目標",
        "一台美式咖啡機",
        "增加國內旅遊",
        "陳立國次長",
        "愛國東路及建國路",
        "台中國小學生",
        "日前、今日、同日及翌日",
        "英語、法律、德育與韓式料理",
    ],
)
def test_no_country(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("玉名市市長率團訪問", ["JP"]),
        ("愛丁堡大學校長", ["GB"]),
        ("東京都荒川區議會", ["JP"]),
        ("杜拜世博", ["AE"]),
        ("加州托倫斯市", ["US"]),
        ("美國在台協會（AIT）", ["US"]),
        ("AIT 處長", ["US"]),
        ("JETRO 台北", ["JP"]),
        ("臺中市韓人會", ["KR"]),
    ],
)
def test_cities_and_offices_give_their_country(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_name_is_as_printed_and_usual_where_only_implied() -> None:
    printed = find_countries("史瓦帝尼王國與星國")
    assert [(one.name, one.code) for one in printed] == [("史瓦帝尼王國", "SZ"), ("新加坡", "SG")]
    assert printed[1].rule == "short:星國"


def test_own_country_is_left_out_unless_asked_for() -> None:
    assert codes("台灣與日本") == ["JP"]
    assert [one.code for one in find_countries("台灣與日本", home=None)] == ["TW", "JP"]


@pytest.mark.parametrize("rule", TRAPS, ids=[one.name for one in TRAPS])
def test_traps_keep_out_and_let_in(rule: Rule) -> None:
    for words in rule.yes:
        found = set(codes(words))
        assert rule.gives not in found if rule.gives != "*" else not found, words
    for words in rule.no:
        assert codes(words), words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日本富山縣議會冰見市代表", ["富山縣", "冰見市"]),
        ("日本大分縣，拜會知事，並於別府市出席推介會", ["大分縣", "別府市"]),
        ("韓國清州市老人福祉協會會長率團", ["清州市"]),
        ("參加東京旅展", ["東京"]),
        ("韓國仁川廣域市延壽區", ["仁川廣域市", "延壽區"]),
        ("訪問韓國，首站來到姊妹城市堤川市政府", ["堤川市"]),
        ("德國馬德堡市市長率團", ["馬德堡市"]),
        ("日本代表與林大明市長、王小玉市長會面，於夜市用餐", []),
        ("紐西蘭羅托路亞市（Rotorua）", ["羅托路亞市"]),
        ("波蘭格丁尼亞（Gdynia）市", ["格丁尼亞"]),
        ("聖克國首都巴士底市（Basseterre）", ["巴士底市"]),
        ("菲律賓南蘇祿省省長", ["南蘇祿省"]),
        ("日本岩手縣花卷市、奧州市", ["岩手縣", "花卷市", "奧州市"]),
        ("福布斯市（Forbes）市長", ["福布斯市"]),
        ("東京都荒川區議員", ["東京都", "荒川區"]),
        ("與臺南市、屏東縣共同", ["臺南市", "屏東縣"]),
        ("駐台北辦事處與高雄分處", []),
        ("本市市民、各縣市、城市及都市", []),
        ("塔普萊爾市長與上原隆志市長", []),
        ("前往新加坡考察", ["新加坡"]),
        ("新加坡學生", []),
        ("巴黎協定與京都議定書", []),
        ("南京東路及青島路", []),
        ("日本市場與美國城市", []),
        ("日本姊妹市", []),
        ("日本別府市", ["別府市"]),
        ("日本松山市議長來訪，獲贈市徽，5日在市府用餐，後與羅達生副市長會面", ["松山市"]),
        ("韓國大邱市代表團5日偕市府同仁，趁市集參觀，村上市長同行", ["大邱市"]),
        ("拜會大分縣副知事、津久見市市長。", ["大分縣", "津久見市"]),
        ("馬來西亞檳島市今（17）日簽署備忘錄", ["檳島市"]),
        ("法國南特布列塔尼公爵城堡", ["南特"]),
        ("出席亞太健康城市年會，美國商會高雄分會與會", []),
    ],
)
def test_cities(text: str, expected: list[str]) -> None:
    assert [one.text for one in find_cities(text)] == expected


def test_city_of_the_report_can_be_left_out() -> None:
    assert [one.text for one in find_cities("高雄市與高雄及臺南市", home="高雄市")] == ["臺南市"]
    assert [one.text for one in find_cities("台中市與熊本市", home="台中")] == ["熊本市"]


def test_city_of_two_countries_goes_by_the_country_named() -> None:
    assert [one.code for one in find_places("智利聖地牙哥市")] == ["CL"]
    assert [one.code for one in find_places("美國聖地牙哥郡")] == ["US"]


def test_city_of_two_countries_goes_by_the_certain_cities_behind_it() -> None:
    codes = [one.code for one in find_countries("拜會姊妹市曼徹斯特，之後訪團飛抵波士頓、西雅圖。")]
    assert codes == ["US"]
    assert [one.code for one in find_countries("拜會姊妹市曼徹斯特，再到倫敦。")] == ["GB"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Japanese", ("JP",)),
        ("the Philippines", ("PH",)),
        ("Filipino", ("PH",)),
        ("Koreans", ("KR",)),
        ("Swazi", ("SZ",)),
        ("Dutch", ("NL",)),
        ("UK", ("GB",)),
        ("St. Kitts and Nevis", ("KN",)),
        ("韓國", ("KR",)),
        ("韩国", ("KR",)),
        ("星國", ("SG",)),
        ("台日", ("JP",)),
        ("美日", ("US", "JP")),
        ("JP", ("JP",)),
        ("Taiwan", ("TW",)),
        ("高雄", ()),
        ("", ()),
    ],
)
def test_codes_of_words(words: str, expected: tuple[str, ...]) -> None:
    assert country_codes(words) == expected


@pytest.mark.parametrize(
    ("words", "has", "lacks"),
    [
        ("歐洲", "FR", "JP"),
        ("European", "PL", "US"),
        ("東協", "VN", "JP"),
        ("ASEAN", "SG", "KR"),
        ("東南亞國家", "TH", "IN"),
        ("新南向", "AU", "JP"),
        ("北美", "US", "BR"),
        ("中南美洲", "PY", "US"),
        ("非洲", "SZ", "FR"),
        ("大洋洲", "PW", "JP"),
        ("中東", "IL", "FR"),
        ("友邦", "PY", "JP"),
        ("diplomatic allies", "KN", "HN"),
    ],
)
def test_regions(words: str, has: str, lacks: str) -> None:
    assert has in region_codes(words)
    assert lacks not in region_codes(words)
    assert fold(words).removesuffix("国家") in region_names()


def test_allies_are_dated() -> None:
    assert len(allies()) == 12
    assert "HN" in allies(date(2023, 3, 25))
    assert "HN" not in allies(date(2023, 3, 26))
    assert "NR" in region_codes("邦交國", date(2024, 1, 14))
    assert "NR" not in region_codes("邦交國", date(2024, 1, 15))


def test_unknown_region_has_no_countries() -> None:
    assert region_codes("火星") == ()


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("Kumamoto", "熊本"), ("Portland", "波特兰"), ("Basseterre", "巴士底"), ("New York", "纽约"), ("Kyoto", "京都")],
)
def test_cities_in_english_and_chinese(english: str, chinese: str) -> None:
    assert chinese in city_names(english)
    assert chinese in city_names(chinese)


def test_country_of_a_city() -> None:
    assert city_country("冰見市") == "JP"
    assert city_country("Portland") == "US"
    assert city_country("無此地名") is None
    assert city_names("Nowhereville") == ()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("JP", "zh-Hant", "日本"),
        ("kr", "zh-Hant", "韓國"),
        ("NZ", "zh-Hans", "新西兰"),
        ("XK", "en", "Kosovo"),
        ("ZZ", "en", None),
        ("JP", "fr", None),
    ],
)
def test_country_names(code: str, language: str, name: str | None) -> None:
    assert country_name(code, language) == name


def test_tables_speak_of_known_countries_only() -> None:
    known = countries().codes
    assert {city.code for _, found in cities().items() for city in found} <= known
    assert {code for name in region_names() for code in region_codes(name)} <= known
    assert {code for _, code in offices().items()} <= known
    assert set(countries().pairs.values()) <= known


def test_taiwan_is_whole() -> None:
    full = {name for _, name in own_cities().items()}
    assert len(full) == 22
    assert len(own_districts()) > 330


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="日本美國熊縣市台北法韓星AaIT（）「」，。、 １2月·際路州府\n", max_size=120),
    st.integers(0, 9999),
)
def test_what_is_found_stands_where_it_says(text: str, base: int) -> None:
    for one in (*find_cities(text, base), *find_places(text, base)):
        assert text[one.start - base : one.end - base] == one.text
    for country in find_countries(text, base, home=None):
        assert base <= country.start < country.end <= base + len(text)
    assert len({one.code for one in find_countries(text)}) == len(find_countries(text))
