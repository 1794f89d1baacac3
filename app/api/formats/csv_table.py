"""CSV (RFC 4180): a header, one line an item, CRLF, UTF-8.

A cell of a list holds its texts joined by `; `; inside them `\\` is written `\\\\` and `;` is written `\\;`. An empty
cell stands for nothing. Spreadsheets take a cell for a formula by its first character, so a cell of text that begins
with one of `= + - @`, a tab, a line break or `'` is written with one `'` before it: whoever takes one `'` off the
beginning of such a cell has the exact text. Cells of numbers stay as they are, negative ones too.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.api.formats.columns import Column, Columns, ColumnType

_SEPARATOR = "; "
_MARK = "'"
# The wide forms are taken for the plain ones where a spreadsheet runs in an East Asian language.
_NEEDS_MARK = (_MARK, "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ESCAPED = re.compile(r"[\\;]")


def write_csv(pages: Iterable[Sequence[Any]], columns: Columns) -> Iterator[bytes]:
    """The header, and then the lines of each page."""
    yield _lines([[column.name for column in columns]])
    for page in pages:
        yield _lines([cell_of(column, column.read(item)) for column in columns] for item in page)


def cell_of(column: Column, value: Any) -> str:
    """A value as it stands in a cell of its column."""
    return "" if value is None else _CELLS[column.type](value)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def _marked(text: str) -> str:
    return f"{_MARK}{text}" if text.startswith(_NEEDS_MARK) else str(text)


def _joined(texts: Sequence[str]) -> str:
    return _marked(_SEPARATOR.join(_ESCAPED.sub(r"\\\g<0>", one) for one in texts))


def _numbers(numbers: Sequence[int]) -> str:
    return _SEPARATOR.join(str(one) for one in numbers)


def _plain_number(value: Decimal) -> str:
    return f"{value:f}"


def _truth(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


_CELLS: dict[ColumnType, Callable[[Any], str]] = {
    ColumnType.TEXT: _marked,
    ColumnType.TEXTS: _joined,
    ColumnType.INTEGER: str,
    ColumnType.INTEGERS: _numbers,
    ColumnType.DECIMAL: _plain_number,
    ColumnType.FRACTION: str,
    ColumnType.BOOLEAN: _truth,
    ColumnType.INSTANT: _instant,
}
