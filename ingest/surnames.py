"""Family names: how names are written for comparison, and which characters and words are surnames."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.fold import fold
from ingest.wordlist import key_of, read_groups

_HERE = Path(__file__).parent
_DASH = re.compile("(?<=[㐀-鿿])[–－—‐.．‧・•-](?=[㐀-鿿])")


@cache
def _kanji() -> dict[int, str]:
    rows = (_HERE / "gazetteer" / "kanji.txt").read_text("utf-8").splitlines()
    return {ord(fold(row[0])): fold(row[1]) for row in rows if len(row) == 2}


def name_key(text: str) -> str:
    """``fold`` that also brings Japanese forms of characters to the Chinese ones; the length stays."""
    return _DASH.sub("·", key_of(text).translate(_kanji()))


@cache
def name_words(name: str) -> frozenset[str]:
    """Words of a list of family or given names of the gazetteer, as ``name_key`` writes them."""
    rows = (_HERE / "gazetteer" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(name_key(word) for row in rows if not row.startswith("#") for word in row.split())


@cache
def surname_table() -> dict[str, frozenset[str]]:
    """Chinese surnames: of ``one`` and ``two`` characters, those that are ``words`` too, of these the ``common``."""
    return {name: frozenset(words) for name, words in read_groups(_HERE / "rules" / "surnames.txt").items()}


def plain_surname(char: str) -> bool:
    """Whether a folded character is a surname and no ordinary word."""
    table = surname_table()
    return char in table["one"] and (char not in table["words"] or char in table["common"])


def chinese_surname(char: str) -> bool:
    """Whether a folded character is a Chinese surname, though it may be a word too."""
    return char in surname_table()["one"]


def japanese_surname(word: str) -> bool:
    """Whether ``word``, folded, is a listed Japanese surname."""
    return word in name_words("surnames_japan")
