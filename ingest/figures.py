"""Numbers that count something: value, unit, what is counted, compared how.

Dates, numbering, ordinals (第 4 屆), versions, telephone and house numbers are no figures; a rank
(第 39 個締盟城市), a hotline's number and a standard's are, because readers ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.date_patterns import without_numbering
from ingest.date_stamps import expression_of
from ingest.date_tokens import token_groups
from ingest.event import Figure
from ingest.figure_numbers import Found, count_numbers
from ingest.figure_what import describe
from ingest.figure_words import figure_words
from ingest.fold import fold
from ingest.numerals import HAN_DIGITS, number_of

_HAS_NUMBER = re.compile(rf"[\d{HAN_DIGITS}十百千数]")
_HOTLINE = re.compile(
    r"(?<![\d\-])(1\d{2,3}|0800[-\s]?\d{3}[-\s]?\d{3})\s?[^\s\d,。、;:()「」]{0,10}?(专线|热线|谘询电话|咨询电话)"
)
_STANDARD = re.compile(r"(?:iso|iec|cns|bs)(?:/iec)?[\s-]?(\d{4,5}(?:[-:]\d{1,4}){0,2})")
_FRACTION = re.compile(
    rf"([{HAN_DIGITS}十百]{{1,5}}|\d{{1,3}})分之([{HAN_DIGITS}十百点]{{1,6}}|\d{{1,3}}(?:\.\d{{1,3}})?)"
)
_TERM = re.compile(r"\(\s?((\d{2,4})\s?年?\s?[-~–—至到]\s?(\d{2,4})\s?(年))度?\s?\)")


def find_figures(text: str, base: int = 0, about: str = "") -> tuple[Figure, ...]:
    """Figures in ``text`` in order; offsets begin at ``base``.

    ``about`` is what the text is about (its heading): it completes a ``what`` that would be
    no more than a verb (辦理 6 場次).
    """
    key = without_numbering(fold(text))
    if not _HAS_NUMBER.search(key):
        return ()
    dates = _dates(key)
    taken = bytearray(len(key))
    for start, end in (*dates, *(match.span() for match in figure_words().names.finditer(key))):
        taken[start:end] = b"\x01" * (end - start)
    found: list[Found] = []
    for one in _special(key):
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
        found.append(one)
    found += count_numbers(key, taken)
    found.sort(key=lambda one: (one.start, one.end))
    whats = describe(text, key, found, dates, about)
    return tuple(_shown(text, base, one, what) for one, what in zip(found, whats, strict=True))


def _shown(text: str, base: int, one: Found, what: str) -> Figure:
    return Figure(
        value=text[slice(*one.value)].strip(),
        amount=one.amount,
        unit=text[slice(*one.unit)],
        what=what,
        text=text[one.start : one.end],
        start=one.start + base,
        end=one.end + base,
        rule=one.rule,
        comparator=one.comparator,
    )


def _dates(key: str) -> list[tuple[int, int]]:
    """Stretches that are dates, whatever days they mean."""
    groups = (expression_of(group) for group in token_groups(key))
    return [(stamp.start, stamp.end) for one in groups for stamp in one.stamps if not stamp.loose]


def _special(key: str) -> Iterator[Found]:
    """Hotlines, standards, fractions, and years in brackets that say how long a project runs."""
    for match in _HOTLINE.finditer(key):
        number = float(re.sub(r"\D", "", match[1]))
        yield Found(*match.span(), match.span(1), match.span(2), number, "hotline")
    for match in _STANDARD.finditer(key):
        yield Found(*match.span(), match.span(1), (match.end(), match.end()), None, "standard")
    for match in _TERM.finditer(key):
        years = int(match[3]) - int(match[2]) + 1
        if years > 1:
            yield Found(*match.span(1), match.span(1), match.span(4), float(years), "term")
    for match in _FRACTION.finditer(key):
        whole, part = number_of(match[1]), number_of(match[2])
        if whole and part is not None:
            percent = whole == 100
            amount, group = (part, "percent") if percent else (part / whole, "fraction")
            yield Found(*match.span(), match.span(), (match.end(), match.end()), amount, group)
