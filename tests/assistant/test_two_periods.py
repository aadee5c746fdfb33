"""Questions over two successive reports of one office: what was done later, what changed, and what nobody says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_EARLIER = """雲林縣政府國際事務處工作報告

報告日期：114年1月15日

報告期間：113年7月1日至113年12月31日

報告人：處長 蘇品妤

一、國際往來

（一）113年7月9日，友邦吉里巴斯共和國塔尼亞（Tania Baro）大使拜會許庭瑋縣長，就漁業合作交換意見。

（二）113年8月20日，瑞典隆德大學一行7人來訪本處，就綠能研究交流。

（三）113年9月3日至6日，許庭瑋縣長率團訪問日本松山市，4日與松山市野中正樹（Nonaka Masaki）市長續簽「姊妹市交流備忘錄」，
5日參訪道後溫泉及松山城纜車。

（四）113年10月12日至14日辦理「2024雲林燈籠節」，邀請韓國蔚山市、日本松山市等4個城市參加，共吸引5萬2,000人次參觀。

（五）113年11月6日，韓國蔚山市議會金度妍（Kim Do-yeon）議長率團11人拜會許庭瑋縣長，洽談氫能。

二、行政支援

（一）「縣府停車場屋頂光電案」113年11月20日決標，預計114年4月完工。

（二）「檔案庫房空調汰換案」113年12月5日決標，預計114年5月完工。

（三）本期受理外文翻譯180件，其中英文95件、日文60件、其他語文25件。

（四）113年9月18日辦理國際禮儀研習班，共計72人參訓。

三、消費者保護

本期受理申訴案件統計如下：

| 類別 | 第一次申訴 | 第二次申訴 |
|---|---|---|
| 網路購物 | 210 | 40 |
| 旅遊食宿 | 96 | 22 |
| 健身課程 | 74 | 15 |
| 合計 | 380 | 77 |
"""

_LATER = """雲林縣政府國際事務處工作報告

報告日期：114年7月20日

報告期間：114年1月1日至114年6月30日

報告人：處長 蘇品妤

一、國際往來

（一）114年2月11日，友邦吉里巴斯共和國國會議員伊歐塔（Iota Kamai）一行拜會許庭瑋縣長，就漁業合作及青年交流討論。

（二）114年3月17日至19日，義大利熱那亞市副市長瑪莎·布魯諾（Marta Bruno）率團24人來訪，
18日與許庭瑋縣長簽署「港埠合作意向書」。

（三）114年4月8日，越南芽莊市副主席阮氏蘭（Nguyen Thi Lan）率團來訪，與許庭瑋縣長簽署姊妹市協定。

（四）114年5月2日至4日首度辦理「2025雲林國際風箏賽」，韓國蔚山市等9個城市14隊參賽，共吸引8萬人次觀賽。

（五）114年5月20日，美國在台協會臺南分處專員來訪，由蘇品妤處長接待，並發表演說。

（六）114年6月10日至13日，葉思敏副縣長率團訪問義大利熱那亞市，11日拜會該市港務局。

二、行政支援

（一）「縣府停車場屋頂光電案」於114年4月16日完工。

（二）本期受理外文翻譯230件，其中英文120件、日文82件、其他語文28件。

（三）114年4月23日於北港鎮文化館辦理國際禮儀研習班，共計90人參訓。

（四）巡迴篩檢發現確診個案9人，均已轉介治療。

三、消費者保護

本期受理申訴案件統計如下：

| 類別 | 第一次申訴 | 第二次申訴 |
|---|---|---|
| 網路購物 | 255 | 51 |
| 旅遊食宿 | 120 | 30 |
| 健身課程 | 66 | 12 |
| 合計 | 441 | 93 |
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"earlier.txt": _EARLIER, "later.txt": _LATER}
    with asking(tmp_path_factory.mktemp("two-periods"), texts) as opened:
        yield opened


def _ask(county: Assistant, text: str) -> tuple[str, list[str], bool]:
    """The answer's text, its events' titles and whether it was refused; earlier questions stand before a >."""
    dialogue = None
    for part in text.split(" > "):
        reply = county.ask(part, dialogue)
        dialogue = reply.dialogue
    answer = reply.answer
    return answer.text, [f"{event.title}{event.quote}" for event in answer.events], answer.refusal is not None


