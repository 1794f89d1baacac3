"""What the seed articles must and must not yield, and whether a reading of them does."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.facts.attribution import AttributedSource
from app.facts.figure import Figure
from app.facts.quote import Quote
from app.facts.reading import Reading
from app.names.fold import fold

SEEDS = Path(__file__).parents[2] / "seeds"
SEED_FACTS = Path(__file__).parents[1] / "gold" / "seed_facts.json"


@dataclass(frozen=True, slots=True)
class SeedFact:
    """One line of the gold list; what is None or empty is not asked for."""

    file: str
    type: str
    origin: str | None = None
    source: Sequence[str] = ()
    via: Sequence[str] = ()
    words: Sequence[str] = ()
    exactly: bool = False
    kind: str | None = None
    stance: str | None = None
    value: str | None = None
    bound: str | None = None
    unit: Sequence[str] = ()
    modality: str | None = None
    said_at: str | None = None
    why: str | None = None

    def is_in(self, reading: Reading) -> bool:
        """Tell whether the reading holds such a fact."""
        names = {source.id: (source.name, *source.aliases) for source in reading.sources}
        if self.type == "quote":
            return any(self._is_quote(quote) and self._is_sourced(quote, names) for quote in reading.quotes)
        return any(self._is_figure(figure) and self._is_sourced(figure, names) for figure in reading.figures)

    def _is_quote(self, quote: Quote) -> bool:
        content = quote.text.casefold()
        words = [word.casefold() for word in self.words]
        if self.exactly:
            return content.strip(" .,") in words
        return (
            all(word in content for word in words) and _fits(self.kind, quote.kind) and _fits(self.stance, quote.stance)
        )

    def _is_figure(self, figure: Figure) -> bool:
        quantity = figure.quantity
        return (
            quantity.value == Decimal(self.value or "NaN")
            and _fits(self.bound, quantity.bound)
            and _fits(self.modality, figure.modality)
            and (not self.unit or (quantity.unit or "").split(" ")[-1] in self.unit)
        )

    def _is_sourced(self, fact: Quote | Figure, names: Mapping[str, Sequence[str]]) -> bool:
        carriers = [source for link in fact.attribution.via for source in link.sources]
        said_from = fact.said_at.from_date.text if fact.said_at and fact.said_at.from_date else None
        return (
            _fits(self.origin, fact.attribution.origin)
            and _fits(self.said_at, said_from)
            and _is_any_of(fact.attribution.sources, self.source, names)
            and _is_any_of(carriers, self.via, names)
        )


def seed_facts(section: str) -> list[SeedFact]:
    """Read `facts` or `not_facts` of the gold list."""
    return [SeedFact(**line) for line in json.loads(SEED_FACTS.read_text("utf-8"))[section]]


def seed_manifest() -> list[dict[str, str]]:
    """Read the manifest's articles, in order."""
    articles: list[dict[str, str]] = json.loads((SEEDS / "manifest.json").read_text("utf-8"))["articles"]
    return articles


def _fits(wanted: str | None, found: str | None) -> bool:
    return wanted is None or wanted == found


def _is_any_of(found: Sequence[AttributedSource], wanted: Sequence[str], names: Mapping[str, Sequence[str]]) -> bool:
    known_as = [f" {fold(name)} " for source in found for name in (source.name, *names[source.id])]
    return not wanted or any(f" {fold(name)} " in known for name in wanted for known in known_as)
