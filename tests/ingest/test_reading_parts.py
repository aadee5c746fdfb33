"""The small parts of reading: numerals, types by content, encodings, quality, look-alikes, captions."""

# ruff: noqa: E501 - tables of cases read better on one line
from __future__ import annotations

import odd_files as odd
import pytest

from ingest import refusals
from ingest.captions import cited_photos, parse_caption
from ingest.counting import count, count_shown
from ingest.errors import FileError
from ingest.marks import number_value, parse_mark, roman_value
from ingest.quality import READABLE, readable_share
from ingest.radicals import ordinary
from ingest.sniff import Format, is_words, sniff
from ingest.text import decode


@pytest.mark.parametrize("scheme", ["taiwaneseCountingThousand", "ideographLegalTraditional", "decimal"])
def test_what_is_counted_is_read_back(scheme: str) -> None:
    for number in range(1, 200):
        assert number_value(count(scheme, number) or "") == number


def test_numerals_beyond_their_signs_are_digits() -> None:
    assert [count_shown("①", number) for number in (1, 20, 21)] == ["①", "⑳", "21"]
    assert [count("ideographTraditional", number) for number in (10, 11)] == ["癸", "11"]
    assert [count("upperRoman", number) for number in (4, 19, 0)] == ["IV", "XIX", "0"]
    assert count("bullet", 1) is None
    assert count("decimal", 10**9) == "1000000000"


def test_roman_numerals_are_told_from_words() -> None:
    assert [roman_value(word) for word in ("i", "iv", "ix", "xxiii", "iiii", "mix", "vx", "")] == [1, 4, 9, 23, None, None, None, None]


@pytest.mark.parametrize("line", ["1.5 億元", "113.5.2 召開", "113 年", "二月", "十分重要", "I am", "Dr. Lee", "A股上漲", "(以下簡稱本期)", "2,613 人"])
def test_what_only_looks_like_numbering(line: str) -> None:
    mark = parse_mark(line)
    assert mark is None or mark.family.name in ("BARE_DIGIT", "DECIMAL_2")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (odd.plain_pdf(), Format.PDF), (odd.docx(odd.paragraphs()), Format.DOCX), (odd.odt(odd.odt_words()), Format.ODT),
        (odd.page("x"), Format.HTML), (odd.page("x").decode().encode("utf-16"), Format.HTML), (b"<!-- a --><html>", Format.HTML),
        (odd.WORDS.encode(), Format.TEXT), (b"MZ is how it begins", Format.TEXT), ("談 %PDF- 格式".encode(), Format.TEXT), (b"<3 you", Format.TEXT),
    ],
)  # fmt: skip
def test_types_come_from_content(data: bytes, expected: Format) -> None:
    assert sniff(data) is expected
    assert is_words(data) is (expected is Format.TEXT)


def test_encodings_are_found_out_and_said() -> None:
    text = odd.WORDS * 3
    for encoding in ("cp950", "gb18030", "utf-16-le", "utf-16-be"):
        found, notes = decode(text.encode(encoding))
        assert found == text
        assert any(encoding in note for note in notes)
    assert decode(text.encode()) == (text, ())
    with pytest.raises(FileError):
        decode(bytes(range(256)) * 30)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (odd.WORDS, True), ("The bureau received 1,234 visitors in May.", True), ("1,234 | 5,678 | 合計", True),
        ("\ue001\ue002\ue003\ue004", False), ("(cid:12)(cid:345)(cid:6)", False), ("å±€è¾¦ç†è§€å…‰æŽ¨å»£æ´»å‹•" * 3, False),
        ("嚙賤嚙蝓" * 20, False), ("��������", False),
    ],
)  # fmt: skip
def test_gibberish_is_told_from_text(text: str, good: bool) -> None:
    assert (readable_share(text) >= READABLE) is good


def test_characters_of_the_same_shape_are_ordinary_ones() -> None:
    assert ordinary("\uf98e\u2f47\u2f08\u2ea0\uf9e9") == "年日人民里"
    assert ordinary("年日人") == "年日人"
    assert len(ordinary("\uf98e\u2f47")) == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("照片 3：市長接見", (3, "市長接見")), ("圖12: 合影", (12, "合影")), ("（照片4）簽署", None), ("（照片 46）。另為推廣", None), ("（照片 2）：合影", (2, "合影")), ("照片 5 簽署儀式", (5, "簽署儀式")),
        ("【照片6】合影", (6, "合影")), ("照片是紀錄", None),
    ],
)  # fmt: skip
def test_captions(line: str, expected: tuple[int, str] | None) -> None:
    found = parse_caption(line)
    assert found == expected


def test_citations_of_photos() -> None:
    text = "訪問（照片 1、2），簽署（如照片5至7），合影(照片9)。"
    assert sorted(number for number, _ in cited_photos(text)) == [1, 2, 5, 6, 7, 9]


def test_every_refusal_says_what_and_what_to_do() -> None:
    every = [
        refusals.empty(), refusals.unsupported("x"), refusals.damaged("PDF"), refusals.encrypted("PDF"), refusals.no_text_layer(3),
        refusals.gibberish(0.1), refusals.too_large("甲", "a"), refusals.stopped("甲", "a"), refusals.missing(), refusals.forbidden("x"),
    ]  # fmt: skip
    for error in every:
        for language in ("zh", "en"):
            assert len(error.message(language)) > 10
        assert error.what.zh.endswith("。")
        assert error.remedy.en.endswith(".")
