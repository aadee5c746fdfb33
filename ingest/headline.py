"""A title for an item without a heading: the first clause of its text that says what was done."""

from __future__ import annotations

import re

from ingest.event import DateRange, Precision
from ingest.report import Span
from ingest.scene import Scene
from ingest.segment import segment

_CLAUSE = re.compile(r"[，。；：\n]")
_LEAD = re.compile(
    r"^(?:為(?!期|止)|依|依據|依照|因應|配合|鑑於|鑒於|透過|針對|有鑑|考量|基於|隨著|面對|秉持|近年|本期$|期間|自\d|"
    r"在\S{0,10}下$|以\S{0,12}(?:精神|原則|為主題|為目標)$)"
)
_EMPTY = re.compile(
    r"^(?:其中|另|此外|同時|並|且|以(?!色列|聯合)|俾|期(?![間末])|希望|以期|藉由|藉以|進而|共計?(?![融同])|計(?![程畫])|預計|預估)"
)
_MARK = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[●◎○■□◆▪•·\-－*※]){1,3}")
_OPENINGS = ("", "、", "及", "和", "與", "至", "於", "自", "本期", "另於", "並於", "已於", "業於")
_AFTER_DATE = re.compile(r"^(?:（[一二三四五六日]）|[起止間]|[上下中]午|晚間|傍晚){1,3}")
_INTRODUCED = re.compile(
    r"^(?:同日|當日|當天)?(?:[上下]午|晚間|傍晚)?(?:接著|隨後)?(?:登場|來訪|到訪|抵達|上場)?的?(?:則是|還有)"
)
_LABEL = re.compile(r"^[^，。；：「」（）\d]{3,16}(?<!表示)(?<!指出)(?<!如下)(?<!如后)(?<!說明)(?<!強調)：")
_ENDS = re.compile(
    r"並|暨|以及|及|與|和|於|在|由|赴|前往|參加|出席|就|針對|進行|辦理|舉辦|舉行|率|帶領|一行|等|、"
)
_SHORTEST, _LONGEST = 5, 50
_SHORTEST_CUT, _LONGEST_SUBJECT = 12, 16
_CLAUSES = 8  # looked at before the first one is taken for want of a better


def find_headline(scene: Scene, dates: tuple[DateRange, ...]) -> Span:
    """The span of the clause that names the item, verbatim; the first clause where none stands out."""
    text = scene.text
    start = scene.title_end
    lead = _MARK.match(text[start:])
    start += lead.end() if lead else 0
    dated = any(one.precision is Precision.DAY for one in dates)
    if (label := _LABEL.match(text[start:])) and not (dated and label.end() <= _SHORTEST):
        return Span(*scene.words.span(start, start + label.end() - 1))
    clauses = _clauses(text, start)
    whole = clauses[0] if clauses else (start, len(text))
    best = next((one for one in clauses if _fits(text, one, scene, dates)), whole)
    begin, end = _without_date(best, scene, dates)
    if (said := _INTRODUCED.match(text[begin:end])) and end - begin - said.end() >= _SHORTEST:
        begin += said.end()
    if end - begin > _LONGEST:
        begin = _after_subject(begin, end, scene, dates)
    if end - begin > _LONGEST:
        end = _natural_end(text, begin, end)
    first, last = scene.words.span(begin, end)
    return Span(first, last)


def _after_subject(begin: int, end: int, scene: Scene, dates: tuple[DateRange, ...]) -> int:
    """Where a long clause goes on after its subject and date (局長於113年5月10日完成…)."""
    for one in dates:
        at, after = scene.place(one.start, one.end)
        if begin < at <= begin + _LONGEST_SUBJECT and end - after >= _SHORTEST_CUT:
            return after
    return begin


def _natural_end(text: str, begin: int, end: int) -> int:
    """Where too long a clause may end: before what is quoted or in brackets, or between two of its parts."""
    limit = begin + _LONGEST
    for opens, closes in ("「」", "（）"):
        mark = text.rfind(opens, begin, limit)
        if mark >= begin + _SHORTEST_CUT and text.find(closes, mark, limit) < 0:
            limit = mark
    at, borders = begin, []
    for word in segment(text[begin:end]):
        at = begin + word.start
        if begin + _SHORTEST_CUT <= at <= limit:
            borders.append((at, bool(_ENDS.match(word.text)) or text[at] in "「（"))
    parts = [one for one, natural in borders if natural]
    return max(parts, default=max((one for one, _ in borders), default=limit))


def _clauses(text: str, start: int) -> list[tuple[int, int]]:
    """The clauses of ``text``, none cut inside 「」 or （）."""
    found, at = [], start
    for match in (*_CLAUSE.finditer(text, start), None):
        stop = match.start() if match else len(text)
        opened = sum(text.count(mark, at, stop) for mark in "「（")
        if match and opened > sum(text.count(mark, at, stop) for mark in "」）"):
            continue
        if stop > at:
            found.append((at, stop))
        at = match.end() if match else stop
    return found[:_CLAUSES]


def _fits(text: str, clause: tuple[int, int], scene: Scene, dates: tuple[DateRange, ...]) -> bool:
    begin, end = _without_date(clause, scene, dates)
    words = text[begin:end]
    for one in dates:
        at, after = scene.place(one.start, one.end)
        if begin <= at and after <= end and end - begin - (after - at) < _SHORTEST:
            return False  # 截至112年9月底
    return len(words) >= _SHORTEST and not _LEAD.match(words) and not _EMPTY.match(words)


def _without_date(clause: tuple[int, int], scene: Scene, dates: tuple[DateRange, ...]) -> tuple[int, int]:
    """The clause after a date that opens it (於113年5月10日完成…)."""
    begin, end = clause
    for one in dates:
        at, after = scene.place(one.start, one.end)
        opens = begin <= at and scene.text[begin:at] in _OPENINGS
        if opens and after <= end and end - after >= _SHORTEST:
            begin = after
            tail = _AFTER_DATE.match(scene.text[begin:end])
            begin += tail.end() if tail and end - begin - tail.end() >= _SHORTEST else 0
    return begin, end
