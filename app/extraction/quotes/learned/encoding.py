"""Text as the tagger sees it: word pieces, with what an uncased vocabulary cannot tell of case, marks and lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.extraction.quotes.quotation_marks import QuotedWords

START_ID = 101
END_ID = 102
FEATURES = 12  # case (lower, Capitalised, other) x inside quotation marks x first of a line


class Tag(IntEnum):
    """What a word is: outside, or the begin or inside of a role's span."""

    OUTSIDE = 0
    BEGIN_SOURCE = 1
    INSIDE_SOURCE = 2
    BEGIN_CUE = 3
    INSIDE_CUE = 4
    BEGIN_CONTENT = 5
    INSIDE_CONTENT = 6


class Line(NamedTuple):
    """One line of text (a paragraph, mostly): half-open offsets, and its quotation marks in reading order."""

    start: int
    end: int
    quoted: Sequence[QuotedWords]


@dataclass(frozen=True, slots=True)
class EncodedText:
    """The word pieces of some lines of a text. All arrays have one entry a piece.

    `starts` and `ends` are code point offsets in the text; `is_first` tells the first piece of a word, on which tags
    are read; `features` numbers the rows that the tagger adds to what it knows of the piece.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_first: NDArray[np.bool_]
    features: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a file in the format of the library `tokenizers`, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_lines(tokenizer: Tokenizer, text: str, lines: Sequence[Line]) -> EncodedText:
    """Cut lines into word pieces. Every style of quotation marks is read as one, so that none is strange."""
    encodings = tokenizer.encode_batch(
        [_with_one_style_of_marks(text, line) for line in lines], add_special_tokens=False
    )
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    pieces: list[str] = []
    opens_line: list[bool] = []
    for line, encoding in zip(lines, encodings, strict=True):
        ids += encoding.ids
        pieces += encoding.tokens
        offsets += [(line.start + start, line.start + end) for start, end in encoding.offsets]
        opens_line += [number == 0 for number in range(len(encoding.ids))]
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    is_first = np.array([not piece.startswith("##") for piece in pieces], dtype=np.bool_)
    features = (
        _cases(text, places, is_first) * 4
        + _inside_marks(places[:, 0], lines) * 2
        + np.array(opens_line, dtype=np.int64)
    )
    return EncodedText(np.array(ids, dtype=np.int64), places[:, 0], places[:, 1], is_first, features.astype(np.int64))


def _with_one_style_of_marks(text: str, line: Line) -> str:
    """A line with its outermost marks as curly double ones and those inside as single ones, of the same length."""
    characters = list(text[line.start : line.end])
    for words in line.quoted:
        opening, closing = ("“", "”") if words.depth == 0 else ("‘", "’")
        first, last = words.outer_start, words.outer_end - 1
        if words.opened and line.start <= first < line.end and _is_one_mark(text, first):
            characters[first - line.start] = opening
        if words.closed and line.start <= last < line.end and _is_one_mark(text, last):
            characters[last - line.start] = closing
    return "".join(characters)


def _is_one_mark(text: str, at: int) -> bool:
    return not text[at].isalnum() and not text[at].isspace()


def _inside_marks(places: NDArray[np.int64], lines: Sequence[Line]) -> NDArray[np.int64]:
    """1 for each place that stands in outermost quotation marks, else 0."""
    quoted = [(words.outer_start, words.outer_end) for line in lines for words in line.quoted if words.depth == 0]
    if not quoted:
        return np.zeros(len(places), dtype=np.int64)
    starts, ends = np.array(sorted(quoted), dtype=np.int64).T
    before = np.searchsorted(starts, places, side="right") - 1
    return np.asarray((before >= 0) & (places < np.maximum.accumulate(ends)[before]), dtype=np.int64)


def _cases(text: str, places: NDArray[np.int64], is_first: NDArray[np.bool_]) -> NDArray[np.int64]:
    """0 for a word in lower case, 1 for a capitalised one, 2 for any other, the same for each piece of a word."""
    firsts = np.flatnonzero(is_first)
    if not len(firsts):
        return np.zeros(len(places), dtype=np.int64)
    lasts = np.append(firsts[1:], len(places)) - 1
    cases = np.empty(len(firsts), dtype=np.int64)
    for number, (start, end) in enumerate(zip(places[firsts, 0].tolist(), places[lasts, 1].tolist(), strict=True)):
        word = text[start:end]
        cases[number] = 0 if not word[0].isupper() else 1 if len(word) == 1 or word[1:].islower() else 2
    owners = np.maximum(np.cumsum(is_first) - 1, 0)
    return np.asarray(cases[owners], dtype=np.int64)
