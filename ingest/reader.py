"""Puts a report together: lines in, ``Report`` out; and the front door for files and text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from ingest import files
from ingest.captions import cited_photos, parse_caption
from ingest.contents import without_contents
from ingest.errors import FileError
from ingest.identity import read_identity
from ingest.limits import Limits
from ingest.markdown import parse_lines
from ingest.outline import Outline, build_outline
from ingest.paragraphs import assemble
from ingest.passages import cut_passages
from ingest.report import Block, BlockKind, Page, Photo, Report, Section
from ingest.side_files import corrected_identity, digest_with_sides
from ingest.source import Source, SourcePage
from ingest.tables import place_table


def read_text(text: str, path: str = "text") -> Report:
    """The report that decoded Markdown or plain ``text`` is."""
    markdown = None if not path.lower().endswith((".md", ".markdown")) else True
    return build_report(parse_lines(text, markdown), path, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


def read_report(
    path: Path, *, report_id: str | None = None, shown_path: str | None = None, limits: Limits | None = None
) -> Report:
    """The report in the file at ``path``.

    ``shown_path`` (default: the path as given) is what readers see and what the id is made of.

    Raises:
        FileError: The file cannot be read; ``where`` is the path.
        CorrectionError: The side file that puts its identity right cannot be applied.
    """
    shown = shown_path or path.as_posix()
    try:
        data = files.read_bytes(path, limits or Limits())
        source = files.parse(data, path.suffix, limits or Limits())
    except FileError as error:
        error.where = error.where or shown
        raise
    report = build_report(source, shown, digest_with_sides(hashlib.sha256(data).hexdigest(), path), report_id)
    return replace(report, identity=corrected_identity(report.identity, path))


def report_id_for(shown_path: str) -> str:
    """Stable id of a report: the first 8 hex digits of its shown path's SHA-256."""
    return hashlib.sha256(shown_path.encode("utf-8", "surrogateescape")).hexdigest()[:8]


def build_report(source: Source, path: str, sha256: str, report_id: str | None = None) -> Report:
    """The report of a file's lines; ``path`` is the path to show."""
    outline = build_outline(assemble(without_contents(source.lines)))
    photos = _tie_photos(outline)
    cited = {photo.start: photo.section for photo in photos}
    blocks = tuple(_moved(block, cited) for block in outline.blocks)
    front = [outline.text[block.start : block.end] for block in blocks if block.kind is BlockKind.FRONT]
    title = source.title
    if outline.sections and outline.sections[0].mark == "":
        title = title or (outline.sections[0].title if front else None)  # the headline below a letterhead
        front = outline.text.split("\n")[:8]
    return Report(
        id=report_id or report_id_for(path),
        path=path,
        sha256=sha256,
        identity=read_identity(front, outline.text, title, source.facts),
        text=outline.text,
        pages=_place_pages(source.pages, outline),
        sections=outline.sections,
        blocks=blocks,
        tables=tuple(place_table(blocks[number], rows) for number, rows in outline.grids),
        photos=photos,
        passages=cut_passages(outline.text, blocks, outline.sections, photos),
        warnings=source.warnings,
    )


def _moved(block: Block, cited: dict[int, int | None]) -> Block:
    """A caption belongs to the section that cites it, wherever it is printed."""
    if block.kind is not BlockKind.CAPTION or block.start not in cited:
        return block
    return Block(block.kind, cited[block.start], block.start, block.end, block.page)


def _tie_photos(outline: Outline) -> tuple[Photo, ...]:
    """Captions with a number, each with the section that cites it.

    Where no text cites any photo, a caption belongs to the section in which it is printed.
    """
    body = [block for block in outline.blocks if block.kind is not BlockKind.CAPTION]
    cites: dict[int, list[int]] = {}
    for block in body:
        for number, _ in cited_photos(outline.text[block.start : block.end]):
            if block.section is not None:
                cites.setdefault(number, []).append(block.section)
    photos = []
    for block in outline.blocks:
        found = parse_caption(outline.text[block.start : block.end]) if block.kind is BlockKind.CAPTION else None
        if found:
            near = _nearest(cites.get(found[0], []), block.section, outline.sections)
            section = near if cites else block.section
            photos.append(Photo(found[0], found[1], block.start, block.end, block.page, section))
    return tuple(photos)


def _nearest(citing: list[int], here: int | None, sections: tuple[Section, ...]) -> int | None:
    """Of the sections that cite a number, the last one before the caption (numbers may restart)."""
    if not citing or here is None:
        return citing[0] if citing else None
    before = [section for section in citing if sections[section].start <= sections[here].start]
    return before[-1] if before else citing[0]


def _place_pages(pages: tuple[SourcePage, ...], outline: Outline) -> tuple[Page, ...]:
    """Pages with their offsets: each reaches to where the next one's first character stands."""
    starts = [offset for offset, _ in outline.breaks]
    numbers = [number for _, number in outline.breaks]
    placed: list[Page] = []
    for page in pages:
        at = bisect_right(numbers, page.number - 1)
        start = starts[at] if at < len(starts) else len(outline.text)
        placed.append(
            Page(page.number, page.label, 0 if not placed else start, len(outline.text), page.quality, page.origin)
        )
    ends = [*(page.start for page in placed[1:]), len(outline.text)]
    return tuple(
        Page(page.number, page.label, page.start, end, page.quality, page.origin)
        for page, end in zip(placed, ends, strict=True)
    )
