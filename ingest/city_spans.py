"""Where a folded text names cities, states and prefectures: by the gazetteer, and by the words around unknown ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.atlas import City, cities, countries, own_cities, own_districts, town_characters
from ingest.country_names import named_spans, trapped, whole_word
from ingest.fold import fold
from ingest.segment import word_count
from ingest.surnames import chinese_surname, japanese_surname
from ingest.wordlist import folded

Span = tuple[int, int, str | None, str]  # start and end in the folded text, code of the country, rule

_SUFFIX = (
    "特別自治市|特別自治道|特別市|廣域市|直轄市|自治區|大都會|都會區|環礁市|市(?!場|佔|價|售|面|集|況)|縣|州|省|府(?!方|際|[市町])|邦(?!交)|"
    "郡|町|村(?!里)|鎮"
)
_TAIL = folded(f"(?:{_SUFFIX})")
_LATIN = folded(r"（[a-z][a-z .,'’\-]{1,40}[）,]")
_LEAD = folded(
    "(?:共和國|王國|聯邦|大公國|酋長國|蘇丹國|人民|民主)*"
    "(?:[、及與和](?=[㐀-鿿]{2,3}[市縣町省州郡])|的|之|轄下|首都|首府|港都|古都|古城|第[一二三四五六七八九十]大城市?|[縣市州省]?議會|"
    "[東西南北中]部(?:的|大城|城市)?|姊妹市|友好城市|我?友邦)*"
)
_FREE = folded(rf"([㐀-鿿·]{{1,9}}?)(?:（[a-z][a-z .'\-]{{1,40}}）)?({_SUFFIX})")
_FREE_JAPAN = folded(r"([㐀-鿿]{2,4}?)()([市縣町村區郡])")
_FREE_EAST = {
    "KR": folded(
        r"([㐀-鿿]{1,4}?)()(特別自治[市道]|特別市|廣域市|市(?!場|佔|價|售|面|集|況|民)|郡|區(?!域|間|塊|別)|道(?!路|具))"
    ),
    "CN": folded(r"([㐀-鿿]{1,5}?)()(市(?!場|佔|價|售|面|集|況|民)|省|縣|自治州)"),
}
_TOPONYM_END = frozenset(fold("堡港角灣城島谷泉河山湖丘堤岸鎮村"))
_TOWN = folded(
    "(?:^|(?<![㐀-鿿\\d])|(?<=[、與和及於在至訪往達向對])|(?<=[姊姐]妹市)|(?<=[姊姐]妹城市)|(?<=友好城市)|(?<=友好交流城市))"
    "([㐀-鿿]{2,3}?)(市(?!場|佔|價|售|面|集|況|民|區|內|容|立)|町|郡)"
)
_HEAD_OF_TOWN = folded("(?:市?長|副市長|町長|郡守|政府|議會|市?役所|市廳|郡廳|市議)")
_WARD = folded("[㐀-鿿]{1,3}區(?!域|間|塊|別)")
_NO_STEM = folded(
    "政$|城$|不同|國會|抵達|榮譽|拜會|拜訪|前往|訪問|進行|地方|"
    "[各兩本該此全跨姊姐妹友都夜超股與和等的將為由至向對從設辦訪簽締]|縣市|兄弟|夥伴|城市|及其|友好|門市|地區|園區|社區|選區|灣區|市區"
)
_NO_FOREIGN_STEM = folded("[城上門樓級地園社特專灣市選區及之在於當第前大小多有]")
_SOUND_CITY = folded(
    r"(?<![㐀-鿿])([㐀-鿿]{3,7})(市|郡)(?=市長|副市長|議|政府|代表|市民|（[a-z])|"
    r"([㐀-鿿]{2,7})(市|縣|州|省|郡)(?=（[a-z])"
)
_BRANCH = folded(
    "(?:[分總]?(?:處|館|行|公司|社)(?!長)|事務所|辦事處|辦公室|協會|分會|支部|分署|經濟文化|貿易|商務|大學|醫院|機場|港(?!都|區)|銀行|捷運|車站)"
)
_TOWN_ENDS = frozenset(fold("市町村"))
_OPEN = re.compile("(?:^|[^㐀-鿿]|[由与及和的在於向对邀])$")
_CITY_AFFAIR = folded("城市(?:外交|發展|交流|治理|行銷|間|之|建設|特色|合作|景觀|美學|論壇|規劃|競爭|意象|夥伴)")
_EASTERN = ("JP", "KR", "CN", "VN")
# What places of a country may be called, where it writes its own names in Chinese characters.
_KINDS = {"JP": fold("市縣町村府都道區郡"), "KR": fold("市郡道區特別自治市廣域市"), "CN": fold("市省縣區")}
_OWN_NAMES = tuple(fold("市縣邦"))
_REGIONS = tuple(fold("省州郡府"))
_ENDED = fold("市縣州省府邦郡町村鎮都道")
_GOING = folded("(?:赴|前往|抵達|抵|訪問|飛往|於|在|參加|轉往|至)$")
_HELD = folded("[市的]?(?:舉辦|舉行|登場|召開|城市)")
_CITIES_IN_GENERAL = (fold("城市"), fold("都市"), fold("各縣市"))
_RARE = 60  # how often the dictionary has a word that may yet be a town's name
_COMMON = 3000  # and how often one that a town's name does not cut
_BEHIND = 400  # characters behind a city's name in which others may tell its country
_MOST = 20000  # anchors of one text, far more than any item has


@lru_cache(maxsize=64)
def city_spans(key: str) -> tuple[Span, ...]:
    """Every city, state and prefecture, in order and none over another."""
    known = named_spans(key)
    taken = _listed(key)
    taken += [(start, end, "TW", "taiwan") for start, end, _ in own_cities().find(key) if not _branch(key, start, end)]
    taken = _apart(taken)
    own = [(start, end) for start, end, code, _ in taken if code == "TW"]
    anchors = [(end, code) for _, end, code in known if code != "TW"]
    anchors = sorted([*anchors, *((end, code or "") for _, end, code, _ in taken if code != "TW")])
    for end, code in anchors:  # grows while names follow names
        free = _free_name(key, end, code) if len(anchors) < _MOST else None
        if free and not any(a < free[1] and free[0] < b for a, b in own):
            taken.append((*free, code or None, "pattern"))
            anchors.append((free[1], code))
    taken += [*_sounded(key, taken), *_city_states(key), *_towns(key, taken)]
    told = {key[start:end]: code for start, end, code, rule in taken if rule == "pattern" and code}
    taken = [(a, b, code or told.get(key[a:b]), rule) for a, b, code, rule in taken]
    return tuple(_apart([*taken, *_again(key, taken)]))


def _listed(key: str) -> list[Span]:
    """Cities of the gazetteer that the text around them lets stand."""
    known = named_spans(key)
    around = {code for _, _, code in known}
    taken: list[Span] = []
    def stands(start: int, end: int, found: tuple[City, ...]) -> bool:
        across = not found[0].sure and start and word_count(key[start - 1 : start + 1]) > _COMMON  # 參 + 加東 + 京
        return not across and not trapped(key, start, end, found[0].code)

    for start, end, found in cities().find(key, stands):
        if any(start < last and first < end for first, last, _ in known) or not whole_word(key, start, end):
            continue
        near = {*around, *(code for _, _, code, _ in taken)}
        alike = (*found, *(cities().get(key[start : end - 1]) or () if key[end - 1] in _ENDED else ()))
        city = next((one for one in alike if one.code in near), None) or _as_further_on(key, end, alike)
        follows = any(stop == start for _, stop, _ in known) or bool(taken and taken[-1][1] == start)
        if trapped(key, start, end, city.code) or _inside_a_name(key, start, end, city, follows):
            continue
        if _CITY_AFFAIR.match(key, end - 1) or (city.code in _KINDS and key[end : end + 1] == "邦"):
            continue  # 展開城市外交; a person's name that begins like a city's: no state there is a 邦
        whole = _with_suffix(key, end)
        if follows and not city.sure and key[start - 1] in "市町村" and key[whole : whole + 1] == "长":
            continue  # 甲市乙市長: a person by the surname
        if _of_another(start, city, alike, taken):
            if whole > end:
                taken.append((start, whole, taken[-1][2], "pattern"))
            continue  # 廣島縣 + 河內
        backed = whole > end or bool(_LATIN.match(key, end))
        near_strong = city.strong and city.code in near
        if city.sure or backed or near_strong or (follows and city.code in around and city.code not in _EASTERN):
            certain = city.sure or end - start >= 5 or city.code in near or not near - {"TW"}
            taken.append((start, whole, city.code if certain else None, "city"))
    return taken


def _as_further_on(key: str, end: int, alike: tuple[City, ...]) -> City:
    """Of cities with one name, the one in the country of the certain cities behind ``end``, else the best known."""
    codes = {one.code for one in alike}
    if len(codes) == 1:
        return alike[0]
    behind = {
        found[0].code
        for start, _, found in cities().find(key[end : end + _BEHIND])
        if found[0].sure and len({one.code for one in found}) == 1 and found[0] not in alike
    }
    if alike[0].code in behind or len(behind & codes) != 1:
        return alike[0]
    return next(one for one in alike if one.code in behind)


def _of_another(start: int, city: City, alike: tuple[City, ...], taken: list[Span]) -> bool:
    """Whether a city stands right after a place of another country, and so is a name alike in that one."""
    if not taken or taken[-1][1] != start or taken[-1][2] is None:
        return False
    return all(one.code != taken[-1][2] for one in (city, *alike))


def _inside_a_name(key: str, start: int, end: int, city: City, follows: bool) -> bool:
    """Whether a city's characters are part of a person's or a longer place's name."""
    before, after = key[start - 1 : start], key[end : end + 1]
    if before == "·" or after == "·" or (before == "驻" and not city.sure):
        return True
    if follows or city.code in ("JP", "KR", "CN"):
        word_before = start > 1 and word_count(key[start - 2 : start]) > _RARE  # 參加 + 東京
        return not city.sure and not follows and sounds(before) and not word_before
    if not sounds(before):
        return False
    if not city.sure or (sounds(after) and end - start < 4):
        return True
    return end - start == 2 and not (start > 1 and word_count(key[start - 2 : start]))  # 抵達 + 巴黎, but no 布羅茲


