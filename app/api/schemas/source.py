"""Sources on the wire."""

from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.wire import Output
from app.facts.attribution import SourceKind
from app.facts.recorded import RecordedSource
from app.facts.recorded import SourceCounts as RecordedSourceCounts


class SourceCounts(Output):
    """How much is attributed to a source."""

    quotes: int = Field(description="Quotes attributed to the source.", ge=0, examples=[12])
    figures: int = Field(description="Figures attributed to the source.", ge=0, examples=[7])
    articles: int = Field(description="Articles that attribute something to the source.", ge=0, examples=[3])

    @classmethod
    def of(cls, counts: RecordedSourceCounts) -> Self:
        """Put counts on the wire."""
        return cls(quotes=counts.quotes, figures=counts.figures, articles=counts.articles)


class Source(Output):
    """A person, body, outlet, document or group that facts are attributed to, across articles."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.SOURCE)})

    id: str = Field(description="Id of the source.", examples=[examples.SOURCE_ID])
    name: str = Field(description="Its fullest name.", examples=["Mina Sorel"])
    kind: SourceKind = Field(description="What sort of thing it is.", examples=["person"])
    named: bool = Field(
        description='False for a group that its article does not identify ("three officials").', examples=[True]
    )
    aliases: list[str] = Field(description="Every other name that articles use for it.", examples=[["Sorel"]])
    description: str | None = Field(
        description="What articles say it is.", examples=["director of the Dalmere Flood Office"]
    )
    counts: SourceCounts = Field(description="How much is attributed to it.")
    first_seen: str | None = Field(description="Date of its first dated article.", examples=["2024-10-16"])
    last_seen: str | None = Field(description="Date of its last dated article.", examples=["2024-10-16"])

    @classmethod
    def of(cls, source: RecordedSource) -> Self:
        """Put a source on the wire."""
        return cls(
            id=source.id,
            name=source.name,
            kind=source.kind,
            named=source.named,
            aliases=list(source.aliases),
            description=source.description,
            counts=SourceCounts.of(source.counts),
            first_seen=source.first_seen.text if source.first_seen else None,
            last_seen=source.last_seen.text if source.last_seen else None,
        )
