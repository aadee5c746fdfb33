"""HTML becomes lines: the page's own words, without menus, scripts and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement

from ingest import refusals
from ingest.grid import GridCell, table_lines
from ingest.html_lists import ListMarks, own_style
from ingest.markdown import INVISIBLE, parse_lines
from ingest.radicals import ordinary
from ingest.source import Joint, Line, Source
from ingest.text import decode
from ingest.xmltree import whole

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "input",
    "textarea", "iframe", "svg", "canvas", "object", "embed", "audio", "video", "map", "head", "link", "meta",
    "dialog", "menu", "rt", "rp", "math", "datalist", "frameset", "applet",
})  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "section", "article", "main", "header", "body", "html", "center", "figure", "figcaption",
    "blockquote", "pre", "address", "details", "summary", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
    "fieldset", "legend", "hr", "hgroup", "caption", "label", "table", "ul", "ol", "li",
})  # fmt: skip
_STARTS = ("dt", "dd", "li", "figcaption", "caption")
_HEADING = re.compile(r"h[1-6]$")
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-z0-9_-]{3,20})")
_XML_CHARSET = re.compile(rb"(?i)^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-z0-9_-]{3,20})")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_WRAP = "\x1f"  # white space with a line break in it, which parts no Chinese words
_WRAPPED = re.compile("(?<=[\u2e80-\uffef])\x1f+(?=[\u2e80-\uffef])")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MENU = re.compile(
    r"(?i)(?:^|[-_ ])(?:nav|navbar|menu|breadcrumbs?|sidebar|footer|share|social|pager|pagination|skip|goto)(?:$|[-_ ])"
)
_SAME = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "cp950", "gb2312": "gb18030", "gbk": "gb18030"}
_DEEPEST = 200
_MOST_LINKS = 0.75  # share of a list's words that are links from which on it is a menu
_FEWEST_LINKS = 4


def parse_html(data: bytes) -> Source:
    """Lines of an HTML page.

    Raises:
        FileError: Nothing in it but markup, or an encoding that gives no text.
    """
    text, notes = read_characters(data)
    try:
        soup = BeautifulSoup(text, "lxml")
    except (RecursionError, AssertionError, ValueError) as error:
        raise refusals.damaged("HTML") from error
    root = _main(soup)
    if root is None:
        raise refusals.empty()
    lines = tuple(_Walk(ListMarks.read(soup)).blocks(root, 0))
    heads = [line for line in lines if line.heading]
    title = _SPACE.sub(" ", soup.title.get_text()).strip() if soup.title and not heads else ""
    return Source(lines, warnings=notes, title=title or None)


def read_characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's characters: in the encoding that it declares if that works, else found out."""
    declared = _XML_CHARSET.search(data[:300]) or _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(_SAME.get(name, name)), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _main(soup: BeautifulSoup) -> Tag | None:
    """The part of the page that holds its words: ``main`` or one ``article`` if that is most of it."""
    body = soup.body or soup
    found = [one for one in body.select("main, [role=main], article") if not _is_hidden(one)]
    for one in found:
        inner = [other for other in found if other is not one and other.find_parent(one.name) is one]
        siblings = [other for other in found if other.name == one.name]
        if len(siblings) == 1 and not inner and len(one.get_text(strip=True)) >= 80:
            return one
    return body if isinstance(body, Tag) else None


def _is_hidden(node: Tag) -> bool:
    return (
        node.has_attr("hidden")
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(str(node.get("style") or "")))
    )


def _is_left_out(node: Tag) -> bool:
    """Whether nothing of an element is for reading."""
    menu = node.name in ("ul", "ol", "div", "table", "header") and _is_menu(node)
    return node.name in _DROPPED or _is_hidden(node) or menu


def _is_menu(node: Tag) -> bool:
    """Whether a part of the page is made for moving about it, not for reading."""
    if node.get("role") in ("navigation", "banner", "contentinfo", "search", "menu"):
        return True
    names = " ".join(
        str(one) for name in ("class", "id") if node.has_attr(name) for one in node.get_attribute_list(name)
    )
    marked = bool(_MENU.search(names))
    if node.name not in ("ul", "ol", "div", "table") or (not marked and node.name in ("div", "table")):
        return False
    links = node.find_all("a", limit=200)
    if len(links) < _FEWEST_LINKS and not marked:
        return False
    words = len(node.get_text(strip=True))
    linked = sum(len(link.get_text(strip=True)) for link in links)
    return words == 0 or linked >= (0.5 if marked else _MOST_LINKS) * words


