"""Which of many stretches of a text share a place with another, without looking at each."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate


class StretchIndex:
    """Half-open stretches, each known by its number in the order given."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Take the stretches in; in any order."""
        self._sorted = sorted((start, end, number) for number, (start, end) in enumerate(stretches))
        self._farthest = list(accumulate((end for _, end, _ in self._sorted), max))

    def meeting(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the stretches that share a place with this one, in no order."""
        at = bisect_left(self._sorted, (end,)) - 1
        while at >= 0 and self._farthest[at] > start:
            _, last, number = self._sorted[at]
            if last > start:
                yield number
            at -= 1

    def any_meets(self, start: int, end: int) -> bool:
        """Tell whether any stretch shares a place with this one."""
        return next(self.meeting(start, end), None) is not None

    def any_covers(self, start: int, end: int) -> bool:
        """Tell whether any stretch holds all of this one."""
        at = bisect_left(self._sorted, (start + 1,)) - 1
        return at >= 0 and self._farthest[at] >= end
