"""English for the report's own words: titles, offices, documents and subjects of city government."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Mapping

TENURE = {"前": "former", "时任": "then", "新任": "new", "现任": "current", "代理": "acting", "首任": "first"}
_PIECES = 3  # words of which an unknown longer one may be made up


@cache
def glossary() -> Mapping[str, str]:
    """English by folded Chinese, all sections together."""
    path = Path(__file__).parent / "wording" / "gloss.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {fold_key(zh): en for section in sections.values() for zh, en in section.items()}


@cache
def titles() -> frozenset[str]:
    """Folded titles of persons, for telling a title from other words."""
    path = Path(__file__).parent / "wording" / "gloss.toml"
    return frozenset(fold_key(zh) for zh in tomllib.loads(path.read_text(encoding="utf-8"))["titles"])


@lru_cache(maxsize=8192)
def english(words: str) -> str | None:
    """English for Chinese words, whole or in a few known pieces; None if a piece is not known."""
    key = fold_key(words)
    known = glossary()
    if key in known:
        return known[key]
    for mark, adjective in TENURE.items():
        if key.startswith(mark) and (rest := english(key[len(mark) :])):
            return f"{adjective} {rest}"
    pieces = _split(key, _PIECES)
    return " ".join(known[one] for one in pieces) if pieces else None


def _split(key: str, most: int) -> tuple[str, ...]:
    known = glossary()
    if key in known:
        return (key,)
    if most < 2:
        return ()
    for at in range(len(key) - 2, 1, -1):
        if key[:at] in known and (rest := _split(key[at:], most - 1)):
            return (key[:at], *rest)
    return ()


def glossed(words: str) -> str:
    """The words with their English before them: smart cities (智慧城市); as they are where we know none."""
    said = english(words)
    return f"{said} ({words})" if said else words


def title_words(title: str) -> str | None:
    """English for a person's title."""
    return english(title) if title else None
