"""Write the cross-encoder's file, in eight bits, with its tokenizer inside.

    python -m training.export_answerer --run runs/answerer --base FOLDER --out app/meaning/answers.onnx

`runs/answerer` is what training.train_answerer made. Prints the file's size and SHA-256, and over a few pairs the
largest difference between its logits and those of the network in 32 bits.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnx import helper
from tokenizers import Tokenizer

from training.minilm_graph import (
    LAYERS,
    Graph,
    Weights,
    add_embedded,
    add_layer,
    save_with_tokenizer,
    write_model,
)
from training.train_answerer import CrossEncoder, as_tensors, encode_pair

_PAIRS = (
    ("How many boats came in?", "Port office: Twelve trawlers landed their catch on Monday, the office said."),
    ("Who sank the trawler?", "Coast guard: The trawler struck a rock, its commander told reporters."),
    ("quay repairs cost", "The new quay cost 40 million crowns, twice what the council had set aside."),
)
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "expand": "intermediate.dense",
    "contract": "output.dense",
    "output_norm": "output.LayerNorm",
}


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    network = CrossEncoder()
    network.load_state_dict(torch.load(chosen.run / "last.pt", weights_only=True))
    network.eval()
    graph = Graph(_weights_of(network))
    _add_network(graph)
    model = write_model(graph, "cross_encoder", ["ids", "kinds"], ("logit", ["batch"]))
    save_with_tokenizer(model, chosen.base, chosen.out)
    print(f"largest difference over {len(_PAIRS)} pairs: {_difference(network, chosen.out, chosen.base):.3f}")


def _weights_of(network: CrossEncoder) -> Weights:
    """The trained weights under the names of the published ones."""
    renamed = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    } | {
        f"layers.{number}.{own}.{end}": f"encoder.layer.{number}.{part}.{end}"
        for number in range(LAYERS)
        for own, part in _PARTS.items()
        for end in ("weight", "bias")
    }
    return {renamed.get(name, name): value.numpy() for name, value in network.state_dict().items()}


def _add_network(graph: Graph) -> None:
    kinds = graph.weights["embeddings.token_type_embeddings.weight"]
    other = graph.add("Gather", graph.constant("other_kind", kinds - kinds[0]), "kinds")
    value = graph.normalised(graph.add("Add", add_embedded(graph), other), "embeddings.LayerNorm")
    for layer in range(LAYERS):
        value = add_layer(graph, value, None, f"encoder.layer.{layer}")
    along = graph.constant("along", np.int64([1]))
    first = graph.add("Squeeze", graph.add("Gather", value, graph.constant("start", np.int64([0])), axis=1), along)
    mean = graph.add("ReduceMean", value, along, keepdims=0)
    both = graph.add("Concat", first, mean, axis=-1)
    weighed = graph.add("Mul", both, graph.weight("head.weight"))
    total = graph.add("ReduceSum", weighed, along, keepdims=0)
    graph.nodes.append(helper.make_node("Add", [total, graph.weight("head.bias")], ["logit"]))


def _difference(network: CrossEncoder, file: Path, base: Path) -> float:
    session = onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    pairs = [encode_pair(tokenizer, question, told) for question, told in _PAIRS]
    with torch.no_grad():
        exact = [float(network(*as_tensors([one]))[0]) for one in pairs]
    small = [
        float(session.run(None, {"ids": np.array([one.ids]), "kinds": np.array([one.kinds])})[0][0]) for one in pairs
    ]
    return max(abs(one - other) for one, other in zip(exact, small, strict=True))


if __name__ == "__main__":
    main()
