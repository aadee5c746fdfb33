# ruff: noqa: E501 - markup and tables of cases read better on one line
from __future__ import annotations

import odd_files as odd
import pytest

from ingest.docx import parse_docx
from ingest.source import Joint, Line


def lines(body: str, **parts: bytes) -> list[Line]:
    return list(parse_docx(odd.docx(body, **{f"word/{name}.xml": xml for name, xml in parts.items()})).lines)


def texts(body: str, **parts: bytes) -> list[str]:
    return [" | ".join(line.cells) if line.cells is not None else line.text for line in lines(body, **parts)]


def run(text: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r>"


def p(inner: str, look: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{inner}</w:p>"


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def numbering(*levels: tuple[str, str], more: str = "") -> bytes:
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{scheme}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (scheme, text) in enumerate(levels)
    )
    ids = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:numbering {odd._W}><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>{ids}{more}</w:numbering>'.encode()


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("ideographLegalTraditional", "%1、", "壹、貳、參、"),
        ("taiwaneseCountingThousand", "（%1）", "（一）（二）（三）"),
        ("decimal", "%1.", "1. 2. 3. "),
        ("decimal", "(%1)", "(1)(2)(3)"),
        ("decimalEnclosedCircle", "%1", "①②③"),
        ("ideographTraditional", "%1、", "甲、乙、丙、"),
        ("upperRoman", "%1.", "I. II. III. "),
        ("lowerLetter", "%1)", "a)b)c)"),
        ("decimalFullWidth", "%1．", "１．２．３．"),
        ("decimalZero", "%1.", "01. 02. 03. "),
    ],
)
def test_automatic_numbers_are_those_that_a_reader_sees(scheme: str, text: str, expected: str) -> None:
    found = texts(item("甲") + item("乙") + item("丙"), numbering=numbering((scheme, text)))
    assert "".join(one[:-1] for one in found) == expected


def test_levels_count_within_each_other_and_show_those_above() -> None:
    defined = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert texts(body, numbering=defined) == ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"]


def test_a_list_begins_again_where_it_is_told_to() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    body = item("a") + item("b") + item("c", 0, 2) + item("d", 0, 2)
    assert texts(body, numbering=numbering(("decimal", "%1."), more=more)) == ["1. a", "2. b", "1. c", "2. d"]


def test_bullets_are_no_words_but_items() -> None:
    found = lines(item("甲"), numbering=numbering(("bullet", "\u2022")))
    assert [(one.text, one.joint) for one in found] == [("甲", Joint.START)]


def test_numbers_come_from_styles_too() -> None:
    styles = (
        f'<w:styles {odd._W}><w:style w:type="paragraph" w:styleId="A"><w:name w:val="條"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    ).encode()
    body = p(run("甲"), '<w:pStyle w:val="A"/>') + p(run("乙"), '<w:pStyle w:val="B"/>')
    found = lines(body, numbering=numbering(("decimal", "%1、")), styles=styles)
    assert [(one.text, one.heading) for one in found] == [("1、甲", True), ("2、乙", True)]


def test_what_is_deleted_hidden_or_an_instruction_is_not_read() -> None:
    body = (
        p(
            run("見")
            + "<w:del><w:r><w:delText>刪</w:delText></w:r></w:del><w:ins>"
            + run("增")
            + "</w:ins>"
            + run("藏", "<w:vanish/>")
        )
        + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run("值"))
        + p("<w:r><w:ruby><w:rt>" + run("ㄉㄨˊ") + "</w:rt><w:rubyBase>" + run("讀") + "</w:rubyBase></w:ruby></w:r>")
    )
    assert texts(body) == ["見增", "值", "讀"]


def test_tables_of_contents_are_left_out() -> None:
    contents = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    body = f"<w:sdt><w:sdtPr>{contents}</w:sdtPr><w:sdtContent>{p(run('壹、前言 1'))}</w:sdtContent></w:sdt>"
    controlled = f"<w:sdt><w:sdtContent>{p(run('正文'))}</w:sdtContent></w:sdt>"
    assert texts(body + controlled) == ["正文"]


def cell(text: str, look: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{p(run(text)) if text else p('')}</w:tc>"


def test_tables_keep_their_columns_where_cells_are_merged() -> None:
    body = (
        f"<w:tbl><w:tr>{cell('類', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell('件', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell('x', '<w:vMerge/>')}{cell('1')}{cell('2')}</w:tr></w:tbl>"
    )
    found = [line.cells for line in lines(body)]
    assert found == [("類", "件"), ("", "1", "2")]


def test_tables_that_only_arrange_are_text() -> None:
    photos = f"<w:tbl><w:tr>{cell('照片 1：甲')}{cell('照片 2：乙')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell('全文在此框中。')}</w:tr></w:tbl>"
    assert [line.text for line in lines(photos + frame)] == ["照片 1：甲", "照片 2：乙", "全文在此框中。"]


def test_footnotes_follow_the_paragraph_that_cites_them() -> None:
    notes = f'<w:footnotes {odd._W}><w:footnote w:id="0" w:type="separator"/><w:footnote w:id="2">{p(run("出處"))}</w:footnote></w:footnotes>'
    body = p(run("計 100 件") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。")) + p(run("次段"))
    assert texts(body, footnotes=notes.encode()) == ["計 100 件。", "註 1：出處", "次段"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p(run('圖說'))}</w:txbxContent>"
    body = p(
        run("正文")
        + f"<w:r><AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent></w:r>"
    )
    assert texts(body) == ["正文", "圖說"]


def test_pages_are_counted_where_word_broke_them() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p(run("一頁") + broken + run("二頁")) + p('<w:r><w:br w:type="page"/></w:r>') + p(broken + run("三頁"))
    source = parse_docx(odd.docx(body))
    assert [(line.text, line.page, line.joint) for line in source.lines] == [
        ("一頁", 1, Joint.GAP), ("二頁", 2, Joint.MORE), ("三頁", 3, Joint.GAP),
    ]  # fmt: skip
    assert [page.number for page in source.pages] == [1, 2, 3]


def test_without_words_layout_the_breaks_set_by_hand_count() -> None:
    body = p(run("甲")) + p('<w:r><w:br w:type="page"/></w:r>' + run("乙")) + p(run("丙"), "<w:pageBreakBefore/>")
    assert [(line.text, line.page) for line in parse_docx(odd.docx(body)).lines] == [("甲", 1), ("乙", 2), ("丙", 3)]


def test_line_breaks_part_a_paragraph() -> None:
    found = lines(p(run("3.標題") + "<w:r><w:br/></w:r>" + run("內文")))
    assert [(one.text, one.joint) for one in found] == [("3.標題", Joint.GAP), ("內文", Joint.START)]
