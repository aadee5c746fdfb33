"""Pages of a PDF as images, with the passage found on them whatever the line breaks."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from assistant.pages.picture import draw_page, find_clauses
from ingest import read_report

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("page", "quote", "found"),
    [
        ("一二三四五六七八", "三四五六七", "三四五六七"),
        ("一二三\n四 五六七八", "三四五六七", "三\n四 五六七"),
        ("前文。甲乙丙丁戊。頁尾己庚辛壬癸", "甲乙丙丁戊。己庚辛壬癸", "甲乙丙丁戊。己庚辛壬癸"),
        ("１２３ＡＢＣ甲乙", "123ABC甲乙", "１２３ＡＢＣ甲乙"),
        ("甲乙丙丁戊", "完全不同的句子", ""),
        ("甲乙丙丁戊", "甲乙", ""),
        ("", "甲乙丙丁戊", ""),
    ],
)
def test_picture_finds_clauses(page, quote, found) -> None:
    letters = list(page)
    marked = [letters[at] for at in find_clauses(letters, quote)]
    assert "".join(marked) == found.replace("\n", "").replace(" ", "")


@pytest.mark.slow
def test_picture_marks_an_item_of_a_pdf() -> None:
    path = next(CORPUS.glob("*.pdf"))
    report = read_report(path)
    section = next(one for one in report.sections if one.level >= 4)
    picture = draw_page(path, section.page, report.text[section.start : section.end])
    assert picture is not None
    assert base64.b64decode(picture.base64).startswith(b"\x89PNG")
    assert picture.height > picture.width > 800
    assert picture.boxes
    for left, top, width, height in picture.boxes:
        assert 0 <= left <= left + width <= 1.01
        assert 0 <= top <= top + height <= 1.01


@pytest.mark.slow
def test_picture_of_what_is_no_page(tmp_path) -> None:
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    assert draw_page(broken, 1, "x") is None
    assert draw_page(next(CORPUS.glob("*.pdf")), 999, "x") is None
    assert draw_page(tmp_path / "missing.pdf", 1, "x") is None
