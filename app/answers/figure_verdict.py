"""Whether a claimed figure is on record."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.answers.claim_matter import are_told_apart
from app.answers.figure_agreement import Agreement, agreement_of_claims, agreement_of_numbers, closeness_of
from app.answers.quoted_text import text_of_span
from app.answers.terms import terms_of
from app.answers.thesaurus import WordKind, kind_of_term, near_terms
from app.answers.turning_words import is_negation
from app.answers.word_diff import DiffStep, align
from app.facts.attribution import Attribution
from app.facts.figure import Figure, Modality, UnitKind
from app.facts.partial_date import PartialDate
from app.facts.recorded import RecordedFigure
from app.facts.text_span import TextSpan

# Where another clause begins, of which a figure need not be.
_CLAUSE_EDGE = re.compile(
    r"[;:—–]|\band that\b|,\s+(?:and|so|who|which)\b|\b(?:while|whereas|although|because|but|including)\b"
    r"|\b(?:after|before|since|when|as|if)\b(?=[^,.]*\b(?:was|were|is|are|had|has|have)\b)"
    r"|,\s+(?=[\w,]+ of (?:them|whom|which)\b)"
)
_NUMBER_TERM = re.compile(r"\d|p\d")
_COUNTRY = "country"
_NAMED_TIME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)


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


@dataclass(frozen=True, slots=True)
class ClaimedMatter:
    """What a claimed figure is of, in search terms: each must be met on record, `movement` may be left unsaid."""

    terms: frozenset[str]
    movement: frozenset[str]
    outcomes: frozenset[str]
    names: frozenset[str]
    is_negated: bool


_ORDER = (FigureVerdict.CLAIMED, FigureVerdict.NEAR, FigureVerdict.CONTRADICTED)


def judge_figure(
    claimed: Figure, matter: ClaimedMatter, candidates: Sequence[RecordedFigure], source_ids: frozenset[str] | None
) -> JudgedFigure:
    """Judge a claimed figure by those on record of the same matter.

    The nearest decides: one that claims it, else one near it, else those against it. Where `source_ids` say who is
    asked about, only their figures decide; what others claim of the matter follows behind.
    """
    found = _told_once([match for one in candidates if (match := match_figure(claimed, matter, one)) is not None])
    found.sort(key=lambda one: (_ORDER.index(one.verdict), -one.similarity, one.fact.id))
    own = [one for one in found if source_ids is None or _is_of(one.fact.figure.attribution, source_ids)]
    verdict = own[0].verdict if own else FigureVerdict.NOT_IN_CORPUS
    return JudgedFigure(verdict, (*own, *(one for one in found if one not in own)))


def _told_once(matches: Sequence[FigureMatch]) -> list[FigureMatch]:
    """The matches without those of one sentence that tell several values: which of them is of the matter is unsure."""
    values: dict[tuple[str, int], set[object]] = {}
    for match in matches:
        quantity = match.fact.figure.quantity
        values.setdefault(_sentence_of(match), set()).add((quantity.value, quantity.low, quantity.high))
    return [match for match in matches if len(values[_sentence_of(match)]) == 1]


def _sentence_of(match: FigureMatch) -> tuple[str, int]:
    return match.fact.evidence.article.id, match.fact.evidence.sentence.start


def match_figure(claimed: Figure, matter: ClaimedMatter, recorded: RecordedFigure) -> FigureMatch | None:
    """Compare a claimed figure with one on record; None where they are not surely of the same matter.

    Units, what is counted, rise or fall, how sure it is said to be and the time must agree, and every telling word of
    the claim's clause must be met there. A figure that is denied speaks against a claim of that value.
    """
    own = recorded.figure
    is_denial = own.modality is Modality.DENIED and claimed.modality is not Modality.DENIED
    if not _measures_alike(claimed, own) or (own.modality is not claimed.modality and not is_denial):
        return None
    if not _times_meet(claimed, own) or not _is_same_matter(matter, claimed, recorded):
        return None
    agreement = (agreement_of_numbers if is_denial else agreement_of_claims)(claimed, own)
    if agreement is Agreement.EXCLUDED and are_told_apart(claimed, own):
        return None
    verdict = _verdict_of(agreement, is_denial=is_denial)
    if verdict is None:
        return None
    ours, theirs = text_of_span(claimed.span), text_of_span(own.span)
    similarity = 1.0 if agreement is Agreement.SAME else closeness_of(claimed.quantity, own.quantity)
    return FigureMatch(recorded, verdict, similarity, align(ours, theirs, 0, len(theirs.words) - 1).steps())


def read_matter(claimed: Figure, others: Iterable[Figure] = ()) -> ClaimedMatter:
    """What a claimed figure is of. `others` are the other figures of the same text, whose numbers are none of it."""
    figures = [one.span for one in others if one.sentence == claimed.sentence]
    clause = _clause_of(claimed.sentence, claimed.span, [claimed.span, *_frame_of(claimed), *figures])
    subject = claimed.subject.name if claimed.subject else ""
    unit = (claimed.quantity.unit or "").replace("_", " ").replace("/", " ")
    terms = frozenset(term for term in terms_of(f"{clause} {subject}") if not _NUMBER_TERM.match(term))
    telling = frozenset(term for term in terms if kind_of_term(term) is not WordKind.SOFT)
    movement = frozenset(term for term in telling if kind_of_term(term) is WordKind.MOVEMENT)
    return ClaimedMatter(
        terms=telling - movement - frozenset(terms_of(unit)),
        movement=movement,
        outcomes=_outcomes(terms),
        names=frozenset(
            term for word in f"{clause} {subject}".split() if word[:1].isupper() for term in terms_of(word)
        ),
        is_negated=_is_negated(clause),
    )


def _is_same_matter(matter: ClaimedMatter, claimed: Figure, recorded: RecordedFigure) -> bool:
    own = recorded.figure
    if not matter.terms and not matter.movement:
        return False
    clause = _clause_of(own.sentence, own.span, _frame_of(own))
    told = frozenset(terms_of(f"{clause} {own.subject.name if own.subject else ''}"))
    title = recorded.evidence.article.title or ""
    around = frozenset(terms_of(" ".join([title, *(source.name for source in own.attribution.sources)])))
    unmet = {term for term in matter.terms if near_terms(term).isdisjoint(told)}
    if any(term not in matter.names or near_terms(term).isdisjoint(around) for term in unmet):
        return False
    if len(unmet) == len(matter.terms) and not (matter.movement and matter.movement <= told):
        return False
    if matter.is_negated != _is_negated(clause) and own.modality is not Modality.DENIED:
        return False
    return _outcomes(told) <= frozenset().union(*(near_terms(term) for term in matter.outcomes)) and _same_subject(
        claimed, own
    )


def _measures_alike(claimed: Figure, own: Figure) -> bool:
    if claimed.quantity.unit_kind is not own.quantity.unit_kind or claimed.change is not own.change:
        return False
    ours, theirs = claimed.quantity.unit, own.quantity.unit
    if ours == theirs:
        return True
    if ours is None or theirs is None or not ours.islower() or not theirs.islower():
        return False
    units = [terms_of(unit.replace("_", " ")) for unit in (ours, theirs)]
    return len(units[0]) == len(units[1]) == 1 and not near_terms(units[0][0]).isdisjoint(near_terms(units[1][0]))


def _same_subject(claimed: Figure, own: Figure) -> bool:
    """Tell whether what is counted or measured is alike: the same head, and no other country's."""
    if claimed.subject is None or own.subject is None:
        return True
    ours, theirs = terms_of(claimed.subject.name), terms_of(own.subject.name)
    countries = [{term for term in terms if term.startswith(_COUNTRY)} for terms in (ours, theirs)]
    if all(countries) and countries[0].isdisjoint(countries[1]):
        return False
    is_counted = claimed.quantity.unit_kind is UnitKind.COUNT and claimed.quantity.unit == own.quantity.unit
    if is_counted or not ours or not theirs:
        return True
    told = frozenset((*theirs, *terms_of(own.sentence.exact)))
    return not near_terms(ours[-1]).isdisjoint(told)


