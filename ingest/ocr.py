"""Text on pages that are pictures, by an engine that is an extra: RapidOCR with the models in its wheel.

The engine works in a process of its own, without network, one page at a time; a page that takes
too long ends it, and what was read before is kept.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

import msgspec

from ingest.limits import Limits
from ingest.placed import PlacedLine
from ingest.sandbox import Server

_NEEDED = ("rapidocr", "onnxruntime", "pypdfium2")
_STARTING = 60.0  # seconds that the engine may take to load


@dataclass(frozen=True, slots=True)
class Picture:
    """Pages to recognise (none named: all of them, at most so many)."""

    data: bytes
    pages: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of one page; page 0 says that all is done."""

    page: int
    lines: tuple[PlacedLine, ...] = ()


@cache
def is_installed() -> bool:
    """Whether the OCR extra is there."""
    return sys.platform != "win32" and all(find_spec(name) is not None for name in _NEEDED)


def recognise(data: bytes, pages: tuple[int, ...], limits: Limits) -> tuple[PlacedLine, ...]:
    """Lines on the pictures of a PDF's ``pages`` (all where none are named); none without the extra."""
    if not is_installed() or not data.lstrip()[:5].startswith(b"%PDF"):
        return ()
    server = Server("ocr_server")
    found: list[PlacedLine] = []
    try:
        with suppress(OSError, EOFError, TimeoutError, msgspec.MsgspecError):
            found.extend(_read(server, Picture(data, pages, limits.pages), limits.ocr_seconds))
    finally:
        server.close()
    return tuple(found)


def _read(server: Server, picture: Picture, seconds: float) -> list[PlacedLine]:
    lines: list[PlacedLine] = []
    deadline = time.monotonic() + _STARTING + seconds
    server.send(msgspec.msgpack.encode(picture), deadline)
    while True:
        try:
            read = msgspec.msgpack.decode(server.receive(deadline), type=Recognised)
        except (OSError, EOFError, TimeoutError):
            return lines
        if not read.page:
            return lines
        lines.extend(read.lines)
        deadline = time.monotonic() + seconds
