"""Words as they are indexed and searched, the same on every database."""

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import Stemmer
from anyascii import anyascii

from app.names.countries import NamedAs, find_country, is_common_word

_DOTTED_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_CLITIC = re.compile(r"(?<=[A-Za-z])'(?:s|S|re|ve|ll|d|m|t)?\b|n't\b")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[A-Za-z]+")
_STOP_WORDS = frozenset(files("app.answers").joinpath("stop_words.txt").read_text("ascii").split())
UNITED_NATIONS = "unitednations"
_stemmers = threading.local()


def terms_of(text: str) -> tuple[str, ...]:
    """Turn a text into its search terms, in order: folded to ASCII, without stop words, stemmed.

    Terms hold only `a` to `z` and `0` to `9`, so that any engine's tokeniser keeps them whole. Numbers have one form
    ("11,000" is `11000`, "28.7" is `28p7`). A country's names and its people's give one term ("North Korean", "DPRK":
    `countrykp`); its capital or seat gives that term beside its own words. "UN" is "United Nations", and no syllable of
    a name ("Jong-un").
    """
    raw = _tokens_of(text)
    folded = tuple(token.lower() for token in raw)
    terms: list[str] = []
    position = 0
    while position < len(raw):
        length = _length_of_united_nations(raw, folded, position)
        if length:
            terms.append(UNITED_NATIONS)
            position += length
            continue
        found = find_country(folded, position)
        if found is not None and found[0] == 1 and is_common_word(folded[position]) and not _is_name(raw[position]):
            found = None
        if found is None:
            terms.extend(_term_of(folded[position]))
            position += 1
            continue
        length, code, named_as = found
        terms.append(country_term(code))
        if named_as is NamedAs.SEAT:
            terms.extend(term for word in folded[position : position + length] for term in _term_of(word))
        position += length
    return tuple(terms)


def country_term(code: str) -> str:
    """The one term that stands for a country, given its ISO 3166 code."""
    return f"country{code.lower()}"


def is_country_term(term: str) -> bool:
    """Tell a country's term from that of a word ("countryside" is one)."""
    return len(term) == len("country") + 2 and term.startswith("country")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one lower-case ASCII word (Snowball's English stemmer)."""
    stemmer: Stemmer.Stemmer | None = getattr(_stemmers, "english", None)
    if stemmer is None:
        # Not safe between threads, so that each has its own.
        stemmer = _stemmers.english = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


def is_stop_word(word: str) -> bool:
    """Tell whether a lower-case word is too common to search for."""
    return word in _STOP_WORDS


def _tokens_of(text: str) -> list[str]:
    plain = anyascii(text)
    plain = _DOTTED_INITIALS.sub(lambda match: match.group().replace(".", "") + " ", plain)
    return _TOKEN.findall(_CLITIC.sub("", plain))


def _length_of_united_nations(raw: Sequence[str], folded: Sequence[str], position: int) -> int:
    """How many words from here name the United Nations; 0 where none do."""
    if raw[position] == "UN":
        return 1
    return 2 if folded[position : position + 2] == ("united", "nations") else 0


def _is_name(token: str) -> bool:
    return token.isupper() if len(token) == 2 else token[0].isupper()


def _term_of(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        return (word.replace(",", "").replace(".", "p"),)
    if word in _STOP_WORDS or len(word) == 1:
        return ()
    return (stem(word),)
