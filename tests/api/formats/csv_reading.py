"""Reading CSV back by the rules that its documentation gives, with Python's reader."""

import csv
import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.api.formats.columns import Column, Columns, ColumnType


def rows_of(written: bytes) -> list[list[str]]:
    """Header and rows, as any reader of RFC 4180 finds them."""
    return list(csv.reader(io.StringIO(written.decode(), newline=""), strict=True))


def values_of(written: bytes, columns: Columns) -> list[list[Any]]:
    """The rows with each cell turned back into what it stands for."""
    header, *rows = rows_of(written)
    assert header == [column.name for column in columns]
    return [[read_cell(column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows]


def read_cell(column: Column, cell: str) -> Any:
    match column.type:
        case ColumnType.TEXTS:
            return split(cell.removeprefix("'")) if cell else []
        case ColumnType.INTEGERS:
            return [int(one) for one in cell.split("; ")] if cell else []
        case _ if not cell:
            return None
        case ColumnType.TEXT:
            return cell.removeprefix("'")
        case ColumnType.INTEGER:
            return int(cell)
        case ColumnType.FRACTION:
            return float(cell)
        case ColumnType.DECIMAL:
            return Decimal(cell)
        case ColumnType.BOOLEAN:
            return {"true": True, "false": False}[cell]
        case ColumnType.INSTANT:
            return datetime.fromisoformat(cell)


def split(cell: str) -> list[str]:
    """The texts of a cell of texts: `; ` parts them, a backslash takes what follows as it is."""
    texts, place = [""], 0
    while place < len(cell):
        if cell[place] == "\\":
            texts[-1] += cell[place + 1]
            place += 2
        elif cell[place] == ";":
            assert cell[place + 1] == " "
            texts.append("")
            place += 2
        else:
            texts[-1] += cell[place]
            place += 1
    return texts
