"""How well passages are found: each leg and their fusion, on a set of passages and questions.

    python benchmarks/retrieval.py FOLDER [--work DIR]

FOLDER holds ``passages.jsonl`` ({"id", "text"}) and ``queries.jsonl`` ({"id", "query", "positive"}).
Each passage becomes a file, the files an archive, as ``yida build`` would make it. Constants were
chosen on questions about articles of even number; the others are the test half.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from index import Archive, SearchQuery, build
from index import searcher as searching

DEPTH = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/retrieval"))
    given = parser.parse_args()
    passages, queries = (_rows(given.folder / f"{name}.jsonl") for name in ("passages", "queries"))
    files = given.work / "files"
    files.mkdir(parents=True, exist_ok=True)
    for passage in passages:
        (files / f"{passage['id']}.txt").write_text(passage["text"], encoding="utf-8")
    start = time.monotonic()
    summary = build(given.work / "archive", [files], prune=True)
    failed = sum(report.status == "failed" for report in summary.reports)
    print(f"{len(summary.reports)} files, {failed} failed, {summary.embedded} passages embedded, {time.monotonic() - start:.0f} s")
    with Archive.open(given.work / "archive") as archive:
        half = np.array([int(query["positive"].split("-")[1]) % 2 == 1 for query in queries])
        print(f"{'leg':22}{'recall@1':>10}{'MRR@10':>9}{'tuned @1':>10}{'MRR':>8}{'test @1':>9}{'MRR':>8}{'p50 ms':>8}{'p95 ms':>8}")
        for name, weight in (("words (BM25)", 1.0), ("meaning", 0.0), ("both, fused", None)):
            ranks, times = _ranks(archive, queries, weight)
            cells = [value for part in (ranks == ranks, ~half, half) for value in _scores(ranks[part])]
            percentiles = np.percentile(times, [50, 95]) * 1000
            print(f"{name:22}" + "{:>10.3f}{:>9.3f}{:>10.3f}{:>8.3f}{:>9.3f}{:>8.3f}{:>8.1f}{:>8.1f}".format(*cells, *percentiles))


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _ranks(archive: Archive, queries: list[dict[str, str]], weight: float | None) -> tuple[np.ndarray, np.ndarray]:
    """Rank of the right passage for each question (0 the first, 99 beyond), and seconds each took."""
    kept, ranks, times = searching.WORDS_WEIGHT, [], []
    if weight is not None:
        searching.WORDS_WEIGHT = weight
    for query in queries:
        start = time.monotonic()
        hits = archive.search(SearchQuery(query["query"], DEPTH))
        times.append(time.monotonic() - start)
        ranks.append(next((at for at, hit in enumerate(hits) if f"/{query['positive']}.txt" in hit.path), 99))
    searching.WORDS_WEIGHT = kept
    return np.array(ranks), np.array(times)


def _scores(ranks: np.ndarray) -> tuple[float, float]:
    return float((ranks == 0).mean()), float(np.where(ranks < 10, 1 / (ranks + 1), 0).mean())


if __name__ == "__main__":
    main()
