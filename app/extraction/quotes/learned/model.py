"""The model file, loaded once a process: the network, its tokenizer and the linker's weights."""

import base64
import functools
import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.extraction.quotes.learned.attributions import LinkerWeights
from app.extraction.quotes.learned.spans import Floats
from app.facts.extractor import Extractor

MODEL_SHA256 = "c6ecff8ea0b16d0fdde7bb55f633a948e20bec4a6d1bd736048721678304c9ca"
_FILE = "quotes.onnx"


class BrokenModel(Exception):
    """The model file is not the one that this version was released with."""


@dataclass(frozen=True, slots=True)
class QuoteModel:
    """Everything trained."""

    extractor: Extractor
    network: "OnnxNetwork"
    distances: Floats
    tokenizer: Tokenizer
    linker: LinkerWeights


class OnnxNetwork:
    """The tagger, run by onnxruntime on one core."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Logits and pointer vectors."""
        logits, vectors = self._session.run(None, {"ids": ids, "features": features})
        return logits, vectors


@functools.cache
def load_model() -> QuoteModel:
    """Load and check the model file. Raises BrokenModel where its SHA-256 is not the released one."""
    content = files("app.extraction.quotes.learned").joinpath(_FILE).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != MODEL_SHA256:
        raise BrokenModel(f"{_FILE} has the SHA-256 {found} and not {MODEL_SHA256}")
    return read_model(content)


def read_model(content: bytes) -> QuoteModel:
    """A model from the bytes of its file."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The fused normalisation is slower than its parts: 24 against 20 ms for 256 pieces (onnxruntime 1.32).
    session = onnxruntime.InferenceSession(
        content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
    metadata = session.get_modelmeta().custom_metadata_map
    distances = np.frombuffer(base64.b64decode(metadata["distances"]), dtype="<f4").reshape(-1, 2)
    return QuoteModel(
        Extractor(metadata["name"], metadata["version"]),
        OnnxNetwork(session),
        distances,
        Tokenizer.from_str(metadata["tokenizer"]),
        LinkerWeights.from_json(json.loads(metadata["linker"])),
    )
