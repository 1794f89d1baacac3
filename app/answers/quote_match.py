"""How claimed words stand to one quote on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio_alignment

from app.answers.exact_words import find_exact_place
from app.answers.quoted_text import QuotedText, Word, own_words_of, read_quoted_text
from app.answers.terms import terms_of
from app.answers.turning_words import is_condition, is_negation, is_number
from app.answers.word_diff import Alignment, DiffOperation, DiffStep, align, trimmed
from app.facts.quote import Quote, QuoteKind, Stance
from app.facts.recorded import RecordedQuote

_ALIKE_FROM = 0.5
_SAME_STATEMENT_FROM = 0.75
_SURELY_SAME_FROM = 0.9
_ALTERED_STATEMENT_FROM = 0.65
# Of a quote that is partly own words, these are compared first: they are alike in fewer words.
_OWN_WORDS_FIRST = 0.15
_FEWEST_EQUAL = 2
_FEWEST_EQUAL_COMMON = 5
_FEWEST_WORDS = 3
# Words around the stretch that is most alike, in which an added word may stand.
_SLACK = 4
_VERBS_OF_DENIAL = frozenset({"deny", "refute", "rebut", "disclaim", "disavow", "disown"})
# What somebody asks or doubts is not what they say.
_NO_STATEMENTS = frozenset({Stance.ASKS, Stance.DOUBTS})
_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})


class Likeness(StrEnum):
    """How claimed words stand to a quote, the nearest first."""

    VERBATIM = "verbatim"
    NORMALISED = "normalised"
    TRUNCATED = "truncated"
    REPORTED = "reported"
    ALTERED = "altered"
    DENIED = "denied"

    @property
    def is_exact(self) -> bool:
        """Whether every claimed word is the source's own."""
        return self in (Likeness.VERBATIM, Likeness.NORMALISED, Likeness.TRUNCATED)


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """A quote on record that claimed words are like, from 0 to 1, and how the wordings differ.

    `in_own_words` tells that they were compared with the source's own words, not with a report.
    """

    fact: RecordedQuote
    likeness: Likeness
    similarity: float
    diff: tuple[DiffStep, ...]
    in_own_words: bool


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """A quote on record with its words: each stretch of the source's own, and all of what is told."""

    recorded: RecordedQuote
    own: tuple[QuotedText, ...]
    told: QuotedText
    told_stems: tuple[str, ...]


def read_quote(recorded: RecordedQuote) -> ReadQuote:
    """Take the words out of a quote, once for all claims that it is compared with."""
    quote, whole = recorded.quote, recorded.evidence.span
    told = read_quoted_text(whole, quote.spans)
    return ReadQuote(recorded, own_words_of(quote, whole), told, tuple(_stems(told.words)))


def match_quote(claimed: QuotedText, stance: Stance, read: ReadQuote) -> QuoteMatch | None:
    """Compare claimed words with one quote; None where they have too little in common.

    `stance` is what the claim says was done with the words: where it says that they were denied or doubted, words that
    the source asserts are no longer the same. Own words are compared as printed; reported words as a statement, in any
    tense and person, whose negations must agree.
    """
    if not claimed.words:
        return None
    recorded = read.recorded
    matches = [_match_exact(claimed, stance, recorded, text) for text in read.own]
    exact = max((match for match in matches if match is not None), key=_rank, default=None)
    if exact is not None:
        return exact
    altered = [match for text in read.own if (match := _match_altered(claimed, recorded, text)) is not None]
    nearest = max(altered, key=lambda match: match.similarity, default=None)
    statement = _match_statement(claimed, stance, read)
    if nearest is None or statement is None:
        return nearest or statement
    return nearest if nearest.similarity + _OWN_WORDS_FIRST >= statement.similarity else statement


def _rank(match: QuoteMatch) -> tuple[int, float]:
    return -list(Likeness).index(match.likeness), match.similarity


def _match_exact(claimed: QuotedText, stance: Stance, recorded: RecordedQuote, own: QuotedText) -> QuoteMatch | None:
    place = find_exact_place(claimed, own)
    if place is None:
        return None
    turned, is_denial = stance in _AGAINST, denies_its_words(recorded.quote)
    if turned or is_denial:
        likeness = Likeness.DENIED if not turned else Likeness.REPORTED if is_denial else Likeness.ALTERED
    elif place.is_cut:
        likeness = Likeness.TRUNCATED
    else:
        likeness = Likeness.VERBATIM if place.as_printed else Likeness.NORMALISED
    alignment = align(claimed, own, place.first, place.last)
    return QuoteMatch(recorded, likeness, alignment.similarity, alignment.steps(), in_own_words=True)


def denies_its_words(quote: Quote) -> bool:
    """Tell a denial that prints what is denied in marks ("denied having “taken bribes”") from a denial in own words."""
    cue = quote.attribution.cue
    if quote.stance is not Stance.DENIES or cue is None or cue.lemma not in _VERBS_OF_DENIAL:
        return False
    is_fragment = cue.span.end <= quote.start and quote.text[:1].islower()
    return quote.kind is QuoteKind.MIXED or is_fragment


