"""Parquet: the same columns as CSV, typed, written in row groups as the items come.

Text is `string`, lists are `list<string>` and `list<int64>`, whole numbers `int64`, fractions `double`, truth `bool`,
instants `timestamp[us, UTC]`. `value`, `low` and `high` are `decimal128(38, 10)`; a number that does not fit there is
null rather than rounded, and `text` has it as printed. Each field carries its description as metadata.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from app.api.formats.columns import Column, Columns, ColumnType

_PRECISION, _SCALE = 38, 10
_ROWS_OF_A_GROUP = 4000
_TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.TEXTS: pa.list_(pa.string()),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.INTEGERS: pa.list_(pa.int64()),
    ColumnType.DECIMAL: pa.decimal128(_PRECISION, _SCALE),
    ColumnType.FRACTION: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.INSTANT: pa.timestamp("us", tz="UTC"),
}


def write_parquet(pages: Iterable[Sequence[Any]], columns: Columns) -> Iterator[bytes]:
    """The bytes of a file, those of each row group as soon as it is full; a file without items is whole too."""
    schema = schema_of(columns)
    written = _Drained()
    with pq.ParquetWriter(written, schema, compression="zstd") as writer:
        for items in _groups(pages):
            writer.write_table(pa.table([_array(column, items) for column in columns], schema=schema))
            yield written.drain()
    yield written.drain()


def schema_of(columns: Columns) -> pa.Schema:
    """The types and descriptions of the columns."""
    return pa.schema(
        [pa.field(column.name, _TYPES[column.type], metadata={"description": column.description}) for column in columns]
    )


class _Drained(io.RawIOBase):
    """A file that holds only what was written to it since it was last drained."""

    def __init__(self) -> None:
        super().__init__()
        self._held = bytearray()
        self._position = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._held += content
        self._position += len(content)
        return len(content)

    def tell(self) -> int:
        return self._position

    def drain(self) -> bytes:
        content = bytes(self._held)
        self._held.clear()
        return content


def _groups(pages: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    gathered: list[Any] = []
    for page in pages:
        gathered.extend(page)
        if len(gathered) >= _ROWS_OF_A_GROUP:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


def _array(column: Column, items: Sequence[Any]) -> pa.Array:
    values = [column.read(item) for item in items]
    if column.type is ColumnType.DECIMAL:
        values = [_fitted(value) for value in values]
    return pa.array(values, type=_TYPES[column.type])


def _fitted(value: Decimal | None) -> Decimal | None:
    """A number with as many digits after the point as its column has; None where that would change it."""
    if value is None:
        return None
    with localcontext(prec=_PRECISION):
        try:
            fitted = value.quantize(Decimal(1).scaleb(-_SCALE))
        except InvalidOperation:
            return None
    return fitted if fitted == value else None
