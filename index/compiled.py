"""The bundled encoder on OpenVINO, made once from the unpacked model and kept beside it.

Three times the speed of torch's own eight bits, a question in a quarter of the time, and torch need
not be loaded at all. The table of words is mapped from the model's file, never read whole.
"""

from __future__ import annotations

import json
import logging
import struct
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.graph import DENSE, Reach, Shape, build_graph
from index.whole import is_whole, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from index.bert import Encoder

RECIPE = "graph-1"
_TEXTS = Path(__file__).with_name("calibration.txt")
_ALIKE = 0.98
_WEIGHTS = "model.safetensors"
# Full precision between the dense layers: the same vectors on every machine. Threads go where there is room.
_SETTINGS = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "f32", "ENABLE_CPU_PINNING": False}
_log = logging.getLogger(__name__)


def open_compiled(folder: Path) -> CompiledEngine | None:
    """The engine for an unpacked model; None without OpenVINO, or where its vectors differ from the full model's.

    Made on first use, which takes some seconds and torch.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # nothing is to be reported
    try:
        import openvino  # noqa: F401
    except ImportError:
        return None
    made = folder.with_name(f"{folder.name}-{RECIPE}")
    if not is_whole(made):
        publish(made, lambda work: _make(folder, work))
    engine = CompiledEngine(folder, made)
    wanted = np.load(made / "vectors.npy", allow_pickle=False)
    likeness = (engine.vectors(_rows(made), 1) * wanted).sum(1)
    if float(likeness.min()) < _ALIKE:
        _log.warning("OpenVINO's vectors differ on this machine (cosine %.3f): torch is used", likeness.min())
        return None
    return engine


def _rows(made: Path) -> list[list[int]]:
    rows: list[list[int]] = json.loads((made / "tokens.json").read_text(encoding="utf-8"))
    return rows


class CompiledEngine:
    """The encoder on OpenVINO. Threads may share it."""

    def __init__(self, folder: Path, made: Path) -> None:
        import openvino

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.dim = int(config["hidden_size"])
        tables = _mapped(folder / _WEIGHTS)
        self._words = tables["embeddings.word_embeddings.weight"]
        first_type = tables["embeddings.token_type_embeddings.weight"][0]
        self._places = tables["embeddings.position_embeddings.weight"] + first_type
        self._core = openvino.Core()
        self._model = self._core.read_model(made / "graph.xml")
        self._compiled: dict[int, Any] = {}
        self._guard = threading.Lock()

    def vectors(self, rows: Sequence[Sequence[int]], threads: int) -> NDArray[np.float32]:
        """Vectors of rows of token ids, shape (n, dim), of length 1."""
        length = max(map(len, rows))
        states = np.zeros((len(rows), length, self.dim), np.float32)
        mask = np.zeros((len(rows), length), np.float32)
        for at, row in enumerate(rows):
            states[at, : len(row)] = self._words[list(row)] + self._places[: len(row)]
            mask[at, : len(row)] = 1
        request = self._ready(threads).create_infer_request()
        found = request.infer({"states": states, "mask": mask})
        return np.array(next(iter(found.values())), np.float32)

    def _ready(self, threads: int) -> Any:
        with self._guard:
            if threads not in self._compiled:
                settings = {**_SETTINGS, "INFERENCE_NUM_THREADS": threads}
                self._compiled[threads] = self._core.compile_model(self._model, "CPU", settings)
            return self._compiled[threads]


def _mapped(path: Path) -> dict[str, NDArray[np.float32]]:
    """Float32 tensors of a safetensors file, mapped."""
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        head = json.loads(file.read(size))
    base = 8 + size
    return {
        name: np.asarray(np.memmap(path, "<f4", "r", base + entry["data_offsets"][0], tuple(entry["shape"])))
        for name, entry in head.items()
        if name != "__metadata__"
    }


def _make(folder: Path, work: Path) -> None:
    """Write the graph, and tokens of some texts with the full model's vectors of them."""
    import openvino
    from tokenizers import Tokenizer

    from index.bert import TorchEngine

    full = TorchEngine(folder, eight_bits=False)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    texts = _TEXTS.read_text(encoding="utf-8").split("\n")
    rows = [tokenizer.encode(f"{kind}: {text}").ids for text in texts if text for kind in ("passage", "query")]
    reaches = measure_reaches(full.encoder, lambda: [full.vectors([row], 1) for row in rows])
    graph = build_graph(_mapped(folder / _WEIGHTS), reaches, _shape(folder))
    openvino.save_model(graph, work / "graph.xml", compress_to_fp16=False)
    shown = rows[:: max(1, len(rows) // 6)]
    np.save(work / "vectors.npy", np.concatenate([full.vectors([row], 1) for row in shown]), allow_pickle=False)
    (work / "tokens.json").write_text(json.dumps(shown), encoding="utf-8")


def _shape(folder: Path) -> Shape:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    names = ("hidden_size", "num_attention_heads", "num_hidden_layers", "layer_norm_eps")
    return Shape(*(config[name] for name in names))


def measure_reaches(encoder: Encoder, run: Callable[[], object]) -> dict[str, Reach]:
    """Reach of the input of each group of dense layers while ``run`` runs the encoder."""
    from index.bert import PLACES

    reaches: dict[str, Reach] = {}

    def watch(name: str) -> Callable[[Any, Any], None]:
        def see(_module: Any, given: Any) -> None:
            columns = given[0].reshape(-1, given[0].shape[-1])
            low, high = columns.min(0).values.numpy(), columns.max(0).values.numpy()
            before = reaches.get(name, Reach(low, high))
            reaches[name] = Reach(np.minimum(before.low, low), np.maximum(before.high, high))

        return see

    handles = [
        getattr(layer, PLACES[group]).register_forward_pre_hook(watch(f"encoder.layer.{at}.{group}"))
        for at, layer in enumerate(encoder.layers)
        for group in DENSE
    ]
    run()
    for handle in handles:
        handle.remove()
    return reaches
