"""English words brought to a common form, so that plurals, tenses and both spellings meet."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"is(e|ed|es|ing)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|hood)?$"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"yse"), "yze"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"programme"), "program"),
)
_KEEP = frozenset(
    [
        "this",
        "is",
        "was",
        "has",
        "his",
        "its",
        "yes",
        "us",
        "bus",
        "gas",
        "less",
        "business",
        "news",
        "series",
        "chess",
        "glass",
        "press",
        "access",
        "process",
        "address",
    ]
)
_IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "came": "come",
    "met": "meet",
    "went": "go",
    "gave": "give",
    "given": "give",
    "held": "hold",
    "led": "lead",
    "took": "take",
    "taken": "take",
    "spoke": "speak",
    "spoken": "speak",
    "said": "say",
    "won": "win",
    "sent": "send",
    "told": "tell",
    "drew": "draw",
    "drawn": "draw",
    "cities": "city",
    "saw": "see",
    "seen": "see",
    "visited": "visit",
    "paid": "pay",
    "made": "make",
    "spent": "spend",
    "written": "write",
    "wrote": "write",
    "chosen": "choose",
    "chose": "choose",
    "began": "begin",
    "begun": "begin",
    "brought": "bring",
    "built": "build",
    "cut": "cut",
    "ran": "run",
    "bought": "buy",
    "colour": "color",
    "buses": "bus",
    "media": "media",
    "data": "data",
    "goes": "go",
    "done": "do",
}


def tokens(text: str) -> list[tuple[int, int, str]]:
    """Words of a folded text as (start, end, stem)."""
    return [(one.start(), one.end(), stem(one.group())) for one in _TOKEN.finditer(text)]


def stems(text: str) -> tuple[str, ...]:
    """Stems of the words of a text."""
    return tuple(one for _, _, one in tokens(text.casefold()))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without plural, tense and spelling differences; the same for data and question."""
    word = re.sub(r"['’]s?$|['’].*$", "", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for pattern, other in _SPELLING:
        if len(word) > 4:
            word = pattern.sub(other, word)
    if len(word) == 3 and word.endswith("s") and word not in _KEEP:
        return word[:-1]
    return word if word in _KEEP or len(word) < 4 or word.isdigit() else _bare(word)


def _bare(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("sses", "shes", "ches", "xes", "zes"):
        if word.endswith(ending):
            return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 3), ("ed", 3)):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= least and re.search(r"[aeiouy]", base):
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                return base[:-1]
            return base.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
