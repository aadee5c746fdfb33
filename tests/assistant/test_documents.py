"""Drafts: their parts in order, and the files that they become."""

from __future__ import annotations

import os
import zipfile
from typing import TYPE_CHECKING

import pytest
from answer_samples import events, evidence, question, report_of

from assistant.answer import Line
from assistant.check import check
from assistant.compose import compose
from assistant.documents import UnknownDocumentType, write_draft
from assistant.draft import Draft, DraftKind, draft_of, form_spans, how_many, is_one_paragraph, kind_of, language_of
from assistant.question import Intent, Language
from ingest import fold

if TYPE_CHECKING:
    from pathlib import Path

    from ingest import Event


def drafted(request: str, *chosen: Event, language: Language = Language.ZH_HANT) -> Draft:
    answer = compose(question(request, Intent.DRAFT, language, terms=("x",)), evidence(*chosen))
    checked = check(answer, report_of)
    assert checked.dropped == 0, [line.text for line in answer.lines if line.text not in checked.text]
    return draft_of(checked)


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ("請草擬一則新聞稿", DraftKind.PRESS_RELEASE),
        ("Write a press release on the visit", DraftKind.PRESS_RELEASE),
        ("起草新闻稿", DraftKind.PRESS_RELEASE),
        ("請替議員擬質詢要點", DraftKind.INTERPELLATION),
        ("Draft three questions to the mayor", DraftKind.INTERPELLATION),
        ("整理成簡報", DraftKind.BRIEFING),
        ("Write a briefing", DraftKind.BRIEFING),
        ("寫一份東西", DraftKind.BRIEFING),
    ],
)
def test_the_kind_that_is_asked_for(request_: str, kind: DraftKind) -> None:
    assert kind_of(request_) is kind


@pytest.mark.parametrize(
    ("request_", "n"),
    [("擬三題質詢", 3), ("兩個問題", 2), ("draft four hard questions", 4), ("5題", 5), ("擬質詢", None)],
)
def test_how_many_are_asked_for(request_: str, n: int | None) -> None:
    assert how_many(request_) == n


def test_one_paragraph() -> None:
    assert is_one_paragraph("a one-paragraph briefing")
    assert is_one_paragraph("寫成一段")
    assert not is_one_paragraph("a briefing")


def test_a_press_release_has_its_parts_in_order() -> None:
    draft = drafted("請草擬締結友好城市的新聞稿", events()[1])
    text = draft.markdown()
    parts = [
        "【新聞稿】示範市與那霸市締結友好城市", "發布日期：（待填）", "112 年 3 月 8 日至 10 日，日本那霸市",
        "活動資訊", "訪賓：城間健一市長", "新聞聯絡人：（待填）", "資料來源",
    ]  # fmt: skip
    places = [text.replace(" ", "").find(part.replace(" ", "")) for part in parts]
    assert min(places) >= 0, parts[places.index(-1)]
    assert places == sorted(places)


def test_every_paragraph_with_a_fact_is_cited() -> None:
    draft = drafted("請草擬新聞稿", events()[0])
    for line in draft.paragraphs:
        fixed = line.heading or "待填" in line.text or line.text.startswith("本稿")
        assert fixed or line.citations, line.text


def test_questions_rest_on_the_reports_words() -> None:
    draft = drafted("請擬三題質詢要點，附數據", events()[3], events()[2])
    asked = [line for line in draft.paragraphs if line.text.startswith("第")]
    assert len(asked) == 3
    assert all("報告載明「" in line.text and line.citations for line in asked)
    assert any("8,640件" in line.text for line in draft.paragraphs if line.bullet)


def test_an_english_paragraph_is_one() -> None:
    draft = drafted("Write a one-paragraph briefing on the Czech visit", events()[0], language=Language.EN)
    body = [line for line in draft.paragraphs if line.citations]
    assert len(body) == 1
    assert body[0].text.startswith("On 14 February 2023 (112/2/14), 諾瓦克 (Jana Novak), Deputy Mayor (副市長)")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("request_", ["新聞稿 press release", "簡報 briefing", "質詢 interpellation"])
def test_every_kind_in_every_language_is_proved(language: Language, request_: str) -> None:
    draft = drafted(request_, *events(), language=language)
    assert draft.title
    assert draft.citations


def test_a_docx_opens_and_says_the_same(tmp_path: Path) -> None:
    import docx

    draft = drafted("請草擬新聞稿", events()[1])
    write_draft(draft, tmp_path / "a.docx")
    text = "\n".join(one.text for one in docx.Document(str(tmp_path / "a.docx")).paragraphs)
    assert draft.title in text
    for line in draft.paragraphs:
        assert line.text in text
    assert "資料來源" in text
    assert "，頁 1。" in text


def test_an_odt_opens_and_says_the_same(tmp_path: Path) -> None:
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    draft = drafted("請草擬新聞稿", events()[1])
    write_draft(draft, tmp_path / "a.odt")
    document = load(str(tmp_path / "a.odt"))
    text = "\n".join(teletype.extractText(one) for kind in (H, P) for one in document.getElementsByType(kind))
    assert draft.title in text
    for line in draft.paragraphs:
        assert line.text.replace(" ", "") in text.replace(" ", "")


def test_markdown_shows_a_reports_marks_as_they_are(tmp_path: Path) -> None:
    line = Line("見 ![x](http://a.example/p.png) 與 <b>粗</b> [連結](javascript:x)", (1,))
    draft = Draft(DraftKind.BRIEFING, Language.ZH_HANT, "標題 # 一", (line,), ())
    write_draft(draft, tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "![x]" not in text
    assert "<b>" not in text
    assert "\\<b\\>" in text


def test_characters_that_xml_does_not_know_are_left_out(tmp_path: Path) -> None:
    line = Line("響鈴\x07與\x1b[31m紅\ud800字\u202e")
    draft = Draft(DraftKind.BRIEFING, Language.ZH_HANT, "題\x00", (line,), ())
    for name in ("a.docx", "a.odt", "a.md"):
        write_draft(draft, tmp_path / name)
    with zipfile.ZipFile(tmp_path / "a.docx") as packed:
        assert "響鈴與[31m紅字" in packed.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.docx.exe", ".docx"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    draft = Draft(DraftKind.BRIEFING, Language.ZH_HANT, "題", (), ())
    with pytest.raises(UnknownDocumentType):
        write_draft(draft, tmp_path / name)
    assert os.listdir(tmp_path) == []


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    draft = Draft(DraftKind.BRIEFING, Language.ZH_HANT, "題", (), ())
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    write_draft(draft, tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# 題")
    with pytest.raises(OSError):  # noqa: PT011 - whatever the system says
        write_draft(draft, tmp_path / "missing" / "a.md")
    assert sorted(os.listdir(tmp_path)) == ["a.md"]


@pytest.mark.parametrize(
    ("request_", "asked", "wanted"),
    [
        ("請用英文寫新聞稿", Language.ZH_HANT, Language.EN),
        ("Write a press release in Chinese", Language.EN, Language.ZH_HANT),
        ("请写新闻稿", Language.ZH_HANS, Language.ZH_HANS),
        ("Write a press release", Language.EN, Language.EN),
    ],
)
def test_the_language_that_is_asked_for(request_: str, asked: Language, wanted: Language) -> None:
    assert language_of(request_, asked) is wanted


def test_the_form_of_a_request_is_no_subject() -> None:
    request = "請替議員擬一份關於消費爭議的質詢要點，附數據"
    left = list(request)
    for start, end in form_spans(fold(request)):
        left[start:end] = "＿" * (end - start)
    assert "".join(left).strip("＿") == "消費爭議"
