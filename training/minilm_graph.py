"""MiniLM as a graph of ONNX, written out operation by operation, so that it needs no framework."""

import hashlib
import json
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

LAYERS, HEADS, SIZE = 6, 12, 384
MOST_PIECES = 128
Weights = dict[str, NDArray[np.float32]]


class Graph:
    """A graph of ONNX while it is written."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.weights = weights

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operation: str, *inputs: str, **attributes: Any) -> str:
        """Add an operation; gives the name of its output."""
        output = f"{operation.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [output], **attributes))
        return output

    def weight(self, name: str) -> str:
        """Add one of the published weights."""
        return self.constant(name, self.weights[name])

    def normalised(self, value: str, name: str) -> str:
        """A layer normalisation."""
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", value, scale, shift, axis=-1, epsilon=1e-12)

    def dense(self, value: str, name: str) -> str:
        """A linear layer."""
        turned = self.constant(f"{name}.turned", self.weights[f"{name}.weight"].T)
        return self.add("Add", self.add("MatMul", value, turned), self.weight(f"{name}.bias"))


def read_weights(path: Path) -> Weights:
    """The published weights, by name."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    types = {"F32": np.float32, "F16": np.float16}
    return {
        name.removeprefix("bert."): np.frombuffer(
            content[8 + length + told["data_offsets"][0] : 8 + length + told["data_offsets"][1]], types[told["dtype"]]
        )
        .reshape(told["shape"])
        .astype(np.float32)
        for name, told in header.items()
        if told.get("dtype") in types
    }


def add_embedded(graph: Graph) -> str:
    """Word, place and the first kind; the words in eight bits with a scale for each, since one for all is coarse."""
    words = graph.weights["embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    rows = graph.constant("words", np.round(words / scale).astype(np.int8))
    scales = graph.constant("scales", scale.astype(np.float32))
    row = graph.add("Cast", graph.add("Gather", rows, "ids"), to=TensorProto.FLOAT)
    word = graph.add("Mul", row, graph.add("Gather", scales, "ids"))
    places = graph.weights["embeddings.position_embeddings.weight"][:MOST_PIECES]
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    one, two = graph.constant("one", np.int64([1])), graph.constant("two", np.int64([2]))
    zero, first = graph.constant("zero", np.int64([0])), graph.constant("first", np.int64([0]))
    length = graph.add("Slice", graph.add("Shape", "ids"), one, two)
    return graph.add("Add", word, graph.add("Slice", graph.constant("places", places + kind), zero, length, first))


def add_layer(graph: Graph, value: str, hidden: str | None, name: str) -> str:
    """One layer of BERT; `hidden`, where some pieces are not there, is added to the attention scores."""
    split = graph.constant(f"{name}.split", np.int64([0, 0, HEADS, SIZE // HEADS]))
    joined = graph.constant(f"{name}.joined", np.int64([0, 0, SIZE]))
    turns = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
    query, key, own = (
        graph.add(
            "Transpose", graph.add("Reshape", graph.dense(value, f"{name}.attention.self.{part}"), split), perm=turn
        )
        for part, turn in turns.items()
    )
    scale = graph.constant(f"{name}.scale", np.float32([1 / np.sqrt(SIZE // HEADS)]))
    scores = graph.add("Mul", graph.add("MatMul", query, key), scale)
    scores = scores if hidden is None else graph.add("Add", scores, hidden)
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), own)
    mixed = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), joined)
    value = graph.normalised(
        graph.add("Add", value, graph.dense(mixed, f"{name}.attention.output.dense")),
        f"{name}.attention.output.LayerNorm",
    )
    wide = graph.add("Gelu", graph.dense(value, f"{name}.intermediate.dense"))
    return graph.normalised(
        graph.add("Add", value, graph.dense(wide, f"{name}.output.dense")), f"{name}.output.LayerNorm"
    )


def write_model(graph: Graph, name: str, inputs: Sequence[str], output: tuple[str, Sequence[str | int]]) -> bytes:
    """A graph in eight bits. `inputs` are whole numbers (batch, length); `output` is a name with its shape."""
    whole = [helper.make_tensor_value_info(one, TensorProto.INT64, ["batch", "length"]) for one in inputs]
    made = helper.make_graph(
        graph.nodes,
        name,
        whole,
        [helper.make_tensor_value_info(output[0], TensorProto.FLOAT, output[1])],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        onnx.save(model, plain)
        quantize_dynamic(plain, small, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True)
        return small.read_bytes()


def save_with_tokenizer(model: bytes, base: Path, out: Path) -> None:
    """Write a model with the published tokenizer among its metadata; prints the file's size and SHA-256."""
    told = onnx.load_from_string(model)
    helper.set_model_props(told, {"tokenizer": (base / "tokenizer.json").read_text("utf-8")})
    onnx.save(told, out)
    content = out.read_bytes()
    print(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")
