"""Names of people in Latin letters: in brackets after a Chinese name, before a title, after Mr. or Dr."""

from __future__ import annotations

import re

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"
_LETTER = "A-Za-zÀ-ÖØ-öø-žḀ-ỹ"
_ADDRESSES = (
    r"H\.?\s?E\.?|The Hon\.?|Hon\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Prof\.?|Professor|Sir|Madam|Mayor|Governor|Ambassador|"
    r"Senator|Minister|President|Rep\.?|CP|ACP|Datuk|Dato’|Dato'|Tan Sri|Tun|Gen\.|Col\.|Lt\.|Maj\.|Capt\."
)
_PARTICLES = "de|da|do|dos|del|della|di|van|von|der|den|bin|ibn|al|el|la|le|y|ter|ten|zu|af"
_PREFIX = f"(?:{_ADDRESSES})"
_WORD = (
    rf"(?:[{_CAPITAL}][{_LETTER}'’.\-]*|(?:{_PARTICLES})(?=\s)|al-[{_LETTER}]+|"
    rf"[a-z]{{1,3}}[{_CAPITAL}][{_LETTER}'’.\-]*)"
)
_NAME = rf"{_WORD}(?:,?\s{_WORD}){{0,7}}"
_WHOLE = re.compile(rf"(?:{_PREFIX}\s?)*({_NAME})")
_BRACKET = re.compile(rf"（\s*(?:{_PREFIX}\s?)*({_NAME})\s*）")
_TWO = re.compile(rf"（({_WORD}(?:\s{_WORD}){{1,4}})[,，、]\s?({_WORD}(?:\s{_WORD}){{1,4}})）")
_PREFIXED = re.compile(rf"(?<![{_LETTER}])((?:{_PREFIX}\s)+)({_WORD}(?:\s{_WORD}){{0,5}})")
_RUN = re.compile(rf"[{_LETTER}][{_LETTER}'’.,\- ]*$")
_NO_PERSON = re.compile(
    r"\b(?:City|County|University|Institute|Office|Council|Association|Foundation|Center|Centre|Company|Corp|Group|Agency|"
    r"Bank|School|College|Catapult|Forum|Program|Project|Act|Network|Award|Festival|Expo|Club|Park|Street|Road|Bay|Line|"
    r"Chamber|Union|Party|Museum|Committee|Commission|Ministry|Department|Bureau|Government|Atoll)\b"
)
_LONGEST = 70

LatinName = tuple[int, int, str]  # start, end, the name without H.E. and the like


def vouches(name: str | None) -> bool:
    """Whether a Latin name is of two words or more, and so that of a person."""
    return name is not None and (" " in name or "," in name)


def brackets(text: str) -> list[LatinName]:
    """Every bracket with a person's Latin name of two words or more: where it opens and closes, and the name."""
    found = ((one.start(), one.end(), one[1].strip()) for one in _BRACKET.finditer(text))
    return [one for one in found if vouches(one[2]) and not _NO_PERSON.search(one[2])]


def bracket_ending(text: str, stop: int) -> LatinName | None:
    """The Latin bracket that closes right before ``stop``."""
    opening = text.rfind("（", max(0, stop - _LONGEST), stop)
    found = _BRACKET.fullmatch(text, opening, stop) if opening >= 0 else None
    return (opening, stop, found[1].strip()) if found and not _NO_PERSON.search(found[1]) else None


def bracket_at(text: str, start: int) -> LatinName | None:
    """The Latin bracket that opens at ``start``; one of capitals alone (AIT) is no person's."""
    found = _BRACKET.match(text, start)
    if not found or _NO_PERSON.search(found[1]) or (found[1].isupper() and not vouches(found[1])):
        return None
    return found.start(1), found.end(1), found[1].strip()


def two_in_bracket(text: str, start: int) -> tuple[str, str] | None:
    """Two Latin names in one bracket that opens at ``start``."""
    found = _TWO.match(text, start)
    return (found[1], found[2]) if found else None


def name_ending(text: str, stop: int) -> LatinName | None:
    """A Latin name of two words or more that stops right before ``stop``: Gerardo Ruiz 處長."""
    last = text[stop - 1 : stop]
    if not last.isascii() or not (last.isalpha() or last == "."):
        return None
    run = _RUN.search(text[max(0, stop - _LONGEST) : stop])
    found = _WHOLE.fullmatch(text, stop - len(run[0]), stop) if run else None
    return _person(found)


def name_at(text: str, start: int) -> LatinName | None:
    """A Latin name of two words or more that begins right at ``start``."""
    return _person(_WHOLE.match(text, start))


def _person(found: re.Match[str] | None) -> LatinName | None:
    if not found or " " not in found[1] or _NO_PERSON.search(found[1]):
        return None
    return found.start(1), found.start(1) + len(found[1].rstrip(" ,")), found[1].rstrip(" ,")


def addressed(text: str) -> list[tuple[int, LatinName, str]]:
    """Latin names after Mr., Dr., Ambassador …: where the address begins, the name, the address."""
    out: list[tuple[int, LatinName, str]] = []
    for found in _PREFIXED.finditer(text):
        name = found[2].strip(" ,.")
        if not _NO_PERSON.search(name):
            out.append((found.start(), (found.start(2), found.start(2) + len(name), name), found[1].strip()))
    return out
