"""Where a fact stands, on the wire."""

from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.span import Span
from app.api.schemas.wire import Output
from app.facts.article import ArticleStatus
from app.facts.extractor import Extractor as FoundExtractor
from app.facts.recorded import ArticleReference as RecordedArticleReference
from app.facts.recorded import Evidence as RecordedEvidence


class Extractor(Output):
    """What found a fact."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.EXTRACTOR)})

    name: str = Field(description="Name of the extractor.", examples=["onrecord-rules"])
    version: str = Field(description="Its version.", examples=["1"])

    @classmethod
    def of(cls, extractor: FoundExtractor) -> Self:
        """Put an extractor on the wire."""
        return cls(name=extractor.name, version=extractor.version)


class ArticleReference(Output):
    """What evidence says of its article."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.ARTICLE_REFERENCE)})

    id: str = Field(description="Id of the article.", examples=[examples.ARTICLE_ID])
    title: str | None = Field(description="Title of the article.", examples=["Dalmere braces for the Ostra"])
    publisher: str | None = Field(description="Who published it.", examples=["Dalmere Courier"])
    published_at: str | None = Field(
        description="When, in the precision it is known in: a year, a month, a day or an instant in UTC.",
        examples=["2024-10-16"],
    )
    url: str | None = Field(description="Where.", examples=["https://courier.example/dalmere-braces"])
    status: ArticleStatus = Field(description="Whether the article stands as it is.", examples=["active"])

    @classmethod
    def of(cls, article: RecordedArticleReference) -> Self:
        """Put an article reference on the wire."""
        return cls(
            id=article.id,
            title=article.title,
            publisher=article.publisher,
            published_at=article.published_at.text if article.published_at else None,
            url=article.url,
            status=article.status,
        )


class Evidence(Output):
    """Where a fact stands: the article, the offsets, the exact words, and the hash of the text they were cut from."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.EVIDENCE)})

    article: ArticleReference = Field(description="The article.")
    start: int = Field(description="Offset of the first character.", ge=0, examples=[45])
    end: int = Field(description="Offset after the last character.", ge=1, examples=[86])
    exact: str = Field(
        description="The words at that place, unchanged.",
        min_length=1,
        examples=["We expect up to 1,200 homes to lose power"],
    )
    prefix: str = Field(description="Up to 32 characters before.", examples=["rose by 40 centimetres overnight. “"])
    suffix: str = Field(description="Up to 32 characters after.", examples=[",” said Mina Sorel, director of t"])
    sentence: Span = Field(description="The sentence or sentences that the fact stands in.")
    sha256: str = Field(
        description="SHA-256 of the article's stored text in UTF-8, in hexadecimal digits.", examples=[examples.SHA256]
    )

    @classmethod
    def of(cls, evidence: RecordedEvidence) -> Self:
        """Put evidence on the wire."""
        return cls(
            article=ArticleReference.of(evidence.article),
            start=evidence.span.start,
            end=evidence.span.end,
            exact=evidence.span.exact,
            prefix=evidence.prefix,
            suffix=evidence.suffix,
            sentence=Span.of(evidence.sentence),
            sha256=evidence.article.sha256,
        )
