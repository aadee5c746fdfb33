"""The kinds of event that a question restricts itself to, and figures that it sets as thresholds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.question import FigureFilter
from assistant.units import units
from assistant.vocabulary import pattern_of, rules
from ingest import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.reading import Reading

_ACTS = frozenset(("any", "or_any", "visit", "incoming_visit", "outgoing_visit", "signing", "talk"))
TALKS = (Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT, Kind.MEETING, Kind.RECEPTION, Kind.SIGNING)
"""Kinds of event at which people talk with one another."""
_TIMES = {
    "萬": 1e4,
    "万": 1e4,
    "千": 1e3,
    "億": 1e8,
    "亿": 1e8,
    "百": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "hundred": 100.0,
}
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "十": 10}


def kinds_asked(reading: Reading, plain: str) -> tuple[tuple[Kind, ...], tuple[tuple[int, int, Kind], ...]]:
    """Kinds that a question names; none where it speaks of events of any kind.

    Returns:
        The kinds, and where the words stand that tell an item from others as well (訓練, unlike 來訪),
        with the kind of each.

    Args:
        reading: the question; words that name a kind are taken.
        plain: its folded text with what was understood as names blanked out.
    """
    found: dict[str, None] = {}
    telling: list[tuple[int, int, Kind]] = []
    taken = bytearray(len(plain))
    for rule in rules("kinds"):
        for match in rule.pattern.finditer(plain):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            found[rule.means] = None
            if rule.means not in _ACTS:
                telling.append((*match.span(), Kind(rule.means)))
    for at, flag in enumerate(taken):
        if flag:
            reading.take(at, at + 1)
    return _settled(found), tuple(telling)


def _settled(found: Mapping[str, None]) -> tuple[Kind, ...]:
    """The kinds that the words found leave."""
    kinds = [Kind(name) for name in found if name not in ("visit", "any", "or_any", "talk")]
    if "or_any" in found:
        return ()
    if "talk" in found:
        return TALKS
    if "visit" in found and not {Kind.INCOMING_VISIT, Kind.OUTGOING_VISIT} & set(kinds):
        kinds.append(Kind.INCOMING_VISIT)
    if "any" in found:
        kinds = [one for one in kinds if one is not Kind.INCOMING_VISIT]
    return tuple(kinds)


def figures_asked(reading: Reading) -> tuple[FigureFilter, ...]:
    """Thresholds that a question sets: 超過 10 萬人, 100,000 or more people."""
    found = []
    for match in reading.find(pattern_of("thresholds", "threshold")):
        number = next((match.group(key) for key in ("n", "n2", "n3", "n4") if match.group(key)), "")
        unit = next((match.group(key) for key in ("unit", "unit2", "unit3", "unit4") if match.group(key)), "")
        if not number or re.match(r"[年月日号天岁]", unit):
            continue
        reading.take(match.start(), match.end())
        found.append(
            FigureFilter(
                reading.words(match.start(), match.end()), _comparator(match), amount_of(number), _units(unit, reading)
            )
        )
    return tuple(found)


def _comparator(match: re.Match[str]) -> str:
    for sign, keys in (
        (">", ("more", "emore")),
        (">=", ("least", "up", "eleast", "eup")),
        ("<", ("less", "eless")),
        ("<=", ("most", "down", "emost", "edown")),
    ):
        if any(match.group(key) for key in keys):
            return sign
    return ">="


def _units(word: str, reading: Reading) -> tuple[str, ...]:
    for one in units():
        if any(
            one.asked_by(asked) for asked in ((word, f"how many {word}", f"幾{word}") if word else (reading.folded,))
        ):
            return one.signs
    return (word,) if word[:1] >= "\u3400" else ()


def amount_of(text: str) -> float:
    """A number with 萬 or thousand, in digits or Chinese numerals."""
    plain = text.replace(",", "").strip()
    scale = 1.0
    for word, times in _TIMES.items():
        if plain.endswith(word):
            plain, scale = plain.removesuffix(word).strip(), times
            break
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain) * scale
    return (_chinese(plain) if plain else 1.0) * scale


def _chinese(text: str) -> float:
    total, current = 0.0, 0.0
    for char in text:
        if char in _TIMES or char == "十":
            total += (current or 1.0) * (10.0 if char == "十" else _TIMES[char])
            current = 0.0
        else:
            current = float(_DIGITS.get(char, 0))
    return total + current
