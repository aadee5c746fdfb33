"""A line of a page with its place, as PDF and OCR give it to the layout."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its place: left and right edge, baseline and size in points.

    ``cells`` are (words, left edge, right edge) where wide gaps part it,
    ``parts`` the same for every gap. A row of a ruled table has ``row``
    and the ``edges`` of its columns; ``alone`` is a whole paragraph, ``place`` the column of a caption
    among others beside it, ``running`` a head or foot by the file's own word.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    page: int
    cells: tuple[tuple[str, float, float], ...] = ()
    parts: tuple[tuple[str, float, float], ...] = ()
    row: tuple[str, ...] | None = None
    edges: tuple[int, ...] = ()
    alone: bool = False
    place: int | None = None
    running: bool = False


def text_width(text: str, size: float) -> float:
    """Width of ``text`` in points, by the proportions of common fonts."""
    ems = 0.0
    for char in text:
        if char >= "\u1100":
            ems += 1.0
        elif char.islower():
            ems += 0.5
        elif char.isupper():
            ems += 0.65
        else:
            ems += 0.53 if char.isdigit() else 0.3
    return ems * size
