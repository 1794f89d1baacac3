"""Lists in the format that the caller accepts: one line above a handler that answers in JSON."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, Protocol

from starlette.requests import Request
from starlette.responses import Response

from app.api.addresses import Addresses
from app.api.formats.atom_feed import FeedPage, write_atom
from app.api.formats.csv_table import write_csv
from app.api.formats.kinds import Kind
from app.api.formats.linked_data import write_json_ld
from app.api.formats.ndjson import write_ndjson
from app.api.media_types import MediaType, content_type_of
from app.api.negotiation import choose_for

Parameters = ParamSpec("Parameters")
_OF_ONE_PAGE = frozenset({"cursor", "limit", "total"})


class ListOfItems(Protocol):
    """A page of a list as JSON has it."""

    @property
    def items(self) -> Sequence[Any]:
        """What the page holds, in order."""

    @property
    def next(self) -> str | None:
        """Path of the next page."""


def in_accepted_format(
    kind: Kind,
) -> Callable[[Callable[Parameters, ListOfItems]], Callable[Parameters, Any]]:
    """Give what a handler of a list answers as JSON in the format that `Accept` picks; turn down others with 406.

    The handler takes `request` and `response` by these names. Headers it sets are kept; the next page stands in `Link`.
    """

    def decorate(handler: Callable[Parameters, ListOfItems]) -> Callable[Parameters, Any]:
        @wraps(handler)
        def answer(*arguments: Parameters.args, **named: Parameters.kwargs) -> Any:
            request, response = named["request"], named["response"]
            if not isinstance(request, Request) or not isinstance(response, Response):
                raise TypeError("a handler of a list takes the request and the response")
            media_type = MediaType(choose_for(request, kind.media_types))
            listed = handler(*arguments, **named)
            response.headers["Vary"] = "Accept"
            if media_type is MediaType.JSON:
                return listed
            return _written(kind, media_type, listed, request, response)

        return answer

    return decorate


def _written(kind: Kind, media_type: MediaType, listed: ListOfItems, request: Request, response: Response) -> Response:
    headers = dict(response.headers)
    total = getattr(listed, "total", None)
    if total is not None:
        headers["X-Total-Count"] = str(total)
    body = _body_of(kind, media_type, listed, request)
    return Response(body, headers=headers, media_type=content_type_of(media_type))


def _body_of(kind: Kind, media_type: MediaType, listed: ListOfItems, request: Request) -> bytes:
    addresses = Addresses.of(request)
    match media_type:
        case MediaType.NDJSON:
            return b"".join(write_ndjson([listed.items]))
        case MediaType.CSV:
            return b"".join(write_csv([listed.items], kind.columns))
        case MediaType.JSON_LD:
            about = _about_page(listed, request, addresses)
            return b"".join(write_json_ld([listed.items], kind.node_of, addresses, about_list=about))
        case MediaType.ATOM:
            return write_atom(listed.items, _feed_page(kind, listed, request, addresses), addresses)
        case MediaType.JSON | MediaType.PARQUET | MediaType.TEXT:
            raise ValueError(f"no list is written as {media_type} here")


def _about_page(listed: ListOfItems, request: Request, addresses: Addresses) -> dict[str, Any]:
    about: dict[str, Any] = {"id": str(request.url)}
    total = getattr(listed, "total", None)
    if total is not None:
        about["numberOfItems"] = total
    if listed.next is not None:
        about["next"] = addresses.absolute(listed.next)
    return about


def _feed_page(kind: Kind, listed: ListOfItems, request: Request, addresses: Addresses) -> FeedPage:
    return FeedPage(
        title=f"On Record: {kind.name}{_told_filters(request)}",
        list_address=str(request.url.remove_query_params(list(_OF_ONE_PAGE))),
        page_address=str(request.url),
        next_address=addresses.absolute(listed.next) if listed.next else None,
    )


def _told_filters(request: Request) -> str:
    told = [f"{name} {value}" for name, value in request.query_params.items() if name not in _OF_ONE_PAGE]
    return f" ({', '.join(told)})" if told else ""
