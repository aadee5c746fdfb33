"""DOCX becomes lines: paragraphs as Word shows them, with the numbers of automatic lists."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest import refusals
from ingest.docx_styles import Lists, Styles
from ingest.errors import FileError
from ingest.grid import GridCell, table_lines
from ingest.markdown import INVISIBLE
from ingest.packed import open_package, read_part
from ingest.radicals import ordinary
from ingest.source import Joint, Line, Source, SourcePage
from ingest.xmltree import attribute, child, local, parse_xml, value, whole

_KIND = "DOCX"
_DROPPED = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "fldData", "txbxContent", "Fallback"}
)
_DEEPEST = 40
_MARK_SPACE = re.compile(r"[A-Za-z0-9.]$")
_PAGE, _RENDERED = "\f", "\v"  # a page break set by hand; one where Word broke the page
_BREAKS = re.compile("([\f\v])")


def parse_docx(data: bytes) -> Source:
    """Lines and pages of a DOCX; pages are counted where Word left its page breaks.

    Raises:
        FileError: Damaged, encrypted, or unpacking to too much.
    """
    with open_package(data, _KIND) as box:
        main = main_part(box)
        body = child(parse_xml(read_part(box, main, _KIND), _KIND), "body")
        if body is None:
            raise refusals.damaged(_KIND)
        styles = Styles.read(_optional(box, main, "styles.xml"))
        lists = Lists.read(_optional(box, main, "numbering.xml"), styles)
        notes = {**_notes(_optional(box, main, "footnotes.xml")), **_notes(_optional(box, main, "endnotes.xml"), "e")}
    walk = _Walk(styles, lists, notes, any(local(node) == "lastRenderedPageBreak" for node in body.iter()))
    lines = tuple(walk.blocks(body))
    return Source(lines, tuple(SourcePage(number) for number in range(1, walk.page + 1)))


def main_part(box: zipfile.ZipFile) -> str:
    """Name of the part that holds the words."""
    usual = "word/document.xml"
    if usual in box.namelist():
        return usual
    for one in parse_xml(read_part(box, "_rels/.rels", _KIND), _KIND):
        if (attribute(one, "Type") or "").endswith("/officeDocument"):
            return (attribute(one, "Target") or usual).lstrip("/")
    return usual


def _optional(box: zipfile.ZipFile, main: str, name: str) -> etree._Element | None:
    """The root of a part beside the main one, None where it is missing or broken."""
    part = posixpath.join(posixpath.dirname(main), name)
    try:
        return parse_xml(read_part(box, part, _KIND), _KIND) if part in box.namelist() else None
    except FileError:
        return None


def _notes(root: etree._Element | None, prefix: str = "") -> dict[str, etree._Element]:
    """Footnotes by number; the separators that Word keeps among them are left out."""
    found = {}
    for note in root if root is not None else ():
        if attribute(note, "type") in (None, "normal"):
            found[prefix + (attribute(note, "id") or "")] = note
    return found


@dataclass(slots=True)
class _Text:
    """What a paragraph says, and what hangs on it: footnotes cited, boxes anchored."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """Goes through the body once, counting pages and list items."""

    styles: Styles
    lists: Lists
    notes: dict[str, etree._Element]
    rendered: bool  # Word left the page breaks of its own layout, which then count alone
    page: int = 1
    noted: int = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Line]:
        """Lines of all blocks below ``parent``."""
        if depth > _DEEPEST:
            raise refusals.too_large(f"巢狀超過 {_DEEPEST} 層", f"nested over {_DEEPEST} levels")
        for node in parent:
            name = local(node)
            if name == "p":
                yield from self._paragraph(node, depth)
            elif name == "tbl":
                yield from self._table(node, depth)
            elif name == "sdt":
                if not _is_contents(node):
                    yield from self.blocks(node, depth + 1)
            elif name in ("sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"):
                yield from self.blocks(node, depth + 1)

    def _paragraph(self, node: etree._Element, depth: int) -> Iterator[Line]:
        look = child(node, "pPr")
        style = value(look, "pStyle")
        if self.styles.is_contents(style):
            return
        if _on(look, "pageBreakBefore") and not self.rendered:
            self.page += 1
        words = _Text()
        _collect(node, words)
        text = "".join(words.parts)
        mark, item = self.lists.mark(look, style) if text.strip() else ("", False)
        heading = self.styles.is_heading(look, style)
        joint = Joint.START if item or heading or self.styles.indented(look, style) else Joint.GAP
        if mark and not _MARK_SPACE.search(mark.rstrip()):
            mark = mark.rstrip()
        yield from self._lines(mark + text, joint, heading)
        for box in words.boxes:
            yield from self.blocks(box, depth + 1)
        for number in words.notes:
            yield from self._note(number, depth)

    def _lines(self, text: str, joint: Joint, heading: bool) -> Iterator[Line]:
        """Lines of one paragraph's text: line breaks part it, page breaks turn the page."""
        after = joint
        begun = False
        for number, sheet in enumerate(_BREAKS.split(text)):
            if number % 2:
                self.page += (sheet == _RENDERED) == self.rendered
                after = (Joint.MORE if sheet == _RENDERED else Joint.GAP) if begun else joint
                continue
            for words in sheet.split("\n"):
                if words := clean(words):
                    yield Line(words, self.page, after, heading)
                    begun = True
                after = Joint.START if begun else joint

    def _note(self, number: str, depth: int) -> Iterator[Line]:
        note = self.notes.pop(number, None)
        if note is None:
            return
        self.noted += 1
        for at, line in enumerate(list(self.blocks(note, depth + 1))):
            yield replace(
                line,
                text=f"註 {self.noted}：{line.text}" if at == 0 and line.cells is None else line.text,
                joint=Joint.START,
            )

    def _table(self, node: etree._Element, depth: int) -> Iterator[Line]:
        rows = [self._row(row, depth) for row in _rows(node)]
        yield from table_lines(_merged_down(rows))

    def _row(self, node: etree._Element, depth: int) -> list[tuple[GridCell, str | None]]:
        cells: list[tuple[GridCell, str | None]] = []
        before = whole(value(child(node, "trPr"), "gridBefore"))
        if before:
            cells.append((GridCell((), min(before, 63)), None))
        for cell in _cells(node):
            look = child(cell, "tcPr")
            merge = child(look, "vMerge")
            state = (attribute(merge, "val") or "continue") if merge is not None else None
            lines = tuple(self.blocks(cell, depth + 1))
            cells.append((GridCell(lines, max(1, whole(value(look, "gridSpan"), 1))), state))
        return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        if local(node) == "tr":
            yield node
        elif local(node) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(node)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for node in row:
        if local(node) == "tc":
            yield node
        elif local(node) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(node)


