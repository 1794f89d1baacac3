"""What the OpenAPI document says of every operation alike: the headers and the problems it may answer with."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from app.api.errors import PROBLEM_MEDIA_TYPE
from app.api.formats.format_examples import contents_of
from app.api.formats.kinds import Kind
from app.api.problem_types import PROBLEM_TYPES

Responses = dict[int | str, dict[str, Any]]

_PROBLEM_SCHEMA = {"$ref": "#/components/schemas/Problem"}
_ETAG = {"ETag": {"description": "Weak tag of this body, for `If-None-Match`.", "schema": {"type": "string"}}}
_LINK = {"Link": {"description": 'Path of the next page, `rel="next"` (RFC 8288).', "schema": {"type": "string"}}}
_SERVER_TIMING = {
    "Server-Timing": {"description": "How long finding the answer took, in milliseconds.", "schema": {"type": "string"}}
}
_VARY = {"Vary": {"description": "`Accept`: it picks the format.", "schema": {"type": "string"}}}
_TOTAL = {
    "X-Total-Count": {
        "description": "With `total=exact`, in every format but JSON: how many the whole list holds.",
        "schema": {"type": "integer"},
    }
}
_OF_KEYS = (401, 403)
_ALWAYS = (401, 403, 422, 500, 503)


def problems(*statuses: int) -> Responses:
    """Declare these problems, and those that every operation may answer with."""
    return {status: _problem(status) for status in sorted({*_ALWAYS, *statuses})}


def reading_problems(*statuses: int) -> Responses:
    """Declare what every GET may answer with beside its success, and these problems."""
    not_modified = {"description": "The caller has this body already (`If-None-Match`).", "headers": _ETAG}
    return {304: not_modified, **problems(406, *statuses)}


def leads_to_kept_source() -> Responses:
    """Declare that the id of a merged source leads to the one that was kept."""
    location = {"description": "The same path of the source that was kept.", "schema": {"type": "string"}}
    return {
        308: {"description": "Another source stands for this one since a merge.", "headers": {"Location": location}}
    }


def open_problems() -> Responses:
    """Declare what a GET that never needs a key may answer with beside its success."""
    return {status: answer for status, answer in reading_problems().items() if status not in _OF_KEYS}


def success(description: str, *, links: bool = False, timed: bool = False, kind: Kind | None = None) -> dict[str, Any]:
    """Describe a successful GET with its headers; of a list in several formats also what `kind` of items it holds."""
    headers = {**_ETAG, **(_LINK if links else {}), **(_SERVER_TIMING if timed else {})}
    if kind is None:
        return {"description": description, "headers": headers}
    return {
        "description": description,
        "headers": {**headers, **_VARY, **_TOTAL},
        "content": contents_of(kind),
    }


def timed_success(description: str) -> dict[str, Any]:
    """Describe a successful answer to a POST that asks, with the time it took."""
    return {"description": description, "headers": _SERVER_TIMING}


def _problem(status: int) -> dict[str, Any]:
    slugs = [problem_type.slug for problem_type in PROBLEM_TYPES.values() if problem_type.status == status]
    headers: dict[str, Any] = {}
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.CONFLICT):
        headers["Retry-After"] = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = {"description": "How to send a key.", "schema": {"type": "string"}}
    return {
        "description": f"{HTTPStatus(status).phrase}: {_listed(slugs)}",
        **({"headers": headers} if headers else {}),
        "content": {PROBLEM_MEDIA_TYPE: {"schema": _PROBLEM_SCHEMA}},
    }


def _listed(slugs: Iterable[str]) -> str:
    return ", ".join(f"`{slug}`" for slug in slugs)
