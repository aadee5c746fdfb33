"""Two rankings made one: a weighted sum of standardised scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS_WEIGHT = 0.3
"""Share of the words' score in the sum; the rest is the meaning's."""


def standardise(scores: NDArray[np.float32], mean: float, spread: float) -> NDArray[np.float32]:
    """Scores less what is usual, over how much that varies. Shape (n,)."""
    return (scores - np.float32(mean)) / np.float32(spread if spread > 1e-6 else 1.0)


def fuse(
    words: NDArray[np.float32], meaning: NDArray[np.float32], weight: float = WORDS_WEIGHT
) -> NDArray[np.float32]:
    """Fused scores of candidates, from both legs' standardised scores of the same candidates; shape (n,).

    A candidate whose meaning is not known yet (NaN) is taken to be as near in meaning as in words,
    but no nearer than the nearest that is known; where none is known the words decide alone.
    """
    known = meaning[~np.isnan(meaning)]
    if not len(known):
        return words
    guessed: NDArray[np.float32] = np.where(np.isnan(meaning), np.minimum(words, known.max()), meaning)
    fused: NDArray[np.float32] = np.float32(weight) * words + np.float32(1 - weight) * guessed
    return fused
