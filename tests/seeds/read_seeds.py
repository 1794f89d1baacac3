"""The seed articles as the extraction reads them, held against the gold list.

    python -m tests.seeds.read_seeds

prints how many of the listed facts are found, and which things that are no facts.
"""

import sys
from functools import cache

from app.extraction.read_article import read_article
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext, Reading
from app.readers.read_document import read_document
from tests.seeds.seed_facts import SEEDS, SeedFact, seed_facts, seed_manifest


@cache
def read_seed_text(file: str) -> str:
    """Read the text of one seed article out of its file, as an upload's is."""
    return read_document((SEEDS / file).read_bytes(), _entry(file)["media_type"], file).text


@cache
def read_seed(file: str) -> Reading:
    """Read the facts of one seed article, with the manifest's metadata."""
    entry = _entry(file)
    context = ArticleContext(entry["title"], entry["publisher"], PartialDate.parse(entry["published_at"]))
    return read_article(read_seed_text(file), context)


def missing_facts() -> list[SeedFact]:
    """List the gold facts that the extraction does not find."""
    return [fact for fact in seed_facts("facts") if not fact.is_in(read_seed(fact.file))]


def wrong_facts() -> list[SeedFact]:
    """List the things on the gold list that are no facts and are found all the same."""
    return [fact for fact in seed_facts("not_facts") if fact.is_in(read_seed(fact.file))]


def _entry(file: str) -> dict[str, str]:
    return next(entry for entry in seed_manifest() if entry["file"] == file)


if __name__ == "__main__":
    listed, missing = seed_facts("facts"), missing_facts()
    sys.stdout.write("".join(f"missing: {fact}\n" for fact in missing))
    sys.stdout.write("".join(f"wrong: {fact}\n" for fact in wrong_facts()))
    sys.stdout.write(f"{len(listed) - len(missing)} of {len(listed)} found\n")
