"""What single words mean, to tell near synonyms that no thesaurus lists ("dispatch", "send")."""

import functools
from collections.abc import Collection, Sequence
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

_FILE = "words.npz"


class WordVectors:
    """Words by their stems."""

    def __init__(self, stems: Sequence[str], rows: NDArray[np.int8]) -> None:
        vectors = rows.astype(np.float32)
        self._rows = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        self._row_of = {stem: row for row, stem in enumerate(stems)}

    def likeness(self, asked: Sequence[str], told: Collection[str]) -> list[float]:
        """How like each stem is to the one most like it among those told, from 0 to 1; 0 for an unknown one."""
        rows = [self._row_of[stem] for stem in told if stem in self._row_of]
        known = [place for place, stem in enumerate(asked) if stem in self._row_of]
        found = [0.0] * len(asked)
        if rows and known:
            products = self._rows[[self._row_of[asked[place]] for place in known]] @ self._rows[rows].T
            for place, best in zip(known, products.max(axis=1), strict=True):
                found[place] = min(1.0, max(0.0, round(float(best), 4)))
        return found


@functools.cache
def load_word_vectors() -> WordVectors:
    """Load the table, once a process."""
    with as_file(files("app.meaning").joinpath(_FILE)) as path, np.load(path) as table:
        return WordVectors([stem.decode() for stem in table["stems"]], table["rows"])