def _frame_of(figure: Figure) -> list[TextSpan]:
    """What of a sentence tells who says it and when, not what is said."""
    attribution = figure.attribution
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    cues = [attribution.cue, *(link.cue for link in attribution.via)]
    spans = [source.mention for source in everyone] + [cue.span if cue else None for cue in cues]
    spans += [period.span if period else None for period in (figure.period, figure.said_at)]
    return [span for span in spans if span is not None]


def _clause_of(sentence: TextSpan, figure: TextSpan, left_out: Sequence[TextSpan]) -> str:
    """The clause of a sentence that a figure stands in, without some stretches of it."""
    printed = list(sentence.exact)
    for span in left_out:
        if sentence.covers(span):
            begin = span.start - sentence.start
            printed[begin : begin + len(span.exact)] = " " * len(span.exact)
    text = "".join(printed)
    begin, end = max(0, figure.start - sentence.start), figure.end - sentence.start
    first = max((edge.end() for edge in _CLAUSE_EDGE.finditer(text, 0, begin)), default=0)
    after = _CLAUSE_EDGE.search(text, end)
    return text[first : after.start() if after else len(text)]


def _outcomes(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if kind_of_term(term) is WordKind.OUTCOME)


def _is_negated(clause: str) -> bool:
    return any(is_negation(word) for word in re.findall(r"[\w’']+", clause.casefold().replace("’", "'")))


def _times_meet(claimed: Figure, own: Figure) -> bool:
    """Tell whether two figures may be of one time. A posted text is not dated: what it leaves unsaid may be any."""
    named = [set(_NAMED_TIME.findall(figure.sentence.exact)) for figure in (claimed, own)]
    if all(named) and named[0].isdisjoint(named[1]):
        return False
    ours, theirs = claimed.period, own.period
    if ours is None or theirs is None:
        return True
    return not _is_after(ours.from_date, theirs.to_date) and not _is_after(theirs.from_date, ours.to_date)


def _is_after(first: PartialDate | None, last: PartialDate | None) -> bool:
    return first is not None and last is not None and first.earliest > last.latest


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