class _Walk:
    """Goes through the page once; text between two block elements is one line."""

    def __init__(self, lists: ListMarks) -> None:
        self.lists = lists

    def blocks(self, node: Tag, depth: int) -> Iterator[Line]:
        """Lines of everything below ``node``; the first line of an item or heading begins a paragraph."""
        if depth > _DEEPEST:
            raise refusals.too_large(f"巢狀超過 {_DEEPEST} 層", f"nested over {_DEEPEST} levels")
        joint = Joint.START if _HEADING.match(node.name or "") or node.name in _STARTS else Joint.GAP
        for number, line in enumerate(self._stretches(node, depth)):
            starts = number == 0 and joint is Joint.START and line.cells is None
            yield replace(line, joint=joint) if starts else line

    def _stretches(self, node: Tag, depth: int) -> Iterator[Line]:
        """Lines of the words right in ``node``, stretch by stretch, and of the blocks between them."""
        heading = bool(_HEADING.match(node.name or ""))
        words: list[str] = []
        for child in node.children:
            if not isinstance(child, Tag):
                words.append(_words(child))
            elif _is_left_out(child):
                continue
            elif _is_block(child):
                yield from _lines(words, heading)
                words = []
                yield from self._block(child, depth + 1)
            else:
                _inline(child, words, depth + 1)
        yield from _lines(words, heading)

    def _block(self, node: Tag, depth: int) -> Iterator[Line]:
        if node.name == "table":
            if isinstance(title := node.find("caption", recursive=False), Tag):
                yield from self.blocks(title, depth)
            yield from table_lines([list(self._row(row, depth)) for row in _rows(node)])
        elif node.name in ("ul", "ol"):
            yield from self._list(node, depth)
        elif node.name == "pre":
            yield from parse_lines(node.get_text(), markdown=False).lines
        else:
            yield from self.blocks(node, depth)

    def _row(self, row: Tag, depth: int) -> Iterator[GridCell]:
        for cell in row.find_all(["td", "th"], recursive=False):
            if isinstance(cell, Tag):
                lines = tuple(self.blocks(cell, depth + 1))
                yield GridCell(lines, whole(str(cell.get("colspan", "1")), 1), whole(str(cell.get("rowspan", "1")), 1))

    def _list(self, node: Tag, depth: int) -> Iterator[Line]:
        marks = self.lists.marks(node)
        for child in node.children:
            if not isinstance(child, Tag) or child.name in _DROPPED or _is_hidden(child):
                continue
            if child.name in ("ul", "ol"):
                yield from self._list(child, depth + 1)
                continue
            lines = list(self.blocks(child, depth + 1))
            mark = (
                marks.next(child, lines[0].text if lines and lines[0].cells is None else "")
                if child.name == "li"
                else ""
            )
            for at, line in enumerate(lines):
                first = at == 0 and line.cells is None
                yield replace(line, text=mark + line.text, joint=Joint.START) if first else line


def _is_block(node: Tag) -> bool:
    return node.name in _BLOCKS or own_style(node, "display") in ("block", "list-item", "flex")


def _rows(table: Tag) -> Iterator[Tag]:
    for child in table.children:
        if isinstance(child, Tag) and not _is_hidden(child):
            if child.name == "tr":
                yield child
            elif child.name in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _words(node: PageElement) -> str:
    plain = isinstance(node, NavigableString) and (type(node) is NavigableString or isinstance(node, CData))
    return _SPACE.sub(lambda found: _WRAP if "\n" in found[0] else " ", str(node)) if plain else ""


def _inline(node: Tag, words: list[str], depth: int) -> None:
    """The words of an inline element; blocks that stand in it by mistake begin new lines."""
    if node.name in _DROPPED or _is_hidden(node) or depth > _DEEPEST:
        return
    if node.name == "br":
        words.append("\n")
        return
    block = _is_block(node)
    words.append("\n" if block else "")
    for child in node.children:
        if isinstance(child, Tag):
            _inline(child, words, depth + 1)
        else:
            words.append(_words(child))
    words.append("\n" if block else "")


def _lines(words: list[str], heading: bool) -> Iterator[Line]:
    """Lines of a stretch of words; two line breaks stand for a blank line."""
    joint = Joint.GAP
    for row in _WRAPPED.sub("", "".join(words)).replace(_WRAP, " ").split("\n"):
        text = INVISIBLE.sub("", ordinary(_SPACE.sub(" ", row))).strip()
        if text:
            yield Line(text, 1, joint, heading)
        joint = Joint.START if text else Joint.GAP
