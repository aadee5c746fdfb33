"""The words of the three languages fit each other, and the glossary what it glosses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from opencc import OpenCC

from assistant import phrase
from assistant.gloss import english, glossary, glossed, titles
from assistant.question import Language
from ingest import Kind

FOLDER = Path(phrase.__file__).parent / "wording"
FILES = {one: tomllib.loads((FOLDER / f"{one.value}.toml").read_text(encoding="utf-8")) for one in Language}
HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
def test_every_language_has_the_same_words(language: Language) -> None:
    first = FILES[Language.ZH_HANT]
    for section, words in first.items():
        assert set(FILES[language][section]) == set(words), section


@pytest.mark.parametrize("language", list(Language))
def test_no_language_fills_in_what_the_others_do_not_know(language: Language) -> None:
    for section, words in FILES[Language.ZH_HANT].items():
        if section in ("dates", "group"):  # each calendar has its own parts
            continue
        for key, text in words.items():
            extra = set(HOLE.findall(FILES[language][section][key])) - set(HOLE.findall(text))
            assert not extra, (section, key)


def test_simplified_words_are_the_traditional_ones_in_the_other_script() -> None:
    convert = OpenCC("t2s").convert
    for section, words in FILES[Language.ZH_HANT].items():
        for key, text in words.items():
            assert FILES[Language.ZH_HANS][section][key] == convert(text), (section, key)


@pytest.mark.parametrize("language", list(Language))
def test_every_kind_has_a_name(language: Language) -> None:
    assert {one.value for one in Kind} == set(FILES[language]["kinds"])


def test_every_word_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("*.py"))
    built = ("refuse_", "_one", "title_", "_whole", "_have", "compare_", "_county", "names_")
    for section in ("text", "draft", "prose"):
        for key in FILES[Language.EN][section]:
            made = any(part in key for part in built)
            assert made or f'"{key}"' in code, (section, key)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("副市長", "Deputy Mayor"),
        ("智慧城市發展", "smart cities development"),
        ("經濟發展局局長", "Economic Development Bureau Director-General"),
        ("前議員", "former councillor or member of parliament"),
        ("新任市長", "new Mayor"),
        ("淨零", "net zero"),
        ("净零", "net zero"),
        ("某某未知詞", None),
        ("智慧某某", None),
        ("", None),
    ],
)
def test_english_for_the_reports_words(zh: str, en: str | None) -> None:
    assert english(zh) == en


def test_the_reports_word_stays_beside_its_english() -> None:
    assert glossed("智慧城市") == "smart cities (智慧城市)"
    assert glossed("某某") == "某某"


def test_the_glossary_is_sound() -> None:
    assert "副市长" in titles()
    for zh, en in glossary().items():
        assert len(zh) > 1, zh
        assert en.isascii(), zh
        assert en == en.strip(), zh
