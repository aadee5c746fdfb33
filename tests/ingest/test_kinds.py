"""Kinds of events, in the words of many offices."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_text
from ingest.events import extract_events

HEAD = """臺南市政府國際關係處業務報告
日期：114年10月15日
報告人：處長 林志遠
謹就114年2月1日至114年7月31日（以下簡稱本期）業務報告如下。
一、業務
"""

CASES = [
    ("(一)114年3月4日，日本仙台市長郡健二率團拜會黃英傑市長，就半導體人才交換意見。", {"incoming_visit"}),
    ("(一)114年3月4日，黃英傑市長於市府接見德國國會議員米勒（Hans Müller）等5人。", {"incoming_visit"}),
    ("(一)114年3月4日，韓國光州廣域市議會訪問團蒞南參訪，由林志遠處長陪同參觀奇美博物館。", {"incoming_visit"}),
    ("(一)114年3月4日至8日，林志遠處長率本處同仁赴日本仙台市考察災害應變中心。", {"outgoing_visit"}),
    ("(一)114年3月4日至8日，黃英傑市長應邀前往捷克布拉格出席城市安全論壇。", {"outgoing_visit"}),
    ("(一)114年5月，本市高中生32人赴加拿大溫哥華進行姊妹校交流。", {"outgoing_visit"}),
    ("(一)114年3月4日，黃英傑市長與美國聖荷西市長陳大衛（David Chen）簽署姊妹市協定。", {"signing"}),
    ("(一)114年3月4日，本府與日本山形縣締結友好城市，雙方透過視訊完成簽署友好交流協定。", {"signing"}),
    ("(一)114年6月3日，黃英傑市長出席丹麥商務辦事處舉辦之國慶酒會並致詞。", {"reception"}),
    ("(一)114年6月3日，本府設宴款待各國駐台使節及代表40人。", {"reception"}),
    ("(一)114年2月8日至16日於安平舉辦「2025府城燈會」，吸引80萬人次參觀。", {"festival"}),
    ("(一)114年4月12日辦理鹽水蜂炮文化季，活動2天。", {"festival"}),
    ("(一)114年5月9日與日本旅行業者共同行銷台南觀光，並拍攝宣傳影片3支。", {"promotion"}),
    ("(一)114年5月9日召開國際事務推動委員會第2次會議，由葉文正副市長主持。", {"meeting"}),
    ("(一)114年5月9日舉行里長座談會，蒐集建言25則。", {"meeting"}),
    ("(一)114年5月9日假永華市政中心辦理外語接待志工培訓，計60人參加。", {"training"}),
    ("(一)本期辦理消防安全講習48場，參加人數3,120人。", {"training", "service_statistics"}),
    ("(一)本期抽驗市售冰品220件，不合格5件。", {"audit", "service_statistics"}),
    ("(一)114年5月9日聯合稽查旅宿業，發現違規3家。", {"audit"}),
    ("(一)智慧路燈建置案於114年5月9日完成決標，金額2,300萬元。", {"procurement"}),
    ("(一)文化中心整修工程於114年3月開工，預計115年2月竣工。", {"procurement"}),
    ("(一)本期受理市民陳情案件8,210件，滿意度92.5%。", {"service_statistics"}),
    ("(一)截至114年7月底，本市列冊低收入戶9,870戶。", {"service_statistics"}),
    ("(一)114年7月8日舉行績優志工表揚典禮，由黃英傑市長頒獎。", {"other"}),
    ("(一)114年7月8日公告實施「台南市淨零城市管理自治條例」。", {"other"}),
]


@pytest.mark.parametrize(("words", "kinds"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_kinds(words: str, kinds: set[str]) -> None:
    (event,) = extract_events(read_text(HEAD + words, "a.txt"))
    assert {one.kind.value for one in event.kinds} == kinds, [(one.kind.value, one.rule) for one in event.kinds]


# Kinds, kinds that a fair reader may add, and a sentence as some bureau would write it.
SENTENCES = [
    line.split("\t") for line in (Path(__file__).parent / "cases" / "kinds.tsv").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("kinds", "optional", "words"), SENTENCES, ids=[str(n) for n in range(len(SENTENCES))])
def test_kinds_of_many_bureaus(kinds: str, optional: str, words: str) -> None:
    (event,) = extract_events(read_text(f"{HEAD}(一){words}", "a.txt"))
    found = {one.kind.value for one in event.kinds}
    assert set(kinds.split(",")) <= found, [(one.kind.value, one.rule) for one in event.kinds]
    assert found <= {*kinds.split(","), *optional.split(",")}, [(one.kind.value, one.rule) for one in event.kinds]


@pytest.mark.parametrize(
    ("heading", "words", "kinds"),
    [
        ("外賓接待", "114年3月6日，馬來西亞踩線團30人遊覽安平。", {"incoming_visit"}),
        ("外賓接待", "114年3月6日，黃英傑市長設宴款待澳洲商會主席。", {"incoming_visit", "reception"}),
        ("觀光推廣", "114年3月6日，黃英傑市長設宴款待旅行業者40人。", {"reception"}),
        ("外賓接待", "114年3月6日，外賓接待室整修工程決標。", {"procurement"}),
    ],
)
def test_what_stands_below_guests_is_a_visit(heading: str, words: str, kinds: set[str]) -> None:
    (event,) = extract_events(read_text(f"{HEAD}（一）{heading}\n1.{words}", "a.txt"))
    assert {one.kind.value for one in event.kinds} == kinds, [(one.kind.value, one.rule) for one in event.kinds]
