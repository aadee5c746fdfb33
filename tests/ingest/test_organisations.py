"""Names of organisations, and where they begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import find_organisations


def found(text: str) -> list[str]:
    return [one.text for one in find_organisations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由本處、經濟發展局及觀光局合辦", ["本處", "經濟發展局", "觀光局"]),
        ("拜會荷蘭在台辦事處譚代表", ["荷蘭在台辦事處"]),
        ("日本台灣交流協會台北事務所所長出席", ["日本台灣交流協會台北事務所"]),
        ("駐台北土耳其貿易辦事處代表", ["駐台北土耳其貿易辦事處"]),
        ("約旦國會參議院財經委員會主席率團", ["約旦國會參議院財經委員會"]),
        ("與財團法人消費者權益基金會臺南分會合辦", ["財團法人消費者權益基金會臺南分會"]),
        ("波蘭智庫「雅盧澤爾斯基基金會」", ["波蘭智庫", "雅盧澤爾斯基基金會"]),
        ("荷蘭創新局（Digital Places Foundry）訪高", ["荷蘭創新局", "Digital Places Foundry"]),
        ("參訪台灣航運公司、宏遠科技集團", ["台灣航運公司", "宏遠科技集團"]),
        ("國立臺灣師範大學與愛丁堡大學", ["國立臺灣師範大學", "愛丁堡大學"]),
        ("新竹市岡山市友好都市議員聯盟", ["新竹市岡山市友好都市議員聯盟"]),
        ("奧斯汀－臺南姊妹市協會", ["奧斯汀－臺南姊妹市協會"]),
        ("由國家發展委員會檔案管理局推動", ["國家發展委員會檔案管理局"]),
        ("5月3日苓雅區公所召開", ["苓雅區公所"]),
        ("高雄市立美術館展出", ["高雄市立美術館"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "局長與處長討論",
        "各學校、各機關及各公司",
        "歡迎晚會、感恩酒會及記者會",
        "「南區感恩酒會」與「開幕記者會」",
        "國際合作與部分地區",
        "我國政府及地方政府",
        "會議、議會期間",
    ],
)
def test_no_names(text: str) -> None:
    assert [one for one in found(text) if one != "議會"] == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="本處局會議協學大英國在台辦事與、「」（）AbC 113年月日公司市政府的\n", max_size=120),
    st.integers(0, 999),
)
def test_what_is_found_stands_where_it_says(text: str, base: int) -> None:
    for one in find_organisations(text, base):
        assert text[one.start - base : one.end - base] == one.text


def test_a_long_text_is_read_in_one_go() -> None:
    text = "本處與荷蘭在台辦事處、國立中山大學及台灣航運公司合辦論壇。" * 2000
    assert found(text)[:2] == ["本處", "荷蘭在台辦事處"]
