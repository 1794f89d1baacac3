"""How well and how fast figures are found, on any file of the NewsQuant format or of short judged cases.

`python benchmarks/figures.py --gold FILE --scorers DIR` reads a JSON list of `{"text", "quantities"}` (NewsQuant) or
`{"cases": [{"id", "text"}]}`, scores what is found with the data set's own scorers (`DIR` holds `adapt.py`,
`score_figures.py` and `check_cases.py`), and prints: F1 of value, value+unit, value+change and all three, or the
share of cases that are fully right; CPU seconds per 1,000 texts; and what figures cost over parsing, for 600 words. The
same is printed for quantulum3 and CQE where they are installed. `--predictions OUT` writes what was found: ours as the
contract's figures. `--as-contract` scores ours a second time, against the gold told in the contract's terms: cents
as hundredths of their currency, "from 10 to 20" as two figures, ages in years, and units by name.
"""

import argparse
import contextlib
import importlib
import io
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.extraction.figures.find_figures import find_figures
from app.extraction.figures.measures import measure_after
from app.extraction.furniture.find_blocks import find_blocks
from app.extraction.parsed_article import ParsedArticle, language_pipeline, parse_article
from app.facts.figure import Figure
from app.facts.reading import ArticleContext

Prediction = dict[str, Any]
Quantity = dict[str, Any]
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


_COINS = {"cent": "dollar", "penny": "pound sterling", "sen": "malaysian ringgit"}
_AGES = {"year of age": "year", "month of age": "month"}
_POWERS = {"²": "square ", "³": "cubic "}
_ENDS = re.compile(r"(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)")


def in_terms_of_contract(item: Quantity, text: str) -> list[Quantity]:
    """One quantity of the gold as the contract tells it."""
    coin, _, rest = item["normalized_unit"].partition(" per ")
    unit = _AGES.get(item["normalized_unit"], item["normalized_unit"])
    if coin in _COINS and (one := re.fullmatch(r"-?\d+(?:\.\d+)?", item["value"])):
        unit = f"{_COINS[coin]} per {rest}" if rest else _COINS[coin]
        return [{**item, "value": str(float(one[0]) / 100), "normalized_unit": unit}]
    ends = _ENDS.fullmatch(item["value"])
    if ends and _is_from_to(text, float(ends[1]), float(ends[2])):
        return [{**item, "value": end, "normalized_unit": unit} for end in ends.groups()]
    return [{**item, "normalized_unit": unit}]


def _is_from_to(text: str, first: float, second: float) -> bool:
    """Whether "from 10 to 20" is printed, as it is of a movement; a spread runs upwards and moves nothing."""
    printed = [f"{end:,.10g}" for end in (first, second)]
    both = rf"from\b.{{0,20}}?{re.escape(printed[0])}\b.{{0,60}}?\bto\b.{{0,20}}?{re.escape(printed[1])}\b"
    moves = r"ris|rose|increas|grow|grew|jump|climb|improv|boost|slow|drop|fall|fell|plummet|creep|revis|goes"
    return re.search(both, text) is not None and re.search(moves, text) is not None


def with_units_by_name(prediction: Prediction, names: dict[str, str]) -> Prediction:
    """An adapted figure with the names of those units that `adapt.py` leaves as symbols."""
    told = " per ".join(names.get(part, part) for part in prediction["unit"].split(" per "))
    return {**prediction, "unit": told}


def names_of_units() -> dict[str, str]:
    """The name of each symbol that has one."""
    names: dict[str, str] = {"N m": "newton metre", "lb ft": "pound-foot", "dB": "decibel"}
    for name in ("metre", "foot", "mile", "yard", "inch", "kilometre", "volt", "ampere", "farad", "newton", "joule"):
        found = measure_after(f"5 {name}", 1, touching=False)
        if found is not None:
            names[found.unit] = name
            names |= {found.unit + mark: power + name for mark, power in _POWERS.items()}
    return names


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
    if chosen.as_contract and chosen.scorers and tool == "onrecord":
        names = names_of_units()
        named = {key: [with_units_by_name(figure, names) for figure in figures] for key, figures in found.items()}
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / chosen.gold.name
            told.write_text(json.dumps(gold_as_contract(chosen.gold)), encoding="utf-8")
            print(f"against the gold in the contract's terms:\n{scored(told, named, chosen.scorers)}")


def gold_as_contract(path: Path) -> list[dict[str, Any]]:
    """A gold file of the NewsQuant format in the contract's terms."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    return [
        {**item, "quantities": [one for each in item["quantities"] for one in in_terms_of_contract(each, item["text"])]}
        for item in gold
    ]


def main() -> int:
    """Measure the tools that are asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--scorers", type=Path, help="the folder of the data set's scorers")
    options.add_argument("--predictions", type=Path, help="where to write what was found; with one --tool")
    options.add_argument("--tool", choices=sorted(TOOLS), action="append", help="default: all that are installed")
    options.add_argument("--as-contract", action="store_true", help="with --scorers and a NewsQuant file")
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
