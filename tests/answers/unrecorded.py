"""The facts of an invented article as they would be read back, without a database."""

from app.facts.article import ArticleStatus
from app.facts.quote import Quote
from app.facts.recorded import ArticleReference, Evidence, RecordedFact, RecordedFigure, RecordedQuote
from app.facts.text_span import TextSpan
from tests.archive.invented import Invented


def facts_of(article: Invented, article_id: str = "art_1") -> list[RecordedFact]:
    """Its facts in reading order, with their local ids."""
    reference = ArticleReference(article_id, None, None, None, None, ArticleStatus.ACTIVE, "0" * 64)
    facts: list[RecordedFact] = []
    for fact in sorted((*article.quotes, *article.figures), key=lambda one: (one.start, -one.end)):
        span = TextSpan.of(article.text, fact.start, fact.end)
        evidence = Evidence(reference, span, "", "", fact.sentence)
        facts.append(RecordedQuote(fact, evidence) if isinstance(fact, Quote) else RecordedFigure(fact, evidence))
    return facts