@pytest.mark.parametrize(
    ("text", "there", "away"),
    [
        ("熱那亞市副市長來訪時，簽的是姊妹市協定嗎？", "不是。簽署的是港埠合作意向書", "芽莊"),
        ("隆德大學的人來訪時，是許庭瑋縣長接見的嗎？", "不是", "塔尼亞"),
        ("請整理本縣與吉里巴斯的往來重點。", "塔尼亞", "熱那亞"),
        ("請整理本縣與吉里巴斯的往來重點。", "伊歐塔", "熱那亞"),
        ("Of the visiting delegations whose head count is given, which was the largest?", "24", "not found"),
        ("巡迴篩檢發現幾個確診個案？", "9人", "沒有說明"),
        ("縣府停車場屋頂光電案後來在預定的114年4月完工了嗎？", "4 月 16 日", "12 月"),
        ("停車場屋頂光電案完工了嗎？", "4 月 16 日", "還沒有"),
        ("檔案庫房空調汰換案完工了嗎？", "還沒有，報告所載是預計 114 年 5 月", "是。"),
        ("檔案庫房空調汰換案有如期在114年5月完工嗎？", "還沒有", "是。"),
        ("檔案庫房空調汰換案預計114年5月完工嗎？", "是", "還沒有"),
        ("縣府正副縣長率團去過哪些國外城市？", "松山", "蔚山"),
        ("縣府正副縣長率團去過哪些國外城市？", "熱那亞", "蔚山"),
        ("副縣長去過哪些國家？", "義大利", "日本"),
        ("113年9月許庭瑋縣長率團去了哪裡？ > 5日他們看了什麼？", "報告所載：「5日參訪道後溫泉", "沒有這段期間"),
        ("114年1月至6月外文翻譯幾件？ > 日文的呢？", "82件", "230件。"),
        ("How many translations were there from January to June 2025? > How many were in Japanese?", "82", "380"),
        ("2024雲林燈籠節有多少人參觀？ > 場地在哪裡？", "燈籠節", "停車場"),
        ("113年下半年的國際禮儀研習班有多少人參訓？ > 那下一期的呢？", "90人", "72人"),
        ("113年9月的國際禮儀研習班有多少人參訓？ > 下一期呢？", "90人", "72人"),
        ("114年7月那份報告裡，日文翻譯有幾件？", "82件", "60件"),
        ("How many translations does the January 2025 report count?", "180", "230"),
        ("In how many entries does Ulsan take part?", "3 ", "does not state"),
        ("兩期報告的第一次申訴合計，是增加還是減少？各是多少件？", "較多", "最高的是"),
        ("兩期報告的第一次申訴合計，是增加還是減少？各是多少件？", "380", "最高的是"),
        ("兩期相比，哪一類的第一次申訴減少了？", "健身課程較少", "網路購物較"),
        ("兩期相比，哪些類別的第二次申訴增加了？", "旅遊食宿較多", "健身課程較"),
        (
            "Which complaint category had fewer first complaints in the later report than in the earlier one?",
            "健身課程 has fewer",
            "in all",
        ),
        ("2024雲林燈籠節和2025雲林國際風箏賽，哪一場參加的城市比較多？", "2025雲林國際風箏賽較多", "則；"),
        ("吉里巴斯的賓客見過許庭瑋縣長不止一次，是嗎？", "是。", "熱那亞"),
        ("金度妍議長來訪過兩次以上嗎？", "不是", "較多"),
        ("Did guests from Kiribati meet the magistrate more than once?", "Yes", "not found"),
        ("2025雲林國際風箏賽是第二次辦理嗎？", "不是", "較多"),
        ("2025雲林國際風箏賽是首度辦理嗎？", "是。", "不是"),
        ("國際禮儀研習班辦了幾場？114年4月有多少人參加？", "90人", "檔案沒有說明"),
        ("When was the etiquette training of April 2025 held?", "23 April 2025", "does not mention"),
        ("Which papers were signed abroad, and on what day?", "4 September 2024", "24 entries"),
        ("檔案庫房空調汰換案預計哪時完工？", "預計 114 年 5 月", "沒有說明"),
        ("許庭瑋縣長接見過幾位大使？", "塔尼亞", "前提不符"),
        ("熱那亞市副市長叫什麼名字？", "瑪莎·布魯諾", "許庭瑋"),
        ("松山市市長叫什麼名字？", "野中正樹", "代表本縣"),
        ("葉思敏副縣長訪問熱那亞市時拜會了哪個單位？", "港務局", "瑪莎"),
        ("除了旅遊食宿申訴，縣府消費者保護還受理了哪幾類申訴？", "健身課程", "檔案中沒有"),
        ("第一次申訴最多的類別是哪一類？", "「網路購物」：255", "最高的是「消費"),
        ("第一次申訴最多的類別是哪一類？", "「網路購物」：210", "最高的是「消費"),
        ("114年上半年的消費申訴，哪一類最多？幾件？", "網路購物／第一次申訴：255", "最高的是「消費"),
        ("健身課程的第一次申訴增加了嗎？", "沒有", "沒有說明"),
        ("網路購物的第二次申訴有增加嗎？", "51", "沒有說明"),
        ("縣府停車場屋頂光電案何時完工？", "4 月 16 日", "沒有說明"),
        ("蘇品妤處長去過松山市嗎？", "不是。檔案中最接近的記載", "\n是。"),
        ("網路購物第一次申訴比旅遊食宿多多少？", "相差 135", "則；"),
        ("處長去過松山市嗎？", "許庭瑋縣長", "處長。"),
        ("葉思敏副縣長去過熱那亞市嗎？", "是。", "不是"),
        ("芽莊市長有來過縣府嗎？", "沒有", "不是"),
        ("本縣有跟義大利的城市簽姊妹市嗎？", "沒有", "芽莊"),
        ("113年8月有哪些外賓來訪？ > 那4月呢？", "芽莊", "隆德"),
        ("熱那亞的訪團由誰率團？", "瑪莎·布魯諾", "接待的是"),
        ("本縣和芽莊市是哪一年結為姊妹市的？", "114 年 4 月 8 日", "燈籠"),
    ],
)
def test_it_says_what_is_the_case(county: Assistant, text: str, there: str, away: str) -> None:
    said, _, refused = _ask(county, text)
    assert there in said
    assert away not in said
    assert not refused


