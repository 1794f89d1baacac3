"""On which side of what is told somebody stands: who does it, whose it is, where from or where to, or against whom.

"Russia sent 300 soldiers to Arda" and "Arda sent 300 soldiers to Russia" have the same words. No sentence is parsed:
a name's side is told by the preposition before it, or by the verb whose subject or object it is. Where neither tells,
the name stands on no side.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answers.terms import is_stop_word, stem, terms_of

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*|[,;]")
_SKIPPED = frozenset(["the", "a", "an", "its", "their", "his", "her", "this", "that", "western", "eastern", "northern"])
_SKIPPED_BEFORE_NAMES = _SKIPPED | {"southern", "neighbouring", "neighboring", "all", "and", "or", "central", "whole"}
_TO = frozenset(["to", "into", "onto", "toward", "towards", "in", "inside", "within", "across", "throughout"])
_PREPOSITIONS = _TO | {
    "from",
    "by",
    "of",
    "on",
    "at",
    "for",
    "with",
    "against",
    "after",
    "near",
    "during",
    "over",
    "off",
}
_AUXILIARIES = frozenset(
    ["has", "have", "had", "will", "would", "could", "may", "might", "can", "must", "should", "also", "already", "now"]
)
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_WORDS_OF_AMOUNT = frozenset(["about", "some", "roughly", "around", "nearly", "almost", "as", "many", "much", "more"])
_LONGEST_PHRASE = 6


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_GIVING = _stems("pay pays paid give gives gave given lend lent owe owes sell sold donate donated grant granted")
_SENDING = _stems("send sends sent bring brings brought supply supplied deliver delivered transfer transferred")
_RECEIVING = _stems(
    "receive receives received get gets got gain gains gained earn earns earned obtain obtained host hosts hosted buy"
    " bought import imported accept accepted welcome welcomed"
)
_SUFFERING = _stems("suffer suffers suffered sustain sustained lose loses lost mourn mourns mourned")
_LEAVING = _stems("leave leaves left leaving quit quits flee fled depart departed vacate vacated abandon abandoned")
_ENTERING = _stems("enter enters entered reach reached invade invaded join joined")


class Side(StrEnum):
    """Who does something; whose the counted are; where they come from; to whom or where they go; against whom it is."""

    DOER = "doer"
    OWNER = "owner"
    SOURCE = "source"
    GOAL = "goal"
    AGAINST = "against"


_SIDE_OF_PREPOSITION = {"from": Side.SOURCE, "by": Side.DOER, "against": Side.AGAINST}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A name, or one noun: the numbers of its words and whether something is said to be its own ("Arda's")."""

    begin: int
    end: int
    is_name: bool
    is_possessive: bool


def sides_of(before: str, counted: str, after: str) -> Mapping[str, frozenset[Side]]:
    """The sides of the names around what is counted and in it, and of the nouns that give or get it, by their terms."""
    found: dict[str, set[Side]] = {}

    def put(words: Sequence[str], side: Side | None) -> None:
        if side is not None:
            for term in terms_of(" ".join(words)):
                found.setdefault(term, set()).add(side)

    passes = _is_of_passing(_WORD.findall(f"{before} {after}"))
    for text, is_before in ((before, True), (after, False)):
        words = _WORD.findall(text)
        for phrase in _phrases_in(words, starts=is_before):
            if phrase.is_name or passes:
                put(words[phrase.begin : phrase.end], _side_of(words, phrase, is_before=is_before))
    for phrase in _phrases_in(own := _WORD.findall(counted), starts=False):
        # "North Korean soldiers": they are from there.
        if phrase.is_name and not phrase.is_possessive:
            put(own[phrase.begin : phrase.end], Side.OWNER)
    return {term: frozenset(sides) for term, sides in found.items()}


def _is_of_passing(words: Sequence[str]) -> bool:
    return any(stem(word.lower()) in _GIVING for word in words)


def _phrases_in(words: Sequence[str], *, starts: bool) -> Iterator[_Phrase]:
    number = 0
    while number < len(words):
        word = words[number]
        if not _is_name(word, is_first=starts and number == 0):
            if word[0].isalpha() and not is_stop_word(word.lower()):
                yield _Phrase(number, number + 1, is_name=False, is_possessive=_is_possessive(word))
            number += 1
            continue
        end = number + 1
        while end < len(words) and not _is_possessive(words[end - 1]) and _is_name(words[end], is_first=False):
            end += 1
        yield _Phrase(number, end, is_name=True, is_possessive=_is_possessive(words[end - 1]))
        number = end


def _is_name(word: str, *, is_first: bool) -> bool:
    return word[0].isupper() and not (is_first and is_stop_word(word.lower()))


def _is_possessive(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _side_of(words: Sequence[str], phrase: _Phrase, *, is_before: bool) -> Side | None:
    preposition = _preposition_before(words, phrase.begin, is_before=is_before)
    if preposition is not None:
        if preposition == "of" and not is_before and words[: phrase.begin][:1] == ["of"]:
            return Side.OWNER
        if preposition == "from" and not is_before and words[: phrase.begin][:1] == ["from"]:
            return Side.OWNER
        return Side.GOAL if preposition in _TO else _SIDE_OF_PREPOSITION.get(preposition)
    if phrase.is_possessive:
        return None
    verb = _stem_before(words, phrase.begin)
    if verb in _LEAVING:
        return Side.SOURCE
    if verb in _ENTERING or (verb in _GIVING | _SENDING and is_before):
        return Side.GOAL
    return _side_of_subject(words, phrase) if is_before else None


def _stem_before(words: Sequence[str], begin: int) -> str:
    """The stem of the word before a phrase and its article."""
    while begin and words[begin - 1].lower() in _SKIPPED:
        begin -= 1
    return stem(words[begin - 1].lower()) if begin else ""


def _preposition_before(words: Sequence[str], begin: int, *, is_before: bool, over_nouns: bool = False) -> str | None:
    """The preposition that governs a phrase, over what stands between ("in the border region of …")."""
    for number in range(begin - 1, max(begin - _LONGEST_PHRASE, 0) - 1, -1):
        word = words[number].lower()
        if word == "of" and (number > 0 or is_before):
            return _preposition_before(words, number, is_before=is_before, over_nouns=True) or "of"
        if word in _PREPOSITIONS:
            return word
        is_passed = word in _SKIPPED_BEFORE_NAMES or words[number][0].isupper()
        if not is_passed and not (over_nouns and word.isalpha() and not is_stop_word(word)):
            return None
    return None


def _side_of_subject(words: Sequence[str], phrase: _Phrase) -> Side | None:
    """Tell whether a subject gives or does, or gets; "has" alone tells nothing."""
    # "They put what Russia has gained at …": a clause of its own begins there.
    opened = max((number + 1 for number in range(phrase.begin) if words[number].lower() == "what"), default=0)
    if any(not is_stop_word(word.lower()) and word[0].isalpha() for word in words[opened : phrase.begin]):
        return None
    following = [word.lower() for word in words[phrase.end :]]
    told = [word for word in following if word not in _AUXILIARIES | _WORDS_OF_AMOUNT | _SKIPPED and word != ","]
    if not told or told[0] in _BE:
        return None
    verb = stem(told[0])
    if not phrase.is_name and verb not in _GIVING | _RECEIVING:
        return None
    if verb in _SUFFERING:
        return Side.OWNER
    return Side.GOAL if verb in _RECEIVING else Side.DOER
