"""Paragraphs become the text of the report and the tree of its sections.

The text is the paragraphs one to a line; a table's rows are lines, its cells parted by `` | ``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.letterhead import headline_after
from ingest.paragraphs import Paragraph
from ingest.punctuation import full_width
from ingest.report import Block, BlockKind, Section
from ingest.tables import CELL_GAP

_CLAUSE = re.compile(r"[，。；！？;!]")
_LEAD_IN = re.compile(r"(?:如下|如后|如後|下列|以下)[^：:]{0,8}[：:]\s*$")
_LONGEST_TITLE = 70
_LONGEST_FREE_TITLE = 60


@dataclass(slots=True)
class Outline:
    """The text with its blocks and sections; ``breaks`` are (offset, page), in order.

    ``grids`` are the tables as (block number, rows).
    """

    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    breaks: tuple[tuple[int, int], ...]
    grids: tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]


@dataclass(slots=True)
class _Builder:
    parts: list[str] = field(default_factory=list)
    offset: int = 0
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    grids: list[tuple[int, tuple[tuple[str, ...], ...]]] = field(default_factory=list)
    path: list[int] = field(default_factory=list)

    def add(self, paragraph: Paragraph, kind: BlockKind, text: str) -> Block:
        """Write one block and note the pages it stands on."""
        if self.parts:
            self.parts.append("\n")
            self.offset += 1
        start = self.offset
        self.parts.append(text)
        self.offset += len(text)
        if not self.breaks or self.breaks[-1][1] != paragraph.page:
            self.breaks.append((start, paragraph.page))
        self.breaks.extend((start + at, page) for at, page in paragraph.breaks)
        block = Block(kind, self.path[-1] if self.path else None, start, self.offset, paragraph.page)
        self.blocks.append(block)
        return block


def build_outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The outline of a whole document; one without numbering is one section."""
    builder = _Builder()
    if any(paragraph.mark for paragraph in paragraphs):
        for paragraph in paragraphs:
            _add_numbered(builder, paragraph)
    else:
        _add_unnumbered(builder, paragraphs)
    sections = _close(builder.sections, builder.blocks)
    return Outline("".join(builder.parts), tuple(builder.blocks), sections, tuple(builder.breaks), tuple(builder.grids))


def _add_numbered(builder: _Builder, paragraph: Paragraph) -> None:
    if paragraph.mark is not None:
        _open_section(builder, paragraph)
    elif paragraph.rows:
        _add_table(builder, paragraph)
    elif paragraph.caption:
        builder.add(paragraph, BlockKind.CAPTION, paragraph.text)
    elif not builder.path:
        builder.add(paragraph, BlockKind.FRONT, paragraph.text)
    else:
        builder.add(paragraph, BlockKind.HEADING if paragraph.heading else BlockKind.PARAGRAPH, paragraph.text)


def _add_unnumbered(builder: _Builder, paragraphs: Sequence[Paragraph]) -> None:
    first = headline_after(["" if one.rows else one.text for one in paragraphs])
    for number, paragraph in enumerate(paragraphs):
        if number < first:
            builder.add(paragraph, BlockKind.FRONT, paragraph.text)
            continue
        if number == first and not paragraph.rows:
            title = paragraph.text if _reads_as_title(paragraph, len(paragraphs)) else ""
            builder.path = [0]
            kind = BlockKind.HEADING if title else BlockKind.PARAGRAPH
            block = builder.add(paragraph, kind, paragraph.text)
            heading_end = block.end if title else block.start
            builder.sections.append(
                Section(0, None, 1, 1, "", title, block.start, heading_end, block.end, paragraph.page)
            )
            continue
        if number == first:
            builder.path = [0]
            builder.sections.append(Section(0, None, 1, 1, "", "", 0, 0, 0, paragraph.page))
        _add_numbered(builder, paragraph)


def _reads_as_title(paragraph: Paragraph, count: int) -> bool:
    short = len(paragraph.text) <= _LONGEST_FREE_TITLE and not paragraph.text.rstrip("」』）)").endswith(
        ("。", "；", "：", "，", ".", ":")
    )
    return short and "。" not in paragraph.text and (count > 1 or paragraph.heading)


def _open_section(builder: _Builder, paragraph: Paragraph) -> None:
    mark = paragraph.mark
    if mark is None:
        return
    del builder.path[paragraph.depth :]
    parent = builder.path[-1] if builder.path else None
    index = len(builder.sections)
    builder.path.append(index)
    title = _title(paragraph.text[mark.end :], paragraph.heading)
    block = builder.add(paragraph, BlockKind.HEADING if title else BlockKind.PARAGRAPH, paragraph.text)
    heading_end = block.end if title else block.start + mark.end
    printed = paragraph.text[: mark.end] if title else paragraph.text[: mark.end].rstrip()
    builder.sections.append(
        Section(
            index, parent, len(builder.path), mark.ordinal, printed, title, block.start, heading_end, block.end,
            paragraph.page,
        )
    )  # fmt: skip


def _title(words: str, heading: bool) -> str:
    """The item's title, empty where ``words`` are already the body of a numbered paragraph."""
    printed, words = words.rstrip(), full_width(words.rstrip())
    if not words or _LEAD_IN.search(words) or len(words) > _LONGEST_TITLE:
        return ""
    if words.rstrip("」』）)").endswith(("。", "；", "！", "？", ";", "，")) or "。" in words:
        return ""
    if not heading and len(_CLAUSE.findall(words)) >= 2:
        return ""
    return printed if len(words) <= 45 or heading or not _CLAUSE.search(words) else ""


def _add_table(builder: _Builder, paragraph: Paragraph) -> None:
    rows = tuple(paragraph.rows)
    text = "\n".join(CELL_GAP.join(row) for row in rows)
    builder.add(paragraph, BlockKind.TABLE, text)
    builder.grids.append((len(builder.blocks) - 1, rows))


def _close(sections: list[Section], blocks: list[Block]) -> tuple[Section, ...]:
    """Sections with their ends: the last block below them that is no caption at their close."""
    ends = [section.end for section in sections]
    for block in blocks:
        if block.kind is BlockKind.CAPTION or block.section is None:
            continue
        at: int | None = block.section
        while at is not None:
            ends[at] = max(ends[at], block.end)
            at = sections[at].parent
    return tuple(replace(section, end=end) for section, end in zip(sections, ends, strict=True))
