"""Finding every quantity an article states."""

from app.extraction.parsed_article import ParsedArticle
from app.facts.figure import Figure


def find_figures(article: ParsedArticle) -> tuple[Figure, ...]:
    """Find the figures of an article, in reading order, attributed to the publisher until a quote claims them."""
    return ()
