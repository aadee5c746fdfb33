"""Ways of asking that were misread: months run together, names of two characters, a surname that a guest shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asking_samples import asking

from assistant.months_said import months_said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.assistant import Assistant

_REPORT = """嘉祥市政府國際事務處業務報告

業務報告期間：114年1月至114年6月

一、接待外賓

（一）114年1月8日，德國漢堡市新任市長安娜·韋伯（Anna Weber）率團來訪，由林沐恩副市長接待，就港口發展及漁業交流。

（二）114年2月3日，法國里昂市市長保羅·馬丹（Paul Martin）率團來訪，由周家豪市長接待，就學生交換計畫及觀光交流。

（三）114年3月12日，美國爾灣市周立群（Ethan Chou）市長來訪，由林沐恩副市長接待，就觀光與新創產業交流。

（四）114年4月9日，日本金澤市議會山田太郎議長率團來訪，由周家豪市長接待，就觀光行銷交流。

（五）114年5月20日，捷克布爾諾市主席揚·諾瓦克（Jan Novak）來訪，由林沐恩副市長接待，就觀光交流。

（六）114年6月3日，日本參議院議員佐藤一郎來訪，由周家豪市長接待，就潔淨能源交流。

（七）114年6月10日，荷蘭辦事處代表楊·維瑟（Jan Visser）來訪，由周家豪市長接待，就藝術及離岸風電交流。

（八）114年6月12日，荷蘭鹿特丹市市長卡拉·德弗里斯（Carla de Vries）來訪，與周家豪市長簽署合作意向書，推動文化交流。

（九）114年6月15日，日本金澤市代表團出席地震賑災感恩活動，向本市表達謝意。

二、國際參與

（一）114年3月5日，林沐恩副市長應邀出席瑞典國慶酒會。

（二）114年4月20日，周家豪市長出席英國國王生日晚會。

（三）114年5月6日至9日，林沐恩副市長率團赴日本金澤市考察，參加姊妹市週年慶典。

（四）114年6月8日至12日，「碼頭啤酒節」於港邊登場，邀集法國樂團演出，另辦划船競賽。

三、行政業務

（一）114年4月辦理北門及鳳凰行政中心溫室氣體盤查。

（二）本期汰換行政中心冰水主機2部，節能率20%。

（三）114年2月12日及3月13日辦理人事系統實機操作班，共40人參訓。

（四）辦理歷史檔案移交20萬件。

（五）辦理債務清理法律諮詢駐點服務12場次。

