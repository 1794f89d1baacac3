"""Scoring what sources are said to do with what they say.

    python -m tests.extraction.quotes.gold_stances [learned|rules]

prints what went wrong in the part that may be looked at, and the scores of each stance and of both parts.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.facts.extractor import QuoteMethod
from app.facts.quote import Stance
from app.facts.reading import ArticleContext
from tests.extraction.quotes.gold_chains import find_quote
from tests.extraction.quotes.gold_quotes import is_held_out

_GOLD = Path(__file__).parents[2] / "gold" / "stances.json"

Told = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How many contents there are, how many are found, and of how many the stance is right."""

    gold: int = 0
    found: int = 0
    right: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        share = 100 * self.right / max(self.found, 1)
        return f"{self.gold} contents, {self.found} found, {self.right} with their stance ({share:.0f} % of the found)"


@cache
def gold_stances(*, held_out: bool) -> list[Told]:
    """The sentences of one part of the gold."""
    stances = json.loads(_GOLD.read_text(encoding="utf-8"))["stances"]
    return [told for told in stances if is_held_out(told["id"]) is held_out]


def score(stances: Sequence[Told], method: QuoteMethod = QuoteMethod.LEARNED) -> Score:
    """Read each sentence and compare. Quotes under the confidence that lists show are left out."""
    total = Score()
    for told in stances:
        found = find_quotes(parse_article(told["text"], ArticleContext()), method)
        quote = find_quote(found, told["text"], told["content"])
        total.gold += 1
        total.found += quote is not None
        total.right += quote is not None and quote.stance == told["stance"]
        if quote is None or quote.stance != told["stance"]:
            total.failures.append(f"{told['id']}: {told['text']} {quote.stance if quote else 'not found'}")
    return total


if __name__ == "__main__":
    chosen = QuoteMethod(sys.argv[1]) if len(sys.argv) > 1 else QuoteMethod.LEARNED
    every = [*gold_stances(held_out=False), *gold_stances(held_out=True)]
    tuned = score(gold_stances(held_out=False), chosen)
    each = [f"{stance}: {score([told for told in every if told['stance'] == stance], chosen)}" for stance in Stance]
    sys.stdout.write("\n".join([*tuned.failures, *each, f"tuned: {tuned}", ""]))
    sys.stdout.write(f"held out: {score(gold_stances(held_out=True), chosen)}\n")
