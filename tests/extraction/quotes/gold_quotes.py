"""Reading the gold quotes and scoring what was found against them."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import FoundQuotes, find_quotes
from app.facts.extractor import QuoteMethod
from app.facts.quote import Quote
from app.facts.reading import ArticleContext

_GOLD = Path(__file__).parents[2] / "gold" / "quotes.json"


@dataclass(slots=True)
class Score:
    """How many gold quotes there are, how many were found, with the right source, and right in every field."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    sourced: int = 0
    whole: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.gold} gold, {self.predicted} predicted, found {self.found}, with source {self.sourced}, "
            f"with kind, stance, cue and via {self.whole}"
        )


def is_held_out(identifier: str) -> bool:
    """A fifth of the articles, chosen by their ids, whose failures nobody looks at."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 5 == 0


def gold_articles(*, held_out: bool) -> list[dict[str, Any]]:
    """The articles of one part of the gold."""
    articles = json.loads(_GOLD.read_text(encoding="utf-8"))["articles"]
    return [article for article in articles if is_held_out(article["id"]) is held_out]


def score(
    articles: list[dict[str, Any]], method: QuoteMethod = QuoteMethod.RULES, least_confidence: float = 0.5
) -> Score:
    """Read the articles and compare; quotes under the least confidence are left out, as lists leave them out."""
    total = Score()
    for article in articles:
        found = find_quotes(parse_article(article["text"], ArticleContext()), method)
        _add(total, article, found, least_confidence)
    return total


def _add(total: Score, article: dict[str, Any], found: FoundQuotes, least_confidence: float) -> None:
    quotes = [quote for quote in found.quotes if quote.confidence >= least_confidence]
    total.gold += len(article["quotes"])
    total.predicted += len(quotes)
    unused = list(quotes)
    for gold in article["quotes"]:
        quote = max(unused, key=lambda candidate: _overlap(gold, candidate), default=None)
        if quote is None or _overlap(gold, quote) < 0.6:
            total.failures.append(f"{article['id']}: missed {gold['content']}")
            continue
        unused.remove(quote)
        total.found += 1
        if not _has_source(gold, quote, found):
            names = [source.name for source in quote.attribution.sources]
            total.failures.append(f"{article['id']}: source {names} ({quote.attribution.origin}) for {gold}")
            continue
        total.sourced += 1
        wrong = _wrong_fields(gold, quote)
        total.whole += not wrong
        if wrong:
            total.failures.append(f"{article['id']}: {wrong} for {gold}")
    total.failures.extend(
        f"{article['id']}: spurious {quote.confidence} {quote.attribution.cue and quote.attribution.cue.lemma} "
        f"{[source.name for source in quote.attribution.sources]} {quote.text}"
        for quote in unused
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _overlap(gold: dict[str, Any], quote: Quote) -> float:
    wanted, got = _words(" ".join(gold["content"])), _words(quote.text)
    shared = sum(min(wanted.count(word), got.count(word)) for word in set(wanted))
    return shared / max(len(wanted), len(got), 1)


def _has_source(gold: dict[str, Any], quote: Quote, found: FoundQuotes) -> bool:
    if gold["origin"] != quote.attribution.origin:
        return False
    names = {source.id: {source.name, *source.aliases} for source in found.sources}
    got = [names[source.id] for source in quote.attribution.sources]
    if len(got) != len(gold["sources"]):
        return False
    return all(any(_same(name, other) for other in known) for name, known in zip(gold["sources"], got, strict=True))


def _same(left: str, right: str) -> bool:
    plain = [re.sub(r"^(the|an?) ", "", name.lower().replace("’", "'")) for name in (left, right)]
    return plain[0] == plain[1]


def _wrong_fields(gold: dict[str, Any], quote: Quote) -> list[str]:
    attribution = quote.attribution
    cue = attribution.cue.span.exact if attribution.cue else ""
    via = [source.name for link in attribution.via for source in link.sources]
    checks = {
        f"kind {quote.kind}": gold["kind"] == quote.kind,
        f"stance {quote.stance}": gold["stance"] == quote.stance,
        f"cue {cue}": gold["cue"] == cue or cue in gold["cue"].split(),
        f"via {via}": len(via) == len(gold["via"]) and all(map(_same, via, gold["via"])),
    }
    return [name for name, right in checks.items() if not right]