def _again(key: str, taken: list[Span]) -> Iterator[Span]:
    """Other mentions of a city that the words around it gave once."""
    seen: set[str] = set()
    for start, end, code, rule in taken:
        name = key[start:end]
        whole = len(name) >= 3 or name[-1] in _TOWN_ENDS
        if rule in ("pattern", "latin") and whole and name not in seen and len(seen) < 50:
            seen.add(name)
            for found in re.finditer(re.escape(name), key):
                if found.start() != start and (len(name) >= 3 or _OPEN.search(key, 0, found.start())):
                    yield found.start(), found.end(), code, rule


def _city_states(key: str) -> Iterator[Span]:
    """Singapore, Hong Kong, Macau, where they are places to go to and not states."""
    for start, end, code in named_spans(key):
        if code not in ("SG", "HK", "MO", "MC"):
            continue
        if _GOING.search(key[max(0, start - 3) : start]) or _HELD.match(key, end):
            yield start, end, code, "city state"


def _sounded(key: str, taken: list[Span]) -> Iterator[Span]:
    """名市（Name）and 名市市長: an unknown transliterated city."""
    taiwan = own_districts()
    stops = {stop for _, stop, _ in named_spans(key)} | {stop for _, stop, _, _ in taken}
    for found in _SOUND_CITY.finditer(key):
        group = 1 if found[1] else 3
        stem, first = found[group], found.start(group)
        cut = max((n + 1 for n, char in enumerate(stem) if not sounds(char) or first + n + 1 in stops), default=0)
        if cut and word_count(key[first + cut - 1 : first + cut + 1]) > _RARE:
            continue  # 感謝 + 南市議員
        if len(stem) - cut >= 2 and stem[cut:] not in taiwan and not _NO_STEM.search(stem[cut:]):
            yield found.start(group) + cut, found.end(group + 1), None, "latin"


