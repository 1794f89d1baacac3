"""The trained tagger as the application's network, run by torch."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from app.extraction.quotes.learned.spans import Floats
from training.tagger import Tagger


class TorchNetwork:
    """A checkpoint's averaged weights as a Network."""

    def __init__(self, folder: Path, *, is_averaged: bool = True) -> None:
        self.tagger = load_averaged(folder) if is_averaged else load_last(folder)
        self.distances: Floats = self.tagger.distances.weight.detach().numpy()

    def __call__(self, ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Logits and pointer vectors."""
        with torch.inference_mode():
            logits, vectors = self.tagger(torch.from_numpy(ids), torch.from_numpy(features))
        return logits.numpy(), vectors.numpy()


def load_averaged(folder: Path) -> Tagger:
    """The averaged weights of a run's checkpoint."""
    saved = torch.load(folder / "checkpoint.pt", weights_only=False)
    tagger = Tagger(saved["layers"])
    weights = {name.removeprefix("module."): value for name, value in saved["average"].items() if name != "n_averaged"}
    tagger.load_state_dict(weights)
    return tagger.eval()


def load_last(folder: Path) -> Tagger:
    """The weights of the last step of a run's checkpoint."""
    saved = torch.load(folder / "checkpoint.pt", weights_only=False)
    tagger = Tagger(saved["layers"])
    tagger.load_state_dict(saved["tagger"])
    return tagger.eval()
