"""Sets over reports of several periods and bureaus: neither too wide nor too narrow, nor about something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_WORKS = """海安縣政府工務處業務報告

報告期間：113年7月1日至113年12月31日

壹、工程
一、113年8月12日「北灣漁港航道清淤工程」開工，10月31日竣工，工程費2,150萬元，由中央全額補助。
二、113年11月20日「松河國小教室重建工程」決標，決標金額7,300萬元，預計115年9月完工。
"""
_LABOUR = """林口市政府勞動局業務報告

報告期間：114年1月1日至114年6月30日

壹、就業
一、職業重建系統：114年2月10日完成決標，契約金額510萬元。
二、營造安全講習：114年3月5日於勞工中心辦理講習，參加者120人。
三、密閉空間演練：114年5月9日於污水廠實施救援演練，參加者40人。
"""


@pytest.fixture(scope="module")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("bureaus"), {"works.txt": _WORKS, "labour.txt": _LABOUR}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("114年上半年有哪些決標的案子？", ("職業重建",), ("松河", "北灣")),
        ("113年下半年有哪些決標的案子？", ("松河",), ("職業重建",)),
        ("上半年有哪些決標的案子？", ("職業重建",), ("松河",)),
        ("本期有哪些決標的案子？", ("職業重建", "松河"), ()),
    ],
)
def test_a_half_year_is_that_half_of_that_year(bureaus, text, said, unsaid):
    answer = bureaus.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


_GUESTS = """林口市政府國際事務處業務報告

報告期間：114年1月1日至114年6月30日

壹、國際交流
一、114年2月10日，日本金澤市副市長山本誠率團來訪，由顧以安市長接待，就觀光交流。
二、114年3月3日，越南順化市市長阮文安（Nguyen Van An）到府與顧以安市長簽署「智慧治理合作備忘錄」。
三、114年4月7日晚間於市立美術館舉辦歡迎酒會，顧以安市長舉杯歡迎韓國清州市副市長金志勳等貴賓。
四、114年5月9日，顧以安市長以視訊與捷克布爾諾市市長揚·諾瓦克（Jan Novak）簽署「姊妹市備忘錄」。
五、114年6月2日，顧以安市長出席英國在台辦事處國慶酒會，與代表鄧華德（Walter Dean）交流。
"""


@pytest.fixture(scope="module")
def guests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("guests"), {"guests.txt": _GUESTS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("顧以安市長接見過哪些外賓？", ("山本誠", "阮文安", "金志勳"), ("諾瓦克",)),
        ("韓國來的訪賓有哪些？", ("金志勳",), ("山本誠",)),
        ("副市長級的外賓有哪幾位？", ("山本誠", "金志勳"), ("阮文安",)),
        ("Which foreign guests came?", ("山本誠", "阮文安", "金志勳"), ("諾瓦克", "鄧華德")),
    ],
)
def test_guests_are_those_who_came_whatever_for(guests, text, said, unsaid):
    answer = guests.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


_POLICE = """林口市政府警察局業務報告

報告期間：114年1月1日至114年6月30日

壹、員警訓練
一、反恐應變演練：114年3月5日於棒球場實施演練，動員120人。
二、家暴防治講習：114年4月9日於警察局辦理講習，參加者40人。
三、射擊競賽：114年5月7日於靶場辦理競賽，參加者60人。

貳、安全維護
一、局限空間救援演練：114年6月5日實施，參加者25人。
二、交通大執法：114年6月6日實施，取締52件。

參、交通執法
一、取締酒駕：本期取締酒後駕車310件。
二、科技執法設備：114年5月6日完成驗收，經費900萬元。
"""


@pytest.fixture(scope="module")
def police(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    texts = {"police.txt": _POLICE, "works.txt": _WORKS}
    with asking(tmp_path_factory.mktemp("police"), texts) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("警察局辦了哪些演練跟講習？", ("反恐", "家暴", "局限空間"), ("酒駕", "競賽")),
        ("警察局辦了哪些講習和演練？", ("反恐", "家暴", "局限空間"), ("酒駕", "競賽")),
        ("警察局辦了哪些安全演練和講習？", ("局限空間",), ("酒駕",)),
        ("Which drills and contests did the Linkou police hold?", ("反恐", "局限空間", "競賽"), ("酒駕",)),
        ("反恐演練和局限空間演練，哪個規模大？", ("反恐應變演練較多", "120人", "25人"), ()),
        ("Which drill was larger, the anti-terror drill or the confined-space rescue drill?", ("120人", "25人"), ()),
    ],
)
def test_sorts_of_event_that_are_joined_are_alternatives(police, text, said, unsaid):
    answer = police.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


_NEWS = """# 新港市政府新聞稿彙編

