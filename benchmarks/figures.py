"""How well and how fast figures are found, on any file of the NewsQuant format or of short judged cases.

`python benchmarks/figures.py --gold FILE [--predictions OUT.jsonl] [--tool onrecord|cqe|quantulum3]` reads a JSON list
of `{"text", "quantities"}` (or `{"cases": [{"id", "text"}]}`), writes a line of predictions a text, and prints the time
per 1,000 sentences. Other tools are measured where installed. The data set's own scorer scores the predictions.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel import Locale

from app.extraction.figures.find_figures import find_figures
from app.extraction.furniture.find_blocks import find_blocks
from app.extraction.parsed_article import ParsedArticle, language_pipeline, parse_article
from app.facts.figure import Bound, Figure
from app.facts.reading import ArticleContext

Prediction = dict[str, Any]
Predict = Callable[[Sequence[str]], Iterable[list[Prediction]]]
_CHANGE_OF_BOUND = {
    Bound.ABOUT: "~",
    Bound.AT_MOST: "<",
    Bound.LESS_THAN: "<",
    Bound.AT_LEAST: ">",
    Bound.MORE_THAN: ">",
}
# The names the published gold uses where the contract has symbols; currencies come from CLDR.
_NAMES = {
    "percent": "percentage",
    "percentage_point": "percentage point",
    "basis_point": "basis point",
    "t": "ton",
    "km": "kilometre",
    "m": "metre",
    "cm": "centimetre",
    "mm": "millimetre",
    "µm": "micrometre",
    "nm": "nanometre",
    "mi": "mile",
    "yd": "yard",
    "ft": "foot",
    "in": "inch",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "lb": "pound-mass",
    "oz": "ounce",
    "l": "litre",
    "ml": "millilitre",
    "km²": "square kilometre",
    "m²": "square metre",
    "ha": "hectare",
    "ft²": "square foot",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "m/s": "metre per second",
    "kn": "knot",
    "°C": "celsius",
    "°F": "fahrenheit",
    "°": "degree",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "hp": "horsepower",
    "Hz": "hertz",
    "GB": "gigabyte",
    "MB": "megabyte",
    "TB": "terabyte",
    "times": "count",
    "ppm": "parts-per-million",
    "ppb": "parts-per-billion",
    "mAh": "milliampere-hour",
    "GPa": "gigapascal",
    "USD": "dollar",
    "GBP": "pound sterling",
    "ILS": "shekel",
}


def unit_name(unit: str | None) -> str:
    """A unit or rate of the contract in the gold's words."""
    if unit is None:
        return "-"
    currencies = Locale("en").currencies
    return " per ".join(
        _NAMES.get(part) or currencies.get(part, part).lower().replace("_", " ") for part in unit.split("/")
    )


def adapted(figure: Figure) -> Prediction:
    """A figure in the scorers' format."""
    quantity = figure.quantity
    value = [float(end) for end in (quantity.low, quantity.high) if end is not None]
    change = figure.change.value if figure.change else _CHANGE_OF_BOUND.get(quantity.bound, "=")
    return {
        "value": value if quantity.value is None else float(quantity.value),
        "unit": unit_name(quantity.unit),
        "change": change,
        "concept": figure.subject.name if figure.subject else "-",
        "span": [figure.start, figure.end],
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
    return lambda texts: ([adapted(figure) for figure in find_figures(article)] for article in parsed(texts))


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


def main() -> int:
    """Predict, time and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--predictions", type=Path)
    options.add_argument("--tool", choices=sorted(TOOLS), default="onrecord")
    chosen = options.parse_args()
    try:
        predict = TOOLS[chosen.tool]()
    except ImportError:
        print(f"{chosen.tool} is not installed", file=sys.stderr)
        return 1
    texts, lines = read_texts(chosen.gold), []
    begun = time.process_time()
    for (identifier, _), figures in zip(texts, predict([text for _, text in texts]), strict=True):
        lines.append(json.dumps({"id": identifier, "figures": figures}, ensure_ascii=False))
    seconds = time.process_time() - begun
    if chosen.predictions:
        chosen.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = sum(len(json.loads(line)["figures"]) for line in lines)
    print(
        f"{chosen.tool}: {len(texts)} texts, {found} figures, {1000 * seconds / max(1, len(texts)):.2f} CPU s "
        f"per 1,000 texts"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
