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
