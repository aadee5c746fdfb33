# ruff: noqa: E501 - markup and tables of cases read better on one line
from __future__ import annotations

import odd_files as odd
import pytest

from ingest.html import parse_html


def texts(body: str, head: str = '<meta charset="utf-8">') -> list[str]:
    lines = parse_html(odd.page(body, head)).lines
    return [" | ".join(one.cells) if one.cells is not None else one.text for one in lines]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ('<ol start="4"><li>a</li></ol>', ["4. a"]),
        ('<ol><li value="7">a</li><li>b</li></ol>', ["7. a", "8. b"]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2. a", "1. b"]),
        ('<ol type="A"><li>a</li></ol>', ["A. a"]),
        ('<ol type="i"><li>a</li><li>b</li></ol>', ["i. a", "ii. b"]),
        ('<ol style="list-style-type:cjk-ideographic"><li>甲</li><li>乙</li></ol>', ["一、甲", "二、乙"]),
        ('<ol style="list-style: none"><li>甲</li></ol>', ["甲"]),
        ("<ol><li>一、甲</li></ol>", ["一、甲"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>", ["1. a", "1. b", "2. c"]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", ["1. a", "b"]),
    ],
)
def test_lists_show_their_numbers(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_numerals_come_from_style_sheets() -> None:
    head = '<meta charset="utf-8"><style>.x > ol, ol.y{list-style-type:trad-chinese-formal} #z{list-style:upper-roman inside}</style>'
    assert texts('<ol class="y"><li>甲</li></ol><ol id="z"><li>乙</li></ol>', head) == ["壹、甲", "I. 乙"]


def test_menus_and_what_is_hidden_are_left_out() -> None:
    links = "".join(f'<li><a href="/{n}">連結項目 {n}</a></li>' for n in range(6))
    body = (
        f"<header><ul>{links}</ul></header><nav>導覽</nav><div class='sidebar'><a href='/'>側欄</a></div><h1>標題</h1><p>內文。</p>"
        "<p hidden>藏</p><p style='display:none'>藏</p><aside>旁</aside><footer>頁尾</footer>"
    )
    assert texts(body) == ["標題", "內文。"]


def test_the_main_part_is_taken_where_there_is_one() -> None:
    words = "本局辦理觀光推廣活動，計有一千人次參加，成效良好，並將持續推動各項業務。" * 3
    assert texts(f"<div>站名</div><main><h1>標題</h1><p>{words}</p></main><div>其他新聞</div>") == ["標題", words]


def test_inline_markup_line_breaks_and_white_space() -> None:
    body = "<p>甲<b>乙</b>\n  丙<br>丁</p><div>戊<p>己</p>庚</div><p>Mr.\n John</p>"
    assert texts(body) == ["甲乙丙", "丁", "戊", "己", "庚", "Mr. John"]


def test_tables_with_spans_and_tables_that_only_arrange() -> None:
    rows = "<tr><th rowspan=2>類<th colspan=2>件</tr><tr><td>1<td>2</tr>"
    assert texts(f"<table><caption>表一</caption>{rows}</table>") == ["表一", "類 | 件", " | 1 | 2"]
    assert texts("<table><tr><td><h1>標題</h1><p>內文。</p></td></tr></table>") == ["標題", "內文。"]
    nested = "<table><tr><td>左</td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    assert texts(nested) == ["左", "a | b"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert texts("<pre>壹、前言\n本局推動業務。</pre>") == ["壹、前言", "本局推動業務。"]


@pytest.mark.parametrize("encoding", ["big5", "gb2312", "utf-8", "utf-16"])
def test_encodings(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>壹、前言，本局推動國際交流業務</p></body></html>'
    data = page.encode("gb18030" if encoding == "gb2312" else encoding)
    assert parse_html(data).lines[0].text == "壹、前言，本局推動國際交流業務"
