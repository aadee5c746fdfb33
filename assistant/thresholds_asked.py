"""The thresholds that a question sets for figures: more than, fewer than, between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.measures import STAY, measure_asked, measures
from assistant.question import FigureFilter
from assistant.units import units
from assistant.vocabulary import pattern_of

if TYPE_CHECKING:
    from assistant.reading import Reading

_TIMES = {  # the largest first: a number is split at them
    "亿": 1e8, "億": 1e8, "萬": 1e4, "万": 1e4, "billion": 1e9, "million": 1e6, "thousand": 1e3, "hundred": 100.0,
    "千": 1e3, "百": 100.0, "十": 10.0,
}  # fmt: skip
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2}
_DATED = re.compile(r"[年月号岁半]")  # words after a number that make it a date, an age or no number at all
_SIGNS = (
    (">", ("more", "emore")),
    (">=", ("least", "least5", "up", "eleast", "eup", "eup8", "low", "elow")),
    ("<", ("less", "eless")),
    ("<=", ("most", "most5", "down", "emost", "edown", "edown8")),
)
_UNITS = ("unit", "unit2", "unit3", "unit4", "unit6", "unit7", "unit8")
_MONEY = ("元", "万元", "亿元", "千元", "圆")
_LOOSE = ("people", "money")  # sorts whose units all count the same


def figures_asked(reading: Reading) -> tuple[FigureFilter, ...]:
    """Thresholds that a question sets: 超過 10 萬人, 100,000 or more people, 介於 10 到 20 人."""
    found = []
    for match in reading.find(pattern_of("thresholds", "threshold")):
        number, upper, word, sign = _parts(match)
        if not number or _DATED.match(word) or (word[:1] == "日" and reading.folded[: match.start()].endswith("月")):
            continue
        signs, length = _signs(word, reading)
        first, last = _span(match, word, length, reading)
        reading.take(first, last)
        measure = _measure(signs, word, reading)
        found.append(
            FigureFilter(reading.words(first, last), sign, _amount(number, word), signs, measure, _upper(upper, word))
        )
    for match in reading.find(pattern_of("thresholds", "ranked")):
        reading.take(*match.span())
    return tuple(found)


def _parts(match: re.Match[str]) -> tuple[str, str, str, str]:
    """The number, the upper one of two, the words after it and the comparator."""
    said = {key: text for key, text in match.groupdict().items() if text}
    number = next((said[key] for key in ("n", "n2", "n3", "n4", "n8", "low", "elow") if key in said), "")
    upper = said.get("high") or said.get("ehigh") or ""
    money = any(key.startswith("cur") for key in said)
    word = next((said[key] for key in said if key.startswith("unit") and key != "unitlow"), "元" if money else "")
    sign = next(one for one, keys in _SIGNS if any(key in said for key in keys))
    return number, upper, "元" if money else word, sign


def _span(match: re.Match[str], word: str, length: int, reading: Reading) -> tuple[int, int]:
    """The condition with the words right before and after that say what is counted; not the words after its unit."""
    first, last = match.span()
    at = next((match.start(key) for key in match.groupdict() if key in _UNITS and match.group(key)), -1)
    if word >= "\u3400" and at >= 0 and match.end() == at + len(word):
        last = at + length
    counted = pattern_of("thresholds", "counted").search(reading.folded[:first])
    if counted and reading.free(*counted.span()):
        first = counted.start()
    doing = pattern_of("thresholds", "counting").match(reading.folded[last:])
    return first, last + (doing.end() if doing else 0)


def _signs(word: str, reading: Reading) -> tuple[tuple[str, ...], int]:
    """The units of figures that a unit in a question stands for, and how much of the words it is."""
    if word[:1] < "\u3400" and word:
        known = next((one for one in units() if one.asked_by(f"how many {word}") or one.asked_by(word)), None)
        return (known.signs if known else (word,)), len(word)
    sign, known = max(
        ((sign, one) for one in units() for sign in one.signs if word.startswith(sign) and not sign.endswith("参")),
        key=lambda one: len(one[0]),
        default=("", None),
    )
    if not word or known is None:
        measure = measure_asked(reading.folded)
        signs = tuple(sign for one in (measure.units if measure else ()) for sign in one.signs)
        return signs or ((word[:1],) if word and word[0] not in "的吗呢之" else ()), 0 if signs else min(1, len(word))
    if known.name == "money":
        return (_MONEY if sign in _MONEY else (sign,)), len(sign)
    return (known.signs if known.name in _LOOSE else (sign,)), len(sign)


def _measure(signs: tuple[str, ...], word: str, reading: Reading) -> str:
    """What is counted: days of a stay, else what the question speaks of in that unit."""
    if word[:1] in ("天", "日") or word == "days":
        return STAY
    for one in measures():
        if any(sign in unit.signs for unit in one.units for sign in signs) and one.asks.search(reading.folded):
            return one.name
    return ""


def _amount(number: str, word: str) -> float:
    return amount_of(number) * (10.0 if word[:1] == "成" else 1.0)


def _upper(number: str, word: str) -> float | None:
    return _amount(number, word) if number else None


def amount_of(text: str) -> float:
    """A number with 萬 or thousand, in digits or Chinese numerals."""
    plain = text.replace(",", "").strip()
    for word, times in _TIMES.items():
        head, found, tail = plain.partition(word)
        if found:
            rest = amount_of(tail) if tail.strip() else 0.0
            return (amount_of(head) if head.strip() else 1.0) * times + rest
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    return _chinese(plain) if plain else 1.0


def _chinese(text: str) -> float:
    """A number written in Chinese digits (二, 兩); 零 before others says nothing."""
    return float("".join(str(_DIGITS.get(char, 0)) for char in text))
