"""The next page of a list, told in the body and in the Link header (RFC 8288)."""

from typing import Any, TypedDict
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.facts.paging import Page


class _PageFields(TypedDict, total=False):
    next: str | None
    total: int


def page_fields(request: Request, response: Response, page: Page[Any]) -> _PageFields:
    """The fields that every list has beside its items. `total` is left out where no count was asked for."""
    fields: _PageFields = {"next": next_page(request, response, page.next_cursor)}
    if page.total is not None:
        fields["total"] = page.total
    return fields


def next_page(request: Request, response: Response, cursor: str | None, parameter: str = "cursor") -> str | None:
    """The path of the page that begins at a cursor, set as the Link header too; None without a cursor."""
    if cursor is None:
        return None
    others = [(name, value) for name, value in request.query_params.multi_items() if name != parameter]
    path = f"{request.url.path}?{urlencode([*others, (parameter, cursor)])}"
    response.headers["Link"] = f'<{path}>; rel="next"'
    return path
