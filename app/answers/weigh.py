"""Facts that may answer a question in other words than its own: how well they do, and whether any does."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files

from app.answers.question import Question, TermGroup, Wanted
from app.answers.question_words import DECISIVE_STANCES
from app.answers.rank import (
    Findable,
    RankedFact,
    counts_something_else,
    figure_fits,
    fits,
    groups_met,
    is_elsewhere,
    is_needed,
    is_of_asked_country,
    is_sentence,
    names_source,
    other_outcomes,
    quality_of_modality,
    quality_of_origin,
    recency,
    stance_fits,
    states_another_number,
)
from app.answers.terms import is_country_term
from app.facts.attribution import Origin
from app.facts.figure import Figure
from app.facts.quote import Quote, QuoteKind
from app.facts.recorded import RecordedFact
from app.meaning.word_vectors import load_word_vectors

# Beside the best answer, one that is this much less likely is noise.
_BESIDE_THE_BEST = 0.3
_BEHIND = 0.999
_LEAST = 1e-4
# A word of the question that nothing in a fact is more like than this is not spoken of there.
_STRANGE = 0.4
_WELL_MET = 0.8
# From here on a word is told, by itself or by another.
_TOLD = 0.6
# A fact that tells no word of the question must mean at least this nearly the same.
_AKIN = 0.3
# What is read together with the question has this feature, the logarithm of odds; where there is no second, it is low.
READING = "reading"
_UNREAD = -6.0


@dataclass(frozen=True, slots=True)
class Weighable:
    """A fact that may answer, before it is weighed.

    `likeness` is the cosine between what it means and the question; `is_attributed` tells whether it is known to be of
    the source asked about; `strict_rank` is its place from 0 among those whose words meet the question's.
    """

    found: Findable
    fact: RecordedFact
    likeness: float
    is_attributed: bool
    strict_rank: int | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact with what speaks for and against it, and the words of the question that it meets."""

    weighable: Weighable
    words: tuple[str, ...]
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AnswerModel:
    """What each feature counts. Fitted by `training/fit_answers.py`.

    `beside` is of one fact beside others whose own words answer; `alone` of one that was read together with the
    question since no fact's words do; `found` of all of those as a whole.
    """

    beside: Mapping[str, float]
    alone: Mapping[str, float]
    found: Mapping[str, float]
    least_found: float

    def chance_of_fact(self, features: Mapping[str, float]) -> float:
        """How likely a fact is to answer, from 0 to 1."""
        return _chance(self.alone if READING in features else self.beside, features)

    def chance_of_any(self, features: Mapping[str, float]) -> float:
        """How likely it is that anything found answers, from 0 to 1."""
        return _chance(self.found, features)


@cache
def load_answer_model() -> AnswerModel:
    """The weights that are part of the application."""
    document = json.loads(files("app.answers").joinpath("answer_model.json").read_text("utf-8"))
    return AnswerModel(**document)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what is known of all the facts that may answer it.

    `rarities` tells of each group how few of the facts meet it.
    """

    question: Question
    other_outcomes: frozenset[str]
    is_source_known: bool
    dates: tuple[datetime | None, datetime | None]
    rarities: Sequence[float]


def weigh(question: Question, facts: Sequence[Weighable]) -> list[Weighed]:
    """Tell of each fact what speaks for and against it as an answer."""
    dates = [one.found.published for one in facts if one.found.published is not None]
    known = any(one.is_attributed for one in facts)
    asked = _Asked(
        question,
        other_outcomes(question),
        question.source is not None and known,
        (min(dates), max(dates)) if dates else (None, None),
        _rarities(question, facts),
    )
    return [_weigh_one(asked, one) for one in facts]


def with_readings(weighed: Sequence[Weighed], readings: Sequence[float]) -> list[Weighed]:
    """The same with what the network that reads question and fact together makes of each."""
    return [
        replace(one, features={**one.features, READING: reading})
        for one, reading in zip(weighed, readings, strict=True)
    ]


def answers_among(
    question: Question, strict: Sequence[RankedFact], weighed: Sequence[Weighed], model: AnswerModel
) -> tuple[RankedFact, ...]:
    """The facts whose own words answer, as they are ranked, and after them what else is likely to.

    Where no fact's words answer, what is likely to; nothing where what was found hardly answers at all.
    """
    chances = [(model.chance_of_fact(one.features), one) for one in weighed]
    if not chances:
        return tuple(strict)
    if not strict and model.chance_of_any(features_of_found(question, chances)) < model.least_found:
        return ()
    most = max(chance for chance, _ in chances)
    known = {one.fact.id for one in strict}
    others = [
        (_score(question, chance, one), one)
        for chance, one in chances
        if chance >= most * _BESIDE_THE_BEST and is_possible(one) and one.weighable.fact.id not in known
    ]
    # Behind the least that the words themselves found, and never level with it: pages are cut by score and then id.
    top = min((one.score for one in strict), default=1.0)
    best = max((score for score, _ in others), default=1.0)
    ranked = [
        RankedFact(round(score * min(1.0, _BEHIND * top / best), 6), one.words, one.weighable.fact)
        for score, one in others
    ]
    return (*strict, *sorted(ranked, key=lambda one: (-one.score, one.fact.id)))


def is_possible(weighed: Weighed) -> bool:
    """Tell what may answer from what is sure not to: of another country's people, or another stance, or quite alien."""
    features = weighed.features
    is_alien = features["words_told"] == 0 and features["likeness"] < _AKIN
    return not (features["other_country"] or features["unfit"] or is_alien)


