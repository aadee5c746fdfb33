"""Who went where: delegations sent out, guests received, occasions attended, those new in office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.assistant import Assistant

_REPORT = """嘉祥市政府國際事務處業務報告

業務報告期間：114年1月至114年6月

一、接待外賓

（一）114年1月8日，德國漢堡市新任市長安娜·韋伯（Anna Weber）率團來訪，由林沐恩副市長接待，就港口發展交流。

（二）114年2月3日，法國里昂市市長保羅·馬丹（Paul Martin）率團來訪，由周家豪市長接待，就學生交換計畫交流。

（三）114年2月20日，荷蘭辦事處代表楊·維瑟（Jan Visser）履新後首度來訪，由周家豪市長接待，就水利工程交流。

二、出席活動

（一）114年3月9日，林沐恩副市長應邀出席瑞典國慶酒會，與駐台使節交流。

（二）114年4月2日，林沐恩副市長出席英國國王華誕慶祝酒會。

三、活動

（一）114年2月8日，邀請3個姊妹市代表團參加「嘉祥燈節」，安排遊港。

（二）114年6月14日至15日，本府與荷蘭貿易協會首度合辦「風車市集」，於河濱公園綠地廣場登場，吸引2萬人。另舉辦划船競賽，最終由海洋學院隊奪下冠軍。

（三）114年3月辦理「市政大樓溫室氣體盤查」，預計11月取得查證聲明書。

（四）本期約僱人員由1,250人，減少30人；技工由88人，減少8人。

（五）市政大樓節電專案汰換冷氣主機3部，預估節能率21.5%。

（六）114年5月12日，越南順化市市長阮文安（Nguyen Van An）來訪，與周家豪市長簽署合作意向書。

（七）114年5月20日，捷克布爾諾市主席揚·諾瓦克（Jan Novak）來訪，由林沐恩副市長接待。

四、出訪

（一）114年5月6日至9日，林沐恩副市長率團訪問日本金澤市，參加姊妹市週年慶典。

（二）114年6月1日至7日，周家豪市長率團前往加拿大溫哥華市，推廣觀光。
"""
_NAMES = {
    "de": "韋伯", "fr": "馬丹", "nl": "維瑟", "se": "瑞典國慶", "gb": "華誕", "jp": "金澤", "ca": "溫哥華",
}  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("directions"), {"city.txt": _REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市府派出哪些代表團？", "jp ca"),
        ("嘉祥市政府派出幾個代表團出國？", "jp ca"),
        ("How many delegations did the city send abroad, and to where?", "jp ca"),
        ("法國派出的代表團有哪些？", "fr"),
        ("林沐恩副市長接待了誰，又代表市府跑了哪些場合？", "de se gb jp"),
        ("林沐恩副市長接待了哪些外賓？", "de"),
        ("Which of our callers had only just taken up their posts?", "de nl"),
        ("哪些訪賓剛上任？", "de nl"),
        ("Which national-day or royal-birthday receptions did city officials attend?", "se gb"),
        ("國慶或華誕的酒會有哪些？", "se gb"),
        ("有哪些來訪談到學生之間的事，像筆友、交換計畫這類？", "fr"),
        ("Which visits talked about infrastructure, such as ports or water works?", "de nl"),
        ("整份報告中，跟日本有關的往來出現過哪幾件？", "jp"),
        ("通篇報告列了哪幾項出訪？", "jp ca"),
    ],
)
def test_a_set_is_of_the_direction_asked_for(city, text, found):
    events = city.ask(text).answer.events
    assert {key for key, name in _NAMES.items() if any(name in one.quote for one in events)} == set(found.split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("划船競賽最後是哪一隊奪冠？", "海洋學院"),
        ("划船競賽最終由誰勝出？", "海洋學院"),
        ("Which team finally won the 划船競賽?", "海洋學院"),
        ("風車市集是在哪個場地辦的？", "綠地廣場"),
        ("風車市集的地點在哪裡？", "綠地廣場"),
        ("風車市集是第一次合辦嗎？", "首度合辦"),
        ("本期幾次率團出訪當中，哪一趟天數最長？", "溫哥華"),
        ("哪一趟出訪的天數最短？", "金澤"),
        ("市政大樓汰換的是什麼設備、幾部？預估節能率多少？", "3部"),
        ("市政大樓汰換的是什麼設備、幾部？預估節能率多少？", "21.5%"),
        ("約僱人員減少後，現在還有多少人？", "1,220 人（1250 − 30）"),
        ("Write a short English news item on the agreement with Hue.", "Nguyen Van An"),
    ],
)
def test_a_fact_is_told(city, text, said):
    answer = city.ask(text).answer
    assert not answer.abstained
    assert said in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "參加嘉祥燈節的姊妹市代表團是由誰帶隊？",
        "Who led the delegations to 嘉祥燈節?",
        "市政大樓溫室氣體盤查出來的排放量是幾公噸？",
    ],
)
def test_what_no_item_says_is_refused(city, text):
    assert city.ask(text).answer.abstained


@pytest.mark.parametrize(
    ("before", "text", "said"),
    [
        ("本期技工減少了幾個人？", "那現在還有多少人？", "80 人（88 − 8）"),
        ("漢堡市長來訪時是誰接待的？", "捷克的那一位呢？", "林沐恩"),
        ("Who received the mayor of Lyon?", "And the one from Czechia?", "林沐恩"),
    ],
)
def test_a_follow_up_keeps_what_was_asked(city, before, text, said):
    assert said in city.ask(text, city.ask(before).dialogue).answer.text
