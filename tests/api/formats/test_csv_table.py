"""CSV that every reader reads, and that no spreadsheet runs."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.formats import kinds
from app.api.formats.columns import Column, ColumnType
from app.api.formats.csv_table import cell_of, write_csv
from app.api.formats.kinds import Kind
from tests.api.formats.csv_reading import read_cell, rows_of, values_of

KINDS = [kinds.QUOTES, kinds.FIGURES, kinds.FACTS, kinds.ANSWERS, kinds.ARTICLES, kinds.SOURCES]
LISTS = {ColumnType.TEXTS, ColumnType.INTEGERS}
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


def column(column_type: ColumnType) -> Column:
    return Column("one", column_type, "One.", lambda item: item)


@given(st.lists(TEXT))
def test_any_text_comes_back(texts: list[str]) -> None:
    columns = (column(ColumnType.TEXT),)
    written = b"".join(write_csv([texts[:1], texts[1:]], columns))
    assert [row[0] for row in values_of(written, columns)] == texts


@given(st.lists(TEXT))
def test_any_list_of_texts_comes_back(texts: list[str]) -> None:
    columns = (column(ColumnType.TEXTS), column(ColumnType.TEXT))
    written = b"".join(write_csv([[texts]], (columns[0], Column("two", ColumnType.TEXT, "Two.", lambda item: "x"))))
    assert read_cell(columns[0], rows_of(written)[1][0]) == texts


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_any_number_comes_back_without_an_exponent(value: Decimal) -> None:
    cell = cell_of(column(ColumnType.DECIMAL), value)
    assert Decimal(cell) == value
    assert "E" not in cell


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"])
def test_no_cell_of_text_is_taken_for_a_formula(first: str) -> None:
    text = f'{first}HYPERLINK("http://evil.example")'
    for column_type, value in ((ColumnType.TEXT, text), (ColumnType.TEXTS, [text, "b"])):
        cell = cell_of(column(column_type), value)
        assert cell.startswith(f"'{first}")
        assert read_cell(column(column_type), cell) == value


@pytest.mark.parametrize(("value", "cell"), [(Decimal("-5"), "-5"), (Decimal("-0.25"), "-0.25"), (None, "")])
def test_numbers_stay_numbers_below_zero_too(value: Decimal | None, cell: str) -> None:
    assert cell_of(column(ColumnType.DECIMAL), value) == cell


def test_lines_end_as_rfc_4180_has_it_and_an_empty_list_has_its_header() -> None:
    assert b"".join(write_csv([[]], (column(ColumnType.TEXT),))) == b"one\r\n"


def test_a_break_or_a_quotation_mark_stays_inside_its_cell() -> None:
    written = b"".join(write_csv([['said: "no",\r\nand left']], (column(ColumnType.TEXT),)))
    assert written == b'one\r\n"said: ""no"",\r\nand left"\r\n'


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_columns_have_names_of_their_own_and_read_the_example(kind: Kind) -> None:
    names = [one.name for one in kind.columns]
    assert len(set(names)) == len(names)
    assert all(one.description for one in kind.columns)
    [row] = values_of(b"".join(write_csv([[kind.example]], kind.columns)), kind.columns)
    for one, value in zip(kind.columns, row, strict=True):
        expected: Any = one.read(kind.example)
        assert value == ([] if expected is None and one.type in LISTS else expected), one.name


def test_the_columns_of_quotes_and_figures_stay_where_they_are() -> None:
    assert [one.name for one in kinds.QUOTES.columns][:9] == [
        *("id", "type", "text", "kind", "marks", "stance", "span_starts", "span_ends", "span_texts")
    ]
    assert [one.name for one in kinds.FIGURES.columns][:10] == [
        *("id", "type", "text", "value", "low", "high", "bound", "change", "unit", "unit_kind")
    ]
    assert [one.name for one in kinds.SOURCES.columns] == [
        *("id", "name", "kind", "named", "aliases", "description", "quotes", "figures", "articles"),
        *("first_seen", "last_seen"),
    ]