def _is_unfit(question: Question, fact: RecordedFact) -> bool:
    """Tell what is not of the kind asked for; what was promised or warned of is often told with a plain "said"."""
    if question.stance_is_asked and DECISIVE_STANCES.isdisjoint(question.stances):
        return question.wants is Wanted.FIGURES and not fits(replace(question, stance_is_asked=False, stances=()), fact)
    return not fits(question, fact)


def features_of_found(question: Question, chances: Sequence[tuple[float, Weighed]]) -> dict[str, float]:
    """What speaks for and against that anything found answers."""
    likely = sorted(chances, key=lambda pair: -pair[0])
    best = likely[0][1]
    readings = sorted((one.features[READING] for _, one in chances), reverse=True)
    second = likely[1][0] if len(likely) > 1 else 0.0
    names = (
        READING,
        "likeness",
        "anchors_unmet",
        "elsewhere",
        "keys_unmet",
        "rare_coverage",
        "words_alike",
        "least_alike",
        "words_told",
    )
    return {
        "constant": 1.0,
        "best": math.log(likely[0][0] + _LEAST),
        "second": math.log(second + _LEAST),
        "most_likeness": max(one.features["likeness"] for _, one in chances),
        "most_reading": readings[0],
        "second_reading": readings[1] if len(readings) > 1 else _UNREAD,
        "keywords": float(question.is_keywords),
        "source_asked": float(question.source is not None),
        "source_known": best.features["source_known"],
        "wants_figures": float(question.wants is Wanted.FIGURES),
        "wants_quotes": float(question.wants is Wanted.QUOTES),
        "wants_verification": float(question.wants is Wanted.VERIFICATION),
        **{f"best_{name}": best.features[name] for name in names},
    }


def _rarities(question: Question, facts: Sequence[Weighable]) -> list[float]:
    """Inverse document frequency (Spärck Jones, 1972) of each group among the facts."""
    told = [_told_terms(one.found) for one in facts]
    counts = [sum(not group.terms.isdisjoint(terms) for terms in told) for group in question.groups]
    return [math.log((len(facts) + 1) / (count + 1)) + 0.3 for count in counts]


