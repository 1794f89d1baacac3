"""Which words mean nearly the same."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from app.answers.terms import stem


class WordKind(StrEnum):
    """How a question leans on a word (see `thesaurus.toml`)."""

    THING = "thing"
    OUTCOME = "outcome"
    MOVEMENT = "movement"
    SETTING = "setting"
    SOFT = "soft"
    UNLISTED = "unlisted"


def near_terms(term: str) -> frozenset[str]:
    """The terms that mean nearly what this term first means, itself among them."""
    return frozenset({term}).union(*(words for _, words in _groups_of().get(term, ())[:1]))


def related_terms(term: str) -> frozenset[str]:
    """The terms of every group that a term stands in, itself among them."""
    return frozenset({term}).union(*(words for _, words in _groups_of().get(term, ())))


def kind_of_term(term: str) -> WordKind:
    """How a question leans on a term; where several groups have it, what the first of them says."""
    groups = _groups_of().get(term)
    return groups[0][0] if groups else WordKind.UNLISTED


@cache
def terms_of_kind(kind: WordKind) -> frozenset[str]:
    """Every term on which a question leans in that way."""
    return frozenset(term for term in _groups_of() if kind_of_term(term) is kind)


@cache
def listed_words() -> frozenset[str]:
    """Every word that the thesaurus lists, as it is written there."""
    return frozenset(word for group in _document()["group"] for word in group["words"].split())


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(files("app.answers").joinpath("thesaurus.toml").read_text("utf-8"))


@cache
def _groups_of() -> Mapping[str, tuple[tuple[WordKind, frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[WordKind, frozenset[str]], ...]] = {}
    for group in _document()["group"]:
        terms = frozenset(stem(word) for word in group["words"].split())
        for term in sorted(terms):
            found[term] = (*found.get(term, ()), (WordKind(group["kind"]), terms))
    return found
