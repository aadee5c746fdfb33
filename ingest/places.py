"""Countries and cities that a text names, by dictionaries and by the words that stand around a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.atlas import City, cities, countries, country_name, offices, own_cities
from ingest.event import Country, Mention
from ingest.fold import fold
from ingest.plain import Plain, plain
from ingest.rulebook import load_rules
from ingest.wordlist import folded, key_of

_HAN = "㐀-鿿"
_SUFFIX = (
    "特別自治市|特別自治道|特別市|廣域市|直轄市|自治區|大都會|都會區|市(?!場|佔|價|售|面|集|況|集)|縣|州|省|府(?!方|際)|"
    "邦(?!交)|郡|町|村(?!裏)|鎮"
)
_TAIL = folded(rf"(?:{_SUFFIX})")
_LATIN = folded(r"[（][a-z][a-z .,'’\-]{1,40}[）]")
_STATE = "共和國|王國|聯邦|大公國|酋長國|蘇丹國|人民|民主"
_LEAD = folded(
    rf"(?:{_STATE})*(?:[、及與和](?=[㐀-鿿]{{2,3}}[市縣町])|的|之|轄下|轄下|首都|首府|港都|古都|古城|第[一二三四五六七八九十]大城市?|[縣市州省]?議會|[東西南北中]部(?:的|大城|城市)?|姊妹市|友好城市|我?友邦)*"
)
_FREE = folded(rf"([{_HAN}·]{{1,9}}?)(?:（[a-z][a-z .'\-]{{1,40}}）)?({_SUFFIX})")
_FREE_JAPAN = folded(rf"([{_HAN}]{{2,4}}?)()([市縣町村區郡])")
_NO_STEM = folded(
    "[各兩本該此全姊姐妹友城都夜超股上門樓級地園社特專灣灣市選區及與和等之的在將爲由於至向對從當第前大小多有設辦籤訪]|縣市|兄弟|夥伴|籤|締|締"
)
_BETWEEN = (
    "兩國|雙邊|雙方|友好|友誼|情誼|邦誼|關係|交流|合作|文化|經貿|貿易|經濟|國會|議員|民間|之間|城市|觀光|學生|青年|產業|教育|"
    "外交|商務|企業|協議|協定|科技|農業|警政|聯合|論壇|邦交|斷交|建交|混血|高峯|議題|人民|各國|貴賓|體育|藝術|大港|"
    "澳|紐|[、，。及與和」）]|$"
)
_AFTER_PAIR = folded(f"(?:{_BETWEEN})")
_CLUB = folded("[㐀-鿿]{0,12}(?:聯誼會|懇談會|協會|聯盟|連盟|小組|商會|學會|基金會|促進會)")
_BEFORE_PAIR = folded("[舞平電月站陽吧講櫃後前上一二兩三四五六七八九十幾每數多部整全單該某0-9烽竈爐天樓閣露亭擂轉看鏡砲主控陣塔窗井]$")
_NO_PAIR = fold("參加 增加 添加 附加 施加 外加 羅馬 同日 今日 昨日 當日 每日 假日 節日 生日 明日 次日 比比 建立 成立 設立 國立 市立 縣立 私立 公立").split()
_NATIONALS = folded("([㐀-鿿])(?:籍|僑|商|方代表)")
_ROW_OF_SHORT = folded("(?<![㐀-鿿])?(?:[㐀-鿿]{1,4}、){2,12}[㐀-鿿]{1,4}(?=等|各國|[0-9一二三四五六七八九十兩多]{1,3}國)")
_SINGLE = re.compile("(?:(?<=、)|(?<=[请由自于赴与及])|^)[㐀-鿿](?=[、及与和等])")
_ABBREVIATED = folded("([㐀-鿿])國(?![際家小語防會])")


_CLOSED_PAIR = folded("美日|日美|日韓|韓日|美韓|英美|美加|紐澳|澳紐|星馬")
_BRACKETED = folded(r"([㐀-鿿]{2,7})(市|縣|州|省|郡)(?=（[a-z])")
_MOST = 20000  # anchors of one text, far more than any item has
_REGIONS = tuple(fold("省州郡府"))
_EASTERN = ("JP", "KR", "CN")
_ENDED = fold("市縣州省府邦郡町村鎮都道")
_BRANCH = folded("(?:[分總]?(?:處|館|行|公司|社)(?!長)|事務所|辦事處|辦公室|協會|分署|經濟文化|貿易|商務|大學|醫院|機場|港(?!都|區)|銀行|捷運|車站)")
_PAUSE = re.compile("[，。；、]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place found at ``start:end`` of the report, with the code of its country (None where unknown)."""

    text: str
    start: int
    end: int
    code: str | None
    rule: str


