"""Opens the parts of a DOCX or ODT within limits: sizes are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from ingest import refusals

_MOST_BYTES = 400 * 1024 * 1024
_MOST_RATIO = 200
_MOST_PARTS = 20_000
_XML_BYTES = 120 * 1024 * 1024


def open_package(data: bytes, kind: str) -> zipfile.ZipFile:
    """The package, known to be no bomb.

    Raises:
        FileError: Damaged, encrypted, or unpacking to too much.
    """
    try:
        box = zipfile.ZipFile(io.BytesIO(data))
        parts = box.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refusals.damaged(kind) from error
    if any(part.flag_bits & 1 for part in parts):
        raise refusals.encrypted(kind)
    total = sum(part.file_size for part in parts)
    text = [part for part in parts if part.filename.endswith(".xml")]
    swollen = any(p.file_size > 10_000_000 and p.file_size > _MOST_RATIO * max(1, p.compress_size) for p in parts)
    if total > _MOST_BYTES or len(parts) > _MOST_PARTS or swollen or any(p.file_size > _XML_BYTES for p in text):
        raise refusals.too_large("解壓縮後過大", "it unpacks to too much")
    return box


def read_part(box: zipfile.ZipFile, name: str, kind: str) -> bytes:
    """The bytes of one part.

    Raises:
        FileError: It is missing or damaged.
    """
    try:
        with box.open(name) as part:
            data = part.read(_XML_BYTES + 1)
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, NotImplementedError) as error:
        raise refusals.damaged(kind) from error
    except Exception as error:  # zlib.error is no OSError
        raise refusals.damaged(kind) from error
    if len(data) > _XML_BYTES:
        raise refusals.too_large("解壓縮後過大", "it unpacks to too much")
    return data
