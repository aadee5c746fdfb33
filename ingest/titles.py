"""Where titles stand in a text: 市長, 時任副處長, 農業部長, 外交部次長, 國會暨參議院議長."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.atlas import cities
from ingest.fold import fold
from ingest.wordlist import WordList, folded, read_groups

_FILE = Path(__file__).parent / "rules" / "titles.txt"
_STEMS = Path(__file__).parent / "rules" / "bureau_stems.txt"
# 市長 + 期 is a city and 長期; 代表 + 團 is a delegation.
_NO_TITLE_BEFORE = folded("長(?=期(?![許盼待望勉])|(?:[照者度久途輩]|遠(?![藤山田野])))|(?<=縣)長(?=[崎澤尾]|谷川)")
_NO_COMMON_BEFORE = folded(
    "代表(?=[^與和及、，。；向對在於拜會訪見由與]{0,4}(?:[市縣區鄉鎮議院部局處署校]長|主委|理事長|董事長)|[團處作性隊權會席人]|資格|名額|選手|辦事|機構|市府|本市|[^與和及、，。；向對在於拜會訪見由]{2}[市縣]|台灣|我國|國家|廠商|產品|著)|"
    "主任(?=委員|秘書|檢察)|委員(?=會)|專員(?=辦)|(?:老師|同學|學生|選手|志工|會員|隊員|學者|專家)(?=們)|"
    "(?:理事|監事|董事|議員|會員|委員|代表)(?=[會長團])|指揮(?=中心|官|若|交通|調度|所)|主持(?=人)|院長(?=期)|教授(?=課|的)|"
    "領事(?=館|事)|大使(?=館)|處長(?=官)|導演(?=出)|設計師(?=節)|秘書(?=處|室)|講座(?=[、，。「於在共活課及])|助理(?=教授|研究員)|"
    "教練(?=團|場)|護理師(?=公會)|律師(?=公會)|建築師(?=公會)|技師(?=公會)|會長(?=盃)|市長(?=盃|獎|室|信箱)|縣長(?=盃|獎|室)|議長(?=盃|室)|"
    "[上中少](?:校|尉|將)(?=長|園|舍|友|務|際|慶|門|來|軍)|總統(?=盃|府|大選|選舉)|部長(?=級)|局長(?=室)|處長(?=室)|校長(?=室|會議|協會|團)|園長(?=會)|里長(?=聯誼|服務|辦公)"
)
_OF_PLACE = folded("(?:[市縣省州區鎮村町郡鄉里邦]長|知事|議長|總督)$")
_LADY = folded("夫人$|伉儷$|女士$|先生$|小姐$|閣下$|殿下$")
_PLACES = fold("市縣町村區")
_OFFICE_TITLES = fold("局處部署司院廳會科課室組所館隊")


@dataclass(frozen=True, slots=True)
class Title:
    """A title at ``start:end`` of the searched text; ``stem`` is where it starts with its office (農業 of 農業部長).

    ``common`` titles are also ordinary words; ``polite`` ones (女士, 先生) give way to others;
    those of a ``place`` (市長, 知事) may follow its name, those of an ``office`` (科長, 處長) its name.
    """

    start: int
    end: int
    stem: int
    group: str
    common: bool
    polite: bool
    place: bool
    office: bool


@cache
def title_words() -> WordList[tuple[str, bool]]:
    """Folded titles with their group and whether they are common words too."""
    groups = read_groups(_FILE)
    return WordList(
        (word, (name.removesuffix(" !"), name.endswith("!")))
        for name, words in groups.items()
        if name not in ("", "modifiers")
        for word in words
    )


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(read_groups(_FILE)["modifiers"])


@cache
def bureau_stems() -> frozenset[str]:
    """What stands before 局, 處, 部 … in the names of bureaus and ministries (農業, 都市發展), folded."""
    return frozenset(read_groups(_STEMS)[""])


def find_titles(key: str) -> list[Title]:
    """Every title in a folded text, modifiers before it included, in order."""
    out: list[Title] = []
    place = 0
    while place < len(key):
        found = title_words().at(key, place)
        if found is None or _no_title(key, place, found[0]):
            place += 1
            continue
        start, (end, (group, common)) = place, found
        begin = _with_modifiers(key, start, out[-1].end if out else 0)
        polite = bool(_LADY.search(key, start, end))
        of_place = bool(_OF_PLACE.search(key, start, end))
        office = any(char in _OFFICE_TITLES for char in key[start : start + 2])
        out.append(Title(begin, end, _with_stem(key, begin, start, end), group, common, polite, of_place, office))
        place = end
    return out


def _no_title(key: str, start: int, end: int) -> bool:
    """Whether the characters of a title are part of other words here."""
    if _NO_TITLE_BEFORE.match(key, end - 1):
        return True
    return any(found.end() == end for found in _NO_COMMON_BEFORE.finditer(key, start, end + 9))


def _with_modifiers(key: str, start: int, floor: int) -> int:
    """Where the title starts with 前, 副, 執行, 時任 and the like before it."""
    moved = True
    while moved:
        moved = False
        for size in (4, 3, 2, 1):
            word = key[start - size : start]
            if start - size >= floor and word in _modifiers() and not _of_city(key, start, word):
                start -= size
                moved = True
                break
    return start


def _of_city(key: str, start: int, word: str) -> bool:
    """Whether what might be 代 before 市長 is the end of a city's name (八代市長)."""
    return len(word) == 1 and key[start : start + 1] in _PLACES and cities().ending(key, start, 4) is not None


def _with_stem(key: str, begin: int, start: int, end: int) -> int:
    """Where the title starts with the office in front of it (農業 + 部長, 外交部 + 次長)."""
    head = key[start : start + 1]
    if begin == start and end - start == 2 and head in _OFFICE_TITLES:
        for size in range(10, 1, -1):
            if begin - size >= 0 and key[begin - size : begin] in bureau_stems():
                return begin - size
    if begin > 0 and key[begin - 1] in "部局处署会院":
        for size in range(10, 1, -1):
            if begin - size - 1 >= 0 and key[begin - size - 1 : begin - 1] in bureau_stems():
                return begin - size - 1
    return begin
