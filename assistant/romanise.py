"""Chinese names in Latin letters, in the spellings that people type: Hanyu Pinyin, Wade-Giles, Tongyong."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_PLAIN = re.compile(r"[^a-z]")
_MOST = 12  # spellings kept for a syllable

# Initials of Hanyu Pinyin, longest first, and how else they are written.
_INITIALS = (
    ("zh", ("zh", "ch", "jh", "j", "c")),
    ("ch", ("ch", "c")),
    ("sh", ("sh", "s")),
    ("b", ("b", "p")),
    ("p", ("p",)),
    ("d", ("d", "t")),
    ("t", ("t",)),
    ("g", ("g", "k")),
    ("k", ("k",)),
    ("j", ("j", "ch", "c")),
    ("q", ("q", "ch", "c", "ts")),
    ("x", ("x", "hs", "sh", "s")),
    ("z", ("z", "ts", "tz", "tzu")),
    ("c", ("c", "ts", "tz")),
    ("r", ("r", "j")),
    ("y", ("y", "i", "")),
    ("w", ("w", "")),
)
_FINALS = {
    "ong": ("ong", "ung"),
    "iong": ("iong", "iung", "yung"),
    "ian": ("ian", "ien", "yan", "yen"),
    "ie": ("ie", "ieh", "ye", "yeh"),
    "iu": ("iu", "iou", "iew", "yu"),
    "ui": ("ui", "uei", "uey"),
    "un": ("un", "uen", "wen"),
    "uo": ("uo", "o", "uoh", "oh"),
    "e": ("e", "eh", "o", "er"),
    "ei": ("ei", "ey", "ay"),
    "eng": ("eng", "ung"),
    "ue": ("ue", "ueh", "yueh", "yue"),
    "uan": ("uan", "wan", "yuan"),
    "v": ("v", "yu", "u"),
    "ia": ("ia", "ya"),
    "iang": ("iang", "yang"),
    "iao": ("iao", "yao", "iau"),
    "uang": ("uang", "wang"),
    "i": ("i", "ih", "ee", "yi", "u", "e"),
    "ao": ("ao", "au"),
    "ou": ("ou", "ow"),
    "en": ("en", "un"),
    "ang": ("ang", "arng"),
    "a": ("a", "ah"),
    "ve": ("ve", "yueh", "ueh"),
    "ing": ("ing", "yng"),
}
_WHOLE = {
    "zhi": ("chih", "jhih"),
    "chi": ("chih",),
    "shi": ("shih",),
    "ri": ("jih", "rih"),
    "zi": ("tzu", "tze", "zih"),
    "ci": ("tzu", "tsu", "cih"),
    "si": ("szu", "ssu", "sih", "sze"),
    "you": ("yu", "yo"),
    "yan": ("yen",),
    "ye": ("yeh",),
    "yue": ("yueh",),
    "yong": ("yung",),
    "er": ("erh",),
    "zhuo": ("cho",),
    "xu": ("hsu", "shu"),
    "lu": ("lu", "loo"),
    "lv": ("lu", "lyu", "leu"),
    "nv": ("nu", "nyu"),
    "yi": ("yi", "i", "yih", "ee"),
    "wen": ("wen", "wun"),
    "feng": ("feng", "fong"),
    "weng": ("weng", "wong", "ong"),
    "huang": ("hwang", "huang"),
    "li": ("lee", "li"),
    "zhou": ("chou", "chow"),
    "cai": ("tsai", "chai"),
    "guo": ("kuo", "kwok", "gwo"),
    "xie": ("hsieh", "shieh"),
    "qiu": ("chiu", "chyou", "ciou"),
    "zheng": ("cheng", "jheng", "tseng"),
    "zeng": ("tseng", "zeng"),
    "jiang": ("chiang",),
    "zhuang": ("chuang", "juang"),
    "wu": ("wu", "woo"),
    "yu": ("yu", "yue"),
    "ou": ("ou", "au"),
    "lai": ("lai", "lay"),
    "he": ("ho", "her"),
    "ke": ("ko", "ker"),
    "ge": ("ko", "ke"),
}


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[frozenset[str], ...]:
    """For each character of a Chinese name, the ways in which its sound may be written."""
    from pypinyin import Style, pinyin

    return tuple(
        frozenset(form for reading in readings for form in _spellings(reading))
        for readings in pinyin(name, style=Style.NORMAL, heteronym=True)
    )


@lru_cache(maxsize=2048)
def _spellings(syllable: str) -> tuple[str, ...]:
    syllable = syllable.replace("ü", "v")
    initial, forms = next(((one, forms) for one, forms in _INITIALS if syllable.startswith(one)), ("", ("",)))
    if not initial and syllable and syllable[0] not in "aeiouv":
        initial, forms = syllable[0], (syllable[0],)
    final = syllable[len(initial) :]
    made = dict.fromkeys((syllable, *_WHOLE.get(syllable, ())))
    made |= dict.fromkeys(a + b for a, b in product(forms, _FINALS.get(final, (final,))))
    return tuple(one for one in made if one)[: 4 * _MOST]


def is_chinese_name(name: str) -> bool:
    """Whether a name is two to four Chinese characters and nothing else."""
    return _HAN_NAME.fullmatch(name) is not None


def is_surname_of(name: str, spelled: str) -> bool:
    """Whether ``spelled`` may be the surname (first character) of a Chinese name."""
    return is_chinese_name(name) and _plain(spelled) in syllables(name)[0]


def spells(name: str, words: tuple[str, ...]) -> bool:
    """Whether Latin words spell a Chinese name, surname first or last: Chen Chi-mai, Chi-mai Chen.

    Args:
        name: the name in Chinese characters.
        words: two or three words of Latin letters; hyphens and apostrophes are ignored.
    """
    if not is_chinese_name(name) or not 2 <= len(words) <= 4:
        return False
    parts = [_plain(word) for word in words]
    return any(
        surname in _joined(name[:1]) and "".join(given) in _joined(name[1:])
        for surname, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1]))
    )


@lru_cache(maxsize=4096)
def _joined(characters: str) -> frozenset[str]:
    return frozenset(map("".join, product(*syllables(characters)))) if characters else frozenset()


def _plain(word: str) -> str:
    return _PLAIN.sub("", word.casefold())


def spells_out(name: str, word: str) -> bool:
    """Whether one Latin word spells a whole Chinese name of two to four characters."""
    return is_chinese_name(name) and _spelled(_plain(word), syllables(name))


def _spelled(word: str, rest: tuple[frozenset[str], ...]) -> bool:
    if not rest:
        return not word
    return any(word.startswith(form) and _spelled(word[len(form) :], rest[1:]) for form in rest[0])


def spelled_in(word: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Stretches of two to four characters of some texts that one Latin word spells, first found first."""
    plain, found = _plain(word), dict[str, None]()
    texts = tuple(texts)
    forms = _forms("".join(sorted(set("".join(texts)))))
    patterns = ["".join(f"[{''.join(forms[part])}]" for part in parts) for parts in _splits(plain, frozenset(forms))]
    for pattern in patterns:
        for text in texts:
            found |= dict.fromkeys(re.findall(pattern, text))
    return tuple(found)


