"""Whether a figure claims something or only refers."""

from collections.abc import Sequence

from app.extraction.figures.draft import Draft
from app.extraction.figures.numerals import NumeralForm
from app.extraction.figures.token_index import TokenIndex
from app.extraction.word_set import word_set
from app.facts.figure import Role, UnitKind
from app.facts.period import Period

_DEFINITE = word_set(
    "the these those both his her its their our my your all other same last past next first any every each"
)
_SMALL = 12


def _sums_up_names(draft: Draft) -> bool:
    """ "Reyes and Holt, two senators": the count of those just named."""
    if draft.noun is None or draft.noun.dep_ != "appos" or draft.noun.head.i > draft.noun.i:
        return False
    named = draft.noun.head
    return named.pos_ == "PROPN" and len(named.conjuncts) + 1 == draft.high


def find_role(draft: Draft, index: TokenIndex, periods: Sequence[Period]) -> Role:
    """`reference` for small counts behind a definite word ("the two sides"), "one of …", and lengths inside a date."""
    if any(period.span.start <= draft.numeral.start and draft.numeral.end <= period.span.end for period in periods):
        return Role.REFERENCE
    if draft.numeral.form is NumeralForm.FRACTION or draft.related or draft.kind is not UnitKind.COUNT:
        return Role.CLAIM
    if draft.low == 1 and draft.noun_start is not None and draft.numeral.form is NumeralForm.WORDS:
        before_noun = draft.noun_start.nbor(-1).lower_ if draft.noun_start.i else ""
        if before_noun == "of":
            return Role.REFERENCE
    if _sums_up_names(draft):
        return Role.REFERENCE
    before = index.before(draft.first)
    if draft.high == 2 and before is not None and before.lower_ == "no":
        return Role.REFERENCE
    if draft.text.startswith("-", draft.numeral.end):
        return Role.CLAIM
    if draft.high <= _SMALL and before is not None and before.lower_ in _DEFINITE and draft.bound.value == "exact":
        return Role.REFERENCE
    return Role.CLAIM
