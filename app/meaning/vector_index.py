"""The vectors of facts, by which those that say what a question asks are found whatever their words."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from app.meaning.encoder import DIMENSIONS

# So many rows are compared at a time: their products fit the processor's cache.
_ROWS_AT_A_TIME = 1_024


class VectorIndex:
    """Facts' vectors by their ids. Unchanging once made, and safe to share between threads."""

    def __init__(self) -> None:
        self._rows: NDArray[np.int8] = np.empty((0, DIMENSIONS), np.int8)
        self._lengths: NDArray[np.float32] = np.empty(0, np.float32)
        self._ids: list[str] = []
        self._row_of: Mapping[str, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def changed(self, gone: Collection[str], new: Iterable[tuple[str, bytes]]) -> "VectorIndex":
        """The same without some ids, and with vectors that are new or other than before."""
        added = dict(new)
        left_out = {*gone, *added}
        kept = [row for row, identifier in enumerate(self._ids) if identifier not in left_out]
        index = VectorIndex()
        before = self._rows if len(kept) == len(self._ids) else self._rows[kept]
        after = np.frombuffer(b"".join(added.values()), np.int8).reshape(-1, DIMENSIONS)
        index._rows = np.concatenate([before, after]) if len(before) else after
        lengths = self._lengths if len(kept) == len(self._ids) else self._lengths[kept]
        index._lengths = np.concatenate([lengths, np.linalg.norm(after.astype(np.float32), axis=1)])
        index._ids = [*(self._ids[row] for row in kept), *added]
        index._row_of = {identifier: row for row, identifier in enumerate(index._ids)}
        return index

    def nearest(self, vector: bytes, most: int) -> list[str]:
        """The ids of the facts that lie nearest to a vector, the nearest first; ties by id."""
        if not self._ids or most < 1:
            return []
        likeness = _likeness(vector, self._rows, self._lengths)
        chosen = np.argpartition(-likeness, min(most, len(likeness)) - 1)[:most]
        return sorted((self._ids[row] for row in chosen), key=lambda one: (-likeness[self._row_of[one]], one))

    def likeness(self, vector: bytes, ids: Collection[str]) -> dict[str, float]:
        """The cosine between a vector and that of each id that has one."""
        known = [identifier for identifier in ids if identifier in self._row_of]
        rows = [self._row_of[identifier] for identifier in known]
        likeness = _likeness(vector, self._rows[rows], self._lengths[rows])
        return dict(zip(known, map(float, likeness), strict=True))


def _likeness(vector: bytes, rows: NDArray[np.int8], lengths: NDArray[np.float32]) -> NDArray[np.float32]:
    """The cosine between a vector and each row."""
    asked = np.frombuffer(vector, np.int8).astype(np.float32)
    products = np.empty(len(rows), np.float32)
    for start in range(0, len(rows), _ROWS_AT_A_TIME):
        end = start + _ROWS_AT_A_TIME
        np.dot(rows[start:end].astype(np.float32), asked, out=products[start:end])
    return np.asarray(products / np.maximum(lengths * np.linalg.norm(asked), 1), np.float32)
