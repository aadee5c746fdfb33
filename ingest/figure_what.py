"""What a figure counts: the words of its clause that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figure_names import without_names
from ingest.figure_numbers import Found
from ingest.figure_words import FigureWords, figure_words
from ingest.fold import fold

_LONGEST = 24
_REACH = 120  # characters before a number in which its words are looked for
_DATE = "\x00"  # stands for a character of a date
_CLAUSE = re.compile(r"[,;:。!?\n「」『』|()]|(?<=[率额数])由")
_SENTENCE = "。!?;\n"
_NOUN = re.compile(r"[一-鿿a-z0-9·\-「」『』]{1,18}")
_AFTER_DATE = re.compile(r"[上下中]午|晚间?|起至?|前(?![往来])|后|期间|间|止|以来|当日|内")
_QUOTE = re.compile(r"[「」『』]")
_SUBJECT = re.compile(r"[一-鿿]{2,12}(?:人数|件数|数量|金额|总数|人次|户数|总额|预算|经费|数)")
_TOTAL = re.compile(r"合计|总计|小计|总数|累计")
_SHORT_RATE = 4  # a 率 of so few characters needs to be told of what: 精簡率
_NOUN_FIRST = ("classifiers", "rank", "time")


@dataclass(slots=True)
class _Text:
    """The text, folded and with its dates blanked out, and what the figures before have said."""

    text: str
    plain: str
    subject: str = ""
    last: str = ""
    floor: int = 0  # where the noun behind the last figure ends
    shared: str = ""  # the last one, where it stood before its number: it may go for the next one too

    def shown(self, start: int, end: int) -> str:
        """The words as printed."""
        return self.text[start:end].strip() if end > start else ""


def describe(text: str, key: str, found: Sequence[Found], dates: Sequence[tuple[int, int]], about: str) -> list[str]:
    """For each figure the words that say what it counts, as printed."""
    blanked = list(key)
    for start, end in dates:
        blanked[start:end] = _DATE * (end - start)
    words, state = figure_words(), _Text(text, "".join(blanked))
    return list(_whats(state, found, words, about))


def _whats(state: _Text, found: Sequence[Found], words: FigureWords, about: str) -> Iterator[str]:
    for at, one in enumerate(found):
        previous = found[at - 1].end if at and found[at - 1].end <= one.start else 0
        previous = max(previous, state.floor if state.floor <= one.start else 0)
        following = found[at + 1].start if at + 1 < len(found) else len(state.plain)
        what = _what(state, one, previous, max(following, one.end), words)
        listed = state.plain[previous : one.start].rstrip("共计 约达逾").endswith("等")
        if named := what:
            what = without_names(what, state.text[slice(*one.unit)], listed=listed)
        if named and not what:
            what = _label(state, previous, one.start, words)
        if about and (not what or words.generic.fullmatch(fold(what))):
            what = f"{about} {what}".strip()
        state.last = what
        yield what


def _label(state: _Text, previous: int, at: int, words: FigureWords) -> str:
    """What stands before the colon of the number's own sentence (補強工程：甲校等9校)."""
    colon = state.plain.rfind(":", previous, at)
    if colon < 0 or any(mark in state.plain[colon:at] for mark in _SENTENCE):
        return ""
    return state.shown(*_clause_before(state.plain, previous, colon, words))


def _what(state: _Text, one: Found, previous: int, following: int, words: FigureWords) -> str:
    """The noun behind a classifier, else the clause before the number, else what was counted before."""
    if one.group in ("hotline", "standard"):
        return state.text[one.start : one.end]
    after = _after(state, one, following, words)
    start, end = _clause_before(state.plain, previous, one.start, words)
    before = state.shown(start, end)
    _carry(state, previous, start, end, one.start)
    listed = state.plain[: one.start].rstrip("共计 ").endswith("等") or state.plain.startswith("等", one.start)
    if listed or one.group in _NOUN_FIRST:
        noun = after if len(after) > 1 else f"{before}{after}"
        if after and not words.changes.match(fold(after)):
            if one.group != "time":  # 3 天活動累計超過 11 萬人次: the 活動 goes for both
                state.floor = state.text.index(after, one.end) + len(after)
            state.shared = ""
            return noun
    if before:
        rate = len(before) <= _SHORT_RATE and before.endswith("率")
        vague = rate or words.generic.fullmatch(fold(before))
        if vague and state.subject and state.subject not in before:
            return state.subject + before
        state.shared = before
        on = words.changes.fullmatch(fold(before)) and not _CLAUSE.search(state.plain, previous, one.start)
        return state.last if on and state.last else before
    return _told_elsewhere(state, one, previous, following, words) or after or state.last


