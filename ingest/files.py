"""A file's bytes, taken within limits and handed to the parser that their content calls for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ingest import refusals
from ingest.errors import NoTextLayer, UnreadableText
from ingest.formats import parse_words
from ingest.limits import Limits
from ingest.ocr import recognise
from ingest.quality import READABLE
from ingest.sandbox import parse_apart
from ingest.sniff import is_words
from ingest.source import Source


def read_bytes(path: Path, limits: Limits) -> bytes:
    """All bytes of a plain file.

    Raises:
        FileError: It is missing, empty, no plain file, too large, or refused by the system.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise refusals.missing() from None
    except (OSError, ValueError) as error:
        raise refusals.forbidden(getattr(error, "strerror", None) or type(error).__name__) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise refusals.not_plain(*refusals.file_kind(found.st_mode))
        if found.st_size > limits.file_bytes:
            raise refusals.too_large(*_megabytes(found.st_size, limits.file_bytes))
        with open(handle, "rb", closefd=False) as stream:
            data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise refusals.forbidden(error.strerror or type(error).__name__) from error
    finally:
        os.close(handle)
    if not data:
        raise refusals.empty()
    return data


def _megabytes(size: int, most: int) -> tuple[str, str]:
    mega = 1024 * 1024
    return f"{size / mega:.0f} MB，上限 {most / mega:.0f} MB", f"{size / mega:.0f} MB, at most {most / mega:.0f} MB"


def parse(data: bytes, suffix: str, limits: Limits) -> Source:
    """Take the file apart by what its bytes say it is; pages that are pictures are recognised if they can be.

    Raises:
        FileError: Nothing that we read, or damaged, encrypted, empty, gibberish, over a limit.
    """
    if is_words(data):  # one pass over its characters and no library: nothing to fence off
        return parse_words(data, suffix, limits)
    try:
        source = parse_apart(data, suffix, limits)
    except (NoTextLayer, UnreadableText):
        if not limits.ocr or not (scanned := recognise(data, (), limits)):
            raise
        return parse_apart(data, suffix, limits, scanned)
    pictures = tuple(page.number for page in source.pages if page.quality < READABLE)
    if pictures and limits.ocr and (scanned := recognise(data, pictures, limits)):
        return parse_apart(data, suffix, limits, scanned)
    return source
