"""Scoring who carried words from their source to the publisher.

    python -m tests.extraction.quotes.gold_chains [learned|rules]

prints what went wrong in the part that may be looked at, and the scores of both parts.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import FoundQuotes, find_quotes
from app.facts.attribution import AttributedSource
from app.facts.extractor import QuoteMethod
from app.facts.quote import Quote
from app.facts.reading import ArticleContext
from tests.extraction.quotes.gold_quotes import is_held_out

_GOLD = Path(__file__).parents[2] / "gold" / "chains.json"
_LEAST_OVERLAP = 0.5

Chain = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How many chains there are, of how many the content is found, the source is right, and source and via are."""

    gold: int = 0
    found: int = 0
    sourced: int = 0
    whole: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.gold} chains, {self.found} found, {self.sourced} with their source, {self.whole} whole"


@cache
def gold_chains(*, held_out: bool) -> list[Chain]:
    """The chains of one part of the gold."""
    chains = json.loads(_GOLD.read_text(encoding="utf-8"))["chains"]
    return [chain for chain in chains if is_held_out(chain["id"]) is held_out]


def score(chains: Sequence[Chain], method: QuoteMethod = QuoteMethod.LEARNED) -> Score:
    """Read each text and compare. Quotes under the confidence that lists show are left out."""
    total = Score()
    for chain in chains:
        found = find_quotes(parse_article(chain["text"], ArticleContext()), method)
        quote = find_quote(found, chain["text"], chain["content"])
        total.gold += 1
        total.found += quote is not None
        is_sourced = quote is not None and _are(quote.attribution.sources, chain["source"], found)
        is_whole = is_sourced and quote is not None and _is_carried(quote, chain["via"], found)
        total.sourced += is_sourced
        total.whole += is_whole
        if not is_whole:
            total.failures.append(f"{chain['id']}: {chain['text']}\n    {_told(quote)}")
    return total


def find_quote(found: FoundQuotes, text: str, content: str) -> Quote | None:
    """The quote that lists show whose content shares the most with some words, at least a half of both."""
    start = text.index(content)
    wanted = _letters(text, start, start + len(content))
    shares = []
    for number, quote in enumerate(found.quotes):
        letters = frozenset().union(*(_letters(text, span.start, span.end) for span in quote.spans))
        share = len(letters & wanted) / len(letters | wanted)
        if quote.confidence >= 0.5 and share >= _LEAST_OVERLAP:
            shares.append((share, -number))
    return found.quotes[-max(shares)[1]] if shares else None


def _letters(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(at for at in range(start, end) if text[at].isalnum())


def _is_carried(quote: Quote, via: Sequence[Sequence[str]], found: FoundQuotes) -> bool:
    links = quote.attribution.via
    return len(links) == len(via) and all(
        _are(link.sources, names, found) for link, names in zip(links, via, strict=True)
    )


def _are(sources: Sequence[AttributedSource], names: Sequence[str], found: FoundQuotes) -> bool:
    known = {one.id: {_plain(name) for name in (one.name, *one.aliases)} for one in found.sources}
    told = [known[source.id] | ({_plain(source.mention.exact)} if source.mention else set()) for source in sources]
    return len(sources) == len(names) and all(_plain(name) in some for name, some in zip(names, told, strict=True))


def _plain(name: str) -> str:
    words = " ".join(re.findall(r"\w+", name.lower().replace("’", "'")))
    return re.sub(r"^(?:the|an?) ", "", words)


def _told(quote: Quote | None) -> str:
    if quote is None:
        return "not found"
    via = [[source.name for source in link.sources] for link in quote.attribution.via]
    return f"{[source.name for source in quote.attribution.sources]} via {via}: {quote.text}"


if __name__ == "__main__":
    chosen = QuoteMethod(sys.argv[1]) if len(sys.argv) > 1 else QuoteMethod.LEARNED
    tuned = score(gold_chains(held_out=False), chosen)
    sys.stdout.write("\n".join([*tuned.failures, f"tuned: {tuned}", ""]))
    sys.stdout.write(f"held out: {score(gold_chains(held_out=True), chosen)}\n")
