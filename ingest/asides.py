"""What an item's words say beside the matter: bylines, credits of photos, what somebody's career was."""

from __future__ import annotations

import re
from functools import cache

from ingest.rulebook import load_rules

_BLANK = "。"


def without_bylines(text: str) -> str:
    """``text`` without who reported or photographed it, its length kept."""
    return _blotted(text, "byline")


def without_careers(text: str) -> str:
    """``text`` also without where people served before, its length kept: those places are not part of the event."""
    return _blotted(_blotted(text, "byline"), "career")


def _blotted(text: str, gives: str) -> str:
    for pattern in _patterns(gives):
        text = pattern.sub(lambda found: _BLANK * len(found[0]), text)
    return text


@cache
def _patterns(gives: str) -> tuple[re.Pattern[str], ...]:
    return tuple(one.pattern for one in load_rules("asides") if one.gives == gives)