def _towns(key: str, taken: list[Span]) -> Iterator[Span]:
    """Towns of Japan or Korea further on in a text on that country alone: 大分縣, 並於別府市."""
    codes = {code for _, _, code in named_spans(key)} | {code for _, _, code, _ in taken if code}
    abroad = codes - {"TW"}
    if len(abroad) != 1 or not abroad <= {"JP", "KR"}:
        return
    taiwan, code = own_districts(), abroad.pop()
    for found in _TOWN.finditer(key):
        stem, town = found[1], found[0]
        if stem in taiwan or stem in own_cities() or town in own_cities() or _NO_STEM.search(stem):
            continue
        if not town_characters().issuperset(stem):
            continue  # 獲贈市徽, 羅達|生副市長
        if key[found.end() : found.end() + 1] == "长" and (
            len(stem) > 2 or chinese_surname(stem[0]) or japanese_surname(stem)
        ):
            continue  # 與王大明市長, 村上市長
        if word_count(stem) <= _RARE or _HEAD_OF_TOWN.match(key, found.end()):
            yield found.start(1), found.end(2), code, "town"


def sounds(char: str) -> bool:
    """Whether the folded character is one that transliterated names are written with."""
    return bool(char) and char in countries().sounds


def _free_name(key: str, end: int, code: str) -> tuple[int, int] | None:
    """A city's name of unknown form right after a country, state or city: 菲律賓 + 南蘇祿省."""
    lead = _LEAD.match(key, end)
    start = lead.end() if lead else end
    if code == "JP" and key[start - 1] in "都市" and (ward := _WARD.match(key, start)):
        return start, ward.end()
    found = _name_with_kind(key, start, code)
    if not found or _NO_STEM.search(found[1]) or found[0] in _CITIES_IN_GENERAL:
        return None
    stem, suffix = found[1], found[2] if found.re is _FREE else found[3]
    if "（" in found[0]:
        return start, found.end(1)
    headed = key[found.end() : found.end() + 1] == "长"
    if headed and not (code == "JP" and len(stem) <= 2 and key[start - 1] in "县府都道"):
        return None
    if (suffix in "町村" and key[start - 1] == "市") or suffix not in _KINDS.get(code, suffix):
        return None
    if code in _EASTERN and 1 <= len(stem) <= 4:
        return start, found.end()
    if _NO_FOREIGN_STEM.search(stem) and not all(sounds(char) for char in stem):
        return None
    after_country = any(stop == start for _, stop, _ in named_spans(key))
    if suffix in _REGIONS and 2 <= len(stem) <= 6 and after_country:
        return start, found.end()
    unknown = after_country and suffix in _OWN_NAMES and 2 <= len(stem) <= 4 and not headed and _no_words(stem)
    if unknown or (stem[-1] in _TOPONYM_END and len(stem) >= 3 and all(sounds(char) for char in stem[:-1])):
        return start, found.end()
    return (start, found.end()) if len(stem) >= 2 and all(sounds(char) or char == "·" for char in stem) else None


