"""What a question takes for granted or asks the amount of, and whether an item bears it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest import Event

_RATE = re.compile(r"((?:(?!的)[\u3400-\u9fff]){2,4}率)(?!团|先|领|员)")
_ORDINAL = re.compile(
    fold(r"第\s{0,2}(\d{1,4}|[一二三四五六七八九十百]{1,5})\s{0,2}([個个屆届名座位任城])")
    + r"|\b(\d{1,4})(?:st|nd|rd|th)\b(?! (?:of )?(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december|century|quarter))",
    re.IGNORECASE,
)
_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")}
_ENGLISH_ORDINALS = {
    word: at
    for at, word in enumerate(
        [
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        4,
    )
}
_TENS = {
    "thirty": 30,
    "thirtieth": 30,
    "forty": 40,
    "fortieth": 40,
    "fifty": 50,
    "fiftieth": 50,
    "sixty": 60,
    "sixtieth": 60,
    "twenty": 20,
}
_UNITS = {"first": 1, "second": 2, "third": 3} | {word: at for word, at in _ENGLISH_ORDINALS.items() if at < 10}
_MONTH_NEAR = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def asked_rate(text: str) -> str | None:
    """The rate that a question names (成立率), if it names one."""
    match = _RATE.search(fold(text))
    return text[match.start(1) : match.end(1)] if match else None


def states_rate(event: Event, rate: str) -> bool:
    """Whether an item says that rate, by its last three characters (公務人員精簡率 is a 精簡率)."""
    return fold(rate)[-3:] in said_in(event)


def said_in(event: Event) -> str:
    """All that an item and its captions say, folded."""
    captions = " ".join(one.caption for one in event.photos)
    return fold(f"{event.quote} {captions}")


def ordinals(text: str) -> tuple[int, ...]:
    """Ordinals that a text names: 第 40 個, 第四任, 41st, forty-first."""
    found = [_value(number or english) for number, _, english in _ORDINAL.findall(fold(text))]
    return (*(one for one in found if one is not None), *_worded(fold(text)))


def ordinal_words(text: str) -> tuple[str, ...]:
    """The words of those ordinals from four on: a question that names one takes for granted that there is one.

    The first three say an order more often than a number (the first visit).
    """
    words = [
        match.group() for match in _ORDINAL.finditer(fold(text)) if (_value(match.group(1) or match.group(3)) or 0) > 3
    ]
    named = [text[at : at + len(one)] for one in words for at in (fold(text).find(one),)]
    if not named and any(one > 3 for one in _worded(fold(text))):
        named = [
            " ".join(
                word for word in re.findall(r"[a-z-]+", fold(text)) if word in _ENGLISH_ORDINALS or _compound(word)
            )
        ]
    return tuple(dict.fromkeys(named))


def _worded(folded: str) -> tuple[int, ...]:
    """English ordinals in words: fourth, forty-first."""
    if _MONTH_NEAR.search(folded):
        return ()
    found = []
    for word in re.findall(r"[a-z]+(?:-[a-z]+)?", folded):
        number = _ENGLISH_ORDINALS.get(word) or _compound(word)
        if number:
            found.append(number)
    return tuple(found)


def _compound(word: str) -> int | None:
    tens, _, unit = word.partition("-")
    return _TENS[tens] + _UNITS[unit] if tens in _TENS and unit in _UNITS else None


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
    own = set(ordinals(said_in(event)))
    return all(one in own for one in wanted)


__all__ = ["asked_rate", "names_ordinal", "ordinal_words", "ordinals", "said_in", "states_rate"]
