"""What names of people look like: Chinese, Korean, Japanese and transliterated ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.atlas import countries, own_cities
from ingest.fold import fold
from ingest.name_scene import NameScene, is_word
from ingest.surnames import name_words, surname_table
from ingest.titles import title_words
from ingest.wordlist import folded

_NUMBERED = re.compile("(?<=.)[一二三四五六七八九十]{1,3}世$")
_NAME_LIKE = re.compile("[㐀-鿿々]+(?:·[㐀-鿿々]+)*")
_NOT_IN_GIVEN = frozenset(
    fold("的了是在及與等於我們這各兩該此暨將並或但從由就因所者很請赴率偕您你他她它嗎呢吧沒啊市縣區處局署駐")
)
_NEVER_IN_NAME = _NOT_IN_GIVEN | frozenset(fold("為其"))
# Characters that join a name to what stands before it, never its first.
_JOINS = frozenset(fold("由與和及於向對從在為以將等並同時暨至年"))
_BETWEEN_NAMES = frozenset(fold("與及的或等"))
# Characters of verbs and of groups that tell a phrase from a name that no list has.
_VERBS = frozenset(fold("訪拜會議團聯連盟率赴抵參邀迎接見簽締辦設開閉說談洽推促展協助聘派頒贈受獲員們來去"))
_NEVER_LAST = frozenset(fold("町議會縣"))
_ORDINAL = re.compile("第[一二三四五]$")  # 某某第二市長: the rank is of the title
_SCHOOLS_AND_FIRMS = "國小|國中|高中|中學|小學|大學|高職|公司|中心|銀行|集團"
_ORGANISATION_TAIL = folded(f"(?:[部局處署院會室府校館隊團課廳市縣區鄉鎮]|{_SCHOOLS_AND_FIRMS})$")
_SCHOOL_TAIL = folded(f"(?:{_SCHOOLS_AND_FIRMS})$")
_OFFICE_TAIL = folded("[科司所系組黨股]$")
_WORK_TAIL = folded(f"(?:[局處署會市縣區]|{_SCHOOLS_AND_FIRMS})$")

Reading = tuple[float, int]  # how likely, and how many characters of family name


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch that may be a name: how likely, which kind, and where its family name ends."""

    start: int
    end: int
    score: float
    kind: str
    family: int


def shape_of(scene: NameScene, start: int, end: int, vouched: bool = False, tail: str = "title") -> Shape | None:
    """The best reading of ``start:end`` as a person's name, or None.

    ``vouched`` where a Latin name follows it; ``tail`` is what follows otherwise: a ``title``, the title of an
    ``office`` (科長, 處長), or anything, where the title came ``before``.
    """
    word = scene.key[start:end]
    if not 2 <= len(word) <= 12 or not _NAME_LIKE.fullmatch(word):
        return None
    if scene.key[start - 1 : start] == "·" or start in scene.inside_title:
        return None
    if word[0] in "年月日" and scene.key[start - 1 : start].isdigit():
        return None  # 9月 + 名古屋市長
    if word[-1] == "正" and end - 1 in scene.place_ends:
        return None  # 甲國正副總統
    if not vouched and (scene.inside_place(start, end) or _no_name(word, tail)):
        return None
    best: Shape | None = None
    for kind, found in _readings(scene, word, start, end, vouched):
        if best is None or found[0] > best.score:
            best = Shape(start, end, found[0], kind, start + found[1])
    return best


def _readings(
    scene: NameScene, word: str, start: int, end: int, vouched: bool
) -> Iterator[tuple[str, Reading]]:
    """What kinds of name ``word`` can be, given the places around it."""
    any_kind = False
    late = scene.inside_name_of_place(start)
    crossed = scene.over_place(start, end)
    if not late and (found := _japanese(word)) and not (crossed and found[0] < 4):
        any_kind = True
        yield "japanese", (found[0] + (0.6 if scene.japan and len(word) == 4 else 0.0), found[1])
    if not late and word[0] not in _JOINS and (vouched or not crossed):
        for kind, read in (("chinese", chinese_name), ("chinese", _indigenous), ("sounded", _sounded)):
            if found := read(word):
                any_kind = True
                yield kind, found
    if not any_kind and scene.japan and not late and not vouched and len(word) in (3, 4) and _unlisted(word):
        yield "japanese", (2.1, 2)
    if not any_kind and vouched and not any(char in _NEVER_IN_NAME for char in word):
        yield "vouched", (1.0, 1)


def _no_name(word: str, tail: str) -> bool:
    """Whether ``word`` is an ordinary word or ends as organisations and phrases do."""
    if len(word) == 2 and is_word(word):
        return True
    if word[-1] in _NEVER_LAST or _ORDINAL.search(word) or word[1:] in title_words() or _SCHOOL_TAIL.search(word):
        return True
    if len(word) > 2 and word[-2:] in own_cities():
        return True  # 週年 + 台中
    listed = _japanese(word)
    return not (listed and listed[0] > 4) and _organisation_like(word, tail)


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


def _japanese(word: str) -> Reading | None:
    """A listed surname and a listed or short given name."""
    surnames, given = name_words("surnames_japan"), name_words("given_names_japan")
    best: Reading | None = None
    for cut in range(1, min(4, len(word))):
        family, rest = word[:cut], word[cut:]
        if family not in surnames or len(rest) > 3:
            continue
        if any(char in _BETWEEN_NAMES for char in word):
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


def chinese_name(word: str) -> Reading | None:
    """One or two characters of family name and one or two of given name."""
    table = surname_table()
    if len(word) <= 4 and word[:2] in table["two"] and len(word) >= 3:
        return (3.4, 2) if not any(char in _NOT_IN_GIVEN for char in word[2:]) else None
    if word[0] not in table["one"] or any(char in _NOT_IN_GIVEN for char in word[1:]):
        return None
    if len(word) == 3:
        given = word[1:]
        if word[0] in table["words"] and is_word(given, 200):
            return None
        if word[0] in table["words"]:
            return 2.6 - (1.0 if is_word(word[:2], 200) else 0.0), 1
        doubt = (0.5 if is_word(given, 200) else 0.0) + (0.6 if is_word(word[:2], 200) else 0.0)
        return 3.2 - doubt, 1
    if len(word) == 2:
        return (1.2 if word[0] in table["words"] else 2.1), 1
    if len(word) == 4 and word[1] in table["one"] and word[0] not in table["words"] and not is_word(word[2:], 200):
        return (1.7 if word[1] not in table["words"] else 1.4), 1
    return None


def _indigenous(word: str) -> Reading | None:
    """Two names of indigenous peoples (馬耀谷木), or any two with a dot that are no plain words (哈尼·噶照)."""
    names = name_words("given_names_indigenous")
    first, *rest = word.split("·")
    if not rest:
        listed = any(word[:cut] in names and word[cut:] in names for cut in range(2, len(word) - 1))
        return (4.6, 0) if listed else None
    fit = 2 <= len(first) <= 4 and all(2 <= len(part) <= 6 for part in rest)
    if not fit or any(char in _NEVER_IN_NAME or char in _VERBS for char in word):
        return None
    if first in names or rest[-1] in names:
        return 6.2, 0
    if len(rest) > 1:
        return 3.6, 0
    return None if is_word(first[-2:], 100) or any(is_word(part[:2], 100) for part in rest) else (3.6, 0)


def _sounded(word: str) -> Reading | None:
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
    if 2 <= len(word) <= 8 and all(char in sounds for char in word) and not (len(word) == 2 and is_word(word)):
        return (1.6 if len(word) == 2 else 2.0 + 0.12 * min(len(word), 5)), 0
    return None
