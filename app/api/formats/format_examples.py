"""What the OpenAPI document says of each format: its schema, and a real example made by the code that writes it."""

import json
from typing import Any

from app.api.addresses import Addresses
from app.api.formats.atom_feed import FeedPage, write_atom
from app.api.formats.columns import Columns, ColumnType
from app.api.formats.csv_table import write_csv
from app.api.formats.kinds import Kind
from app.api.formats.linked_data import write_json_ld
from app.api.formats.ndjson import write_ndjson
from app.api.media_types import MediaType

_ADDRESSES = Addresses("https://onrecord.example/")
_TYPES = {
    ColumnType.TEXT: "text",
    ColumnType.TEXTS: "texts",
    ColumnType.INTEGER: "whole number",
    ColumnType.INTEGERS: "whole numbers",
    ColumnType.DECIMAL: "number",
    ColumnType.FRACTION: "number",
    ColumnType.BOOLEAN: "true or false",
    ColumnType.INSTANT: "instant",
}
_CSV_RULES = (
    "RFC 4180 with a header, in UTF-8. An empty cell stands for nothing. A cell of several texts joins them by `; ` "
    "(`\\` is written `\\\\`, `;` is written `\\;`). A cell of text that begins with `'` holds its text after that "
    "`'`, which keeps spreadsheets from taking it for a formula. Columns:"
)


def contents_of(kind: Kind) -> dict[str, Any]:
    """Every media type but JSON that a list of these items is given in."""
    return {media_type.value: content_of(kind, media_type) for media_type in kind.media_types[1:]}


def content_of(kind: Kind, media_type: MediaType) -> dict[str, Any]:
    """What a list of these items looks like in a media type."""
    items = [kind.example]
    match media_type:
        case MediaType.NDJSON:
            description = "One item a line, each as it stands in `items` of the JSON list."
            return _text(description, b"".join(write_ndjson([items])))
        case MediaType.CSV:
            description = f"{_CSV_RULES}\n\n{describe_columns(kind.columns)}"
            return _text(description, b"".join(write_csv([items], kind.columns)))
        case MediaType.JSON_LD:
            about = {"id": f"{_ADDRESSES.base}v1/{kind.name}"}
            example = json.loads(b"".join(write_json_ld([items], kind.node_of, _ADDRESSES, about_list=about)))
            description = "An `ItemList` by schema.org, its context inside; `next` names the next page."
            return {"schema": {"type": "object", "description": description}, "example": example}
        case MediaType.ATOM:
            address = f"{_ADDRESSES.base}v1/{kind.name}"
            page = FeedPage(f"On Record: {kind.name}", address, address, None)
            return _text("A feed by RFC 4287, an entry a fact.", write_atom(items, page, _ADDRESSES))
        case MediaType.PARQUET:
            description = f"Columns, typed:\n\n{describe_columns(kind.columns)}"
            return {"schema": {"type": "string", "format": "binary", "description": description}}
        case MediaType.JSON | MediaType.TEXT:
            raise ValueError(f"{media_type} is described elsewhere")


def describe_columns(columns: Columns) -> str:
    """Name, type and meaning of each column, as a list in Markdown."""
    return "\n".join(f"- `{column.name}` ({_TYPES[column.type]}): {column.description}" for column in columns)


def _text(description: str, example: bytes) -> dict[str, Any]:
    return {"schema": {"type": "string", "description": description}, "example": example.decode()}
