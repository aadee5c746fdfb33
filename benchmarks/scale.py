"""How an archive fares as it grows: rates of building, time to start, search times, memory; beside peers.

    python benchmarks/scale.py FOLDER [--sizes 10000,100000] [--peers 10000,100000] [--work DIR]

FOLDER holds ``passages.jsonl`` ({"id", "text"}), whose windows' vectors the drawn ones resemble; texts
are drawn as well (``synthetic``). Each archive is searched in a process of its own, hybrid, with the
bundled model run for every question. Peers get the same texts and vectors: bm25s (our terms as its
tokens), and LanceDB and Chroma where they are installed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from synthetic import PASSAGES_A_REPORT, Texts, Vectors, make_report, real_vectors

from index import Archive, SearchQuery, tokens
from index.build import refresh
from index.embedding import open_model
from index.searcher import top_numbers
from index.tokens import count_terms, weigh_terms

QUESTIONS, TOP = 200, 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--peers", default="10000,100000")
    parser.add_argument("--work", type=Path, default=Path("build/scale"))
    parser.add_argument("--quick", action="store_true", help="cut words blindly, in twos: without the time jieba takes")
    parser.add_argument("--search", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--peer", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    real = real_vectors(given.folder, open_model(), given.work)
    if given.quick:
        tokens.words_for_search = lambda piece: [piece[at : at + 2] for at in range(0, len(piece), 2)]
    if given.search:
        search(given.work / f"archive-{given.search}", real)
    elif given.peer:
        PEERS[given.peer[0]](int(given.peer[1]), real, given.work)
    else:
        for size in map(int, given.sizes.split(",")):
            grow(given.work / f"archive-{size}", size, real)
            again("--search", str(size))
        for size in map(int, filter(None, given.peers.split(","))):
            for name in PEERS:
                again("--peer", name, str(size))


def again(*arguments: str) -> None:
    """Run this file in a process of its own, so that its memory is its own."""
    subprocess.run([sys.executable, *sys.argv, *arguments], check=False)


def grow(path: Path, size: int, real: np.ndarray) -> None:
    """Store ``size`` passages and build both indexes, each in its time."""
    shutil.rmtree(path, ignore_errors=True)
    texts, drawn = Texts(seed=size), Vectors(real, seed=size)
    with Archive.open(path, create=True, embedder=drawn) as archive:
        store = 0.0
        for number in range(size // PASSAGES_A_REPORT):
            report = make_report(number, texts.draw(PASSAGES_A_REPORT))
            start = time.perf_counter()
            archive.put(report, (), "")
            store += time.perf_counter() - start
        start = time.perf_counter()
        archive.legs.store_lexical()
        lexical = time.perf_counter() - start
        start = time.perf_counter()
        refresh(archive)
        vectors = time.perf_counter() - start
        extra = make_report(size, texts.draw(20))
        start = time.perf_counter()
        archive.put(extra, (), "")
        archive.legs.store_lexical()
        one = time.perf_counter() - start
    disk = {file.name.split("-")[0]: file.stat().st_size / 1e6 for file in path.rglob("*") if file.is_file()}
    print(f"{size} passages: stored {size / store:.0f}/s, words' index {lexical:.1f} s, vectors stored and indexed "
          f"{vectors:.0f} s, one more report of 20 passages {one:.1f} s, peak of building {peak():.0f} MB, "
          f"MB on disk {({name: round(mb) for name, mb in disk.items() if mb > 1})}", flush=True)  # fmt: skip


def search(path: Path, real: np.ndarray) -> None:
    """Open an archive, time its first search and others, with and without a filter."""
    model = open_model()
    model.embed(["暖機"], "query")
    questions, drawn = Texts(seed=7).draw(QUESTIONS, words=6), Vectors(real, seed=7, embedder=model)
    start = time.perf_counter()
    with Archive.open(path, embedder=drawn) as archive:
        archive.search(SearchQuery(questions[0]))
        first = time.perf_counter() - start
        times = [timed(lambda text=text: archive.search(SearchQuery(text))) for text in questions]
        narrow = [timed(lambda text=text: archive.search(SearchQuery(text, city="第3市"))) for text in questions]
        words, meaning = legs(archive, questions, Vectors(real, seed=9))
        recall = likeness(archive, Vectors(real, seed=8))
    print(f"    first search {first:.2f} s, hybrid {percentiles(times)}, filtered to a twentieth {percentiles(narrow)}, "
          f"words alone {percentiles(words)}, meaning alone, without the model {percentiles(meaning)}, "
          f"vectors' recall@10 to exact {recall:.3f}, memory: peak {peak():.0f} MB, own, without mapped files {memory('RssAnon'):.0f} MB", flush=True)  # fmt: skip


def legs(archive: Archive, questions: list[str], drawn: Vectors) -> tuple[list[float], list[float]]:
    """Times of each leg by itself, as the peers' are taken."""
    lexical, index = archive.legs.lexical(), archive.legs.vectors(drawn)
    vectors = drawn.draw(QUESTIONS)


    def by_words(text: str) -> object:
        return top_numbers(lexical, lexical.scores(weigh_terms(text)), TOP, None)

    words = [timed(lambda text=text: by_words(text)) for text in questions]
    return words, [timed(lambda vector=vector: index.search(vector, TOP)) for vector in vectors]


