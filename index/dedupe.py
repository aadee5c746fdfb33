"""Near-identical passages: one stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 0.9
_SIZE = 4
_PROBES = 8


def shingles(text: str) -> list[str]:
    """All runs of four characters of the folded text, in order."""
    key = fold_key(text)
    return [key[at : at + _SIZE] for at in range(max(1, len(key) - _SIZE + 1))]


def collapse(texts: Iterable[str], most: int) -> list[list[int]]:
    """Groups of near-identical texts, as positions; groups and their members in the order given.

    Two texts are near-identical when they share nine tenths of their runs of four characters.
    Reading stops once ``most`` groups are there and a text belongs to none of them.
    """
    groups: list[tuple[frozenset[str], list[int]]] = []
    for at, text in enumerate(texts):
        runs = shingles(text)
        mine = frozenset(runs)
        probes = runs[:: max(1, len(runs) // _PROBES)]
        for head, members in groups:
            if _alike(head, mine, probes):
                members.append(at)
                break
        else:
            if len(groups) == most:
                break
            groups.append((mine, [at]))
    return [members for _, members in groups]


def _alike(left: frozenset[str], right: frozenset[str], probes: list[str]) -> bool:
    small, large = sorted((len(left), len(right)))
    if small < NEAR * large or 2 * sum(run in left for run in probes) < len(probes):
        return False
    both = len(left & right)
    return both >= NEAR * (len(left) + len(right) - both)
