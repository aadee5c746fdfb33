"""Lines become paragraphs: wrapped lines and sentences cut by a page are made whole again.

A line that begins the next item of the outline, a caption, a table row or a heading always
begins a paragraph. What else follows a line that stops in mid-sentence belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.captions import starts_caption
from ingest.fold import fold
from ingest.marks import Family, Mark, parse_mark
from ingest.numbering import Numbering
from ingest.punctuation import full_width
from ingest.source import Joint, Line

_FINAL = tuple("。！？；：!?;:…")
_CLOSERS = "」』）)》〉】\"'”’]〕"
_PAIRS = {"（": "）", "(": ")", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】"}
_CLOSING = frozenset(_PAIRS.values())
_DATED = re.compile(r"(?:民国|中华民国)?\s*(?:\d{2,4}\s*年|\d{1,2}\s*月|本[期年])")
_TWO_PARTS = re.compile("[㐀-鿿][ 　]{1,3}[㐀-鿿]")  # a headline of two halves
_LABEL = re.compile(r"[^\s::。,,]{2,8}\s*:")
# A page is cut after a whole line, so the part before it is no shorter than a narrow one.
_SHORTEST_CUT = 16
_TAIL = 40  # characters at the end of a paragraph that say whether it has ended
_ENOUGH_BODIES = 3


@dataclass(slots=True)
class Paragraph:
    """A paragraph under construction: its text, first page and the offsets where pages begin.

    ``mark`` and ``depth`` are set where it begins an item of the outline; ``rows`` where it is a
    table; ``breaks`` are (offset in ``text``, page) for every page on which it goes on.
    """

    text: str
    page: int
    mark: Mark | None = None
    depth: int = 0
    heading: bool = False
    caption: bool = False
    rows: list[tuple[str, ...]] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    last: Line | None = None
    lines: int = 1


def display_width(text: str) -> int:
    """Columns that ``text`` fills where a Chinese character fills two."""
    return sum(1 if char.isascii() or "\u00a0" <= char < "\u1100" else 2 for char in text)


def glue(left: str, right: str) -> str:
    """What to put between two lines of one sentence: a space between Latin words, else nothing."""
    if not left or not right:
        return ""
    a, b = left[-1], right[0]
    wordy = (a.isalnum() or a in ".,;:)]&'\"%") and b not in ".,;:)]%'\"" and (b.isalnum() or b in "([&\"'$")
    return " " if wordy and _narrow(a) and _narrow(b) and not (a.isdigit() and b.isdigit()) else ""


def _narrow(char: str) -> bool:
    return char < "\u1100"


def assemble(lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs of ``lines``, with the numbering that the outline accepts."""
    marks = [parse_mark(line.text) if line.cells is None else None for line in lines]
    wrap = _wrap_width(lines)
    later = _later_marks(lines, marks, wrap)
    assembler = _Assembler(Numbering.of(mark for mark in marks if mark), wrap, _bodies_stand_in(lines, marks))
    for line, mark, comes in zip(lines, marks, later, strict=True):
        if line.cells is None:
            assembler.take_text(line, None if comes else mark)
        else:
            assembler.take_row(line, line.cells)
    return assembler.out


def _later_marks(lines: Sequence[Line], marks: Sequence[Mark | None], wrap: int) -> list[bool]:
    """For each line that may go on a sentence: whether its mark comes later in a surer place.

    A name or a sum at the head of a wrapped line can look like the next item; where the next item
    itself still comes, before its sequence goes on or begins anew, that one is meant.
    """
    out = [False] * len(lines)
    ahead: dict[Family, int] = {}
    for at in range(len(lines) - 1, -1, -1):
        mark = marks[at]
        if mark is None:
            continue
        if _begins_for_sure(lines, at, wrap):
            ahead = {family: ordinal for family, ordinal in ahead.items() if family <= mark.family}
            ahead[mark.family] = mark.ordinal
        elif mark.ordinal > 1:
            out[at] = ahead.get(mark.family) == mark.ordinal
    return out


def _begins_for_sure(lines: Sequence[Line], at: int, wrap: int) -> bool:
    if at == 0 or lines[at].heading or lines[at].joint is not Joint.SOFT or lines[at - 1].cells is not None:
        return True
    return _ended(lines[at - 1].text) or not _reaches_margin(lines[at - 1], wrap)


