"""What the command line says to a terminal: safe text, faults as sentences, exit codes."""

from __future__ import annotations

import re

DONE, PARTLY, FAILED = 0, 1, 2  # exit codes
# Control characters but tab and line feed, marks of direction, and characters that show nothing.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_ESCAPES = re.compile(
    "\x1b(?:\\[[0-?]{0,40}[ -/]{0,8}[@-~]|[\\]PX^_][^\x07\x1b]{0,4000}(?:\x07|\x1b\\\\)?|[ -/]{0,8}[0-~])"
    "|\x9b[0-?]{0,40}[ -/]{0,8}[@-~]"
)


def safe(text: str) -> str:
    """The text without what moves the cursor, changes colours, turns direction or is not seen."""
    return _UNSEEN.sub("", _ESCAPES.sub("", text))


def one_line(text: str) -> str:
    """Safe text on one line."""
    return " ".join(safe(text).split())


def fault_of(error: Exception) -> str:
    """A fault of the program as one sentence."""
    kind = type(error).__name__
    return f"程式內部錯誤：{kind}。 (An error of the program: {kind}: {error}.)"
