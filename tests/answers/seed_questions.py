"""How well the questions and keywords about the seed articles are answered, held against the gold.

    python -m tests.answers.seed_questions [--show]

prints, for questions and for keywords, the mean reciprocal rank of the first fact that must come first, the share of
the claims wanted that are in the first ten, and the share of what nothing answers that finds nothing; with `--show`
also what of the tuned part is wrong. A fifth, told by the hash of the question, is held out: it is scored, but nothing
is changed for it.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.attribution import Attribution
from app.facts.figure import Figure
from app.facts.partial_date import PartialDate
from app.facts.quote import Quote
from app.facts.recorded import RecordedFact, RecordedFigure
from app.names.fold import fold
from app.use_cases.ingest_article import PreparedArticle, prepare_article, store_article
from app.use_cases.look_up_facts import LookupAnswer, LookupRequest, look_up_facts
from app.workers.extraction import InProcessExtraction
from tests.seeds.read_seeds import read_seed_text
from tests.seeds.seed_facts import SEEDS, seed_manifest

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "seed_questions.json").read_text("utf-8"))
SECTIONS = ("questions", "keywords")
_FIRST = 10
_INGESTED_AT = datetime(2025, 5, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SeedQuestion:
    """One question of the gold: without `best` nothing may be found. `type` and `files` narrow what will do."""

    q: str
    best: tuple[str, ...] = ()
    type: str | None = None
    files: tuple[str, ...] = ()

    @property
    def is_held_out(self) -> bool:
        return int(hashlib.sha256(self.q.encode()).hexdigest(), 16) % 5 == 0

    def is_met_by(self, claim: str, fact: RecordedFact) -> bool:
        """Tell whether a fact makes a claim as this question wants it."""
        return any(self._will_do(wanted) and _is_fact(wanted, fact) for wanted in GOLD["claims"][claim])

    def _will_do(self, wanted: dict[str, Any]) -> bool:
        return self.type in (None, wanted["type"]) and (not self.files or wanted["file"].startswith(self.files))


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions, each from 0 to 1."""

    reciprocal_rank: float
    recall: float
    silence: float


def seed_questions(section: str, *, held_out: bool) -> list[SeedQuestion]:
    """Read one part of the questions or keywords that facts answer, and of those that nothing does."""
    answerable = [
        SeedQuestion(one["q"], tuple(one["best"]), one.get("type"), tuple(one.get("files", ())))
        for one in GOLD[section]
    ]
    silent = [SeedQuestion(q) for q in GOLD[f"unanswerable_{section}"]]
    return [one for one in (*answerable, *silent) if one.is_held_out is held_out]


@cache
def prepared_seeds() -> tuple[PreparedArticle, ...]:
    """Read every seed article once, as an upload is read."""
    extraction = InProcessExtraction()
    return tuple(
        prepare_article(extraction, read_seed_text(entry["file"]), _metadata(entry), _INGESTED_AT)
        for entry in seed_manifest()
    )


def record_seeds(archive: Archive) -> None:
    """Record every seed article, in the manifest's order."""
    for prepared in prepared_seeds():
        with archive.writing() as session:
            store_article(session, prepared)


def ask(archive: Archive, question: SeedQuestion) -> LookupAnswer:
    """Look a question up, for the first ten facts."""
    with archive.reading() as session:
        return look_up_facts(session, LookupRequest(question.q, limit=_FIRST))


def score(archive: Archive, questions: Sequence[SeedQuestion]) -> Scores:
    """How well a part of the gold is answered."""
    answerable = [one for one in questions if one.best]
    found = {one.q: [item.fact for item in ask(archive, one).items] for one in questions}
    return Scores(
        _mean(reciprocal_rank(one, found[one.q]) for one in answerable),
        _mean(recall(one, found[one.q]) for one in answerable),
        _mean(float(not found[one.q]) for one in questions if not one.best),
    )


def reciprocal_rank(question: SeedQuestion, facts: Sequence[RecordedFact]) -> float:
    """One over the place of the first fact that must come first; 0 where none is among the facts."""
    for place, fact in enumerate(facts, start=1):
        if any(question.is_met_by(claim, fact) for claim in question.best):
            return 1 / place
    return 0.0


