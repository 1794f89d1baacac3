"""Values come back from both databases as they went in, and compare there as they do here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, literal, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from app.archive.column_types import (
    ExactDecimal,
    JsonDocument,
    UtcDateTime,
    decode_decimal,
    encode_decimal,
    is_storable_decimal,
    plain_decimal,
)
from app.archive.unit_of_work import Archive

SAMPLES = Table(
    "samples",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("instant", UtcDateTime),
    Column("number", ExactDecimal),
    Column("words", Text),
    Column("document", JsonDocument),
)

on_every_database = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
decimals = st.decimals(allow_nan=False, allow_infinity=False).filter(is_storable_decimal) | st.decimals(
    min_value=-1000, max_value=1000, places=3
)
instants = st.datetimes(
    min_value=datetime(2, 1, 1),
    max_value=datetime(9998, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
storable_text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@contextmanager
def samples(archive: Archive) -> Iterator[Session]:
    """A session with a table of samples that is gone afterwards."""
    with archive.engine.connect() as connection:
        transaction = connection.execution_options(onrecord_writes=True).begin()
        SAMPLES.create(connection)
        with Session(connection) as session:
            yield session
        transaction.rollback()


@given(decimals)
def test_decimals_are_encoded_and_read_back(value: Decimal) -> None:
    assert decode_decimal(encode_decimal(value)) == value
    assert plain_decimal(value) == value


@given(decimals, decimals)
def test_encoded_decimals_sort_as_numbers_do(left: Decimal, right: Decimal) -> None:
    assert (encode_decimal(left) < encode_decimal(right)) == (left < right)
    assert (encode_decimal(left) == encode_decimal(right)) == (left == right)


@pytest.mark.parametrize(
    ("value", "plain"), [("2.87E+13", "28700000000000"), ("5.50", "5.5"), ("-0.00", "0"), ("1E-7", "1E-7")]
)
def test_plain_form_has_neither_exponent_nor_needless_zeros(value: str, plain: str) -> None:
    assert str(plain_decimal(Decimal(value))) == plain


@on_every_database
@given(st.lists(decimals, min_size=1, max_size=5), decimals)
def test_decimals_come_back_exactly_and_compare(archive: Archive, values: list[Decimal], bound: Decimal) -> None:
    with samples(archive) as session:
        session.execute(insert(SAMPLES), [{"number": value} for value in values])
        stored = session.execute(select(SAMPLES.c.number).order_by(SAMPLES.c.id)).scalars().all()
        above = session.execute(select(SAMPLES.c.number).where(SAMPLES.c.number >= bound)).scalars().all()
    assert stored == values
    assert sorted(above) == sorted(value for value in values if value >= bound)


@on_every_database
@given(instants)
def test_instants_come_back_in_utc(archive: Archive, instant: datetime) -> None:
    with samples(archive) as session:
        session.execute(insert(SAMPLES), [{"instant": instant}])
        stored = session.execute(select(SAMPLES.c.instant)).scalar_one()
        matches = session.execute(select(literal(1)).where(SAMPLES.c.instant == instant)).scalar_one_or_none()
    assert stored == instant
    assert stored.tzinfo is UTC
    assert matches == 1


@on_every_database
@given(storable_text)
def test_text_comes_back_code_point_for_code_point(archive: Archive, words: str) -> None:
    with samples(archive) as session:
        session.execute(insert(SAMPLES), [{"words": words, "document": [words, None]}])
        stored = session.execute(select(SAMPLES.c.words, SAMPLES.c.document)).one()
    assert tuple(stored) == (words, [words, None])


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+10001"), Decimal("1E-10001")])
def test_what_is_no_number_is_refused(archive: Archive, value: Decimal) -> None:
    with samples(archive) as session, pytest.raises(StatementError, match="finite"):
        session.execute(insert(SAMPLES), [{"number": value}])


def test_time_of_day_without_zone_is_refused(archive: Archive) -> None:
    with samples(archive) as session, pytest.raises(StatementError, match="time zone"):
        session.execute(insert(SAMPLES), [{"instant": datetime(2024, 1, 1)}])


@pytest.mark.parametrize("encoded", ["", "2", "x", "1123", "150000x"])
def test_what_was_never_encoded_is_not_decoded(encoded: str) -> None:
    with pytest.raises(ValueError, match="not an encoded decimal"):
        decode_decimal(encoded)
