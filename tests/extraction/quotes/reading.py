"""Reading a short text for a test: by the rules, each of which has its tests, unless the model is asked for."""

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import FoundQuotes, find_quotes
from app.facts.extractor import QuoteMethod
from app.facts.partial_date import PartialDate
from app.facts.quote import Quote
from app.facts.reading import ArticleContext


def read(text: str, method: QuoteMethod = QuoteMethod.RULES) -> FoundQuotes:
    """The quotes of a text published on a fixed day."""
    return find_quotes(parse_article(text, ArticleContext(published_at=PartialDate.parse("2024-10-24"))), method)


def quotes_of(text: str, method: QuoteMethod = QuoteMethod.RULES) -> list[Quote]:
    """The quotes that lists show."""
    return [quote for quote in read(text, method).quotes if quote.confidence >= 0.5]


def names_of(quote: Quote) -> list[str]:
    """The names of a quote's sources."""
    return [source.name for source in quote.attribution.sources]


def carriers_of(quote: Quote) -> list[list[str]]:
    """The names of each link that carried a quote, nearest the publisher first."""
    return [[source.name for source in link.sources] for link in quote.attribution.via]
