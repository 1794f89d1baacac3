"""How well and how fast figures are found, on any file of the NewsQuant format or of short judged cases.

`python benchmarks/figures.py --gold FILE --scorers DIR` reads a JSON list of `{"text", "quantities"}` (NewsQuant) or
`{"cases": [{"id", "text"}]}`, scores what is found with the data set's own scorers (`DIR` holds `adapt.py`,
`score_figures.py` and `check_cases.py`), and prints: F1 of value, value+unit, value+change and all three, or the
share of cases that are fully right; CPU seconds per 1,000 texts; and what figures cost over parsing, for 600 words. The
same is printed for quantulum3 and CQE where they are installed. `--predictions OUT` writes what was found: ours as the
contract's figures.
"""

import argparse
import contextlib
import importlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.extraction.figures.find_figures import find_figures
from app.extraction.furniture.find_blocks import find_blocks
from app.extraction.parsed_article import ParsedArticle, language_pipeline, parse_article
from app.facts.figure import Figure
from app.facts.reading import ArticleContext

Prediction = dict[str, Any]
Predict = Callable[[Sequence[str]], Iterable[list[Prediction]]]
_ROUNDS = 3
_WORDS_OF_AN_ARTICLE = 600


def as_in_contract(figure: Figure) -> Prediction:
    """The fields of a figure that the scorers judge, as callers of the service see them."""
    quantity = figure.quantity
    ends = {"value": quantity.value, "low": quantity.low, "high": quantity.high}
    return {
        **{name: None if end is None else float(end) for name, end in ends.items()},
        "bound": quantity.bound.value,
        "change": figure.change and figure.change.value,
        "unit": quantity.unit,
        "unit_kind": quantity.unit_kind.value,
        "subject": figure.subject and {"name": figure.subject.name},
        "evidence": {"start": figure.start, "end": figure.end, "exact": figure.span.exact},
    }


def parsed(texts: Sequence[str]) -> Iterator[ParsedArticle]:
    """Each text parsed as `parse_article` does, those of one block in batches."""
    context = ArticleContext()
    for text, doc in zip(texts, language_pipeline().pipe(texts, batch_size=64), strict=True):
        blocks = find_blocks(text, context.title)
        is_whole = len(blocks) == 1 and blocks[0].start == 0
        yield ParsedArticle(text, context, blocks, doc) if is_whole else parse_article(text, context)


def with_onrecord() -> Predict:
    """This project's extractor."""
    parse_article("Warm up with 3 words.", ArticleContext())
    return lambda texts: ([as_in_contract(figure) for figure in find_figures(article)] for article in parsed(texts))


def with_quantulum3() -> Predict:
    """quantulum3, where it is installed."""
    from quantulum3 import parser  # noqa: PLC0415

    def predict(text: str) -> list[Prediction]:
        return [
            {"value": item.value, "unit": item.unit.name, "change": "=", "concept": "-", "span": list(item.span)}
            for item in parser.parse(text)
        ]

    return lambda texts: map(predict, texts)


def with_cqe() -> Predict:
    """CQE, where it is installed."""
    from CQE import CQE  # noqa: PLC0415

    extractor = CQE.CQE(overload=True)

    def predict(text: str) -> list[Prediction]:
        return [
            {
                "value": item.value.get_str_value(),
                "unit": item.unit.norm_unit,
                "change": item.change.change,
                "concept": "-",
                "span": None,
            }
            for item in extractor.parse(text)
        ]

    return lambda texts: map(predict, texts)


TOOLS = {"onrecord": with_onrecord, "quantulum3": with_quantulum3, "cqe": with_cqe}


