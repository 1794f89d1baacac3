"""Find the quotes of every article in a PolNeAR-like folder (`text/*.txt`) and time it.

    python benchmarks/quotes.py --corpus FOLDER --out predictions.jsonl [--sample N] [--min-confidence C]

One line an article: {"id", "quotes": [{"content", "source", "cue", …}]}, offsets in code points.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.facts.quote import Quote
from app.facts.reading import ArticleContext


def _as_prediction(quote: Quote) -> dict[str, object]:
    mentions = [source.mention for source in quote.attribution.sources if source.mention is not None]
    cue = quote.attribution.cue
    return {
        "content": [[span.start, span.end] for span in quote.spans],
        "source": [[mention.start, mention.end] for mention in mentions] or None,
        "cue": [[cue.span.start, cue.span.end]] if cue else None,
        "kind": quote.kind,
        "confidence": quote.confidence,
    }


def main() -> None:
    """Read the arguments, write the predictions, print the times."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--sample", type=int, default=0, help="read only every so many articles that N remain")
    arguments.add_argument("--min-confidence", type=float, default=0.0)
    chosen = arguments.parse_args()
    paths = sorted((chosen.corpus / "text").glob("*.txt"))
    if chosen.sample:
        paths = paths[:: max(1, len(paths) // chosen.sample)][: chosen.sample]
    parsing, finding = [], []
    with chosen.out.open("w", encoding="utf-8") as out:
        for path in paths:
            text = path.read_bytes().decode()
            start = time.perf_counter()
            article = parse_article(text, ArticleContext())
            parsed = time.perf_counter()
            found = find_quotes(article)
            finding.append(time.perf_counter() - parsed)
            parsing.append(parsed - start)
            quotes = [_as_prediction(quote) for quote in found.quotes if quote.confidence >= chosen.min_confidence]
            out.write(json.dumps({"id": path.stem, "quotes": quotes}) + "\n")
    for name, times in (("parse", parsing), ("find_quotes", finding)):
        mean, median = statistics.mean(times) * 1000, statistics.median(times) * 1000
        print(f"{name}: mean {mean:.0f} ms, median {median:.0f} ms an article")


if __name__ == "__main__":
    main()
