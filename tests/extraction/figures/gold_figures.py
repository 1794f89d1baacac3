"""How much of the gold sentences is read right: every field of every figure that the gold judges, nulls among them.

`python -m tests.extraction.figures.gold_figures [--show FIELD]` prints the shares, and what of the tuned part is wrong.
A fifth of the sentences, told by the hash of their ids, is held out: it is scored, but no rule is written for it.
"""

import argparse
import functools
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.extraction.read_article import read_article
from app.facts.attribution import Origin
from app.facts.figure import Figure
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext
from tests.extraction.figures.figure_reading import ends_of

GOLD = json.loads((Path(__file__).parents[2] / "gold" / "figures.json").read_text(encoding="utf-8"))
UNJUDGED = "?"
FIELDS = ("value", "unit", "bound", "change", "role", "modality", "subject", "claimant", "period", "dated")


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one figure of the gold, and whether it was read right."""

    sentence: str
    field: str
    wanted: Any
    found: Any
    is_right: bool


def is_held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


@functools.cache
def judged(*, held_out: bool) -> tuple[tuple[Judged, ...], int, int]:
    """Everything judged in one part of the gold, and how many figures it has and how many were found."""
    sentences = [item for item in GOLD["sentences"] if is_held_out(item["id"]) is held_out]
    context = ArticleContext(published_at=PartialDate.parse(GOLD["published_at"]))
    verdicts: list[Judged] = []
    found = 0
    for sentence in sentences:
        figures = list(read_article(sentence["text"], context).figures)
        found += len(figures)
        for wanted in sentence["figures"]:
            verdicts.extend(_judged_figure(sentence["text"], wanted, _taken(figures, wanted)))
    return tuple(verdicts), sum(len(item["figures"]) for item in sentences), found


def shares(*, held_out: bool) -> dict[str, float]:
    """The share of each field that was read right. "dated" is the period of those figures that have one."""
    verdicts, _, _ = judged(held_out=held_out)
    right, total = Counter(v.field for v in verdicts if v.is_right), Counter(v.field for v in verdicts)
    return {field: right[field] / total[field] for field in FIELDS}


def _taken(figures: list[Figure], wanted: dict[str, Any]) -> Figure | None:
    same = [figure for figure in figures if _equal_ends(figure, wanted["value"])]
    same.sort(key=lambda figure: figure.quantity.unit != wanted["unit"])
    if not same:
        return None
    figures.remove(same[0])
    return same[0]


def _equal_ends(figure: Figure, value: str | list[str]) -> bool:
    wanted = [Decimal(end) for end in (value if isinstance(value, list) else [value, value])]
    found = [end or Decimal(0) for end in ends_of(figure)]
    return all(abs(one - other) <= abs(one) * Decimal("0.000001") for one, other in zip(wanted, found, strict=True))


def _judged_figure(text: str, wanted: dict[str, Any], figure: Figure | None) -> Iterator[Judged]:
    read = _read(figure) if figure is not None else {}
    yield Judged(text, "value", wanted["value"], wanted["value"] if figure else None, figure is not None)
    for field in FIELDS[1:-1]:
        want = wanted[field]
        if want == UNJUDGED:
            continue
        got = read.get(field)
        names = field in ("subject", "claimant") and isinstance(want, str)
        is_right = figure is not None and (_names(want, got or "") if names else got == want)
        yield Judged(text, field, want, got, is_right)
        if field == "period" and want is not None:
            yield Judged(text, "dated", want, got, is_right)


def _read(figure: Figure) -> dict[str, Any]:
    return {
        "unit": figure.quantity.unit,
        "bound": figure.quantity.bound.value,
        "change": figure.change and figure.change.value,
        "modality": figure.modality.value,
        "role": figure.role.value,
        "period": figure.period and figure.period.span.exact,
        "subject": figure.subject and figure.subject.name,
        "claimant": _claimant(figure),
    }


def _claimant(figure: Figure) -> str | None:
    """The names of the sources; None only where the publisher itself states the figure."""
    if figure.attribution.origin is Origin.PUBLISHER:
        return None
    return ", ".join(
        f"{source.name} ({source.mention.exact})" if source.mention else source.name
        for source in figure.attribution.sources
    )


def _names(wanted: str, found: str) -> bool:
    """Whether the wanted words stand among the found ones, whatever their number and case."""
    words = {_folded(word) for word in found.split()}
    return all(_folded(word) in words for word in wanted.split())


def _folded(word: str) -> str:
    return word.strip("(),.’'").lower().removesuffix("s")


def main() -> None:
    """Print the shares, and the tuned part's errors in one field."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", choices=FIELDS)
    chosen = options.parse_args()
    for held_out in (False, True):
        _, wanted, found = judged(held_out=held_out)
        read = "  ".join(f"{field} {100 * share:.1f}" for field, share in shares(held_out=held_out).items())
        sys.stdout.write(f"{'held out' if held_out else 'tuned'}: {wanted} figures, {found} found; % right: {read}\n")
    for verdict in judged(held_out=False)[0]:
        if verdict.field == chosen.show and not verdict.is_right:
            sys.stdout.write(f"{verdict.sentence}\n    wanted {verdict.wanted!r}, found {verdict.found!r}\n")


if __name__ == "__main__":
    main()
