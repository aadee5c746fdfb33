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
_HTML = re.compile(
    rb"(?is)\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*){0,3}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|article|div|table|p|h[1-6]|section|main)\b"
)
_WORD_PART = re.compile(r"word/document\d*\.xml")
_TAR_AT = 257
_WORDLIKE = (b"MZ", b"BZh", b"Rar!")  # a text may begin so


def sniff(data: bytes) -> Format:
    """The format of ``data``.

    Raises:
        FileError: It is one that we do not read, or a container without a document.
    """
    if _is_zip(data):
        return _zipped(data)
    if _is_pdf(data):
        return Format.PDF
    if foreign := _foreign(data):
        raise refusals.unsupported(foreign)
    return Format.HTML if _HTML.match(_narrow(data)) else Format.TEXT


def is_words(data: bytes) -> bool:
    """Whether ``data`` is nothing but text, as far as its first bytes tell."""
    return not (_is_zip(data) or _is_pdf(data) or _foreign(data) or _HTML.match(_narrow(data)))


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_pdf(data: bytes) -> bool:
    """A PDF may have up to a kilobyte of anything before its header, if it has a PDF's parts after it."""
    if data.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"%PDF-"):
        return True
    return b"%PDF-" in data[:1024] and b" obj" in data and (b"startxref" in data or b"%%EOF" in data)


def _foreign(data: bytes) -> str | None:
    """The name of a format that we do not read, None where the bytes give none away."""
    for magic, name in _FOREIGN:
        if data.startswith(magic) and not (magic in _WORDLIKE and data[:200].isascii() and b"\x00" not in data[:200]):
            return name
    return "tar" if data[_TAR_AT : _TAR_AT + 5] == b"ustar" else None


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
            if any(_WORD_PART.fullmatch(name) for name in names):
                return Format.DOCX
            if "content.xml" in names:
                return _open_document(box, names)
            if "EncryptedPackage" in names:
                raise refusals.encrypted("DOCX")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise refusals.damaged("ZIP (DOCX/ODT)") from error
    raise refusals.unsupported("ZIP")


def _open_document(box: zipfile.ZipFile, names: set[str]) -> Format:
    """A text document by its ``mimetype`` part; a spreadsheet or slides are refused."""
    short = "mimetype" in names and box.getinfo("mimetype").file_size < 200
    kind = box.read("mimetype")[:80] if short else b""
    if not kind or b"opendocument.text" in kind:
        return Format.ODT
    raise refusals.unsupported(kind.decode("ascii", "replace"))
