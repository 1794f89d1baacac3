"""Column types that keep a value exactly, and order it alike, on SQLite and on PostgreSQL."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, Numeric, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

IDENTIFIER_LENGTH = 64
ENUM_LENGTH = 24

# PostgreSQL would order text by the language of the server; ids and sort keys are ordered by code point on both.
Identifier = String(IDENTIFIER_LENGTH).with_variant(String(IDENTIFIER_LENGTH, collation="C"), "postgresql")
SortKey = Text().with_variant(Text(collation="C"), "postgresql")
JsonDocument = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
# SQLite numbers rows by itself only where the type is INTEGER.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")

_EXPONENT_OFFSET = 50_000
_EXPONENT_DIGITS = 5
# PostgreSQL keeps at most 16,383 digits after the point.
_MAX_EXPONENT = 10_000
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_ENCODED_POSITIVE = re.compile(r"1(\d{5})(\d+)", re.ASCII)


def value_enum(choices: type[StrEnum], name: str) -> Enum:
    """An enum stored by its values, with a CHECK constraint of that name."""
    return Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=ENUM_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An instant with its time zone, in UTC. Refuses a time of day without a zone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite knows no zones and would drop them; PostgreSQL keeps them."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an instant into UTC, without its zone where the database has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal of any length without rounding, given back without an exponent or needless zeros.

    SQLite has no exact decimals: there it is kept as text that sorts as the number does, so comparisons hold.
    """

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC without limits on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Refuse what is no number, and encode the rest."""
        if value is None:
            return None
        if not is_storable_decimal(value):
            raise ValueError("only finite decimals of up to 10,000 digits before and after the point are stored")
        return value if dialect.name == "postgresql" else encode_decimal(value)

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:
        """Give the number back in its plain form."""
        if value is None:
            return None
        if dialect.name == "postgresql":
            return plain_decimal(Decimal(value))
        return plain_decimal(decode_decimal(str(value)))


def is_storable_decimal(value: Decimal) -> bool:
    """Tell whether a decimal is a number, of a size that both databases keep."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return value.is_zero() or (abs(value.adjusted()) <= _MAX_EXPONENT and int(exponent) >= -_MAX_EXPONENT)


def plain_decimal(value: Decimal) -> Decimal:
    """The same number without an exponent above zero and without zeros after the last digit of its fraction."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError("only finite decimals have a plain form")
    kept = list(digits)
    while exponent < 0 and kept and kept[-1] == 0:
        kept.pop()
        exponent += 1
    if not any(kept):
        return Decimal(0)
    if exponent > 0:
        kept.extend([0] * exponent)
        exponent = 0
    return Decimal((sign, tuple(kept), exponent))


def encode_decimal(value: Decimal) -> str:
    """A text that sorts among others of its kind as the number does among numbers."""
    digits = "".join(str(digit) for digit in value.as_tuple().digits).strip("0")
    if not digits:
        return "1"
    encoded = f"{value.adjusted() + _EXPONENT_OFFSET:0{_EXPONENT_DIGITS}d}{digits}"
    # A negative number sorts the other way round, and a longer one before its own beginning.
    return f"0{encoded.translate(_COMPLEMENT)}~" if value < 0 else f"1{encoded}"


def decode_decimal(encoded: str) -> Decimal:
    """Read back what `encode_decimal` wrote. Raises ValueError for anything else."""
    if encoded == "1":
        return Decimal(0)
    negative = encoded.startswith("0")
    positive = "1" + encoded[1:].removesuffix("~").translate(_COMPLEMENT) if negative else encoded
    match = _ENCODED_POSITIVE.fullmatch(positive)
    if match is None:
        raise ValueError("not an encoded decimal")
    digits = tuple(int(digit) for digit in match[2])
    exponent = int(match[1]) - _EXPONENT_OFFSET - len(digits) + 1
    return Decimal((int(negative), digits, exponent))
