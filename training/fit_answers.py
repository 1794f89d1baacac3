"""Fit what counts for and against an answer, on the tuned part of the questions in tests/gold.

    python -m training.fit_answers --out app/answers/answer_model.json

Three logistic regressions: of one fact, whether it answers a question, with and without the reading of both together;
and of all that was found where no fact's words answer, whether any of it does. The last learns from what the first
tells of questions it has not seen (five folds). The held-out fifth of the questions is not looked at. Prints how well
questions are told apart, by the same folds.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from app.answers.question import Question
from app.answers.weigh import Weighed, features_of_found
from app.archive.statistics import what_is_searched
from app.archive.unit_of_work import Archive
from app.use_cases.look_up_facts import LookupRequest, weigh_facts
from tests.answers.seed_questions import (
    SECTIONS,
    QuestionGold,
    SeedQuestion,
    golds,
    other_articles,
    questions_on_other_matters,
)

_FOLDS = 5
_OF_FACT = 0.3
_OF_FOUND = 0.1
# One question answered that nothing answers weighs as much as this many that are left unanswered.
_SILENCE = 1.5
# The rules of `app/answers/rank.py` were made on the first file, where they look better than they are.
_OF_GOLD = {"first": 0.3}
# So many of the questions are also asked of articles on other matters, where nothing answers.
_ONE_IN = 2


@dataclass(frozen=True)
class Asked:
    """One question of the gold, with what was found for it and which of that answers."""

    share: float
    question: Question
    weighed: Sequence[Weighed]
    answers: Sequence[bool]
    is_answerable: bool
    has_strict: bool


def main() -> None:
    """Fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--least-found", type=float, default=0.45)
    chosen = parser.parse_args()
    every = [one for gold in golds() if not gold.is_blind for one in _asked(gold, _questions_of(gold))]
    others = other_articles()
    every += _asked(others, questions_on_other_matters(others, held_out=False)[::_ONE_IN])
    # Where a fact's own words answer, nobody is asked whether anything does.
    undecided = [one for one in every if not one.has_strict]
    folds = np.random.default_rng(1).integers(0, _FOLDS, len(undecided))
    unseen = [0.0] * len(undecided)
    chances: list[list[float]] = [[] for _ in undecided]
    for fold in range(_FOLDS):
        weights = _fit_facts([one for one, own in zip(undecided, folds, strict=True) if own != fold])
        for place, one in enumerate(undecided):
            if folds[place] == fold:
                chances[place] = [_chance(weights, each.features) for each in one.weighed]
    found = [
        features_of_found(one.question, list(zip(own, one.weighed, strict=True)))
        for one, own in zip(undecided, chances, strict=True)
    ]
    answerable = [one.is_answerable for one in undecided]
    for fold in range(_FOLDS):
        kept = [place for place in range(len(undecided)) if folds[place] != fold]
        weights = _fit_found([found[place] for place in kept], [undecided[place] for place in kept])
        for place in range(len(undecided)):
            if folds[place] == fold:
                unseen[place] = _chance(weights, found[place])
    told = list(zip(unseen, answerable, strict=True))
    area = roc_auc_score(answerable, unseen)
    print(f"{len(undecided)} of {len(every)} undecided, area under the curve {area:.3f}")
    for least in (0.4, 0.45, 0.47, 0.5, 0.55):
        silent = np.mean([own < least for own, one in told if not one])
        answered = np.mean([own >= least for own, one in told if one])
        print(f"from {least}: answered {answered:.3f} of what has an answer, silent on {silent:.3f} of what has none")
    model = {
        "beside": _fit_facts(every),
        "alone": _fit_facts(undecided),
        "found": _fit_found(found, undecided),
        "least_found": chosen.least_found,
    }
    chosen.out.write_text(json.dumps(model, indent=2) + "\n", "utf-8")


def _questions_of(gold: QuestionGold) -> list[SeedQuestion]:
    return [one for section in SECTIONS for one in gold.questions(section, held_out=False)]


def _asked(gold: QuestionGold, questions: Sequence[SeedQuestion]) -> Iterator[Asked]:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"sqlite:///{folder}/gold.db")
        archive.migrate()
        gold.record(archive)
        with archive.reading() as session:
            newest = what_is_searched(session).newest
            for one in questions:
                found = weigh_facts(session, LookupRequest(one.q), newest)
                if found.weighed:
                    facts = [each.weighable.fact for each in found.weighed]
                    answers = [any(one.is_met_by(claim, fact) for claim in one.best) for fact in facts]
                    share = _OF_GOLD.get(gold.name, 1.0)
                    yield Asked(share, found.question, found.weighed, answers, bool(one.best), bool(found.strict))
        archive.dispose()


def _fit_facts(asked: Sequence[Asked]) -> dict[str, float]:
    features = [each.features for one in asked for each in one.weighed]
    answers = [answer for one in asked for answer in one.answers]
    return _fit(features, answers, [one.share for one in asked for _ in one.weighed], _OF_FACT)


def _fit_found(found: Sequence[Mapping[str, float]], asked: Sequence[Asked]) -> dict[str, float]:
    answerable = [one.is_answerable for one in asked]
    shares = [one.share * (1.0 if one.is_answerable else _SILENCE) for one in asked]
    return _fit(found, answerable, shares, _OF_FOUND)


def _fit(
    features: Sequence[Mapping[str, float]], answers: Sequence[bool], shares: Sequence[float], penalty: float
) -> dict[str, float]:
    # Readings are there where no fact's words answer; among all questions they are left out.
    names = sorted(set.intersection(*map(set, features)) - {"constant"})
    rows = np.array([[own[name] for name in names] for own in features])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    fitted = LogisticRegression(C=penalty, max_iter=5000)
    fitted.fit((rows - middle) / spread, answers, sample_weight=shares)
    weights = fitted.coef_[0] / spread
    constant = float(fitted.intercept_[0] - weights @ middle)
    return {"constant": round(constant, 5)} | {
        name: round(float(weight), 5) for name, weight in zip(names, weights, strict=True)
    }


def _chance(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weight * features[name] for name, weight in weights.items()))))


if __name__ == "__main__":
    main()
