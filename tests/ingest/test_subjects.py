"""Topics, venues and documents of single sentences."""

from __future__ import annotations

import pytest

from ingest.documents import find_documents, find_themes
from ingest.event import Mention
from ingest.places import find_countries, find_places
from ingest.plain import plain
from ingest.topics import find_topics
from ingest.venues import find_venues


def texts(found: tuple[Mention, ...], text: str, base: int) -> list[str]:
    for one in found:
        assert text[one.start - base : one.end - base] == one.text
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雙方就智慧交通、循環經濟及長照等議題交換意見。", ["智慧交通", "循環經濟", "長照"]),
        ("雙方就 智慧交通、循環經濟 及長照等議題交換意見。", ["智慧交通", "循環經濟", "長照"]),
        ("針對港區減碳與船舶岸電進行交流。", ["港區減碳", "船舶岸電"]),
        ("洽談農產外銷合作事宜。", ["農產外銷"]),
        ("盼在半導體、生技醫療等領域推動實質合作。", ["半導體", "生技醫療"]),
        ("就促進花蓮與韓國學生互訪等事宜進行討論。", ["學生互訪"]),
        ("率團參加「2025國際花毯節」。", ["2025國際花毯節"]),
        ("赴會出席亞太智慧城市論壇並發表演說。", ["亞太智慧城市論壇"]),
        ("瞭解首爾垃圾分類及回收制度。", ["首爾垃圾分類", "回收制度"]),
        ("辦理新住民華語班12班，", ["新住民華語班"]),
        ("就設施園藝, 冷鏈物流及青農培育等議題交換意見。", ["設施園藝", "冷鏈物流", "青農培育"]),
        ("居民關切議題包括出入口位置、交通維持及噪音防制，", ["出入口位置", "交通維持", "噪音防制"]),
        ("雙方將以半導體人才及綠能技術為合作主軸。", ["半導體人才", "綠能技術"]),
        ("期待在教育、文化與觀光上展開更具體的合作。", ["教育", "文化", "觀光"]),
        ("對於滯洪設計及自動駕駛公車印象深刻，", ["滯洪設計", "自動駕駛公車"]),
        ("交換人潮管理、光影策展之心得。", ["人潮管理", "光影策展"]),
        ("為當地消防人員講授潛水救援課程，", ["潛水救援"]),
        ("雙方就文化交流、觀光推廣與經濟發展探討合作機會。", ["文化交流", "觀光推廣", "經濟發展"]),
        ("希望擴大農產貿易合作。", ["農產貿易"]),
        ("接獲兒少保護通報732件，", ["兒少保護通報"]),
        ("就河川整治及生態教育等議題深入對談。", ["河川整治", "生態教育"]),
        ("雙方就學生互訪及營養午餐深入交談，", ["學生互訪", "營養午餐"]),
        ("與外務廳廳長就締結友好城市及志工培力會談。", ["締結友好城市", "志工培力"]),
        ("分別就噪音管制、水質監測發表專題演講，", ["噪音管制", "水質監測"]),
        ("各校將在企業參訪及雙師教學上與本局合作。", ["企業參訪", "雙師教學"]),
        ("兩市同意在農業、體育，以及青年的往來上繼續合作。", ["農業", "體育", "青年"]),
        ("無論音樂、運動或商業都有合作空間。", ["音樂", "運動", "商業"]),
        ("加深漁業、音樂與觀光往來，", ["漁業", "音樂", "觀光"]),
        ("將配合新農業政策，擴大補助。", ["新農業政策"]),
        ("由所長解說支持性就業與遠距輔導做法，", ["支持性就業", "遠距輔導"]),
        ("在觀光方面很值得學習。", ["觀光"]),
        ("兩人在天燈寫下「友誼長存」，", []),
        ("市長說，「我們一直把這份情義放在心上」。", []),
        ("青年公共參與等議題交換意見，", []),
        ("雙方互動熱絡，場面溫馨。", []),
        ("感謝各界對教育交流不遺餘力。", []),
        ("期盼未來加強合作。", []),
    ],
)
def test_topics(text: str, expected: list[str]) -> None:
    found = find_topics(plain(text, 7), (*find_places(text, 7), *find_countries(text, 7)), home="花蓮")
    assert texts(found, text, 7) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("兩市簽署綠能交通備忘錄\n市長與議長簽署「綠能交通合作備忘錄」。", ["綠能交通合作備忘錄"]),
        ("本局與客運業完成40輛低地板公車購置契約簽訂，", ["低地板公車購置契約"]),
        ("簽署姊妹市協定及教育合作備忘錄。", ["姊妹市協定", "教育合作備忘錄"]),
    ],
)
def test_documents_by_their_fullest_name(text: str, expected: list[str]) -> None:
    assert texts(find_documents(plain(text, 3)), text, 3) == expected


