"""Annotated articles as the tagger learns from them: pieces, tags and where each piece points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.extraction.blocks import Block, BlockRole
from app.extraction.quotes.learned.encoding import EncodedText, Line, Tag, encode_lines
from app.extraction.quotes.quotation_marks import find_quoted_words
from training.corpus import Article, Stretch

NOWHERE = -1  # points to nobody: the attribution has no source
UNKNOWN = -100  # says nothing of where it points


@dataclass(frozen=True, slots=True)
class Example:
    """One encoded article. `sources` and `cues` hold, at the first piece of a cue or a fragment of content, the first
    piece of its source and of its cue; NOWHERE where there is none, UNKNOWN at every other piece."""

    encoded: EncodedText
    tags: NDArray[np.int64]
    sources: NDArray[np.int64]
    cues: NDArray[np.int64]


def lines_of(text: str) -> list[Line]:
    """Every line of a text that is not blank, with its quotation marks."""
    lines: list[Line] = []
    position = 0
    for printed in text.splitlines(keepends=True):
        start = position + len(printed) - len(printed.lstrip())
        end = position + len(printed.rstrip())
        if start < end:
            lines.append(Line(start, end, find_quoted_words(text, Block(start, end, BlockRole.BODY))))
        position += len(printed)
    return lines


def example_of(tokenizer: Tokenizer, article: Article) -> Example:
    """Encode an article and lay its attributions over the pieces."""
    encoded = encode_lines(tokenizer, article.text, lines_of(article.text))
    size = len(encoded)
    tags = np.full(size, int(Tag.OUTSIDE))
    sources, cues = np.full(size, UNKNOWN), np.full(size, UNKNOWN)
    for attribution in article.attributions:
        cue = _lay(encoded, tags, attribution.cue, Tag.BEGIN_CUE)
        source = _lay(encoded, tags, attribution.source, Tag.BEGIN_SOURCE)
        contents = _lay(encoded, tags, attribution.content, Tag.BEGIN_CONTENT)
        for place in cue[:1] + contents:
            sources[place] = source[0] if source else NOWHERE
        for place in contents:
            cues[place] = cue[0] if cue else NOWHERE
    return Example(encoded, np.where(encoded.is_first, tags, UNKNOWN), sources, cues)


def _lay(encoded: EncodedText, tags: NDArray[np.int64], stretches: tuple[Stretch, ...], begin: Tag) -> list[int]:
    """Tag stretches and tell the first piece of each."""
    places = []
    for start, end in stretches:
        first = int(np.searchsorted(encoded.ends, start, side="right"))
        last = int(np.searchsorted(encoded.starts, end, side="left"))
        while 0 < first < len(encoded) and not encoded.is_first[first]:
            first -= 1
        if first < last:
            tags[first] = begin
            tags[first + 1 : last] = begin + 1
            places.append(first)
    return places
