"""What an embedding model is to the rest of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["query", "passage"]


def encodable(text: str) -> str:
    """The text with what no tokenizer takes, lone surrogates, made question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Embedder(Protocol):
    """Turns texts into vectors of length 1. ``name`` changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Model and everything that its vectors depend on."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """Vectors of ``texts``, shape (n, dim)."""
