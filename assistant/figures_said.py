"""Figures in words: what they count and their value, as far as the report says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.phrase import squeezed
from ingest import fold_key

if TYPE_CHECKING:
    from ingest import Event, Figure

_SHORT = 2  # characters from which a piece of a label is worth showing
_BETWEEN = "／"


def figure_words(figure: Figure) -> str:
    """The figure as printed, with its unit."""
    return squeezed(figure.text)


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
