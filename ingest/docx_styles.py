"""Styles and list definitions of a DOCX: what is a heading, and which number an item shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.counting import count, decimal
from ingest.xmltree import attribute, child, children, local, value, whole

_HEADING = re.compile(r"(?i)(?:heading|標題|标题|title|大標|subtitle|副標題|副标题)\s*\d*$")
_CONTENTS = re.compile(r"(?i)(?:toc|目錄|目录|table of figures|圖表目錄)\s*\d*$|toc heading$")
_BODY_LEVEL = 9
_DEEPEST = 12  # styles based on styles
_PLACE = re.compile(r"%([1-9])")
_FIRST_LINE = 120  # twentieths of a point: less is no indent that a reader sees


@dataclass(slots=True)
class Styles:
    """Paragraph styles by id, with what they inherit."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)
    default: str | None = None

    @classmethod
    def read(cls, root: etree._Element | None) -> Styles:
        """Styles of ``styles.xml``; none where it is missing."""
        styles = cls()
        for node in children(root, "style"):
            name = attribute(node, "styleId")
            if attribute(node, "type") == "paragraph" and name:
                styles.nodes[name] = node
                if attribute(node, "default") in ("1", "true"):
                    styles.default = name
        return styles

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        """The style and those it is based on, nearest first."""
        name = style or self.default
        for _ in range(_DEEPEST):
            node = self.nodes.get(name or "")
            if node is None:
                return
            yield node
            name = value(node, "basedOn")

    def is_heading(self, look: etree._Element | None, style: str | None) -> bool:
        """Whether the paragraph has an outline level, or a style named as a heading."""
        levels = [value(look, "outlineLvl"), *(value(node, "pPr", "outlineLvl") for node in self.chain(style))]
        level = next((one for one in levels if one is not None), None)
        if level is not None:
            return whole(level, _BODY_LEVEL) < _BODY_LEVEL
        return style is not None and bool(_HEADING.match(self._name(style)))

    def is_contents(self, style: str | None) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return style is not None and bool(_CONTENTS.match(self._name(style)))

    def _name(self, style: str) -> str:
        return value(self.nodes.get(style), "name") or style

    def indented(self, look: etree._Element | None, style: str | None) -> bool:
        """Whether the first line stands in: the look of a paragraph that begins something new."""
        for pr in (look, *(child(node, "pPr") for node in self.chain(style))):
            indent = child(pr, "ind")
            if indent is None:
                continue
            first = max(whole(attribute(indent, "firstLine")), whole(attribute(indent, "firstLineChars")))
            if first or attribute(indent, "hanging") or attribute(indent, "hangingChars"):
                return first >= _FIRST_LINE
        return False

    def numbering(self, style: str | None) -> tuple[str | None, int]:
        """List id and level that a style gives to its paragraphs."""
        number: str | None = None
        level: int | None = None
        for node in self.chain(style):
            props = child(node, "pPr", "numPr")
            if props is None:
                continue
            number = number if number is not None else value(props, "numId")
            if level is None and value(props, "ilvl") is not None:
                level = whole(value(props, "ilvl"))
        return number, level if level is not None else 0


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: ``text`` is ``（%1）``, ``scheme`` the name of its numerals."""

    start: int = 1
    scheme: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class Lists:
    """List definitions, and how far every list has counted."""

    styles: Styles
    definition: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None, styles: Styles) -> Lists:
        """Lists of ``numbering.xml``; none where it is missing."""
        lists = cls(styles)
        linked: dict[str, str] = {}
        for node in children(root, "abstractNum"):
            name = attribute(node, "abstractNumId") or ""
            if (link := value(node, "numStyleLink")) is not None:
                linked[name] = link
            if (own := value(node, "styleLink")) is not None:
                linked.setdefault(f"style {own}", name)
            for level in children(node, "lvl"):
                lists.levels[name, whole(attribute(level, "ilvl"))] = _read_level(level)
        for node in children(root, "num"):
            lists._read_list(node, linked)
        return lists

    def _read_list(self, node: etree._Element, linked: dict[str, str]) -> None:
        number, base = attribute(node, "numId") or "", value(node, "abstractNumId") or ""
        base = linked.get(f"style {linked[base]}", base) if base in linked else base
        self.definition[number] = base
        for change in children(node, "lvlOverride"):
            level = whole(attribute(change, "ilvl"))
            if (fresh := child(change, "lvl")) is not None:
                self.levels[f"num {number}", level] = _read_level(fresh)
            if (start := value(change, "startOverride")) is not None:
                self.restarts[number, level] = whole(start, 1)

    def mark(self, look: etree._Element | None, style: str | None) -> tuple[str, bool]:
        """The number that a paragraph shows, with its space, and whether it is a list item."""
        props = child(look, "numPr")
        number, level = self.styles.numbering(style)
        if props is not None:
            own = value(props, "numId")
            level = whole(value(props, "ilvl"), level if own is None else 0)
            number = own if own is not None else number
        if number is None or number == "0" or number not in self.definition:
            return "", False
        level = min(max(level, 0), 8)
        self._count(number, level)
        return self._shown(number, level), True

    def _level(self, number: str, level: int) -> _Level:
        own = self.levels.get((f"num {number}", level))
        return own or self.levels.get((self.definition[number], level), _Level())

    def _count(self, number: str, level: int) -> None:
        """Count one item: lists of one definition go on counting together."""
        counts = self.counts.setdefault(self.definition[number], {})
        if (number, level) in self.restarts:
            counts[level] = self.restarts.pop((number, level)) - 1
        counts[level] = counts.get(level, self._level(number, level).start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            restart = self._level(number, deeper).restart
            if restart is None or (restart > level):
                del counts[deeper]

    def _shown(self, number: str, level: int) -> str:
        form = self._level(number, level)
        counts = self.counts[self.definition[number]]

        def numeral(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            place = self._level(number, at)
            value_ = counts.get(at, place.start)
            return decimal(value_) if form.legal else count(place.scheme, value_) or ""

        if form.scheme in ("bullet", "none") and not _PLACE.search(form.text):
            return ""
        text = _PLACE.sub(numeral, form.text)
        return text if form.suffix == "nothing" or not text else f"{text} "


def _read_level(node: etree._Element) -> _Level:
    scheme = value(node, "numFmt")
    if scheme is None:  # newer formats stand in an alternative, with an older one to fall back on
        for one in node.iter():
            if local(one) == "numFmt":
                scheme = attribute(one, "val")
                if scheme != "custom":
                    break
    restart = value(node, "lvlRestart")
    return _Level(
        whole(value(node, "start"), 1),
        scheme or "decimal",
        value(node, "lvlText") or "",
        value(node, "suff") or "tab",
        child(node, "isLgl") is not None,
        whole(restart) if restart is not None else None,
    )
