"""Which facts answer a question, and how well: one scoring for every database."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from app.answers.question import Question, TermGroup, Wanted
from app.answers.question_words import DECISIVE_STANCES, UNIT_KINDS_OF_NOUN
from app.answers.terms import is_country_term, stem, terms_of
from app.answers.thesaurus import WordKind, related_terms, terms_of_kind
from app.facts.attribution import Origin
from app.facts.figure import Figure, Modality, UnitKind
from app.facts.quote import Quote, QuoteKind, Stance
from app.facts.recorded import RecordedFact, RecordedFigure
from app.names.countries import NamedAs, find_country

# The weightiest field first.
FIGURE_FIELDS = {"subject": 1.0, "content": 0.85, "context": 0.4, "source": 0.3}
QUOTE_FIELDS = {"content": 1.0, "context": 0.65, "source": 0.5}
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
_OTHER_NUMBER = 0.7
# What was warned of or believed is often told with a plain "said".
_PLAIN_STANCES = DECISIVE_STANCES | {Stance.PROMISES, Stance.WANTS, Stance.ASKS}
_NEAR_THE_BEST = 0.5
# A headline says it shorter, and less exactly, than the sentence that carries it.
_HEADLINE = 0.95
_SENTENCE_END = re.compile(r"[.!?…:][”\"’'»)\]]*\s*$")
_MONEY = re.compile(
    r"[$€£¥₩₽₹]|\b(?:dollar|euro|pound|yen|won|yuan|rou?ble|franc|rupee|peso|lira|hryvnia|crown|cent)s?\b"
    r"|\b(?:usd|eur|gbp|krw|jpy|cny|rub|uah|chf)\b",
    re.IGNORECASE,
)
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
    others = other_outcomes(question)
    matches = (
        _match(question, candidate, others, is_attributed=candidate.fact_id in attributed_ids)
        for candidate in candidates
    )
    found = _near_the_best([match for match in matches if match is not None])
    prefers_figures = question.wants is Wanted.FIGURES
    found.sort(key=lambda one: (prefers_figures and not one.is_figure, -one.coverage, _newest(one), one.fact_id))
    return tuple(found)


def _near_the_best(matches: Sequence[Match]) -> list[Match]:
    """Without those that meet far less of the question than the best does."""
    most = max((match.coverage for match in matches), default=0.0)
    return [match for match in matches if match.coverage >= _NEAR_THE_BEST * most]


def rank(question: Question, facts: Iterable[tuple[Match, RecordedFact]]) -> tuple[RankedFact, ...]:
    """Order facts by how well they answer; ties by id. What does not fit a question of quantity or denial goes."""
    pairs = [pair for pair in facts if fits(question, pair[1])]
    dates = [match.published for match, _ in pairs if match.published is not None]
    oldest, newest = (min(dates), max(dates)) if dates else (None, None)
    ranked = [
        RankedFact(_score(question, match, fact, recency(match.published, oldest, newest)), match.words, fact)
        for match, fact in pairs
    ]
    ranked = [one for one in ranked if one.score > 0]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.fact.id)))


def _match(
    question: Question, candidate: Findable, other_outcomes: frozenset[str], *, is_attributed: bool
) -> Match | None:
    if not is_of_asked_country(question, candidate.fields) or is_elsewhere(question, candidate.fields):
        return None
    weights = _weights_of(candidate)
    fields = _words_by_field(candidate, weights)
    words: list[str] = []
    if question.source is not None:
        if not is_attributed and not names_source(question, fields["source"]):
            return None
        words.append(question.source.name)
    met = total = 0.0
    unlisted = unlisted_met = 0
    beyond_context = question.source is not None or not question.groups
    for group in question.groups:
        share = _share_of(question, group, fields, weights)
        if share <= 0 and is_needed(question, group):
            return None
        is_unlisted = not group.listed and not group.anchored
        unlisted += is_unlisted
        unlisted_met += is_unlisted and share > 0
        total += group.weight
        met += share * group.weight
        if share > 0:
            words.append(group.word)
        beyond_context = beyond_context or share > weights["context"]
    if question.wants is Wanted.FIGURES and unlisted_met * 2 < unlisted:
        return None
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


def is_needed(question: Question, group: TermGroup) -> bool:
    """Tell whether nothing answers without the group: of someone's own words, names are but a part of the topic."""
    return group.key and not (group.name and question.source is not None)


@dataclass(frozen=True, slots=True)
class GroupsMet:
    """The words of a fact by field, and how well they meet each group of a question."""

    fields: Mapping[str, frozenset[str]]
    shares: tuple[tuple[TermGroup, float], ...]

    @property
    def coverage(self) -> float:
        """How much of the question is met, from 0 to 1; all of it where it asks for nothing."""
        total = sum(group.weight for group, _ in self.shares)
        return sum(share * group.weight for group, share in self.shares) / total if total else 1.0


