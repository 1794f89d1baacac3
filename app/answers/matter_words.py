"""The words that tell which matter a figure is of (see `claim_matters.toml`)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from app.answers.terms import stem


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = tomllib.loads(files("app.answers").joinpath("claim_matters.toml").read_text("utf-8"))
    return document


@cache
def _told_by_term() -> dict[str, str]:
    return {stem(word): name for name, words in _document()["told"].items() for word in words.split()}


@cache
def _counted_by_term() -> dict[str, str]:
    return {stem(word): stem(name) for name, words in _document()["same"].items() for word in (name, *words.split())}


@cache
def batch_terms() -> frozenset[str]:
    """The terms that make a figure one batch among others ("another 500", "per day")."""
    return frozenset(stem(word) for word in _document()["batch"]["words"].split())


@cache
def plain_terms(*, counted: bool) -> frozenset[str]:
    """The terms that tell no two matters apart, beside what is counted or beside money and measures."""
    plain = _document()["plain"]
    words = f"{plain['always']} {plain['counted' if counted else 'measured']}"
    return frozenset(stem(word) for word in words.split())


@cache
def untelling_terms() -> frozenset[str]:
    """The terms with which a text says that something is said, which tell nothing of the counted."""
    return frozenset(stem(word) for word in _document()["untelling"]["words"].split())


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE), word) for word, phrases in _document()["phrases"].items()
    )


def with_phrases_as_words(text: str) -> str:
    """A text with "took part" as "joined", and the like."""
    for pattern, word in _phrases():
        text = pattern.sub(word, text)
    return text


def what_is_told(term: str) -> str | None:
    """What a term tells of the counted ("killed", "sent"); None where it is no such word."""
    return _told_by_term().get(term)


def counted_as(term: str) -> str:
    """The one term for nouns that count the same things: that of "soldier" for "troops"."""
    return _counted_by_term().get(term, term)