def find_countries(text: str, base: int = 0, home: str | None = "TW") -> tuple[Country, ...]:
    """The countries that ``text`` (at ``base`` in its report) speaks of, one entry for each, in order.

    ``name`` is as printed where the country itself is named; where a city, an organisation or an abbreviation
    gives it, ``name`` is the usual one and ``start:end`` the words that gave it. ``home`` is left out.
    """
    shape = plain(text, base)
    key = key_of(shape.text)
    named = list(_named(shape, key))
    found: dict[str, Country] = {}
    for one in named:
        found.setdefault(one.code, one)
    for one in (*_by_city(shape, key), *_by_office(shape, key)):
        found.setdefault(one.code, one)
    for one in _abbreviated(shape, key):
        found.setdefault(one.code, one)
    return tuple(sorted((one for one in found.values() if one.code != home), key=lambda one: one.start))


def find_cities(text: str, base: int = 0, home: str | None = None) -> tuple[Mention, ...]:
    """The cities, states and prefectures that ``text`` names, each spelling once, in order.

    Districts of Taiwan are no cities here; ``home`` (高雄, 臺南市) is a city to leave out.
    """
    own = fold(home or "")
    out: dict[str, Mention] = {}
    for place in find_places(text, base):
        key = fold(place.text)
        if not (own and (key.startswith(own) or own.startswith(key))):
            out.setdefault(key, Mention(place.text, place.start, place.end, place.rule))
    return tuple(out.values())


def find_places(text: str, base: int = 0) -> tuple[Place, ...]:
    """Every city, state or prefecture in ``text``, Taiwan's cities too, with its country."""
    shape = plain(text, base)
    return tuple(_places(shape, key_of(shape.text), text, base))


def _places(shape: Plain, key: str, text: str, base: int) -> Iterator[Place]:
    for start, end, code, rule in _city_spans(shape.text, key):
        first, last = shape.span(start, end)
        yield Place(text[first - base : last - base], first, last, code, rule)


def foreign_spans(text: str, key: str) -> list[tuple[int, int]]:
    """Where a plain text (and its folded form) names other countries, their cities or what stands for them."""
    spans = [(start, end) for start, end, code in _named_spans(key) if code != "TW"]
    spans += [(start, end) for start, end, code, _ in _city_spans(text, key) if code not in (None, "TW")]
    spans += [(start, end) for start, end, _ in offices().find(key)]
    spans += [(start, end) for start, end, _ in _short(key)]
    return sorted(spans)


# -- countries ----------------------------------------------------------------------------------------------


def _named(shape: Plain, key: str) -> Iterator[Country]:
    """Countries by their own names."""
    for start, end, code in _named_spans(key):
        first, last = shape.span(start, end)
        yield Country(shape.text[start:end], code, first, last, "country")


def _by_city(shape: Plain, key: str) -> Iterator[Country]:
    for start, end, code, rule in _city_spans(shape.text, key):
        if code:
            first, last = shape.span(start, end)
            yield Country(country_name(code, "zh-Hant") or code, code, first, last, f"{rule}:{shape.text[start:end]}")


def _by_office(shape: Plain, key: str) -> Iterator[Country]:
    for start, end, code in offices().find(key):
        if _whole_word(key, start, end):
            first, last = shape.span(start, end)
            yield Country(country_name(code, "zh-Hant") or code, code, first, last, f"office:{shape.text[start:end]}")


def _abbreviated(shape: Plain, key: str) -> Iterator[Country]:
    """台日, 美日, 星國, 美籍: one character for a country, where the words around it bear that out."""
    table = countries()
    for start, end, code in (*_pairs(key), *_nationals(key), *_short(key), *_row_of_short(key)):
        if code in table.codes and not _trapped(key, start, end, code):
            first, last = shape.span(start, end)
            yield Country(country_name(code, "zh-Hant") or code, code, first, last, f"short:{shape.text[start:end]}")


