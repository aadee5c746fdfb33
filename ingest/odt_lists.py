"""List styles of an ODT: which number an item shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from ingest.counting import count_shown
from ingest.xmltree import attribute, child, children, local, whole

_DEEPEST = 10
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts: what stands around its number, in which numerals, of how many levels."""

    sample: str
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    template: str | None = None


@dataclass(slots=True)
class Lists:
    """List styles by name and level; how far every list has counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    outline: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    outline_counts: dict[int, int] = field(default_factory=dict)
    by_id: dict[str, dict[int, int]] = field(default_factory=dict)
    by_style: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, roots: list[etree._Element]) -> Lists:
        """List styles of the parts of a document."""
        lists = cls()
        for root in roots:
            for group in ("styles", "automatic-styles"):
                place = child(root, group)
                for style in children(place, "list-style"):
                    for level, form in _levels(style):
                        lists.levels[attribute(style, "name") or "", level] = form
                for style in children(place, "outline-style"):
                    lists.outline.update(_levels(style))
        return lists

    def begin(self, style: str | None, own_id: str | None, continued: str | None, goes_on: bool) -> None:
        """A list begins: it counts anew, or goes on where the list that it names stopped."""
        if continued is not None and continued in self.by_id:
            self.counts = self.by_id[continued]
        elif goes_on:
            self.counts = self.by_style.get(style or "", {})
        else:
            self.counts = {}
        self.by_style[style or ""] = self.counts
        if own_id:
            self.by_id[own_id] = self.counts

    def mark(self, style: str | None, level: int, start: int | None) -> str:
        """The number of the next item at ``level`` (1 is outermost), with its space."""
        form = self.levels.get((style or "", level))
        if form is None:
            return ""
        return _count(self.counts, level, start, form, lambda at: self.levels.get((style or "", at)))

    def outline_mark(self, level: int, start: int | None) -> str:
        """The number that the outline's own numbering gives to the next heading of ``level``."""
        form = self.outline.get(level)
        if form is None:
            return ""
        return _count(self.outline_counts, level, start, form, self.outline.get)


def _count(
    counts: dict[int, int], level: int, start: int | None, form: _Level, level_at: Callable[[int], _Level | None]
) -> str:
    """Count one item at ``level`` and write its number as ``form`` says."""
    counts[level] = start if start is not None else counts.get(level, form.start - 1) + 1
    for deeper in [one for one in counts if one > level]:
        del counts[deeper]
    if not form.sample:
        return ""

    def numeral(at: int) -> str:
        outer = level_at(at) or form
        return count_shown(outer.sample, counts.get(at, outer.start)) or ""

    if form.template and _PLACE.search(form.template):
        text = _PLACE.sub(lambda found: numeral(int(found[1])), form.template)
    else:
        numerals = [numeral(at) for at in range(max(1, level - form.shown + 1), level + 1)]
        text = form.before + ".".join(one for one in numerals if one) + form.after
    return f"{text} " if text[-1:].isascii() and text[-1:] != ")" else text


def _levels(style: etree._Element) -> list[tuple[int, _Level]]:
    found = []
    for node in style:
        level = whole(attribute(node, "level"), 1)
        if local(node) in ("list-level-style-number", "outline-level-style") and level <= _DEEPEST:
            found.append((level, _Level(
                attribute(node, "num-format") or "",
                attribute(node, "num-prefix") or "",
                attribute(node, "num-suffix") or "",
                whole(attribute(node, "start-value"), 1),
                max(1, whole(attribute(node, "display-levels"), 1)),
                attribute(node, "num-list-format"),
            )))  # fmt: skip
    return found
