"""Where a folded text names countries: in full, or by one character where the words around it bear that out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ingest.atlas import cities, countries
from ingest.fold import fold
from ingest.rulebook import load_rules
from ingest.segment import word_count
from ingest.wordlist import folded

Found = tuple[int, int, str]  # start and end in the folded text, code of the country

_RELATIONS = (
    "兩國|雙邊|雙方|友好|友誼|情誼|邦誼|關係|交流|合作|文化|經貿|貿易|經濟|國會|議員|民間|之間|城市|觀光|學生|青年|產業|教育|"
    "外交|商務|企業|協議|協定|科技|農業|警政|聯合|論壇|邦交|斷交|建交|混血|高峰|議題|人民|各國|貴賓|體育|藝術|大港"
)
_RELATED = folded(f"(?:{_RELATIONS})")
_AFTER_PAIR = folded(f"(?:{_RELATIONS}|[澳紐、，。及與和」）]|$)")
_CLUB = folded("[㐀-鿿]{0,12}(?:聯誼會|懇談會|協會|聯盟|連盟|小組|商會|學會|基金會|促進會)")
_BEFORE_PAIR = folded(
    "[舞平電月站陽吧講櫃後前上一二兩三四五六七八九十幾每數多部整全單該某]$|(?<![0-9]{3})[0-9]$|[烽灶爐天樓閣露亭擂轉看鏡砲主控陣塔窗井]$"
)
_NO_PAIR = frozenset(
    fold(
        "參加 增加 添加 附加 施加 外加 羅馬 同日 今日 昨日 當日 每日 假日 節日 生日 明日 次日 比比 建立 成立 設立 國立 "
        "市立 縣立 私立 公立"
    ).split()
)
_CLOSED_PAIR = folded("美日|日美|日韓|韓日|美韓|英美|美加|紐澳|澳紐|星馬")
_POSTED = folded("駐台")
_NATIONALS = folded("([㐀-鿿])(?:籍|僑|商|方代表)")
_ABBREVIATED = folded("([㐀-鿿])國(?![際家小語防會立中民旗慶道軍])")
_GONE_TO = folded(
    "(?:(?<![採參專家查走拜造探暗尋互視再重])訪|[再重]訪|赴|出訪|訪問)([日美韓英法德加澳紐泰越菲印星馬荷捷波立奧匈])"
    "(?:(?=期間|行程|之行|之旅|參[訪展加]|考察|拜會|交流|拚|推[介廣動]|簽|締|洽|招商|行銷|取經|爭取|返|歸|成果|訪問|出席|推介|觀摩|學習|"
    "一行|首[日站]|[前後時的]|[一二三四五六七八九十兩0-9]+[天日]|[^㐀-鿿])|$)"
)
_ROW = folded("(?:[㐀-鿿]{1,4}、){2,12}[㐀-鿿]{1,4}(?=等|各國|[0-9一二三四五六七八九十兩多]{1,3}國)")
_SINGLE = folded("(?:(?<=、)|(?<=[請由自於赴與及])|^)[㐀-鿿](?=[、及與和等])")


@lru_cache(maxsize=64)
def named_spans(key: str) -> tuple[Found, ...]:
    """Where countries are named in full, a longer city's name around one left out (馬里 in 馬里蘭州)."""
    longer = [(start, end) for start, end, found in cities().find(key) if end - start >= 4 and found[0].strong]

    def stands(start: int, end: int, code: str) -> bool:
        inside = any(a <= start and end <= b and b - a > end - start for a, b in longer)
        return not inside and whole_word(key, start, end) and not trapped(key, start, end, code)

    return tuple(countries().names.find(key, stands))


def abbreviated(key: str) -> Iterator[Found]:
    """台日, 美日, 星國, 美籍, 德、法、英等國: one character for a country."""
    for start, end, code in (
        *_pairs(key),
        *_nationals(key),
        *short_states(key),
        *_rows(key),
        *_gone_to(key),
    ):
        if not trapped(key, start, end, code):
            yield start, end, code


