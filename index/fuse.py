"""Two rankings made one: a weighted sum of standardised scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS_WEIGHT = 0.5
"""Share of the words' score in the sum; the rest is the meaning's."""


def standardise(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores less their mean, over their deviation; NaN stays NaN. Shape (n,)."""
    known = scores[~np.isnan(scores)]
    if not len(known):
        return scores
    spread = float(known.std())
    return (scores - np.float32(known.mean())) / np.float32(spread if spread > 1e-9 else 1.0)


def fuse(words: NDArray[np.float32], meaning: NDArray[np.float32], weight: float = WORDS_WEIGHT) -> NDArray[np.float32]:
    """Fused scores of candidates, from both legs' scores of the same candidates; shape (n,).

    A candidate without a score in a leg (NaN) stands at that leg's mean; a leg without any score
    leaves the ranking to the other.
    """
    return weight * np.nan_to_num(standardise(words)) + (1 - weight) * np.nan_to_num(standardise(meaning))
