"""Spans and periods on the wire."""

from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.wire import Output
from app.facts.period import Period as FoundPeriod
from app.facts.text_span import TextSpan


class Span(Output):
    """A half-open stretch of the article's stored text, counted in Unicode code points: `text[start:end] == exact`."""

    model_config = ConfigDict(json_schema_extra={"example": examples.span("Mina Sorel")})

    start: int = Field(description="Offset of the first character.", ge=0, examples=[0])
    end: int = Field(description="Offset after the last character.", ge=1, examples=[10])
    exact: str = Field(description="The words at that place, unchanged.", min_length=1, examples=["Mina Sorel"])

    @classmethod
    def of(cls, span: TextSpan) -> Self:
        """Put a span on the wire."""
        return cls(start=span.start, end=span.end, exact=span.exact)

    @classmethod
    def of_any(cls, span: TextSpan | None) -> Self | None:
        """Put a span on the wire, where there is one."""
        return None if span is None else cls.of(span)


class Period(Output):
    """Words that name a time, and the dates they stand for, both inclusive."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.PERIOD)})

    start: int = Field(description="Offset of the first character.", ge=0, examples=[148])
    end: int = Field(description="Offset after the last character.", ge=1, examples=[155])
    exact: str = Field(description="The words that name the time.", min_length=1, examples=["Tuesday"])
    from_date: str | None = Field(
        serialization_alias="from",
        description="First date meant, in the precision it is known in; null where open or not to be resolved.",
        examples=["2024-10-15"],
    )
    to_date: str | None = Field(
        serialization_alias="to",
        description="Last date meant, in the precision it is known in; null where open or not to be resolved.",
        examples=["2024-10-15"],
    )

    @classmethod
    def of(cls, period: FoundPeriod | None) -> Self | None:
        """Put a period on the wire, where there is one."""
        if period is None:
            return None
        return cls(
            start=period.span.start,
            end=period.span.end,
            exact=period.span.exact,
            from_date=period.from_date.text if period.from_date else None,
            to_date=period.to_date.text if period.to_date else None,
        )
