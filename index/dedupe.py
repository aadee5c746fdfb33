"""Near-identical passages: one stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 0.9
_SIZE = 4


def shingles(text: str) -> frozenset[str]:
    """All runs of four characters of the folded text."""
    key = fold_key(text)
    return frozenset(key[at : at + _SIZE] for at in range(max(1, len(key) - _SIZE + 1)))


def collapse(texts: Sequence[str]) -> list[list[int]]:
    """Groups of near-identical texts, as positions; groups and their members in the order given.

    Two texts are near-identical when they share nine tenths of their runs of four characters.
    """
    groups: list[tuple[frozenset[str], list[int]]] = []
    for at, text in enumerate(texts):
        mine = shingles(text)
        for head, members in groups:
            small, large = sorted((len(head), len(mine)))
            if small >= NEAR * large and len(head & mine) >= NEAR * len(head | mine):
                members.append(at)
                break
        else:
            groups.append((mine, [at]))
    return [members for _, members in groups]