@pytest.mark.parametrize(
    "text",
    [
        "接待過非洲哪些訪團？",
        "熱那亞市副市長的下一站是哪裡？",
        "本縣和松山市是哪一年結為姊妹市的？",
        "When did the county and Matsuyama become sister cities?",
        "隆德大學的訪團簽了什麼文件？",
        "哪些紀錄提到AI人工智慧？",
        "來參加國際禮儀研習班的人，最後有幾位取得導覽證照與晉升？",
        "113年編列多少預算？",
        "When was the leprosy training held?",
        "吉里巴斯大使是男是女？",
        "縣府停車場屋頂光電案何時動工？",
        "許庭瑋縣長訪問熱那亞市時拜會了誰？",
    ],
)
def test_it_refuses_what_nobody_says(county: Assistant, text: str) -> None:
    said, _, refused = _ask(county, text)
    assert refused, said


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("哪些訪團簽了文件？", ["熱那亞", "芽莊"]),
        ("Which delegations signed something?", ["熱那亞", "芽莊"]),
        ("哪些文件是在國外簽的？", ["松山"]),
        ("本期和上期簽了哪些文件？ > 其中在國外簽的有哪些？", ["松山"]),
        ("本縣簽署過哪些文件？", ["松山", "熱那亞", "芽莊"]),
        ("有哪些活動在北港辦理？", ["禮儀"]),
        ("哪些訪團由處長接待？", ["臺南分處"]),
        ("處長接待的訪團有哪些？", ["臺南分處"]),
        ("Which visits were received by the director?", ["臺南分處"]),
        ("哪些大學來訪過？", ["隆德"]),
        ("Which universities, think tanks or networks came to call?", ["隆德"]),
        ("113年8月有哪些外賓來訪？ > 那12月呢？", []),
        ("哪些活動與表演有關？", []),
        ("臺南市有哪些活動？", []),
    ],
)
def test_a_set_is_of_all_that_it_says(county: Assistant, text: str, titles: list[str]) -> None:
    said, events, refused = _ask(county, text)
    assert refused is not bool(titles), said
    assert len(events) == len(titles), said
    assert all(any(title in event for event in events) for title in titles), said


def test_a_month_without_visits_is_told_with_the_nearest_visits(county: Assistant) -> None:
    said, _, refused = _ask(county, "113年8月有哪些外賓來訪？ > 那12月呢？")
    assert refused
    assert "查無：12月、來訪" in said
    assert "蔚山" in said.split("最接近的記載")[1]
    assert "決標" not in said