def _pairs(key: str) -> Iterator[tuple[int, int, str]]:
    short = countries().pairs
    place = 0
    while (place := key.find("台", place)) >= 0:
        for other in (place + 1, place - 1):
            char = key[other : other + 1] if other >= 0 else ""
            first = min(place, other)
            if char in short and countries().names.at(key, other) is None and _pair_stands(key, first, first + 2):
                yield first, first + 2, short[char]
                third = key[first + 2 : first + 3]
                if third in short and other > place and _AFTER_PAIR.match(key, first + 3):
                    yield first, first + 3, short[third]
        place += 1
    for found in _CLOSED_PAIR.finditer(key):
        if _AFTER_PAIR.match(key, found.end()) or _AFTER_PAIR.match(key, found.end() + 1) or key[found.end() :][:2] == "驻台":
            for char in found[0]:
                if char in short and not _CLUB.match(key, found.end()):
                    yield found.start(), found.end(), short[char]


def _pair_stands(key: str, start: int, end: int) -> bool:
    """Whether 台日 is a pair of countries: no 舞台日, 平台法, and a word of relations, or a year's name, follows."""
    if _BEFORE_PAIR.search(key[max(0, start - 1) : start]) or key[max(0, start - 1) : start + 1] in _NO_PAIR:
        return False
    if key[start] == "台" and _CLUB.match(key, end):
        return False
    return bool(_AFTER_PAIR.match(key, end) or _AFTER_PAIR.match(key, end + 1))


def _nationals(key: str) -> Iterator[tuple[int, int, str]]:
    short = countries().nationals
    for found in _NATIONALS.finditer(key):
        if found[1] in short:
            yield found.start(), found.end(), short[found[1]]


def _row_of_short(key: str) -> Iterator[tuple[int, int, str]]:
    """德、法、英、美等國: a row of one-character names, some full ones between them perhaps."""
    table = countries()
    for found in _ROW_OF_SHORT.finditer(key):
        single = [one for one in _SINGLE.finditer(key, found.start(), found.end()) if one[0] in table.pairs]
        if len(single) >= 3:
            for one in single:
                yield one.start(), one.end(), table.pairs[one[0]]


def _short(key: str) -> Iterator[tuple[int, int, str]]:
    short = countries().states
    for found in _ABBREVIATED.finditer(key):
        if found[1] in short:
            yield found.start(), found.end(), short[found[1]]


# -- cities -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _city_spans(text: str, key: str) -> tuple[tuple[int, int, str | None, str], ...]:
    """Start and end in the plain text, country and rule of each city, in order and none over another."""
    known = _named_spans(key)
    around = {code for _, _, code in known}
    taken: list[tuple[int, int, str | None, str]] = []
    for start, end, found in cities().find(key):
        if any(start < last and first < end for first, last, _ in known) or not _whole_word(key, start, end):
            continue
        near = {*around, *(code for _, _, code, _ in taken)}
        city = next((one for one in found if one.code in near), found[0])
        whole = _with_suffix(key, end)
        if _trapped(key, start, end, city.code) or (key[start - 1 : start] == "驻" and not city.sure):
            continue
        follows = _follows(start, known, taken)
        between = cities_sound(key[start - 1 : start]) and cities_sound(key[end : end + 1]) and end - start < 4
        if (between and not follows and city.code not in _EASTERN) or key[start - 1 : start] == "·" or key[end : end + 1] == "·":
            continue
        if not city.sure and start and cities_sound(key[start - 1]) and not follows:
            continue
        plain_enough = city.sure or end - start >= 5 or city.code in near or not near - {"TW"}
        code = city.code if plain_enough else None
        backed = whole > end or bool(_LATIN.match(key, end))
        if city.strong or backed or (follows and city.code in around and city.code not in _EASTERN):
            taken.append((start, whole, code, "city"))
    taken += [(start, end, "TW", "taiwan") for start, end, _ in own_cities().find(key) if not _branch(key, start, end)]
    taken = _apart(taken)
    anchors = sorted([(end, code) for _, end, code in known if code != "TW"] + [one[1:3] for one in taken if one[2] != "TW"])
    for end, where in anchors:  # grows while names follow names
        if len(anchors) < _MOST and (free := _free_name(key, end, where)):
            taken.append((*free, where, "pattern"))
            anchors.append((free[1], where))
    taken += [(found.start(1), found.end(), None, "latin") for found in _bracketed(key)]
    return tuple(_apart(taken))


