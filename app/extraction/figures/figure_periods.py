"""Which of the periods that a sentence names a quantity is of."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from app.extraction.figures.clauses import governing_verb
from app.extraction.figures.draft import Draft
from app.extraction.figures.token_index import TokenIndex
from app.facts.figure import UnitKind
from app.facts.period import Period

_OFFSET = re.compile(r"\s+(?:later|after|ago|before|earlier|since|on(?=\s*[,.;]|\s*$))(?!\w)")
_BASE = re.compile(r"\b(?:of|than|that in|those in|as in)\s*$")
_COMPARED = re.compile(r"\b(?:from|than|compared|against|versus|as in)\b")
_FROM_THEN = re.compile(
    r"[\s,]*(?:[a-z]+er\s+)?(?:from|than|compared\s+(?:with|to)|against|versus)\s+(?:in\s+|on\s+)?"
    r"(?:(?:the|its|their|an?|his|her)\s+)?"
)
_SAYING = frozenset(
    ("say", "tell", "report", "announce", "add", "state", "claim", "estimate", "believe", "warn", "note")
)


def find_period(draft: Draft, drafts: Sequence[Draft], periods: Sequence[Period], index: TokenIndex) -> Period | None:
    """The period of the quantity's own clause: the first after it, else the one that opens the clause."""
    if draft.kind is UnitKind.DURATION and _OFFSET.match(draft.text, draft.end):
        return None
    periods = [period for period in periods if not _describes_noun(period, index)]
    if draft.is_multiple:
        periods = [period for period in periods if not _BASE.search(draft.text[draft.end : period.span.start][:60])]
    candidates = [period for period in periods if _same_clause(draft, period, index) and not _overlaps(draft, period)]
    after = [
        period for period in candidates if period.span.start >= draft.end and not _is_base_of_change(draft, period)
    ]
    if after and not _figure_between(draft, after[0], drafts):
        return after[0]
    before = [period for period in candidates if period.span.end <= draft.start]
    if before and (len(before) == 1 or not after) and not _belongs_to_other(before[-1], drafts, index):
        return before[-1]
    if len(after) == 1 and len(candidates) == 1 and not _COMPARED.search(draft.text, draft.end, after[0].span.start):
        return after[0]
    return None


def _is_base_of_change(draft: Draft, period: Period) -> bool:
    """The time that a change is measured from: "up 12% from a year ago", "down 20 points from its March peak"."""
    if draft.change is not None and period.span.exact.lower().startswith("from "):
        return True
    return _FROM_THEN.fullmatch(draft.text, draft.end, period.span.start) is not None


def _describes_noun(period: Period, index: TokenIndex) -> bool:
    """A year that names a thing ("the 1998 treaty") is not when something held."""
    following = index.from_offset(period.span.end)
    return (
        period.span.exact.isdigit()
        and following is not None
        and following.tag_ in ("NN", "NNP")
        and not following.is_sent_start
    )


def _overlaps(draft: Draft, period: Period) -> bool:
    return draft.start < period.span.end and period.span.start < draft.end


def _figure_between(draft: Draft, period: Period, drafts: Sequence[Draft]) -> bool:
    return any(draft.end <= other.start and other.end <= period.span.start for other in drafts)


def _belongs_to_other(period: Period, drafts: Sequence[Draft], index: TokenIndex) -> bool:
    """A period that closes an earlier quantity's phrase ("up 3% in May, 5% …") is not this one's."""
    earlier = [other for other in drafts if other.end <= period.span.start]
    if not earlier:
        return False
    return (
        index.sentence_of(index.at(period.span.start)) == earlier[-1].sentence
        and period.span.start - earlier[-1].end < 8
    )


def _same_clause(draft: Draft, period: Period, index: TokenIndex) -> bool:
    token = index.at(max(period.span.start, period.span.end - 1))
    if index.sentence_of(token) != draft.sentence:
        return False
    own, its = governing_verb(draft.anchor), governing_verb(token)
    if its is None or own is None:
        return own is its or _verbs_of(index, token) == 1
    if own.i == its.i or _is_inside(token, draft):
        return True
    if its.lemma_ in _SAYING and its.i != own.i and token.idx > its.idx:
        return False
    return _shares_frame(own, its)


def _verbs_of(index: TokenIndex, token: Token) -> int:
    return max(1, sum(word.pos_ == "VERB" for word in index.whole_sentence(token)))


def _is_inside(token: Token, draft: Draft) -> bool:
    return draft.anchor.left_edge.i <= token.i <= draft.anchor.right_edge.i


def _shares_frame(own: Token, its: Token) -> bool:
    """A co-ordinate or subordinate verb may take the first verb's time, and the first one that which closes both."""
    if own.dep_ in ("conj", "xcomp", "advcl", "ccomp") and own.head.i == its.i:
        return True
    return its.dep_ in ("xcomp", "acl", "conj") and its.head.i == own.i
