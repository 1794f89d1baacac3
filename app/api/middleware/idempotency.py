"""`Idempotency-Key` on every POST: a request sent again under its key is answered as it was the first time."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar
from uuid import uuid4

import anyio
import anyio.to_thread
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.bodies import ROOM_FOR_FORM_FIELDS_BYTES
from app.api.errors import RequestProblem, failure_response
from app.api.idempotency_key import ATTEMPT, KEY_OF_NOBODY, REPLAYED_HEADER, find_idempotency_key, fingerprint_of
from app.api.request_id import request_id_of
from app.api.security.access import find_caller
from app.api.service import Service
from app.archive.idempotency_keys import UNDER_WAY_FOR, begin_attempt, give_up, keep_answer, note_under_way
from app.archive.unit_of_work import WriteSession
from app.facts.errors import OnRecordError
from app.facts.kept_answer import Attempt, KeptAnswer, RequestIdentity

# A batch may be sent again as it is, and its answer has no bounds to be kept within.
WITHOUT_KEYS = frozenset({"/v1/articles/batch"})
_KEPT_HEADERS = frozenset({"content-type", "location", "content-location", "cache-control", "link", "allow"})
_LARGEST_KEPT_BYTES = 8 * 1024 * 1024
_OF_THE_CALLER = frozenset({401, 403, 429})

Result = TypeVar("Result")


class IdempotencyMiddleware:
    """Keeps the answers of POSTs that carry a key, before they are sent, and gives them again.

    Answers of 500 and more are not kept, nor those that turn the caller down (401, 403, 429) or are over 8 MiB: such
    a request is worked off anew.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] in WITHOUT_KEYS:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            await self._answer(request, scope, receive, send)
        except (RequestProblem, OnRecordError) as error:
            await failure_response(request, error)(scope, receive, send)

    async def _answer(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        key = find_idempotency_key(request)
        caller = None if key is None else await anyio.to_thread.run_sync(find_caller, request)
        if key is None or caller is None:
            # Who may not send this is told so by the application; and who needs no API key, that a key needs one.
            scope.setdefault("state", {})[KEY_OF_NOBODY] = key is not None
            await self._app(scope, receive, send)
            return
        body = _TakenBody(receive)
        whole = await body.take(self._service.settings.max_upload_bytes + ROOM_FOR_FORM_FIELDS_BYTES)
        if whole is None:
            await self._app(scope, body.receive, send)
            return
        identity = RequestIdentity(caller, key, fingerprint_of(request, whole))
        now = datetime.now(UTC)
        begun = await self._write(lambda session: begin_attempt(session, identity, attempt_id=uuid4().hex, now=now))
        if isinstance(begun, KeptAnswer):
            headers = {**dict(begun.headers), REPLAYED_HEADER: "true"}
            await Response(begun.body, begun.status, headers)(scope, receive, send)
            return
        await self._work_off(begun, request, scope, body.receive, send)

    async def _work_off(self, attempt: Attempt, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})[ATTEMPT] = attempt
        answer = _GatheredAnswer()
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._tell_it_is_under_way, attempt)
                failure = await _failure_of(self._app, scope, receive, answer.take)
                tasks.cancel_scope.cancel()
            if failure is not None:
                raise failure
        finally:
            with anyio.CancelScope(shield=True):
                await self._end(attempt, answer, request)
        for message in answer.messages:
            await send(message)

    async def _end(self, attempt: Attempt, answer: "_GatheredAnswer", request: Request) -> None:
        kept = answer.to_keep()
        now = datetime.now(UTC)
        try:
            if kept is None:
                await self._write(lambda session: give_up(session, attempt.id, now))
            else:
                await self._write(lambda session: keep_answer(session, attempt.id, kept))
        except Exception as error:
            # What was asked for is done, and told so all the same; sent again, it will be worked off again.
            self._service.log.failed(error, request_id_of(request))

    async def _tell_it_is_under_way(self, attempt: Attempt) -> None:
        while True:
            await anyio.sleep(UNDER_WAY_FOR.total_seconds() / 3)
            # A database that does not answer just now is for the application to tell.
            with contextlib.suppress(Exception):
                await self._write(lambda session: note_under_way(session, attempt.id, datetime.now(UTC)))

    async def _write(self, change: Callable[[WriteSession], Result]) -> Result:
        def write() -> Result:
            with self._service.archive.writing() as session:
                return change(session)

        return await anyio.to_thread.run_sync(write)


async def _failure_of(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> Exception | None:
    """Run an application inside a task group, which would wrap what it raises."""
    try:
        await app(scope, receive, send)
    except Exception as error:
        return error
    return None


@dataclass(slots=True)
class _GatheredAnswer:
    messages: list[Message] = field(default_factory=list)

    async def take(self, message: Message) -> None:
        self.messages.append(message)

    def to_keep(self) -> KeptAnswer | None:
        if not self.messages or self.messages[-1].get("more_body", False) or len(self.messages) < 2:
            return None
        start, *bodies = self.messages
        status = int(start["status"])
        body = b"".join(message.get("body", b"") for message in bodies)
        if status >= 500 or status in _OF_THE_CALLER or len(body) > _LARGEST_KEPT_BYTES:
            return None
        headers = Headers(raw=start["headers"])
        kept = tuple((name, headers[name]) for name in sorted(_KEPT_HEADERS & set(headers.keys())))
        return KeptAnswer(status, kept, body)


class _TakenBody:
    """A body that is read ahead, and then given to the application as if it came in only now."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._taken: list[Message] = []

    async def take(self, max_bytes: int) -> bytes | None:
        """The whole body; None where it is too long or the caller leaves before its end."""
        size = 0
        while True:
            message = await self._receive()
            self._taken.append(message)
            size += len(message.get("body", b""))
            if message["type"] != "http.request" or size > max_bytes:
                return None
            if not message.get("more_body", False):
                return b"".join(one.get("body", b"") for one in self._taken)

    async def receive(self) -> Message:
        return self._taken.pop(0) if self._taken else await self._receive()
