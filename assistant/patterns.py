"""Patterns that are written in Traditional Chinese and matched on folded text."""

from __future__ import annotations

import re

from ingest import fold


def folded(pattern: str) -> re.Pattern[str]:
    r"""Compile a pattern with its words folded: one script, half width, lower case.

    Classes in capitals (``\\S``) and full-width brackets change their meaning; do without them.
    """
    return re.compile(fold(pattern).replace("(?p<", "(?P<").replace("(?p=", "(?P="))
