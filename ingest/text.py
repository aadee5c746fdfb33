"""Bytes of a text file become characters."""

from __future__ import annotations

from ingest import refusals


def decode(data: bytes) -> str:
    """The characters of ``data``."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusals.gibberish(0.0) from None
