"""Which way the clause around some words looks: back, ahead or neither."""

from collections.abc import Iterator

from spacy.tokens import Token

from app.extraction.periods.anchor import Tense
from app.extraction.word_set import word_set

_MODALS = word_set("will ’ll 'll shall would could may might should must can")
_PAST_HELPERS = word_set("had has have was were did")
_FORWARD_LEMMAS = word_set(
    "schedule expect plan due set intend aim propose slate forecast project predict upcoming ahead prepare promise "
    "pledge vow hope likely possible deadline"
)
_MAX_CLIMB = 12


def tense_around(token: Token) -> Tense:
    """Look up from a word to the verbs above it: "will", "plans to" and "is scheduled for" look ahead, "rose" back."""
    for word in _upwards(token):
        if word.lemma_.lower() in _FORWARD_LEMMAS:
            return Tense.AHEAD
        if word.pos_ not in ("VERB", "AUX"):
            continue
        helpers = {child.lower_ for child in word.lefts if child.dep_ in ("aux", "auxpass")} | {word.lower_}
        if helpers & _MODALS and "have" not in helpers:
            return Tense.AHEAD
        if helpers & _PAST_HELPERS or word.tag_ in ("VBD", "VBZ", "VBP"):
            return _tense_of(word, helpers)
    return Tense.NEITHER


def _tense_of(verb: Token, helpers: set[str]) -> Tense:
    if any(
        child.lemma_.lower() in _FORWARD_LEMMAS for child in verb.children if child.dep_ in ("acomp", "xcomp", "oprd")
    ):
        return Tense.AHEAD
    return Tense.BACK if verb.tag_ == "VBD" or helpers & _PAST_HELPERS else Tense.NEITHER


def _upwards(token: Token) -> Iterator[Token]:
    for _ in range(_MAX_CLIMB):
        yield token
        if token.head.i == token.i:
            return
        token = token.head
