"""The extractor against annotated news that is not part of the project; skipped where that is absent."""

import os
from pathlib import Path

import pytest

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.facts.quote import QuoteKind
from app.facts.reading import ArticleContext

_SAMPLE = 12


def _corpus() -> Path:
    folder = os.environ.get("ONRECORD_EVALUATION_DATA")
    corpus = Path(folder or "absent") / "quotes" / "polnear" / "train"
    if not (corpus / "text").is_dir():
        pytest.skip("ONRECORD_EVALUATION_DATA names no folder with quotes/polnear")
    return corpus


def _annotated_contents(path: Path) -> list[tuple[int, int]]:
    contents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if columns[0].startswith("T") and columns[1].startswith("Content"):
            pieces = columns[1].split(" ", 1)[1].split(";")
            contents.extend((int(piece.split()[0]), int(piece.split()[1])) for piece in pieces)
    return contents


def test_direct_quotes_of_real_news_lie_in_what_people_marked() -> None:
    corpus = _corpus()
    paths = sorted((corpus / "text").glob("*.txt"))
    found = marked = 0
    for path in paths[:: len(paths) // _SAMPLE][:_SAMPLE]:
        text = path.read_bytes().decode()
        annotations = sorted((corpus / "attributions").glob(f"{path.stem}_*.ann"))
        contents = _annotated_contents(annotations[0])
        for quote in find_quotes(parse_article(text, ArticleContext())).quotes:
            assert all(text[span.start : span.end] == span.exact for span in quote.spans)
            if quote.kind is QuoteKind.DIRECT and quote.confidence >= 0.9:
                found += 1
                marked += any(start < quote.end and quote.start < end for start, end in contents)
    assert found > 0
    assert marked >= 0.9 * found
