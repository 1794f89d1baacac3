"""Opaque cursors of keyset paging, each good for one list, filter and sort."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from app.facts.errors import InvalidCursor
from app.facts.paging import SortOrder

Position = tuple[int | str, str]


def scope_of(list_name: str, asked: object, sort: SortOrder) -> str:
    """A short hash of what a cursor is bound to. `asked` is a filter whose repr tells all of it."""
    return hashlib.sha256(f"{list_name}\n{asked!r}\n{sort}".encode("utf-8", "replace")).hexdigest()[:16]


def write_cursor(scope: str, position: Position) -> str:
    """The cursor of the page that follows a position: the sort key and the id of the last item before it."""
    return base64.urlsafe_b64encode(json.dumps([scope, *position]).encode()).decode().rstrip("=")


def read_cursor(scope: str, cursor: str | None, key_type: type[int] | type[str]) -> Position | None:
    """The position a cursor stands for, None without a cursor.

    Raises InvalidCursor for what `write_cursor` did not write, or wrote for another scope.
    """
    if cursor is None:
        return None
    match _decoded(cursor):
        case [str(written_for), key, str(identifier)] if written_for == scope and type(key) is key_type:
            if isinstance(key, int) and abs(key) >= 2**63:
                raise InvalidCursor("the cursor is damaged")
            return key, identifier
        case [str(), _, str()]:
            raise InvalidCursor("the cursor belongs to another list, filter or sort")
        case _:
            raise InvalidCursor("the cursor is damaged")


def _decoded(cursor: str) -> Sequence[object] | None:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        decoded = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeError, binascii.Error, ValueError, RecursionError):
        return None
    return decoded if isinstance(decoded, list) else None