def _weigh_one(asked: _Asked, one: Weighable) -> Weighed:
    question = asked.question
    is_figure = one.found.is_figure
    met = groups_met(question, one.found)
    fields, shares, coverage = met.fields, met.shares, met.coverage
    unmet = [group for group, share in shares if share <= 0]
    told = _told_terms(one.found)
    meanings = _meanings(shares, told)
    rarity = sum(asked.rarities)
    rare = sum(own for own, (_, share) in zip(asked.rarities, shares, strict=True) if share > 0)
    alike = sum(own * share for own, share in zip(asked.rarities, meanings, strict=True))
    of_words = [own for own, group in zip(meanings, question.groups, strict=True) if not _is_fixed(group)]
    is_named = names_source(question, fields["source"])
    own = one.fact.own
    is_of_kind = isinstance(own, Figure) and figure_fits(question, own)
    wants_figures = question.wants is Wanted.FIGURES
    wants_words = question.wants in (Wanted.QUOTES, Wanted.VERIFICATION)
    is_of_source = one.is_attributed or is_named
    features = {
        "constant": 1.0,
        "likeness": one.likeness,
        "coverage": coverage,
        "both": coverage * one.likeness,
        "rare_coverage": rare / rarity if rarity else 1.0,
        "words_alike": alike / rarity if rarity else 1.0,
        "least_alike": min(of_words, default=1.0),
        "strange_words": min(sum(own < _STRANGE for own in of_words), 3) / 3,
        "words_told": float(min(sum(own >= _TOLD for own in meanings), 6)),
        "all_alike": one.likeness * (alike / rarity if rarity else 1.0),
        "keywords": float(question.is_keywords),
        "keywords_covered": coverage * question.is_keywords,
        "keywords_alike": one.likeness * question.is_keywords,
        "one_group": float(len(question.groups) <= 1),
        "unmet": min(len(unmet), 4) / 4,
        "keys_unmet": min(sum(is_needed(question, group) for group in unmet), 2) / 2,
        "anchors_unmet": float(sum(group.anchored or group.name or group.is_number for group in unmet)),
        "other_country": float(not is_of_asked_country(question, one.found.fields)),
        "elsewhere": float(is_elsewhere(question, one.found.fields)),
        "of_source": float(question.source is not None and one.is_attributed),
        "of_source_by_words": float(question.source is not None and not one.is_attributed and is_named),
        "stranger": float(asked.is_source_known and not is_of_source),
        "unknown_stranger": float(question.source is not None and not asked.is_source_known and not is_named),
        "nobody": float(question.asks_who and own.attribution.origin is Origin.PUBLISHER),
        "fit_figure": float(wants_figures and is_of_kind),
        "unfit_figure": float(wants_figures and is_figure and not is_of_kind),
        "quote_for_figure": float(wants_figures and not is_figure),
        "figure_for_words": float(wants_words and is_figure),
        "figure_for_both": float(question.wants is Wanted.BOTH and is_figure),
        "unfit": float(_is_unfit(question, one.fact)),
        "other_stance": float(bool(question.stances) and not stance_fits(question, own)),
        "fit_stance": float(bool(question.stances) and stance_fits(question, own)),
        "other_outcome": float(not asked.other_outcomes.isdisjoint(fields["content"])),
        "something_else": float(isinstance(own, Figure) and counts_something_else(question, own)),
        "another_number": float(isinstance(own, Figure) and states_another_number(question, own)),
        "headline": float(not is_sentence(one.fact)),
        "confidence": own.confidence,
        "origin": quality_of_origin(own),
        "modality": quality_of_modality(own),
        "direct": float(isinstance(own, Quote) and own.kind is QuoteKind.DIRECT),
        "strict": float(one.strict_rank is not None),
        "strict_place": 0.0 if one.strict_rank is None else 1 / (1 + one.strict_rank),
        "recency": recency(one.found.published, *asked.dates),
        "source_known": float(asked.is_source_known),
    }
    words = [group.word for group, share in shares if share > 0]
    source = [question.source.name] if question.source is not None and is_of_source else []
    return Weighed(one, tuple(dict.fromkeys([*source, *words])), features)


def _told_terms(found: Findable) -> frozenset[str]:
    return frozenset(" ".join(found.fields.values()).split())


def _meanings(shares: Sequence[tuple[TermGroup, float]], told: frozenset[str]) -> list[float]:
    """How nearly each group is told: by its own words, or by one that means nearly the same."""
    likeness = load_word_vectors().likeness([group.term for group, _ in shares], told)
    return [
        max(_WELL_MET, share) if share > 0 else 0.0 if _is_fixed(group) else own
        for (group, share), own in zip(shares, likeness, strict=True)
    ]


def _is_fixed(group: TermGroup) -> bool:
    """Tell names, countries and numbers, that no other word stands for."""
    return group.anchored or group.name or group.is_number or is_country_term(group.term)


def _score(question: Question, chance: float, one: Weighed) -> float:
    """Figures before all else where a number is asked for."""
    if question.wants is not Wanted.FIGURES:
        return round(chance, 6)
    return round(0.5 + chance / 2 if one.weighable.found.is_figure else chance / 2, 6)


def _chance(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-sum(weight * features[name] for name, weight in weights.items())))
