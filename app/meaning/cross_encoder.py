"""A question and a fact read together: does the one answer the other?

A cross-encoder (Nogueira and Cho, "Passage re-ranking with BERT", 2019) that started from all-MiniLM-L6-v2 and learned
from questions and facts written for it (`training/train_answerer.py`), in eight bits.
"""

import functools
from collections.abc import Sequence

from app.meaning.network import Network, load_network

MODEL_SHA256 = "55addfa8a3e48343275d895e8557c6b374ab450c55d62156897d30f78639513f"
_FILE = "answers.onnx"
_MOST_PIECES = 112


class CrossEncoder:
    """The network; any thread may call it."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def read(self, question: str, told: Sequence[str]) -> list[float]:
        """How likely each text is to answer a question, as the logarithm of its odds.

        `told` are texts as `app/answers/told_text.py` makes them.
        """
        pairs = [self._network.tokenizer.encode(question, text) for text in told]
        logits = self._network.run([{"ids": one.ids, "kinds": one.type_ids} for one in pairs])
        return [float(one) for one in logits]


@functools.cache
def load_cross_encoder() -> CrossEncoder:
    """Load and check the model file, once a process. Raises BrokenNetwork where it is not the released one."""
    return CrossEncoder(load_network(_FILE, MODEL_SHA256, _MOST_PIECES))