（六）114年6月20日，林沐恩副市長會晤比利時在台辦事處代表盧克·馬騰斯（Luc Martens），商討交流事宜。
"""
_NAMES = {
    "de": "韋伯", "fr": "馬丹", "us": "周立群", "jp": "山田太郎", "cz": "諾瓦克", "diet": "佐藤一郎", "nl": "維瑟",
    "loi": "德弗里斯", "quake": "賑災", "se": "瑞典國慶", "gb": "英國國王", "trip": "考察", "beer": "啤酒節",
    "ghg": "溫室氣體", "chiller": "冰水主機", "class": "實機操作班", "files": "歷史檔案", "debt": "債務",
    "met": "盧克·馬騰斯",
}  # fmt: skip


@pytest.fixture(scope="module")
def jiaxiang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with asking(tmp_path_factory.mktemp("otherwise"), {"report.txt": _REPORT}) as assistant:
        yield assistant


def told(assistant: Assistant, question: str) -> set[str]:
    """Keys of the items that an answer asserts."""
    events = assistant.ask(question).answer.events
    return {key for event in events for key, word in _NAMES.items() if word in event.quote}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三、四兩個月的訪團", "三、四月的訪團"),
        ("5、6兩個月", "5、6月"),
        ("十一、十二兩個月", "十一、十二月"),
        ("7、8、9三個月", "7、8、9月"),
        ("六七兩月", "六、七月"),
        ("二三月间", "二、三月间"),
        ("三、四個月", "三、四個月"),
        ("這三個月", "這三個月"),
        ("十一月", "十一月"),
        ("三月和四月兩個月", "三月和四月兩個月"),
    ],
)
def test_months_run_together_are_written_out(text: str, written: str) -> None:
    made, places = months_said(text)
    assert made == written
    assert len(places) == len(made) + 1
    assert list(places) == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("三、四兩個月來訪的外賓，哪些談到觀光？", {"us", "jp"}),
        ("二三月有哪些訪團談到觀光？", {"fr", "us"}),
        ("4、5兩个月有谁来谈观光？", {"jp", "cz"}),
        ("Which French visitors came in February?", {"fr"}),
        ("Which Japanese groups came in April?", {"jp"}),
        ("周市長2月到4月接見了哪些外國客人？", {"fr", "jp"}),
        ("2月到4月周市长一共见了几组外国客人？", {"fr", "jp"}),
        ("美國爾灣市周市長是由誰接待的？", {"us"}),
    ],
)
def test_the_days_and_people_of_a_question_restrict_it(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("石平副市長接見過哪些外賓？", "石平"),
        ("史哲副市长出席了哪些活动？", "史哲"),
        ("王牧副市長五月接待了誰？", "王牧"),
        ("方市長接見過哪些外賓？", "方市長"),
        ("王副市长五月接待了谁？", "王副市长"),
        ("請問鄧局長出席了什麼活動？", "鄧局長"),
    ],
)
def test_an_official_of_two_characters_whom_no_item_knows(jiaxiang: Assistant, question: str, missing: str) -> None:
    answer = jiaxiang.ask(question).answer
    assert answer.refusal is not None
    assert missing in answer.refusal.missing


@pytest.mark.parametrize(
    "question",
    [
        "由何代表市府出席瑞典國慶酒會？",
        "常務副市長接待了誰？",
        "林副市長接待了哪些外賓？",
        "五月林副市長接待了誰？",
    ],
)
def test_what_only_looks_like_such_a_name_is_none(jiaxiang: Assistant, question: str) -> None:
    assert jiaxiang.ask(question).answer.refusal is None


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        # whose meeting or what they signed
        ("Which guests' meeting or agreement with Mayor Chou covered culture or the arts?", {"nl", "loi"}),
        ("6月10日有哪些國際活動或出訪？", {"nl", "beer"}),
        # heads of offices called on somebody; how often, and which of them
        ("How many heads of foreign offices called on Mayor Chou in June?", {"nl"}),
        ("日本國會（參議院、眾議院）的議員來訪幾次？是哪幾位？", {"diet"}),
        ("日本参议院的议员来访几次？", {"diet"}),
        # what a text is for, and what counts as well, restricts nothing
        ("想寫一篇「荷蘭好朋友」的專題，有哪些荷蘭訪賓來訪？", {"nl", "loi"}),
        ("I am writing a feature on old friends: which Dutch guests came?", {"nl", "loi"}),
        ("五月有哪些訪團來訪？考察、拜會都算。", {"cz"}),
        # other words for the same things
        ("震災後來道謝的是哪個代表團？", {"quake"}),
        ("民眾負債，市府提供什麼協助？", {"debt"}),
        ("When did staff get hands-on practice with the personnel software?", {"class"}),
        ("Did the greenhouse gas inventory cover the Fenghuang administrative centre?", {"ghg"}),
        ("舊卷宗移轉了多少件？", {"files"}),
    ],
)
def test_other_words_for_the_same(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        # the industry of a thing is the thing
        ("哪些訪團談到觀光產業？", {"fr", "us", "jp", "cz"}),
        ("哪些訪賓談到观光行业？", {"fr", "us", "jp", "cz"}),
        ("Which visits were about the tourism industry?", {"fr", "us", "jp", "cz"}),
        ("Who came to talk about the fishing business?", {"de"}),
        ("Which visits concerned industry?", {"us"}),
        # one of a class, and the class
        ("有哪些訪團談到離岸風電這類綠能？", {"nl", "diet"}),
        ("Which visits were about wind power and other green energy?", {"nl", "diet"}),
        # what is said beside a kind of event is that kind again
        ("林副市長出國考察、參訪有哪幾趟？", {"trip"}),
        ("周市長見過哪些外賓或僑胞代表？", {"fr", "jp", "diet", "nl", "loi"}),
        ("哪些訪團談到觀光、新創等產業？", {"fr", "us", "jp", "cz"}),
        ("法國有哪些訪賓來過？", {"fr"}),
        # whoever is met need not have come on a visit
        ("六月林副市長見過哪些外賓？", {"met"}),
        ("6月林副市长见了几位外国客人？", {"met"}),
        ("Which foreign guests did Deputy Mayor Lin meet in June?", {"met"}),
        # what sums up several things is of any of them
        ("人事系統和歷史檔案做了哪些事？", {"class", "files"}),
        ("What has been done about energy saving and greenhouse gas?", {"ghg", "chiller"}),
    ],
)
def test_words_that_add_nothing_restrict_nothing(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Which city officials travelled to Kanazawa?", {"trip"}),
        ("哪些官員赴金澤市參加週年慶典？", {"trip"}),
        ("Which officials went abroad to attend a celebration?", {"trip"}),
        ("哪些官員率團出國參加慶典？", {"trip"}),
        ("有哪些出訪或簽約？", {"trip", "loi"}),
    ],
)
def test_what_officials_travelled_for(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    "question",
    [
        # it was signed at home
        "Which city officials travelled to Rotterdam for the signing?",
        "哪些市府官員前往鹿特丹簽署合作意向書？",
        # when something is to come about, where only a talk about it is told
        "潔淨能源計畫預計何時啟用？",
        "When will the Rotterdam office open?",
        "离岸风电预计哪一年完工？",
    ],
)
def test_what_was_not_so_is_not_told(jiaxiang: Assistant, question: str) -> None:
    assert jiaxiang.ask(question).answer.refusal is not None


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        # who is sent to a reception does not travel; two sorts of it, each with its word
        ("市府派員出席了哪些外國酒會？", {"se", "gb"}),
        ("外國國慶酒會、國王生日晚會之類的場合，市府派人去了哪幾場？", {"se", "gb"}),
        ("哪些国庆酒会或国王生日晚会有人出席？", {"se", "gb"}),
        # a kind of work as one of several
        ("檔案的移交和稽查，本期有哪些工作？", {"files"}),
    ],
)
def test_a_kind_as_one_of_several(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


@pytest.mark.parametrize(
    ("before", "question", "keys", "said"),
    [
        (["人事系統實機操作班是哪幾天？"], "兩天加起來多少人上課？", {"class"}, "40"),
        (["人事系统实机操作班是哪几天？"], "总共多少人参训？", {"class"}, "40"),
        (["碼頭啤酒節是哪一天？"], "有安排外國樂團表演嗎？", {"beer"}, ""),
        (["When was the personnel system course?"], "How many people attended?", {"class"}, "40"),
        (["How many files were transferred?"], "Which old records did they hand over?", {"files"}, ""),
    ],
)
def test_what_only_says_an_act_is_asked_of_what_was_spoken_of(
    jiaxiang: Assistant, before: list[str], question: str, keys: set[str], said: str
) -> None:
    dialogue = None
    for one in before:
        dialogue = jiaxiang.ask(one, dialogue).dialogue
    answer = jiaxiang.ask(question, dialogue).answer
    assert {key for event in answer.events for key, word in _NAMES.items() if word in event.quote} == keys
    assert said in " ".join(line.text for line in answer.lines)


@pytest.mark.parametrize(
    ("request_", "keys"),
    [
        ("請撰寫行政中心溫室氣體盤查與冰水主機的簡報", {"ghg", "chiller"}),
        ("Write a briefing on the greenhouse gas inventory and chillers of the office buildings", {"ghg", "chiller"}),
        ("請撰寫行政中心冰水主機的簡報", {"chiller"}),
    ],
)
def test_a_draft_on_two_subjects_is_of_both(jiaxiang: Assistant, request_: str, keys: set[str]) -> None:
    assert told(jiaxiang, request_) == keys


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Which parts of the report deal with the chillers and historical archives?", {"chiller", "files"}),
        ("報告中有哪些部分談到冰水主機和債務？", {"chiller", "debt"}),
        ("报告里哪些部分提到人事系统与历史档案？", {"class", "files"}),
    ],
)
def test_parts_of_a_report_on_several_things(jiaxiang: Assistant, question: str, keys: set[str]) -> None:
    assert told(jiaxiang, question) == keys


def test_the_body_of_a_people_is_no_country(tmp_path: Path) -> None:
    text = (
        "嘉祥市政府國際事務處業務報告\n\n業務報告期間：114年1月至114年6月\n\n一、接待\n\n"
        "（一）114年2月6日，嘉祥市韓人會新任會長李民浩偕朴智星總幹事拜會本處。\n\n"
        "（二）114年3月6日，韓國釜山市朴亨埈市長率團來訪，就港口交流。\n"
    )
    with asking(tmp_path, {"report.txt": text}) as assistant:
        answer = assistant.ask("Who is the new president of the Korean association, and who came with him?").answer
        assert ["李民浩" in event.quote for event in answer.events] == [True]
        answer = assistant.ask("Which Korean guests came in March?").answer
        assert ["釜山" in event.quote for event in answer.events] == [True]
