"""The bundled encoder as an OpenVINO graph whose dense layers count in eight bits.

Eight bits are enough where no single column of a layer's input is far larger than the others. What
is large is known beforehand, from texts of all kinds (``calibration.txt``): each column is divided
by a factor that takes most of its size upon itself, and the layer's weights are multiplied by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_SHARE = 0.7
"""How much of a column's size moves to the weights: 0.6 to 0.8 keep cosine 0.998, 0.95 only 0.98."""
_LEVELS = 256
_HIDDEN_BY_MASK = -10_000.0


@dataclass(frozen=True, slots=True)
class Reach:
    """The smallest and largest value of each column of a layer's input; both (columns,)."""

    low: Array
    high: Array


@dataclass(frozen=True, slots=True)
class Shape:
    """What the encoder's settings say of its size; ``epsilon`` is its norms'."""

    hidden: int
    heads: int
    layers: int
    epsilon: float


DENSE = {
    "attention.self.query": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense": ("attention.output.dense",),
    "intermediate.dense": ("intermediate.dense",),
    "output.dense": ("output.dense",),
}
"""Dense layers of a block that share an input, under the first one's name."""


class _Builder:
    """Adds operations to a graph; ``_op`` is OpenVINO's set of them."""

    def __init__(self, tensors: Mapping[str, Array], reaches: Mapping[str, Reach], shape: Shape) -> None:
        from openvino import opset13

        self._op: Any = opset13
        self._tensors, self._reaches, self._shape = tensors, reaches, shape

    def constant(self, values: Any, kind: Any = np.float32) -> Any:
        return self._op.constant(np.ascontiguousarray(values, kind))

    def axes(self, *values: int) -> Any:
        return self.constant(values, np.int64)

    def norm(self, states: Any, name: str) -> Any:
        even = self._op.mvn(states, self.axes(-1), True, self._shape.epsilon, "INSIDE_SQRT")
        scaled = self._op.multiply(even, self.constant(self._tensors[f"{name}.weight"]))
        return self._op.add(scaled, self.constant(self._tensors[f"{name}.bias"]))

    def dense(self, states: Any, prefix: str, name: str) -> list[Any]:
        """The outputs of the dense layers that share ``states``, all in eight bits."""
        names = [f"{prefix}.{one}" for one in DENSE[name]]
        weights = [self._tensors[f"{one}.weight"] for one in names]
        reach = self._reaches[f"{prefix}.{name}"]
        factor = column_factors(reach, weights)
        low, high = (self.constant(float(edge)) for edge in _edges(reach, factor))
        evened = self._op.multiply(states, self.constant(1 / factor))
        coarse = self._op.fake_quantize(evened, low, high, low, high, _LEVELS)
        return [
            self._eight_bits(coarse, weight * factor, self._tensors[f"{one}.bias"])
            for one, weight in zip(names, weights, strict=True)
        ]

    def _eight_bits(self, states: Any, weight: Array, bias: Array) -> Any:
        scale = np.maximum(np.abs(weight).max(1, keepdims=True) / 127, 1e-12)
        whole = self._op.convert(self.constant(np.round(weight / scale), np.int8), "f32")
        matrix = self._op.multiply(whole, self.constant(scale))
        return self._op.add(self._op.matmul(states, matrix, False, True), self.constant(bias))

    def block(self, states: Any, bias: Any, prefix: str) -> Any:
        """One layer of the encoder."""
        parts = [self._split(part) for part in self.dense(states, prefix, "attention.self.query")]
        seen = self._op.transpose(self._op.scaled_dot_product_attention(*parts, bias), self.axes(0, 2, 1, 3))
        seen = self._op.reshape(seen, self.axes(0, 0, self._shape.hidden), True)
        (mixed,) = self.dense(seen, prefix, "attention.output.dense")
        states = self.norm(self._op.add(states, mixed), f"{prefix}.attention.output.LayerNorm")
        (wide,) = self.dense(states, prefix, "intermediate.dense")
        (narrow,) = self.dense(self._op.gelu(wide, "erf"), prefix, "output.dense")
        return self.norm(self._op.add(states, narrow), f"{prefix}.output.LayerNorm")

    def _split(self, states: Any) -> Any:
        heads = self._shape.heads
        apart = self._op.reshape(states, self.axes(0, 0, heads, self._shape.hidden // heads), True)
        return self._op.transpose(apart, self.axes(0, 2, 1, 3))

    def whole(self) -> Any:
        """The graph from added embeddings (n, length, hidden) and mask (n, length) to vectors (n, hidden)."""
        import openvino

        states = self._op.parameter([-1, -1, self._shape.hidden], np.float32, name="states")
        mask = self._op.parameter([-1, -1], np.float32, name="mask")
        hidden = self._op.multiply(self._op.subtract(self.constant(1.0), mask), self.constant(_HIDDEN_BY_MASK))
        bias = self._op.unsqueeze(hidden, self.axes(1, 2))
        found = self.norm(states, "embeddings.LayerNorm")
        for layer in range(self._shape.layers):
            found = self.block(found, bias, f"encoder.layer.{layer}")
        weights = self._op.unsqueeze(mask, self.axes(2))
        total = self._op.reduce_sum(self._op.multiply(found, weights), self.axes(1))
        mean = self._op.divide(total, self._op.reduce_sum(weights, self.axes(1)))
        return openvino.Model([self._op.normalize_l2(mean, self.axes(1), 1e-12, "max")], [states, mask], "encoder")


def column_factors(reach: Reach, weights: Sequence[Array]) -> Array:
    """What each column of a layer's input is divided by, and its weights multiplied; (columns,)."""
    size = np.maximum(np.maximum(np.abs(reach.low), np.abs(reach.high)), 1e-5)
    most = np.maximum(np.max([np.abs(weight).max(0) for weight in weights], axis=0), 1e-5)
    factor = size**_SHARE / most ** (1 - _SHARE)
    evened: Array = (factor / np.exp(np.log(factor).mean())).astype(np.float32)
    return evened


def _edges(reach: Reach, factor: Array) -> tuple[float, float]:
    return min(float((reach.low / factor).min()), 0.0), max(float((reach.high / factor).max()), 0.0)


def build_graph(tensors: Mapping[str, Array], reaches: Mapping[str, Reach], shape: Shape) -> Any:
    """The OpenVINO model.

    Args:
        tensors: the encoder's weights under the names that BertModel gives them.
        reaches: of the input of each group in ``DENSE``, under ``encoder.layer.N.`` and its name.
        shape: size of the encoder.
    """
    return _Builder(tensors, reaches, shape).whole()
