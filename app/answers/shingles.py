"""A text as what tells it from others whatever its layout: its short runs of words, and its numbers."""

import re
from collections import Counter
from dataclasses import dataclass

from anyascii import anyascii

SHINGLE_WORDS = 3
_APOSTROPHES = re.compile(r"['`]")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[a-z]+")
# "One" is left out: it is a pronoun more often than a number.
_IN_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen "
    "half third quarter twice"
)
_NUMBER_WORDS = frozenset(_IN_WORDS.split())


@dataclass(frozen=True, slots=True)
class ShingledText:
    """A text's words in order, its shingles (each run of three words, once) and how often each number stands in it.

    Case, accents, punctuation and white space are gone; "12,000" is the word `12000`.
    """

    words: tuple[str, ...]
    shingles: frozenset[str]
    numbers: Counter[str]


def shingle_text(text: str) -> ShingledText:
    """Take a text apart. One of fewer words than a shingle has is one shingle; one without words has none."""
    words = words_of(text)
    numbers = Counter(word for word in words if word[0].isdigit() or word in _NUMBER_WORDS)
    return ShingledText(words, shingles_of(words), numbers)


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, in lower-case ASCII."""
    plain = text if text.isascii() else anyascii(text)
    words = _TOKEN.findall(_APOSTROPHES.sub("", plain).lower())
    return tuple(word.replace(",", "") for word in words)


def shingles_of(words: tuple[str, ...]) -> frozenset[str]:
    """Every run of three words, once."""
    if 0 < len(words) < SHINGLE_WORDS:
        return frozenset((" ".join(words),))
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
