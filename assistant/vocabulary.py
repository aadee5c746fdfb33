"""The vocabulary of questions, from data: concepts in two languages, kinds, titles, rules of intent."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.english import stems
from assistant.patterns import folded
from ingest import country_codes, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "lexicon"
_LONGEST = 6  # English words in a phrase


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing under all its names.

    ``zh`` are its Chinese names, ``narrower`` names of kinds of it, both as written; ``en`` its English
    ones. A ``general`` concept (staff, service) says little: it ranks items but restricts no set; an
    ``act`` (to tour, to film) narrows one and is never its subject.
    """

    zh: tuple[str, ...]
    narrower: tuple[str, ...]
    en: tuple[str, ...]
    general: bool = False
    act: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Every spelling under which a report may speak of it."""
        return (*self.zh, *self.narrower, *(one for one in self.en if one.isupper()))


@dataclass(frozen=True, slots=True)
class Found:
    """A concept found at ``start:end`` of a text."""

    start: int
    end: int
    concept: Concept


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts."""
    return tuple(_concept(line) for line in _lines("concepts.tsv"))


def _concept(line: str) -> Concept:
    chinese, narrower, english = (part.strip() for part in [*line.split("\t"), "", ""][:3])
    return Concept(
        _split(chinese.lstrip("~+"), "、"), _split(narrower, "、"), _split(english, ";"),
        general=chinese.startswith("~"), act=chinese.startswith("+"),
    )  # fmt: skip


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(mark) if one.strip())


def _lines(name: str) -> Iterable[str]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


@cache
def _chinese_index() -> dict[str, tuple[Concept, ...]]:
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in concepts():
        for name in (*concept.zh, *concept.narrower):
            own = concept if name in concept.zh else Concept((name,), (), (), general=concept.general, act=concept.act)
            found[fold_key(name)] = (*found.get(fold_key(name), ()), own)
    return found


@cache
def _english_index() -> dict[tuple[str, ...], tuple[Concept, ...]]:
    found: dict[tuple[str, ...], tuple[Concept, ...]] = {}
    for concept in concepts():
        for name in concept.en:
            found[stems(name)] = (*found.get(stems(name), ()), concept)
    return found


def chinese_concepts(text: str) -> tuple[str, tuple[Concept, ...]] | None:
    """The longest concept name, of two characters at least, that a folded text begins with, and what it names."""
    index = _chinese_index()
    for length in range(min(_longest_chinese(), len(text)), 1, -1):
        if text[:length] in index:
            return text[:length], index[text[:length]]
    return None


@cache
def of_peoples() -> tuple[tuple[str, Concept], ...]:
    """English phrases that begin with the name of a people (korean association), folded, and what each names."""
    named = [(name, one) for one in concepts() for name in one.en if " " in name]
    return tuple((name, one) for name, one in named if country_codes(name.split()[0].capitalize()))


@cache
def _longest_chinese() -> int:
    return max((len(name) for name in _chinese_index()), default=0)


def english_concepts(words: tuple[str, ...]) -> tuple[int, tuple[Concept, ...]] | None:
    """The longest concept phrase that stems begin with: its length in words, and what it names."""
    index = _english_index()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if words[:length] in index:
            return length, index[words[:length]]
    return None


def spellings(term: str) -> tuple[str, ...]:
    """All Chinese spellings of a term by the concepts that have it; itself if there are none."""
    known = _chinese_index().get(fold_key(term), ())
    return tuple(dict.fromkeys((term, *(name for one in known for name in one.terms))))


@cache
def stopwords(language: str) -> frozenset[str]:
    """Words that ask or join and name nothing, folded (Chinese) or as stems (English)."""
    lines = list(_lines(f"stopwords_{language}.txt"))
    words = [word for line in lines for word in line.split()]
    return frozenset(" ".join(stems(word)) for word in words) if language == "en" else frozenset(map(fold_key, words))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern on folded text, and what it means; ``match`` and ``miss`` are its examples."""

    means: str
    pattern: re.Pattern[str]
    match: tuple[str, ...]
    miss: tuple[str, ...]


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of a file of the lexicon, in their order of precedence."""
    table = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(
            one["means"], folded(_alternatives(one)), tuple(one.get("match", ())), tuple(one.get("miss", ())),
        )
        for one in table["rule"]
    )  # fmt: skip


@cache
def pattern_of(name: str, means: str) -> re.Pattern[str]:
    """The pattern of the first rule of a file that has a meaning."""
    return next(rule.pattern for rule in rules(name) if rule.means == means)


def _alternatives(one: dict[str, str]) -> str:
    """Chinese and English halves of a rule as one folded pattern."""
    halves = [one[key] for key in ("zh", "en") if one.get(key)]
    return "|".join(f"(?:{half})" for half in halves)


@dataclass(frozen=True, slots=True)
class Title:
    """A post under its names in both languages; ``bodies`` are words of bodies whose members hold it.

    A ``loose`` post goes by many titles: it ranks and never refuses. An ``english`` one is found by
    its English names only.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    loose: bool = False
    english: bool = False


@cache
def titles() -> tuple[Title, ...]:
    """All posts."""
    table = tomllib.loads((FOLDER / "titles.toml").read_text(encoding="utf-8"))
    return tuple(
        Title(
            tuple(one["zh"]),
            tuple(one.get("en", ())),
            tuple(one.get("bodies", ())),
            bool(one.get("loose")),
            bool(one.get("english")),
        )
        for one in table["title"]
    )