def _told_elsewhere(state: _Text, one: Found, previous: int, following: int, words: FigureWords) -> str:
    """What is counted where the clause before the number is empty."""
    earlier = _earlier_clause(state, previous, one.start, words)
    if not earlier and (total := _TOTAL.search(state.plain, max(0, one.start - 3), one.value[0])):
        return state.shown(*total.span())
    gap = state.plain[previous : one.start]
    if previous and not gap.strip(" ([") and "\n" not in gap:
        return state.last
    listed = (state.shared or state.shown(*one.unit)) if "、" in gap and len(gap) <= 2 else ""
    return _after(state, one, following, words) or earlier or _after(state, one, following, None) or listed


def _earlier_clause(state: _Text, previous: int, at: int, words: FigureWords) -> str:
    """The clause before the number's own, if no other figure stands in it."""
    end = _stripped(state.plain, max(previous, at - _REACH), at, words)
    if end <= previous or state.plain[end - 1] in _SENTENCE:
        return ""
    start, end = _clause_before(state.plain, previous, end - 1, words)
    return state.shown(start, end)


def _carry(state: _Text, previous: int, start: int, end: int, at: int) -> None:
    """Keep the subject of a sentence (工友人數) for the figures that follow in it."""
    broken = [mark for mark in _SENTENCE if mark in state.plain[previous:at]]
    if lead := _SUBJECT.search(state.plain, start, end):
        state.subject = state.shown(*lead.span())
    elif broken:
        state.subject = ""


def _clause_before(plain: str, previous: int, at: int, words: FigureWords) -> tuple[int, int]:
    """The clause that ends at ``at``, without the words that only lead up to the number."""
    floor = max(previous, at - _REACH)
    end = _stripped(plain, floor, at, words)
    marks = [mark.end() for mark in _CLAUSE.finditer(plain, floor, end)]
    start = _led(plain, marks[-1] if marks else floor, end, words)
    if end - start > _LONGEST:
        listed = plain.find("、", end - _LONGEST, end)
        start = listed + 1 if listed >= 0 else end - _LONGEST
    return (start, end) if end > start else (end, end)


def _stripped(plain: str, start: int, end: int, words: FigureWords) -> int:
    """Back over 共計, 約, 達, dates and spaces."""
    while end > start:
        match = words.strip_before.search(plain, max(start, end - 6), end)
        if match is not None and match.start() < end:
            end = match.start()
        elif plain[end - 1] == _DATE:
            end -= 1
        else:
            break
    return end


def _led(plain: str, start: int, end: int, words: FigureWords) -> int:
    """On past 並, 及 and a date at the head of a clause."""
    if (blank := plain.rfind(_DATE, start, end)) >= 0:
        start = blank + 1
        if tail := _AFTER_DATE.match(plain, start, end):
            start = tail.end()
    while start < end:
        match = words.strip_lead.match(plain, start, end)
        if match is None or match.end() == start:
            break
        start = match.end()
    return start


def _after(state: _Text, one: Found, following: int, words: FigureWords | None) -> str:
    """The noun behind a unit; with no words to stop at, all that follows in the clause."""
    plain, start = state.plain, one.end
    if words is not None and (lead := words.strip_after.match(plain, start)):
        start = lead.end()
    noun = _NOUN.match(plain, start, following)
    if noun is None:
        return ""
    stops = [_QUOTE.search(plain, start, noun.end())]
    if words is not None:
        stops.append(words.stop_after.search(plain, start, noun.end()))
    least = start + (one.group == "rank")  # 第一個取得認證的城市: a rank is told with its verb
    end = min([noun.end(), *(stop.start() for stop in stops if stop and stop.start() >= least)])
    return state.shown(start, end)
