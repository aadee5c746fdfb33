"""Figures in words: what they count and their value, as far as the report says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.phrase import say, squeezed
from ingest import fold, fold_key

if TYPE_CHECKING:
    from assistant.question import Language
    from ingest import Event, Figure

_SHORT = 2  # characters from which a piece of a label is worth showing
_TELLING = 4  # characters from which a label tells by itself what is counted
_CLAUSE = 40  # characters of the clause that stands for a short label
_PARTS = "，；。、：:;,！？\n|「」"
_NUMBERING = re.compile(r"^[#*\s-]{0,8}\d{1,3}[.．](?!\d)\s{0,3}")
_BETWEEN = "／"
_CHANGE = re.compile(r"[较比].{2,14}(?:增加?|减少?|成长|增长|上升|下降|提升|降低)$")  # folded
_NOTE = re.compile(r"[（(](?:照片|圖|附圖|附件|附表|表)[^（()）]{0,30}[）)]?$")


def figure_words(figure: Figure) -> str:
    """The figure as printed, with its unit."""
    return squeezed(figure.text)


def figure_phrase(language: Language, event: Event, figure: Figure) -> str:
    """What a figure counts and its value; the clause that it stands in where its label tells little."""
    label, value = label_of(event, figure), figure_words(figure)
    if label and _CHANGE.search(fold(label)) and f"{label}{value}" in squeezed(event.quote):
        return f"{label}{value}"
    if label and (figure.rule == "table" or len(fold_key(label)) >= _TELLING):
        return say(language, "figure_item", title=label, value=value)
    clause = clause_of(event, figure)
    if fold_key(clause) != fold_key(value) and clause:
        return clause
    return say(language, "figure_item", title=label, value=value) if label else value


def clause_of(event: Event, figure: Figure) -> str:
    """The clause of the item around a figure, if it is short; empty for a figure of a caption."""
    start, end = figure.start - event.start, figure.end - event.start
    if not 0 <= start < end <= len(event.quote):
        return ""
    while start > 0 and not _parts(event.quote, start - 1):
        start -= 1
    while end < len(event.quote) and not _parts(event.quote, end):
        end += 1
    words = _NUMBERING.sub("", _NOTE.sub("", squeezed(event.quote[start:end])))
    return words if len(words) <= _CLAUSE else ""


def _parts(text: str, at: int) -> bool:
    """Whether a clause ends at a character; the comma within 9,172 and the colon of 10:30 end none."""
    within = text[at] in ",:" and text[max(0, at - 1) : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return text[at] in _PARTS and not within


def label_of(event: Event, figure: Figure) -> str:
    """What a figure counts, in the report's words; the labels of a table's row and column are parted by a stroke.

    Empty where the figure's own words say it already or nothing of the label stands in the item.
    """
    text = fold_key(event.quote + "".join(one.caption for one in event.photos))
    pieces = [piece for part in figure.what.split() for piece in _pieces(part, text)]
    if not pieces or all(fold_key(piece) in fold_key(figure.text) for piece in pieces):
        return ""
    return _BETWEEN.join(dict.fromkeys(pieces))


def _pieces(part: str, text: str) -> list[str]:
    """A label cut, from the left, into the longest stretches that the item has."""
    found: list[str] = []
    at = 0
    while at < len(part):
        end = next((end for end in range(len(part), at + _SHORT - 1, -1) if fold_key(part[at:end]) in text), None)
        if end is None:
            at += 1
            continue
        found.append(part[at:end])
        at = end
    return found
