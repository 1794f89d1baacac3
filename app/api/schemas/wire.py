"""What every wire model shares."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema


class Output(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Input(BaseModel):
    """A part of a request: what is not asked for is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def as_json_number(value: Decimal) -> int | float:
    """A decimal as JSON has it: a whole one without a fraction."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(as_json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}, mode="serialization"),
]
"""A decimal as a JSON number; a whole one without a fraction."""
