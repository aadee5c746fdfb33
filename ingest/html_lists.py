"""The numbers that a browser shows before the items of HTML lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from ingest.counting import count
from ingest.marks import is_marked
from ingest.xmltree import whole

_BY_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"(?:.*[\s>])?(ol|ul|li)?(?:([.#])([\w-]+))?$")
_LONGEST_SHEET = 200_000
_WIDE = re.compile(r"[^\x00-\x7f]$")


def own_style(node: Tag, name: str) -> str | None:
    """The value of a property in the element's own ``style`` attribute."""
    return _property(str(node.get("style") or ""), name)


def _property(declarations: str, name: str) -> str | None:
    for part in declarations.split(";"):
        key, _, value = part.partition(":")
        if key.strip().lower() == name:
            return value.replace("!important", "").strip().lower()
    return None


def _scheme(declarations: str) -> str | None:
    """The numerals that ``list-style-type`` or ``list-style`` name."""
    value = _property(declarations, "list-style-type") or _property(declarations, "list-style")
    if value is None:
        return None
    for word in value.split():
        if word == "none" or count(word, 1) is not None:
            return word
    return None


@dataclass(slots=True)
class _Marks:
    """Counts the items of one list."""

    scheme: str | None
    number: int
    step: int

    def next(self, item: Tag, text: str) -> str:
        """The number of the next item with its space; none where its own text begins with one."""
        if item.has_attr("value"):
            self.number = whole(str(item["value"]), self.number)
        number, self.number = self.number, self.number + self.step
        scheme = _scheme(str(item.get("style") or "")) or self.scheme
        shown = count(scheme, number) if scheme else None
        if shown is None or not text or is_marked(text):
            return ""
        return f"{shown}、" if _WIDE.search(shown) else f"{shown}. "


@dataclass(slots=True)
class ListMarks:
    """Rules of the page's own style sheets that choose numerals: (element, ``.`` or ``#``, name, numerals)."""

    rules: list[tuple[str, str, str, str]] = field(default_factory=list)

    @classmethod
    def read(cls, soup: BeautifulSoup) -> ListMarks:
        """Rules in the page's ``style`` elements."""
        marks = cls()
        for sheet in soup.find_all("style"):
            for found in _RULE.finditer(sheet.get_text()[:_LONGEST_SHEET]):
                scheme = _scheme(found[2])
                for selector in found[1].split(",") if scheme else ():
                    if (one := _SELECTOR.fullmatch(selector.strip())) and scheme and (one[1] or one[3]):
                        marks.rules.append((one[1] or "", one[2] or "", one[3] or "", scheme))
        return marks

    def marks(self, node: Tag) -> _Marks:
        """A counter for the list ``node``."""
        first = whole(str(node.get("start", "1")), 1)
        step = -1 if node.has_attr("reversed") else 1
        if step < 0 and not node.has_attr("start"):
            first = len(node.find_all("li", recursive=False))
        scheme = (
            _scheme(str(node.get("style") or "")) or _BY_TYPE.get(str(node.get("type") or "")) or self._by_rule(node)
        )
        return _Marks(scheme or ("decimal" if node.name == "ol" else None), first, step)

    def _by_rule(self, node: Tag) -> str | None:
        names = set(node.get_attribute_list("class")) if node.has_attr("class") else set()
        for element, kind, name, scheme in reversed(self.rules):
            if element not in ("", node.name, "li"):
                continue
            if not kind or (kind == "." and name in names) or (kind == "#" and node.get("id") == name):
                return scheme
        return None
