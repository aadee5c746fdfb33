"""The letterhead of news: lines above or below its headline that only say whose news it is, of which day."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.item import matches
from ingest.plain import plain

_LONGEST = 60
_MOST = 4  # lines of a letterhead above a headline


def is_letterhead(row: str) -> bool:
    """Whether a line says no more than who issued the news, when, or that it is news (某市政府 市政新聞)."""
    words = plain(row).text
    return 0 < len(words) < _LONGEST and (matches("letterhead", words) or matches("masthead", words))


def headline_after(rows: Sequence[str]) -> int:
    """Number of the line that is the headline where a letterhead stands above it; 0 where none does."""
    for number, row in enumerate(rows[: _MOST + 1]):
        if not is_letterhead(row):
            told = number + 1 < len(rows)
            return number if told and 0 < len(row) <= _LONGEST and "。" not in row else 0
    return 0
