# ruff: noqa: E501 - markup and tables of cases read better on one line
from __future__ import annotations

import odd_files as odd
import pytest

from ingest.odt import parse_odt
from ingest.source import Joint

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def source(body: str, styles: str = "", outline: str = ""):
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    common = f"<office:document-styles {_NAMES}><office:styles>{outline}</office:styles></office:document-styles>"
    kind = b"application/vnd.oasis.opendocument.text"
    return parse_odt(odd.zipped({"mimetype": kind, "content.xml": content.encode(), "styles.xml": common.encode()}))


def texts(body: str, styles: str = "", outline: str = "") -> list[str]:
    return [" | ".join(one.cells) if one.cells is not None else one.text for one in source(body, styles, outline).lines]


def level(number: int, sample: str, before: str = "", after: str = "", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{sample}" style:num-prefix="{before}" '
        f'style:num-suffix="{after}" {more}/>'
    )


def listed(*entries: str, style: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


@pytest.mark.parametrize(
    ("sample", "before", "after", "expected"),
    [
        ("壹, 貳, 參, ...", "", "、", "壹、貳、"), ("一, 二, 三, ...", "（", "）", "（一）（二）"), ("1", "", ".", "1. 2. "),
        ("1", "(", ")", "(1)(2)"), ("①, ②, ...", "", "", "①②"), ("甲, 乙, ...", "", "、", "甲、乙、"), ("I", "", ".", "I. II. "),
        ("a", "", ")", "a)b)"), ("", "", "", ""),
    ],
)  # fmt: skip
def test_automatic_numbers_are_those_that_a_reader_sees(sample: str, before: str, after: str, expected: str) -> None:
    style = f'<text:list-style style:name="L">{level(1, sample, before, after)}</text:list-style>'
    found = texts(listed(p("甲"), p("乙")), style)
    assert "".join(one[:-1] for one in found) == expected


def test_levels_lists_that_go_on_and_values_that_are_set() -> None:
    levels = level(1, "1", "", ".") + level(2, "1", "", "", 'text:display-levels="2"')
    style = f'<text:list-style style:name="L">{levels}</text:list-style>'
    inner = "<text:list><text:list-item><text:p>b</text:p></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list>"
    body = listed(p("a") + inner) + p("間") + listed(p("d"), more='text:continue-numbering="true"') + listed(p("e"))
    assert texts(body, style) == ["1. a", "1.1 b", "1.2 c", "間", "2. d", "1. e"]
    started = '<text:list text:style-name="L"><text:list-item text:start-value="7"><text:p>x</text:p></text:list-item></text:list>'
    assert texts(started, style) == ["7. x"]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    style = f'<text:list-style style:name="L">{level(1, "1", "", ".")}</text:list-style>'
    assert texts(listed(p("題") + p("文"), p("次")), style) == ["1. 題", "文", "2. 次"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="壹, 貳, 參, ..." style:num-suffix="、"/>'
        '<text:outline-level-style text:level="2" style:num-format="一, 二, 三, ..." style:num-suffix="、"/></text:outline-style>'
    )
    heads = [(1, "前言"), (1, "成果"), (2, "交流"), (2, "接待"), (1, "結語")]
    body = "".join(f'<text:h text:outline-level="{at}">{text}</text:h>' for at, text in heads)
    found = source(body, outline=outline)
    assert [line.text for line in found.lines] == ["壹、前言", "貳、成果", "一、交流", "二、接待", "參、結語"]
    assert all(line.heading for line in found.lines)


def test_white_space_breaks_and_pages() -> None:
    body = (
        p('甲<text:s text:c="3"/>乙<text:tab/>丙<text:line-break/>丁')
        + p("一<text:soft-page-break/>二")
        + "<text:soft-page-break/>"
        + p("三")
    )
    found = source(body)
    assert [(line.text, line.page) for line in found.lines] == [
        ("甲   乙 丙", 1),
        ("丁", 1),
        ("一", 1),
        ("二", 2),
        ("三", 3),
    ]
    assert found.lines[3].joint is Joint.MORE
    breaking = '<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    by_hand = source(p("一") + '<text:p text:style-name="B">二</text:p>', breaking)
    assert [(line.text, line.page) for line in by_hand.lines] == [("一", 1), ("二", 2)]


def test_what_is_no_text_of_the_report_is_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>刪</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>壹、前言 1</text:p></text:index-body></text:table-of-content>"
        + p("見<office:annotation><text:p>批註</text:p></office:annotation>也<text:ruby><text:ruby-base>讀</text:ruby-base>"
            "<text:ruby-text>ㄉㄨˊ</text:ruby-text></text:ruby>")
    )  # fmt: skip
    assert texts(body) == ["見也讀"]


def test_footnotes_follow_and_frames_are_read() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>出處</text:p></text:note-body></text:note>"
    frame = "<draw:frame><draw:text-box><text:p>照片 1：合影</text:p></draw:text-box></draw:frame>"
    assert texts(p(f"計 100 件{note}。") + p(frame)) == ["計 100 件。", "註 1：出處", "照片 1：合影"]


def test_tables_with_spans() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    wide = cell("類", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + cell("計")
    rows = f"<table:table-header-rows><table:table-row>{wide}</table:table-row></table:table-header-rows>"
    rows += f"<table:table-row>{cell('甲')}{cell('乙')}{cell('3')}</table:table-row>"
    assert [line.cells for line in source(f"<table:table>{rows}</table:table>").lines] == [
        ("類", "", "計"),
        ("甲", "乙", "3"),
    ]
