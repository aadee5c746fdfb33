"""Tables of contents: headings with page numbers before the report, which would come twice in its outline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.fold import fold
from ingest.marks import parse_mark
from ingest.source import Line

_TITLE = re.compile(r"(?:目\s*[录次]|内容目录|图目录|表目录|contents|table of contents)\s*")
_LED = re.compile(r"[^\s.…‧·﹒_-].*?(?:\s*[.…‧·﹒]\s*){3,200}(\d{1,4}|[ivx]{1,6}|[\w]{1,4}-\d{1,3})\s*$")
_SPACED = re.compile(r"\S.{0,80}?(?:\s{3,60}|\t)(\d{1,4})\s*$")
_FEWEST, _FEWEST_LED = 3, 2
_LONGEST = 120


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """Lines without tables of contents and their titles."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        titled = bool(out) and _TITLE.fullmatch(fold(out[-1].text.strip())) is not None
        end = _run(lines, at, titled)
        if end > at:
            if titled:
                out.pop()
            at = end
            continue
        out.append(lines[at])
        at += 1
    return out


def _run(lines: Sequence[Line], start: int, titled: bool) -> int:
    """End of the table of contents that begins at ``start``; ``start`` itself where none does.

    Without a title or dots, rows of headings and numbers are a table of facts.
    """
    led = spaced = 0
    page = 0
    at = start
    while at < len(lines):
        number, is_led = _entry(lines[at])
        if number is None or (number and number < page):
            break
        page = max(page, number)
        led, spaced = led + is_led, spaced + (not is_led)
        at += 1
    return at if led >= _FEWEST_LED or (titled and led + spaced >= _FEWEST) else start


def _entry(line: Line) -> tuple[int | None, bool]:
    """Page number of an entry (0 where it is no plain number) and whether dots lead to it; None for no entry."""
    if line.cells is not None:
        filled = [cell for cell in line.cells if cell]
        last = filled[-1] if len(filled) == 2 else ""
        marked = last.isdigit() and len(last) <= 4 and parse_mark(filled[0]) is not None
        return (int(last), False) if marked else (None, False)
    if len(line.text) > _LONGEST:
        return None, False
    key = fold(line.text.strip())
    if found := _LED.fullmatch(key):
        return (int(found[1]) if found[1].isdigit() else 0), True
    found = _SPACED.fullmatch(key)
    return (int(found[1]), False) if found and parse_mark(line.text.strip()) else (None, False)
