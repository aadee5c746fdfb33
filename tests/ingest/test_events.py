"""Events of whole reports in the style of several bureaus and cities, against gold."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from ingest import Event, Kind, Precision, Report, read_report, read_text
from ingest.events import extract_events

sys.path.insert(0, str(Path(__file__).parent))
from events_score import FIELDS, GOLD, Tally, gold_events, score

NAMES = sorted(one.name.removesuffix(".events.jsonl") for one in GOLD.glob("*.events.jsonl"))
# Each text by itself is held to the common floor as well; all of them together hide one that fails.
FLOOR = 0.9
TOWNS = {
    "不來梅港市",
    "別府市",
    "加賀市",
    "名護市",
    "堺市",
    "岡山市",
    "庫柏蒂諾市",
    "成田市",
    "檳島市",
    "津市",
    "清州市",
    "特倫甘納邦",
    "統營市",
    "能登町",
    "神山町",
    "馬德堡市",
}
LOWER = {("city_releases", "dates"): 0.88, ("transport", "topics"): 0.89}


@cache
def read(name: str) -> tuple[Report, tuple[Event, ...]]:
    source = next(one for one in GOLD.glob(f"{name}.*") if one.suffix in (".md", ".txt"))
    report = read_report(source, shown_path=source.name)
    return report, extract_events(report)


@cache
def tallies(name: str) -> tuple[dict[str, Tally], list[Event]]:
    report, events = read(name)
    return score(events, gold_events(name), report)


@pytest.mark.parametrize("name", NAMES)
def test_every_event_and_no_other(name: str) -> None:
    counted, stray = tallies(name)
    assert not counted["events"].notes
    assert not [one.title for one in stray]


@pytest.mark.parametrize("field", FIELDS)
def test_fields_of_all_reports_together(field: str) -> None:
    whole = Tally()
    for name in NAMES:
        one = tallies(name)[0][field]
        whole.hits += one.hits
        whole.extra += one.extra
        whole.missed += one.missed
        whole.notes += [f"{name} {note}" for note in one.notes]
    assert whole.f1 >= FLOOR, whole.notes


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_fields_of_each_report(name: str, field: str) -> None:
    one = tallies(name)[0][field]
    if one.hits + one.missed + one.extra:
        assert one.f1 >= LOWER.get((name, field), FLOOR), one.notes


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_stands_where_it_says(name: str) -> None:
    report, events = read(name)
    for event in events:
        assert report.text[event.start : event.end] == event.quote
        assert report.page_at(event.start) == event.page
        for group in (event.cities, event.organisations, event.venues, event.topics, event.documents, event.figures):
            for one in group:
                assert report.text[one.start : one.end] == one.text
        for person in (*event.visitors, *event.hosts, *event.others):
            assert person.name in report.text[person.start : person.end]
        for sub in event.sub_dates:
            assert sub.what in report.text
        assert 0 < event.confidence <= 1


def test_towns_that_no_gazetteer_has() -> None:
    """All of them: gold lists what matters, so a piece of a sentence taken for a town would count nowhere else."""
    guessed = {city.text for name in NAMES for event in read(name)[1] for city in event.cities
               if city.rule in ("town", "pattern", "latin")}  # fmt: skip
    assert guessed == TOWNS


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_stable_and_unique(name: str) -> None:
    report, events = read(name)
    assert len({event.id for event in events}) == len(events)
    assert all(event.id.startswith(f"{report.id}-") for event in events)
    assert [event.id for event in extract_events(report)] == [event.id for event in events]


def only(text: str) -> Event:
    (event,) = extract_events(read_text(text, "a.txt"))
    return event


HEAD = """新竹縣政府社會處業務報告
日期：113年10月2日
謹就113年2月1日至113年7月31日（以下簡稱本期）業務報告如下。
一、業務
"""


@pytest.mark.parametrize(
    ("item", "first", "last"),
    [
        ("(一)於3月5日、4月9日及5月7日辦理親職講座3場。", "2024-03-05", "2024-05-07"),
        ("(一)繼112年10月5日首度訪問後，日本姬路市議員於113年4月2日再度來訪。", "2024-04-02", "2024-04-02"),
        ("(一)113年5月辦理托育評鑑，預計於10月公布結果。", "2024-05-01", "2024-05-31"),
        ("(一)本期共訪視212戶，其中6月3日訪視15戶。", "2024-02-01", "2024-07-31"),
        ("(一)依衛生福利部113年1月4日衛部字第1130000001號函，於113年6月11日召開審查會議。", "2024-06-11", "2024-06-11"),
        ("(一)截至113年6月底，本縣列冊獨居長者1,204人。", "2024-06-30", "2024-06-30"),
    ],
)
def test_main_date(item: str, first: str, last: str) -> None:
    when = only(HEAD + item).when
    assert when
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "(一)將持續秉持以人為本的理念，打造宜居城市。",
        "新竹縣政府社會處業務報告\n貳、未來展望\n一、預計114年增設據點3處。",
        "新竹縣政府社會處業務報告\n參、結語\n感謝各位議員指教，本處自113年起全力以赴，服務1,000人。",
        "",
        "。",
    ],
)
def test_no_event(text: str) -> None:
    assert extract_events(read_text(text, "a.txt")) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("(一)辦理社區環境評比，由檢查小組實地考核。", Kind.AUDIT),
        ("(一)園內步道與座椅由志工定期整理。", Kind.OTHER),
        ("(一)公有土地清冊逐年盤點，並檢討陳報。", Kind.AUDIT),
    ],
)
def test_undated_work_is_of_the_reporting_period_and_less_sure(text: str, kind: Kind) -> None:
    event = only(HEAD + text)
    assert event.when
    assert (event.when.precision, event.when.rule) == (Precision.PERIOD, "of-the-period")
    assert event.has(kind)
    assert event.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("(一)檔案管理：本期建檔4,137件。", "檔案管理"),
        ("(一)產學合作：113年5月7日與5所大學簽署「青年實習備忘錄」。", "與5所大學簽署「青年實習備忘錄」"),
        ("(一)113年3月5日以色列駐台代表蒞府，由處長王大明接見。", "以色列駐台代表蒞府"),
        ("(一)5月6日下午登場的則是義民文化論壇，共120人參加。", "義民文化論壇"),
        (
            "(一)113年5月7日，某某共和國內政暨地方發展部地方治理司司長率領由各省議員與市長組成之聯合考察訪問團一行二十三人來縣參訪長照機構。",
            "某某共和國內政暨地方發展部地方治理司司長率領由各省議員與市長組成之聯合考察訪問團",
        ),
    ],
)
def test_titles_say_what_was_done_and_end_between_words(text: str, title: str) -> None:
    assert only(HEAD + text).title == title


def test_title_of_an_item_without_heading_is_a_clause_of_it() -> None:
    event = only(HEAD + "(一)為提升服務品質，於113年5月10日完成居家照顧系統採購案，全案經費320萬元。")
    assert event.title == "完成居家照顧系統採購案"


def test_date_of_a_release_without_date_in_its_text() -> None:
    event = only("市長頒發志工獎\n發布日期：113年9月4日\n\n市長林大同頒發志工獎，共表揚36人。\n\n聯絡人：社會處")
    assert event.when
    assert event.when.first.isoformat() == "2024-09-04"
    assert event.confidence < 1


def test_what_happened_on_which_day() -> None:
    event = only(
        HEAD + "(一)局長率團訪問日本\n113年3月4日至7日，處長王小明率團訪問日本姬路市，"
        "於5日簽署合作備忘錄；6日參觀長照機構。"
    )
    assert [(one.when.first.day, one.what) for one in event.sub_dates] == [
        (5, "於5日簽署合作備忘錄"), (6, "6日參觀長照機構"),
    ]  # fmt: skip


REAL = Path(__file__).parents[2].parent / "shared"


@pytest.mark.skipif(not (REAL / "gold" / "events.jsonl").exists(), reason="the real report and its gold are not here")
def test_real_report() -> None:
    import json

    source = next((REAL / "reports").glob("*.md"))
    golds = [json.loads(row) for row in (REAL / "gold" / "events.jsonl").read_text("utf-8").splitlines()]
    for one in golds:
        counts = [figure for figure in one["figures"] if figure["unit"] != "年" and figure["value"][0].isdigit()]
        one["figures"] = counts
    report = read_report(source, shown_path=source.name)
    counted, stray = score(extract_events(report), golds, report)
    assert len(stray) <= 5
    assert counted["events"].recall >= 0.98
    assert counted["dates"].f1 >= 0.97, counted["dates"].notes
    for field, floor in (("kinds", 0.95), ("countries", 0.95), ("visitors", 0.95), ("hosts", 0.95)):
        assert counted[field].f1 >= floor, (field, counted[field].notes)
    assert counted["topics"].recall >= 0.6, counted["topics"].notes
    assert counted["figures"].recall >= 0.95, counted["figures"].notes


def test_a_long_text_without_outline_is_read_paragraph_by_paragraph() -> None:
    visit = "113年{0}月{1}日，日本姬路市議員田中一郎拜會本府，就防災及觀光等議題交換意見，一行{1}人參訪工藝博物館。"
    plan = "本府將持續推動各項建設，打造宜居城市，提升市民生活品質。" * 3
    text = "\n\n".join(visit.format(n % 12 + 1, n % 27 + 1) + plan for n in range(120))
    events = extract_events(read_text(f"縣政紀要\n\n{text}", "a.txt"))
    assert len(events) == 120
    assert max(len(event.quote) for event in events) < 6000
    assert len({event.id for event in events}) == 120


def test_rows_of_a_table_of_visits_are_events_with_the_headings_parts() -> None:
    text = """# 嘉義市政府業務報告

## 一、接待外賓

| 日期 | 訪賓 | 主題 | 接待長官 |
|---|---|---|---|
| 113/3/5 | 日本姬路市議員田中一郎 | 管樂、林業 | 處長林美惠 |
| 113/4/9 | 韓國全州市副市長金相鎬 | 韓屋保存 | 副市長王大明 |
"""
    first, second = extract_events(read_text(text, "a.md"))
    assert [one.text for one in first.topics] == ["管樂", "林業"]
    assert ([one.name for one in first.visitors], [one.name for one in first.hosts]) == (["田中一郎"], ["林美惠"])
    assert second.when
    assert second.when.first.isoformat() == "2024-04-09"
    assert [one.code for one in second.countries] == ["KR"]
    assert second.id.endswith("-1t2")
