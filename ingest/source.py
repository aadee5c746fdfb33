"""What every format parser hands on: lines in reading order, with what the layout said of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.report import PageOrigin


class Joint(StrEnum):
    """How a line stands to the one before it."""

    START = "start"  # a new paragraph for certain: a list item, a DOCX paragraph
    GAP = "gap"  # blank space above: a new paragraph, or a sentence cut by a page break
    MORE = "more"  # the same paragraph, which goes on, on another page
    SOFT = "soft"  # the next line of the same stretch: wrapped, or a paragraph of its own


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file has it, marks of the wrapping (``#``, ``-``) taken off.

    ``heading`` is the format's word for it, which the outline may overrule. ``cells`` are given
    for a row of a table. ``full`` says whether the line reaches the right margin, None where the
    format cannot tell. ``indent`` says that its first word stands in from the margin.
    """

    text: str
    page: int = 1
    joint: Joint = Joint.GAP
    heading: bool = False
    cells: tuple[str, ...] | None = None
    full: bool | None = None
    indent: bool | None = None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of the file: its number, printed number, readable share and origin."""

    number: int
    label: str | None = None
    quality: float = 1.0
    origin: PageOrigin = PageOrigin.TEXT


@dataclass(frozen=True, slots=True)
class Source:
    """A file taken apart: lines in reading order, pages, and notes for the reader.

    ``title`` is the title that the file's own metadata gives, if any; ``facts`` are key and value
    pairs of a metadata block at the head of the text.
    """

    lines: tuple[Line, ...]
    pages: tuple[SourcePage, ...] = (SourcePage(1),)
    warnings: tuple[str, ...] = ()
    title: str | None = None
    facts: tuple[tuple[str, str], ...] = field(default=())
