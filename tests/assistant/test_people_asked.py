# ruff: noqa: E501
"""Whom a question about people asks for: never the one that it speaks of, and who somebody is in the report's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

TEXT = """# 示範縣政府國際處工作報告

日期：114 年 11 月 12 日

本報告期間為 114 年 1 月 1 日至 114 年 6 月 30 日。

## 壹、來訪

### 一、法國里爾市議員訪團

114 年 1 月 8 日，法國里爾市議員馬丁（Zoé Martin）拜會本府，由陳大文副縣長接待，就自行車道交流意見，農會理事長王小明亦在座。

### 二、線上會議

114 年 2 月 6 日，林美華處長於線上參加宜居城市年會，分享托育政策。

## 貳、出訪

### 一、赴新加坡考察

114 年 6 月 3 日至 6 日，林美華處長前往新加坡，拜會陸路交通管理局（LTA），由該局副局長陳偉雄（Tan Wei Hiong）說明公車排班。

### 二、赴德國考察

114 年 3 月 6 日至 9 日，葉信宏科長前往德國慕尼黑，與慕尼黑市長施耐德（Anna Schneider）座談，預計 115 年 4 月再次辦理。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("people"), {"people.md": TEXT}) as opened:
        yield opened


def said(county: Assistant, text: str) -> str:
    """The answer without its quotations of whole sentences and without its marks."""
    lines = county.ask(text).answer.lines
    return "\n".join(one.text for one in lines if not one.text.startswith(("報告原文", "报告原文", "The report says")))


def says(county: Assistant, text: str, there: str, absent: str) -> None:
    """That an answer says one thing and not another."""
    told = said(county, text)
    assert there in told
    assert absent not in told


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("陳大文副縣長接待過誰？", "訪賓是馬丁（Zoé Martin）市議員。", "接待的是"),
        ("陈大文副县长接待了谁？", "访宾是馬丁（Zoé Martin）市議員。", "接待的是"),
        ("114年1月接待誰？", "訪賓是馬丁（Zoé Martin）市議員。", "接待的是"),
        ("誰接待了馬丁議員？", "接待的是陳大文副縣長。", "訪賓是"),
        ("由誰接待里爾市議員？", "接待的是陳大文副縣長。", "訪賓是"),
        ("林美華處長接待過誰？", "", "接待的是林美華處長"),
        ("慕尼黑市長和誰座談？", "代表本縣的是葉信宏科長。", "會晤的是"),
        ("葉信宏在慕尼黑見了誰？", "會晤的是施耐德（Anna Schneider）市長。", "代表本"),
        ("來訪的是哪位議員？", "馬丁（Zoé Martin）市議員", "會晤的是"),
        ("慕尼黑的座談對象是誰？", "會晤的是施耐德（Anna Schneider）市長。", "接待的是"),
    ],
)
def test_the_one_asked_about_is_not_the_answer(county: Assistant, text: str, there: str, absent: str) -> None:
    says(county, text, there, absent)


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("馬丁是誰？", "「法國里爾市議員馬丁（Zoé Martin）」", "代表本"),
        ("Zoé Martin是誰", "馬丁（Zoé Martin）市議員。", "代表本"),
        ("陳偉雄是誰？", "陸路交通管理局（LTA），由該局副局長陳偉雄", "代表本"),
        ("陳偉雄是誰？去了哪裡？", "陳偉雄（Tan Wei Hiong）副局長。", "代表本"),
        ("馬丁是誰？誰接待他？", "接待的是陳大文副縣長。", "訪賓是"),
        ("Who is Zoé Martin?", "法國里爾市議員馬丁", "For the "),
    ],
)
def test_who_somebody_is_in_the_words_of_the_report(county: Assistant, text: str, there: str, absent: str) -> None:
    says(county, text, there, absent)


def test_others_who_were_there_are_told_where_they_are_asked_for(county: Assistant) -> None:
    told = said(county, "陳大文副縣長見了誰？現場還有誰？")
    assert "訪賓是馬丁（Zoé Martin）市議員。" in told
    assert "王小明理事長" in told


def test_what_is_planned_for_later_has_no_whole(county: Assistant) -> None:
    told = said(county, "赴德國考察預計何時再次辦理？")
    assert "預計 115 年 4 月（2026-04）" in told
    assert "全程為" not in told


def test_the_guests_own_city_is_not_where_they_were(county: Assistant) -> None:
    assert "城市：里爾" not in said(county, "里爾市議員去了哪裡？")
    assert "慕尼黑" in said(county, "葉信宏去了哪裡？")
