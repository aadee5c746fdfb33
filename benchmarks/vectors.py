"""Which FAISS index serves a large archive: likeness to exact search, time, memory.

    python benchmarks/vectors.py FOLDER [--count 400000] [--work DIR]

FOLDER holds ``passages.jsonl`` ({"id", "text"}), whose windows' vectors the drawn ones resemble.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import faiss
import numpy as np
from synthetic import Vectors, real_vectors

from index.embedding import open_model

QUESTIONS, TOP, MORE = 300, 10, 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=400_000)
    parser.add_argument("--work", type=Path, default=Path("build/scale"))
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    real = real_vectors(given.folder, open_model(), given.work)
    drawn = Vectors(real, seed=1)
    vectors, questions = drawn.draw(given.count), drawn.draw(QUESTIONS)
    dim, lists = real.shape[1], int(2 ** round(np.log2(4 * np.sqrt(given.count))))
    print(f"{given.count} vectors of {dim}, drawn from {len(real)} real ones; {lists} lists")
    print(f"{'index':34}{'recall@10':>10}{'p50 ms':>9}{'p95 ms':>9}{'build s':>9}{'MB':>8}")
    flat = faiss.IndexFlatIP(dim)
    wanted = row("exact", flat, vectors, questions, None)
    kind = faiss.ScalarQuantizer.QT_8bit
    row("exact over 8 bits", faiss.IndexScalarQuantizer(dim, kind, faiss.METRIC_INNER_PRODUCT), vectors, questions, wanted)
    inverted = faiss.IndexIVFScalarQuantizer(faiss.IndexFlatIP(dim), dim, lists, kind, faiss.METRIC_INNER_PRODUCT)
    inverted.cp.niter = 8
    for probes in (16, 32, 48, 64, 96):
        inverted.nprobe = probes
        row(f"inverted, 8 bits, {probes} probes", inverted, vectors, questions, wanted)
        row(f"  and {MORE} compared exactly", inverted, vectors, questions, wanted, MORE)
    graph = faiss.IndexHNSWSQ(dim, kind, 24, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction = 80
    for breadth in (64, 128, 256):
        graph.hnsw.efSearch = breadth
        row(f"graph (HNSW), 8 bits, breadth {breadth}", graph, vectors, questions, wanted)
        row(f"  and {MORE} compared exactly", graph, vectors, questions, wanted, MORE)


def row(
    name: str, index: faiss.Index, vectors: np.ndarray, questions: np.ndarray, wanted: np.ndarray | None, more: int = TOP
) -> np.ndarray:
    """Fill the index if it is empty, search one question at a time, print; what was found.

    With ``more`` than ``TOP``, as many are taken and the best of them chosen by the vectors themselves.
    """
    start = time.perf_counter()
    if not index.ntotal:
        if not index.is_trained:
            index.train(vectors[:: max(1, len(vectors) // 160_000)])
        index.add(vectors)
    built = time.perf_counter() - start
    faiss.omp_set_num_threads(1)
    found, times = [], []
    for question in questions:
        start = time.perf_counter()
        near = index.search(question[None], more)[1][0]
        if more > TOP:
            near = near[np.argsort(-(vectors[near] @ question))[:TOP]]
        found.append(near)
        times.append(time.perf_counter() - start)
    faiss.omp_set_num_threads(2)
    wanted = np.array(found) if wanted is None else wanted
    recall = np.mean([len(set(a) & set(b)) / TOP for a, b in zip(found, wanted, strict=True)])
    p50, p95 = np.percentile(times, [50, 95]) * 1000
    size = len(faiss.serialize_index(index)) / 1e6
    print(f"{name:34}{recall:10.3f}{p50:9.1f}{p95:9.1f}{built:9.0f}{size:8.0f}", flush=True)
    return wanted


if __name__ == "__main__":
    main()
