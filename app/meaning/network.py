"""The small networks that are part of the application, run by onnxruntime."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

_MOST_THREADS = 4


class BrokenNetwork(Exception):
    """A network's file is not the one that this version was released with."""


class Network:
    """A network with its tokenizer. One input runs on one core; any thread may run it.

    Every text is run by itself: in a batch the eight-bit scales of one would depend on the others.
    """

    def __init__(self, content: bytes, most_pieces: int) -> None:
        """`content` are the bytes of the file, the tokenizer among the metadata; a longer text is cut."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.tokenizer = Tokenizer.from_str(metadata["tokenizer"])
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(most_pieces)
        # The network leaves the interpreter free: several texts are run at once, on a core each.
        self._threads = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="network")

    def run(self, inputs: Sequence[Mapping[str, Sequence[int]]]) -> list[NDArray[np.float32]]:
        """What the network makes of each input, as many at once as there are cores."""
        return [self._run_one(inputs[0])] if len(inputs) == 1 else list(self._threads.map(self._run_one, inputs))

    def _run_one(self, named: Mapping[str, Sequence[int]]) -> NDArray[np.float32]:
        (made,) = self._session.run(None, {name: np.array([one], np.int64) for name, one in named.items()})
        result: NDArray[np.float32] = made[0]
        return result


def load_network(file: str, sha256: str, most_pieces: int) -> Network:
    """Load and check a file of this package. Raises BrokenNetwork where it is not the released one."""
    content = files("app.meaning").joinpath(file).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise BrokenNetwork(f"{file} has the SHA-256 {found} and not {sha256}")
    return Network(content, most_pieces)
