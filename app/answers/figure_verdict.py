"""Whether a claimed figure is on record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answers.figure_agreement import Agreement, agreement_of_claims, agreement_of_numbers, closeness_of
from app.answers.figure_matter import (
    ClaimedMatter,
    RecordedMatter,
    is_same_matter,
    measures_alike,
    rates_alike,
    read_recorded_matter,
    rise_alike,
)
from app.answers.figure_times import may_be_of_one_time
from app.answers.quoted_text import text_of_span
from app.answers.word_diff import DiffStep, align
from app.facts.attribution import Attribution
from app.facts.figure import Figure, Modality, Role
from app.facts.recorded import RecordedFigure


class FigureVerdict(StrEnum):
    """What is on record of a claimed figure.

    - `claimed`: a source claims it: the same value and bound, of the same matter.
    - `near`: a source claims another value or bound, but one number can meet both (see `figure_agreement`).
    - `contradicted`: sources claim only what cannot hold beside it.
    - `not_in_corpus`: no figure of the same matter is on record, which says nothing of whether it is true.
    """

    CLAIMED = "claimed"
    NEAR = "near"
    CONTRADICTED = "contradicted"
    NOT_IN_CORPUS = "not_in_corpus"


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure on record of the same matter: what it makes of the claim, how close its value is, and the difference."""

    fact: RecordedFigure
    verdict: FigureVerdict
    similarity: float
    diff: tuple[DiffStep, ...]


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """A verdict on a claimed figure, and the figures of the same matter: those that claim it, near it, against it."""

    verdict: FigureVerdict
    matches: tuple[FigureMatch, ...]


_ORDER = (FigureVerdict.CLAIMED, FigureVerdict.NEAR, FigureVerdict.CONTRADICTED)


def judge_figure(
    claimed: Figure,
    matter: ClaimedMatter,
    candidates: Sequence[RecordedFigure],
    source_ids: frozenset[str] | None,
    read: Callable[[RecordedFigure], RecordedMatter] = read_recorded_matter,
) -> JudgedFigure:
    """Judge a claimed figure by those on record of the same matter.

    The nearest decides: one that claims it, else one near it, else those against it. Where `source_ids` say who is
    asked about, only their figures decide; what others claim of the matter follows behind. `read` tells what a figure
    is of, for a caller who has it kept.
    """
    compared = (match_figure(claimed, matter, one, read) for one in candidates)
    found = _told_once([match for match in compared if match is not None])
    found.sort(key=lambda one: (_ORDER.index(one.verdict), -one.similarity, one.fact.id))
    own = [one for one in found if source_ids is None or _is_of(one.fact.figure.attribution, source_ids)]
    verdict = own[0].verdict if own else FigureVerdict.NOT_IN_CORPUS
    decisive = {one.fact.id for one in own}
    return JudgedFigure(verdict, (*own, *(one for one in found if one.fact.id not in decisive)))


def _told_once(matches: Sequence[FigureMatch]) -> list[FigureMatch]:
    """The matches without those of one sentence that tell several values: which of them is of the matter is unsure."""
    values: dict[tuple[str, int], set[object]] = {}
    for match in matches:
        quantity = match.fact.figure.quantity
        values.setdefault(_sentence_of(match), set()).add((quantity.value, quantity.low, quantity.high))
    return [match for match in matches if len(values[_sentence_of(match)]) == 1]


def _sentence_of(match: FigureMatch) -> tuple[str, int]:
    return match.fact.evidence.article.id, match.fact.evidence.sentence.start


def match_figure(
    claimed: Figure,
    matter: ClaimedMatter,
    recorded: RecordedFigure,
    read: Callable[[RecordedFigure], RecordedMatter] = read_recorded_matter,
) -> FigureMatch | None:
    """Compare a claimed figure with one on record; None where they are not surely of the same matter.

    Units, what is counted, rise or fall, how sure it is said to be and the time must agree, and every telling word of
    the claim's clause must be met there. A figure that is denied speaks against a claim of that value.
    """
    own = recorded.figure
    is_denial = own.modality is Modality.DENIED and claimed.modality is not Modality.DENIED
    if own.role is not Role.CLAIM or (own.modality is not claimed.modality and not is_denial):
        return None
    if (is_denial and matter.clause.is_negated) or not measures_alike(matter, claimed, own):
        return None
    agreement = (agreement_of_numbers if is_denial else agreement_of_claims)(claimed, own)
    if not may_be_of_one_time(claimed, recorded, surely=agreement is Agreement.EXCLUDED):
        return None
    known = read(recorded)
    if not rates_alike(matter, known) or not rise_alike(matter, known):
        return None
    if not is_same_matter(matter, claimed, known, surely=agreement is Agreement.EXCLUDED):
        return None
    verdict = _verdict_of(agreement, is_denial=is_denial)
    if verdict is None:
        return None
    ours, theirs = text_of_span(claimed.span), text_of_span(own.span)
    similarity = 1.0 if agreement is Agreement.SAME else closeness_of(claimed.quantity, own.quantity)
    return FigureMatch(recorded, verdict, similarity, align(ours, theirs, 0, len(theirs.words) - 1).steps())


def _verdict_of(agreement: Agreement, *, is_denial: bool) -> FigureVerdict | None:
    if is_denial:
        return None if agreement is Agreement.EXCLUDED else FigureVerdict.CONTRADICTED
    match agreement:
        case Agreement.SAME:
            return FigureVerdict.CLAIMED
        case Agreement.COMPATIBLE:
            return FigureVerdict.NEAR
        case Agreement.EXCLUDED:
            return FigureVerdict.CONTRADICTED


def _is_of(attribution: Attribution, source_ids: frozenset[str]) -> bool:
    return not source_ids.isdisjoint(source.id for source in attribution.sources)