def recall(question: SeedQuestion, facts: Sequence[RecordedFact]) -> float:
    """The share of the claims wanted that one of the facts makes."""
    return _mean(float(any(question.is_met_by(claim, fact) for fact in facts)) for claim in question.best)


def place_of(fact: RecordedFact) -> tuple[str, str, int, int]:
    """What names a fact the same on every database: its article's address, its type and where it stands."""
    own = _own(fact)
    return (fact.evidence.article.url or "", type(own).__name__, own.start, own.end)


def _is_fact(wanted: dict[str, Any], fact: RecordedFact) -> bool:
    own = _own(fact)
    if fact.evidence.article.url != _entry(wanted["file"])["url"] or _type_of(own) != wanted["type"]:
        return False
    text = read_seed_text(wanted["file"])
    start = text.index(wanted["words"])
    end = start + len(wanted["words"])
    if text[own.start : own.end] != fact.evidence.span.exact:
        return False
    within = start <= own.start and own.end <= end
    around = own.start <= start and end <= own.end
    return (within or around) and ("by" not in wanted or _is_by(own.attribution, GOLD["names"][wanted["by"]]))


def _is_by(attribution: Attribution, names: Iterable[str]) -> bool:
    sources = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    known = [f" {fold(name)} " for one in sources for name in (one.name, one.mention.exact if one.mention else "")]
    return any(f" {fold(name)} " in words for name in names for words in known)


def _own(fact: RecordedFact) -> Quote | Figure:
    return fact.figure if isinstance(fact, RecordedFigure) else fact.quote


def _type_of(own: Quote | Figure) -> str:
    return "figure" if isinstance(own, Figure) else "quote"


@cache
def _entry(file: str) -> dict[str, str]:
    return next(entry for entry in seed_manifest() if entry["file"] == file)


def _metadata(entry: dict[str, Any]) -> ArticleMetadata:
    return ArticleMetadata(
        url=entry["url"],
        title=entry["title"],
        publisher=entry["publisher"],
        authors=tuple(entry["authors"]),
        published_at=PartialDate.parse(entry["published_at"]),
        language=entry["language"],
    )


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else 1.0


def main() -> None:
    """Print the scores of each part, and what of the tuned part is wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"sqlite:///{folder}/seeds.db")
        archive.migrate()
        record_seeds(archive)
        for section in SECTIONS:
            for held_out in (False, True):
                questions = seed_questions(section, held_out=held_out)
                sys.stdout.write(_report(section, score(archive, questions), questions, held_out=held_out))
        if chosen.show:
            for section in SECTIONS:
                for question in seed_questions(section, held_out=False):
                    _show(archive, question)
        archive.dispose()


def _report(section: str, scores: Scores, questions: Sequence[SeedQuestion], *, held_out: bool) -> str:
    answerable = sum(bool(one.best) for one in questions)
    return (
        f"{section}, {'held out' if held_out else 'tuned'}: {answerable} with answers, reciprocal rank"
        f" {scores.reciprocal_rank:.3f}, recall in ten {scores.recall:.3f}; {len(questions) - answerable} without,"
        f" silent {scores.silence:.3f}\n"
    )


def _show(archive: Archive, question: SeedQuestion) -> None:
    answer = ask(archive, question)
    facts = [item.fact for item in answer.items]
    missing = [claim for claim in question.best if not any(question.is_met_by(claim, fact) for fact in facts)]
    is_right = not missing and reciprocal_rank(question, facts) == 1 if question.best else not facts
    if is_right:
        return
    sys.stdout.write(f"\n{question.q}\n  wanted {', '.join(question.best) or 'nothing'}, missing {missing}\n")
    for item in answer.items:
        own = _own(item.fact)
        who = ", ".join(one.name for one in own.attribution.sources) or own.attribution.origin.value
        published = item.fact.evidence.article.published_at
        met = [claim for claim in question.best if question.is_met_by(claim, item.fact)]
        mark = "*" if met else " "
        sys.stdout.write(
            f" {mark}{item.score:.3f} {_type_of(own)} {published.text[:10] if published else ''} {who}:"
            f" {own.text[:90]!r} {list(item.matched)}\n"
        )


if __name__ == "__main__":
    assert SEEDS.is_dir()
    main()
