"""Stops of a journey told in pieces below the head of one release are trips, to the country that the head names."""

from __future__ import annotations

import pytest

from ingest import extract_events, read_text

STOPS = (
    "9月3日首站抵達市民活動中心，雙方互換禮物，晚間欣賞音樂劇演出。\n\n"
    "9月4日一行轉往老城，與當地市長會面，並考察市場的經營。\n"
)


@pytest.mark.parametrize(
    ("lead", "kinds", "codes"),
    [
        ("新竹縣長林明德率領縣府團隊飛往德國，展開5天城市交流。", {"outgoing_visit"}, {"DE"}),
        ("德國某縣縣長率團飛往法國後，9月轉來新竹縣。", set(), set()),
    ],
)
def test_stops_of_a_journey(lead: str, kinds: set[str], codes: set[str]) -> None:
    text = f"新竹縣政府新聞稿\n\n城市交流\n\n發稿日期：113年9月6日\n\n{lead}\n\n{STOPS}"
    report = read_text(text, "release.txt")
    events = extract_events(report)
    stops = [one for one in events if one.when and one.when.first.isoformat() in ("2024-09-03", "2024-09-04")]
    assert len(stops) == 2
    for stop in stops:
        assert {one.kind.value for one in stop.kinds} & {"outgoing_visit"} == kinds
        assert {one.code for one in stop.countries} == codes
        assert all(report.text[one.start : one.end] == one.name == "德國" for one in stop.countries)


def test_who_leads_the_journey_and_whom_they_meet() -> None:
    text = (
        "苗栗縣政府 縣政新聞\n\n縣長率團訪韓\n\n發稿日期：113年9月6日\n\n"
        "苗栗縣長林明德率領縣府團隊前往韓國，展開城市交流。\n\n"
        "9月3日首站抵達市民活動中心，廳長金敏雨與林明德互換禮物，還有僑胞遠從加拿大趕來，雙方簽署備忘錄。\n\n"
        "9月4日一行轉往老城，與市長朴正浩會面，並考察市場的經營。\n"
    )
    first, second = (one for one in extract_events(read_text(text, "release.txt")) if one.when)
    assert [one.name for one in first.hosts] == ["林明德"]
    assert not first.visitors
    assert not second.visitors
    assert [one.name for one in (*first.others, *second.others)] == ["金敏雨", "朴正浩"]
    assert [[one.code for one in event.countries] for event in (first, second)] == [["KR"], ["KR"]]


def test_points_of_news_below_its_head() -> None:
    text = (
        "市長訪美返國 三大成果\n\n嘉義市政府 發布日期：113年9月10日\n\n嘉義市長林明德率團訪美，10日清晨返抵國門。\n\n"
        "一、拜會姊妹市\n9月3日訪團拜會市政廳，就治水交換意見。\n\n二、簽署備忘錄\n9月5日與台商總會簽署合作備忘錄。\n"
    )
    events = extract_events(read_text(text, "release.txt"))
    assert [{one.code for one in event.countries} for event in events] == [{"US"}] * 2
    assert all("outgoing_visit" in {one.kind.value for one in event.kinds} for event in events)
