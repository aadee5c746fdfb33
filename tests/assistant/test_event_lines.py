"""No line that stands for an event is struck out: whatever a text writes, its date, title and details are proved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from asking_samples import ROOT

from assistant.builder import Builder
from assistant.check import check
from assistant.evidence import Evidence
from assistant.phrase import date_words, shortened, squeezed
from assistant.question import Intent, Language, Question
from assistant.sentences import best, sentences, terms_of
from ingest import extract_events, read_report, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answer import Answer
    from ingest import Event, Report

TEXTS = sorted(
    one for folder in (ROOT / "tests" / "ingest" / "gold", ROOT / "corpus") for one in folder.iterdir()
    if one.suffix in (".md", ".txt", ".pdf", ".odt", ".docx")
)  # fmt: skip


@cache
def read(path: Path) -> tuple[Report, tuple[Event, ...]]:
    report = read_report(path)
    return report, extract_events(report)


def listed(language: Language, report: Report, found: tuple[Event, ...]) -> Answer:
    """A list of all events, as composed and as the checker leaves it."""
    asked = Question("?", "?", language, Intent.LIST)
    builder = Builder(asked, Evidence(found, reports=(report,)))
    for event in found:
        builder.event(event)
    return check(builder.answer(None), lambda key: report if key == report.id else None)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_event_has_its_line_with_its_date(path: Path, language: Language) -> None:
    report, found = read(path)
    answer = listed(language, report, found)
    assert answer.dropped == 0
    assert len(answer.lines) == len(answer.events) == len(found)
    undated = [
        line.text for line, event in zip(answer.lines, found, strict=True)
        if event.when is not None and not line.text.startswith(date_words(language, event.when))
    ]  # fmt: skip
    assert undated == []


RELEASE = """市長接見里昂訪問團 共商城市治理

發布日期：114年11月20日
發布單位：示範市政府行政處

里昂市副市長馬丁（Zoé Martin）昨（19）日率訪問團12人抵達示範市，由林曉東市長親自接待，雙方就自行車道交換意見。
"""
PLAIN = """# 示範市政府交通局工作報告

日期：114 年 11 月 12 日

貴會開議，謹報告本局 114 年 4 月至 114 年 9 月重點工作。

## 壹、業務

### 一、路口稽查

本期路口稽查 1,846 處，開立裁處書 12 件。

### 二、赴新加坡考察

6/3 至 6/6 陳大文副局長率 6 人前往新加坡考察，拜會陸路交通管理局。
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RELEASE, "114 年 11 月 19 日（2025-11-19）｜市長接見里昂訪問團共商城市治理（"),
        (PLAIN, "114 年 4 月 1 日至 9 月 30 日（2025-04-01 至 2025-09-30）｜"),
        (PLAIN, "114 年 6 月 3 日至 6 日（2025-06-03 至 2025-06-06）｜赴新加坡考察（"),
    ],
)
def test_a_date_or_headline_outside_the_item_is_cited_as_well(text: str, said: str) -> None:
    report = read_text(text, "reports/one.md")
    answer = listed(Language.ZH_HANT, report, extract_events(report))
    assert answer.dropped == 0
    assert any(line.text.startswith(said) for line in answer.lines), answer.text


def test_a_date_that_nothing_says_is_left_out_and_the_event_told() -> None:
    report = read_text(PLAIN, "reports/one.md")
    told = extract_events(report)
    moved = told[-1].when
    assert moved is not None
    wrong = replace(told[-1], when=replace(moved, first=moved.first.replace(day=2)))
    answer = listed(Language.ZH_HANT, report, (wrong,))
    assert answer.text.startswith("- 赴新加坡考察（")
    assert answer.dropped == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Eglė  Navickaitė\n代表 來訪", "Eglė Navickaitė代表來訪"),
        ("市長 接見 Jan\nŠtěpánek", "市長接見Jan Štěpánek"),
        ("113 年\n5 月", "113年5月"),
    ],
)
def test_a_space_stays_between_words_that_need_it(text: str, line: str) -> None:
    assert squeezed(text) == line


@pytest.mark.parametrize(
    ("text", "size", "cut"),
    [
        ("訪問里昂市", 3, "訪問里"),
        ("稽查1,846處", 4, "稽查"),
        ("接見 Zoé Martin 一行", 7, "接見 Zoé"),
        ("短", 9, "短"),
    ],
)
def test_a_cut_goes_through_no_word_and_no_number(text: str, size: int, cut: str) -> None:
    assert shortened(text, size) == cut


def test_the_headline_of_a_release_is_no_sentence_of_it() -> None:
    report = read_text(RELEASE, "reports/one.md")
    found = sentences(report, 0, len(report.text))
    assert found[0].text.startswith("里昂市副市長馬丁")
    assert all("發布" not in one.text for one in found)


@pytest.mark.parametrize(("size", "kept"), [(0, 3), (30, 2), (10, 1)])
def test_a_quotation_is_no_longer_than_it_may_be(size: int, kept: int) -> None:
    report = read_text("# 示範市政府工作報告\n\n" + "市長接見了里昂市長一行。" * 3 + "\n", "reports/one.md")
    found = sentences(report, 0, len(report.text))
    terms = terms_of([("里昂",)], [report.text])
    assert len(best(found, terms, 3, size)) == kept
