"""How fast lookups and comparisons are answered.

`python benchmarks/lookup.py [--articles 300] [--sources 0] [--rounds 5]` builds an archive of its own in a temporary
folder from the articles of `seeds/`, recorded again and again under other addresses and publishers, with so many
invented sources beside their own, asks questions of every kind, and prints milliseconds a lookup, and a comparison of
the same question: median, 95th percentile and worst; with `--ingesting` an article comes in before every lookup.
"""

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.api.schemas.compare import Comparison
from app.archive.identifiers import mint_identifier
from app.archive.known_sources import KnownSource
from app.archive.record_sources import insert_sources
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.attribution import SourceKind
from app.facts.identifiers import IdentifierPrefix
from app.facts.partial_date import PartialDate
from app.use_cases.compare_figures import CompareRequest, compare_figures
from app.use_cases.ingest_article import PreparedArticle, prepare_article, store_article
from app.use_cases.look_up_facts import LookupRequest, look_up_facts
from app.workers.extraction import InProcessExtraction

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
QUESTIONS = (
    "How many North Korean soldiers were sent to Russia?",
    "How many North Korean soldiers have been killed or wounded?",
    "According to the NIS, how many troops will go to Russia?",
    "Who denied the deployment?",
    "What did Zelensky say about prisoners?",
    "What did Kim Jong-un say about a monument?",
    "Did Putin acknowledge North Korean soldiers in Russia?",
    "How much did North Korea gain from the war?",
    "What did Professor Lim say in April 2025?",
    "north korean troops kursk",
    "How many tanks did France send to Mali?",
    "quantum computing",
)


def main() -> None:
    """Build the archive, ask every question in every round, print the times."""
    parser = argparse.ArgumentParser(description="Measure lookups over the seeds, repeated.")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--sources", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ingesting", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what each question finds")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(f"sqlite:///{folder}/lookup.db")
        archive.migrate()
        prepared = prepare_seeds()
        record_copies(archive, prepared, arguments.articles)
        invent_sources(archive, arguments.sources)
        times = []
        for asked, q in enumerate(QUESTIONS * (arguments.rounds + 1)):
            if arguments.ingesting:
                record_article_of(archive, prepared, arguments.articles + asked)
            times.append((time_lookup(archive, q), time_comparison(archive, q)))
        lookups, comparisons = zip(*times[len(QUESTIONS) :], strict=True)
        report(archive, "lookups", sorted(lookups))
        report(archive, "comparisons", sorted(comparisons))
        if arguments.show:
            show(archive)
        archive.dispose()


def prepare_seeds() -> list[PreparedArticle]:
    """Read every seed as an upload is read."""
    extraction = InProcessExtraction()
    prepared = []
    for entry in json.loads((SEEDS / "manifest.json").read_text("utf-8"))["articles"]:
        document = extraction.read_document((SEEDS / entry["file"]).read_bytes(), entry["media_type"], entry["file"])
        metadata = ArticleMetadata(
            url=entry["url"],
            title=entry["title"],
            publisher=entry["publisher"],
            published_at=PartialDate.parse(entry["published_at"]),
            language=entry["language"],
        )
        prepared.append(prepare_article(extraction, document.text, metadata, datetime.now(UTC)))
    return prepared


def record_copies(archive: Archive, prepared: list[PreparedArticle], articles: int) -> None:
    """Record the seeds, then variants of them, until so many articles are on record."""
    for number in range(articles):
        record_article_of(archive, prepared, number)


def record_article_of(archive: Archive, prepared: list[PreparedArticle], number: int) -> None:
    """Record one seed, or one variant of it."""
    seed, copy = prepared[number % len(prepared)], number // len(prepared)
    with archive.writing() as session:
        store_article(session, seed if copy == 0 else variant_of(seed, copy))


def invent_sources(archive: Archive, sources: int) -> None:
    """Record so many persons whom no article names, no two of one name."""
    names = (f"{given} {family}" for family in _syllables(3) for given in ("Anna", "Boris", "Carla", "Dmitri"))
    invented = [
        KnownSource(mint_identifier(IdentifierPrefix.SOURCE), name, SourceKind.PERSON, named=True)
        for name in itertools.islice(names, sources)
    ]
    with archive.writing() as session:
        insert_sources(session, invented, datetime.now(UTC))


def _syllables(count: int) -> Iterator[str]:
    parts = [consonant + vowel for consonant in "bdgklmnprstvz" for vowel in "aeiou"]
    # The first syllable changes fastest, so that names begin with every letter.
    return ("".join(chosen[::-1]).capitalize() for chosen in itertools.product(parts, repeat=count))


def variant_of(seed: PreparedArticle, copy: int) -> PreparedArticle:
    """The same facts in a text of another hash, under another address and publisher."""
    metadata = seed.article.metadata
    other = replace(metadata, url=f"{metadata.url}?copy={copy}", publisher=f"{metadata.publisher} {copy}")
    return replace(seed, article=replace(seed.article, text=f"{seed.article.text}\n\n({copy})", metadata=other))


def time_lookup(archive: Archive, q: str) -> float:
    """Milliseconds that one lookup takes, its own transaction included."""
    begun = time.perf_counter()
    with archive.reading() as session:
        look_up_facts(session, LookupRequest(q))
    return (time.perf_counter() - begun) * 1000


def time_comparison(archive: Archive, q: str) -> float:
    """Milliseconds that one comparison takes up to its JSON, its own transaction included."""
    begun = time.perf_counter()
    with archive.reading() as session:
        Comparison.of(compare_figures(session, CompareRequest(q))).model_dump_json()
    return (time.perf_counter() - begun) * 1000


def report(archive: Archive, name: str, milliseconds: list[float]) -> None:
    """Print what was searched and how long it took."""
    with archive.reading() as session:
        searched = look_up_facts(session, LookupRequest(QUESTIONS[0])).searched
    percentile = milliseconds[int(len(milliseconds) * 0.95)]
    print(f"{searched.articles} articles, {searched.facts} facts, {len(milliseconds)} {name}")
    print(f"median {statistics.median(milliseconds):.1f} ms, 95 % {percentile:.1f} ms, worst {milliseconds[-1]:.1f} ms")


def show(archive: Archive) -> None:
    """Print the first facts and the summary of every question."""
    for q in QUESTIONS:
        with archive.reading() as session:
            answer = look_up_facts(session, LookupRequest(q, limit=5))
        print(f"\n{q}\n  {answer.summary.text if answer.summary else 'nothing'}")
        for item in answer.items:
            print(f"  {item.score:.3f} {item.fact.evidence.span.exact!r} {', '.join(item.matched)}")


if __name__ == "__main__":
    main()
