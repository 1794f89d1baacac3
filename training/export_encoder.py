"""Write the sentence encoder's file: all-MiniLM-L6-v2 in eight bits, with its tokenizer inside.

    python -m training.export_encoder --base FOLDER --out app/meaning/sentences.onnx

`FOLDER` holds `model.safetensors` and `tokenizer.json` as published (see training/README.md). Nothing is trained.
Prints the file's size and SHA-256.
"""

import argparse
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

from training.minilm_graph import (
    LAYERS,
    SIZE,
    Graph,
    add_embedded,
    add_layer,
    read_weights,
    save_with_tokenizer,
    write_model,
)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    graph = Graph(read_weights(chosen.base / "model.safetensors"))
    _add_network(graph)
    model = write_model(graph, "sentence_encoder", ["ids", "mask"], ("vectors", ["batch", SIZE]))
    save_with_tokenizer(model, chosen.base, chosen.out)


def _add_network(graph: Graph) -> None:
    value = graph.normalised(add_embedded(graph), "embeddings.LayerNorm")
    mask = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", graph.constant("all", np.float32([1])), mask)
    hidden = graph.add("Mul", absent, graph.constant("far_below", np.float32([-1e9])))
    hidden = graph.add("Unsqueeze", hidden, graph.constant("middle", np.int64([1, 2])))
    for layer in range(LAYERS):
        value = add_layer(graph, value, hidden, f"encoder.layer.{layer}")
    shares = graph.add("Unsqueeze", mask, graph.constant("last", np.int64([2])))
    along = graph.constant("along", np.int64([1]))
    total = graph.add("ReduceSum", graph.add("Mul", value, shares), along, keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", mask, along, keepdims=1))
    graph.nodes.append(helper.make_node("LpNormalization", [mean], ["vectors"], axis=1, p=2))


if __name__ == "__main__":
    main()