def likeness(archive: Archive, drawn: Vectors) -> float:
    """Share of the ten nearest passages, by exact search over the catalogue's vectors, that the index finds."""
    index = archive.legs.vectors(drawn)
    assert index is not None
    questions, best = drawn.draw(100), [[] for _ in range(100)]
    rows = archive.catalogue.vectors.of_passages(archive.catalogue.meta("model_name") or "", drawn.dim)
    block: list[tuple[int, np.ndarray]] = []
    for row in rows:
        block.append(row)
        if len(block) == 20_000:
            nearest(block, questions, best)
            block = []
    nearest(block, questions, best)
    found = [nearest_exactly(archive, drawn, question, index.search(question, 800)[:200]) for question in questions]
    wanted = [{number for _, number in sorted(one, reverse=True)[:TOP]} for one in best]
    return float(np.mean([len(a & b) / TOP for a, b in zip(found, wanted, strict=True)]))


def nearest_exactly(archive: Archive, drawn: Vectors, question: np.ndarray, numbers: np.ndarray) -> set[int]:
    """The ten nearest of these passages by their stored vectors, as the search compares candidates."""
    model = archive.catalogue.meta("model_name") or ""
    scores = archive.catalogue.vectors.likeness(model, question, numbers.tolist())
    return set(sorted(scores, key=lambda number: -scores[number])[:TOP])


def nearest(block: list[tuple[int, np.ndarray]], questions: np.ndarray, best: list[list[tuple[float, int]]]) -> None:
    if not block:
        return
    starts = np.cumsum([0, *(len(vectors) for _, vectors in block[:-1])])
    scores = np.maximum.reduceat(np.concatenate([vectors for _, vectors in block]) @ questions.T, starts)
    for column, kept in zip(scores.T, best, strict=True):
        top = np.argpartition(-column, min(TOP, len(column) - 1))[:TOP]
        kept += [(float(column[at]), block[at][0]) for at in top]


