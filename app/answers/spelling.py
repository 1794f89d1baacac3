"""Words of a question that were probably typed wrong."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rapidfuzz.distance import OSA

from app.answers.question import Question, TermGroup
from app.answers.terms import terms_of
from app.answers.thesaurus import listed_words
from app.names.countries import country_words

_SHORTEST = 4
# Two slips only in a word as long as this.
_LONG = 8
# In a shorter one, another letter in the place of one makes another word: tanks are no talks.
_OFTEN_ANOTHER_WORD = 6


def doubtful_words(question: Question) -> tuple[str, ...]:
    """Words that may be slips of the keyboard: no names, no numbers, and none that the thesaurus lists."""
    return tuple(
        group.word.lower()
        for group in question.groups
        if not group.listed and group.term.isalpha() and group.word[0].islower() and len(group.word) >= _SHORTEST
    )


def corrected(text: str, unknown: Collection[str]) -> str:
    """A question in which words that are on no record are replaced by listed words that are spelt nearly so."""
    meant = {word: _nearest(word, listed_words()) or _nearest(word, country_words()) for word in unknown}
    return " ".join(meant.get(word.lower()) or word for word in text.split())


def with_nearest_terms(question: Question, unknown: Collection[str], vocabulary: Iterable[str]) -> Question:
    """Let words that are on no record stand for the terms of a vocabulary that are spelt nearly so."""
    doubtful = [group for group in question.groups if group.word.lower() in unknown]
    words = frozenset(vocabulary) if doubtful else frozenset()
    meant: Mapping[str, str | None] = {group.term: _nearest(group.term, words) for group in doubtful}
    return replace(question, groups=tuple(_meaning(group, meant.get(group.term)) for group in question.groups))


def _meaning(group: TermGroup, term: str | None) -> TermGroup:
    return group if term is None else replace(group, terms=group.terms | {term}, near=frozenset({group.term, term}))


def _nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word with the fewest slips, the first of several; None where each has too many."""
    most = 2 if len(word) >= _LONG else 1
    near = [
        (slips, other)
        for other in known
        if other[:1] == word[:1]
        and abs(len(other) - len(word)) <= most
        and max(len(other), len(word)) > _SHORTEST
        and not _has_another_letter(word, other)
        and (slips := OSA.distance(word, other, score_cutoff=most)) <= most
    ]
    return min(near)[1] if near else None


def _has_another_letter(word: str, other: str) -> bool:
    is_short = len(word) == len(other) < _OFTEN_ANOTHER_WORD
    return is_short and sorted(word) != sorted(other)


def terms_of_words(words: Iterable[str]) -> dict[str, str]:
    """The one term of each word that has one."""
    made = {word: terms_of(word) for word in words}
    return {word: terms[0] for word, terms in made.items() if len(terms) == 1}
