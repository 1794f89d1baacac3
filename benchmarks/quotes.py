"""Find the quotes of an annotated corpus by every method at hand, and compare them: how right, how quick.

    python benchmarks/quotes.py --corpus FOLDER [--sample N] [--out FOLDER]
    python benchmarks/quotes.py --long

FOLDER holds `text/*.txt` and `attributions/*.ann` as PolNeAR has them. The methods are the trained model, the rules,
and textacy's direct quotations where textacy is installed (`pip install textacy`), on the same articles in one run.
A quote is found where it shares half of its letters with a marked one, and right where the source meets too.
`--out` keeps each method's predictions as JSON lines: {"id", "quotes": [{"content", "source", "cue", …}]}.
"""

import argparse
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.extraction.parsed_article import ParsedArticle, parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.extraction.quotes.learned.encoding import Line
from app.extraction.quotes.learned.find_attributions import find_attributions
from app.extraction.quotes.learned.model import load_model
from app.facts.extractor import QuoteMethod
from app.facts.quote import Quote
from app.facts.reading import ArticleContext

sys.path.insert(0, str(Path(__file__).parents[1]))  # `training` is no part of what is installed

from training.corpus import Article, Stretch, read_corpus
from training.evaluation import Found, Outcome, compare, positions
from training.examples import lines_of

_KINDS = ("direct", "mixed", "indirect")
_RESAMPLES = 300
_LONG = 200_000


@dataclass(slots=True)
class Result:
    """What one method found in each article, and the CPU seconds and words it took."""

    predictions: list[list[dict[str, Any]]] = field(default_factory=list)
    seconds: float = 0.0
    words: int = 0


def as_prediction(quote: Quote) -> dict[str, Any]:
    """A quote as it is scored and written."""
    mentions = [source.mention for source in quote.attribution.sources if source.mention is not None]
    cue = quote.attribution.cue
    return {
        "content": [[span.start, span.end] for span in quote.spans],
        "source": [[mention.start, mention.end] for mention in mentions] or None,
        "cue": [[cue.span.start, cue.span.end]] if cue else None,
        "kind": quote.kind,
        "confidence": quote.confidence,
    }


def run(method: Callable[[ParsedArticle], list[dict[str, Any]]], articles: Sequence[ParsedArticle]) -> Result:
    """Read every article by one method and time it, the parse left out."""
    result = Result()
    for article in articles:
        began = time.process_time()
        result.predictions.append(method(article))
        result.seconds += time.process_time() - began
        result.words += len(article.text.split())
    return result


def by(method: QuoteMethod) -> Callable[[ParsedArticle], list[dict[str, Any]]]:
    """One of our own methods."""
    return lambda article: [as_prediction(quote) for quote in find_quotes(article, method).quotes]


def by_textacy(article: ParsedArticle) -> list[dict[str, Any]]:
    """Textacy's direct quotations, a call a paragraph. Raises ImportError where it is not installed."""
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415  # optional, and slow to import

    found = []
    for block in article.blocks:
        words = article.doc.char_span(block.start, block.end, alignment_mode="expand")
        try:
            quotations = list(direct_quotations(words.as_doc())) if words is not None else []
        except ValueError:  # it refuses a paragraph whose marks are uneven
            continue
        for quotation in quotations:
            speaker, cue, content = (
                [
                    [words.start_char + part[0].idx, words.start_char + part[-1].idx + len(part[-1])]
                    for part in ([tokens] if len(tokens) else [])
                ]
                for tokens in (quotation.speaker, quotation.cue, quotation.content)
            )
            found.append({"content": content, "source": speaker or None, "cue": cue or None, "confidence": 1.0})
    return found


def kind_of(lines: Sequence[Line], text: str, content: Sequence[Stretch]) -> str:
    """Direct, mixed or indirect, by how much of it stands in quotation marks."""
    quoted = frozenset(at for line in lines for words in line.quoted for at in range(words.start, words.end))
    places = positions(text, content)
    inside = len(places & quoted)
    return "direct" if inside == len(places) else "mixed" if inside else "indirect"


