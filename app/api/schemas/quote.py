"""Quotes on the wire."""

from typing import Literal, Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.attribution import Attribution
from app.api.schemas.evidence import Evidence, Extractor
from app.api.schemas.span import Period, Span
from app.api.schemas.wire import Output
from app.facts.quote import QuotationMarks, QuoteKind, Stance
from app.facts.recorded import RecordedQuote


class Quote(Output):
    """Words or a statement that an article attributes to someone."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.QUOTE)})

    id: str = Field(description="Id of the quote.", examples=[examples.QUOTE_ID])
    type: Literal["quote"] = Field(description="Tells quotes from figures.", examples=["quote"])
    kind: QuoteKind = Field(
        description="`direct`: the source's own words; `mixed`: partly own words; `indirect`: reported.",
        examples=["direct"],
    )
    marks: QuotationMarks = Field(
        description="Whether the own words stand in a pair of quotation marks, in marks of which one is missing, "
        "or in none.",
        examples=["paired"],
    )
    text: str = Field(
        description="The spans joined by one space, outer quotation marks left out.",
        examples=["We expect up to 1,200 homes to lose power"],
    )
    spans: list[Span] = Field(description="The content, in reading order.", min_length=1)
    stance: Stance = Field(description="What the source does with it: asserts, denies, asks …", examples=["predicts"])
    said_at: Period | None = Field(description="When the source said it; null where the text does not tell.")
    within: str | None = Field(
        description="Id of the innermost quote that this one stands inside.", examples=[None, examples.QUOTE_ID]
    )
    attribution: Attribution = Field(description="Who said it, in which words, and through whom.")
    evidence: Evidence = Field(description="Where it stands, from the first span to the last.")
    confidence: float = Field(description="How sure the extractor is, from 0 to 1.", ge=0, le=1, examples=[0.95])
    extractor: Extractor = Field(description="What found it.")

    @classmethod
    def of(cls, recorded: RecordedQuote) -> Self:
        """Put a quote on the wire."""
        quote = recorded.quote
        return cls(
            id=quote.id,
            type="quote",
            kind=quote.kind,
            marks=quote.marks,
            text=quote.text,
            spans=[Span.of(span) for span in quote.spans],
            stance=quote.stance,
            said_at=Period.of(quote.said_at),
            within=quote.within,
            attribution=Attribution.of(quote.attribution),
            evidence=Evidence.of(recorded.evidence),
            confidence=quote.confidence,
            extractor=Extractor.of(quote.extractor),
        )
