"""The bundled model as an embedder: its tokenizer, and whichever engine runs it fastest here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from tokenizers import Tokenizer

from index.embedder import encodable
from index.machine import cores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_MOST_TOKENS = 512
_BATCH_TOKENS = 2048
_ONE_THREAD = 200  # tokens


class Engine(Protocol):
    """Runs the encoder."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def vectors(self, rows: Sequence[Sequence[int]], threads: int) -> NDArray[np.float32]:
        """Vectors of rows of token ids, shape (n, dim), of length 1."""


class BundledEmbedder:
    """The bundled model. ``name`` says nothing of the engine: vectors agree to cosine 0.99."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.name, self.dim = folder.name, engine.dim
        self._engine = engine
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_MOST_TOKENS)

    def embed(self, texts: Sequence[str], kind: str) -> NDArray[np.float32]:
        """Vectors of ``texts``, shape (n, dim), of length 1; texts of like length go together."""
        found = np.empty((len(texts), self.dim), np.float32)
        rows = [one.ids for one in self._tokenizer.encode_batch([encodable(f"{kind}: {text}") for text in texts])]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
        # A question is over before threads have met; one thread also stays quick on a busy machine.
        threads = 1 if sum(map(len, rows)) < _ONE_THREAD else cores()
        while order:
            longest = len(rows[order[-1]])
            some = order[-max(1, _BATCH_TOKENS // longest) :]
            del order[-len(some) :]
            found[some] = self._engine.vectors([rows[at] for at in some], threads)
        return found


def fastest_engine(folder: Path) -> Engine:
    """The eight-bit graph of OpenVINO where it is installed and agrees with the full model; else torch.

    Raises:
        Exception: whatever a spoilt folder makes the libraries raise.
    """
    from index.compiled import open_compiled

    engine = open_compiled(folder)
    if engine is not None:
        return engine
    from index.bert import TorchEngine

    return TorchEngine(folder)