def _no_words(stem: str) -> bool:
    """Whether a stem holds no ordinary word: 檳島, no 合作."""
    return not any(word_count(stem[n : n + 2]) > _RARE for n in range(len(stem) - 1))


def _name_with_kind(key: str, start: int, code: str) -> re.Match[str] | None:
    """A name with what its country calls such a place: 清 + 州市 is none, 清州 + 市 is."""
    found = _FREE.match(key, start)
    if found and "（" in found[0]:
        return found
    if found and code == "JP" and found[2] == "州":
        return _FREE_JAPAN.match(key, start)
    return _FREE_EAST[code].match(key, start) if code in _FREE_EAST else found


def _branch(key: str, start: int, end: int) -> bool:
    """Whether a city of Taiwan only says where an office of others is: 高雄分處, 駐台北, 台北駐大阪, 印度台北協會."""
    return "驻" in (key[start - 1 : start], key[end : end + 1]) or bool(_BRANCH.match(key, end))


def _with_suffix(key: str, end: int) -> int:
    """The end of a city's name with 市, 縣 … attached."""
    found = None if key[end - 1] in _ENDED else _TAIL.match(key, end)
    return found.end() if found else end


def _apart(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for one in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not out or one[0] >= out[-1][1]:
            out.append(one)
    return out
