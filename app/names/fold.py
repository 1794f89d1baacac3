"""One plain form for the many ways a name can be typed."""

import re
from functools import lru_cache

from anyascii import anyascii

_TWO_LETTERS = {ord(one): two for one, two in zip("äöüøåÄÖÜØÅ", ("ae", "oe", "ue", "oe", "aa") * 2, strict=True)}
_APOSTROPHES = re.compile(r"['`]")
_POSSESSIVE = re.compile(r"['`]s\b")
_DOTTED_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Turn a name into lower-case ASCII words with single blanks between them.

    Accents, punctuation, hyphens, apostrophes and possessives are dropped: "Élysée" is `elysee`, "Kim Jong-un" is
    `kim jongun`, "U.S." is `us`, "South Korea's" is `south korea`.
    """
    plain = anyascii(text)
    plain = _DOTTED_INITIALS.sub(lambda match: match.group().replace(".", "") + " ", plain)
    plain = _POSSESSIVE.sub("", plain)
    plain = _APOSTROPHES.sub("", plain).replace("-", "")
    return _NOT_ALPHANUMERIC.sub(" ", plain.lower()).strip()


def in_two_letters(text: str) -> str:
    """A text as it is typed by who has no umlauts: "Schröder" is "Schroeder"."""
    return text.translate(_TWO_LETTERS)
