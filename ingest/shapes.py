"""What names of people look like: Chinese, Korean, Japanese and transliterated ones, and where they may begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.atlas import cities, countries, own_districts
from ingest.city_names import city_spans
from ingest.country_names import named_spans
from ingest.fold import fold
from ingest.segment import word_count
from ingest.titles import Title
from ingest.wordlist import folded, key_of, WordList

_HERE = Path(__file__).parent
_HAN = re.compile("[㐀-鿿々]")
_NUMBERED = re.compile("(?<=.)[一二三四五六七八九十]{1,3}世$")
_DASH = re.compile("(?<=[㐀-鿿])[–－—‐-](?=[㐀-鿿])")
_NAME_LIKE = re.compile("[㐀-鿿々]+(?:·[㐀-鿿々]+)*")
_ENDS_ORGANISATION = frozenset(fold("處局部署院會府市縣區鄉鎮村里校館團隊所室組科課系社廳司黨寺宮廟廠店行署庫國省州都道郡學盟司團台站港場園町郡邦洞"))
_NEVER_IN_NAME = frozenset(fold("的了是在及與等於我們這各兩該此暨將並或但從由就因所者很請赴率偕您你他她其它嗎呢吧沒啊為市縣區處局署"))
_NOT_IN_GIVEN = frozenset(fold("的了是在及與等於我們這各兩該此暨將並或但從由就因所者很請赴率偕您你他她它嗎呢吧沒啊市縣區處局署"))
_ORGANISATION_TAIL = folded("(?:[部局處署院會室府校館隊團課廳市縣區鄉鎮]|國小|國中|高中|中學|小學|大學|高職|公司|中心|銀行|集團)$")
_OFFICE_TAIL = folded("[科司所系組黨股]$")
_WORK_TAIL = folded("(?:[局處署會市縣區]|國小|國中|高中|中學|小學|大學|高職|公司|中心|銀行|集團)$")


# Words of one character that join a name to what stands before it, never its first character.
_JOINS = frozenset(fold("由與和及於向對從在為以將等並同時暨至"))


# Characters of verbs and of groups that tell a phrase from a name that no list has.
_VERBS = frozenset(fold("訪拜會議團聯連盟率赴抵參邀迎接見簽締辦設開閉說談洽推促展協助聘派頒贈受獲員們來去"))


_NEVER_LAST = frozenset(fold("町議會縣"))


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch that may be a name: how likely, which kind, and where its family name ends."""

    start: int
    end: int
    score: float
    kind: str
    family: int


@cache
def _kanji() -> dict[int, str]:
    rows = (_HERE / "gazetteer" / "kanji.txt").read_text("utf-8").splitlines()
    return {ord(fold(row[0])): fold(row[1]) for row in rows if len(row) == 2}


def name_key(text: str) -> str:
    """``fold`` that also brings Japanese forms of characters to the Chinese ones; the length stays."""
    return _DASH.sub("·", key_of(text).translate(_kanji()))