def _merged_down(rows: list[list[tuple[GridCell, str | None]]]) -> list[list[GridCell]]:
    """Rows in which the cells that continue one above are empty, as they look."""
    return [[replace(cell, lines=()) if state == "continue" else cell for cell, state in row] for row in rows]


def _is_contents(node: etree._Element) -> bool:
    """Whether a content control is the table of contents."""
    return "contents" in (value(node, "sdtPr", "docPartObj", "docPartGallery") or "").lower()


def _on(look: etree._Element | None, name: str) -> bool:
    found = child(look, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


_SIGNS = {"tab": "\t", "ptab": "\t", "lastRenderedPageBreak": _RENDERED, "noBreakHyphen": "-", "cr": "\n"}


def _collect(node: etree._Element, out: _Text) -> None:
    """The words of a paragraph in order, without deleted, hidden and instruction text."""
    stack = [iter(node)]
    while stack:
        one = next(stack[-1], None)
        if one is None:
            stack.pop()
        elif not _take(one, out):
            stack.append(iter(one))


def _take(node: etree._Element, out: _Text) -> bool:
    """Take what an element says; False where its children are to be looked at."""
    name = local(node)
    if name == "t":
        out.parts.append("".join(node.itertext()))
    elif name in _SIGNS:
        out.parts.append(_SIGNS[name])
    elif name == "br":
        out.parts.append(_PAGE if attribute(node, "type") == "page" else "\n")
    elif name in ("footnoteReference", "endnoteReference"):
        out.notes.append(("e" if name.startswith("end") else "") + (attribute(node, "id") or ""))
    elif name == "txbxContent":
        out.boxes.append(node)
    else:
        return name in _DROPPED or (name == "r" and _on(child(node, "rPr"), "vanish"))
    return True


def clean(text: str) -> str:
    """Words without invisible characters, with ordinary characters for their look-alikes."""
    return INVISIBLE.sub("", ordinary(text)).replace("\t", " ").strip()