def _pairs(key: str) -> Iterator[Found]:
    short = countries().pairs
    for taiwan in re.finditer("台", key):
        for other in (taiwan.start() + 1, taiwan.start() - 1):
            char = key[other : other + 1] if other >= 0 else ""
            first = min(taiwan.start(), other)
            if char not in short or countries().names.at(key, other) or not _pair_stands(key, first, first + 2):
                continue
            yield first, first + 2, short[char]
            third = key[first + 2 : first + 3]
            if third in short and other > taiwan.start() and _AFTER_PAIR.match(key, first + 3):
                yield first, first + 3, short[third]
    for found in _CLOSED_PAIR.finditer(key):
        if any(countries().names.at(key, place) for place in range(found.start(), found.end())):
            continue
        related = _AFTER_PAIR.match(key, found.end()) or _RELATED.match(key, found.end() + 1)
        if (related or _POSTED.match(key, found.end())) and not _CLUB.match(key, found.end()):
            yield from ((found.start(), found.end(), short[char]) for char in found[0] if char in short)


def _pair_stands(key: str, start: int, end: int) -> bool:
    """Whether 台日 is a pair of countries: no 舞台日, no club of that name, and a word of relations close behind."""
    before = key[max(0, start - 4) : start]
    if _BEFORE_PAIR.search(before) or before[-1:] + key[start] in _NO_PAIR:
        return False
    if key[start] == "台" and _CLUB.match(key, end):
        return False
    return bool(_AFTER_PAIR.match(key, end) or _RELATED.match(key, end + 1))


def _nationals(key: str) -> Iterator[Found]:
    short = countries().nationals
    for found in _NATIONALS.finditer(key):
        if found[1] in short:
            yield found.start(), found.end(), short[found[1]]


def short_states(key: str) -> Iterator[Found]:
    """星國, 克國."""
    short = countries().states
    for found in _ABBREVIATED.finditer(key):
        before = (key[max(0, found.start() - size) : found.start() + 1] for size in (1, 2))
        if found[1] in short and not any(len(word) > 1 and word_count(word) for word in before):
            yield found.start(), found.end(), short[found[1]]


def _rows(key: str) -> Iterator[Found]:
    """A row of one-character names, some full ones between them perhaps."""
    short = countries().pairs
    for found in _ROW.finditer(key):
        single = [one for one in _SINGLE.finditer(key, found.start(), found.end() + 1) if one[0] in short]
        if len(single) >= 3:
            yield from ((one.start(), one.end(), short[one[0]]) for one in single)


def _gone_to(key: str) -> Iterator[Found]:
    """率團訪美, 赴日參展: one character after a verb of travel, the words after it about the journey."""
    short = countries().pairs
    for found in _GONE_TO.finditer(key):
        if found[1] in short and not countries().names.at(key, found.start(1)):
            yield found.start(1), found.end(1), short[found[1]]


def whole_word(key: str, start: int, end: int) -> bool:
    """For names in Latin letters: no letter before or after."""
    if not "a" <= key[start] <= "z":
        return True
    around = key[start - 1 : start] + key[end : end + 1]
    return not any(char.isascii() and char.isalpha() for char in around)


def trapped(key: str, start: int, end: int, code: str) -> bool:
    """Whether the characters at ``start:end`` are part of other words (see ``rules/country_traps.toml``)."""
    low, high = max(0, start - 4), end + 8
    for gives, pattern in _traps():
        if gives not in ("*", code):
            continue
        if "name" in pattern.groupindex:
            found = pattern.match(key, start, high)
            if found and found.end("name") == end:
                return True
        elif any(one.start() <= start and one.end() >= end for one in pattern.finditer(key, low, high)):
            return True
    return False


@cache
def _traps() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each trap keeps out, and its pattern folded as the text is."""
    return tuple((rule.gives, folded(rule.pattern.pattern)) for rule in load_rules("country_traps"))
