"""Wordings that look like others: the last days, the last word, ranks that rank nothing, diplomats, denials, rolls."""

from __future__ import annotations

import pytest
from asking_samples import asking

REPORT = """# 花蓮縣政府行政暨研考處業務報告

報告日期：113 年 11 月 1 日（本期：113 年 2 月 16 日至 113 年 7 月 31 日）

## 壹、國際事務

### 一、國際交流

1. 113 年 5 月 2 日，加拿大駐台北貿易辦事處白瑞德（Brett Wilde）處長拜會徐縣長榛蔚，就綠能及觀光交換意見，並提及兩地
   姊妹市情誼已持續 27 年。
2. 113 年 5 月 30 日，紐西蘭商工辦事處梅莉莎（Melissa Ford）代表拜會徐縣長榛蔚，談英語教師引進。
3. 113 年 5 月 31 日，日本高知縣議會田中太郎議長率團拜會徐縣長榛蔚，談防災。
4. 113 年 7 月 4 日，顏新章副縣長出席美國國慶酒會。
5. 113 年 6 月 20 日，顏新章副縣長出席荷蘭國王生日晚會，向荷蘭在台辦事處唐凱德代表致意。
6. 113 年 6 月 22 日，顏新章副縣長出席花蓮同鄉會餐會。

## 貳、人事與服務

### 一、基層人員表揚

113 年 7 月 8 日辦理績優基層人員表揚典禮，評選出 20 位績優基層人員，由徐縣長榛蔚頒獎。

### 二、臨時人員審查

本期審查臨時人員進用案 10 案，通過進用共 93 人。

### 三、洄瀾燈會

113 年 2 月 24 日舉辦洄瀾燈會。

### 四、燈會檢討

113 年 3 月 15 日召開檢討會議，檢討洄瀾燈會動線。

### 五、消費爭議

本期協助處理郵輪旅遊糾紛 3 件，均與業者達成協議。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDA_MODEL", "none")
        with asking(tmp_path_factory.mktemp("county"), {"county.md": REPORT}) as opened:
            yield opened


@pytest.mark.parametrize(
    ("question", "there", "absent"),
    [
        ("5月的最後兩天有哪些外賓拜會？", ("梅莉莎", "田中太郎"), ("白瑞德",)),
        ("Which foreign guests called in the last two days of May?", ("梅莉莎", "田中太郎"), ("白瑞德",)),
        ("有哪些外交官來拜會縣長？", ("白瑞德", "梅莉莎"), ("田中太郎",)),
        ("外国驻台办事处的处长或代表，有哪些来拜会？", ("白瑞德", "梅莉莎"), ("田中太郎",)),
        ("Which diplomats called on the magistrate?", ("白瑞德", "梅莉莎"), ("田中太郎",)),
        ("副縣長出席過哪些外國國慶或國王生日的酒會、晚會？", ("美國國慶酒會", "荷蘭國王生日"), ("同鄉會",)),
        ("How does the county honour its rank-and-file staff?", ("績優基層人員",), ("highest",)),
        ("哪些外賓談到外語教學？", ("梅莉莎",), ("白瑞德", "田中太郎")),
        ("Which callers raised clean power?", ("白瑞德",), ("梅莉莎", "田中太郎")),
        ("与大洋洲国家有关的来访有哪些？", ("梅莉莎",), ("白瑞德", "田中太郎")),
        ("副縣長在晚會上向哪位外交官致意？", ("唐凱德",), ()),
        ("紐西蘭商工辦事處的代表叫什麼名字？", ("梅莉莎",), ("沒有說明",)),
        ("臨時人員通過進用幾人？", ("93",), ()),
        ("副縣長六月的行程", ("國王生日晚會", "同鄉會餐會"), ("國慶酒會",)),
        ("徐榛蔚", ("白瑞德", "梅莉莎", "田中太郎"), ("唐凱德",)),
        ("縣長 5月 日本", ("田中太郎",), ("白瑞德",)),
        ("五月", ("白瑞德", "梅莉莎", "田中太郎"), ("唐凱德",)),
        ("5月來訪的日本議長有幾位？", ("列名的有 1 位", "田中太郎議長：1 組"), ("白瑞德",)),
        ("加拿大和日本的訪團各有幾組？", ("加拿大：1 組", "日本：1 組"), ("梅莉莎", "未載明")),
        ("消費爭議業務做了什麼？", ("郵輪",), ("加拿大",)),
    ],
)
def test_wordings_that_look_like_others(county, question, there, absent) -> None:
    answer = county.ask(question).answer
    assert answer.refusal is None
    assert [one for one in there if one not in answer.text] == []
    assert [one for one in absent if one in answer.text] == []


@pytest.mark.parametrize(
    "question",
    ["哪些國家的人出現過兩次以上？", "哪些國家來訪不只一次？", "Which countries sent visitors more than once?"],
)
def test_wordings_of_how_often_keep_those_that_came_so_often(tmp_path, question) -> None:
    text = REPORT.replace("美國國慶酒會", "日本國慶酒會").replace("就綠能", "與日本大分市佐藤一郎市長同行，就綠能")
    with pytest.MonkeyPatch.context() as patch, asking(tmp_path, {"often.md": text}) as opened:
        patch.setenv("YIDA_MODEL", "none")
        answer = opened.ask(question).answer
    first = answer.text.splitlines()[1]
    assert "日本" in first or "Japan" in first
    assert "紐西蘭" not in first
    assert "New Zealand" not in first
    assert "梅莉莎" not in answer.text


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("洄瀾燈會是3月15日舉辦的嗎？", "2 月 24 日"),
        ("洄瀾燈會是2月24日舉辦的嗎？", "是。"),
        ("美國國慶酒會是7月8日嗎？", "7 月 4 日"),
    ],
)
def test_wordings_of_when_something_was_held(county, question, there) -> None:
    assert there in county.ask(question).answer.lines[0].text


def test_wordings_of_a_follow_up_stay_with_whom_was_spoken_of(county) -> None:
    first = county.ask("加拿大的處長什麼時候來拜會？")
    ties = county.ask("他說兩地的交情有多久了？", first.dialogue).answer
    assert "27" in ties.text
    assert "為期" not in ties.text
    other = county.ask("除了觀光，他還談了什麼？", first.dialogue).answer
    assert other.refusal is None
    assert "綠能" in other.text


@pytest.mark.parametrize(
    "question",
    [
        "郵輪旅遊糾紛，最後業者賠了多少錢？",
        "哪位議員質詢了綠能？",
        "縣長上次去日本是什麼時候？",
        "地政業務做了什麼？",
        "臨時人員進用審查有多少人沒通過？",
        "臨時人員進用未通過的有幾人？",
        "績優基層人員的得獎名單是哪些人？",
        "績優基層人員得獎者是誰？",
        "Who were the winners of the outstanding staff awards?",
    ],
)
def test_wordings_that_ask_for_what_is_not_told(county, question) -> None:
    assert county.ask(question).answer.refusal is not None


def _half_year(year: int, month: str, first: str, visits: str, translated: int) -> str:
    return f"""# 嘉義市政府國際事務處業務報告

