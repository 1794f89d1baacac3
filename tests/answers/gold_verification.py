"""How many of the gold cases of verifying are judged right, articles and texts read by the extractor as a caller's are.

`python -m tests.answers.gold_verification [--show]` prints, for each verdict, how many of its cases are judged right,
what for the others, and with `--show` the tuned part's wrong ones. A fifth of the cases, told by the hash of their ids,
is held out: it is scored, but no rule is written for it.
"""

import argparse
import functools
import hashlib
import json
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.partial_date import PartialDate
from app.facts.reading import Reading
from app.use_cases.ingest_article import PreparedArticle, prepare_article, store_article
from app.use_cases.verify_text import JudgedClaim, Verification, read_posted_text, verify_text
from app.workers.extraction import InProcessExtraction
from tests.answers.seed_questions import golds

_GOLD = Path(__file__).parents[1] / "gold"
_FILES = ("verify_cases.json", "verify_cases_2.json", "verify_cases_3.json", "verify_cases_4.json")
ALL_CASES: list[dict[str, Any]] = [
    {**case, "file": name} for name in _FILES for case in json.loads((_GOLD / name).read_text("utf-8"))["cases"]
]
# Each is about one archive: the examples in `seeds/`, or short articles written for these cases.
SEEDS = "seeds"
ARCHIVES = {"first": "verify_articles.json", "towns": "verify_articles_2.json"}
QUOTE, FIGURE, NOTHING = "quote", "figure", "no claim"
# Verdicts that accuse somebody, or vouch for the words: an invented one costs more than several missed ones.
GRAVE = ("verbatim", "contradicted", "denied", "other_source")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of the gold with the verdict wanted and the one given, or a claim given that the gold does not have."""

    file: str
    case: str
    type: str
    words: str
    wanted: str
    given: str

    @property
    def is_right(self) -> bool:
        return self.wanted == self.given


def is_held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


def cases_of(archive: str) -> list[dict[str, Any]]:
    """List the cases that are about one archive."""
    return [case for case in ALL_CASES if case.get("corpus", "first") == archive]


@functools.cache
def prepared_articles(archive: str) -> tuple[PreparedArticle, ...]:
    """Every gold article of an archive as an upload is read."""
    extraction = InProcessExtraction()
    articles = json.loads((_GOLD / ARCHIVES[archive]).read_text("utf-8"))["articles"]
    return tuple(
        prepare_article(
            extraction,
            article["text"],
            ArticleMetadata(
                url=f"https://gold.example/{article['id']}",
                title=article["title"],
                publisher=article["publisher"],
                published_at=PartialDate.parse(article["published_at"]),
                language="en",
            ),
            datetime(2026, 1, 1, tzinfo=UTC),
        )
        for article in articles
    )


@functools.cache
def reading_of(text: str) -> Reading:
    return read_posted_text(InProcessExtraction(), text)


def record_articles(name: str, archive: Archive) -> None:
    """Put the articles of one of the archives on record."""
    if name == SEEDS:
        golds()[0].record(archive)
        return
    for prepared in prepared_articles(name):
        with archive.writing() as session:
            store_article(session, prepared)


def verification_of(archive: Archive, case: dict[str, Any]) -> Verification:
    with archive.reading() as session:
        return verify_text(session, case["text"], reading_of(case["text"]), case.get("source"))


@functools.cache
def judged(*, held_out: bool) -> tuple[Judged, ...]:
    """Every claim of one part of the gold."""
    found: list[Judged] = []
    for name in (*ARCHIVES, SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            archive = Archive(f"sqlite:///{folder}/gold.db")
            archive.migrate()
            record_articles(name, archive)
            for case in cases_of(name):
                if is_held_out(case["id"]) is held_out:
                    found += judge(case, verification_of(archive, case))
            archive.dispose()
    return tuple(found)


def judge(case: dict[str, Any], verification: Verification) -> list[Judged]:
    """Compare what a case wants with what was answered. A match that the case names must be among the answer's."""
    left = list(verification.claims)
    judged = []
    for kind, words, wanted in _wanted_of(case):
        claim = next((one for one in left if type_of(one) == kind and words in one.span.exact), None)
        if claim is None:
            judged.append(Judged(case["file"], case["id"], kind, words, wanted, NOTHING))
            continue
        left.remove(claim)
        given = claim.verdict.value
        if "match" in case and not any(case["match"] in one.fact.evidence.sentence.exact for one in claim.matches):
            given = f"{given}, without the match"
        judged.append(Judged(case["file"], case["id"], kind, words, wanted, given))
    if not case.get("open"):
        judged += [
            Judged(case["file"], case["id"], type_of(one), one.span.exact, NOTHING, one.verdict.value) for one in left
        ]
    return judged


def type_of(claim: JudgedClaim) -> str:
    return QUOTE if type(claim.verdict).__name__ == "QuoteVerdict" else FIGURE


def _wanted_of(case: dict[str, Any]) -> list[tuple[str, str, str]]:
    single = [(kind, "", case[kind]) for kind in (QUOTE, FIGURE) if kind in case]
    return single + [(kind, words, verdict) for kind, words, verdict in case.get("claims", [])]


def share_right(verdicts: tuple[Judged, ...]) -> float:
    """The share of the gold's claims that were judged right."""
    wanted = [one for one in verdicts if one.wanted != NOTHING]
    return sum(one.is_right for one in wanted) / len(wanted)


def falsely(given: str, verdicts: tuple[Judged, ...]) -> list[Judged]:
    """Claims that were given a verdict, and are not such."""
    return [one for one in verdicts if one.given.split(",")[0] == given != one.wanted]


def main() -> None:
    """Print the shares and the confusions, and the tuned part's errors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", action="store_true")
    shown = options.parse_args().show
    for held_out in (False, True):
        verdicts = judged(held_out=held_out)
        wanted = [one for one in verdicts if one.wanted != NOTHING]
        sys.stdout.write(
            f"{'held out' if held_out else 'tuned'}: {len(wanted)} claims, {100 * share_right(verdicts):.1f} % right, "
            f"{', '.join(f'{len(falsely(one, verdicts))} falsely {one}' for one in GRAVE)}, "
            f"{len(verdicts) - len(wanted)} claims too many\n"
        )
        for name in _FILES:
            own = [one for one in wanted if one.file == name]
            sys.stdout.write(f"  {name}: {sum(one.is_right for one in own)} of {len(own)}\n")
        for kind, verdict in sorted({(one.type, one.wanted) for one in wanted}):
            own = [one for one in wanted if (one.type, one.wanted) == (kind, verdict)]
            others = Counter(one.given for one in own if not one.is_right)
            told = ", ".join(f"{count} {given}" for given, count in sorted(others.items()))
            right = sum(one.is_right for one in own)
            sys.stdout.write(f"  {kind} {verdict}: {right} of {len(own)}{f' ({told})' if told else ''}\n")
    for one in judged(held_out=False):
        if shown and not one.is_right:
            sys.stdout.write(f"{one.case} {one.type} {one.words!r}: wanted {one.wanted}, given {one.given}\n")


if __name__ == "__main__":
    main()
