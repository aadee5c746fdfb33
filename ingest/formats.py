"""Takes a file's bytes apart by what they are, in this process and without limits on time."""

from __future__ import annotations

from dataclasses import replace

from ingest import refusals
from ingest.errors import FileError
from ingest.limits import Limits
from ingest.markdown import parse_lines
from ingest.placed import PlacedLine
from ingest.sniff import Format, sniff
from ingest.source import Source
from ingest.text import decode


def parse_here(data: bytes, suffix: str, limits: Limits, scanned: tuple[PlacedLine, ...] = ()) -> Source:
    """The lines and pages of ``data``; ``suffix`` tells Markdown from plain text, nothing else.

    ``scanned`` are lines that were recognised on pages of a PDF that are pictures.

    Raises:
        FileError: Nothing that we read, or damaged, encrypted, empty, gibberish, over a limit.
    """
    kind = sniff(data)
    if kind is Format.TEXT:
        return parse_words(data, suffix, limits)
    try:
        return bounded(_parse(kind, data, limits, scanned), limits)
    except (FileError, MemoryError):
        raise
    except Exception as error:  # libraries fail in many ways on files that break the rules
        raise refusals.damaged(kind.value) from error


def _parse(kind: Format, data: bytes, limits: Limits, scanned: tuple[PlacedLine, ...]) -> Source:
    if kind is Format.PDF:
        from ingest.pdf import parse_pdf

        return parse_pdf(data, limits, scanned)
    if kind is Format.DOCX:
        from ingest.docx import parse_docx

        return parse_docx(data)
    if kind is Format.ODT:
        from ingest.odt import parse_odt

        return parse_odt(data)
    from ingest.html import parse_html

    return parse_html(data)


def parse_words(data: bytes, suffix: str, limits: Limits) -> Source:
    """Lines of Markdown or plain text.

    Raises:
        FileError: Empty, gibberish, or over a limit.
    """
    text, notes = decode(data)
    source = parse_lines(text, True if suffix.lower() in (".md", ".markdown") else None)
    return bounded(replace(source, warnings=(*notes, *source.warnings)), limits)


def bounded(source: Source, limits: Limits) -> Source:
    """``source``, known to hold some words and not too many.

    Raises:
        FileError: It is empty, or over the limit on characters or pages.
    """
    characters = sum(len(line.text) + sum(map(len, line.cells or ())) for line in source.lines)
    if not characters:
        raise refusals.empty()
    if characters > limits.file_characters:
        most = f"{limits.file_characters:,}"
        raise refusals.too_large(f"文字超過 {most} 字", f"more than {most} characters")
    if len(source.pages) > limits.pages:
        raise refusals.too_large(f"超過 {limits.pages} 頁", f"more than {limits.pages} pages")
    return source
