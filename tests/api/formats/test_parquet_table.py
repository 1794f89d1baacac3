"""Parquet: typed columns, whole files, and nothing rounded."""

import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.api.formats import kinds, parquet_table
from app.api.formats.columns import Column, ColumnType
from app.api.formats.kinds import Kind
from app.api.formats.parquet_table import write_parquet

NUMBER = Column("value", ColumnType.DECIMAL, "A number.", lambda item: item)


def read_back(chunks: list[bytes]) -> pq.ParquetFile:
    return pq.ParquetFile(io.BytesIO(b"".join(chunks)))


@pytest.mark.parametrize(
    "value", ["0", "-5", "28700000000000", "0.0000000001", "-123456789012345678901234567.25", "9" * 28]
)
def test_a_number_that_fits_comes_back_as_it_was(value: str) -> None:
    table = read_back(list(write_parquet([[Decimal(value)]], (NUMBER,)))).read()
    assert table.schema.field("value").type == pa.decimal128(38, 10)
    assert table.column("value").to_pylist() == [Decimal(value)]


@pytest.mark.parametrize("value", ["0.00000000001", "1" + "0" * 28, "1E+400", "1E-400"])
def test_a_number_that_does_not_fit_is_null_and_never_rounded(value: str) -> None:
    table = read_back(list(write_parquet([[Decimal(value), Decimal(1)]], (NUMBER,)))).read()
    assert table.column("value").to_pylist() == [None, Decimal(1)]


def test_row_groups_are_written_as_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_table, "_ROWS_OF_A_GROUP", 3)
    pages = [[Decimal(2 * number), Decimal(2 * number + 1)] for number in range(5)]
    chunks = list(write_parquet(pages, (NUMBER,)))
    file = read_back(chunks)
    assert len(chunks) == 4
    assert all(chunks)
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [4, 4, 2]
    assert file.read().column("value").to_pylist() == list(range(10))


@pytest.mark.parametrize("kind", [kinds.QUOTES, kinds.FIGURES, kinds.ARTICLES, kinds.SOURCES], ids=lambda one: one.name)
def test_the_columns_are_those_of_csv_with_their_descriptions(kind: Kind) -> None:
    table = read_back(list(write_parquet([[kind.example]], kind.columns))).read()
    assert table.column_names == [column.name for column in kind.columns]
    [row] = table.to_pylist()
    for column in kind.columns:
        expected: Any = column.read(kind.example)
        assert row[column.name] == expected, column.name
        assert table.schema.field(column.name).metadata == {b"description": column.description.encode()}


def test_a_file_without_items_is_whole() -> None:
    table = read_back(list(write_parquet([[]], kinds.FIGURES.columns))).read()
    assert table.num_rows == 0
    assert table.column_names == [column.name for column in kinds.FIGURES.columns]
