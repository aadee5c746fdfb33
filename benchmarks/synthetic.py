"""Texts and vectors in any number, shaped like real ones.

Texts are words drawn by their frequency in jieba's dictionary. Vectors lie between pairs of real
ones (windows of the passages of a set, embedded by the bundled model), with noise of the real ones'
spread, so that neighbourhoods are neither emptier nor fuller than in life.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.windows import cut_windows
from ingest import Block, BlockKind, Identity, Page, Passage, Report, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Embedder

WORDS_A_PASSAGE = 70
PASSAGES_A_REPORT = 500
_NOISE = 0.35


class Texts:
    """Draws passages of about 130 characters."""

    def __init__(self, seed: int) -> None:
        import jieba

        rows = [line.split() for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()]
        self._words = np.array([row[0] for row in rows], object)
        counts = np.array([int(row[1]) for row in rows], float)
        self._edges = np.cumsum(counts) / counts.sum()
        self._random = np.random.default_rng(seed)

    def draw(self, count: int, words: int = WORDS_A_PASSAGE) -> list[str]:
        """``count`` texts of that many words, in two sentences."""
        picked = self._words[np.searchsorted(self._edges, self._random.random((count, words)))]
        half = words // 2
        return ["".join(row[:half]) + "。" + "".join(row[half:]) + "。" for row in picked]


def make_report(number: int, texts: Sequence[str]) -> Report:
    """A report of one section with these passages."""
    text, passages = "一、業務\n", []
    for at, one in enumerate(texts):
        passages.append(Passage(at, 0, len(text), len(text) + len(one), 1))
        text += one + "\n"
    start, end = 0, len(text) - 1
    month = date(2000 + number % 24, 1 + number % 12, 1)
    return Report(
        id=f"r{number:07}", path=f"synthetic/{number:07}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(),
        identity=Identity("業務報告", f"第{number % 20}市", None, f"第{number % 7}局", 1, 1, None, month, month),
        text=text, pages=(Page(1, None, 0, len(text)),),
        sections=(Section(0, None, 1, 1, "一、", "業務", start, 5, end, 1),),
        blocks=(Block(BlockKind.PARAGRAPH, 0, 5, end, 1),), passages=tuple(passages),
    )  # fmt: skip


def real_vectors(folder: Path, embedder: Embedder, work: Path) -> np.ndarray:
    """Vectors of all windows of the passages of a set, (n, dim); kept in ``work``."""
    kept = work / "real.npy"
    if kept.exists():
        return np.load(kept)
    lines = (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    windows = [window for line in lines for window in cut_windows(json.loads(line)["text"])]
    vectors = embedder.embed(windows, "passage")
    np.save(kept, vectors)
    return vectors


class Vectors:
    """Draws vectors; an embedder that gives every text one drawn for it, and runs the real model for questions."""

    def __init__(self, real: np.ndarray, seed: int, embedder: Embedder | None = None) -> None:
        self._real, self._embedder = real, embedder
        self._random = np.random.default_rng(seed)
        middle = real.mean(0)
        spread = np.linalg.svd(real - middle, full_matrices=False)
        self._axes = (spread[1] / np.sqrt(len(real)))[:, None] * spread[2]
        self.name, self.dim = "drawn", real.shape[1]

    def draw(self, count: int) -> np.ndarray:
        """``count`` vectors of length 1."""
        first, second = self._random.integers(0, len(self._real), (2, count))
        share = self._random.random((count, 1))
        noise = self._random.standard_normal((count, self.dim)) @ self._axes
        found = share * self._real[first] + (1 - share) * self._real[second] + _NOISE * noise
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)

    def embed(self, texts: Sequence[str], kind: str) -> np.ndarray:
        """Drawn vectors; for a question the model runs as well, for the time it takes."""
        if kind == "query" and self._embedder is not None:
            self._embedder.embed(texts, "query")
        return self.draw(len(texts))
