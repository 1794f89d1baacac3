"""Telling the language of a text."""

import re

import py3langid

_MAX_SAMPLE = 20_000
_SURE_WORDS = 20
_HARDLY_ANY_WORDS = 6
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ENGLISH_WORDS = frozenset(
    {"the", "of", "and", "to", "is", "that", "with", "for", "from", "by", "has", "have", "said", "says", "his", "her"}
    | {"he", "she", "they", "it", "were", "been", "will", "which", "their", "this", "at", "on", "as", "not"}
)


def detect_language(text: str) -> str:
    """The language of a text as a BCP 47 tag (`en`, `ko`), `und` where it holds no letters.

    Statistics say little about short texts: below twenty words a text in Latin letters counts as English where an
    English function word stands in it, or where it is hardly more than a name.
    """
    sample = _ADDRESS.sub(" ", text[:_MAX_SAMPLE])
    words = _WORD.findall(sample)
    if not words:
        return "und"
    language: str = py3langid.classify(sample)[0]
    if language == "en" or len(words) >= _SURE_WORDS or not _is_latin(words):
        return language
    if len(words) < _HARDLY_ANY_WORDS and all(word.isascii() for word in words):
        return "en"
    return "en" if sum(word.lower() in _ENGLISH_WORDS for word in words) * 8 >= len(words) else language


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return len(_LATIN.findall(letters)) * 2 > len(letters)
