"""One stretch of a report that may tell of a happening."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.report import Span
from ingest.rulebook import load_rules


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a table's row at ``start:end``, and the heading of its column."""

    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch that may be an event.

    ``key`` is its number within the report (1.1.2.5, with ``p2`` for the second paragraph that is an item of its own,
    ``t2`` for a table's row); ``title`` is empty where it has no heading; ``whole`` is what can be quoted. ``intro``
    marks what stands before subsections, ``outlook`` what a chapter on the future holds, ``release`` a text without
    numbering; ``part`` counts from 1 where a section holds several items, else it is 0. ``headline`` names a table's
    row and ``columns`` are its cells; ``follows`` marks a piece of news that goes on from the piece before it.
    """

    section: int | None
    key: str
    title: Span
    body: Span
    whole: Span
    part: int = 0
    intro: bool = False
    outlook: bool = False
    release: bool = False
    headline: Span | None = None
    follows: bool = False
    columns: tuple[Column, ...] = ()


def matches(name: str, words: str) -> bool:
    """Whether the rule ``name`` of the items' rules matches plain ``words``."""
    rule = next(one for one in load_rules("items") if one.name == name)
    return bool(rule.pattern.search(words))


def stripped(text: str, start: int, end: int) -> Span:
    """The stretch without white space at its ends, empty at ``start`` where nothing else is there."""
    inner = text[start : max(start, end)]
    if not inner.strip():
        return Span(start, start)
    return Span(start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip()))
