"""The time a source spoke is the cue's, not that of a clause beside it."""

import pytest

from app.extraction.parsed_article import parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ida Holm said on Tuesday it would close two mills.", "Tuesday"),
        ("On Tuesday, Ida Holm said that the mills were empty.", "Tuesday"),
        ("The mills are empty, Ida Holm said on Tuesday.", "Tuesday"),
        ("Ida Holm opened the fair on Tuesday and said that the mills were empty.", "Tuesday"),
        ("According to a study published on Tuesday, the mills are empty.", "Tuesday"),
        ("Ida Holm, who bought the mills in 2011, said: “They are empty.”", None),
        ("Ida Holm, whose firm closed two mills on Tuesday, said that the fair would open.", None),
        ("The mills are empty, according to Ida Holm, who toured them on Tuesday.", None),
    ],
)
def test_when_a_source_spoke(text: str, printed: str | None) -> None:
    article = parse_article(text, ArticleContext(published_at=PartialDate.parse("2025-11-24")))
    quotes = find_quotes(article).quotes
    assert [quote.said_at.span.exact if quote.said_at else None for quote in quotes] == [printed]


def test_a_time_inside_the_next_quote_is_not_this_ones() -> None:
    text = '"We never agreed to that," Ida Holm said, adding that talks would begin on Monday.'
    article = parse_article(text, ArticleContext(published_at=PartialDate.parse("2025-11-24")))
    assert [quote.said_at for quote in find_quotes(article).quotes] == [None, None]
