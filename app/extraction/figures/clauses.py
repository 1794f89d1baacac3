"""The verb that governs a quantity, and what stands around that verb."""

from collections.abc import Iterator

from spacy.tokens import Token

_MAX_CLIMB = 14


def upwards(token: Token) -> Iterator[Token]:
    """A word and every word above it in the parse."""
    for _ in range(_MAX_CLIMB):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above a word."""
    return next((word for word in upwards(token) if word.pos_ in ("VERB", "AUX") and word.i != token.i), None)


def clause_subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it shares one with; the noun that a relative clause describes."""
    for word in upwards(verb):
        for child in word.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                is_relative = child.tag_ in ("WDT", "WP") and word.dep_ == "relcl"
                return word.head if is_relative else child
        if word.dep_ in ("acl", "relcl") and word.head.pos_ in ("NOUN", "PROPN"):
            return word.head
        if word.dep_ not in ("conj", "xcomp", "advcl", "aux", "auxpass", "pcomp", "acomp", "dep", "prep", "ccomp"):
            return None
        if word.dep_ in ("ccomp",) and word.head.lemma_ not in ("see",):
            return None
    return None
