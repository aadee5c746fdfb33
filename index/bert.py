"""The bundled model's encoder on bare torch: the same vectors as sentence-transformers.

Importing sentence-transformers takes seconds that every command would pay; this needs torch and the
unpacked folder. A test compares the two. What runs it faster is calibrated on it (``compiled``).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


class _Layer(nn.Module):
    """Self-attention and two dense layers, each added to its input and normalised."""

    def __init__(self, hidden: int, inner: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(hidden, hidden) for _ in range(4))
        self.wide, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.after_attention, self.after_dense = (nn.LayerNorm(hidden, eps=epsilon) for _ in range(2))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = states.shape
        parts = (self.query, self.key, self.value)
        query, key, value = (part(states).view(batch, length, self.heads, -1).transpose(1, 2) for part in parts)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        states = self.after_attention(states + self.mixed(seen))
        found: Tensor = self.after_dense(states + self.narrow(functional.gelu(self.wide(states))))
        return found


PLACES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "attention.output.LayerNorm": "after_attention",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "after_dense",
}


class Encoder(nn.Module):
    """A BERT encoder with mean pooling, read from a folder that ``bundled`` unpacked."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        hidden, epsilon = config["hidden_size"], config["layer_norm_eps"]
        self.words = nn.Embedding(config["vocab_size"], hidden, _weight=torch.empty(config["vocab_size"], hidden))
        self.places = nn.Embedding(config["max_position_embeddings"], hidden)
        self.types = nn.Embedding(config["type_vocab_size"], hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        size = (hidden, config["intermediate_size"], config["num_attention_heads"], epsilon)
        self.layers = nn.ModuleList(_Layer(*size) for _ in range(config["num_hidden_layers"]))
        self.load_state_dict(_renamed(load_file(folder / "model.safetensors")), assign=True)
        self.eval().requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of length 1, shape (n, hidden), of token ids and their mask, both (n, length)."""
        places = torch.arange(ids.shape[1])
        states = self.norm(self.words(ids) + self.places(places) + self.types.weight[0])
        seen = mask[:, None, None, :].bool()
        for layer in self.layers:
            states = layer(states, seen)
        weights = mask[:, :, None].to(states.dtype)
        return functional.normalize((states * weights).sum(1) / weights.sum(1))


def _renamed(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    names = {
        "embeddings.word_embeddings": "words",
        "embeddings.position_embeddings": "places",
        "embeddings.token_type_embeddings": "types",
        "embeddings.LayerNorm": "norm",
    }
    found = {}
    for name, tensor in tensors.items():
        place, _, kind = name.rpartition(".")
        if place in names:
            place = names[place]
        else:
            _encoder, _layer, number, inside = place.split(".", 3)
            place = f"layers.{number}.{PLACES[inside]}"
        found[f"{place}.{kind}"] = tensor
    return found


def quantised(encoder: Encoder) -> Encoder:
    """The encoder with eight-bit dense layers, but for those that narrow.

    Those carry a few very large values; in eight bits they cost more likeness (cosine 0.985
    against 0.997 to the full model) than they gain in speed.
    """
    import copy
    import warnings

    from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

    chosen = {
        name: per_channel_dynamic_qconfig
        for name, module in encoder.named_modules()
        if isinstance(module, nn.Linear) and module.in_features <= module.out_features
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch announces a successor; the version is pinned
        shell = copy.copy(encoder)
        found: Encoder = quantize_dynamic(shell, chosen)  # type: ignore[no-untyped-call]
    return found


class TorchEngine:
    """The encoder on torch, for machines without OpenVINO."""

    def __init__(self, folder: Path, *, eight_bits: bool = True) -> None:
        self.encoder = Encoder(folder)
        self.dim = int(self.encoder.norm.normalized_shape[0])
        if eight_bits:
            self.encoder = _if_alike(self.encoder, Tokenizer.from_file(str(folder / "tokenizer.json")))

    def vectors(self, rows: Sequence[Sequence[int]], threads: int) -> NDArray[np.float32]:
        """Vectors of rows of token ids, shape (n, dim), of length 1."""
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        found: NDArray[np.float32] = _vectors(self.encoder, rows).numpy()
        return found


def _vectors(encoder: Encoder, rows: Sequence[Sequence[int]]) -> Tensor:
    length = max(map(len, rows))
    ids = torch.ones((len(rows), length), dtype=torch.long)
    mask = torch.zeros((len(rows), length), dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = 1
    with torch.inference_mode():
        found: Tensor = encoder(ids, mask)
    return found


_SAMPLES = (
    "passage: 本局於上半年辦理防災演練，邀集各區公所與志工隊參加，並檢討避難收容處所的物資。",
    "passage: The mayor received a delegation of city councillors and discussed school exchanges.",
    "query: 哪些國家的訪團來談過智慧城市？",
)
_ALIKE = 0.98


def _if_alike(encoder: Encoder, tokenizer: Tokenizer) -> Encoder:
    """The eight-bit encoder, if on this machine its vectors are close to the full one's."""
    if not {"onednn", "x86", "fbgemm"} & set(torch.backends.quantized.supported_engines):
        return encoder
    small = quantised(encoder)
    for sample in _SAMPLES:
        row = [tokenizer.encode(sample).ids]
        if float((_vectors(encoder, row) * _vectors(small, row)).sum()) < _ALIKE:
            return encoder
    return small
