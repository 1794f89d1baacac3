"""What the learned extractor finds in lines of text: content, cue, source and how likely all that is right."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.extraction.quotes.learned.linking import Linked, Ranker
from app.extraction.quotes.learned.spans import Floats, TaggedSpan


@dataclass(frozen=True, slots=True)
class Confidence:
    """Logistic regression from an attribution's signals to the probability that content and source are right."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    @staticmethod
    def expanded(values: Floats) -> Floats:
        """Standardised signals with their squares, both kept within bounds."""
        bounded = np.clip(values, -4, 4)
        return np.concatenate([bounded, bounded**2 / 4], axis=-1, dtype=np.float32)

    def of(self, signals: Sequence[float]) -> float:
        """The probability, from 0 to 1."""
        values = (np.asarray(signals, dtype=np.float32) - self.mean) / self.scale
        return float(1 / (1 + np.exp(-(self.expanded(values) @ self.weights + self.bias))))


@dataclass(frozen=True, slots=True)
class LinkerWeights:
    """Everything trained besides the tagger. `biases` are added to the tagger's logits, one for each tag."""

    biases: tuple[float, ...]
    cue_ranker: Ranker
    source_ranker: Ranker
    confidence: Confidence

    def as_json(self) -> dict[str, Any]:
        """The weights as JSON values, arrays of 32-bit floats in base 64."""
        return {
            "biases": list(self.biases),
            "cue_ranker": _ranker_as_json(self.cue_ranker),
            "source_ranker": _ranker_as_json(self.source_ranker),
            "confidence": {
                "mean": _packed(self.confidence.mean),
                "scale": _packed(self.confidence.scale),
                "weights": _packed(self.confidence.weights),
                "bias": self.confidence.bias,
            },
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "LinkerWeights":
        """The inverse of `as_json`."""
        confidence = values["confidence"]
        return cls(
            tuple(values["biases"]),
            _ranker_from_json(values["cue_ranker"]),
            _ranker_from_json(values["source_ranker"]),
            Confidence(
                _unpacked(confidence["mean"]),
                _unpacked(confidence["scale"]),
                _unpacked(confidence["weights"]),
                confidence["bias"],
            ),
        )


def _ranker_as_json(ranker: Ranker) -> dict[str, Any]:
    return {
        "mean": _packed(ranker.mean),
        "scale": _packed(ranker.scale),
        "hidden": _packed(ranker.hidden),
        "hidden_bias": _packed(ranker.hidden_bias),
        "output": _packed(ranker.output),
    }


def _ranker_from_json(values: dict[str, Any]) -> Ranker:
    hidden_bias = _unpacked(values["hidden_bias"])
    hidden = _unpacked(values["hidden"]).reshape(-1, len(hidden_bias))
    return Ranker(
        _unpacked(values["mean"]), _unpacked(values["scale"]), hidden, hidden_bias, _unpacked(values["output"])
    )


def _packed(values: Floats) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


def _unpacked(values: str) -> Floats:
    return np.frombuffer(base64.b64decode(values), dtype="<f4")


def merged(text: str, linked: Linked) -> Linked:
    """The attribution with fragments joined that only a mark or a space parts."""
    contents: list[TaggedSpan] = []
    for content in sorted(linked.contents, key=lambda one: one.start):
        gap = text[contents[-1].end : content.start] if contents else "\n"
        if "\n" not in gap and len(gap.strip()) <= 1:
            contents[-1] = replace(contents[-1], end=content.end, last_word=content.last_word)
        else:
            contents.append(content)
    return replace(linked, contents=tuple(contents))
