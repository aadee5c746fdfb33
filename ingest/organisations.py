"""Organisations that a text names: bureaus, offices, parliaments, associations, firms, schools, museums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.atlas import countries, offices
from ingest.event import Mention
from ingest.fold import fold
from ingest.plain import Plain, plain
from ingest.titles import bureau_stems
from ingest.wordlist import WordList, folded, key_of, read_groups

_FILE = Path(__file__).parent / "rules" / "organisation_ends.txt"
_INSIDE = re.compile(r"[㐀-鿿·a-z0-9&.\-－—–]")
_LONGEST = 26
# Words at which a name cannot go on to the left.
_STOP = folded(
    "(?:[的與和及於由在向對將為是並等以就率偕赴至到給予請讓被自從跟另且因其依應曾]|以及|人次|一行|(?:此|本|這|該)次|"
    "拜會|拜訪|參訪|到訪|來訪|訪問|會晤|接見|會見|邀請|邀集|安排|舉辦|辦理|召開|主辦|承辦|協辦|合辦|出席|參加|參與|參觀|陪同|偕同|協同|會同|結合|聯合|"
    "委託|委請|補助|輔導|配合|依據|依照|擔任|身兼|時任|現任|新任|前任|感謝|歡迎|包括|包含|例如|其中|來自|促成|成立|設立|推動|執行|提供|透過|藉由|"
    "經由|經過|介紹|進駐|前往|前來|宴請|蒞臨|專程|積極|協助|餐敘時|會後|會中|期間|直送|錄製|特別|瞭解|了解|體驗|遊覽|搭乘|欣賞|交流(?=[㐀-鿿]{2}(?!協會))|"
    "代表|率領|帶領|率團|攜手|簽署|簽訂|見證|假|借用|轄下|轄內|當地|各地|地方(?=政府)|各|兩|該|此|本次|本期|同日|當日|今日|昨日|日前|今年|去年|明年|"
    "年度|持續|並由|共同|首度|首次|再度|分別|[市縣區鄉鎮]長|處長|局長|部長|主任|議員|代表|委員(?!會)|教授|校長|會長|先生|女士|之)$"
)
_KEEP = folded(
    "自治|自由|自然|對外|在台(?=協|辦|代|商|機|使)|駐台|和平|和歌山|和美|及第|共和|平和|永和|中和|仁和|大和|太和|三和|嘉和|經濟|經貿|經營|因應|等級|率先|以色列|以利|"
    "將軍|並行|讓渡|給水|請願|是日|從業|給養|跟進|地中海|到位|被動|請購|於戲|向上|向陽|方向|另類|且慢|就業|成就|對流|對應|為主|自來水|自行車|自然|至善|至聖|"
    "至德|應用|適應|反應|響應|供應|應變|其他|議員聯盟|議員連盟|議員懇談|本會|本處|聯合國|聯合報|聯合會|聯合大學|聯合醫院|各界|代表會|代表處|委員會|交流協會|交流促進|兩岸|兩廳院"
)
_DATED = folded("[0-9]+[年月日號時]$")
_LEAD = folded("^(?:由|[（）「」.]|[0-9]+[年月日.]|[0-9]+(?=[^0-9a-z])|同|即|又|也|亦|共|計|有|我|暨|友邦|姊妹市|智庫|財團法人(?=$))+")
_GENERIC = folded("^(?:我國|地方|各|全國|中央|當地|日本|外國|其|該)?國?(?:政府|議會|國會|學校|公司|單位|機關|大隊|小組|中心)$|^[美英法德泰韓中]國小$")
_LATIN = re.compile(r"（([A-Z][A-Za-z&.'’\- ]{2,60})）")
_QUOTED = folded(
    "「([^「」]{2,30}(?:社|團|聯盟|連盟|公司|協會|學會|商會|聯誼會|懇談會|基金會|委員會|小組|中心|大學|辦公室|隊|校|院|所)|[^「」]{0,6}(?<![酒茶晚餐宴年大博覽說明座談峰樂動])會)」"
)
_NEXT = folded("長|員(?!工)|務(?!所)|際|場|客|期|落|分(?!會|局)|見|晤|商|談|展|計|報|費|費|訪|址|址")


@cache
def _ends() -> tuple[WordList[bool], WordList[bool]]:
    """How names of organisations end, and names that stand by themselves."""
    groups = read_groups(_FILE)
    return WordList((word, True) for word in groups["long"]), WordList((word, True) for word in groups["alone"])


def find_organisations(text: str, base: int = 0) -> tuple[Mention, ...]:
    """The organisations that ``text`` (at ``base`` in its report) names, each spelling once, in order."""
    shape = plain(text, base)
    out: dict[str, Mention] = {}
    for start, end, rule in organisation_spans(shape):
        first, last = shape.span(start, end)
        out.setdefault(shape.text[start:end], Mention(text[first - base : last - base], first, last, rule))
    return tuple(out.values())


def organisation_spans(shape: Plain) -> list[tuple[int, int, str]]:
    """Start and end in the plain text, and rule, of every organisation; of two over one another the longer."""
    key = key_of(shape.text)
    found = [*_by_end(key), *_by_bureau(key), *_alone(key), *_quoted(key), *_latin(shape.text, key)]
    found += [(start, end, "office") for start, end, _ in offices().find(key) if not _touches_letter(key, start, end)]
    out: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda span: (span[0], -span[1])):
        if out and one[0] < out[-1][1]:
            if one[1] > out[-1][1] and one[0] == out[-1][0]:
                out[-1] = one
            continue
        out.append(one)
    return out


def _by_end(key: str) -> Iterator[tuple[int, int, str]]:
    last = 0
    spans: list[tuple[int, int]] = []
    for start, end, _ in _ends()[0].find(key):
        if _NEXT.match(key, end):
            continue
        begin = _begin(key, start, last)
        if key[start:end] == "国会" and not any(a == 0 for a, _, _ in countries().names.find(key[begin:start])):
            continue
        if (start - begin < 2 and end - begin < 3) or _GENERIC.match(key[begin:end]):
            continue
        if spans and begin <= spans[-1][0]:
            spans.pop()
        spans.append((begin, end))
        last = 0
    for begin, end in spans:
        yield begin, end, "ending"


def _begin(key: str, start: int, floor: int) -> int:
    """Where the name that ends with the words at ``start`` begins."""
    begin = start
    low = max(floor, start - _LONGEST)
    while begin > low and _INSIDE.match(key[begin - 1]):
        if key[begin - 1] in "年月日号时" and _DATED.search(key, max(low, begin - 3), begin):
            break
        stop = _STOP.search(key, max(low, begin - 4), begin)
        if stop and not _kept(key, stop.start(), begin):
            break
        begin -= 1
    lead = _LEAD.match(key[begin:start])
    return begin + (lead.end() if lead else 0)


def _kept(key: str, start: int, stop: int) -> bool:
    """Whether what would stop the name is inside a word like 自治 or 和平, or a country's name."""
    low, high = max(0, stop - 8), stop + 8
    if any(found.start() < stop <= found.end() or found.start() == start for found in _KEEP.finditer(key, max(0, start - 2), stop + 4)):
        return True
    window = key[low:high]
    return any(low + a < stop <= low + b for a, b, _ in countries().names.find(window))


