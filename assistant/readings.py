"""Japanese and Korean places by the Latin letters of their own languages: Arakawa is 荒川, Cheongju 清州."""

from __future__ import annotations

import re
from functools import cache

from assistant.vocabulary import FOLDER
from ingest import fold

_ENDINGS = re.compile(r"(?<=..)(?:特别市|广域市|市|县|区|町|村|郡|道|府|都)$")
_LATIN_ENDINGS = re.compile(r"[- ]?(?:shi|ken|ku|cho|machi|mura|si|gun|gu|do|city|prefecture|ward)$")
_LETTERS = re.compile(r"[^a-z]")
_SHORTEST = 5  # letters of a name that may be told by its sound


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Readings of each character, Japanese and Korean."""
    japanese: dict[str, tuple[str, ...]] = {}
    korean: dict[str, tuple[str, ...]] = {}
    for line in (FOLDER / "readings.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        character, *rest = line.split("\t")
        key = fold(character)
        for table, cell in zip((japanese, korean), rest, strict=False):
            table[key] = tuple(one for one in cell.split(",") if one)
    return japanese, korean


def reads_as(name: str, latin: str) -> bool:
    """Whether Latin letters are the Japanese or the Korean reading of a place's name.

    Args:
        name: the folded Chinese characters, with or without 市 and the like.
        latin: as typed; a shi, city or the like at its end does not count.
    """
    stem = _ENDINGS.sub("", name)
    plain = latin.casefold()
    words = {_LETTERS.sub("", one) for one in (plain, _LATIN_ENDINGS.sub("", plain))}
    spelled = {one.replace("ou", "o").replace("oo", "o").replace("uu", "u") for one in words} | words
    return len(stem) > 1 and any(
        len(word) >= _SHORTEST and _read(word, stem, table) for table in _table() for word in spelled
    )


def _read(word: str, rest: str, table: dict[str, tuple[str, ...]]) -> bool:
    if not rest:
        return not word
    forms = table.get(rest[0], ())
    return any(word.startswith(form) and _read(word[len(form) :], rest[1:], table) for form in forms)


__all__ = ["reads_as"]