@lru_cache(maxsize=4)
def _forms(characters: str) -> dict[str, list[str]]:
    """Of the Chinese characters among some, those of each spelling."""
    found: dict[str, list[str]] = {}
    for one in characters:
        if "\u3400" <= one <= "\u9fff":
            for form in syllables(one)[0]:
                found.setdefault(form, []).append(one)
    return found


def _splits(word: str, forms: frozenset[str], most: int = 4) -> Iterator[tuple[str, ...]]:
    """A word cut into two to four syllables."""
    for end in range(1, min(len(word), 6) + 1):
        if word[:end] in forms and most > 0:
            if end == len(word) and most < 4:
                yield (word,)
            for rest in _splits(word[end:], forms, most - 1):
                yield (word[:end], *rest)


_SOUNDS = str.maketrans(
    {"l": "r", "q": "k", "g": "k", "b": "p", "d": "t", "v": "f", "w": "f", "z": "s", "x": "s", "j": "s", "c": "k"}
)
_SILENT = re.compile(r"[aeiouyhf]")


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonants of a Latin word, like ones made one: what a transliteration keeps of it."""
    plain = _PLAIN.sub("", word.casefold().replace("ph", "f").replace("ch", "k").replace("sh", "s"))
    bare = _SILENT.sub("", plain.translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=4096)
def sounds_like(chinese: str, latin: str) -> float:
    """How near (0 to 1) a Chinese transliteration comes to a Latin name by its consonants."""
    from difflib import SequenceMatcher

    from pypinyin import lazy_pinyin

    ours = skeleton("".join(one.replace("x", "s").replace("zh", "z") for one in lazy_pinyin(chinese)))
    theirs = skeleton(latin)
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() if ours and theirs else 0.0
