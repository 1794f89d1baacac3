"""Sentences as vectors: those that say nearly the same lie near each other, whatever their words.

The network is all-MiniLM-L6-v2 (Reimers and Gurevych, "Sentence-BERT", 2019; Wang et al., "MiniLM", 2020), in eight
bits. A text's vector depends on nothing but the text: each is encoded by itself.
"""

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.meaning.network import Network, load_network

MODEL_SHA256 = "fb8c15d3df1d2e62854cba17bdcb7090ea1704d240b0f0672dfdc71da4d76400"
_FILE = "sentences.onnx"
# A longer text is cut: what a fact says stands in its first words.
_MOST_PIECES = 96
# A vector of length 1 in 384 dimensions hardly has a larger part; what is larger is cut.
_LARGEST_PART = 0.25
DIMENSIONS = 384


class Encoder:
    """The network; any thread may call it."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """The vector of each text: 384 signed bytes, all of about the same length, so that a dot product compares."""
        distinct = list(dict.fromkeys(texts))
        pieces = [self._network.tokenizer.encode(text).ids for text in distinct]
        vectors = self._network.run([{"ids": one, "mask": [1] * len(one)} for one in pieces])
        made = dict(zip(distinct, map(_as_bytes, vectors), strict=True))
        return [made[text] for text in texts]


def _as_bytes(vector: NDArray[np.float32]) -> bytes:
    scaled = np.rint(vector * (127 / _LARGEST_PART))
    return bytes(np.clip(scaled, -127, 127).astype(np.int8).tobytes())


@functools.cache
def load_encoder() -> Encoder:
    """Load and check the model file, once a process. Raises BrokenNetwork where it is not the released one."""
    return Encoder(load_network(_FILE, MODEL_SHA256, _MOST_PIECES))
