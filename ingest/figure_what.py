"""What a figure counts: the words of its clause that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.figure_words import FigureWords, figure_words
from ingest.fold import fold

_LONGEST = 24
_CLAUSE = re.compile(r"[,;:。!?\n「」『』|()]|(?<=[率额数])由|、")
_SENTENCE = re.compile(r"[。!?;\n]")
_NOUN = re.compile(r"[一-鿿a-z0-9·\-「」『』]{1,18}")
_NOUN_STOP = re.compile(r"[「」『』]")
_SUBJECT = re.compile(r"[一-鿿]{2,12}(?:人数|件数|数量|金额|总数|人次|户数|总额|预算|经费|数)")


@dataclass(frozen=True, slots=True)
class Found:
    """A number found: the offsets of the whole, of its value and its unit in the text."""

    start: int
    end: int
    value_start: int
    value_end: int
    unit_start: int
    unit_end: int
    amount: float | None
    comparator: str | None
    group: str
    rule: str


def describe(text: str, key: str, found: Sequence[Found], dates: Sequence[tuple[int, int]], about: str) -> list[str]:
    """For each figure the words that say what it counts, as printed."""
    words = figure_words()
    masked = list(key)
    for start, end in dates:
        masked[start:end] = "\x00" * (end - start)
    plain = "".join(masked)
    whats: list[str] = []
    subject = ""
    for at, one in enumerate(found):
        previous = found[at - 1] if at else None
        following = found[at + 1].start if at + 1 < len(found) else len(key)
        what, subject = _what(text, plain, one, previous, following, words, subject, whats[-1] if whats else "")
        if about and (not what or words.generic.fullmatch(fold(what))):
            what = f"{about} {what}".strip()
        whats.append(what)
    return whats


def _what(
    text: str,
    plain: str,
    one: Found,
    previous: Found | None,
    following: int,
    words: FigureWords,
    subject: str,
    last: str,
) -> tuple[str, str]:
    if one.group in ("hotline", "standard"):
        return text[one.start : one.end], subject
    start = previous.end if previous and previous.end <= one.start else 0
    after = _after(text, plain, one, following, words)
    before_start, before_end = _before(plain, start, one.start, words, clauses=1 if after else 2)
    before = _shown(text, plain, before_start, before_end)
    lead = _SUBJECT.search(plain, before_start, before_end)
    if lead and not _SENTENCE.search(plain, lead.end(), one.start):
        subject = text[lead.start() : lead.end()]
    elif _SENTENCE.search(plain, start, one.start):
        subject = ""
    listed = plain[: one.start].rstrip("共计 ").endswith("等") or plain[one.start : one.value_start].startswith("等")
    if listed:
        return after or before, subject
    if one.group in ("classifiers", "rank", "time") and after:
        return (after if len(after) > 1 else before + after), subject
    if not before:
        near = previous is not None and one.start - previous.end <= 2
        return (last if near and last else after or last), subject
    if subject and subject not in before and (before.endswith("率") or words.generic.fullmatch(fold(before))):
        return subject + before, subject
    return before, subject


def _before(plain: str, start: int, end: int, words: FigureWords, clauses: int) -> tuple[int, int]:
    """The clause before a number, without the words that only lead up to it."""
    start = max(start, end - 120)
    at = end
    for _ in range(clauses):
        at = _stripped(plain, start, at, words)
        marks = [mark.end() for mark in _CLAUSE.finditer(plain, start, at)]
        begin = marks[-1] if marks else start
        begin = _led(plain, begin, at, words)
        if at > begin:
            return max(begin, at - _LONGEST), at
        if not marks or plain[marks[-1] - 1] in "。!?;\n":
            break
        at = marks[-1] - 1
    return end, end


def _stripped(plain: str, start: int, end: int, words: FigureWords) -> int:
    """Back over 共計, 約, 達 and spaces."""
    for _ in range(6):
        match = words.strip_before.search(plain, max(start, end - 6), end)
        if match is None or match.start() == end:
            if end > start and plain[end - 1] == "\x00":
                end -= 1
                continue
            return end
        end = match.start()
    return end


def _led(plain: str, start: int, end: int, words: FigureWords) -> int:
    """On past 並, 及 and a date at the head of a clause."""
    blank = plain.rfind("\x00", start, end)
    start = blank + 1 if blank >= 0 else start
    for _ in range(4):
        match = words.strip_lead.match(plain, start, end)
        if match is None or match.end() == start:
            break
        start = match.end()
    return start


def _shown(text: str, plain: str, start: int, end: int) -> str:
    return text[start:end].strip() if end > start else ""


def _after(text: str, plain: str, one: Found, following: int, words: FigureWords) -> str:
    """The noun behind a unit."""
    start = one.end
    for _ in range(2):
        if lead := words.strip_after.match(plain, start):
            start = lead.end()
    noun = _NOUN.match(plain, start, min(following, len(plain)))
    if noun is None:
        return ""
    end = noun.end()
    for stop in (words.stop_after.search(plain, start, end), _NOUN_STOP.search(plain, start, end)):
        if stop is not None:
            end = min(end, stop.start())
    return text[start:end].strip()
