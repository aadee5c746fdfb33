"""Whether a number that an answer works out follows from what the answer shows."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from assistant.arithmetic import COUNT, evaluate
from assistant.days import days_proved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Answer, Citation
    from assistant.days import ProvedDays
    from ingest import Report

CITED = "count of the events cited"
EACH = "count of the events of each group, as listed"
GROUPS = "count of the groups listed"
STRUCK = "count of the events struck out"
DAYS_LONG = "days from {first} to {last}, both counted"
DAYS_APART = "days from {first} to {last}"
_DAYS = re.compile(r"days from (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)(, both counted)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORTH = {"百": 100, "千": 1000, "萬": 10_000, "万": 10_000, "億": 10**8, "亿": 10**8}
_CHAIN = re.compile(r"(?:\d+(?:\.\d+)?\s{0,2}[百千]?[萬万億亿]\s{0,2}){1,3}(?:\d{1,4}(?!\d))?")
_LINK = re.compile(r"(\d+(?:\.\d+)?)\s{0,2}([百千]?[萬万億亿])?")
_SCALES = frozenset(("100", "10000", "100000000"))  # a percentage's hundred, and what 萬 and 億 stand for


def follows(value: str, how: str, answer: Answer, cited: Sequence[Citation], reports: Sequence[Report]) -> bool:
    """Whether a worked value is what its working gives.

    ``how`` is ``COUNT`` (of the answer's events), ``CITED`` (of those that the line cites), ``STRUCK``, a number
    of days between two that the cited spans name, or a sum such as ``2613 − 41`` whose terms stand in
    the cited spans or are counts that the answer proves.
    """
    if how == COUNT:
        return value == str(len(answer.events))
    if how == STRUCK:
        return value == str(answer.unproved)
    if how == CITED:
        return value == str(len(_events_cited(answer, cited)))
    if how == GROUPS:
        rows = [line for line in answer.lines if line.bullet and any(own == CITED for _, own in line.computed)]
        return value == str(len(rows))
    if how == EACH:
        counts = [one for line in answer.lines for one, own in line.computed if own == CITED]
        none = value == "0" and len(counts) < len(answer.question.alternatives)  # of that side nothing is listed
        return value in counts or none
    days = _DAYS.fullmatch(how)
    if days is not None:
        return _days(value, days, days_proved([one.quote for one in cited], reports))
    worked = evaluate(how)
    return worked is not None and _same(value, worked) and _terms_shown(how, answer, cited)


def _events_cited(answer: Answer, cited: Sequence[Citation]) -> set[str]:
    """Ids of the answer's events whose item one of the citations covers or lies in."""
    return {
        event.id
        for event in answer.events
        for one in cited
        if one.report_id == event.report_id and one.start < event.end and event.start < one.end
    }


def _days(value: str, days: re.Match[str], known: ProvedDays) -> bool:
    try:
        first, last = date.fromisoformat(days.group(1)), date.fromisoformat(days.group(2))
    except ValueError:
        return False
    if any((one.year, one.month, one.day) not in known for one in (first, last)):
        return False
    return value == str((last - first).days + (1 if days.group(3) else 0))


def _terms_shown(how: str, answer: Answer, cited: Sequence[Citation]) -> bool:
    """Whether each number of a sum stands in a cited span, or is a count of events, or a scale."""
    shown = {number for one in cited for number in _numbers_of(one.quote)}
    worked = {_plain(value) for value in _worked_elsewhere(how, answer, shown)}
    return all(term in shown or term in worked or term in _SCALES for term in _NUMBER.findall(how))


def _worked_elsewhere(how: str, answer: Answer, shown: set[str]) -> Iterator[str]:
    """Values of the answer's other workings: counts, and sums of numbers that stand in the cited spans."""
    for line in answer.lines:
        for value, own in line.computed:
            firm = own in (COUNT, CITED) or all(term in shown for term in _NUMBER.findall(own))
            if own != how and firm:
                yield value
                yield str(own.count(" + ") + 1)  # how many were added up, for an average


def _plain(value: str) -> str:
    return value.replace(",", "")


def _numbers_of(text: str) -> set[str]:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))
    found = set(_NUMBER.findall(plain))
    return found | {_trimmed(number) for number in found} | numbers_in_words(text)


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def numbers_in_words(text: str) -> set[str]:
    """Numbers written with 萬 or 億 (3億5千萬, 3萬6000), as the whole numbers that they stand for."""
    found = set()
    for chain in _CHAIN.findall(re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))):
        worth = sum(float(number) * math.prod(_WORTH[one] for one in scale) for number, scale in _LINK.findall(chain))
        found.add(f"{worth:.4f}".rstrip("0").rstrip("."))
    return found


def _same(value: str, worked: float) -> bool:
    try:
        return abs(float(value.replace(",", "")) - worked) < 0.005
    except ValueError:
        return False