def _bodies_stand_in(lines: Sequence[Line], marks: Sequence[Mark | None]) -> bool | None:
    """Whether the text below headings begins with an indent, None where the layout does not say."""
    seen: list[bool] = []
    for at in range(1, len(lines)):
        line, above = lines[at], lines[at - 1]
        headed = (
            marks[at - 1] is not None and above.full is False and not re.search("[，。；：]", full_width(above.text))
        )
        if headed and marks[at] is None and line.cells is None and line.indent is not None:
            seen.append(line.indent)
    if len(seen) < _ENOUGH_BODIES:
        return None
    share = sum(seen) / len(seen)
    return True if share >= 0.8 else False if share <= 0.2 else None


@dataclass(frozen=True, slots=True)
class _Style:
    """Whether the item before of the same list had a heading, and whether text below headings stands in."""

    titled: bool | None
    stands_in: bool | None


class _Assembler:
    """Takes lines in order; ``titled`` says whether the last item of a family had a heading."""

    def __init__(self, numbering: Numbering, wrap: int, stands_in: bool | None) -> None:
        self.numbering, self.wrap, self.stands_in = numbering, wrap, stands_in
        self.out: list[Paragraph] = []
        self.titled: dict[Family, bool] = {}

    def take_row(self, line: Line, cells: tuple[str, ...]) -> None:
        """A row of a table: the next of the one above, or the first of another."""
        if self.out and self.out[-1].rows and line.joint is not Joint.START:
            self.out[-1].rows.append(cells)
        else:
            self._begin(Paragraph("", line.page, rows=[cells], last=line))

    def take_text(self, line: Line, mark: Mark | None) -> None:
        """A line of words: an item, a caption, a heading, a paragraph or more of the last one."""
        before = self.out[-1] if self.out and not self.out[-1].rows else None
        if before and line.joint is Joint.MORE:
            _append(before, line)
            return
        caption = starts_caption(line.text) and not (before and _bracket_open(before.text, line.text))
        depth = self._depth(line, mark, before) if mark and not caption else None
        if mark and mark.other and depth is None and not caption:
            mark = mark.other
            depth = self._depth(line, mark, before)
        if depth is not None and mark:
            if mark.ordinal == 1:
                self.titled.pop(mark.family, None)
            self.numbering.push(mark, depth, bare=True)
            self._begin(Paragraph(line.text, line.page, mark, depth, line.heading, last=line))
        elif before and not caption and _continues(before, line, self.wrap, self._style(before)):
            _append(before, line)
        else:
            if line.heading and not caption:
                self.numbering.heading()
            else:
                self.numbering.bare = False
            self._begin(Paragraph(line.text, line.page, heading=line.heading, caption=caption, last=line))

    def _begin(self, paragraph: Paragraph) -> None:
        if self.out and (mark := self.out[-1].mark):
            self.titled[mark.family] = _is_heading(self.out[-1]) and not _ended(self.out[-1].text)
        self.out.append(paragraph)

    def _style(self, before: Paragraph) -> _Style:
        return _Style(self.titled.get(before.mark.family) if before.mark else None, self.stands_in)

    def _depth(self, line: Line, mark: Mark, before: Paragraph | None) -> int | None:
        """Depth of the item that ``line`` begins, or None where its mark is part of a sentence."""
        certain = line.heading or line.joint is not Joint.SOFT or before is None or _is_over(before, self.wrap)
        if before and not line.heading and _bracket_open(before.text, line.text):
            return None
        if not self.numbering.open and _is_report_title(line.text):
            return None
        if not certain and mark.ordinal == 1 and before and _is_prose(before.text):
            return None
        return self.numbering.depth_for(mark, certain)


_REPORT_TITLE = re.compile(r"(?:业务|工作|施政|专案|专题|补充)?报告(?:书)?\s*$")


def _is_report_title(text: str) -> bool:
    """Whether a numbered line before the outline is the report's own title (一、…業務報告)."""
    return bool(_REPORT_TITLE.search(fold(text))) and len(text) >= 8


def _append(paragraph: Paragraph, line: Line) -> None:
    between = glue(paragraph.text, line.text)
    paragraph.text += between
    if line.page != (paragraph.last.page if paragraph.last else paragraph.page):
        paragraph.breaks.append((len(paragraph.text), line.page))
    paragraph.text += line.text
    paragraph.last = line
    paragraph.lines += 1


