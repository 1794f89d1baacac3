"""Which facts answer a question, and how well: one scoring for every database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.answers.question import Question, TermGroup, Wanted
from app.answers.question_words import DECISIVE_STANCES
from app.answers.terms import terms_of
from app.answers.thesaurus import WordKind, terms_of_kind
from app.facts.attribution import Origin
from app.facts.figure import Figure, Modality, UnitKind
from app.facts.quote import Quote, QuoteKind
from app.facts.recorded import RecordedFact, RecordedFigure

# The weightiest field first.
_FIGURE_FIELDS = {"subject": 1.0, "content": 0.85, "context": 0.4, "source": 0.3}
_QUOTE_FIELDS = {"content": 1.0, "context": 0.65, "source": 0.5}
_NEAR = 0.85
_RELATED = 0.6
_UNFIT_COUNT = 0.35
_ENOUGH_OF_FIGURE = 0.65
_ENOUGH_OF_QUOTE = 0.6
_ENOUGH_WITH_SOURCE = 0.3
_MODALITIES = {Modality.ACTUAL: 1.0, Modality.PLANNED: 0.6, Modality.POSSIBLE: 0.4, Modality.DENIED: 0.3}
_ORIGINS = {Origin.NAMED: 1.0, Origin.UNNAMED: 0.5, Origin.PUBLISHER: 0.2}
_FIGURE_FOR_WORDS = 0.9
_OTHER_OUTCOME = 0.8
_BY_WORDS_ALONE = 0.85
_OTHER_STANCE = 0.7
_OTHER_UNIT = 0.8
# A headline says it shorter, and less exactly, than the sentence that carries it.
_HEADLINE = 0.95
_SENTENCE_END = re.compile(r"[.!?…:][”\"’'»)\]]*\s*$")
_COUNTABLE = frozenset({UnitKind.COUNT, UnitKind.OTHER})


@dataclass(frozen=True, slots=True)
class Findable:
    """What is known of a fact before it is read whole; `fields` are its search terms by name of field."""

    fact_id: str
    is_figure: bool
    fields: Mapping[str, str]
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Match:
    """How well a fact's words meet a question: the share of its weight from 0 to 1, and the words that are met."""

    fact_id: str
    is_figure: bool
    coverage: float
    words: tuple[str, ...]
    published: datetime | None


@dataclass(frozen=True, slots=True)
class RankedFact:
    """A fact that answers, with its score from 0 to 1 and the words of the question that it meets."""

    score: float
    matched: tuple[str, ...]
    fact: RecordedFact


def find_matches(
    question: Question, candidates: Iterable[Findable], attributed_ids: frozenset[str]
) -> tuple[Match, ...]:
    """The candidates whose words answer a question, best first.

    `attributed_ids` are facts already known to be attributed to, or carried by, the source that is asked about.
    """
    other_outcomes = _other_outcomes(question)
    matches = (
        _match(question, candidate, other_outcomes, is_attributed=candidate.fact_id in attributed_ids)
        for candidate in candidates
    )
    found = [match for match in matches if match is not None]
    prefers_figures = question.wants is Wanted.FIGURES
    found.sort(key=lambda one: (prefers_figures and not one.is_figure, -one.coverage, _newest(one), one.fact_id))
    return tuple(found)


def rank(question: Question, facts: Iterable[tuple[Match, RecordedFact]]) -> tuple[RankedFact, ...]:
    """Order facts by how well they answer; ties by id. What does not fit a question of quantity or denial goes."""
    pairs = [pair for pair in facts if _fits(question, pair[1])]
    dates = [match.published for match, _ in pairs if match.published is not None]
    oldest, newest = (min(dates), max(dates)) if dates else (None, None)
    ranked = [
        RankedFact(_score(question, match, fact, _recency(match.published, oldest, newest)), match.words, fact)
        for match, fact in pairs
    ]
    ranked = [one for one in ranked if one.score > 0]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.fact.id)))


def _match(
    question: Question, candidate: Findable, other_outcomes: frozenset[str], *, is_attributed: bool
) -> Match | None:
    weights = _FIGURE_FIELDS if candidate.is_figure else _QUOTE_FIELDS
    fields = {name: frozenset(candidate.fields.get(name, "").split()) for name in weights}
    words: list[str] = []
    if question.source is not None:
        if not is_attributed and not _names_source(question, fields["source"]):
            return None
        words.append(question.source.name)
    met = total = 0.0
    beyond_context = question.source is not None or not question.groups
    for group in question.groups:
        share = _share(question, group, fields, weights)
        if share <= 0 and group.key:
            return None
        total += group.weight
        met += share * group.weight
        if share > 0:
            words.append(group.word)
        beyond_context = beyond_context or share > weights["context"]
    coverage = met / total if total else 1.0
    if question.source is not None and not is_attributed:
        coverage *= _BY_WORDS_ALONE
    if candidate.is_figure and not other_outcomes.isdisjoint(fields["content"]):
        coverage *= _OTHER_OUTCOME
    if not beyond_context or coverage < _enough(question, candidate):
        return None
    return Match(
        candidate.fact_id, candidate.is_figure, round(coverage, 6), tuple(dict.fromkeys(words)), candidate.published
    )


