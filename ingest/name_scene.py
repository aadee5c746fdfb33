"""What stands around a name: where places and titles are, where a name may begin and end."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.atlas import cities, own_districts
from ingest.city_spans import city_spans
from ingest.country_names import named_spans
from ingest.fold import fold
from ingest.segment import word_count
from ingest.titles import Title
from ingest.wordlist import WordList, read_groups

_EDGES = Path(__file__).parent / "rules" / "name_edges.txt"
_ENDINGS = Path(__file__).parent / "rules" / "organisation_ends.txt"
_HAN = re.compile("[㐀-鿿々]")
_NUMBERED = re.compile("[一二三四五六七八九十]{1,2}世")
_ENDS_ORGANISATION = frozenset(
    fold("處局部署院會府市縣區鄉鎮村里校館團隊所室組科課系社廳司黨寺宮廟廠店行署庫國省州都道郡學盟團台站港場園町邦洞")
)


@cache
def edges() -> tuple[WordList[bool], WordList[bool]]:
    """Words that stand right before a name, and words that begin right after one."""
    groups = read_groups(_EDGES)
    return WordList((word, True) for word in groups["before"]), WordList((word, True) for word in groups["after"])


@cache
def _organisation_ends() -> WordList[bool]:
    """How names of organisations end (中心, 銀行), in two characters or more."""
    return WordList((word, True) for word in read_groups(_ENDINGS)["long"] if len(word) > 1)


def is_word(text: str, least: int = 3) -> bool:
    """Whether two folded characters or more are an ordinary word."""
    return word_count(text) >= least


class NameScene:
    """One stretch of text with what is known of it: where places and titles stand."""

    __slots__ = (
        "country_end_set",
        "country_spans",
        "inside_title",
        "japan",
        "key",
        "place_at",
        "place_ends",
        "title_ends",
        "title_starts",
    )

    def __init__(self, key: str, titles: list[Title]) -> None:
        self.key = key
        self.title_starts = {one.start for one in titles} | {one.stem for one in titles}
        self.title_ends = {one.end for one in titles}
        self.inside_title = {n for one in titles for n in range(one.stem + 1, one.end)}
        self.place_ends: set[int] = set()
        self.place_at: dict[int, int] = {}
        self.country_end_set: set[int] = set()
        self.country_spans: list[tuple[int, int]] = []
        self.japan = False
        for start, end, code in named_spans(key):
            self._place(start, end)
            self.country_end_set.add(end)
            self.country_spans.append((start, end))
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
        if _organisation_ends().ending(self.key, start, 6):
            return 3
        return 1 if any(is_word(self.key[start - size : start], 20) for size in (2, 3) if start >= size) else 0

    def right_edge(self, end: int) -> float:
        """How well a name may end at ``end``."""
        if _NUMBERED.match(self.key, end):
            return 0  # 查爾斯 + 三世
        if end >= len(self.key) or not _HAN.match(self.key[end]) or end in self.title_starts:
            return 3
        if edges()[1].at(self.key, end):
            return 3
        return 1.8 if any(is_word(self.key[end : end + size], 20) for size in (2, 3)) else 0

    def over_place(self, start: int, end: int) -> bool:
        """Whether a place's name begins ``start:end``, or a country's or one of three characters or more lies in it."""
        if any(start <= first and last <= end for first, last in self.country_spans):
            return "·" not in self.key[start:end]
        return start in self.place_at or any(self.place_at.get(n, 0) - n >= 3 for n in range(start, end - 2))

    def inside_name_of_place(self, start: int) -> bool:
        """Whether ``start`` is the second character of a place's name or a later one."""
        return start in self.place_at and self.place_at.get(start - 1) == self.place_at[start]

    def inside_place(self, start: int, end: int) -> bool:
        """Whether ``start:end`` lies within the name of a place."""
        return self.place_at.get(start, 0) >= end
