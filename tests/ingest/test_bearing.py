"""Which of the countries that a release names are the event's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import extract_events, read_report

LEAD = "日本松江市議員佐藤健一5日率團12人拜會花蓮縣政府，就觀光及農業交流交換意見。"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (LEAD, ["JP"]),
        (LEAD + "縣長林明德說，本縣移工來自各地，以越南、印尼與菲律賓最多。", ["JP"]),
        (LEAD + "林明德去年曾率團到丹麥、芬蘭考察。", ["JP"]),
        (LEAD + "他特別感謝美國與澳大利亞的支持。", ["JP"]),
        (LEAD + "同日，韓國原州市代表團也到縣府參訪。", ["JP", "KR"]),
        (LEAD + "會後訪團轉往越南，續訪河內市。", ["JP", "VN"]),
        ("臺南市議會議長林明德一行5日抵達馬祖，副議長王國榮說，馬祖與福州隔海相望，歡迎再來。", []),
        ("臺南市政府5日召開會議，由參議許文寬、吳興邦與會，討論防疫。", []),
        (LEAD + "見證的還有德國駐臺代表。", ["DE", "JP"]),
        (LEAD + "本縣近年與韓國、捷克等國城市締結姊妹市，市內移工來自越南。", ["JP"]),
        ("本處率業者參加日本東京食品展，接洽訂單3,200萬元，其中越南、泰國買家占三成。", ["JP"]),
        ("本期毛豆出口值成長，主因是日本通路穩定，較去年同期成長一成，又以德國買家最多。", ["DE", "JP"]),
    ],
)
def test_countries_told_in_passing_are_not_the_events(text: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(f"花蓮縣政府新聞稿\n\n2026-03-05\n\n{text}\n", "utf-8")
    (event,) = extract_events(read_report(path))
    assert sorted(one.code for one in event.countries) == codes
