"""Where an event took place: halls and squares it was held in, places that guests were shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.atlas import own_cities
from ingest.event import Mention
from ingest.fold import fold
from ingest.plain import Plain
from ingest.rulebook import any_of, load_rules

_CUT = re.compile(r"、|以及|及|與|和|暨|並")
_LONGEST = 24
_OF = re.compile(r"[的之](?=[^的之]{2,}$)")
_BEFORE = re.compile(
    r"^(?:支持|位於|本市|我市|本縣|該市|該國|當地|知名的?|著名的?|前往|參訪|參觀|遊覽|搭乘[^，、]{0,6}(?:參訪|遊覽)|於|在|假|至|會同|訪問|"
    r"(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日|（[^）]{1,4}）|當[日天晚]|[今昨](?:日|天|晚|（\d{1,2}）日)|上午|下午|晚間|中午|起)"
)
_DAY = re.compile(r"[\d年月日（）一二三四五六至\-–—/.]{2,}")
_SURE = ("venue-visit", "venue-roads", "venue-quoted", "venue-ride")
_GO_ON = ("venue-arranged", "venue-works", "venue-tour", "venue-goes", "venue-itinerary", "venue-itself")
_AFTER = re.compile(
    r"(?:等[0-9一二三四五六七八九十]{0,3}(?:處|家|個|所|座|間)?[^，等]{0,8}|建設|等地|等處|等|各單位|單位|設施參訪)$"
)
_NO_PLACE = re.compile(
    r"設立|簽署|協調|未能|經費|辦理|拜會|拜訪|參加|出席|率團|率領|一行|現場$|[0-9一二三四五六七八九十兩]場$|[設建投]廠$|率|參觀$|景觀$|[美客樂壯主可奇]觀$|"
    r"外觀$|(?<![故])宮觀$|立場$|登場$|[進出開]場$|主場$|職場$|市場$(?<![果批花魚肉菜央蔬傳有黃商公跳]市場)|[全各本該兩此貴]區$|之[處所屋]$|場所$|"
    r"[^一-鿿]所$|^[一-鿿]{0,2}(?:[縣市省州郡])$|法院$(?<!..法院)|^行政院$|^立法院$|\d{1,2}月|\d{1,2}日|年度?$|期間|活動$|會議$|會中|合作|議題|領域|方面|"
    r"情況|論壇$|^(?:立體|平面|地下|路外|公有|鄰里)停車場$|過程|見證下|協助|基礎|前提|架構|原則|時$|後$|前$|(?<![高國女附師初一二三])中$|上$|下$(?<!樓下)|[一-鿿]{1,6}[節祭](?:中|上)?$|計畫$|系統$"
)


@cache
def _place_end() -> re.Pattern[str]:
    """Words that a place's name ends in (``[words] place`` of the rules)."""
    inner = r"(?:\d{1,3}樓)?(?:大禮堂|禮堂|前?廣場|會議室)?(?:（[^）]{1,20}）)?"
    return re.compile(f"(?:{any_of('venues', 'place').pattern}){inner}$")


def find_venues(words: Plain, places: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The venues in ``words``, in text order, as printed; ``places`` are town names that may be one."""
    found: dict[str, tuple[int, int, str]] = {}
    for rule in load_rules("venues"):
        for match in rule.pattern.finditer(words.text):
            for start, end in _each(words.text, match.start("list"), match.end("list")):
                name = words.text[start:end]
                if _DAY.fullmatch(name):
                    continue
                towns = places if rule.name not in ("venue-goes", "venue-itinerary") else frozenset()
                fits = _is_place(name, towns, surely=rule.name in _SURE)
                if not fits and rule.name not in _GO_ON:
                    break  # 於11月7日與某市簽署: what follows is no place either
                inside = any(one[0] < end and start < one[1] for one in found.values())
                if fits and not inside:
                    found.setdefault(name, (start, end, rule.name))
    spans = sorted(found.values())
    return tuple(words.mention(start, end, rule) for start, end, rule in spans)


def _is_place(name: str, places: frozenset[str], *, surely: bool) -> bool:
    town = name in places and fold(name) not in own_cities()
    fits = surely or bool(_place_end().search(name)) or town
    return fits and not _NO_PLACE.search(name) and 2 <= len(name) <= _LONGEST


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in (*_CUT.finditer(text, start, end), None):
        stop = match.start() if match else end
        if match and match[0] == "和" and stop - at <= 1:
            continue  # 、和平國小, 三和農場
        yield _trim(text, at, stop)
        at = match.end() if match else end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    if of := _OF.search(text[start:end]):
        start += of.end()
    while (lead := _BEFORE.match(text[start:end])) and lead.end() and end - start - lead.end() >= 2:
        start += lead.end()
    if (tail := _AFTER.search(text[start:end])) and tail.start() >= 2:
        end = start + tail.start()
    return start, end
