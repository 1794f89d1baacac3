"""Running the tagger: windows over a text, and where its pieces point."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.extraction.quotes.learned.encoding import END_ID, START_ID, EncodedText
from app.extraction.quotes.learned.spans import Floats, log_softmax

WINDOW = 254
OVERLAP = 48
POINTER_SIZE = 64
_FAR = np.float32(-14.0)


class Network(Protocol):
    """Anything that maps pieces and features, (batch, length) each, to tag logits and pointer vectors."""

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Logits (batch, length, tags) and vectors (batch, length, 4 x POINTER_SIZE)."""
        ...


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    vectors: Floats


@dataclass(frozen=True, slots=True)
class TaggedText:
    """What the network says of a text. `logits` are (pieces, tags); each piece belongs to one window."""

    logits: Floats
    owners: NDArray[np.int64]
    windows: Sequence[_Window]
    distances: Floats

    def pointing(self, piece: int, kind: int) -> "Pointing":
        """Where a piece points: kind 0 to its source, 1 to its cue."""
        window = self.windows[self.owners[piece]]
        place = piece - window.start + 1
        query = window.vectors[place, 2 * kind * POINTER_SIZE : (2 * kind + 1) * POINTER_SIZE]
        keys = window.vectors[:, (2 * kind + 1) * POINTER_SIZE : (2 * kind + 2) * POINTER_SIZE]
        bias = self.distances[distance_buckets(np.arange(len(keys)) - place), kind]
        return Pointing(window.start, log_softmax(keys @ query / np.float32(math.sqrt(POINTER_SIZE)) + bias))


@dataclass(frozen=True, slots=True)
class Pointing:
    """Log probabilities over the pieces of a window; the first is that of pointing to nobody."""

    start: int
    log_probabilities: Floats

    @property
    def nobody(self) -> float:
        """The log probability that there is none."""
        return float(self.log_probabilities[0])

    def to(self, first: int, end: int) -> float:
        """The log probability of the likeliest piece of a stretch of pieces; very low outside the window."""
        place = first - self.start + 1
        if place < 1 or place >= len(self.log_probabilities) - 1:
            return float(_FAR)
        return float(max(self.log_probabilities[place : end - self.start + 1].max(), _FAR))


def distance_buckets(distances: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 to 31: the sign, and the size on a scale that is exact below 4 and logarithmic above."""
    size = np.abs(distances)
    logarithmic = np.floor(4 + 2 * np.log2(np.maximum(size, 4) / 4)).astype(np.int64)
    bucket = np.minimum(np.where(size < 4, size, logarithmic), 15)
    return np.asarray(np.where(distances < 0, bucket, 16 + bucket))


def tag_text(network: Network, distances: Floats, encoded: EncodedText) -> TaggedText:
    """Run the network over overlapping windows; where two meet, each piece is read in the one it stands deeper in."""
    length = len(encoded)
    logits = np.zeros((length, 7), np.float32)
    owners = np.zeros(length, np.int64)
    windows: list[_Window] = []
    start = 0
    while start < length:
        end = min(length, start + WINDOW)
        ids = np.concatenate(([START_ID], encoded.ids[start:end], [END_ID]))[None]
        features = np.concatenate(([0], encoded.features[start:end], [0]))[None]
        scores, vectors = network(ids, features)
        owned = start + (OVERLAP // 2 if windows else 0)
        logits[owned:end] = scores[0, owned - start + 1 : end - start + 1]
        owners[owned:end] = len(windows)
        windows.append(_Window(start, vectors[0]))
        if end == length:
            break
        start += WINDOW - OVERLAP
    return TaggedText(logits, owners, windows, distances)
