"""How much a file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one file: bytes, pages, characters per page and file, seconds and memory.

    ``memory`` is the address space in bytes of the process that parses it. ``ocr`` lets an
    installed engine read pages that are pictures, within ``ocr_seconds`` for each page.
    """

    file_bytes: int = 100 * 1024 * 1024
    pages: int = 5_000
    page_characters: int = 200_000
    file_characters: int = 20_000_000
    seconds: float = 60.0
    memory: int = 1536 * 1024 * 1024
    ocr: bool = True
    ocr_seconds: float = 60.0
