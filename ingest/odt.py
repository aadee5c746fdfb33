"""ODT becomes lines: paragraphs as a writer shows them, with the numbers of automatic lists."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from ingest import refusals
from ingest.errors import FileError
from ingest.grid import GridCell, table_lines
from ingest.markdown import INVISIBLE
from ingest.odt_lists import Lists
from ingest.packed import open_package, read_part
from ingest.radicals import ordinary
from ingest.source import Joint, Line, Source, SourcePage
from ingest.xmltree import attribute, child, children, local, parse_xml, whole

_KIND = "ODT"
_DEEPEST = 40
_MOST_REPEATS, _MOST_ROWS = 200, 20_000
_PAGE, _RENDERED = "\f", "\v"
_BREAKS = re.compile("([\f\v])")
_CONTAINERS = frozenset({"section", "frame", "text-box", "g", "a"})
_DROPPED = frozenset({
    "table-of-content", "table-index", "illustration-index", "object-index", "user-index", "alphabetical-index",
    "bibliography", "tracked-changes", "annotation", "annotation-end", "ruby-text", "sequence-decls", "forms",
    "variable-decls", "title", "desc", "image", "note-citation",
})  # fmt: skip


def parse_odt(data: bytes) -> Source:
    """Lines and pages of an ODT; pages are counted where the writer left its page breaks.

    Raises:
        FileError: Damaged, encrypted, or unpacking to too much.
    """
    with open_package(data, _KIND) as box:
        if "META-INF/manifest.xml" in box.namelist() and b"encryption-data" in read_part(
            box, "META-INF/manifest.xml", _KIND
        ):
            raise refusals.encrypted(_KIND)
        root = parse_xml(read_part(box, "content.xml", _KIND), _KIND)
        styles = _styles(box)
    body = child(root, "body", "text")
    if body is None:
        raise refusals.damaged(_KIND)
    roots = [one for one in (styles, root) if one is not None]
    soft = any(local(node) == "soft-page-break" for node in body.iter())
    walk = _Walk(_Looks.read(roots), Lists.read(roots), soft)
    lines = tuple(walk.blocks(body))
    return Source(lines, tuple(SourcePage(number) for number in range(1, walk.page + 1)))


def _styles(box: zipfile.ZipFile) -> etree._Element | None:
    """The root of the common styles, None where they are missing or broken."""
    try:
        return parse_xml(read_part(box, "styles.xml", _KIND), _KIND)
    except FileError:
        return None


@dataclass(slots=True)
class _Looks:
    """Paragraph styles: the one above, list style, page breaks, first-line indent, outline level."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)

    @classmethod
    def read(cls, roots: list[etree._Element]) -> _Looks:
        looks = cls()
        for root in roots:
            for group in ("styles", "automatic-styles"):
                for node in children(child(root, group), "style"):
                    if attribute(node, "family") in ("paragraph", "table"):
                        looks.nodes[attribute(node, "name") or ""] = node
        return looks

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            node = self.nodes.get(style or "")
            if node is None:
                return
            yield node
            style = attribute(node, "parent-style-name")

    def given(self, style: str | None, name: str) -> str | None:
        """An attribute of the style itself, or of one that it inherits from."""
        return next((found for node in self.chain(style) if (found := attribute(node, name)) is not None), None)

    def property(self, style: str | None, name: str) -> str | None:
        """A paragraph property of the style, or one that it inherits."""
        for node in self.chain(style):
            for props in node:
                if local(props) in ("paragraph-properties", "table-properties"):
                    found = attribute(props, name)
                    if found is not None:
                        return found
        return None

    def breaks_page(self, style: str | None) -> bool:
        """Whether a new page begins before a paragraph or table of this style."""
        own = self.nodes.get(style or "")
        master = attribute(own, "master-page-name") if own is not None else None
        return self.property(style, "break-before") == "page" or bool(master)

    def indented(self, style: str | None) -> bool:
        """Whether the first line stands in."""
        found = re.match(r"([\d.]+)(cm|in|pt|mm|pc)", self.property(style, "text-indent") or "")
        return bool(found and float(found[1]) > 0)

    def is_title(self, style: str | None) -> bool:
        """Whether the style, or one above it, is a title."""
        names = {(attribute(node, "name") or "").lower() for node in self.chain(style)}
        return bool(names & {"title", "subtitle"})