def test_in_news_an_office_helps_without_a_subject() -> None:
    text = "彰化與花蓮兩地交流已起跑：市府設有專櫃提供協助，協助甲乙丙等多地締盟。辦理花藝講座。"
    found = find_topics(plain(text, 0), news=True)
    assert [one.text for one in found] == ["花藝講座"]


def test_headline_of_news_says_what_was_talked_of() -> None:
    text = "訪團來訪 市長談節水灌溉\n市長接待訪團。"
    found = find_topics(plain(text, 0), body=plain(text, 0).text.index("\n") + 1, news=True)
    assert [one.text for one in found] == ["節水灌溉"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("假縣府大禮堂辦理頒獎典禮。", ["縣府大禮堂"]),
        ("於3月5日在花蓮文化創意產業園區舉辦開幕式。", ["花蓮文化創意產業園區"]),
        ("一行參訪甲子園棒球場、大阪城公園及港灣博物館，", ["甲子園棒球場", "大阪城公園", "港灣博物館"]),
        ("下午前往石藝大街及將軍府參觀。", ["石藝大街", "將軍府"]),
        ("於農場及溫泉區開辦露營節。", ["農場", "溫泉區"]),
        ("於新大樓及市政大樓同步舉辦升旗典禮。", ["新大樓", "市政大樓"]),
        ("赴舊糖廠觀摩文創再利用，並至水岸鄉柳林社區參訪。", ["舊糖廠", "水岸鄉柳林社區"]),
        ("假清水觀進行火警演練。", ["清水觀"]),
        ("在某縣表演藝術中心出席開幕。", ["某縣表演藝術中心"]),
        ("轉往虎頭糖廠與冷鏈物流中心參觀。", ["虎頭糖廠", "冷鏈物流中心"]),
        ("行程涵括高山濕地、后山馬場與東山林場，", ["高山濕地", "后山馬場", "東山林場"]),
        ("6月14日新港轉運站正式啟用，", ["新港轉運站"]),
        ("對南山工業區3家工廠進行檢查。", ["南山工業區"]),
        ("到某湖縣政府，拜會縣長。", ["某湖縣政府"]),
        ("感謝在當地設廠的台商，連演2場，座無虛席。", []),
        ("於6月召開會議。", []),
        ("於11月7日與釜山市簽署協定。", []),
        ("在主席見證下簽署。", []),
    ],
)
def test_venues(text: str, expected: list[str]) -> None:
    assert texts(find_venues(plain(text, 3)), text, 3) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("簽署「觀光合作備忘錄」，", ["觀光合作備忘錄"]),
        ("雙方正式簽訂友好城市協定。", ["友好城市協定"]),
        ("與商會簽訂「綠色通道」備忘錄，", ["「綠色通道」備忘錄"]),
        ("自簽署姊妹市協定以來，往來密切。", []),
        ("已與六國簽署23份合作備忘錄。", []),
        ("擬訂備忘錄草案。", []),
    ],
)
def test_documents(text: str, expected: list[str]) -> None:
    assert texts(find_documents(plain(text, 5)), text, 5) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("簽署「防災互助合作備忘錄」，", ["防災"]),
        ("簽訂法律諮詢合作協議。", ["法律諮詢"]),
        ("簽署「海洋廢棄物治理合作備忘錄」", ["海洋廢棄物治理"]),
        ("雙方正式簽訂友好城市協定。", []),
        ("簽署姊妹市協定。", []),
    ],
)
def test_themes_of_documents(text: str, expected: list[str]) -> None:
    assert texts(find_themes(find_documents(plain(text, 5))), text, 5) == expected
