"""Reading the gold articles of many domains and scoring what was found in them.

    python -m tests.extraction.quotes.gold_articles [learned|rules]

prints what went wrong in the part that may be looked at, and the scores of each domain and of both parts.
"""

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import FoundQuotes, find_quotes
from app.extraction.word_set import word_set
from app.facts.extractor import QuoteMethod
from app.facts.quote import Quote
from app.facts.reading import ArticleContext
from tests.extraction.quotes.gold_quotes import is_held_out

_GOLD = Path(__file__).parents[2] / "gold" / "quote_articles.json"
_LEAST_OVERLAP = 0.5
_DETERMINERS = word_set("the a an one some his her its their my our your s this that another same")


@dataclass(slots=True)
class Score:
    """Counts over quotes. `attributed`: found, and the mention or the name of the source is right too.

    `resolved`: found, and every source goes by its fullest name; `fields`: found, and kind, stance or via is right.
    """

    gold: int = 0
    predicted: int = 0
    found: int = 0
    attributed: int = 0
    resolved: int = 0
    named_kinds: int = 0
    of_a_kind: int = 0
    fields: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def f1(self) -> float:
        """The harmonic mean of precision and recall of attributed quotes."""
        return 2 * self.attributed / max(self.predicted + self.gold, 1)

    def resolution(self) -> float:
        """The share of attributed quotes whose sources are resolved."""
        return self.resolved / max(self.attributed, 1)

    def __str__(self) -> str:
        fields = ", ".join(f"{name} {100 * count / max(self.found, 1):.0f} %" for name, count in self.fields.items())
        return (
            f"{self.gold} gold, {self.predicted} predicted, {self.found} found, {self.attributed} attributed "
            f"(P {self.attributed / max(self.predicted, 1):.3f} R {self.attributed / max(self.gold, 1):.3f} "
            f"F1 {self.f1():.3f}), resolved {self.resolution():.3f}; of the found: {fields}; kind of source "
            f"{self.of_a_kind}/{self.named_kinds}"
        )


@cache
def gold_articles(*, held_out: bool) -> list[dict[str, Any]]:
    """The articles of one part of the gold."""
    articles = json.loads(_GOLD.read_text(encoding="utf-8"))["articles"]
    return [article for article in articles if is_held_out(article["id"]) is held_out]


def score(articles: Sequence[dict[str, Any]], method: QuoteMethod, least_confidence: float = 0.5) -> Score:
    """Read the articles and compare; quotes under the least confidence are left out, as lists leave them out."""
    total = Score(fields={"kind": 0, "stance": 0, "via": 0})
    for article in articles:
        found = find_quotes(parse_article(article["text"], ArticleContext()), method)
        _add(total, article, found, least_confidence)
    return total


def _add(total: Score, article: dict[str, Any], found: FoundQuotes, least_confidence: float) -> None:
    text = article["text"]
    quotes = [quote for quote in found.quotes if quote.confidence >= least_confidence]
    wanted = [_letters(text, _spans(text, gold["content"])) for gold in article["quotes"]]
    got = [_letters(text, [(span.start, span.end) for span in quote.spans]) for quote in quotes]
    pairs = sorted(
        ((len(a & b) / len(a | b), g, p) for g, a in enumerate(wanted) for p, b in enumerate(got) if a & b),
        reverse=True,
    )
    total.gold += len(wanted)
    total.predicted += len(got)
    matched: dict[int, int] = {}
    for share, g, p in pairs:
        if share >= _LEAST_OVERLAP and g not in matched and p not in matched.values():
            matched[g] = p
            _compare(total, article, article["quotes"][g], quotes[p], found)
    missed = [gold for g, gold in enumerate(article["quotes"]) if g not in matched]
    total.failures += [f"{article['id']}: missed {_told(gold)}" for gold in missed]
    spare = [quote for p, quote in enumerate(quotes) if p not in matched.values()]
    total.failures += [f"{article['id']}: spurious {quote.confidence} {_names(quote)}: {quote.text}" for quote in spare]


