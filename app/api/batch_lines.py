"""Cutting a body that streams in into its lines, without ever holding more than one line may have."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentLine:
    """One line that is not blank, and its number among all lines from 1. A line that is too long has no content."""

    number: int
    content: bytes | None

    @property
    def size(self) -> int:
        """How many bytes are held of it."""
        return len(self.content or b"")


class LineSplitter:
    """Takes a body chunk by chunk and gives its lines; blank ones are left out. The last may end without a newline.

    Of a line longer than `max_bytes` nothing is kept: what follows is passed over up to its end.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._number = 1
        self._begun = bytearray()
        self._is_too_long = False

    def feed(self, chunk: bytes) -> Iterator[SentLine]:
        """The lines that end in this chunk."""
        *ended, begun = chunk.split(b"\n")
        for part in ended:
            self._take(part)
            yield from self._end_line()
        self._take(begun)

    def end(self) -> Iterator[SentLine]:
        """The last line, where no newline ended it."""
        yield from self._end_line()

    def _take(self, part: bytes) -> None:
        if self._is_too_long or len(self._begun) + len(part) > self._max_bytes:
            self._is_too_long = True
            self._begun.clear()
        else:
            self._begun += part

    def _end_line(self) -> Iterator[SentLine]:
        if self._is_too_long:
            yield SentLine(self._number, None)
        elif self._begun.strip():
            yield SentLine(self._number, bytes(self._begun))
        self._number += 1
        self._begun.clear()
        self._is_too_long = False
