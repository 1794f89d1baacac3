"""What telling copies adds to putting an article on record, however many are there.

`python benchmarks/copies.py [--database URL] [--rounds 50]` signs an article of 600 words, and links it in an archive
filled with invented articles: with random keys, and with the keys of one form that hundreds of articles share. It
prints milliseconds of processor time. Without a URL the archive is a SQLite file in a temporary folder; a database
given has to be empty. Linking is undone each time.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from sqlalchemy import insert

sys.path.insert(0, str(Path(__file__).resolve().parent))
from ingest import article_of

from app.answers.text_signature import keys_of_copies
from app.archive.link_copies import link_copies
from app.archive.tables import ArticleOriginalRow, ArticleRow, ArticleTextRow, CopyKeyRow
from app.archive.unit_of_work import Archive, WriteSession

KEYS = 44
SIZES = (0, 1_000, 4_000, 16_000)
OF_ONE_FORM = 500
SHARED_KEYS = 15
OWN_ID = "art_own"


class Undone(Exception):
    """Ends a unit of work that is to leave no trace."""


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure what telling copies adds to an ingest.")
    parser.add_argument("--database")
    parser.add_argument("--rounds", type=int, default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(chosen.database or f"sqlite:///{folder}/copies.db")
        archive.migrate()
        measure(archive, chosen.rounds)
        archive.dispose()


def measure(archive: Archive, rounds: int) -> None:
    """Print the milliseconds of signing, and of linking among more and more articles."""
    text = article_of(1)
    keys = keys_of_copies(text)
    tell("signing 600 words", [timed(lambda: keys_of_copies(text)) for _ in range(rounds)])
    numbers = random.Random(1)
    record(archive, {OWN_ID: ()}, text)
    recorded = 0
    for size in SIZES:
        ids = [f"art_{number:06d}" for number in range(recorded, size)]
        record(archive, {one: random_keys(numbers, KEYS) for one in ids}, "x")
        recorded = size
        tell(f"linking among {size} articles, none a copy", [linked(archive, text, keys) for _ in range(rounds)])
    ids = [f"art_form{number:06d}" for number in range(OF_ONE_FORM)]
    record(archive, dict.fromkeys(ids, ()), "x")
    with archive.writing() as session:
        for one in ids:
            own = random_keys(numbers, KEYS - SHARED_KEYS)
            link_copies(session, one, f"of form {one}", (*keys[:SHARED_KEYS], *own))
    tell(f"linking beside {OF_ONE_FORM} of one form", [linked(archive, text, keys) for _ in range(rounds)])
    ids = [f"art_copy{number}" for number in range(9)]
    record(archive, dict.fromkeys(ids, ()), text)
    with archive.writing() as session:
        for one in ids:
            link_copies(session, one, text, keys)
    tell("linking with nine copies", [linked(archive, text, keys) for _ in range(rounds)])


def random_keys(numbers: random.Random, count: int) -> tuple[int, ...]:
    """Keys that nobody shares."""
    return tuple(numbers.getrandbits(63) for _ in range(count))


def record(archive: Archive, keys: Mapping[str, tuple[int, ...]], text: str) -> None:
    """Put invented articles with these ids and keys on record, without facts."""
    linked_ids = [identifier for identifier, own in keys.items() if own]
    pairs = [{"key": key, "article_id": identifier} for identifier, own in keys.items() for key in own]
    rows = {
        ArticleRow: [article_row(identifier, text) for identifier in keys],
        ArticleTextRow: [{"article_id": identifier, "text": text} for identifier in keys],
        ArticleOriginalRow: [{"article_id": identifier, "original_id": identifier} for identifier in linked_ids],
        CopyKeyRow: sorted(pairs, key=itemgetter("key")),
    }
    with archive.writing() as session:
        for table, wanted in rows.items():
            if wanted:
                session.execute(insert(table), wanted)


def article_row(identifier: str, text: str) -> dict[str, object]:
    """The row of an article of which nothing is known."""
    counts = dict.fromkeys(("newest_first", "oldest_first", "quote_count", "figure_count", "source_count"), 0)
    return {
        **counts,
        "id": identifier,
        "sha256": f"{identifier:0<64}",
        "version": 1,
        "is_newest": True,
        "authors": [],
        "ingested_at": datetime(2025, 1, 1, tzinfo=UTC),
        "characters": len(text),
        "words": 1,
        "status": "active",
    }


def linked(archive: Archive, text: str, keys: tuple[int, ...]) -> float:
    """Milliseconds that linking takes within a unit of work, which is then undone."""
    took = 0.0

    def link(session: WriteSession) -> None:
        nonlocal took
        took = timed(lambda: link_copies(session, OWN_ID, text, keys))
        raise Undone

    try:
        with archive.writing() as session:
            link(session)
    except Undone:
        return took
    raise AssertionError


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that something takes in this process, whatever else the machine is doing."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def tell(what: str, milliseconds: list[float]) -> None:
    """Print the middle and the best."""
    print(f"{what}: median {statistics.median(milliseconds):.2f} ms, best {min(milliseconds):.2f} ms")


if __name__ == "__main__":
    main()