def groups_met(question: Question, fact: Findable) -> GroupsMet:
    """Hold a fact's words against every group of a question."""
    weights = _weights_of(fact)
    fields = _words_by_field(fact, weights)
    return GroupsMet(fields, tuple((group, _share_of(question, group, fields, weights)) for group in question.groups))


def _weights_of(fact: Findable) -> Mapping[str, float]:
    return FIGURE_FIELDS if fact.is_figure else QUOTE_FIELDS


def _words_by_field(fact: Findable, weights: Mapping[str, float]) -> dict[str, frozenset[str]]:
    return {name: frozenset(fact.fields.get(name, "").split()) for name in weights}


def _share_of(
    question: Question, group: TermGroup, fields: Mapping[str, frozenset[str]], weights: Mapping[str, float]
) -> float:
    """How well the best field meets a group, from 0 to 1."""
    best = 0.0
    for name, usual in weights.items():
        # Among keywords, who said it answers a name as well as whom it is about.
        weight = 1.0 if group.name and name == "source" and question.is_keywords else usual
        if best >= weight and not group.name:
            break
        if name == "context" and (group.outcome or group.is_number):
            continue
        if group.term in fields[name]:
            best = max(best, weight)
        elif not (group.near or group.terms).isdisjoint(fields[name]):
            best = max(best, weight * _NEAR)
        elif not group.terms.isdisjoint(fields[name]):
            best = max(best, weight * _RELATED)
    is_counted = question.counted is not None and group.term == question.counted.term and not group.outcome
    befell = is_counted and not _befallen(group).isdisjoint(fields["content"])
    if befell:
        best = max(best, weights["content"] * _NEAR)
    is_of_another = (
        is_counted
        and group.term not in UNIT_KINDS_OF_NOUN
        and bool(fields.get("subject"))
        and group.terms.isdisjoint(fields["subject"])
        and not befell
    )
    return min(best, _UNFIT_COUNT) if is_of_another else best


def _befallen(group: TermGroup) -> frozenset[str]:
    """The terms that tell what befell those who are counted, where the noun says just that ("prisoners")."""
    return group.terms & terms_of_kind(WordKind.OUTCOME)


def is_of_asked_country(question: Question, fields: Mapping[str, str]) -> bool:
    """Tell whether a fact may be of the country whose people or things are asked for ("South Korean soldiers").

    What a figure is of decides, or else the first text that says whose they are, where it says so of one country only;
    elsewhere the country must be named there, but not only as that of the source.
    """
    asked = next((group for group in question.groups if group.counts_its), None)
    if asked is None:
        return True
    texts = [fields.get(name, "").split() for name in ("subject", "content", "context")]
    of_figure = _countries_in(texts[0])
    if of_figure:
        return asked.term in of_figure
    owned = _owned_terms(question)
    for terms in texts:
        owners = {one for one, after in pairwise(terms) if is_country_term(one) and after in owned}
        if owners:
            return owners == {asked.term}
    if question.wants is Wanted.FIGURES and not question.unit_kinds:
        # How large something is as a whole, is told only of it.
        return False
    of_source = frozenset(fields.get("source", "").split())
    return asked.term not in of_source and any(asked.term in _countries_in(terms) for terms in texts)


def _owned_terms(question: Question) -> frozenset[str]:
    """What may be a country's own: what is counted, and its soldiers and what befell them."""
    befell = (group.terms for group in question.groups if group.outcome)
    counted = question.counted.terms if question.counted else frozenset()
    return frozenset(counted | related_terms(stem("soldier")) | related_terms(stem("prisoner"))).union(*befell)


def is_elsewhere(question: Question, fields: Mapping[str, str]) -> bool:
    """Tell a fact that nowhere names a country asked for, but in its own words one that is not asked for."""
    asked = [group for group in question.groups if is_country_term(group.term)]
    named = {name: fields.get(name, "").split() for name in ("subject", "content", "context", "source")}
    if all(any(not group.terms.isdisjoint(terms) for terms in named.values()) for group in asked):
        return False
    own = _countries_in(named["subject"]) | _countries_in(named["content"])
    return bool(own.difference(named["source"], *(group.terms for group in asked)))


def _countries_in(terms: Sequence[str]) -> frozenset[str]:
    """The countries that terms name; one that is named by its capital or seat mostly speaks, and is left out."""
    pairs = pairwise((*terms, ""))
    return frozenset(one for one, after in pairs if is_country_term(one) and not _is_seat(after))


@lru_cache(maxsize=10_000)
def _is_seat(term: str) -> bool:
    found = find_country((term,), 0) if term else None
    return found is not None and found[2] is NamedAs.SEAT


def other_outcomes(question: Question) -> frozenset[str]:
    """The terms by which a sentence speaks of what befell that whose going somewhere is asked for."""
    if question.counted is None or any(group.outcome for group in question.groups):
        return frozenset()
    return terms_of_kind(WordKind.OUTCOME).difference(*(group.terms for group in question.groups))


