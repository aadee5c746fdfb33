"""English names of Taiwan's cities and counties, as their governments write them."""

from __future__ import annotations

from functools import cache

from assistant.vocabulary import FOLDER
from ingest import fold, fold_key

_ENDINGS = ("市", "县")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    lines = (FOLDER / "own_cities.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold_key(name): tuple(fold(one) for one in english.split(";")) for name, english in rows}


def english_names(city: str) -> tuple[str, ...]:
    """Folded English names of a city, by its Chinese name with or without 市; Hanyu Pinyin for one in no list."""
    key = fold_key(city)
    stem = key[:-1] if key.endswith(_ENDINGS) and len(key) > 2 else key
    known = _table().get(stem)
    if known:
        return known
    from pypinyin import lazy_pinyin

    return ("".join(lazy_pinyin(stem)),)


def is_own(name: str) -> bool:
    """Whether a city or county of Taiwan goes by that Chinese name."""
    key = fold_key(name)
    return (key[:-1] if key.endswith(_ENDINGS) and len(key) > 2 else key) in _table()
