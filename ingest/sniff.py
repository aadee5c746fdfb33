"""What a file is, by its bytes and not by its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from ingest import refusals


class Format(StrEnum):
    """Formats that we read."""

    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    HTML = "HTML"
    TEXT = "text"


_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 97-2003 .doc/.xls"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%!PS", "PostScript"),
    (b"AT&TFORM", "DjVu"),
)
_HTML = re.compile(rb"(?is)^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|script|article|div|table|p|h[1-6]|section|main)\b")
_TAR_AT = 257


def sniff(data: bytes) -> Format:
    """The format of ``data``.

    Raises:
        FileError: It is one that we do not read, or a container without a document.
    """
    head = data[:4096].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if head.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data)
    for magic, name in _FOREIGN:
        if data.startswith(magic) and not (magic == b"MZ" and data[:200].isascii() and b"\x00" not in data[:200]):
            raise refusals.unsupported(name)
    if data[_TAR_AT : _TAR_AT + 5] == b"ustar":
        raise refusals.unsupported("tar")
    if _HTML.match(_narrow(data)):
        return Format.HTML
    return Format.TEXT


def _narrow(data: bytes) -> bytes:
    """The head of the file in one byte per character, so that UTF-16 HTML is seen as HTML."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _zipped(data: bytes) -> Format:
    """DOCX and ODT are ZIP files with known parts; nothing else is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
            if "word/document.xml" in names:
                return Format.DOCX
            if "content.xml" in names:
                kind = box.read("mimetype")[:80] if "mimetype" in names and box.getinfo("mimetype").file_size < 200 else b""
                if not kind or b"opendocument.text" in kind:
                    return Format.ODT
                raise refusals.unsupported(kind.decode("ascii", "replace"))
            if "EncryptedPackage" in names:
                raise refusals.encrypted("DOCX")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise refusals.damaged("ZIP (DOCX/ODT)") from error
    raise refusals.unsupported("ZIP")
