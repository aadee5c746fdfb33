"""Which pieces of dates follow each other in a text, and what joins them: 至, 及, 起."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.date_patterns import (
    AFTER,
    BETWEEN,
    BLANK,
    NUMBER,
    OF,
    bare_day,
    beginnings,
    edge_of,
    lexer,
    short_end,
    skip_clock,
    skip_other_calendar,
)
from ingest.date_pieces import Piece, Sort, Value, piece_of


def token_groups(key: str) -> Iterator[tuple[Piece, ...]]:
    """Runs of pieces that follow each other in the folded text ``key``, with what joins them."""
    pattern, begins = lexer(), beginnings()
    at = 0
    while begun := begins.search(key, at):
        found = pattern.match(key, begun.start())
        piece = piece_of(found, key, following=False) if found else None
        if piece is None:
            at = _past(found) if found else begun.end()
            continue
        group, at = [piece], _end(key, piece)
        while more := _next(pattern, key, at, group[-1]):
            group += more
            at = _end(key, more[-1])
        if after := AFTER.match(key, at):
            sort = Sort.SINCE if after["since"] else Sort.UNTIL
            group.append(Piece(sort, after.start(after.lastgroup or 0), after.end()))
            at = after.end()
        yield tuple(group)


def _end(key: str, piece: Piece) -> int:
    if piece.sort is Sort.YEAR:
        return skip_other_calendar(key, piece.end)
    return piece.end if piece.sort is Sort.PART else skip_clock(key, piece.end)


def _next(pattern: re.Pattern[str], key: str, at: int, last: Piece) -> list[Piece]:
    """The piece that follows at ``at``, with the word that joins it, if any."""
    joined: list[Piece] = []
    start = BLANK.match(key, at).end()  # type: ignore[union-attr]
    if last.sort in (Sort.YEAR, Sort.MONTH) and (edge := edge_of(key, last.end)):
        part = {"初": "early", "中": "middle"}.get(edge["edge"][0], "late")
        return [Piece(Sort.PART, edge.start("edge"), edge.end("edge"), part=part)]
    if last.sort is Sort.MONTH and (bare := bare_day(key, at)) and 1 <= int(bare[1]) <= 31:
        return [Piece(Sort.DAY, *bare.span(1), (Value(int(bare[1]), *bare.span(1)),), unit="日")]
    if last.sort is Sort.YEAR and (of := OF.match(key, at)):
        start = of.end()
    if between := BETWEEN.match(key, at):
        joined.append(Piece(Sort.TO if between["to"] else Sort.AND, start, between.end()))
        start = between.end()
        if between["to"] and last.sort is Sort.WHOLE and (short := short_end(key, start)):
            days = (Value(int(short["md"]), *short.span("md")), Value(int(short["day"]), *short.span("day")))
            if days[0].number <= 12 and days[1].number <= 31:
                return [*joined, Piece(Sort.MONTH_DAY, *short.span(), days)]
    found = pattern.match(key, start)
    piece = piece_of(found, key, following=True) if found else None
    if piece is None or (joined and piece.sort is Sort.PART and not piece.part.startswith(("h", "q", "bare"))):
        return []
    return [*joined, piece]


def _past(found: re.Match[str]) -> int:
    """Where to go on after what is no date: behind its first number, so that nothing is lost."""
    if found["chain"]:
        number = re.match(NUMBER, found["chain"])
        return found.start("chain") + (number.end() if number else 1)
    return found.end()