@cache
def _word_set(name: str) -> frozenset[str]:
    rows = (_HERE / "gazetteer" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(name_key(word) for row in rows if not row.startswith("#") for word in row.split())


@cache
def _surnames() -> dict[str, frozenset[str]]:
    out: dict[str, list[str]] = {}
    group = ""
    for row in (_HERE / "rules" / "surnames.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            group = row.strip("[]")
        elif not row.startswith("#"):
            out.setdefault(group, []).extend(fold(word) for word in row.split())
    return {name: frozenset(words) for name, words in out.items()}


def plain_surname(char: str) -> bool:
    """Whether a folded character is a surname and no ordinary word."""
    table = _surnames()
    return char in table["one"] and (char not in table["words"] or char in table["common"])


@cache
def edges() -> tuple[WordList[bool], WordList[bool]]:
    """Words that stand right before a name, and words that begin right after one."""
    out: dict[str, list[str]] = {}
    group = ""
    for row in (_HERE / "rules" / "name_edges.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            group = row.strip("[]")
        elif not row.startswith("#"):
            out.setdefault(group, []).extend(fold(word) for word in row.split())
    return WordList((word, True) for word in out["before"]), WordList((word, True) for word in out["after"])


def is_word(text: str, least: int = 3) -> bool:
    """Whether two folded characters or more are an ordinary word."""
    return word_count(text) >= least


class Scene:
    """One stretch of text with what is known of it: where places and titles stand."""

    __slots__ = ("country_end_set", "inside_title", "japan", "key", "place_at", "place_ends", "title_ends", "title_starts")

    def __init__(self, key: str, titles: list[Title]) -> None:
        self.key = key
        self.title_starts = {one.start for one in titles} | {one.stem for one in titles}
        self.title_ends = {one.end for one in titles}
        self.inside_title = {n for one in titles for n in range(one.stem + 1, one.end)}
        self.place_ends: set[int] = set()
        self.place_at: dict[int, int] = {}
        self.country_end_set: set[int] = set()
        self.japan = False
        for start, end, code in named_spans(key):
            self._place(start, end)
            self.country_end_set.add(end)
            self.japan = self.japan or code == "JP"
        for start, end, where, _ in city_spans(key):
            self.japan = self.japan or where == "JP"
            self._place(start, end)
        for start, end, _ in own_districts().find(key):
            if key[end : end + 1] in fold("區鄉鎮市"):
                self._place(start, end + 1)

    def _place(self, start: int, end: int) -> None:
        if start in self.inside_title:
            return
        self.place_ends.add(end)
        for n in range(start, end):
            self.place_at.setdefault(n, end)

    def a_city(self, start: int, end: int) -> bool:
        """Whether the gazetteer has a city of the name ``start:end``."""
        return self.key[start:end] in cities()

    def country_ends(self, start: int) -> bool:
        """Whether a country's name, or a state's, stops right at ``start``."""
        return start in self.country_end_set or (start in self.place_ends and self.key[start - 1] in fold("州省縣"))

    def left_edge(self, start: int) -> float:
        """How well a name may begin at ``start``: 3 plain, 1 perhaps, 0 no."""
        if start == 0 or not _HAN.match(self.key[start - 1]) or start in self.place_ends or start in self.title_ends:
            return 3
        if self.key[start - 1] in _ENDS_ORGANISATION or edges()[0].ending(self.key, start, 4):
            return 3
        return 1 if any(is_word(self.key[start - size : start], 20) for size in (2, 3) if start >= size) else 0

    def right_edge(self, end: int) -> float:
        """How well a name may end at ``end``."""
        if end >= len(self.key) or not _HAN.match(self.key[end]) or end in self.title_starts:
            return 3
        if edges()[1].at(self.key, end):
            return 3
        return 1.8 if any(is_word(self.key[end : end + size], 20) for size in (2, 3)) else 0

    def over_place(self, start: int, end: int) -> bool:
        """Whether a place's name begins ``start:end``, or one of three characters or more lies in it."""
        return start in self.place_at or any(self.place_at.get(n, 0) - n >= 3 for n in range(start, end - 2))

    def inside_country(self, start: int) -> bool:
        """Whether ``start`` is the second character of a place's name or a later one."""
        return start in self.place_at and self.place_at.get(start - 1) == self.place_at[start]

    def inside_place(self, start: int, end: int) -> bool:
        """Whether ``start:end`` lies within the name of a place."""
        return self.place_at.get(start, 0) >= end


def shape_of(scene: Scene, start: int, end: int, vouched: bool = False, tail: str = "title") -> Shape | None:
    """The best reading of ``start:end`` as a person's name, or None.

    ``vouched`` where a Latin name follows it; ``tail`` is what follows otherwise: a ``title``, the title of an
    ``office`` (科長, 處長), or anything, where the title came ``before``.
    """
    word = scene.key[start:end]
    size = len(word)
    if not 2 <= size <= 12 or not _NAME_LIKE.fullmatch(word) or (scene.inside_place(start, end) and not vouched) or scene.key[start - 1 : start] == "·" or start in scene.inside_title:
        return None
    listed = _japanese(word)
    if not vouched and is_word(word) and size == 2:
        return None
    if not vouched and not (listed and listed[0] > 4) and _organisation_like(word, tail):
        return None
    if not vouched and word[-1] in _NEVER_LAST:
        return None
    best: Shape | None = None
    for read in (_japanese, _chinese, _sounded):
        found = read(word)
        if found and read is _japanese and scene.over_place(start, end) and found[0] < 4:
            continue
        if found and read is _japanese and scene.japan and size == 4:
            found = (found[0] + 0.6, found[1])
        if found and (scene.inside_country(start) or (read is not _japanese and (word[0] in _JOINS or (scene.over_place(start, end) and not vouched)))):
            continue
        if found and (best is None or found[0] > best.score):
            best = Shape(start, end, found[0], read.__name__.strip("_"), start + found[1])
    if best is None and scene.japan and not scene.inside_country(start) and 3 <= size <= 4 and not vouched and _unlisted(word):
        best = Shape(start, end, 2.1, "japanese", start + 2)
    if best is None and vouched and not any(char in _NEVER_IN_NAME for char in word):
        best = Shape(start, end, 1.0, "vouched", start + 1)
    return best


def _organisation_like(word: str, tail: str) -> bool:
    """Whether ``word`` ends as organisations do."""
    if tail == "before":
        return bool(_WORK_TAIL.search(word))
    return bool(_ORGANISATION_TAIL.search(word)) or (tail == "office" and bool(_OFFICE_TAIL.search(word)))


def _unlisted(word: str) -> bool:
    """Whether a Japanese name that no list has may be written so: no ordinary words in it."""
    if any(char in _NEVER_IN_NAME or char in _VERBS for char in word) or word[0] in _JOINS:
        return False
    return not any(is_word(word[n : n + 2], 10) for n in range(len(word) - 1))


def _japanese(word: str) -> tuple[float, int] | None:
    """A listed surname and a listed or short given name."""
    surnames, given = _word_set("surnames_japan"), _word_set("given_names_japan")
    best: tuple[float, int] | None = None
    for cut in range(1, min(4, len(word))):
        family, rest = word[:cut], word[cut:]
        if family not in surnames or len(rest) > 3:
            continue
        if rest in given:
            score = (4.2 if cut > 1 else 2.6) + 0.1 * cut - (1.5 if len(word) < 3 else 0)
        elif cut > 1 and not any(char in _NOT_IN_GIVEN for char in rest) and len(word) >= 3:
            score = 2.0
        else:
            continue
        if best is None or score > best[0]:
            best = (score, cut)
    if best is None and len(word) == 4 and word[2:] in given and not is_word(word[:2]) and not is_word(word[2:], 50):
        return None if any(char in _NEVER_IN_NAME for char in word) else (2.2, 2)
    return best


def _chinese(word: str) -> tuple[float, int] | None:
    """One or two characters of family name and one or two of given name."""
    table = _surnames()
    if len(word) <= 4 and word[:2] in table["two"] and len(word) >= 3:
        return (3.4, 2) if not any(char in _NOT_IN_GIVEN for char in word[2:]) else None
    if word[0] not in table["one"] or any(char in _NOT_IN_GIVEN for char in word[1:]):
        return None
    if len(word) == 3:
        given = word[1:]
        if word[0] in table["words"] and is_word(given, 200):
            return None
        doubt = (0.6 if word[0] in table["words"] else 0.0) + (0.8 if is_word(given, 200) else 0.0)
        doubt += 1.0 if is_word(word[:2], 200) else 0.0
        return 3.2 - doubt, 1
    if len(word) == 2:
        return (1.2 if word[0] in table["words"] else 2.1), 1
    if len(word) == 4 and word[1] in table["one"] and word[0] not in table["words"]:
        return 1.4, 1
    return None


def _sounded(word: str) -> tuple[float, int] | None:
    """A transliterated name, with or without middle dots."""
    sounds = countries().sounds
    word = _NUMBERED.sub("", word)
    parts = word.split("·")
    if any(not part for part in parts):
        return None
    if len(parts) > 1:
        if all(char in sounds for part in parts for char in part) and len(parts[-1]) <= 7:
            return 4.5 + 0.35 * len(word), len(word) - len(parts[-1])
        return None
    if 2 <= len(word) <= 8 and all(char in sounds for char in word) and not is_word(word, 50 if len(word) > 2 else 3):
        return (1.6 if len(word) == 2 else 2.0 + 0.12 * min(len(word), 5)), 0
    return None
