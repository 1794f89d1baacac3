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
    """The fields that every list has beside its items; the Link header is set on the way.

    `total` is left out where no count was asked for.
    """
    fields: _PageFields = {"next": None}
    if page.next_cursor is not None:
        others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        fields["next"] = f"{request.url.path}?{urlencode([*others, ('cursor', page.next_cursor)])}"
        response.headers["Link"] = f'<{fields["next"]}>; rel="next"'
    if page.total is not None:
        fields["total"] = page.total
    return fields
