"""What a user puts right about a report as a whole, in a file beside it, so that a rebuild keeps it.

Beside ``a.pdf`` the file ``a.pdf.yida.toml`` replaces what was read from the text; every line is
optional, and an empty text says that there is none:

    title = "示範市政府觀光局業務報告"
    city = "示範市"
    city_short = "示範"
    bureau = "觀光局"
    council_term = 4
    council_session = 2
    report_date = 2024-11-01
    period_start = 2024-02-16
    period_end = 2024-07-31
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from ingest.errors import CorrectionError, Words
from ingest.report import Identity

IDENTITY_FILE = ".yida.toml"
_SIDES = (IDENTITY_FILE, ".corrections.jsonl")
_MOST = 1_000_000  # bytes of a side file that are read
_TEXTS = ("title", "city", "city_short", "bureau")
_NUMBERS = ("council_term", "council_session")
_DAYS = ("report_date", "period_start", "period_end")


def file_digest(path: Path) -> str:
    """SHA-256 of a report's bytes and of the side files beside it: another one means, read it again.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        return digest_with_sides(hashlib.file_digest(file, "sha256").hexdigest(), path)


def digest_with_sides(digest: str, path: Path) -> str:
    """``digest`` itself where no side file lies beside ``path``, else one of all of them."""
    sides = [side for name in _SIDES if (side := _bytes(path.with_name(path.name + name))) is not None]
    return hashlib.sha256(b"\0".join([digest.encode(), *sides])).hexdigest() if sides else digest


def corrected_identity(identity: Identity, path: Path) -> Identity:
    """``identity`` with what the side file of the report at ``path`` puts right.

    Raises:
        CorrectionError: The side file cannot be read, or a line of it says nothing that we know.
    """
    side = path.with_name(path.name + IDENTITY_FILE)
    data = _bytes(side)
    if data is None:
        return identity
    try:
        given = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _trouble(
            Words("更正檔不是有效的 TOML。", "The file of corrections is no valid TOML."), side.name
        ) from error
    inner = given.get("identity")
    return _replaced(identity, inner if isinstance(inner, dict) else given, side.name)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()[:_MOST] if path.is_file() else None
    except (OSError, ValueError):
        return None


def _replaced(identity: Identity, given: Mapping[str, object], where: str) -> Identity:
    for name, value in given.items():
        if name in _TEXTS and isinstance(value, str) and (value.strip() or name != "title"):
            identity = replace(identity, **{name: value.strip() or None})  # type: ignore[arg-type]
        elif name in _NUMBERS and isinstance(value, int) and not isinstance(value, bool):
            identity = replace(identity, **{name: value or None})  # type: ignore[arg-type]
        elif name in _DAYS and isinstance(value, date) and not isinstance(value, datetime):
            identity = replace(identity, **{name: value})  # type: ignore[arg-type]
        elif name in _NUMBERS + _DAYS and value == "":
            identity = replace(identity, **{name: None})  # type: ignore[arg-type]
        else:
            raise _trouble(
                Words(f"更正檔的「{name}」無法套用。", f"“{name}” in the file of corrections cannot be applied."), where
            )
    return identity


def _trouble(what: Words, where: str) -> CorrectionError:
    names = "、".join(_TEXTS + _NUMBERS + _DAYS)
    return CorrectionError(
        what,
        Words(f"可用的欄位：{names}；日期寫成 2024-11-01。", f"Known fields: {names}; dates are written 2024-11-01."),
        where,
    )
