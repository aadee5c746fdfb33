"""The nouns of a report: pages, sections, blocks, passages, tables, photos, identity.

Every offset counts characters (code points) of ``Report.text``; ``start`` is inclusive and
``end`` exclusive, so ``report.text[x.start:x.end]`` is what ``x`` stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Report.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]


class PageOrigin(StrEnum):
    """Where the text of a page came from."""

    TEXT = "text"
    OCR = "ocr"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file. Formats without pages have one page, number 1.

    ``label`` is the page number printed on the page, if any; ``quality`` the share (0 to 1) of
    its characters that are readable text; an ``IMAGE`` page has no text layer.
    """

    number: int
    label: str | None
    start: int
    end: int
    quality: float = 1.0
    origin: PageOrigin = PageOrigin.TEXT


class BlockKind(StrEnum):
    """What a block of text is to the outline."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CAPTION = "caption"
    FRONT = "front"  # title, date and speaker lines before the first section


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table or caption: the smallest unit of the outline.

    ``section`` is the index of the section it belongs to, or None before the first one.
    """

    kind: BlockKind
    section: int | None
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered item of the outline, from 壹、 down to (1), with all that stands below it.

    ``level`` is 1 for the outermost. ``mark`` is the numbering as printed (``（一）``), ``ordinal``
    its value. ``title`` is the heading, empty where the item is a numbered paragraph without
    one. The section covers ``start:end`` with its subsections (captions set after its last
    paragraph left out); ``heading_end`` is where its heading stops and its body begins.
    """

    index: int
    parent: int | None
    level: int
    ordinal: int
    mark: str
    title: str
    start: int
    heading_end: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table kept as a table; ``header_rows`` of its rows are headings."""

    section: int | None
    start: int
    end: int
    page: int
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo caption, tied to the section that cites it （照片 N）, if one does.

    ``start:end`` is the whole caption line (照片 3：…); ``caption`` its text after the mark.
    """

    number: int
    caption: str
    start: int
    end: int
    page: int
    section: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieval unit: consecutive blocks of one section, never across two."""

    index: int
    section: int | None
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports to whom, about which period; None where the text does not say.

    ``council_term`` and ``council_session`` are the 4 and 4 of 第 4 屆第 4 次定期大會. ``council`` says that
    the news is the council's own, by its letterhead.
    """

    title: str
    city: str | None = None
    city_short: str | None = None
    bureau: str | None = None
    council_term: int | None = None
    council_session: int | None = None
    report_date: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    council: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One file, read: its text exactly as written, and the structure found in it.

    ``id`` is stable for a path; ``path`` is as given to the build; ``sha256`` is of the bytes,
    and of the side files beside them, if any.
    ``warnings`` are sentences for the reader (pages without text, odd fonts).
    """

    id: str
    path: str
    sha256: str
    identity: Identity
    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    photos: tuple[Photo, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()

    def section_path(self, section: int | None) -> tuple[str, ...]:
        """Headings from the outermost section down to ``section``, marks included."""
        path: list[str] = []
        while section is not None:
            one = self.sections[section]
            path.append(f"{one.mark}{one.title}" if one.title else one.mark)
            section = one.parent
        return tuple(reversed(path))

    def section_number(self, section: int | None) -> str:
        """Ordinals from the outermost section down, such as ``1.1.2.5``; empty for None."""
        numbers: list[str] = []
        while section is not None:
            one = self.sections[section]
            numbers.append(str(one.ordinal))
            section = one.parent
        return ".".join(reversed(numbers))

    def page_at(self, offset: int) -> int:
        """Number of the page on which the character at ``offset`` stands."""
        number = self.pages[0].number if self.pages else 1
        for page in self.pages:
            if page.start > offset:
                break
            number = page.number
        return number
