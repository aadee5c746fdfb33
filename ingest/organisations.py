"""Organisations that a text names: bureaus, offices, parliaments, associations, firms, schools, museums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from ingest.atlas import cities, countries, offices, own_cities
from ingest.event import Mention
from ingest.fold import fold
from ingest.plain import Plain, plain
from ingest.titles import bureau_stems
from ingest.wordlist import WordList, folded, key_of, read_groups

_FILE = Path(__file__).parent / "rules" / "organisation_ends.txt"
_INSIDE = re.compile(r"[㐀-鿿·a-z0-9&.\-－—–]")
_LONGEST = 26
_DATED = folded("[0-9]+[年月日號時]$")
_LEAD = folded(
    "^(?:[由同即又也亦共計有我暨了而]|[（）「」.\\-]|[0-9]+[年月日.家間所\\-]|[0-9]+(?=[^0-9a-z])|在?地(?=[0-9])|友邦|姊妹市|智庫|"
    "(?:行動)?支持(?!性)|[本該]團|團[長員]|交流(?=[㐀-鿿]{2})|財團法人(?=$))+"
)
_GENERIC = folded(
    "^(?:我國|地方|各|全國|中央|當地|日本|外國|其|該)?國?(?:政府|議會|國會|學校|公司|單位|機關|大隊|小組|中心)$|"
    "^[美英法德泰韓中]國小$"
)
_LATIN = re.compile(r"（([A-Z][A-Za-z&.'’\- ]{2,60})）")
_QUOTED = folded(
    "「([^「」]{2,30}(?:社|團|聯盟|連盟|公司|協會|學會|商會|聯誼會|懇談會|基金會|委員會|小組|中心|大學|辦公室|隊|校|院|所)|[^「」]{0,6}(?<![酒茶晚餐宴年大博覽說明座談峰樂動者])會)」"
)
_NEXT = folded("長|員(?!工)")
_AFTER_MEETING = folded("[務際場客期落見晤商談展計報費訪址]")


@cache
def _ends() -> tuple[WordList[bool], WordList[bool]]:
    """How names of organisations end, and names that stand by themselves."""
    groups = read_groups(_FILE)
    return WordList((word, True) for word in groups["long"]), WordList((word, True) for word in groups["alone"])


@cache
def _stops() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a name cannot go on over to the left, and the words inside which that does not hold."""
    groups = read_groups(_FILE)
    return re.compile(f"(?:{'|'.join(groups['stops'])})$"), re.compile("|".join(groups["inside words"]))


def find_organisations(text: str, base: int = 0) -> tuple[Mention, ...]:
    """The organisations that ``text`` (at ``base`` in its report) names, each spelling once, in order."""
    shape = plain(text, base)
    out: dict[str, Mention] = {}
    for start, end, rule in organisation_spans(shape):
        first, last = shape.span(start, end)
        out.setdefault(shape.text[start:end], Mention(text[first - base : last - base], first, last, rule))
    return tuple(out.values())


def organisation_spans(shape: Plain) -> tuple[tuple[int, int, str], ...]:
    """Start and end in the plain text, and rule, of every organisation; of two over one another the longer."""
    return _spans(shape.text)


@lru_cache(maxsize=64)  # asked again for every person of the text
def _spans(text: str) -> tuple[tuple[int, int, str], ...]:
    key = key_of(text)
    found = [*_by_end(key), *_by_bureau(key), *_alone(key), *_quoted(key), *_latin(text, key)]
    found += [(start, end, "office") for start, end, _ in offices().find(key) if not _touches_letter(key, start, end)]
    out: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda span: (span[0], -span[1])):
        if out and one[0] < out[-1][1]:
            if one[1] > out[-1][1] and one[0] == out[-1][0]:
                out[-1] = one
            continue
        out.append(one)
    return tuple(out)


def _by_end(key: str) -> Iterator[tuple[int, int, str]]:
    last = 0
    spans: list[tuple[int, int]] = []
    for start, end, _ in _ends()[0].find(key):
        if _NEXT.match(key, end) or (key[end - 1] == "会" and _AFTER_MEETING.match(key, end)):
            continue
        begin = _begin(key, start, last)
        if key[start:end] == "国会" and not any(a == 0 for a, _, _ in countries().names.find(key[begin:start])):
            continue
        if key[start:end].endswith("政府"):
            begin = _place_before(key, start)
        if (start - begin < 2 and end - begin < 3) or _GENERIC.match(key[begin:end]):
            continue
        if spans and begin <= spans[-1][0]:
            spans.pop()
        spans.append((begin, end))
        last = 0
    for begin, end in spans:
        yield begin, end, "ending"


def _place_before(key: str, start: int) -> int:
    """Where the country or city begins whose government is named; ``start`` where there is none."""
    found = (words.ending(key, start) for words in (countries().names, cities(), own_cities()))
    return min((one[0] for one in found if one), default=start)


def _begin(key: str, start: int, floor: int) -> int:
    """Where the name that ends with the words at ``start`` begins."""
    begin = start
    low = max(floor, start - _LONGEST)
    while begin > low and _INSIDE.match(key[begin - 1]):
        if key[begin - 1] in "年月日号时" and _DATED.search(key, max(low, begin - 3), begin):
            break
        stop = _stops()[0].search(key, max(low, begin - 4), begin)
        if stop and not _kept(key, stop.start(), begin):
            break
        begin -= 1
    lead = _LEAD.match(key[begin:start])
    return begin + (lead.end() if lead else 0)


def _kept(key: str, start: int, stop: int) -> bool:
    """Whether what would stop the name is inside a word like 自治 or 和平, or a country's name."""
    low, high = max(0, stop - 8), stop + 8
    inside = _stops()[1].finditer(key, max(0, start - 2), stop + 4)
    if any(found.start() < stop <= found.end() or found.start() == start for found in inside):
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