def _match_altered(claimed: QuotedText, recorded: RecordedQuote, own: QuotedText) -> QuoteMatch | None:
    if len(claimed.words) < _FEWEST_WORDS or not own.words:
        return None
    alignment = _best_alignment(claimed, own)
    if alignment.similarity < _ALIKE_FROM or not _shares_enough(alignment):
        return None
    likeness = Likeness.DENIED if denies_its_words(recorded.quote) else Likeness.ALTERED
    return QuoteMatch(recorded, likeness, alignment.similarity, alignment.steps(), in_own_words=True)


def _shares_enough(alignment: Alignment) -> bool:
    """Two telling words, or one among five; a word that is only spelt otherwise counts."""
    telling = alignment.equal_content_words + alignment.respelt_words
    return telling >= _FEWEST_EQUAL or (telling > 0 and alignment.equal_words >= _FEWEST_EQUAL_COMMON)


def _best_alignment(claimed: QuotedText, own: QuotedText) -> Alignment:
    """The claim beside the stretch of the quote that is most like it."""
    ours, theirs = [word.skeleton for word in claimed.words], [word.skeleton for word in own.words]
    first, last = 0, len(theirs) - 1
    if len(ours) < len(theirs):
        best = partial_ratio_alignment(ours, theirs)
        if best is not None:
            first, last = max(0, best.dest_start - _SLACK), min(last, best.dest_end - 1 + _SLACK)
    return trimmed(align(claimed, own, first, last))


def _match_statement(claimed: QuotedText, stance: Stance, read: ReadQuote) -> QuoteMatch | None:
    """Compare what is claimed with what is reported: the same telling words, whatever tense and person."""
    recorded, told, quote = read.recorded, read.told, read.recorded.quote
    if quote.kind is QuoteKind.DIRECT or (quote.stance in _NO_STATEMENTS and quote.stance is not stance):
        return None
    similarity = _statement_similarity(_stems(claimed.words), read.told_stems)
    if similarity < _ALTERED_STATEMENT_FROM or len(claimed.words) < _FEWEST_WORDS:
        return None
    agrees = (_is_negated(claimed.words) ^ (stance is Stance.DENIES)) == (
        _is_negated(told.words) ^ (quote.stance is Stance.DENIES)
    )
    says_the_same = similarity >= _SAME_STATEMENT_FROM and _same_details(claimed, told, recorded, similarity)
    if says_the_same and agrees:
        likeness = Likeness.REPORTED
    elif says_the_same and quote.stance is Stance.DENIES:
        likeness = Likeness.DENIED
    else:
        likeness = Likeness.ALTERED
    return QuoteMatch(recorded, likeness, similarity, _best_alignment(claimed, told).steps(), in_own_words=False)


def _statement_similarity(ours: Sequence[str], theirs: Sequence[str]) -> float:
    equal = int(LCSseq.similarity(ours, theirs))
    if equal < _FEWEST_EQUAL:
        return 0.0
    # A claim may take up a part of what is reported: how much of the claim is met counts as much as how much is equal.
    return (equal / len(ours) + 2 * equal / (len(ours) + len(theirs))) / 2


def _stems(words: Iterable[Word]) -> list[str]:
    """The telling words in order; negations are weighed apart."""
    return [term for word in words if not is_negation(word.form) for term in word.terms]


def _is_negated(words: Iterable[Word]) -> bool:
    return sum(is_negation(word.form) for word in words) % 2 == 1


def _same_details(claimed: QuotedText, told: QuotedText, recorded: RecordedQuote, similarity: float) -> bool:
    """Tell whether no number, name or condition differs, and no telling word is put in another's place."""
    known = frozenset(_stems(told.words))
    around = known.union(*(terms_of(source.name) for source in recorded.quote.attribution.sources))
    around = around.union(_terms_of_recorded(recorded.evidence.sentence.exact))
    for number, word in enumerate(claimed.words):
        is_name = number > 0 and word.plain[:1].isupper()
        if (is_name or is_number(word.form)) and not around.issuperset(word.terms):
            return False
    conditions = [{word.form for word in text.words if is_condition(word.form)} for text in (told, claimed)]
    if not conditions[0] <= conditions[1]:
        return False
    replaced = any(
        _stems(claimed.words[begin:end]) and _stems(told.words[recorded_begin:recorded_end])
        for operation, begin, end, recorded_begin, recorded_end in align(claimed, told, 0, len(told.words) - 1).runs
        if operation is DiffOperation.REPLACE
        and not _same_stems(claimed.words[begin:end], told.words[recorded_begin:recorded_end])
    )
    return not replaced or similarity >= _SURELY_SAME_FROM


@lru_cache(maxsize=4096)
def _terms_of_recorded(sentence: str) -> tuple[str, ...]:
    """The terms of a sentence on record, which copies print again and several claims are compared with."""
    return terms_of(sentence)


def _same_stems(ours: Iterable[Word], theirs: Iterable[Word]) -> bool:
    return _stems(ours) == _stems(theirs)