def data(size: int, real: np.ndarray) -> tuple[list[str], np.ndarray, list[str], np.ndarray]:
    """Texts and one vector each, questions and their vectors, as the peers get them."""
    texts = Texts(seed=size)
    drawn = Vectors(real, seed=size)
    passages = [text for _ in range(size // PASSAGES_A_REPORT) for text in texts.draw(PASSAGES_A_REPORT)]
    return passages, drawn.draw(size), Texts(seed=7).draw(QUESTIONS, words=6), drawn.draw(QUESTIONS)


def bm25s_peer(size: int, real: np.ndarray, work: Path) -> None:
    import bm25s

    passages, _, questions, _ = data(size, real)
    start = time.perf_counter()
    tokens = [np.repeat(rows["term"], rows["count"]).tolist() for rows in map(count_terms, passages)]
    names = {term: at for at, term in enumerate({term for row in tokens for term in row})}
    ids = [[names[term] for term in row] for row in tokens]
    cut = time.perf_counter() - start
    start = time.perf_counter()
    index = bm25s.BM25(k1=0.9, b=0.75)
    index.index((ids, names), show_progress=False)
    built = time.perf_counter() - start
    asked = [[names[term] for term in weigh_terms(text) if term in names] for text in questions]
    times = [timed(lambda row=row: index.retrieve([row], k=TOP, show_progress=False)) for row in asked]
    tell("bm25s (words alone)", size, size / (cut + built), times)


def lancedb_peer(size: int, real: np.ndarray, work: Path) -> None:
    import lancedb
    import pyarrow

    passages, vectors, _, questions = data(size, real)
    shutil.rmtree(work / "lance", ignore_errors=True)
    start = time.perf_counter()
    rows = pyarrow.table({
        "number": np.arange(size), "text": passages,
        "vector": pyarrow.FixedSizeListArray.from_arrays(pyarrow.array(vectors.ravel()), vectors.shape[1]),
    })  # fmt: skip
    table = lancedb.connect(work / "lance").create_table("passages", rows)
    if size > 50_000:
        table.create_index(metric="cosine", vector_column_name="vector")
    built = time.perf_counter() - start
    found, times = [], []
    for question in questions:
        start = time.perf_counter()
        rows = table.search(question).metric("cosine").limit(TOP).to_list()
        times.append(time.perf_counter() - start)
        found.append([row["number"] for row in rows])
    tell("LanceDB (meaning alone)", size, size / built, times, recall(found, vectors, questions))


def chroma_peer(size: int, real: np.ndarray, work: Path) -> None:
    import chromadb

    passages, vectors, _, questions = data(size, real)
    shutil.rmtree(work / "chroma", ignore_errors=True)
    settings = chromadb.Settings(anonymized_telemetry=False)
    client = chromadb.PersistentClient(str(work / "chroma"), settings=settings)
    start = time.perf_counter()
    table = client.create_collection("passages", configuration={"hnsw": {"space": "cosine"}})
    for at in range(0, size, 5000):
        some = slice(at, at + 5000)
        ids = [str(number) for number in range(at, min(at + 5000, size))]
        table.add(ids=ids, embeddings=vectors[some], documents=passages[some])
    built = time.perf_counter() - start
    found, times = [], []
    for question in questions:
        start = time.perf_counter()
        rows = table.query(query_embeddings=[question], n_results=TOP)
        times.append(time.perf_counter() - start)
        found.append([int(name) for name in rows["ids"][0]])
    tell("Chroma (meaning alone)", size, size / built, times, recall(found, vectors, questions))


PEERS = {"bm25s": bm25s_peer, "lancedb": lancedb_peer, "chroma": chroma_peer}


def recall(found: list[list[int]], vectors: np.ndarray, questions: np.ndarray) -> float:
    wanted = np.argsort(-(questions @ vectors.T), axis=1)[:, :TOP]
    return float(np.mean([len(set(a) & set(b.tolist())) / TOP for a, b in zip(found, wanted, strict=True)]))


def tell(name: str, size: int, rate: float, times: list[float], likeness: float | None = None) -> None:
    exact = "" if likeness is None else f", recall@10 to exact {likeness:.3f}"
    print(f"    {name}, {size} passages: {rate:.0f}/s, {percentiles(times)}{exact}, memory: peak {peak():.0f} MB", flush=True)


def timed(run) -> float:  # noqa: ANN001
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def percentiles(times: list[float]) -> str:
    p50, p95 = np.percentile(times, [50, 95]) * 1000
    return f"p50 {p50:.1f} ms p95 {p95:.1f} ms"


def peak() -> float:
    """Most memory that this process has had, in MB."""
    return memory("VmHWM")


def memory(name: str) -> float:
    """A figure of this process's memory as the system keeps it, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


if __name__ == "__main__":
    main()
