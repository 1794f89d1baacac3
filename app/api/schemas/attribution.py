"""Who a fact is attributed to, on the wire."""

from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.span import Span
from app.api.schemas.wire import Output
from app.facts.attribution import AttributedSource, Origin, SourceKind, ViaLink
from app.facts.attribution import Attribution as FoundAttribution
from app.facts.attribution import Cue as FoundCue


class SourceReference(Output):
    """A source as one fact names it."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.SOURCE_REFERENCE)})

    id: str = Field(description="Id of the source.", examples=[examples.SOURCE_ID])
    name: str = Field(
        description='The source\'s full name, as resolved; "an unidentified person", "group" or "source" where only a '
        "pronoun names it and the article does not tell for sure who is meant.",
        examples=["Mina Sorel"],
    )
    kind: SourceKind = Field(description="What sort of thing the source is.", examples=["person"])
    mention: Span | None = Field(
        description='The words that name the source at this place ("She", "the office"); null where none do.'
    )

    @classmethod
    def of(cls, source: AttributedSource) -> Self:
        """Put a source on the wire."""
        return cls(id=source.id, name=source.name, kind=source.kind, mention=Span.of_any(source.mention))


class Cue(Output):
    """The words that attribute."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.CUE)})

    start: int = Field(description="Offset of the first character.", ge=0, examples=[89])
    end: int = Field(description="Offset after the last character.", ge=1, examples=[93])
    exact: str = Field(description="The words at that place, unchanged.", min_length=1, examples=["said"])
    lemma: str = Field(description="Their dictionary form.", examples=["say"])

    @classmethod
    def of(cls, cue: FoundCue | None) -> Self | None:
        """Put a cue on the wire, where there is one."""
        if cue is None:
            return None
        return cls(start=cue.span.start, end=cue.span.end, exact=cue.span.exact, lemma=cue.lemma)


class Via(Output):
    """One hand that carried the words between the source and the publisher."""

    sources: list[SourceReference] = Field(description="Who carried them; several where outlets report in parallel.")
    cue: Cue | None = Field(description="The words that name this hand's part, where there are any.")

    @classmethod
    def of(cls, link: ViaLink) -> Self:
        """Put a link on the wire."""
        return cls(sources=[SourceReference.of(source) for source in link.sources], cue=Cue.of(link.cue))


class Attribution(Output):
    """Who a fact is attributed to, in which words, and through whom."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.ATTRIBUTION)})

    origin: Origin = Field(
        description="`publisher`: nothing in the text attributes the fact; `named`: a source does; "
        "`unnamed`: it is attributed to no one identifiable.",
        examples=["named"],
    )
    sources: list[SourceReference] = Field(description="The sources; joint sources each stand here.")
    cue: Cue | None = Field(description="The words that attribute; null where nothing does.")
    via: list[Via] = Field(description="Who carried the words; the first is nearest the publisher.", examples=[[]])

    @classmethod
    def of(cls, attribution: FoundAttribution) -> Self:
        """Put an attribution on the wire."""
        return cls(
            origin=attribution.origin,
            sources=[SourceReference.of(source) for source in attribution.sources],
            cue=Cue.of(attribution.cue),
            via=[Via.of(link) for link in attribution.via],
        )
