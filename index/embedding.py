"""Texts into vectors with a sentence-transformers model, without network and without foreign code."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.bundled import bundled_model
from index.embedder import encodable
from index.machine import cores
from ingest.errors import ModelError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from index.embedder import Embedder, Kind

SETTING = "YIDA_MODEL"
BUNDLED, NO_MODEL = "bundled", "none"
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
_BATCH_CHARACTERS = 6_000  # per batch, padding included: small enough for caches, large enough for all cores
_REMEDY = Words(
    "請以環境變數 YIDA_MODEL 指定 sentence-transformers 模型資料夾（safetensors），或設為 none 只用字詞檢索。",
    "Name a sentence-transformers model folder (safetensors) in YIDA_MODEL, "
    "or set it to none to search by words alone.",
)


def open_model(name: str = BUNDLED) -> Embedder:
    """Load a model: ``bundled``, the path of a folder, or a name in the local Hugging Face cache.

    Raises:
        ModelError: if there is none, or it would run code of its own, or holds no safetensors.
    """
    for key, value in _OFFLINE.items():
        os.environ.setdefault(key, value)
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    if name == BUNDLED:
        return _open_bundled()
    folder = _folder(name)
    _refuse_foreign_code(folder)
    return TransformerEmbedder(folder, name)


def _open_bundled() -> Embedder:
    folder = bundled_model()
    from index.bundled_embedder import BundledEmbedder, fastest_engine

    try:
        return BundledEmbedder(folder, fastest_engine(folder))
    except Exception as error:  # a folder spoilt after it was made
        raise ModelError(
            Words("內附模型的資料夾已損壞。", "The folder of the bundled model is damaged."),
            Words("請刪除這個資料夾後再試，程式會重新產生。", "Delete the folder and try again; it will be made anew."),
            str(folder),
        ) from error


def _folder(name: str) -> Path:
    path = Path(name).expanduser()
    if path.is_dir():
        return path
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except Exception as error:  # the library's many ways to say: not here
        raise ModelError(
            Words("找不到這個向量模型。", "This embedding model is not on this computer."), _REMEDY, name
        ) from error


def _refuse_foreign_code(folder: Path) -> None:
    """Let only classes of sentence-transformers itself and safetensors weights through."""
    modules = _json(folder / "modules.json")
    types = [str(module.get("type", "")) for module in modules] if isinstance(modules, list) else []
    foreign = [kind for kind in types if not kind.startswith("sentence_transformers.")]
    configs = [_json(path) for path in folder.rglob("config.json")]
    mapped = any(isinstance(config, dict) and "auto_map" in config for config in configs)
    if foreign or not types or mapped or any(folder.rglob("*.py")):
        raise ModelError(
            Words("這個模型要執行自帶的程式碼，或不是 sentence-transformers 模型。",
                  "This model would run code of its own, or is not a sentence-transformers model."),
            _REMEDY, str(folder),
        )  # fmt: skip
    if not any(folder.rglob("*.safetensors")) or any(folder.rglob("pytorch_model*.bin")):
        raise ModelError(
            Words("只接受 safetensors 權重。", "Only weights in safetensors are accepted."), _REMEDY, str(folder)
        )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def fingerprint(folder: Path) -> str:
    """Short digest of a model folder: its settings, and the names, sizes and heads of its weights."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".json", ".safetensors", ".txt", ".model"} and path.is_file():
            digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}".encode())
            with path.open("rb") as file:
                digest.update(file.read(1 << 20))
    return digest.hexdigest()[:12]


class TransformerEmbedder:
    """A sentence-transformers model on torch."""

    def __init__(self, folder: Path, name: str) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(
                str(folder), device="cpu", local_files_only=True, trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )  # fmt: skip
        except Exception as error:  # whatever the folder's contents make the library raise
            what = Words("無法載入向量模型。", "The embedding model cannot be loaded.")
            raise ModelError(what, _REMEDY, name) from error
        torch.set_num_threads(cores())
        self.name = f"{Path(name).name}@{fingerprint(folder)}"
        self.dim = int(self._model.get_embedding_dimension() or 0)
        self._prompts = self._model.prompts or {}

    def embed(self, texts: Sequence[str], kind: Kind) -> NDArray[np.float32]:
        """Vectors of ``texts``, shape (n, dim), of length 1."""
        prompt = self._prompts.get(kind) or self._prompts.get("document" if kind == "passage" else kind) or ""
        found = np.empty((len(texts), self.dim), np.float32)
        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        longest = max((len(text) for text in texts), default=1)
        found[order] = self._model.encode(
            [encodable(texts[at]) for at in order],
            prompt=prompt,
            batch_size=max(1, min(64, _BATCH_CHARACTERS // max(longest, 1))),
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return found
