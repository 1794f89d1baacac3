"""How well the questions and keywords about the seed articles are answered, held against the gold.

    python -m tests.answers.seed_questions [--gold NAME] [--show]

prints, for each gold file and for its questions and keywords, the mean reciprocal rank of the first fact that must come
first, the share of the claims wanted that are in the first ten, and the share of what nothing answers that finds
nothing; with `--show` also what of the tuned part is wrong. A fifth, told by the hash of the question, is held out: it
is scored, but nothing is changed for it. `first` and `second` ask about the seed articles; the second was written from
their texts alone, by someone who knew none of the rules, and so was `third`, which is blind, all of it: nothing of it
is tuned on or shown. `shared` asks about five articles of other people, which lie outside the project; where they are
absent it is left out. Its claims are told by offsets. All but the blind ones are also asked of articles on other
matters, where nothing may be found.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property, partial
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

_FOLDER = Path(__file__).parents[1] / "gold"
SECTIONS = ("questions", "keywords")
_FIRST = 10
# Where a quotation's marks and its last words fall is told otherwise by one hand and by another.
_MOST_OF_A_CLAIM = 0.8
_INGESTED_AT = datetime(2025, 5, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that questions are asked about, with its metadata."""

    text: str
    metadata: ArticleMetadata


@dataclass(frozen=True)
class QuestionGold:
    """One gold file: its questions, and what its articles claim in answer. Of a blind one nothing is tuned or shown."""

    name: str
    file: str
    articles: Callable[[], Mapping[str, Printed]]
    is_blind: bool = False

    @cached_property
    def document(self) -> dict[str, Any]:
        """What the file holds."""
        held: dict[str, Any] = json.loads((_FOLDER / self.file).read_text("utf-8"))
        return held

    @cached_property
    def printed(self) -> Mapping[str, Printed]:
        """The articles by file."""
        return self.articles()

    @cached_property
    def prepared(self) -> tuple[PreparedArticle, ...]:
        """Every article read once, as an upload is read."""
        extraction = InProcessExtraction()
        return tuple(prepare_article(extraction, one.text, one.metadata, _INGESTED_AT) for one in self.printed.values())

    def record(self, archive: Archive) -> None:
        """Record every article, in the manifest's order."""
        for prepared in self.prepared:
            with archive.writing() as session:
                store_article(session, prepared)

    def questions(self, section: str, *, held_out: bool) -> list["SeedQuestion"]:
        """Read one part of the questions or keywords that facts answer, and of those that nothing does."""
        answerable = [
            SeedQuestion(self, one["q"], tuple(one["best"]), one.get("type"), tuple(one.get("files", ())))
            for one in self.document[section]
        ]
        silent = [SeedQuestion(self, q) for q in self.document[f"unanswerable_{section}"]]
        return [one for one in (*answerable, *silent) if one.is_held_out is held_out]

    def place(self, wanted: dict[str, Any]) -> tuple[int, int]:
        """Where a claim stands in its article."""
        if "start" in wanted:
            return wanted["start"], wanted["end"]
        start = self.printed[wanted["file"]].text.index(wanted["words"])
        return start, start + len(wanted["words"])


