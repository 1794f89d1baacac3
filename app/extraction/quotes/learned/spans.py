"""From the tagger's probabilities to spans of sources, cues and contents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from app.extraction.quotes.learned.encoding import EncodedText, Tag

Floats = NDArray[np.float32]
_IMPOSSIBLE = -1e9


class Role(IntEnum):
    """What a span is of an attribution."""

    SOURCE = 0
    CUE = 1
    CONTENT = 2


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span that the tagger found: half-open offsets in the text, its first and last word, and its first piece.

    `certainty` is the mean log probability of its words' tags, `edge` that of its first word's and of the end.
    """

    role: Role
    start: int
    end: int
    first_word: int
    last_word: int
    piece: int
    end_piece: int
    certainty: float
    edge: float


def log_softmax(scores: Floats) -> Floats:
    """The logarithms of the probabilities that scores stand for, along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def decode_spans(
    encoded: EncodedText, logits: Floats, line_starts: Sequence[int], biases: Sequence[float]
) -> list[TaggedSpan]:
    """The likeliest legal tags of all words, read as spans in reading order; none runs over the end of a line.

    `logits` are (pieces, tags); `biases` are added to them, one for each tag, to favour or disfavour a role.
    """
    firsts = np.flatnonzero(encoded.is_first)
    if not len(firsts):
        return []
    probabilities = log_softmax(logits[firsts])
    tags = _likeliest_path((probabilities + np.asarray(biases, dtype=np.float32)).tolist())
    new_line = np.zeros(len(firsts) + 1, dtype=np.bool_)
    new_line[np.searchsorted(encoded.starts[firsts], np.asarray(line_starts, dtype=np.int64))] = True
    words = _Words(encoded, probabilities, firsts, np.append(firsts[1:], len(encoded)) - 1)
    return [_span(words, first, last, Role((tags[first] - 1) // 2)) for first, last in _runs(tags, new_line.tolist())]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an encoded text: log probabilities (words, tags), and the first and last piece of each."""

    encoded: EncodedText
    probabilities: Floats
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]


def _likeliest_path(scores: list[list[float]]) -> list[int]:
    """Viterbi over the seven tags, where an inside tag follows only its own begin or inside."""
    steps: list[tuple[int, int, int, int]] = []
    row = scores[0]
    current = [row[0], row[1], _IMPOSSIBLE, row[3], _IMPOSSIBLE, row[5], _IMPOSSIBLE]
    for row in scores[1:]:
        best = max(range(7), key=current.__getitem__)
        top = current[best]
        source = 1 if current[1] >= current[2] else 2
        cue = 3 if current[3] >= current[4] else 4
        content = 5 if current[5] >= current[6] else 6
        steps.append((best, source, cue, content))
        current = [
            top + row[0],
            top + row[1],
            current[source] + row[2],
            top + row[3],
            current[cue] + row[4],
            top + row[5],
            current[content] + row[6],
        ]
    tag = max(range(7), key=current.__getitem__)
    path = [tag]
    for step in reversed(steps):
        tag = step[tag // 2] if tag and tag % 2 == 0 else step[0]
        path.append(tag)
    return path[::-1]


def _runs(tags: list[int], new_line: list[bool]) -> Iterator[tuple[int, int]]:
    """First and last word of every span."""
    first: int | None = None
    for word, tag in enumerate(tags):
        goes_on = tag in {Tag.INSIDE_SOURCE, Tag.INSIDE_CUE, Tag.INSIDE_CONTENT} and first is not None
        if goes_on and not new_line[word]:
            continue
        if first is not None:
            yield first, word - 1
        first = word if tag else None
    if first is not None:
        yield first, len(tags) - 1


def _span(words: _Words, first: int, last: int, role: Role) -> TaggedSpan:
    begin, inside = 1 + 2 * role, 2 + 2 * role
    probabilities = words.probabilities
    own = np.logaddexp(probabilities[first : last + 1, begin], probabilities[first : last + 1, inside])
    after = probabilities[last + 1, inside] if last + 1 < len(probabilities) else _IMPOSSIBLE
    ends = float(np.log1p(-min(np.exp(after), 0.999)))
    return TaggedSpan(
        role=role,
        start=int(words.encoded.starts[words.firsts[first]]),
        end=int(words.encoded.ends[words.lasts[last]]),
        first_word=first,
        last_word=last,
        piece=int(words.firsts[first]),
        end_piece=int(words.lasts[last]) + 1,
        certainty=float(own.mean()),
        edge=float(probabilities[first, begin]) + ends,
    )