def read_texts(path: Path) -> list[tuple[str, str]]:
    """The ids and texts of a gold file: `<file name>-<index>` where the file gives no ids."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(gold, dict):
        return [(item["id"], item["text"]) for item in gold.get("cases") or gold["sentences"]]
    return [(f"{path.stem}-{number}", item["text"]) for number, item in enumerate(gold)]


def scored(gold: Path, predictions: dict[str, list[Prediction]], scorers: Path) -> str:
    """What the data set's own scorers say of predictions in their format."""
    sys.path.insert(0, str(scorers))
    said = io.StringIO()
    written = Path(f"/tmp/onrecord-figures-{time.time_ns()}.jsonl")
    written.write_text("".join(_line(key, figures) for key, figures in predictions.items()), encoding="utf-8")
    if isinstance(json.loads(gold.read_text(encoding="utf-8")), dict):
        name, arguments = "check_cases", ["--cases", str(gold), "--pred", f"found={written}"]
    else:
        name, arguments = "score_figures", ["--gold", str(gold), "--pred", str(written), "--units", "head"]
    before, sys.argv = sys.argv, [name, *arguments]
    try:
        with contextlib.redirect_stdout(said):
            importlib.import_module(name).main()
    finally:
        sys.argv = before
        written.unlink()
    wanted = ("value", "| ALL", "| category", "found ")
    return "\n".join(line for line in said.getvalue().splitlines() if line.startswith(wanted) and "concept" not in line)


def _line(key: str, figures: list[Prediction]) -> str:
    return json.dumps({"id": key, "figures": figures}, ensure_ascii=False) + "\n"


def cost_over_parsing(texts: Sequence[str]) -> str:
    """CPU milliseconds of parsing and of figures for 600 words, on articles made of the texts, the best of three."""
    articles, words = [""], 0
    for text in texts:
        articles[-1] += text + "\n\n"
        words += len(text.split())
        if len(articles[-1].split()) >= _WORDS_OF_AN_ARTICLE:
            articles.append("")
    whole = [article for article in articles if article]
    parsing, finding = [], []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        docs = [parse_article(article, ArticleContext()) for article in whole]
        parsing.append(time.process_time() - begun)
        begun = time.process_time()
        for doc in docs:
            find_figures(doc)
        finding.append(time.process_time() - begun)
    share = 1000 * _WORDS_OF_AN_ARTICLE / max(1, words)
    return f"per 600 words: parsing {min(parsing) * share:.1f} ms, figures {min(finding) * share:.1f} ms more"


def measure(tool: str, chosen: argparse.Namespace) -> None:
    """Predict with one tool, and print how well and how fast."""
    predict = TOOLS[tool]()
    texts = read_texts(chosen.gold)
    begun = time.process_time()
    found = dict(zip([key for key, _ in texts], predict([text for _, text in texts]), strict=True))
    seconds = 1000 * (time.process_time() - begun) / max(1, len(texts))
    total = sum(map(len, found.values()))
    print(f"{tool}: {len(texts)} texts, {total} figures, {seconds:.2f} CPU s per 1,000 texts")
    if tool == "onrecord":
        print(cost_over_parsing([text for _, text in texts]))
    if chosen.predictions:
        chosen.predictions.write_text("".join(_line(key, figures) for key, figures in found.items()), encoding="utf-8")
    if chosen.scorers:
        if tool == "onrecord":
            sys.path.insert(0, str(chosen.scorers))
            adapted = importlib.import_module("adapt").adapted
            found = {key: [adapted(figure) for figure in figures] for key, figures in found.items()}
        print(scored(chosen.gold, found, chosen.scorers))


def main() -> int:
    """Measure the tools that are asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--scorers", type=Path, help="the folder of the data set's scorers")
    options.add_argument("--predictions", type=Path, help="where to write what was found; with one --tool")
    options.add_argument("--tool", choices=sorted(TOOLS), action="append", help="default: all that are installed")
    chosen = options.parse_args()
    for tool in chosen.tool or TOOLS:
        try:
            measure(tool, chosen)
        except ImportError:
            print(f"{tool} is not installed", file=sys.stderr)
            if chosen.tool:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