@dataclass(frozen=True, slots=True)
class SeedQuestion:
    """One question of the gold: without `best` nothing may be found. `type` and `files` narrow what will do."""

    gold: QuestionGold
    q: str
    best: tuple[str, ...] = ()
    type: str | None = None
    files: tuple[str, ...] = ()

    @property
    def is_held_out(self) -> bool:
        return int(hashlib.sha256(self.q.encode()).hexdigest(), 16) % 5 == 0

    def is_met_by(self, claim: str, fact: RecordedFact) -> bool:
        """Tell whether a fact makes a claim as this question wants it."""
        return any(
            self._will_do(wanted) and _is_fact(self.gold, wanted, fact)
            for wanted in self.gold.document["claims"][claim]
        )

    def _will_do(self, wanted: dict[str, Any]) -> bool:
        return self.type in (None, wanted["type"]) and (not self.files or wanted["file"].startswith(self.files))


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions, each from 0 to 1."""

    reciprocal_rank: float
    recall: float
    silence: float


def golds() -> list[QuestionGold]:
    """List the gold files whose articles are there."""
    found = [
        QuestionGold("first", "seed_questions.json", _seed_articles),
        QuestionGold("second", "seed_questions_2.json", _seed_articles),
        QuestionGold("third", "seed_questions_3.json", _seed_articles, is_blind=True),
    ]
    data = os.environ.get("ONRECORD_EVALUATION_DATA")
    shared = Path(data).parent / "seeds" if data else None
    if shared is not None and shared.is_dir():
        found.append(QuestionGold("shared", "shared_questions.json", partial(_shared_articles, shared)))
    return found


def other_articles() -> QuestionGold:
    """Articles on quite other matters, of which none of the questions asks."""
    texts = json.loads((_FOLDER / "quote_articles.json").read_text("utf-8"))["articles"]
    printed = {
        one["id"]: Printed(one["text"], ArticleMetadata(url=f"https://others.example/{one['id']}"))
        for one in texts
        if not re.search(r"\b(?:Kore|Kim\b|Putin|Russ|Ukrain|NATO)", one["text"])
    }
    return QuestionGold("others", "seed_questions.json", lambda: printed)


def questions_on_other_matters(others: QuestionGold, *, held_out: bool) -> list["SeedQuestion"]:
    """Every question and query of the other gold files, as one that nothing answers."""
    known = [gold for gold in golds() if not gold.is_blind]
    asked = [one.q for gold in known for section in SECTIONS for one in gold.questions(section, held_out=held_out)]
    return [SeedQuestion(others, q) for q in asked]


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


def _is_fact(gold: QuestionGold, wanted: dict[str, Any], fact: RecordedFact) -> bool:
    own = _own(fact)
    article = gold.printed[wanted["file"]]
    if fact.evidence.article.url != article.metadata.url or _type_of(own) != wanted["type"]:
        return False
    start, end = gold.place(wanted)
    if article.text[own.start : own.end] != fact.evidence.span.exact:
        return False
    within = start <= own.start and own.end <= end
    shared = min(end, own.end) - max(start, own.start)
    return (within or shared >= _MOST_OF_A_CLAIM * (end - start)) and (
        "by" not in wanted or _is_by(own.attribution, gold.document["names"][wanted["by"]])
    )


def _is_by(attribution: Attribution, names: Iterable[str]) -> bool:
    sources = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    known = [f" {fold(name)} " for one in sources for name in (one.name, one.mention.exact if one.mention else "")]
    return any(f" {fold(name)} " in words for name in names for words in known)


def _own(fact: RecordedFact) -> Quote | Figure:
    return fact.figure if isinstance(fact, RecordedFigure) else fact.quote


def _type_of(own: Quote | Figure) -> str:
    return "figure" if isinstance(own, Figure) else "quote"


@cache
def _seed_articles() -> Mapping[str, Printed]:
    return {entry["file"]: Printed(read_seed_text(entry["file"]), _metadata(entry)) for entry in seed_manifest()}


def _shared_articles(folder: Path) -> Mapping[str, Printed]:
    return {
        path.name: Printed(path.read_text("utf-8"), ArticleMetadata(url=f"https://articles.example/{path.name}"))
        for path in sorted(folder.glob("*.txt"))
    }


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
    options.add_argument("--gold", choices=[gold.name for gold in golds()])
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    if chosen.gold is None:
        _print_others(show=chosen.show)
    for gold in golds():
        if chosen.gold in (None, gold.name):
            with tempfile.TemporaryDirectory() as folder:
                archive = Archive(f"sqlite:///{folder}/seeds.db")
                archive.migrate()
                gold.record(archive)
                _print_gold(archive, gold, show=chosen.show)
                archive.dispose()


def _print_others(*, show: bool) -> None:
    others = other_articles()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"sqlite:///{folder}/others.db")
        archive.migrate()
        others.record(archive)
        for held_out in (False, True):
            questions = questions_on_other_matters(others, held_out=held_out)
            silent = score(archive, questions).silence
            part = "held out" if held_out else "tuned"
            sys.stdout.write(
                f"asked of {len(others.prepared)} other articles, {part}: {len(questions)}, silent {silent:.3f}\n"
            )
            for question in questions if show and not held_out else ():
                _show(archive, question)
        archive.dispose()


def _print_gold(archive: Archive, gold: QuestionGold, *, show: bool) -> None:
    for section in SECTIONS:
        for held_out in (False, True):
            questions = gold.questions(section, held_out=held_out)
            sys.stdout.write(
                f"{gold.name}, {_report(section, score(archive, questions), questions, held_out=held_out)}"
            )
    for section in SECTIONS if show and not gold.is_blind else ():
        for question in gold.questions(section, held_out=False):
            _show(archive, question)


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
