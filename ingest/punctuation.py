"""Half-width punctuation among Chinese words, seen as the full-width marks that it stands for."""

from __future__ import annotations

import re

_MARKS = str.maketrans(",.;:!?", "，。；：！？")
# After a Chinese character, or after a number or bracket where a space, a Chinese character or the end follows.
_HALF = re.compile(r"(?<=[\u2e80-\uffef])[,.;:!?](?![\d.])|(?<=[0-9%)\]])[,.;:!?](?=[\s\u2e80-\uffef]|$)")
_NUMBERING = 3  # a mark up to this place may belong to the number of an item
_HAN = re.compile(r"[\u3400-\u9fff]")


def full_width(text: str) -> str:
    """``text`` with full-width punctuation, for judging sentences; the length stays."""
    if text.isascii() or not _HAN.search(text):
        return text
    return _HALF.sub(lambda found: found[0].translate(_MARKS) if found.start() > _NUMBERING else found[0], text)
