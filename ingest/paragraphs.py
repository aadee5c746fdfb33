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
from ingest.source import Joint, Line

_FINAL = tuple("。！？；：!?;:…")
_CLOSERS = "」』）)》〉】\"'”’]〕"
_PAIRS = {"（": "）", "(": ")", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】"}
_CLOSING = frozenset(_PAIRS.values())
_DATED = re.compile(r"(?:民国|中华民国)?\s*(?:\d{2,4}\s*年|\d{1,2}\s*月|本[期年])")
_LABEL = re.compile(r"[^\s::。,,]{2,8}\s*:")
# A page is cut after a whole line, so the part before it is no shorter than a narrow one.
_SHORTEST_CUT = 16


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
    assembler = _Assembler(Numbering.of(mark for mark in marks if mark), _wrap_width(lines))
    for line, mark in zip(lines, marks, strict=True):
        if line.cells is None:
            assembler.take_text(line, mark)
        else:
            assembler.take_row(line, line.cells)
    return assembler.out


class _Assembler:
    """Takes lines in order; ``titled`` says whether the last item of a family had a heading."""

    def __init__(self, numbering: Numbering, wrap: int) -> None:
        self.numbering, self.wrap = numbering, wrap
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
        if depth is not None and mark:
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

    def _style(self, before: Paragraph) -> bool | None:
        return self.titled.get(before.mark.family) if before.mark else None

    def _depth(self, line: Line, mark: Mark, before: Paragraph | None) -> int | None:
        """Depth of the item that ``line`` begins, or None where its mark is part of a sentence."""
        certain = line.heading or line.joint is not Joint.SOFT or before is None or _is_over(before, self.wrap)
        if before and not line.heading and _bracket_open(before.text, line.text):
            return None
        if not self.numbering.open and _is_report_title(line.text):
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


def _continues(before: Paragraph, line: Line, wrap: int, titled: bool | None) -> bool:
    """Whether ``line`` carries on the sentence at the end of ``before``.

    ``titled`` says whether the item before of the same numbering had a heading, None if unknown.
    """
    last = before.last
    if line.joint is Joint.START or line.heading or last is None:
        return bool(line.heading and before.heading and _bracket_open(before.text, line.text))
    if _bracket_open(before.text, line.text):
        return True
    if line.indent and not last.indent and before.lines > 1 and last.full is not True:
        return False
    if line.joint is Joint.GAP and line.page == last.page and last.full is not None:
        return False
    if _ended(before.text):
        return line.joint is Joint.SOFT and last.full is True and line.indent is False
    if _is_heading(before) and _starts_body(before, line, titled):
        return False
    if line.joint is Joint.SOFT or last.full is not None:
        return _reaches_margin(last, wrap)
    return _cut_by_page(before, line)


def _starts_body(heading: Paragraph, line: Line, titled: bool | None) -> bool:
    """Whether ``line`` below a heading that fills its line is body, not more of the heading."""
    if _DATED.match(fold(line.text)):
        return True
    wrapped = line.full is not True and not re.search("[，。；]", line.text)
    if heading.heading or titled:
        return not wrapped
    return titled is None and bool(line.indent) and not wrapped


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSERS + " ").endswith(_FINAL)


def _is_over(paragraph: Paragraph, wrap: int) -> bool:
    """Whether the paragraph is complete, so that a line after it starts another."""
    last = paragraph.last
    return _ended(paragraph.text) or last is None or not _reaches_margin(last, wrap)


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph reads as a heading: numbered or marked so, with no clause in it."""
    marked = paragraph.heading or paragraph.mark is not None
    return marked and not re.search("[，。；！？]", paragraph.text) and len(paragraph.text) <= 60


def _reaches_margin(line: Line, wrap: int) -> bool:
    if line.full is not None:
        return line.full
    return wrap > 0 and display_width(line.text) >= wrap


def _cut_by_page(before: Paragraph, line: Line) -> bool:
    """A blank line in mid-sentence is a page break if the part before it reads as body text."""
    body = re.sub(r"^[^、.]{0,4}[、.]", "", before.text) if before.mark else before.text
    if (before.heading and not before.mark) or before.caption or _is_heading(before):
        return False
    if "，" not in body and "。" not in body and display_width(body) < 60:
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
