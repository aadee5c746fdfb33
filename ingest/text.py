"""Bytes of a text file become characters: the encoding is found out, never guessed silently."""

from __future__ import annotations

import codecs
import re

from ingest import refusals
from ingest.quality import text_score

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("cp950", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be", "euc_tw", "cp1252")
_KNOWN = frozenset(CANDIDATES) - {"euc_tw"}
_GOOD = 0.35  # score from which on a decoding counts as text
_SAMPLE = 60_000
_FEW = 8  # control characters that a text may hold by accident
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of ``data`` and what the reader has to know of how they were found.

    Raises:
        FileError: No encoding gives text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    return (text, ()) if not _is_binary(text) else _guess(data)


def _strict(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        return _mended(data, encoding)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The encoding under which the bytes look most like Chinese or English."""
    best: tuple[float, str] = (0.0, "")
    for encoding in CANDIDATES:
        if encoding not in _KNOWN or (encoding.startswith("utf-16") and len(data) % 2):
            continue
        sample = codecs.getincrementaldecoder(encoding)("strict")
        try:
            text = sample.decode(data[:_SAMPLE], final=len(data) <= _SAMPLE)
        except UnicodeDecodeError:
            continue
        if _is_binary(text) or (encoding == "cp1252" and not text.isascii()):
            continue
        score = text_score(text)
        if score > best[0] + 0.02:
            best = score, encoding
    if best[0] >= _GOOD:
        text, notes = _strict(data, best[1])
        return text, (*notes, f"以 {best[1]} 編碼讀取 (decoded as {best[1]})。")
    return _mended(data, "utf-8", "cp950")


def _mended(data: bytes, *encodings: str) -> tuple[str, tuple[str, ...]]:
    """Text with a few bytes that fit no character, which are counted and said; else refused."""
    share = 0.0
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        score = text_score(text)
        share = max(share, score)
        if lost <= max(2, 0.01 * len(text)) and score >= _GOOD and not _is_binary(text):
            return text, (f"有 {lost} 個字元無法解讀，以 � 標示 ({lost} characters could not be decoded)。",)
    raise refusals.gibberish(share)


def _is_binary(text: str) -> bool:
    """Whether control characters give away that this is no text."""
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > max(_FEW, 0.005 * len(sample))