def _compare(total: Score, article: dict[str, Any], gold: dict[str, Any], quote: Quote, found: FoundQuotes) -> None:
    total.found += 1
    aliases = {source.id: {source.name, *source.aliases} for source in found.sources}
    names = [aliases[source.id] for source in quote.attribution.sources]
    is_resolved = len(names) == len(gold["source"]) and all(
        any(any(_fits(name, other, gold["origin"]) for other in known) for known in names) for name in gold["source"]
    )
    is_attributed = is_resolved or _mentions(article["text"], gold, quote)
    total.attributed += is_attributed
    total.resolved += is_resolved
    if not is_resolved:
        what = "name" if is_attributed else "source"
        total.failures.append(f"{article['id']}: {what} {_names(quote)} for {_told(gold)}")
    via = [source.name for link in quote.attribution.via for source in link.sources]
    total.fields["kind"] += quote.kind == gold["kind"]
    total.fields["stance"] += quote.stance == gold["stance"]
    total.fields["via"] += len(via) == len(gold["via"]) and all(map(_same, via, gold["via"]))
    if is_resolved:
        total.named_kinds += len(gold["source_kind"])
        kinds = sorted(str(source.kind) for source in quote.attribution.sources)
        total.of_a_kind += sum(a == b for a, b in zip(kinds, sorted(gold["source_kind"]), strict=True))


def _mentions(text: str, gold: dict[str, Any], quote: Quote) -> bool:
    """Whether the words that name the source are the gold's, or where nobody is named, nobody is told."""
    if gold["mention"] is None:
        return not gold["source"] and not quote.attribution.sources
    words = set(_words(gold["mention"])) - {"the", "a", "an", "of"}
    told = {word for source in quote.attribution.sources if source.mention for word in _words(source.mention.exact)}
    return bool(words & told)


def _spans(text: str, contents: Sequence[str]) -> Iterator[tuple[int, int]]:
    return ((text.index(words), text.index(words) + len(words)) for words in contents)


def _letters(text: str, spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _same(left: str, right: str) -> bool:
    plain = [re.sub(r"^(?:the|an?) ", "", " ".join(_words(name.replace("’", "'")))) for name in (left, right)]
    return plain[0] == plain[1]


def _fits(name: str, other: str, origin: str) -> bool:
    """Whether two namings are of one source; of one that only a description tells, the shorter may lead the longer."""
    if _same(name, other):
        return True
    short, long = sorted((_described(name), _described(other)), key=len)
    return origin == "unnamed" and bool(short) and long[: len(short)] == short


def _described(name: str) -> list[str]:
    words = _words(name.replace("’", "'"))
    while words and words[0] in _DETERMINERS:
        words = words[1:]
    return words


def _names(quote: Quote) -> list[str]:
    return [f"{one.name} ({one.mention.exact if one.mention else ''})" for one in quote.attribution.sources]


def _told(gold: dict[str, Any]) -> str:
    return f"{gold['kind']} {gold['source']} ({gold['mention']}) {gold['cue']}: {' || '.join(gold['content'])}"


def interval(articles: Sequence[dict[str, Any]], method: QuoteMethod, resamples: int = 1000) -> str:
    """Between which values 95 % of the F1s of resampled articles lie."""
    scores = [score([article], method) for article in articles]
    chance = random.Random(0)
    values = []
    for _ in range(resamples):
        some = chance.choices(scores, k=len(scores))
        both = sum(one.predicted + one.gold for one in some)
        values.append(2 * sum(one.attributed for one in some) / max(both, 1))
    values.sort()
    return f"{values[int(0.025 * resamples)]:.3f} to {values[int(0.975 * resamples)]:.3f}"


def by_domain(method: QuoteMethod) -> Iterator[str]:
    """The F1 of each domain, over both parts."""
    articles = [*gold_articles(held_out=False), *gold_articles(held_out=True)]
    domains = sorted({article["domain"].split(",")[0] for article in articles})
    for domain in domains:
        own = [article for article in articles if article["domain"].split(",")[0] == domain]
        one = score(own, method)
        yield f"{domain}: {len(own)} articles, {one.gold} quotes, F1 {one.f1():.3f}, resolved {one.resolution():.3f}"
    yield f"all: F1 between {interval(articles, method)}"


if __name__ == "__main__":
    chosen = QuoteMethod(sys.argv[1]) if len(sys.argv) > 1 else QuoteMethod.LEARNED
    tuned = score(gold_articles(held_out=False), chosen)
    sys.stdout.write("\n".join([*tuned.failures, *by_domain(chosen), f"tuned: {tuned}", ""]))
    sys.stdout.write(f"held out: {score(gold_articles(held_out=True), chosen)}\n")
