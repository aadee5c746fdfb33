"""Whether something rose or fell, as a question asks and as an item says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.asking import asked
from assistant.question import Language
from assistant.units import units_asked
from assistant.vocabulary import pattern_of
from ingest import find_figures, fold, fold_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.question import Question
    from ingest import Event

_ENDS = re.compile(r"[。；;\n|]")
_CLAUSE = re.compile(r"[^，,。；;：\n|]+(?:,\d{3}[^，,。；;：\n|]*)*")
_THAN = re.compile(
    r"(?:较|比|与|和)[^，]{0,12}(?:同期|去年|前年|上年|前一年|上期|前期|上半年|年度|上月)(?:相比|比较)?"
)
_COUNTED = re.compile(r"([\u3400-\u9fff]{0,2})(人数|件数|次数|金额|人次|数|率|量)")
_NUMBERING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s{0,2}(?!\d)")
_BARE = frozenset(("人数", "件数", "次数", "金额", "人次"))
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千]")


@dataclass(frozen=True, slots=True)
class Trend:
    """That something rose (1) or fell (-1), in the words of an item."""

    sign: int
    words: str


def trend_asked(question: Question) -> int:
    """1 where a question is whether something rose, -1 whether it fell, 0 for neither."""
    match = pattern_of("trends", "asked").search(asked(question))
    return _sign(match) if match else 0


def _sign(match: re.Match[str]) -> int:
    return 1 if match.group("rise") or match.group("rise2") else -1


def trend_of(event: Event, question: Question) -> Trend | None:
    """What an item says of the rise or fall of what the question speaks of; None where it says none."""
    told = [one for one in _trends(event, question) if one[0] > 0]
    return max(told, key=lambda one: one[0])[1] if told else None


def has_trend(event: Event) -> bool:
    """Whether an item says of anything that it rose or fell, or against an earlier time."""
    for clause in _CLAUSE.finditer(event.quote):
        plain = fold(clause.group())
        if pattern_of("trends", "said").search(plain) and (_DIGIT.search(plain) or _THAN.search(plain)):
            return True
    return False


def _trends(event: Event, question: Question) -> Iterator[tuple[float, Trend]]:
    """Rises and falls of an item, each with how well what rose or fell fits the question."""
    for sentence in _ENDS.split(event.quote):
        before = before_words = ""
        for match in _CLAUSE.finditer(sentence):
            clause = _NUMBERING.sub("", match.group().strip())
            plain = fold(clause)
            way = pattern_of("trends", "said").search(plain)
            if way and (_DIGIT.search(plain) or _THAN.search(plain)):
                subject = _THAN.sub("", plain[: way.start()])
                own = not before or len(re.sub(r"[^\u3400-\u9fff]", "", subject)) > 1
                words = clause if own else f"{before_words}，{clause}"
                fit = _fit(question, subject if own else before, plain[way.end() :], event)
                yield fit, Trend(_sign(way), words)
            else:
                before, before_words = plain, clause


def _fit(question: Question, subject: str, after: str, event: Event) -> float:
    """How well what rose or fell is what the question speaks of; 0 where it is another thing."""
    text, whole = asked(question), fold_key(event.quote)
    wanted = [one for group in question.wanted for one in (tuple(map(fold_key, group)),) if not _is_way(one)]
    wanted = [group for group in wanted if any(_HAN.search(one) for one in group)]
    if not all(any(one in whole or _near(one, whole) for one in group) for group in wanted):
        return 0.0
    units = [one for one in units_asked(text) if one.name not in ("percent",)]
    figures = find_figures(after)
    if units and figures and not any(unit.measures(one) or one.unit == "%" for unit in units for one in figures[:1]):
        return 0.0
    for one in find_figures(subject):
        subject = subject.replace(one.text, "")
    counted = _COUNTED.findall(subject)
    key = fold_key(subject)
    said = sum(any(one in key for one in group) for group in wanted) / len(wanted) if wanted else 0.0
    if counted and question.language is not Language.EN:
        head, noun = counted[-1]
        pairs = {f"{head}{noun}"[at : at + 2] for at in range(len(head) + len(noun) - 1)} - (_BARE if head else set())
        return 1.0 + said if any(pair in text for pair in pairs) else 0.0
    return said


def _near(term: str, text: str) -> bool:
    pairs = [term[at : at + 2] for at in range(len(term) - 1)]
    return len(pairs) > 1 and sum(pair in text for pair in pairs) / len(pairs) >= 0.5


def _is_way(spellings: Sequence[str]) -> bool:
    return any(pattern_of("trends", "said").fullmatch(one) for one in spellings)
