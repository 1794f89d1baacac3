"""The tagger: a small BERT with one row for each feature of a piece, a tag head and two pointer heads."""

import math
import re
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from app.extraction.quotes.learned.encoding import FEATURES, Tag
from app.extraction.quotes.learned.tagger import POINTER_SIZE, distance_buckets

HIDDEN, HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
DISTANCE_BUCKETS = 32


class Layer(nn.Module):
    """One layer of BERT (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.attention_norm, self.output_norm = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.expand, self.contract = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Hidden states (batch, length, HIDDEN) to the next ones; `mask` is added to the attention scores."""
        batch, length, _ = hidden.shape
        shape = (batch, length, HEADS, HIDDEN // HEADS)
        query, key, value = (part(hidden).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        scores = torch.matmul(query * (1 / math.sqrt(HIDDEN // HEADS)), key.transpose(-1, -2))
        scores = scores if mask is None else scores + mask
        context = torch.matmul(torch.softmax(scores, -1).to(value.dtype), value)
        context = context.transpose(1, 2).reshape(batch, length, HIDDEN)
        hidden = self.attention_norm(hidden + self.dropout(self.output(context)))
        inner = self.contract(functional.gelu(self.expand(hidden)))
        return self.output_norm(hidden + self.dropout(inner))


class Network(Protocol):
    """What every network that starts from MiniLM has."""

    words: nn.Embedding
    positions: nn.Embedding
    norm: nn.LayerNorm
    layers: nn.ModuleList


class Tagger(nn.Module):
    """Tags word pieces and points from each piece to its source and its cue."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.Embedding(FEATURES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, len(Tag))
        self.pointers = nn.Linear(HIDDEN, 4 * POINTER_SIZE)
        self.distances = nn.Embedding(DISTANCE_BUCKETS, 2)
        nn.init.zeros_(self.distances.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Tag logits (batch, length, tags) and the four pointer vectors side by side, for pieces (batch, length)."""
        places = self.positions.weight[: ids.shape[1]].unsqueeze(0)
        hidden = self.dropout(self.norm(self.words(ids) + self.features(features) + places))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return self.tags(hidden), self.pointers(hidden)


def start_from_minilm(tagger: Tagger, folder: Path) -> None:
    """Copy the weights of MiniLM-L6 (`model.safetensors`) into a tagger, layer for layer from the bottom."""
    from safetensors.torch import load_file  # noqa: PLC0415  # nothing but this function needs it

    weights = {re.sub(r"^bert\.", "", name): value for name, value in load_file(folder / "model.safetensors").items()}
    with torch.no_grad():
        tagger.features.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].expand(FEATURES, -1))
    copy_layers(tagger, weights)


def copy_layers(network: Network, weights: dict[str, Tensor]) -> None:
    """Copy what every network that starts from MiniLM has: words, places, and layer for layer from the bottom."""
    with torch.no_grad():
        network.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(network.layers):
            prefix = f"encoder.layer.{number}"
            _copy(layer.query, weights, f"{prefix}.attention.self.query")
            _copy(layer.key, weights, f"{prefix}.attention.self.key")
            _copy(layer.value, weights, f"{prefix}.attention.self.value")
            _copy(layer.output, weights, f"{prefix}.attention.output.dense")
            _copy(layer.attention_norm, weights, f"{prefix}.attention.output.LayerNorm")
            _copy(layer.expand, weights, f"{prefix}.intermediate.dense")
            _copy(layer.contract, weights, f"{prefix}.output.dense")
            _copy(layer.output_norm, weights, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


def pointer_scores(vectors: Tensor, distances: Tensor, kind: int) -> Tensor:
    """Scores (batch, length, length) of pointing from a piece (row) to a piece (column); kind 0 is source, 1 cue."""
    query = vectors[..., 2 * kind * POINTER_SIZE : (2 * kind + 1) * POINTER_SIZE]
    key = vectors[..., (2 * kind + 1) * POINTER_SIZE : (2 * kind + 2) * POINTER_SIZE]
    places = np.arange(vectors.shape[1])
    bias = distances[torch.from_numpy(distance_buckets(places[None, :] - places[:, None]))][..., kind]
    return query @ key.transpose(-1, -2) / math.sqrt(POINTER_SIZE) + bias.unsqueeze(0)