## 捷克布爾諾市副市長來訪
發布日期：113年6月3日

捷克布爾諾市副市長揚·諾瓦克（Jan Novak）3日率團9人拜會新港市政府，由市長季安國接待，就步行城市交換意見。

## 新港市與越南順化市簽署備忘錄
發布日期：113年6月17日

市長季安國17日與來訪的越南順化市市長阮文安（Nguyen Van An）於美術館簽署「智慧城市合作備忘錄」。

## 市長赴日本金澤
發布日期：113年7月20日

市長季安國7月12日至15日率團赴日本金澤市訪問，拜會市長山本誠，並參觀美術館。

## 駐台使節茶會
發布日期：113年7月28日

新港市政府28日於美術館舉辦茶會，12個駐台使館共30位外賓出席，由市長季安國主持。
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("news"), {"news.md": _NEWS, "works.txt": _WORKS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("6月3日新港市接待了幾團外賓？", ("1 組", "諾瓦克"), ("阮文安",)),
        ("新港市簽了什麼協定？跟誰簽？", ("智慧城市合作備忘錄", "阮文安"), ("諾瓦克",)),
        ("What agreement did the city sign?", ("智慧城市合作備忘錄",), ("諾瓦克",)),
        ("季安國市長在日本拜會了哪些人？", ("山本誠",), ("諾瓦克", "阮文安")),
        ("113年7月新港市有哪些外事活動？", ("金澤", "茶會"), ("諾瓦克",)),
        ("簽署案共有幾件？", ("共 1 ", "智慧城市"), ()),
        ("布爾諾市副市長來新港市由誰接待？", ("季安國",), ("訪賓是",)),
        ("總共簽了幾份合作文件？", ("共 1 ", "智慧城市"), ()),
        ("松河國小新教室什麼時候會蓋好？", ("預計 115 年 9 月",), ()),
    ],
)
def test_what_is_asked_in_other_words_is_found(news, text, said, unsaid):
    answer = news.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


@pytest.mark.parametrize(
    ("text", "first", "said"),
    [
        ("與順化市的備忘錄是用視訊簽的嗎？", "不是", "美術館"),
        ("Was the memorandum with Hue signed by video?", "No", "阮文安"),
        ("北灣漁港清淤的錢是縣府自己出的嗎？", "不是", "中央全額補助"),
        ("松河國小的工程是縣府自己出錢的嗎？", "", "松河"),
        ("北灣漁港航道清淤工程花了多少錢？", "工程費", "2,150"),
        ("北灣漁港清淤的經費是多少？", "工程費", "2,150"),
    ],
)
def test_the_manner_of_what_was_done_is_the_items(news, text, first, said):
    answer = news.ask(text).answer.text
    assert answer.startswith(first), answer
    assert said in answer, answer
    assert not answer.startswith("是。"), answer


_FAIRS = """林口市政府經濟發展局業務報告

報告期間：114年1月1日至114年6月30日

壹、活動
一、春之市集：114年3月1日於河濱公園舉辦，設置攤位42攤，吸引2萬人次。
二、好米嘉年華：114年4月5日於農會廣場舉辦，共有65個農產攤位，吸引8,000人次。
三、街頭音樂會：114年5月3日舉辦，另有攤商進駐，吸引5萬人次。
"""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("哪個活動的攤位最多？", "好米嘉年華"),
        ("攤位數最少的活動是哪一個？", "42攤"),
        ("Which event had the most stalls?", "好米嘉年華"),
        ("哪個活動的人次最多？", "街頭音樂會"),
    ],
)
def test_what_is_ranked_is_the_thing_asked_for(tmp_path, text, first):
    with asking(tmp_path, {"fairs.txt": _FAIRS}) as opened:
        answer = opened.ask(text).answer.text
    assert first in answer.split("\n")[0], answer


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("最近一次來訪的外賓是誰？", ("金志勳",), ("臺東",)),
        ("Which foreign guests came most recently?", ("金志勳",), ("臺東",)),
        ("114年6月有哪些訪團來訪？", ("臺東",), ("金志勳",)),
    ],
)
def test_guests_from_another_county_are_no_foreigners(tmp_path, text, said, unsaid):
    at_home = "\n六、114年6月20日，臺東縣政府處長潘雅文率團來訪，由顧以安市長接待，就青年創業交流。\n"
    with asking(tmp_path, {"guests.txt": _GUESTS.replace("國際交流", "交流") + at_home}) as opened:
        answer = opened.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


