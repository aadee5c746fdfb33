"""A made-up report with events recorded by hand, and what composers and checker are given of them."""

# ruff: noqa: E501
from __future__ import annotations

from datetime import date
from functools import cache

from assistant.evidence import Evidence
from assistant.question import Filters, Intent, Language, Question
from ingest import (
    Country,
    DateRange,
    Event,
    EventKind,
    EventPhoto,
    Figure,
    Kind,
    Mention,
    Person,
    Precision,
    Report,
    SubDate,
    read_text,
)

TEXT = """# 示範市政府國際事務處業務報告

日期：112 年 11 月 6 日

本報告所稱本期為 112 年 1 月 1 日至 112 年 6 月 30 日。

## 壹、業務執行情形

### 一、國際交流

#### 1. 捷克布爾諾市副市長訪問示範市

112 年 2 月 14 日，捷克布爾諾市諾瓦克（Jana Novak）副市長率 12 人訪團拜會林曉東市長，就電動公車與雙語教育交換意見，市議會王大同議長陪同在場見證。（照片 1）

#### 2. 示範市與那霸市締結友好城市

112 年 3 月 8 日至 10 日，日本那霸市城間健一市長率團訪市，9 日與林曉東市長簽署「友好城市協定」，那霸市成為本市第 7 個友好城市。雙方並就觀光、港口物流及青年交流進行討論。

#### 3. 周美玲副市長率團出訪越南

112 年 5 月 3 日至 7 日，周美玲副市長率本處及經濟發展局出訪越南峴港市，拜會黎文達副主席，參訪半導體園區，並以「海港城市的轉型」為題發表演說。

### 二、服務統計

#### 1. 市民陳情案件

本期受理市民陳情 8,640 件，較前期減少 360 件，其中道路類 2,160 件占最多數，預計於 9 月完成系統改版。

照片 1：諾瓦克副市長與林曉東市長合影，外交部李志明組長到場
"""


@cache
def report() -> Report:
    """The report, read."""
    return read_text(TEXT, "reports/demo.md")


def report_of(report_id: str) -> Report | None:
    """The report by its id."""
    return report() if report_id == report().id else None


def _span(words: str, after: int = 0) -> tuple[int, int]:
    at = report().text.index(words, after)
    return at, at + len(words)


def _item(title: str) -> tuple[int, int]:
    """The stretch of the numbered item that has this heading."""
    at = report().text.index(title)
    found = [one for one in report().sections if one.start <= at < one.end]
    best = max(found, key=lambda one: one.level)
    return best.start, best.end


def _mentions(*words: str, after: int) -> tuple[Mention, ...]:
    return tuple(Mention(one, *_span(one, after), "test") for one in words)


def _person(name: str, title: str, after: int, latin: str | None = None, role: str | None = None) -> Person:
    return Person(name, latin, title, None, *_span(name, after), "test", role)


def _days(first: date, last: date, words: str, precision: Precision = Precision.DAY) -> DateRange:
    return DateRange(first, last, precision, *_span(words), "test")


def _event(at: int, title: str, when: DateRange | None, *kinds: Kind, **parts: object) -> Event:
    start, end = _item(title)
    text = report().text
    section = max((one for one in report().sections if one.start <= start < one.end), key=lambda one: one.level)
    return Event(
        id=f"demo-{at}", report_id=report().id, section=section.index,
        section_path=report().section_path(section.index), title=title, quote=text[start:end], start=start, end=end,
        page=report().page_at(start), when=when, kinds=tuple(EventKind(one, start, start, "test") for one in kinds),
        **parts,  # type: ignore[arg-type]
    )  # fmt: skip


@cache
def events() -> tuple[Event, ...]:
    """The report's four events: a visit with a photo, a signing, a trip abroad and a table of figures."""
    a, b, c, d = (
        _item(one)[0]
        for one in ("捷克布爾諾市副市長訪問示範市", "示範市與那霸市締結友好城市", "周美玲副市長率團出訪越南", "市民陳情案件")
    )
    caption = _span("照片 1：諾瓦克副市長與林曉東市長合影，外交部李志明組長到場")
    visit = _event(
        1, "捷克布爾諾市副市長訪問示範市", _days(date(2023, 2, 14), date(2023, 2, 14), "112 年 2 月 14 日"),
        Kind.INCOMING_VISIT,
        countries=(Country("捷克", "CZ", *_span("捷克", a), "test"),),
        visitors=(_person("諾瓦克", "副市長", a, "Jana Novak"),), hosts=(_person("林曉東", "市長", a),),
        others=(_person("王大同", "議長", a, role="witness"), _person("李志明", "組長", caption[0], role="caption")),
        topics=_mentions("電動公車", "雙語教育", after=a),
        figures=(Figure("12", 12.0, "人", "訪團", "12 人", *_span("12 人", a), "test"),),
        photos=(EventPhoto(1, report().text[caption[0] + 5 : caption[1]], *caption, report().page_at(caption[0])),),
    )  # fmt: skip
    signing = _event(
        2, "示範市與那霸市締結友好城市", _days(date(2023, 3, 8), date(2023, 3, 10), "112 年 3 月 8 日至 10 日"),
        Kind.INCOMING_VISIT, Kind.SIGNING,
        sub_dates=(SubDate(_days(date(2023, 3, 9), date(2023, 3, 9), "9 日"), "與林曉東市長簽署「友好城市協定」"),),
        countries=(Country("日本", "JP", *_span("日本", b), "test"),), cities=_mentions("那霸市", after=b),
        visitors=(_person("城間健一", "市長", b),), hosts=(_person("林曉東", "市長", b),),
        documents=_mentions("友好城市協定", after=b), topics=_mentions("觀光", "港口物流", "青年交流", after=b),
        figures=(Figure("7", 7.0, "個", "友好城市", "第 7 個友好城市", *_span("第 7 個友好城市", b), "test"),),
    )  # fmt: skip
    trip = _event(
        3, "周美玲副市長率團出訪越南", _days(date(2023, 5, 3), date(2023, 5, 7), "112 年 5 月 3 日至 7 日"),
        Kind.OUTGOING_VISIT,
        countries=(Country("越南", "VN", *_span("越南", c), "test"),), cities=_mentions("峴港市", after=c),
        organisations=_mentions("經濟發展局", after=c), hosts=(_person("周美玲", "副市長", c),),
        others=(_person("黎文達", "副主席", c, role="met abroad"),), venues=_mentions("半導體園區", after=c),
    )  # fmt: skip
    counts = _event(
        4, "市民陳情案件", None, Kind.SERVICE_STATISTICS,
        figures=(
            Figure("8,640", 8640.0, "件", "受理市民陳情", "8,640 件", *_span("8,640 件", d), "test"),
            Figure("360", 360.0, "件", "減少", "減少 360 件", *_span("減少 360 件", d), "test"),
            Figure("2,160", 2160.0, "件", "道路類", "道路類 2,160 件", *_span("道路類 2,160 件", d), "test"),
        ),
    )  # fmt: skip
    return visit, signing, trip, counts


def question(
    text: str, intent: Intent = Intent.LIST, language: Language = Language.ZH_HANT, filters: Filters | None = None,
    **more: object,
) -> Question:  # fmt: skip
    """A question as it would be understood."""
    return Question(text, text, language, intent, filters or Filters(), **more)  # type: ignore[arg-type]


def evidence(*chosen: Event, **more: object) -> Evidence:
    """Evidence of some events, out of all four."""
    return Evidence(tuple(chosen), reports=(report(),), every=events(), **more)  # type: ignore[arg-type]
