"""What a set of cited spans proves, and whether a line says no more than that."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.days import dates_said, days_proved
from assistant.phrase import fixed_words
from ingest import fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.answer import Answer, Citation
    from assistant.question import Language
    from ingest import Report

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"[^\W\d_]+")
_HOLE = re.compile(r"\{[^}]*\}")
_NEAR = 24  # characters between a name and its title, brackets included


@dataclass(frozen=True, slots=True)
class Proof:
    """All that may be said on the strength of some citations."""

    quotes: tuple[str, ...]  # folded, without white space
    words: frozenset[str]  # folded words of Latin script in the quotes
    numbers: frozenset[str]
    days: frozenset[tuple[int, int, int]]
    phrases: frozenset[str]  # fixed words of the language, whole
    fixed_latin: frozenset[str]
    titles: tuple[tuple[str, str], ...]  # (name, title) as recorded

    @classmethod
    def of(
        cls, answer: Answer, cited: Sequence[Citation], reports: Sequence[Report], computed: Iterable[tuple[str, str]]
    ) -> Proof:
        """Gather what the citations, the shown workings and the language's fixed words allow."""
        texts = [one.quote for one in cited]
        if not cited:  # a heading or a refusal may repeat the question, never add to it
            texts = [answer.question.text, answer.question.resolved]
            if answer.refusal is not None:
                texts.append(answer.refusal.missing)
        worked = " ".join(f"{value} {how}" for value, how in computed)
        phrases, fixed_latin = _phrases(answer.question.language)
        names, latin = _country_words(answer, cited)
        return cls(
            quotes=tuple(fold_key(text) for text in (*texts, *names)),
            words=frozenset(_latin(" ".join((*texts, worked)))) | latin,
            numbers=frozenset(_numbers(" ".join((*texts, worked)))),
            days=days_proved(texts, reports),
            phrases=phrases,
            fixed_latin=fixed_latin,
            titles=_titles(answer),
        )

    def covers(self, text: str) -> bool:
        """Whether every date, number, name and title in ``text`` is proved."""
        said, rest = dates_said(text)
        return (
            all(day in self.days for day in said)
            and all(number in self.numbers for number in _numbers(rest))
            and all(self._covers_run(fold(run)) for run in _HAN.findall(rest))
            and all(word in self.words or word in self.fixed_latin for word in _latin(rest))
            and all(self._paired(name, title) for name, title in self._pairs(text))
        )

    def _covers_run(self, run: str) -> bool:
        """Whether a run of Chinese splits into fixed phrases and stretches of the quotes."""
        reach = [True] + [False] * len(run)
        for at in range(len(run)):
            if not reach[at]:
                continue
            for end in range(at + 1, len(run) + 1):
                piece = run[at:end]
                quoted = any(piece in quote for quote in self.quotes)
                if piece in self.phrases or (quoted and (len(piece) > 1 or len(run) == 1)):
                    reach[end] = True
                elif not quoted and end - at > 12:
                    break
        return reach[-1]

    def _pairs(self, text: str) -> Iterable[tuple[str, str]]:
        """Every (name, title) that the text puts together, by the names and titles of the answer's events."""
        key = fold_key(_without_brackets(text))
        titles = sorted({title for _, title in self.titles if title}, key=len, reverse=True)
        for name in {name for name, _ in self.titles if name}:
            at = key.find(name)
            while at >= 0:
                after = key[at + len(name) :]
                title = next((title for title in titles if after.startswith(title)), None)
                if title:
                    yield name, title
                at = key.find(name, at + 1)

    def _paired(self, name: str, title: str) -> bool:
        """Whether a quote gives that name that title: by record, or side by side."""
        others = {one for one, _ in self.titles if one != name and one not in name and name not in one}
        for quote in self.quotes:
            at = quote.find(name)
            while at >= 0:
                before, after = quote[max(0, at - _NEAR) : at], quote[at + len(name) :][:_NEAR * 3]
                if _beside(_cut_after(before, others), title) or _beside(_cut_before(after, others), title):
                    return True
                at = quote.find(name, at + 1)
        return False


def _beside(near: str, title: str) -> bool:
    at = near.find(title)
    while at >= 0:
        if at == 0 or near[at - 1] != "副":
            return True
        at = near.find(title, at + 1)
    return False


def _cut_after(text: str, others: Iterable[str]) -> str:
    """What follows the last of ``others`` in ``text``."""
    ends = [text.rfind(one) + len(one) for one in others if one in text]
    return text[max(ends, default=0) :]


def _cut_before(text: str, others: Iterable[str]) -> str:
    """What stands before the first of ``others`` in ``text``."""
    starts = [text.find(one) for one in others if one in text]
    return text[: min(starts, default=len(text))]


def _without_brackets(text: str) -> str:
    return re.sub(r"\s*[(（][^()（）]{0,80}[)）]\s*", "", text)


def _numbers(text: str) -> Iterable[str]:
    for number in _NUMBER.findall(unicodedata.normalize("NFKC", text)):
        whole = number.replace(",", "")
        yield whole.lstrip("0") or "0"


def _latin(text: str) -> Iterable[str]:
    for word in _WORD.findall(_HAN.sub(" ", unicodedata.normalize("NFKC", text))):
        yield word.casefold()


@lru_cache(maxsize=8)
def _phrases(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    pieces: set[str] = set()
    latin: set[str] = set()
    for text in fixed_words(language):
        pieces |= {fold(piece) for piece in _HAN.findall(_HOLE.sub(" ", text))}
        latin |= set(_latin(_HOLE.sub(" ", text)))
    return frozenset(pieces), frozenset(latin)


def _country_words(answer: Answer, cited: Sequence[Citation]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Names of countries that stand in the citations, in the language of the question too."""
    found = {
        country.code
        for event in answer.events
        for country in event.countries
        if any(one.report_id == event.report_id and country.name in one.quote for one in cited)
    }
    if not found:
        return (), frozenset()
    from ingest import country_name

    names = tuple(filter(None, (country_name(code, answer.question.language.value) for code in sorted(found))))
    return names, frozenset(_latin(" ".join(names)))


def _titles(answer: Answer) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for event in answer.events:
        for person in (*event.visitors, *event.hosts, *event.others):
            found.setdefault((fold_key(person.name), fold_key(person.title or "")))
    return tuple(found)