@lru_cache(maxsize=32)
def _named_spans(key: str) -> tuple[tuple[int, int, str], ...]:
    """Where countries are named in full."""
    longer = [(start, end) for start, end, found in cities().find(key) if end - start >= 4 and found[0].strong]
    return tuple(
        one
        for one in countries().names.find(key)
        if not _trapped(key, *one)
        and _whole_word(key, one[0], one[1])
        and not any(start < one[0] and one[1] <= end for start, end in longer)
    )


def _bracketed(key: str) -> Iterator[re.Match[str]]:
    """名市（Name）: an unknown transliterated city that its Latin name vouches for."""
    for found in _BRACKETED.finditer(key):
        stem = found[1]
        cut = max((n + 1 for n, char in enumerate(stem) if not cities_sound(char)), default=0)
        if len(stem) - cut >= 2:
            yield re.compile(f"({re.escape(stem[cut:])}{found[2]})").search(key, found.start() + cut) or found


def cities_sound(char: str) -> bool:
    """Whether the folded character is one that transliterated names are written with."""
    return bool(char) and char in countries().sounds


def _free_name(key: str, end: int, code: str | None) -> tuple[int, int] | None:
    """A city's name of unknown form right after a country, state or city: 菲律賓 + 北伊羅戈省."""
    lead = _LEAD.match(key, end)
    start = lead.end() if lead else end
    found = _FREE.match(key, start)
    if not found or _NO_STEM.search(found[1]) or key[found.end() : found.end() + 1] == "长":
        return None
    if code == "JP" and found[2] == "州":
        found = _FREE_JAPAN.match(key, start)
        if not found or _NO_STEM.search(found[1]):
            return None
    stem = found[1]
    eastern = code in (*_EASTERN, "VN")
    if found[2] in "町村" and key[start - 1] == "市":
        return None
    if found[2] in _REGIONS and 2 <= len(stem) <= 6 and _after_country(key, start):
        return start, found.end()
    if (eastern and 1 <= len(stem) <= 4) or (len(stem) >= 2 and all(cities_sound(char) or char == "·" for char in stem)):
        return start, found.end()
    return None


def _branch(key: str, start: int, end: int) -> bool:
    """Whether a city of Taiwan only says where an office of others is: 高雄分處, 駐台北, 印度台北協會."""
    return key[start - 1 : start] == "驻" or bool(_BRANCH.match(key, end))


def _after_country(key: str, start: int) -> bool:
    """Whether a country's name ends right before ``start``."""
    return any(end == start for _, end, _ in _named_spans(key))


def _with_suffix(key: str, end: int) -> int:
    """The end of a city's name with 市, 縣 … attached."""
    found = None if key[end - 1] in _ENDED else _TAIL.match(key, end)
    return found.end() if found else end


def _follows(start: int, known: tuple[tuple[int, int, str], ...], taken: list[tuple[int, int, str | None, str]]) -> bool:
    """Whether a country or city ends right at ``start``."""
    return any(end == start for _, end, _ in known) or (bool(taken) and taken[-1][1] == start)


def _apart(spans: list[tuple[int, int, str | None, str]]) -> list[tuple[int, int, str | None, str]]:
    out: list[tuple[int, int, str | None, str]] = []
    for one in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not out or one[0] >= out[-1][1]:
            out.append(one)
    return out


def _whole_word(key: str, start: int, end: int) -> bool:
    """For names in Latin letters: no letter before or after."""
    if not ("a" <= key[start] <= "z"):
        return True
    return not (key[start - 1 : start].isascii() and key[start - 1 : start].isalpha()) and not (
        key[end : end + 1].isascii() and key[end : end + 1].isalpha()
    )


def _trapped(key: str, start: int, end: int, code: str) -> bool:
    """Whether the characters at ``start:end`` are part of other words."""
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


__all__ = ["City", "Place", "country_name", "find_cities", "find_countries", "find_places", "foreign_spans"]
