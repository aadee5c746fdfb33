"""What sort of value a question asks for (money, energy, a rate), and whether an item states one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest import Event

_RATE = re.compile(r"([\u3400-\u9fff]{2,4}率)")
_ORDINAL = re.compile(r"第\s{0,2}(\d{1,4}|[一二三四五六七八九十百]{1,5})\s{0,2}([個个屆届名座位次任城])|\b(\d{1,4})(?:st|nd|rd|th)\b", re.IGNORECASE)
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Value:
    """A sort of value: the words that ask for it and the pattern that states one."""

    name: str
    zh: str
    en: str
    asks: re.Pattern[str]
    states: re.Pattern[str]


@cache
def values() -> tuple[Value, ...]:
    """The sorts of value that we know, from data."""
    path = Path(__file__).parent / "wording" / "values.toml"
    return tuple(
        Value(one["name"], one["zh"], one["en"], re.compile(fold(one["asks"])), re.compile(fold(one["states"])))
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["value"]
    )


def asked_values(text: str) -> tuple[Value, ...]:
    """The sorts of value that a question asks for."""
    folded = fold(text)
    return tuple(one for one in values() if one.asks.search(folded))


def asked_rate(text: str) -> str | None:
    """The rate that a question names (成立率), if it names one."""
    match = _RATE.search(text)
    return match.group(1) if match else None


def stated(event: Event, wanted: Value) -> bool:
    """Whether an item states a value of that sort."""
    return bool(wanted.states.search(_said(event)))


def states_rate(event: Event, rate: str) -> bool:
    """Whether an item says that rate, by its last three characters (公務人員精簡率 is a 精簡率)."""
    return fold(rate)[-3:] in _said(event)


def _said(event: Event) -> str:
    captions = " ".join(one.caption for one in event.photos)
    return fold(f"{event.quote} {captions}")


def ordinals(text: str) -> tuple[int, ...]:
    """Ordinals that a text names: 第 40 個, 第四次, 41st."""
    found = []
    for number, _, english in _ORDINAL.findall(text):
        found.append(_value(number or english))
    return tuple(one for one in found if one is not None)


def _value(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text == "十":
        return 10
    head, ten, tail = text.partition("十")
    try:
        units = _DIGITS[tail] if tail else 0
        return (_DIGITS[head] if head else 1) * 10 + units if ten else _DIGITS[text]
    except KeyError:
        return None


def names_ordinal(event: Event, wanted: Iterable[int]) -> bool:
    """Whether an item names all those ordinals itself."""
    own = set(ordinals(_said(event)))
    return all(one in own for one in wanted)