def _by_bureau(key: str) -> Iterator[tuple[int, int, str]]:
    for found in folded("([局處署部院會])(?![長員務際場客議期見晤商談])").finditer(key):
        for size in range(8, 1, -1):
            start = found.start() - size
            if start >= 0 and key[start : found.start()] in bureau_stems():
                yield start, found.end(), "bureau"
                break


def _alone(key: str) -> Iterator[tuple[int, int, str]]:
    for start, end, _ in _ends()[1].find(key):
        if not _NEXT.match(key, end):
            yield start, end, "own"


def _quoted(key: str) -> Iterator[tuple[int, int, str]]:
    for found in _QUOTED.finditer(key):
        yield found.start(1), found.end(1), "quoted"


def _latin(text: str, key: str) -> Iterator[tuple[int, int, str]]:
    """An organisation's Latin name in the bracket after its Chinese one."""
    for found in _LATIN.finditer(text):
        before = key[max(0, found.start() - 2) : found.start()]
        if before[-1:] and before[-1] in fold("局處會院署部司社校學網團所館心盟黨行組織"):
            yield found.start(1), found.end(1), "latin"


def _touches_letter(key: str, start: int, end: int) -> bool:
    return "a" <= key[start] <= "z" and (key[start - 1 : start].isascii() and key[start - 1 : start].isalnum())
