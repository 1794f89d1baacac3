"""Articles on the wire."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.api.schemas.wire import Output
from app.facts.article import Article as RecordedArticle
from app.facts.article import ArticleStatus
from app.facts.article import FactCounts as RecordedFactCounts
from app.facts.recorded import RecordedFigure, RecordedQuote


class FactCounts(Output):
    """How many facts an article holds, and how many sources they are attributed to."""

    quotes: int = Field(description="Quotes in the article.", ge=0, examples=[1])
    figures: int = Field(description="Figures in the article.", ge=0, examples=[2])
    sources: int = Field(description="Sources that its facts are attributed to.", ge=0, examples=[1])

    @classmethod
    def of(cls, counts: RecordedFactCounts) -> Self:
        """Put counts on the wire."""
        return cls(quotes=counts.quotes, figures=counts.figures, sources=counts.sources)


class Article(Output):
    """One ingested document; its stored text never changes."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.ARTICLE)})

    id: str = Field(description="Id of the article.", examples=[examples.ARTICLE_ID])
    version: int = Field(description="1, or one more than the article it replaces.", ge=1, examples=[1])
    previous_id: str | None = Field(
        description="Id of the version it replaces: another text under the same URL.",
        examples=[None, examples.ARTICLE_ID],
    )
    url: str | None = Field(description="Where it was published.", examples=["https://courier.example/dalmere-braces"])
    title: str | None = Field(description="Its title.", examples=["Dalmere braces for the Ostra"])
    publisher: str | None = Field(description="Who published it.", examples=["Dalmere Courier"])
    authors: list[str] = Field(description="Who wrote it.", examples=[["Ida Quist"]])
    published_at: str | None = Field(
        description="When it was published, in the precision it is known in: a year, a month, a day or an instant "
        "in UTC.",
        examples=["2024-10-16"],
    )
    language: str | None = Field(description="Language of the text (BCP 47).", examples=["en"])
    ingested_at: datetime = Field(
        description="When it was stored (RFC 3339, UTC).", examples=["2024-10-16T07:30:12.041000Z"]
    )
    sha256: str = Field(
        description="SHA-256 of the stored text in UTF-8, in hexadecimal digits.", examples=[examples.SHA256]
    )
    characters: int = Field(description="Length of the text in Unicode code points.", ge=1, examples=[156])
    words: int = Field(description="Stretches of the text between white space.", ge=1, examples=[26])
    counts: FactCounts = Field(description="How many facts were found in it.")
    status: ArticleStatus = Field(description="Whether it stands as it is.", examples=["active"])
    reply: str | None = Field(description="What the publisher or a source replies.", examples=[None])

    @classmethod
    def of(cls, article: RecordedArticle) -> Self:
        """Put an article on the wire."""
        metadata = article.metadata
        return cls(
            id=article.id,
            version=article.version,
            previous_id=article.previous_id,
            url=metadata.url,
            title=metadata.title,
            publisher=metadata.publisher,
            authors=list(metadata.authors),
            published_at=metadata.published_at.text if metadata.published_at else None,
            language=metadata.language,
            ingested_at=article.ingested_at,
            sha256=article.sha256,
            characters=article.characters,
            words=article.words,
            counts=FactCounts.of(article.counts),
            status=article.status,
            reply=article.reply,
        )


class ArticleWithFacts(Output):
    """An article and every fact found in it, whatever its confidence or role."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "article": dict(examples.ARTICLE),
                "quotes": [dict(examples.QUOTE)],
                "figures": [dict(examples.FIGURE)],
            }
        }
    )

    article: Article = Field(description="The article as stored.")
    quotes: list[Quote] = Field(description="All its quotes, in reading order.")
    figures: list[Figure] = Field(description="All its figures, in reading order.")

    @classmethod
    def of(cls, article: RecordedArticle, quotes: Iterable[RecordedQuote], figures: Iterable[RecordedFigure]) -> Self:
        """Put an article with its facts on the wire."""
        return cls(
            article=Article.of(article),
            quotes=[Quote.of(quote) for quote in quotes],
            figures=[Figure.of(figure) for figure in figures],
        )