報告日期：{year} 年 {month} 月 1 日

報告期間：{first}

## 壹、外賓來訪

{visits}

## 貳、翻譯服務

本期受理外文翻譯 {translated} 件。
"""


OLDER = _half_year(
    113, "3", "112 年 8 月 1 日至 113 年 1 月 31 日",
    "1. 112 年 9 月 5 日，日本高知縣議會田中太郎議長率團拜會黃敏惠市長，談防災。", 120,
)  # fmt: skip
NEWER = _half_year(
    113, "9", "113 年 2 月 1 日至 113 年 7 月 31 日",
    "1. 113 年 3 月 5 日，加拿大溫哥華市林美玲副市長率團拜會黃敏惠市長，談觀光。\n"
    "2. 113 年 4 月 8 日，韓國大邱市朴正浩副市長率團拜會黃敏惠市長，談經貿。", 150,
)  # fmt: skip


@pytest.fixture(scope="module")
def two_halves(tmp_path_factory):
    texts = {"older.md": OLDER, "newer.md": NEWER, "county.md": REPORT}  # the county has reported but once
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIDA_MODEL", "none")
        with asking(tmp_path_factory.mktemp("halves"), texts) as opened:
            yield opened


@pytest.mark.parametrize(
    ("question", "there"),
    [
        ("嘉義市的訪團跟上期比是多還是少？", ("2 則", "1 則", "本期較多")),
        ("嘉義市兩期各有幾組外賓來訪？", ("2 則", "1 則")),
        ("本期訪團比上期多幾組？", ("2 則", "1 則")),
        ("Did Chiayi have more visits this period than the previous one?", ("2 in all", "1 in all")),
        ("嘉義市外文翻譯件數較上期增加多少？", ("150件", "120件", "30")),
        ("嘉義市本期和上期的外文翻譯各幾件？", ("150件", "120件")),
    ],
)
def test_wordings_that_compare_periods(two_halves, question, there) -> None:
    answer = two_halves.ask(question).answer
    assert answer.refusal is None
    assert [one for one in there if one not in answer.text] == []
    assert "梅莉莎" not in answer.text


@pytest.mark.parametrize(
    ("question", "there", "absent"),
    [
        ("最近一期嘉義市有哪些訪團？", ("林美玲", "朴正浩"), ("田中太郎",)),
        ("嘉義市來訪最多的國家", ("1 組",), ("件",)),
    ],
)
def test_wordings_of_one_of_several_periods(two_halves, question, there, absent) -> None:
    text = two_halves.ask(question).answer.text
    assert [one for one in there if one not in text] == []
    assert [one for one in absent if one in text] == []


@pytest.mark.parametrize("question", ["Who heads the Chiayi international office?", "嘉義市國際事務處處長是誰？"])
def test_wordings_for_the_head_of_an_office_name_no_mayor(two_halves, question) -> None:
    assert "黃敏惠" not in two_halves.ask(question).answer.lines[0].text


def test_wordings_about_periods_where_no_report_states_its_own(county) -> None:
    assert county.ask("本期有哪些外賓拜會？").answer.text


def test_wordings_that_compare_what_neither_period_tells(two_halves) -> None:
    assert two_halves.ask("嘉義市的臨時人員比上期少幾人？").answer.refusal is not None
