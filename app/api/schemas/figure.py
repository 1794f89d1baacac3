"""Figures on the wire."""

from typing import Literal, Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.attribution import Attribution
from app.api.schemas.evidence import Evidence, Extractor
from app.api.schemas.span import Period, Span
from app.api.schemas.wire import Number, Output
from app.facts.figure import Bound, Change, Modality, RelatedAs, Role, UnitKind
from app.facts.figure import RelatedFigure as FoundRelation
from app.facts.figure import Subject as FoundSubject
from app.facts.recorded import RecordedFigure


class Subject(Output):
    """What is counted or measured."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.FIGURE["subject"])})

    name: str = Field(description="Its name, as resolved.", examples=["homes"])
    start: int = Field(description="Offset of the first character.", ge=0, examples=[65])
    end: int = Field(description="Offset after the last character.", ge=1, examples=[70])
    exact: str = Field(description="The words as printed.", min_length=1, examples=["homes"])

    @classmethod
    def of(cls, subject: FoundSubject | None) -> Self | None:
        """Put a subject on the wire, where there is one."""
        if subject is None:
            return None
        return cls(name=subject.name, start=subject.span.start, end=subject.span.end, exact=subject.span.exact)


class RelatedFigure(Output):
    """Another figure of the same article, and what it is to this one."""

    figure_id: str = Field(description="Id of the other figure.", examples=[examples.FIGURE_ID])
    relation: RelatedAs = Field(
        serialization_alias="as", description="What that figure is to this one.", examples=["whole"]
    )

    @classmethod
    def of(cls, related: FoundRelation) -> Self:
        """Put a relation on the wire."""
        return cls(figure_id=related.figure_id, relation=related.relation)


class Figure(Output):
    """A quantity that an article states of something."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.FIGURE)})

    id: str = Field(description="Id of the figure.", examples=[examples.FIGURE_ID])
    type: Literal["figure"] = Field(description="Tells figures from quotes.", examples=["figure"])
    text: str = Field(description="The figure as printed.", examples=["up to 1,200"])
    value: Number | None = Field(
        description="The value, magnitude words multiplied out, in the unit printed; null for a range.", examples=[1200]
    )
    low: Number | None = Field(
        description="Lower end, for `range`, `at_least` and `more_than`.", examples=[None, 12000]
    )
    high: Number | None = Field(description="Upper end, for `range`, `at_most` and `less_than`.", examples=[1200])
    bound: Bound = Field(description="How the words, as printed, bound the value.", examples=["at_most"])
    change: Change | None = Field(
        description="The direction, where the figure is itself a rise or a fall.", examples=[None, "up"]
    )
    unit: str | None = Field(
        description="ISO 4217 for money, the SI or customary symbol for measures, `percent` and the like, a rate "
        "with a slash (`barrel/day`), or the singular noun that is counted.",
        examples=["home", "KRW"],
    )
    unit_kind: UnitKind = Field(description="What sort of quantity the unit measures.", examples=["count"])
    subject: Subject | None = Field(description="What is counted or measured.")
    role: Role = Field(
        description='Whether the figure claims something or only refers ("the two sides").', examples=["claim"]
    )
    modality: Modality = Field(description="How sure the figure is said to be.", examples=["planned"])
    condition: Span | None = Field(description="The words on which a possible figure hangs.")
    period: Period | None = Field(description="What time the figure is of.")
    said_at: Period | None = Field(description="When the source said it; null where the text does not tell.")
    related: list[RelatedFigure] = Field(description="Figures that belong to this one.", examples=[[]])
    within: str | None = Field(
        description="Id of the innermost quote that the figure stands inside.", examples=[examples.QUOTE_ID]
    )
    attribution: Attribution = Field(description="Who claims it, in which words, and through whom.")
    evidence: Evidence = Field(description="Where it stands.")
    confidence: float = Field(description="How sure the extractor is, from 0 to 1.", ge=0, le=1, examples=[0.9])
    extractor: Extractor = Field(description="What found it.")

    @classmethod
    def of(cls, recorded: RecordedFigure) -> Self:
        """Put a figure on the wire."""
        figure, quantity = recorded.figure, recorded.figure.quantity
        return cls(
            id=figure.id,
            type="figure",
            text=figure.text,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            change=figure.change,
            unit=quantity.unit,
            unit_kind=quantity.unit_kind,
            subject=Subject.of(figure.subject),
            role=figure.role,
            modality=figure.modality,
            condition=Span.of_any(figure.condition),
            period=Period.of(figure.period),
            said_at=Period.of(figure.said_at),
            related=[RelatedFigure.of(related) for related in figure.related],
            within=figure.within,
            attribution=Attribution.of(figure.attribution),
            evidence=Evidence.of(recorded.evidence),
            confidence=figure.confidence,
            extractor=Extractor.of(figure.extractor),
        )
