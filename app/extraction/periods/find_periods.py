"""Finding and resolving the times that an article names."""

from app.extraction.parsed_article import ParsedArticle
from app.facts.period import Period


def find_periods(article: ParsedArticle) -> tuple[Period, ...]:
    """Find every date or period named in the article, in reading order, resolved against its publication date."""
    return ()
