"""What handlers ask for."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import unquote_to_bytes

import anyio
from fastapi import Depends, Query, Request

from app.api.errors import invalid_request
from app.api.idempotency_key import ATTEMPT
from app.api.schemas.problem import FieldError
from app.api.schemas.queries import NoQuery
from app.api.service import Service, service_of
from app.archive.unit_of_work import ReadSession, WriteSession
from app.facts.audit import Doing
from app.facts.errors import ExtractionUnavailable, TooManyExports
from app.facts.kept_answer import Attempt

_REPEATABLE = frozenset({"authors"})


async def _service(request: Request) -> Service:
    return service_of(request)


ServiceDependency = Annotated[Service, Depends(_service)]
WithoutQuery = Annotated[NoQuery, Query()]


async def _attempt(request: Request) -> Attempt | None:
    attempt: Attempt | None = getattr(request.state, ATTEMPT, None)
    return attempt


AttemptDependency = Annotated[Attempt | None, Depends(_attempt)]


async def refuse_repeated_parameters(request: Request) -> None:
    """Turn down a parameter given twice: of two values one would have to be ignored."""
    names = [name for name, _ in request.query_params.multi_items() if name not in _REPEATABLE]
    if len(set(names)) < len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise invalid_request([FieldError(detail="This is given more than once", parameter=name) for name in repeated])


async def refuse_undecodable_query(request: Request) -> None:
    """Turn down a query string that is not UTF-8, whose letters would be replaced and so never be found."""
    undecodable = [pair for pair in request.scope["query_string"].split(b"&") if not _is_utf8(unquote_to_bytes(pair))]
    if undecodable:
        detail = "This is not UTF-8: send the percent-encoded UTF-8 of the text"
        names = [unquote_to_bytes(pair.partition(b"=")[0]).decode(errors="replace") for pair in undecodable]
        raise invalid_request([FieldError(detail=detail, parameter=name[:200]) for name in names])


def _is_utf8(sent: bytes) -> bool:
    try:
        sent.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_session(service: ServiceDependency) -> Iterator[ReadSession]:
    with service.archive.reading() as session:
        yield session


def _write_session(service: ServiceDependency) -> Iterator[WriteSession]:
    with service.archive.writing() as session:
        yield session


def _doing(request: Request) -> Doing:
    return Doing(datetime.now(UTC), getattr(request.state, "key_id", None))


DoingDependency = Annotated[Doing, Depends(_doing)]
"""Now, and the key that the request was let through with; None where it needed none."""

# With the default scope these would end, and so commit, only after the answer was sent: a failed commit would still
# be told as a success.
Reading = Annotated[ReadSession, Depends(_read_session, scope="function")]
Writing = Annotated[WriteSession, Depends(_write_session, scope="function")]


async def ingest_place(service: ServiceDependency) -> AsyncIterator[None]:
    """Wait for a place among the articles being read, without holding a thread.

    Raises ExtractionUnavailable where none comes free in the time that reading one article may take.
    """
    borrower = object()
    try:
        with anyio.fail_after(service.settings.extraction_timeout_seconds):
            await service.ingest_places.acquire_on_behalf_of(borrower)
    except TimeoutError as error:
        raise ExtractionUnavailable("too many articles are waiting to be read") from error
    try:
        yield
    finally:
        service.ingest_places.release_on_behalf_of(borrower)


async def export_place(service: ServiceDependency) -> AsyncIterator[None]:
    """A place among the exports being sent, kept until this one is. Raises TooManyExports where none is free."""
    borrower = object()
    try:
        service.export_places.acquire_on_behalf_of_nowait(borrower)
    except anyio.WouldBlock as error:
        raise TooManyExports("as many exports are being sent as may be at once") from error
    try:
        yield
    finally:
        service.export_places.release_on_behalf_of(borrower)
