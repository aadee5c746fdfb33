"""The interface's own words in Traditional Chinese and English."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.question import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = (Language.ZH_HANT, Language.EN)


@cache
def words_of(language: Language) -> Mapping[str, str]:
    """All words of a language by key."""
    path = Path(__file__).parent / "words" / f"{language.value}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def ui(language: Language, key: str, **values: object) -> str:
    """The words under ``key``, with ``values`` filled in."""
    return words_of(language)[key].format(**values)
