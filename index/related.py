"""Words of the archive near in meaning to a word that it may not use."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from index.vector_table import RECIPE as BITS
from ingest import fold_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.catalogue import Catalogue
    from index.embedder import Embedder
    from ingest import Event


def terms_model(embedder: Embedder) -> str:
    """Name under which vectors of terms are kept: they are no passages'."""
    return f"terms:{embedder.name}-{BITS}"


def terms_of(events: Sequence[Event]) -> tuple[str, ...]:
    """Topics, organisations, venues, documents and titles of events, each once, as first printed."""
    found: dict[str, str] = {}
    for event in events:
        groups = (event.topics, event.organisations, event.venues, event.documents)
        for text in (*(one.text for group in groups for one in group), event.title):
            if text.strip():
                found.setdefault(fold_key(text), text.strip())
    return tuple(found.values())


def term_vectors(terms: Sequence[str], catalogue: Catalogue, embedder: Embedder) -> NDArray[np.float32]:
    """Vectors of terms, shape (n, dim); those not in the catalogue yet are made and kept there."""
    model = terms_model(embedder)
    keys = [sha256(term.encode("utf-8", "surrogatepass")).digest()[:16] for term in terms]
    known = catalogue.vectors.of_keys(model, keys)
    missing = [at for at, key in enumerate(keys) if key not in known]
    if missing:
        vectors = embedder.embed([terms[at] for at in missing], "query")
        catalogue.vectors.put(model, [keys[at] for at in missing], vectors, passages=False)
        known |= catalogue.vectors.of_keys(model, [keys[at] for at in missing])  # as later calls will see them
    return np.stack([known[key] for key in keys]) if keys else np.empty((0, embedder.dim), np.float32)


def nearest(
    terms: Sequence[str], vectors: NDArray[np.float32], vector: NDArray[np.float32], k: int
) -> tuple[tuple[str, float], ...]:
    """The ``k`` terms nearest to ``vector``, with their cosine, nearest first."""
    scores = vectors @ vector
    return tuple((terms[at], float(scores[at])) for at in np.argsort(-scores, kind="stable")[:k])
