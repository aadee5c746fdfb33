"""Is this text, or gibberish that a font without a map or a wrong encoding left?"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# Never part of a readable report: replacement and private-use characters, controls, glyph names.
_NEVER = re.compile("[\ufffd\ue000-\uf8ff\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\U000e0000-\U0010ffff]")
_GLYPH_NAMES = re.compile(r"(?:\(cid:\d{1,6}\)|/g\d{1,5}|/G[0-9A-F]{2}\b|/C\d{1,3}\b)")
# Latin letters and signs that UTF-8 or Big5 bytes read as Latin-1 turn into.
_HIGH_LATIN = re.compile(
    "[\u00a1-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2030\u2039\u203a\u20ac\u2122]"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufad9\U00020000-\U000323af]")
_STRANGE = re.compile("[\u0250-\u02c5\u0370-\u1fff\u2800-\u2dff\ua000-\uabff\ufb00-\ufdff\ufe70-\ufefe]")
_ENOUGH = 60  # Chinese characters from which on their frequency says something
_COMMON_SHARE = 0.12  # less than this share of common characters and it is no Chinese text
READABLE = 0.7


@cache
def common_characters() -> frozenset[str]:
    """The characters that make up about half of any Chinese text, both scripts."""
    text = (Path(__file__).parent / "rules" / "common_characters.txt").read_text("utf-8")
    return frozenset("".join(row for row in text.splitlines() if not row.startswith("#")))


def readable_share(text: str) -> float:
    """Share (0 to 1) of the characters of ``text`` that are readable; 1.0 for no text."""
    total = sum(1 for char in text if not char.isspace())
    if not total:
        return 1.0
    names = sum(len(found[0]) for found in _GLYPH_NAMES.finditer(text))
    bad = len(_NEVER.findall(text)) + names
    han = _HAN.findall(text)
    high = len(_HIGH_LATIN.findall(text))
    if high > 0.2 * total and len(han) < 0.3 * total:
        bad += high
    strange = len(_STRANGE.findall(text))
    bad += strange if strange > 0.1 * total else 0
    if len(han) >= _ENOUGH and common_share(han) < _COMMON_SHARE:
        bad += len(han)
    return max(0.0, 1.0 - bad / total)


def common_share(han: list[str]) -> float:
    """Share of Chinese characters ``han`` that are common ones."""
    common = common_characters()
    return sum(char in common for char in han) / len(han) if han else 0.0


def text_score(text: str) -> float:
    """How much a decoding looks like Chinese or English: higher is better, 0 is gibberish."""
    sample = text[:20_000]
    if not sample:
        return 0.0
    solid = [char for char in sample if not char.isspace()]
    if not solid:
        return 0.0
    common = common_characters()
    good = sum(char in common or char in "，。、；：「」（）！？《》" or " " < char < "\x7f" for char in solid)
    return good / len(solid) * readable_share(sample)
