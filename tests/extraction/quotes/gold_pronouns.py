"""Scoring whom a pronoun or a description stands for where words are attributed to it.

    python -m tests.extraction.quotes.gold_pronouns [learned|rules]

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

from app.extraction.attribution.source_words import PRONOUNS
from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import FoundQuotes, find_quotes
from app.facts.extractor import QuoteMethod
from app.facts.quote import Quote
from app.facts.reading import ArticleContext
from tests.extraction.quotes.gold_chains import find_quote
from tests.extraction.quotes.gold_quotes import is_held_out

_GOLD = Path(__file__).parents[2] / "gold" / "pronouns.json"

Passage = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How many passages tell who speaks, and of how many the source is right, or wrong; of the rest nobody is named.

    `untold` are those that do not tell, `guessed` those of them where somebody is named all the same. `pronouns` are
    the sources, of any quote, that go by a pronoun.
    """

    told: int = 0
    right: int = 0
    wrong: int = 0
    untold: int = 0
    guessed: int = 0
    pronouns: int = 0
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        withheld = self.told - self.right - self.wrong
        return (
            f"{self.told} told: {self.right} right, {self.wrong} wrong, {withheld} withheld; "
            f"{self.untold} untold: {self.guessed} guessed; {self.pronouns} sources called by a pronoun"
        )


@cache
def gold_pronouns(*, held_out: bool) -> list[Passage]:
    """The passages of one part of the gold."""
    passages = json.loads(_GOLD.read_text(encoding="utf-8"))["passages"]
    return [passage for passage in passages if is_held_out(passage["id"]) is held_out]


def score(passages: Sequence[Passage], method: QuoteMethod = QuoteMethod.LEARNED) -> Score:
    """Read each passage and compare. Quotes under the confidence that lists show are left out."""
    total = Score()
    for passage in passages:
        found = find_quotes(parse_article(passage["text"], ArticleContext()), method)
        quote = find_quote(found, passage["text"], passage["content"])
        called = sum(source.name.lower() in PRONOUNS for source in found.sources)
        verdict = _verdict(quote, passage["source"], found)
        total.told += bool(passage["source"])
        total.untold += not passage["source"]
        total.right += verdict == "right" and bool(passage["source"])
        total.wrong += verdict == "wrong"
        total.guessed += verdict == "guessed"
        total.pronouns += called
        if verdict != "right" or called:
            total.failures.append(f"{passage['id']}: {verdict}: {passage['text']}\n    {_told(quote)}")
    return total


def _verdict(quote: Quote | None, names: Sequence[str], found: FoundQuotes) -> str:
    sources = {one.id: one for one in found.sources}
    told = [sources[source.id] for source in quote.attribution.sources] if quote is not None else []
    is_named = any(one.named for one in told)
    if not names:
        return "guessed" if is_named else "right"
    known = [{_plain(name) for name in (one.name, *one.aliases)} for one in told]
    if len(known) == len(names) and all(any(_plain(name) in some for some in known) for name in names):
        return "right"
    return "wrong" if is_named else "withheld"


def _plain(name: str) -> str:
    words = " ".join(re.findall(r"\w+", name.lower().replace("’", "'")))
    return re.sub(r"^(?:the|an?) ", "", words)


def _told(quote: Quote | None) -> str:
    if quote is None:
        return "not found"
    return f"{[source.name for source in quote.attribution.sources]}: {quote.text}"


if __name__ == "__main__":
    chosen = QuoteMethod(sys.argv[1]) if len(sys.argv) > 1 else QuoteMethod.LEARNED
    tuned = score(gold_pronouns(held_out=False), chosen)
    sys.stdout.write("\n".join([*tuned.failures, f"tuned: {tuned}", ""]))
    sys.stdout.write(f"held out: {score(gold_pronouns(held_out=True), chosen)}\n")