def _continues(before: Paragraph, line: Line, wrap: int, style: _Style) -> bool:
    """Whether ``line`` carries on the sentence at the end of ``before``.

    ``style`` says how the document sets headings and what stands below them.
    """
    last = before.last
    if line.joint is Joint.START or line.heading or last is None:
        return bool(line.heading and before.heading and _bracket_open(before.text, line.text))
    if _bracket_open(before.text, line.text):
        return True
    if _is_apart(before, last, line):
        return False
    if _ended(before.text):
        return line.joint is Joint.SOFT and last.full is True and line.indent is False
    if _is_heading(before) and _starts_body(before, line, style):
        return False
    if _LABEL.match(fold(line.text)) and not _is_prose(before.text):
        return False
    if line.joint is Joint.SOFT or last.full is not None:
        return _runs_on(before, last, line, wrap)
    return _cut_by_page(before, line)


def _is_apart(before: Paragraph, last: Line, line: Line) -> bool:
    """Whether the layout sets ``line`` off from the paragraph before it."""
    if line.indent and not last.indent and before.lines > 1 and last.full is not True:
        return True
    return line.joint is Joint.GAP and line.page == last.page and last.full is not None


def _runs_on(before: Paragraph, last: Line, line: Line, wrap: int) -> bool:
    """Whether the last line broke off because it was full, or the page was."""
    if _reaches_margin(last, wrap):
        return True
    if last.full is None:
        return False
    turned = line.page != last.page and line.indent is False and _cut_by_page(before, line)
    return turned or _long_word_follows(last, line)


def _long_word_follows(last: Line, line: Line) -> bool:
    """Whether a line that is not full breaks off in mid-sentence before a word too long for its rest."""
    return "，" in full_width(last.text) and line.indent is False and bool(re.match(r"[(（「A-Za-z]", line.text))


def _starts_body(heading: Paragraph, line: Line, style: _Style) -> bool:
    """Whether ``line`` below a heading that fills its line is body, not more of the heading."""
    titled = style.titled
    if style.stands_in and line.indent is not None and heading.last and heading.last.full:
        return line.indent
    if _DATED.match(fold(line.text)):
        return True
    wrapped = line.full is not True and not re.search("[，。；]", full_width(line.text))
    if heading.heading or titled:
        return not wrapped
    return False  # few headings fill their line by chance, most paragraphs do


def _is_prose(text: str) -> bool:
    """Whether ``text`` has clauses."""
    return bool(re.search("[，。；]", full_width(text)))


def _ended(text: str) -> bool:
    return full_width(text[-_TAIL:].rstrip(_CLOSERS + " ")).endswith(_FINAL)


def _is_over(paragraph: Paragraph, wrap: int) -> bool:
    """Whether the paragraph is complete, so that a line after it starts another."""
    last = paragraph.last
    return _ended(paragraph.text) or last is None or not _reaches_margin(last, wrap)


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads as a heading: numbered or marked so, with no clause in it."""
    marked = paragraph.heading or paragraph.mark is not None
    return marked and not re.search("[，。；！？]", full_width(paragraph.text)) and len(paragraph.text) <= 60


def _reaches_margin(line: Line, wrap: int) -> bool:
    if line.full is not None:
        return line.full
    return wrap > 0 and display_width(line.text) >= wrap


def _cut_by_page(before: Paragraph, line: Line) -> bool:
    """A blank line in mid-sentence is a page break if the part before it reads as body text."""
    body = full_width(re.sub(r"^[^、.]{0,4}[、.]", "", before.text) if before.mark else before.text)
    if (before.heading and not before.mark) or before.caption or _is_heading(before):
        return False
    if "，" not in body and "。" not in body and (display_width(body) < 60 or _TWO_PARTS.search(body)):
        return False
    return len(body) >= _SHORTEST_CUT and not _LABEL.match(fold(line.text))


def _bracket_open(before: str, after: str) -> bool:
    """Whether ``before`` leaves a bracket or quotation open that ``after`` soon closes."""
    stack: list[str] = []
    for char in before[-400:]:
        if char in _PAIRS:
            stack.append(_PAIRS[char])
        elif stack and _same_closer(char, stack[-1]):
            stack.pop()
    if not stack:
        return False
    depth = 0
    for char in after[:80]:
        if char in _PAIRS:
            depth += 1
        elif char in _CLOSING or char == ")":
            if depth == 0:
                return _same_closer(char, stack[-1])
            depth -= 1
    return False


def _same_closer(char: str, closer: str) -> bool:
    return char == closer or (char in "）)" and closer in "）)")


def _wrap_width(lines: Sequence[Line]) -> int:
    """Columns from which on a line counts as full, 0 where lines are not wrapped at all."""
    widths = sorted(display_width(line.text) for line in lines if line.cells is None and line.text)
    if not widths:
        return 0
    widest = widths[-max(1, len(widths) // 50)]
    return widest - 6 if 30 <= widest <= 130 else 0
