"""Quotes and figures together on the wire."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.facts.recorded import RecordedFact, RecordedQuote

Fact = Annotated[Quote | Figure, Field(discriminator="type")]
"""A quote or a figure; `type` tells which."""


def fact_of(recorded: RecordedFact) -> Quote | Figure:
    """Put a quote or a figure on the wire."""
    return Quote.of(recorded) if isinstance(recorded, RecordedQuote) else Figure.of(recorded)
