"""People of every shape of name, and what is no name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import Person, find_people
from ingest.surnames import name_key
from ingest.titles import find_titles, title_words
from ingest.wordlist import WordList, folded, key_of


def people(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.romanized, one.title) for one in find_people(text)]


def names(text: str) -> list[str]:
    return [one.name for one in find_people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林明德市長致詞", [("林明德", None, "市長")]),
        ("市長林明德致詞", [("林明德", None, "市長")]),
        ("由歐陽文君副處長接待", [("歐陽文君", None, "副處長")]),
        ("農業局長李芳林出席", [("李芳林", None, "農業局長")]),
        ("外交部次長吳志中陪同", [("吳志中", None, "外交部次長")]),
        ("處長 張 大 同", [("張大同", None, "處長")]),
        ("王俊凱(Kai Wang)副市長", [("王俊凱", "Kai Wang", "副市長")]),
        ("與熊本市大西健一市長簽署", [("大西健一", None, "市長")]),
        ("拜會時任蒲池郁夫知事", [("蒲池郁夫", None, "知事")]),
        ("日本眾議院佐佐木誠眾議員", [("佐佐木誠", None, "眾議員")]),
        ("參議員滝川宏文（TAKIGAWA, Hirofumi）", [("滝川宏文", "TAKIGAWA, Hirofumi", "參議員")]),
        ("宿霧市馬可·雷耶斯（Marco L. Reyes）市長", [("馬可·雷耶斯", "Marco L. Reyes", "市長")]),
        ("丹瑞恩（Dan Ryen）市政委員率團", [("丹瑞恩", "Dan Ryen", "市政委員")]),
        ("商務辦事處 Emilio Duarte 處長", [("Emilio Duarte", "Emilio Duarte", "處長")]),
        ("首都 Sipho Wilson Dlamini 市長率團", [("Sipho Wilson Dlamini", "Sipho Wilson Dlamini", "市長")]),
        (
            "財經委員會主席阿里·哈里希（H.E. Ali Said Al-Harthy）議員",
            [("阿里·哈里希", "Ali Said Al-Harthy", "主席")],
        ),
        ("馬歇爾市長（Karen Marshall)拜會", [("馬歇爾", "Karen Marshall", "市長")]),
        (
            "格但斯克市新任市長科西克（Anna Kosik）女士首次來訪",
            [("科西克", "Anna Kosik", "新任市長")],
        ),
        ("巴士底市（Basseterre）市長卡魯瓦（Terry Druva）", [("卡魯瓦", "Terry Druva", "市長")]),
        ("管理局莫罕·薩瑞尼（Dr. Mohan Al Zarooni）執行主席", [("莫罕·薩瑞尼", "Mohan Al Zarooni", "執行主席")]),
        ("國王查爾斯三世", [("查爾斯三世", None, "國王")]),
        ("前市長卡莉許–羅騰（Einat Kalish-Rotem）博士", [("卡莉許–羅騰", "Einat Kalish-Rotem", "前市長")]),
        ("由林國棟率團訪問", [("林國棟", None, None)]),
        ("拜會盧市長美燕。", [("盧美燕", None, "市長")]),
        ("由黃副市長國成陪同參訪", [("黃國成", None, "副市長")]),
        ("陳主任秘書美秀出席會議", [("陳美秀", None, "主任秘書")]),
        ("盧市長感謝訪團來訪", [("盧市長", None, "市長")]),
        ("盧市長期盼深化交流", [("盧市長", None, "市長")]),
        ("王局長主持會議", [("王局長", None, "局長")]),
        ("日本青森縣宮下健一郎知事來訪", [("宮下健一郎", None, "知事")]),
        ("圣卢西亚驻台大使路易斯（Robert Lewis）", [("路易斯", "Robert Lewis", "驻台大使")]),
        ("局長（CP Datuk Ahmad Bin Ali）率團", [("Ahmad Bin Ali", "Ahmad Bin Ali", "局長")]),
    ],
)
def test_one_person(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize("verb", ["拜會副市長", "拜訪本市", "訪問本處", "率團來訪"])
def test_a_name_does_not_take_the_head_of_the_verb(verb: str) -> None:
    assert names(f"首都主席馬維塔{verb}") == ["馬維塔"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立委邱議明、許智強及黃婕到場", ["邱議明", "許智強", "黃婕"]),
        ("小林一夫、宮本和子、鈴木大樹參議員", ["小林一夫", "宮本和子", "鈴木大樹"]),
        ("日本議員團包括川名寬、阿井伸也等10位議員", ["川名寬", "阿井伸也"]),
        ("議長康裕明（右五）、立委邱議明（右三）、次長陳立國（右四）", ["康裕明", "邱議明", "陳立國"]),
        ("副市長蓋里尼與貝西斯（Rita Gailiene, Povilas Beisys）", ["蓋里尼", "貝西斯"]),
        ("林永浩會長偕該會李旻圭總幹事", ["林永浩", "李旻圭"]),
    ],
)
def test_rows(text: str, expected: list[str]) -> None:
    assert sorted(names(text)) == sorted(expected)


def test_two_latin_names_in_one_bracket_go_in_order() -> None:
    found = people("副市長蓋里尼與貝西斯（Rita Gailiene, Povilas Beisys）")
    assert [one[1] for one in found] == ["Rita Gailiene", "Povilas Beisys"]


@pytest.mark.parametrize(
    "text",
    [
        "本市市長與兩市市長",
        "各國首長、各局處首長及市府團隊",
        "時任副市長、新任局長",
        "文化局長、教育處長及安全主任",
        "高雄市長、林園區長與金門縣長",
        "左營區公所區長",
        "信義國小校長",
        "高中校長會議",
        "城市長期發展及長者照顧",
        "由市長擔任召集人、副市長擔任副召集人",
        "友好聯誼會長選舉",
        "董事長辦公室與市長室",
        "代表團、代表處及代表性作品",
        "與會貴賓、專家學者及業者代表",
        "計畫主持人及全體委員",
        "里長、志工與鄰長共同服務",
        "日本訪高議員團",
        "環海都市合作網（SeaCityNet）執行長",
        "普里斯提納市長來訪",
        "美國波特蘭市長率團",
        "國會暨參議院議長",
        "Digital Places Foundry",
        "",
    ],
)
def test_no_person(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林明德市長會晤外賓。林市長表示", "林明德"),
        ("羅大生副市長率團，羅副市長說", "羅大生"),
        ("蒲池郁夫知事來訪，感謝蒲池知事", "蒲池郁夫"),
        ("總理特羅斯·卡魯（Torrance Carew）與卡魯總理", "特羅斯·卡魯"),
        ("邁克·拉莫（Michael Rama）市長，拉莫市長回應", "邁克·拉莫"),
        ("陳映秀副秘書長出訪，陳副秘書長拜會", "陳映秀"),
        ("黃志明表示歡迎，黃市長並致贈禮品", "黃志明"),
    ],
)
def test_short_forms_are_the_same_person(text: str, name: str) -> None:
    assert names(text) == [name]


def test_short_form_of_somebody_named_elsewhere() -> None:
    mayor = Person("林明德", None, "市長", None, 0, 3, "name+title")
    found = find_people("感謝林市長支持", known=(mayor,))
    assert [(one.name, one.rule) for one in found] == [("林明德", "known")]
    assert names("感謝盧市長支持") == ["盧市長"]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("唐明（Marcel Dupont）主任拜會，唐民（Marcel Dupont）主任表示", "唐明", "唐民"),
        ("奧田正史所長出席，會後奧田正司所長致詞", "奧田正史", "奧田正司"),
        ("朴永浩會長與朴永鎬會長", "朴永浩", "朴永鎬"),
    ],
)
def test_slips_are_aliases_of_one_person(text: str, name: str, alias: str) -> None:
    (person,) = find_people(text)
    assert (person.name, person.aliases) == (name, (alias,))


def test_two_people_of_like_names_stay_two() -> None:
    assert names("林明德市長與林明輝議員") == ["林明德", "林明輝"]
    assert sorted(names("王俊凱（Kai Wang）處長與王俊傑（Jay Wang）處長")) == ["王俊傑", "王俊凱"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("副市長與時任農業局長", ["副市長", "農業局長"]),
        ("市長期許與城市長期發展", ["市長"]),
        ("高中校長與上校團長", ["校長", "上校", "團長"]),
        ("代表團與代表團團長", ["團長"]),
        ("外交部亞東太平洋司副司長", ["副司長"]),
    ],
)
def test_titles(text: str, expected: list[str]) -> None:
    key = key_of(text)
    found = [text[one.stem : one.end] for one in find_titles(key)]
    assert [one for one in found if any(one.endswith(want) for want in expected)] == found
    assert len(found) == len(expected)


def test_titles_are_listed_once_in_a_group() -> None:
    assert len(title_words()) > 350


def test_japanese_forms_fold_to_the_chinese_ones_and_keep_the_length() -> None:
    assert name_key("滝波浜崎") == name_key("瀧波濱崎")
    assert len(name_key("滝波–宏文")) == 5


def test_word_lists_find_the_longest_and_go_on_after_a_refusal() -> None:
    words = WordList([("北韓", 1), ("韓國", 2), ("韓", 3)])
    assert [one[2] for one in words.find("北韓國韓")] == [1, 3]
    assert [one[2] for one in words.find("北韓國韓", lambda start, end, value: value != 1)] == [2, 3]
    assert words.ending("在韓國", 3) == (1, 2)
    assert words.ending("在台", 2) is None
    assert "韓國" in words
    assert len(words) == 3


def test_patterns_are_folded_but_not_their_signs() -> None:
    assert folded(r"國\S（").search(key_of("我國人（"))


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet="林王陳大明德市長處副代表議員與、由（）()John Wu·－拜會日本佐藤 １2，。女士先生\n", max_size=140),
    st.integers(0, 5000),
)
def test_any_text_is_read(text: str, base: int) -> None:
    for one in find_people(text, base):
        assert base <= one.start < one.end <= base + len(text)
        printed = "".join(text[one.start - base : one.end - base].split())
        assert key_of(printed).startswith(key_of(one.name.split()[0][:1]))


def test_a_long_text_is_read_in_one_go() -> None:
    text = "林明德市長會見日本佐藤健市長（Sato Ken），雙方交換意見。" * 1500
    assert {one.name for one in find_people(text)} >= {"林明德", "佐藤健"}
