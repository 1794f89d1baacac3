"""Write the sentence encoder's file: all-MiniLM-L6-v2 in eight bits, with its tokenizer inside.

    python -m training.export_encoder --base FOLDER --out app/meaning/sentences.onnx

`FOLDER` holds `model.safetensors` and `tokenizer.json` as published (see training/README.md). Nothing is trained: the
graph is written out operation by operation, so that it needs no framework. Prints the file's size and SHA-256.
"""

import argparse
import hashlib
import json
import struct
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

_LAYERS, _HEADS, _SIZE = 6, 12, 384
_MOST_PIECES = 128
Weights = dict[str, NDArray[np.float32]]


class Graph:
    """A graph of ONNX while it is written."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._weights = weights

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
        return self.constant(name, self._weights[name])

    def normalised(self, value: str, name: str) -> str:
        """A layer normalisation."""
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", value, scale, shift, axis=-1, epsilon=1e-12)

    def dense(self, value: str, name: str) -> str:
        """A linear layer."""
        turned = self.constant(f"{name}.turned", self._weights[f"{name}.weight"].T)
        return self.add("Add", self.add("MatMul", value, turned), self.weight(f"{name}.bias"))


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    graph = Graph(_read_weights(chosen.base / "model.safetensors"))
    _write_network(graph)
    model = _as_model(graph)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain, chosen.out, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True
        )
    quantized = onnx.load(chosen.out)
    helper.set_model_props(quantized, {"tokenizer": (chosen.base / "tokenizer.json").read_text("utf-8")})
    onnx.save(quantized, chosen.out)
    content = chosen.out.read_bytes()
    print(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def _read_weights(path: Path) -> Weights:
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


def _write_network(graph: Graph) -> None:
    value = graph.normalised(_embedded(graph), "embeddings.LayerNorm")
    mask = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    hidden = graph.add("Mul", graph.add("Sub", graph.constant("all", np.float32([1])), mask), _far_below(graph))
    hidden = graph.add("Unsqueeze", hidden, graph.constant("middle", np.int64([1, 2])))
    for layer in range(_LAYERS):
        value = _layer(graph, value, hidden, f"encoder.layer.{layer}")
    shares = graph.add("Unsqueeze", mask, graph.constant("last", np.int64([2])))
    along = graph.constant("along", np.int64([1]))
    total = graph.add("ReduceSum", graph.add("Mul", value, shares), along, keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", mask, along, keepdims=1))
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vectors"], axis=1, p=2))


def _far_below(graph: Graph) -> str:
    return graph.constant("far_below", np.float32([-1e9]))


def _embedded(graph: Graph) -> str:
    """Word, place and type; the words in eight bits with a scale for each, since one for all is coarse for most."""
    words = graph._weights["embeddings.word_embeddings.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    rows = graph.constant("words", np.round(words / scale).astype(np.int8))
    scales = graph.constant("scales", scale.astype(np.float32))
    row = graph.add("Cast", graph.add("Gather", rows, "ids"), to=TensorProto.FLOAT)
    word = graph.add("Mul", row, graph.add("Gather", scales, "ids"))
    places = graph._weights["embeddings.position_embeddings.weight"][:_MOST_PIECES]
    kind = graph._weights["embeddings.token_type_embeddings.weight"][0]
    one, two = graph.constant("one", np.int64([1])), graph.constant("two", np.int64([2]))
    zero, first = graph.constant("zero", np.int64([0])), graph.constant("first", np.int64([0]))
    length = graph.add("Slice", graph.add("Shape", "ids"), one, two)
    return graph.add("Add", word, graph.add("Slice", graph.constant("places", places + kind), zero, length, first))


def _layer(graph: Graph, value: str, hidden: str, name: str) -> str:
    split = graph.constant(f"{name}.split", np.int64([0, 0, _HEADS, _SIZE // _HEADS]))
    joined = graph.constant(f"{name}.joined", np.int64([0, 0, _SIZE]))
    turns = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
    query, key, own = (
        graph.add(
            "Transpose", graph.add("Reshape", graph.dense(value, f"{name}.attention.self.{part}"), split), perm=turn
        )
        for part, turn in turns.items()
    )
    scale = graph.constant(f"{name}.scale", np.float32([1 / np.sqrt(_SIZE // _HEADS)]))
    scores = graph.add("Add", graph.add("Mul", graph.add("MatMul", query, key), scale), hidden)
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


def _as_model(graph: Graph) -> onnx.ModelProto:
    whole = [helper.make_tensor_value_info(one, TensorProto.INT64, ["batch", "length"]) for one in ("ids", "mask")]
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", _SIZE])
    made = helper.make_graph(graph.nodes, "sentence_encoder", whole, [vectors], graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    main()
