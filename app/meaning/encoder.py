"""Sentences as vectors: those that say nearly the same lie near each other, whatever their words.

The network is all-MiniLM-L6-v2 (Reimers and Gurevych, "Sentence-BERT", 2019; Wang et al., "MiniLM", 2020), in eight
bits. A text's vector depends on nothing but the text: each is encoded by itself.
"""

import functools
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MODEL_SHA256 = "fb8c15d3df1d2e62854cba17bdcb7090ea1704d240b0f0672dfdc71da4d76400"
_FILE = "sentences.onnx"
# A longer text is cut: what a fact says stands in its first words.
_MOST_PIECES = 96
# A vector of length 1 in 384 dimensions hardly has a larger part; what is larger is cut.
_LARGEST_PART = 0.25
DIMENSIONS = 384
_MOST_THREADS = 4


class BrokenEncoder(Exception):
    """The encoder's file is not the one that this version was released with."""


class Encoder:
    """The network, run by onnxruntime, a text on one core; any thread may call it."""

    def __init__(self, content: bytes) -> None:
        """`content` are the bytes of the model file, its tokenizer among the metadata."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        metadata = self._session.get_modelmeta().custom_metadata_map
        self._tokenizer = Tokenizer.from_str(metadata["tokenizer"])
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MOST_PIECES)
        # The network leaves the interpreter free: several texts are encoded at once, on a core each.
        self._threads = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="encoder")

    def encode(self, texts: Sequence[str]) -> list[bytes]:
        """The vector of each text: 384 signed bytes, all of about the same length, so that a dot product compares."""
        distinct = list(dict.fromkeys(texts))
        if len(distinct) == 1:
            return [self._encode_one(distinct[0])] * len(texts)
        made = dict(zip(distinct, self._threads.map(self._encode_one, distinct), strict=True))
        return [made[text] for text in texts]

    def _encode_one(self, text: str) -> bytes:
        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"ids": pieces, "mask": np.ones_like(pieces)})
        scaled = np.rint(vectors[0] * (127 / _LARGEST_PART))
        return bytes(np.clip(scaled, -127, 127).astype(np.int8).tobytes())


@functools.cache
def load_encoder() -> Encoder:
    """Load and check the model file, once a process. Raises BrokenEncoder where it is not the released one."""
    content = files("app.meaning").joinpath(_FILE).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != MODEL_SHA256:
        raise BrokenEncoder(f"{_FILE} has the SHA-256 {found} and not {MODEL_SHA256}")
    return Encoder(content)
