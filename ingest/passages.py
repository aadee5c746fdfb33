"""Passages: consecutive blocks of one section, whole sentences, of a size that search likes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.report import Block, BlockKind, Passage, Photo, Section

_TARGET, _MOST = 320, 480
_SENTENCE_END = re.compile(r"[。！？!?；;][」』）)\"”]*|\n")


def cut_passages(
    text: str, blocks: Sequence[Block], sections: Sequence[Section], photos: Sequence[Photo]
) -> tuple[Passage, ...]:
    """Every block of the report in passages; a heading goes with what follows it.

    A heading without a body of its own is a passage only where nothing stands below it.
    """
    cited = {photo.start: photo.section for photo in photos}
    parents = {section.parent for section in sections}
    out: list[Passage] = []
    for run in _runs(blocks):
        section = cited.get(run[0].start, run[0].section) if run[0].kind is BlockKind.CAPTION else run[0].section
        if section in parents and len(run) == 1 and run[0].kind is BlockKind.HEADING:
            continue
        for start, end, page in _pieces(text, run):
            out.append(Passage(len(out), section, start, end, page))
    return tuple(out)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Consecutive blocks of one section; every caption and every table's size stands alone."""
    run: list[Block] = []
    for block in blocks:
        caption = block.kind is BlockKind.CAPTION
        if run and (caption or run[-1].kind is BlockKind.CAPTION or block.section != run[-1].section):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _pieces(text: str, run: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """The run as (start, end, page) pieces of at most ``_MOST`` characters where sentences allow."""
    start, end, page = run[0].start, run[0].start, run[0].page
    for block in run:
        for low, high in _sentences(text, block):
            if end > start and high - start > (_MOST if run[-1].end - start <= _MOST else _TARGET):
                yield start, end, page
                start, page = low, block.page
            end = high
    if end > start:
        yield start, end, page


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Sentences of a block; a stretch without an end is cut at ``_MOST`` characters."""
    at = block.start
    stops = [found.end() for found in _SENTENCE_END.finditer(text, block.start, block.end)]
    for stop in [*stops, block.end]:
        while stop - at > _MOST:
            yield at, at + _MOST
            at += _MOST
        if text[at:stop].strip():
            low = at + len(text[at:stop]) - len(text[at:stop].lstrip())
            yield low, low + len(text[low:stop].rstrip())
            at = stop
