"""Pages of a plain text, parted by form feeds: their numbers and running heads are taken off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.fold import fold

_NUMBER = re.compile(r"[-–—~·.|\s]{0,6}(?:第\s*)?\d{1,4}\s*(?:页)?(?:[,\s/]*共?\s*\d{1,4}\s*页)?[-–—~·.|\s]{0,6}")
_PLAINLY = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|第\s*\d{1,4}\s*頁(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*頁)?")
_DIGITS = re.compile(r"\d+")
_LONGEST = 60
_EDGE = 2  # lines at either end of a page among which heads and feet are looked for
_TITLE_LINES = 3
_ENDED = ("。", "；", "，", "、")


def without_running(sheets: Sequence[str]) -> list[str]:
    """The pages without numbers, heads and feet; of one page alone only lines that can be nothing but a number go."""
    sheets = ["\n".join(row for row in sheet.split("\n") if not _PLAINLY.fullmatch(row.strip())) for sheet in sheets]
    if len(sheets) < 2:
        return sheets
    pages = [sheet.split("\n") for sheet in sheets]
    seen = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    often = {key for key, times in seen.items() if times >= max(2, round(0.4 * len(pages)))}
    opening = [row for row in pages[0] if row.strip()][:_TITLE_LINES]
    titles = {_key("".join(opening[first:last])) for first in range(2) for last in range(first + 1, len(opening) + 1)}
    return ["\n".join(_kept(page, number, often | titles)) for number, page in enumerate(pages)]


def _kept(page: list[str], number: int, running: set[str]) -> list[str]:
    """The lines of a page but for those at its edges that run on every page; the first page keeps its title."""
    told = [at for at, row in enumerate(page) if row.strip()]
    title = set(told[:_EDGE]) if number == 0 else set()
    drop = {
        at
        for at in _edges(page)
        if _NUMBER.fullmatch(fold(page[at].strip())) or (_key(page[at]) in running and at not in title)
    }
    return [row for at, row in enumerate(page) if at not in drop]


def _edges(page: Sequence[str]) -> list[int]:
    """Numbers of the short lines at the top and at the bottom."""
    told = [at for at, row in enumerate(page) if row.strip()]
    ends = [*told[:_EDGE], *told[max(_EDGE, len(told) - _EDGE) :]]
    return [at for at in ends if len(page[at]) <= _LONGEST and not page[at].rstrip().endswith(_ENDED)]


def _key(row: str) -> str:
    return _DIGITS.sub("#", fold("".join(row.split())))
