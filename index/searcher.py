"""Search over one archive: candidates of both legs, filtered before they are ranked, fused into one list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.dedupe import collapse
from index.fuse import WORDS_WEIGHT, fuse, standardise
from index.order import among
from index.query import LONGEST, Hit
from index.recipe import vector_recipe
from index.tokens import weigh_terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.catalogue import Catalogue
    from index.embedder import Embedder
    from index.legs import Legs
    from index.lexical import LexicalIndex
    from index.passage_table import PassageRow
    from index.query import SearchQuery
    from index.vectors import VectorIndex

_DEPTH = 200  # candidates that each leg brings to the fusion
_WINDOWS = 4  # windows to look at for each candidate wanted
_NEAR = 1.0  # deviations above the usual likeness from which the meaning counts as found


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages to choose from: numbers, words' scores, and both legs' standardised scores; each (n,)."""

    numbers: NDArray[np.int64]
    raw: NDArray[np.float32]
    words: NDArray[np.float32]
    meaning: NDArray[np.float32]

    def fused(self, weight: float) -> NDArray[np.float32]:
        """Scores of both legs in one."""
        return fuse(self.words, self.meaning, weight)

    def legs(self, at: int) -> tuple[str, ...]:
        """What found a candidate: shared words, a meaning nearer than usual, or both."""
        by_words = bool(self.raw[at] > 0)
        by_meaning = not by_words or bool(self.meaning[at] > _NEAR)
        return (*(("words",) if by_words else ()), *(("meaning",) if by_meaning else ()))


class Searcher:
    """The search over one catalogue. Threads may share it."""

    def __init__(self, legs: Legs, catalogue: Catalogue) -> None:
        self._legs, self._catalogue = legs, catalogue

    def search(self, query: SearchQuery, embedder: Embedder | None) -> tuple[Hit, ...]:
        """Best passages for ``query``, best first; by words alone without an ``embedder``."""
        query = replace(query, text=query.text[:LONGEST])
        allowed = self._catalogue.passages.select(query)
        if not query.text.strip() or query.k < 1 or (allowed is not None and not len(allowed)):
            return ()
        found = self._candidates(query, embedder, allowed)
        if not len(found.numbers):
            return ()
        fused = found.fused(WORDS_WEIGHT)
        order = np.argsort(-fused, kind="stable")[: max(4 * query.k, 20)]
        return self._hits(query.k, found, fused, order)

    def _candidates(
        self, query: SearchQuery, embedder: Embedder | None, allowed: NDArray[np.int64] | None
    ) -> Candidates:
        """The candidates of both legs, with both legs' standardised scores of each."""
        lexical = self._legs.lexical()
        scores = lexical.scores(weigh_terms(query.text))
        depth = max(_DEPTH, 4 * query.k)
        numbers = top_numbers(lexical, scores, depth, allowed)
        vectors = self._legs.vectors(embedder) if embedder else None
        meaning = np.full(len(numbers), np.nan, np.float32)
        if vectors is not None and embedder is not None:
            vector = embedder.embed([query.text], "query")[0]
            near = vectors.search(vector, _WINDOWS * depth, allowed)[:depth]
            numbers = np.union1d(numbers, near[among(near, lexical.numbers)])
            meaning = standardise(self._likeness(vectors, embedder, vector, numbers), *vectors.usual(vector))
        if not len(numbers):
            return Candidates(numbers, meaning, meaning, meaning)
        words = scores[np.searchsorted(lexical.numbers, numbers)]
        return Candidates(numbers, words, standardise(words, float(scores.mean()), float(scores.std())), meaning)

    def _likeness(
        self, vectors: VectorIndex, embedder: Embedder, vector: NDArray[np.float32], numbers: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Exact likeness of candidates: a large archive's index has only eight bits of each value."""
        if vectors.exact:
            return vectors.scores(vector, numbers)
        found = self._catalogue.vectors.likeness(vector_recipe(embedder), vector, numbers.tolist())
        return np.array([found.get(number, np.nan) for number in numbers.tolist()], np.float32)

    def _hits(
        self, k: int, found: Candidates, fused: NDArray[np.float32], order: NDArray[np.intp]
    ) -> tuple[Hit, ...]:
        rows = self._catalogue.passages.rows([int(number) for number in found.numbers[order]])
        kept = [at for at in order if int(found.numbers[at]) in rows]
        hits = []
        for group in collapse((rows[int(found.numbers[at])].text for at in kept), k):
            at, *others = (kept[member] for member in group)
            also = tuple(passage_id(rows[int(found.numbers[other])]) for other in others)
            hits.append(_hit(rows[int(found.numbers[at])], float(fused[at]), found.legs(at), also))
        return tuple(hits)


def top_numbers(
    index: LexicalIndex, scores: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None
) -> NDArray[np.int64]:
    """Numbers of the ``k`` passages with the highest score above zero, among those ``allowed``."""
    rows = np.flatnonzero(scores) if allowed is None else _rows(index.numbers, allowed)
    rows = rows[scores[rows] > 0]
    if len(rows) > k:
        rows = rows[np.argpartition(-scores[rows], k)[:k]]
    return index.numbers[rows]


def _rows(numbers: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.intp]:
    """Rows of the numbers that are allowed; both ascending."""
    return np.searchsorted(numbers, allowed[among(allowed, numbers)])


def passage_id(row: PassageRow) -> str:
    """Name of a passage: its report's id and its place."""
    return f"{row.report_id}-p{row.position}"


def _hit(row: PassageRow, score: float, legs: tuple[str, ...], also: tuple[str, ...]) -> Hit:
    return Hit(
        passage_id=passage_id(row), report_id=row.report_id, report_title=row.title, path=row.path,
        passage=row.position, text=row.text, section=row.section, section_path=row.section_path, page=row.page,
        start=row.start, end=row.end, score=score, legs=legs, also=also,
    )  # fmt: skip