@dataclass(slots=True)
class _Text:
    parts: list[str] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    frames: list[etree._Element] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """Goes through the body once, counting pages and list items."""

    looks: _Looks
    lists: Lists
    soft: bool  # the writer left the page breaks of its own layout, which then count alone
    page: int = 1
    noted: int = 0
    begun: bool = False

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Line]:
        """Lines of all blocks below ``parent``."""
        if depth > _DEEPEST:
            raise refusals.too_large(f"巢狀超過 {_DEEPEST} 層", f"nested over {_DEEPEST} levels")
        for node in parent:
            name = local(node)
            if name in ("p", "h"):
                yield from self._paragraph(node, depth, None)
            elif name == "list":
                yield from self._list(node, depth, 1, None)
            elif name == "table":
                self._turn(attribute(node, "style-name"))
                yield from self._table(node, depth)
            elif name == "soft-page-break":
                self.page += 1
            elif name in _CONTAINERS:
                yield from self.blocks(node, depth + 1)

    def _turn(self, style: str | None) -> None:
        if self.begun and not self.soft and self.looks.breaks_page(style):
            self.page += 1

    def _list(self, node: etree._Element, depth: int, level: int, style: str | None) -> Iterator[Line]:
        style = attribute(node, "style-name") or style
        if level == 1:
            self.lists.begin(
                style,
                attribute(node, "id"),
                attribute(node, "continue-list"),
                attribute(node, "continue-numbering") == "true",
            )
        if depth > _DEEPEST:
            raise refusals.too_large(f"巢狀超過 {_DEEPEST} 層", f"nested over {_DEEPEST} levels")
        for entry in node:
            if local(entry) == "soft-page-break":
                self.page += 1
            if local(entry) not in ("list-item", "list-header"):
                continue
            pending = local(entry) == "list-item"
            start = attribute(entry, "start-value")
            for block in entry:
                name = local(block)
                if name in ("p", "h"):
                    mark = self.lists.mark(style, level, whole(start) if start else None) if pending else ""
                    pending, start = False, None
                    yield from self._paragraph(block, depth + 1, mark)
                elif name == "list":
                    yield from self._list(block, depth + 1, level + 1, style)
                elif name == "table":
                    yield from self._table(block, depth + 1)

    def _paragraph(self, node: etree._Element, depth: int, mark: str | None) -> Iterator[Line]:
        style = attribute(node, "style-name")
        self._turn(style)
        words = _Text()
        _collect(node, words)
        text = "".join(words.parts)
        heading = local(node) == "h" or self.looks.is_title(style)
        if mark is None and text.strip():
            mark = self._style_mark(node, style)
        begins = mark is not None or heading or self.looks.indented(style)
        yield from self._lines((mark or "") + text, Joint.START if begins else Joint.GAP, heading)
        for frame in words.frames:
            yield from self.blocks(frame, depth + 1)
        for note in words.notes:
            yield from self._note(note, depth)

    def _style_mark(self, node: etree._Element, style: str | None) -> str | None:
        """Number of a heading by the outline's own numbering, or of a paragraph by its style's list."""
        if local(node) == "h":
            level = whole(attribute(node, "outline-level"), 1)
            if attribute(node, "is-list-header") == "true":
                return None
            start = attribute(node, "start-value") if attribute(node, "restart-numbering") == "true" else None
            return self.lists.outline_mark(level, whole(start, 1) if start else None) or None
        return None

    def _lines(self, text: str, joint: Joint, heading: bool) -> Iterator[Line]:
        after, begun = joint, False
        for number, sheet in enumerate(_BREAKS.split(text)):
            if number % 2:
                self.page += 1
                after = Joint.MORE if begun else joint
                continue
            for row in sheet.split("\n"):
                if words := INVISIBLE.sub("", ordinary(row)).replace("\t", " ").strip():
                    yield Line(words, self.page, after, heading)
                    begun = self.begun = True
                after = Joint.START if begun else joint

    def _note(self, node: etree._Element, depth: int) -> Iterator[Line]:
        body = child(node, "note-body")
        if body is None:
            return
        self.noted += 1
        for at, line in enumerate(list(self.blocks(body, depth + 1))):
            text = f"註 {self.noted}：{line.text}" if at == 0 and line.cells is None else line.text
            yield replace(line, text=text, joint=Joint.START)

    def _table(self, node: etree._Element, depth: int) -> Iterator[Line]:
        rows: list[list[GridCell]] = []
        for part in _rows(node):
            if local(part) == "soft-page-break":
                self.page += 1
            elif len(rows) < _MOST_ROWS:
                rows.append(self._row(part, depth))
        yield from table_lines(rows)

    def _row(self, node: etree._Element, depth: int) -> list[GridCell]:
        cells: list[GridCell] = []
        for cell in node:
            name = local(cell)
            if name not in ("table-cell", "covered-table-cell"):
                continue
            times = min(whole(attribute(cell, "number-columns-repeated"), 1), _MOST_REPEATS)
            lines = tuple(self.blocks(cell, depth + 1)) if name == "table-cell" else ()
            cells += [GridCell(lines)] * max(1, times)  # cells that a span covers are in the file
        return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for node in table:
        name = local(node)
        if name == "table-row":
            times = whole(attribute(node, "number-rows-repeated"), 1)
            yield from [node] * max(1, min(times, _MOST_REPEATS))
        elif name == "soft-page-break":
            yield node
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(node)


def _collect(node: etree._Element, out: _Text) -> None:
    """The words of a paragraph in order; white space collapses as the format says."""
    stack: list[tuple[etree._Element, Iterator[etree._Element]]] = [(node, iter(node))]
    _say(node.text, out)
    while stack:
        at, rest = stack[-1]
        one = next(rest, None)
        if one is None:
            stack.pop()
            if stack:
                _say(at.tail, out)
            continue
        if _take(one, out):
            _say(one.tail, out)
        else:
            _say(one.text, out)
            stack.append((one, iter(one)))


_SIGNS = {"tab": "\t", "line-break": "\n", "soft-page-break": _RENDERED}


def _take(node: etree._Element, out: _Text) -> bool:
    """Take what an element says; False where its own words and children are to be looked at."""
    name = local(node)
    if name == "s":
        out.parts.append(" " * min(max(1, whole(attribute(node, "c"), 1)), _MOST_REPEATS))
    elif name in _SIGNS:
        out.parts.append(_SIGNS[name])
    elif name == "note":
        out.notes.append(node)
    elif name in ("frame", "g", "custom-shape", "text-box"):
        out.frames.append(node)
    else:
        return name in _DROPPED
    return True


_SPACE = re.compile(r"[ \t\r\n]+")


def _say(text: str | None, out: _Text) -> None:
    if text:
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not out.parts or out.parts[-1].endswith((" ", "\n"))):
            text = text[1:]
        out.parts.append(text)