_WEEK = """# 新港市政府新聞稿彙編

## 捷克布爾諾市副市長來訪
發布日期：113年6月3日

捷克布爾諾市副市長揚·諾瓦克（Jan Novak）3日率團9人拜會新港市政府，由市長季安國接待，就晶片產業交換意見。

## 2024新港國際友誼週熱鬧登場
發布日期：113年7月14日

7月10日晚間，友誼週在市政廳以歡迎酒會揭開序幕，市長季安國舉杯歡迎日本金澤市副市長山本誠等貴賓。

11日上午在大學禮堂舉行「永續城市論壇」，副市長柯立人主持，約200位市民到場聆聽。

12日於東門廣場舉行「異國市集」，吸引2萬人次。

## 新港市舉辦寵物嘉年華
發布日期：113年7月21日

新港市政府21日於河濱公園舉辦寵物嘉年華，提供免費晶片植入300隻。
"""


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("新港國際友誼週有哪些活動？", ("山本誠", "永續城市論壇", "異國市集"), ("寵物", "諾瓦克")),
        ("請用幾句話說明新港國際友誼週辦了什麼", ("山本誠", "永續城市論壇", "異國市集"), ("寵物", "諾瓦克")),
        ("哪些交流談到半導體？", ("諾瓦克",), ("寵物",)),
    ],
)
def test_a_series_is_all_that_stands_under_its_heading(tmp_path, text, said, unsaid):
    with asking(tmp_path, {"week.md": _WEEK}) as opened:
        answer = opened.ask(text).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


@pytest.mark.parametrize("text", ["警察局交通執法這一塊的重點是什麼？", "請摘要「交通執法」這一章的重點"])
def test_a_chapter_is_summed_up_whatever_it_is_called(police, text):
    answer = police.ask(text).answer.text
    assert "310件" in answer, answer
    assert "900萬元" in answer, answer
    assert "反恐" not in answer, answer


@pytest.mark.parametrize(
    ("before", "text", "said", "unsaid"),
    [
        ("114年2月到4月有哪些外賓來訪？", "第二團是誰帶的？", ("阮文安",), ("山本誠", "金志勳")),
        ("Which guests came from February to April 2025?", "Who led the third one?", ("金志勳",), ("山本誠",)),
        ("顧以安市長什麼時候出席英國國慶酒會？", "那他還接待過哪些外賓？", ("山本誠", "阮文安"), ("鄧華德",)),
    ],
)
def test_one_of_those_listed_and_the_same_person_are_followed(guests, before, text, said, unsaid):
    answer = guests.ask(text, guests.ask(before).dialogue).answer.text
    assert all(one in answer for one in said), answer
    assert not any(one in answer for one in unsaid), answer


def test_a_venue_that_begins_with_a_number_is_no_month(tmp_path):
    text = _GUESTS + "\n六、114年6月20日於11樓簡報室接待日本津市訪團，由顧以安市長主持。\n"
    with asking(tmp_path, {"guests.txt": text}) as opened:
        assert not opened.knowledge().heads & {"11", "11樓"}


@pytest.mark.parametrize("text", ["Summarise the traffic enforcement chapter of the Linkou police.",
                                  "Give me an overview of the section on traffic enforcement."])  # fmt: skip
def test_a_chapter_is_found_by_english_words(police, text):
    answer = police.ask(text).answer.text
    assert "310件" in answer, answer
    assert "900萬元" in answer, answer
    assert "反恐" not in answer, answer


_TRIP = """林口縣政府教育處業務報告

報告期間：114年1月1日至114年6月30日

壹、國際教育
一、紐西蘭教育考察：114年3月4日至8日，處長蘇佳音率國中校長9名前往紐西蘭威靈頓，參訪3所中學。
二、韓國大邱教育考察：114年5月6日至8日，副處長柯立人率同仁4人前往韓國大邱市，拜會副市長金志勳。
三、日本金澤市教育長來訪：114年4月2日，日本金澤市教育長山本誠率團來訪，由處長蘇佳音接待。
"""


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("誰帶校長們去紐西蘭考察？", "蘇佳音", "山本誠"),
        ("蘇佳音處長接待過誰？", "山本誠", "威靈頓"),
        ("處長有去韓國嗎？", "沒有", "有。\n"),
        ("副處長有去韓國嗎？", "有。", "沒有"),
        ("柯立人副處長何時赴韓國？", "5 月 6 日", "前提不符"),
    ],
)
def test_those_taken_along_are_not_asked_for(tmp_path, text, said, unsaid):
    with asking(tmp_path, {"trip.txt": _TRIP}) as opened:
        answer = opened.ask(text).answer.text
    assert said in answer, answer
    assert unsaid not in answer, answer