def _share(
    question: Question, group: TermGroup, fields: Mapping[str, frozenset[str]], weights: Mapping[str, float]
) -> float:
    """How well the best field meets a group, from 0 to 1."""
    best = 0.0
    for name, weight in weights.items():
        if best >= weight:
            break
        if group.outcome and name == "context":
            continue
        if group.term in fields[name]:
            best = max(best, weight)
        elif not (group.near or group.terms).isdisjoint(fields[name]):
            best = max(best, weight * _NEAR)
        elif not group.terms.isdisjoint(fields[name]):
            best = max(best, weight * _RELATED)
    is_counted = question.counted is not None and group.term == question.counted.term and not group.outcome
    is_of_another = is_counted and bool(fields.get("subject")) and group.terms.isdisjoint(fields["subject"])
    return min(best, _UNFIT_COUNT) if is_of_another else best


def _other_outcomes(question: Question) -> frozenset[str]:
    """The terms by which a sentence speaks of what befell that whose going somewhere is asked for."""
    if question.counted is None or any(group.outcome for group in question.groups):
        return frozenset()
    return terms_of_kind(WordKind.OUTCOME).difference(*(group.terms for group in question.groups))


def _names_source(question: Question, source_terms: frozenset[str]) -> bool:
    groups = question.source.groups if question.source else ()
    return bool(groups) and all(not group.terms.isdisjoint(source_terms) for group in groups)


def _enough(question: Question, candidate: Findable) -> float:
    if question.source is not None:
        return _ENOUGH_WITH_SOURCE
    return _ENOUGH_OF_FIGURE if candidate.is_figure or question.wants is Wanted.FIGURES else _ENOUGH_OF_QUOTE


def _newest(match: Match) -> float:
    return -match.published.timestamp() if match.published else float("inf")


def _fits(question: Question, fact: RecordedFact) -> bool:
    match fact:
        case RecordedFigure(figure):
            return _figure_fits(question, figure)
        case _:
            if question.stance_is_asked and fact.quote.stance not in question.stances:
                return False
            return question.wants is not Wanted.FIGURES or any(letter.isdigit() for letter in fact.quote.text)


def _figure_fits(question: Question, figure: Figure) -> bool:
    if question.stance_is_asked:
        return False
    kinds = question.unit_kinds
    if not kinds:
        return True
    if UnitKind.COUNT in kinds:
        return figure.quantity.unit_kind in _COUNTABLE
    return figure.quantity.unit_kind in kinds


def is_sentence(fact: RecordedFact) -> bool:
    """Tell whether a fact stands in a whole sentence, and not in a headline or a list."""
    return _SENTENCE_END.search(fact.evidence.sentence.exact) is not None


def _score(question: Question, match: Match, fact: RecordedFact, recency: float) -> float:
    own: Quote | Figure = fact.figure if isinstance(fact, RecordedFigure) else fact.quote
    match own:
        case Figure():
            quality = _MODALITIES[own.modality]
        case Quote():
            quality = 1.0 if own.kind is QuoteKind.DIRECT else 0.8
    asserted = 1.0 if not question.stances or _stance_fits(question, own) else 0.0
    score = (
        0.6 * match.coverage
        + 0.08 * quality
        + 0.08 * _ORIGINS[own.attribution.origin]
        + 0.08 * own.confidence
        + 0.06 * recency
        + 0.1 * asserted
    )
    if not asserted and DECISIVE_STANCES.intersection(question.stances):
        score *= _OTHER_STANCE
    if isinstance(own, Figure) and _counts_something_else(question, own):
        score *= _OTHER_UNIT
    if not is_sentence(fact):
        score *= _HEADLINE
    if question.wants is Wanted.FIGURES:
        score = 0.5 + score / 2 if match.is_figure else score / 2
    elif match.is_figure and question.wants is not Wanted.BOTH:
        score *= _FIGURE_FOR_WORDS
    return round(score, 6)


def _stance_fits(question: Question, fact: Quote | Figure) -> bool:
    match fact:
        case Quote():
            return fact.stance in question.stances
        case Figure():
            return Modality.DENIED is fact.modality if question.stance_is_asked else True


def _counts_something_else(question: Question, figure: Figure) -> bool:
    """Tell whether the noun counted is none that the question holds ("two visits of the soldiers")."""
    if question.counted is None or figure.quantity.unit_kind is not UnitKind.COUNT:
        return False
    unit = frozenset(terms_of(figure.quantity.unit or ""))
    return bool(unit) and all(unit.isdisjoint(group.terms) for group in question.groups)


def _recency(published: datetime | None, oldest: datetime | None, newest: datetime | None) -> float:
    if published is None or oldest is None or newest is None:
        return 0.0
    whole = (newest - oldest).total_seconds()
    return (published - oldest).total_seconds() / whole if whole else 1.0
