"""Running heads, feet and page numbers: what stands at the edges of pages and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.captions import starts_caption
from ingest.fold import fold
from ingest.placed import PlacedLine

_DIGITS = re.compile(r"[0-9〇一二三四五六七八九十]+")
_DASHES = r"[-–—~·.|\s]{0,6}"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第\s*)?(?:[^\W\d_]{{1,8}}\s*[-–—]\s*)?(\d{{1,4}}|[ivxlc]{{1,6}})"
    rf"(?:\s*/\s*\d{{1,4}})?\s*(?:页)?(?:[,\s/]*共\s*\d{{1,4}}\s*页)?{_DASHES}"
)
_INNER_NUMBER = re.compile(r"(?:第\s*|\s|^|-)(\d{1,4})(?:\s*頁|\s*-|\s*$)")
_EDGE_LINES = 3  # lines at the top and bottom of a page among which heads and feet are looked for
_NEAR = 8.0  # points by which the place of a head may differ from page to page
_LONGEST, _SHORT = 80, 24
_FEW_PAGES, _FEWEST_LINES = 2, 5
_TITLE = 6  # characters of a line from which on it may be the title that a head repeats
_PAGE_WORDS = re.compile(r"第\s*\d{1,4}\s*页")


def strip_running(pages: Sequence[Sequence[PlacedLine]]) -> tuple[list[list[PlacedLine]], dict[int, str]]:
    """Pages without running heads, feet and page numbers; the numbers by page."""
    edges = [_edges(page) for page in pages]
    seen = _Seen(edges)
    shift = _page_shift(edges)
    bodies: list[list[PlacedLine]] = []
    labels: dict[int, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        drop = {id(line) for line in page if line.running}
        for line in edge:
            value = _number(line)
            counted = value is not None and (value - line.page == shift or seen.is_running(line))
            spare = len(page) > len(edge) or len(pages) > 2 or value is not None
            if counted or (spare and seen.is_running(line)):
                drop.add(id(line))
        if len(pages) <= _FEW_PAGES:
            drop |= {id(line) for line in _furniture(page)}
        for line in page:
            if id(line) in drop and (label := _label(line)):
                labels.setdefault(line.page, label)
        bodies.append([line for line in page if id(line) not in drop])
    return bodies, labels


def _furniture(page: Sequence[PlacedLine]) -> list[PlacedLine]:
    """Heads and feet that nothing repeats: small, set off, and the title again or a page's number."""
    if len(page) < _FEWEST_LINES:
        return []
    sizes = Counter(round(line.size, 1) for line in page for _ in line.text)
    body = sizes.most_common(1)[0][0]
    ranked = sorted(page, key=lambda line: -line.y)
    found = []
    for line, beside in ((ranked[0], ranked[1]), (ranked[-1], ranked[-2])):
        apart = abs(line.y - beside.y) > 1.8 * max(body, beside.size)
        if line.row is not None or line.size > 0.9 * body or not apart or len(line.text) > _LONGEST:
            continue
        again = any(other is not line and len(other.text) >= _TITLE and other.text in line.text for other in page)
        tiny = line is ranked[0] and line.size <= 0.75 * body and len(line.text) <= _SHORT
        if again or tiny or _number(line) is not None or _PAGE_WORDS.search(fold(line.text)):
            found.append(line)
    return found


def _edges(page: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines at the top and at the bottom of a page by place, not by drawing order."""
    ranked = sorted(
        (line for line in page if line.row is None and len(line.text) <= _LONGEST), key=lambda line: -line.y
    )
    if len(page) <= 2 * _EDGE_LINES:
        return ranked[:1] + ranked[-1:] if len(ranked) > 1 else []
    tops = {id(line) for line in sorted(page, key=lambda line: -line.y)[:_EDGE_LINES]}
    feet = {id(line) for line in sorted(page, key=lambda line: line.y)[:_EDGE_LINES]}
    return [line for line in ranked if id(line) in tops or id(line) in feet]


class _Seen:
    """Where the words at the edges of pages come again."""

    def __init__(self, edges: Sequence[Sequence[PlacedLine]]) -> None:
        self.places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.exact: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for edge in edges:
            for line in edge:
                self.places[_key(line)].append((line.page, line.y))
                self.exact[line.text].append((line.page, line.y))
        filled = sum(1 for edge in edges if edge)
        self.need = max(2, round(0.3 * filled))
        self.pages = len(edges)

    def is_running(self, line: PlacedLine) -> bool:
        """Whether a line's words come again in its place: often with other numbers, or on the page beside."""
        if self.pages < 2 or starts_caption(line.text):
            return False
        again = {page for page, y in self.places[_key(line)] if abs(y - line.y) <= _NEAR}
        if len(again) >= self.need and _key(line):
            return True
        return self.pages > 2 and any(
            page != line.page and abs(page - line.page) <= 2 and abs(y - line.y) <= 2
            for page, y in self.exact[line.text]
        )


def _page_shift(edges: Sequence[Sequence[PlacedLine]]) -> int | None:
    """Printed number less page number, if enough pages agree on it."""
    numbers: Counter[int] = Counter()
    for edge in edges:
        for line in edge:
            if (value := _number(line)) is not None:
                numbers[value - line.page] += 1
    for shift, votes in numbers.most_common(1):
        if votes >= max(2, 0.4 * len(edges)) or (len(edges) <= 2 and shift == 0):
            return shift
    return None


def _key(line: PlacedLine) -> str:
    return _DIGITS.sub("#", fold(line.text).replace(" ", ""))


def _number(line: PlacedLine) -> int | None:
    found = _PAGE_NUMBER.fullmatch(fold(line.text))
    return int(found[1]) if found and found[1].isdigit() else None


def _label(line: PlacedLine) -> str | None:
    """The page number that a head or foot prints, as it prints it."""
    if _PAGE_NUMBER.fullmatch(fold(line.text)):
        bare = re.split(r"[/／]|共", line.text)[0]
        return re.sub(r"[第頁页\s]", "", bare).strip("-–—~·.|，,") or None
    inner = _INNER_NUMBER.search(line.text)
    return inner[1] if inner else None
