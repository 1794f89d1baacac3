"""Finding who said what."""

from dataclasses import dataclass

from app.extraction.parsed_article import ParsedArticle
from app.facts.quote import Quote
from app.facts.reading import FoundSource


@dataclass(frozen=True, slots=True)
class FoundQuotes:
    """The quotes of one article and the sources they are attributed to."""

    sources: tuple[FoundSource, ...]
    quotes: tuple[Quote, ...]


def find_quotes(article: ParsedArticle) -> FoundQuotes:
    """Find the quotes of an article, in reading order, each with its cue and its source resolved."""
    return FoundQuotes((), ())
