"""News of several happenings becomes several events; one happening told over many paragraphs stays one."""

from __future__ import annotations

import pytest

from ingest import Event
from ingest.events import extract_events
from ingest.reader import read_text

HEAD = "基隆市政府新聞稿\n\n發布日期：114年9月15日\n\n"


def events(text: str) -> tuple[Event, ...]:
    return extract_events(read_text(HEAD + text, "news.txt"))


def days(found: tuple[Event, ...]) -> list[str]:
    return [f"{one.when.first:%m/%d}" for one in found if one.when]


GUESTS = (
    "今（15）日上午，法國勒阿弗爾市副市長杜邦（Luc Dupont）一行8人拜會市府，由副市長林大同接待，交流港埠再生。",
    "下午來訪的則是加拿大列治文市議員李文安率領的訪問團，20名成員走進海洋科技博物館，教育處處長王小明到場歡迎。",
)
WEEK = (
    "9月12日晚間，港都文化週在文化中心揭開序幕，市長陳秀英到場致詞，席開12桌。",
    "13日上午在圖書館舉行「海洋論壇」，副市長林大同主持，約200位市民聆聽。",
    "14日及15日移師海洋廣場舉行「世界市集」，40個攤位共吸引1.2萬人次。",
)


def test_two_guests_on_one_day_are_two_events() -> None:
    found = events("單日兩團外賓到訪\n\n" + "\n\n".join(GUESTS))
    assert days(found) == ["09/15", "09/15"]
    assert [[one.code for one in event.countries] for event in found] == [["FR"], ["CA"]]
    assert [[one.name for one in event.hosts] for event in found] == [["林大同"], ["王小明"]]


def test_days_with_places_of_their_own_are_events() -> None:
    found = events("港都文化週落幕\n\n" + "\n\n".join(WEEK))
    assert days(found) == ["09/12", "09/13", "09/14"]
    assert found[2].when
    assert found[2].when.last.day == 15


@pytest.mark.parametrize(
    "paragraphs",
    [
        (GUESTS[0], "下午一行人前往海洋科技博物館參觀，對法國文物印象深刻。", "杜邦說，去年8月曾訪問加拿大列治文市。"),
        (GUESTS[0], "下午訪團再拜會美國在台協會。"),
        (GUESTS[0], "林大同說，今年3月加拿大列治文市議員率團來訪，兩市友誼深厚。"),
        (
            "市長陳秀英率團於9月9日至13日赴日本橫濱市參訪，拜會橫濱市長山中明。",
            "11日上午在橫濱港灣局舉行座談，由局長佐藤一說明。",
            "13日轉往韓國仁川市，仁川副市長朴志勳率員接待。",
        ),
        (
            "9月12日，日本橫濱市訪問團一行20人拜會市府，由市長陳秀英接待。",
            "13日上午在圖書館舉行座談，訪團並參觀海洋廣場。",
        ),
        (WEEK[0], "市長表示，105年3月4日在舊火車站舉辦首屆文化週，如今邁入第九年。"),
    ],
)
def test_one_happening_stays_one_event(paragraphs: tuple[str, ...]) -> None:
    assert len(events("市府新聞\n\n" + "\n\n".join(paragraphs))) == 1


def test_the_month_of_issue_in_the_last_line_gives_the_year() -> None:
    text = "市長赴日簽約\n\n基隆市長陳秀英7月21日率團到訪日本余市町，與町長山中明簽訂協定。\n\n（發布：2023年7月）\n"
    (event,) = extract_events(read_text(text, "news.txt"))
    assert event.when
    assert f"{event.when.first}" == "2023-07-21"


def test_pieces_below_lines_of_days_are_events() -> None:
    found = extract_events(
        read_text(
            "基隆走向世界 外賓來訪紀要\n\n本市近年積極推動城市外交，以下為到訪的外賓：\n\n"
            "2019.10.30\n\n加拿大教育局來訪\n\n加拿大列治文市教育局局長李文安拜訪市長陳秀英，商談學生交換。\n\n"
            "2019.11.26\n\n日本橫濱市副市長來訪\n\n日本橫濱市副市長山中明造訪市府，參觀海洋廣場，市長陳秀英接待。\n",
            "list.txt",
        )
    )
    assert [one.title for one in found] == ["加拿大教育局來訪", "日本橫濱市副市長來訪"]
    assert [f"{one.when.first}" for one in found if one.when] == ["2019-10-30", "2019-11-26"]
    assert [[one.name for one in event.visitors] for event in found] == [["李文安"], ["山中明"]]