def names_source(question: Question, source_terms: frozenset[str]) -> bool:
    """Tell whether a source's terms name whom the question asks about."""
    groups = question.source.groups if question.source else ()
    return bool(groups) and all(not group.terms.isdisjoint(source_terms) for group in groups)


def _enough(question: Question, candidate: Findable) -> float:
    if question.source is not None:
        return _ENOUGH_WITH_SOURCE
    return _ENOUGH_OF_FIGURE if candidate.is_figure or question.wants is Wanted.FIGURES else _ENOUGH_OF_QUOTE


def _newest(match: Match) -> float:
    return -match.published.timestamp() if match.published else float("inf")


def fits(question: Question, fact: RecordedFact) -> bool:
    """Tell whether a fact is of the kind, and the stance, that is asked for."""
    match fact:
        case RecordedFigure(figure):
            return figure_fits(question, figure)
        case _:
            if _is_stance_needed(question) and fact.quote.stance not in question.stances:
                return False
            return question.wants is not Wanted.FIGURES or _holds_such_a_number(question, fact.quote)


def _is_stance_needed(question: Question) -> bool:
    """Tell whether what was denied, promised or the like is asked for, by anyone or of someone without a topic."""
    of_someone = question.source is not None and not question.groups
    return question.stance_is_asked or (of_someone and not _PLAIN_STANCES.isdisjoint(question.stances))


def _holds_such_a_number(question: Question, quote: Quote) -> bool:
    if question.unit_kinds == (UnitKind.MONEY,) and not _MONEY.search(quote.text):
        return False
    return any(letter.isdigit() for letter in quote.text)


def figure_fits(question: Question, figure: Figure) -> bool:
    """Tell whether a figure is of the kind that is asked for."""
    if _is_stance_needed(question):
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


def quality_of_modality(fact: Quote | Figure) -> float:
    """How much a figure tells of what is so, from 0 to 1; a quote's is 1."""
    return _MODALITIES[fact.modality] if isinstance(fact, Figure) else 1.0


def quality_of_origin(fact: Quote | Figure) -> float:
    """How well it is known who says it, from 0 to 1."""
    return _ORIGINS[fact.attribution.origin]


def _score(question: Question, match: Match, fact: RecordedFact, newness: float) -> float:
    own = fact.own
    match own:
        case Figure():
            quality = _MODALITIES[own.modality]
        case Quote():
            quality = 1.0 if own.kind is QuoteKind.DIRECT else 0.8
    asserted = 1.0 if not question.stances or stance_fits(question, own) else 0.0
    score = (
        0.6 * match.coverage
        + 0.08 * quality
        + 0.08 * _ORIGINS[own.attribution.origin]
        + 0.08 * own.confidence
        + 0.06 * newness
        + 0.1 * asserted
    )
    if not asserted and DECISIVE_STANCES.intersection(question.stances):
        score *= _OTHER_STANCE
    if isinstance(own, Figure) and counts_something_else(question, own):
        score *= _OTHER_UNIT
    if isinstance(own, Figure) and states_another_number(question, own):
        score *= _OTHER_NUMBER
    if not is_sentence(fact):
        score *= _HEADLINE
    if question.wants is Wanted.FIGURES:
        score = 0.5 + score / 2 if match.is_figure else score / 2
    elif match.is_figure and question.wants is not Wanted.BOTH:
        score *= _FIGURE_FOR_WORDS
    return round(score, 6)


def stance_fits(question: Question, fact: Quote | Figure) -> bool:
    """Tell whether a fact has a stance that is asked for."""
    match fact:
        case Quote():
            return fact.stance in question.stances
        case Figure():
            return Modality.DENIED is fact.modality if question.stance_is_asked else True


def counts_something_else(question: Question, figure: Figure) -> bool:
    """Tell whether the noun counted is none that the question holds ("two visits of the soldiers")."""
    if question.counted is None or figure.quantity.unit_kind is not UnitKind.COUNT:
        return False
    unit = frozenset(terms_of(figure.quantity.unit or ""))
    return bool(unit) and all(unit.isdisjoint(group.terms) for group in question.groups)


def states_another_number(question: Question, figure: Figure) -> bool:
    """Tell whether a number that is asked for only stands beside the figure in its sentence."""
    asked = [group.terms for group in question.groups if group.is_number]
    own = frozenset(terms_of(figure.text))
    return bool(asked) and all(own.isdisjoint(terms) for terms in asked)


def recency(published: datetime | None, oldest: datetime | None, newest: datetime | None) -> float:
    """How new an article is among the oldest and the newest, from 0 to 1."""
    if published is None or oldest is None or newest is None:
        return 0.0
    whole = (newest - oldest).total_seconds()
    return (published - oldest).total_seconds() / whole if whole else 1.0