def prf(right: int, found: int, marked: int) -> str:
    """Precision, recall and F1 in per cent."""
    precision, recall = right / max(found, 1), right / max(marked, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{100 * precision:5.1f} {100 * recall:5.1f} {100 * f1:5.1f}"


def interval(outcomes: Sequence[Outcome]) -> str:
    """The F1 of content with source over resampled articles: 95 % of them lie between these."""
    chance = random.Random(0)
    values = []
    for _ in range(_RESAMPLES):
        some = chance.choices(outcomes, k=len(outcomes))
        right, found = sum(sum(one.right) for one in some), sum(len(one.right) for one in some)
        values.append(200 * right / max(found + sum(one.marked for one in some), 1))
    values.sort()
    return f"{values[int(0.025 * _RESAMPLES)]:.1f} to {values[int(0.975 * _RESAMPLES)]:.1f}"


def report(name: str, articles: Sequence[Article], result: Result) -> None:
    """Print how right one method is, over all predictions and over those of a confidence of at least a half."""
    milliseconds = 600_000 * result.seconds / max(result.words, 1)
    print(f"\n{name}: {milliseconds:.0f} ms of CPU for 600 words")
    print("                          P     R     F1   (content shares half its letters; source meets)")
    for least in (0.0, 0.5):
        kept = [[one for one in found if one["confidence"] >= least] for found in result.predictions]
        outcomes = [
            compare(article, [Found(one["content"], one["source"] or []) for one in found])
            for article, found in zip(articles, kept, strict=True)
        ]
        marked, found = sum(one.marked for one in outcomes), sum(len(one.right) for one in outcomes)
        print(f"confidence >= {least}  found {prf(sum(sum(one.matched) for one in outcomes), found, marked)}")
        print(f"                   right {prf(sum(sum(one.right) for one in outcomes), found, marked)}")
        print(f"                   F1 of right, 95 %: {interval(outcomes)}")
        report_kinds(articles, kept)


def report_kinds(articles: Sequence[Article], predictions: Sequence[Sequence[dict[str, Any]]]) -> None:
    """Recall of each kind of marked quote; for direct ones precision too, over what stands in marks and is marked."""
    counts = {kind: [0, 0, 0] for kind in _KINDS}
    direct_found = 0
    for article, found in zip(articles, predictions, strict=True):
        lines = lines_of(article.text)
        contents = [Found(one["content"], one["source"] or []) for one in found]
        direct_found += sum(kind_of(lines, article.text, one.content) == "direct" for one in contents)
        for attribution in article.attributions:
            kind = kind_of(lines, article.text, attribution.content)
            alone = Article(article.id, article.text, (attribution,))
            outcome = compare(alone, contents)
            counts[kind][0] += 1
            counts[kind][1] += any(outcome.matched)
            counts[kind][2] += any(outcome.right)
    for kind, (marked, matched, right) in counts.items():
        print(
            f"    {kind}: {marked} marked, found {100 * matched / max(marked, 1):.1f} %, "
            f"with source {100 * right / max(marked, 1):.1f} %"
        )
    print(f"    direct, right: {prf(counts['direct'][2], direct_found, counts['direct'][0])}")


def report_confidence(articles: Sequence[Article], result: Result) -> None:
    """Print how often quotes of about one confidence are right."""
    right: dict[int, list[bool]] = {}
    for article, found in zip(articles, result.predictions, strict=True):
        outcome = compare(article, [Found(one["content"], one["source"] or []) for one in found])
        for one, is_right in zip(found, outcome.right, strict=True):
            right.setdefault(min(9, int(10 * one["confidence"])), []).append(is_right)
    print("\nconfidence of the learned method, and how often it is right:")
    for tenth, outcomes in sorted(right.items()):
        share = 100 * statistics.mean(outcomes)
        print(f"    {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: {share:3.0f} % of {len(outcomes)}")


def report_model_alone(articles: Sequence[Article]) -> None:
    """How right and how quick the model is without grammar, layout and rules: pieces, tags, links."""
    model = load_model()
    result = Result()
    for article in articles:
        lines = lines_of(article.text)
        began = time.process_time()
        found = find_attributions(model, article.text, lines)
        result.seconds += time.process_time() - began
        result.words += len(article.text.split())
        result.predictions.append(
            [
                {"content": one.contents, "source": [one.source] if one.source else None, "confidence": one.confidence}
                for one in found
            ]
        )
    report("the model alone, without any parse", articles, result)


def report_long_text() -> None:
    """How long the model takes for a text of many words, and the most memory that the process has taken by then."""
    line = "The mayor of Lindow said that 40 trees had been planted. “We will plant more,” she added. " * 12
    text = "\n".join([line.strip()] * (_LONG // len(line.split())))
    model, before = load_model(), _most_megabytes()
    began = time.monotonic()
    found = find_attributions(model, text, lines_of(text))
    seconds = time.monotonic() - began
    print(f"{len(text.split())} words: {len(found)} attributions in {seconds:.0f} s")
    print(f"memory, this program's libraries with it: {before} MB before, {_most_megabytes()} MB at most")


def _most_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def main() -> None:
    """Read the arguments, run the methods, print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--corpus", type=Path)
    what.add_argument("--long", action="store_true", help=f"read a text of {_LONG} words instead, and tell the memory")
    parser.add_argument("--sample", type=int, default=0, help="read only so many articles, evenly chosen")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    if chosen.long:
        report_long_text()
        return
    articles = read_corpus(chosen.corpus)
    if chosen.sample:
        articles = articles[:: max(1, len(articles) // chosen.sample)][: chosen.sample]
    began = time.process_time()
    parsed = [parse_article(article.text, ArticleContext()) for article in articles]
    seconds, words = time.process_time() - began, sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words; the parse takes {600_000 * seconds / words:.0f} ms for 600 words")
    methods = {"learned": by(QuoteMethod.LEARNED), "rules": by(QuoteMethod.RULES), "textacy": by_textacy}
    for name, method in methods.items():
        try:
            result = run(method, parsed)
        except ImportError:
            print(f"\n{name} is not installed")
            continue
        report(f"{name}, after the parse", articles, result)
        if name == "learned":
            report_confidence(articles, result)
            report_model_alone(articles)
        if chosen.out:
            chosen.out.mkdir(parents=True, exist_ok=True)
            rows = zip(articles, result.predictions, strict=True)
            lines = (json.dumps({"id": article.id, "quotes": found}) + "\n" for article, found in rows)
            (chosen.out / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
