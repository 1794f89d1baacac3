"""The outermost layer: gives each request its id, tells unexpected errors as a problem, logs and counts the answer."""

from dataclasses import dataclass
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import problem_types
from app.api.access_log import AccessLog
from app.api.errors import problem_response
from app.api.metrics import Metrics
from app.api.middleware.head import ASKED_METHOD
from app.api.request_id import REQUEST_ID_HEADER, give_request_id

_UNKNOWN_ROUTE = "(none)"
_CLIENT_LEFT = 499


@dataclass(slots=True)
class _Answer:
    status: int = 0
    size: int = 0


class RequestContextMiddleware:
    """Wraps everything else, so that no answer leaves without an id and no error leaves with a stack trace."""

    def __init__(self, app: ASGIApp, metrics: Metrics, access_log: AccessLog) -> None:
        self._app = app
        self._metrics = metrics
        self._access_log = access_log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, and note how."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = give_request_id(scope)
        answer = _Answer()

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = request_id
            elif message["type"] == "http.response.body":
                answer.size += len(message.get("body", b""))
            await send(message)

        self._metrics.begin_request()
        begun = perf_counter()
        try:
            await self._answer(scope, receive, send_with_id, answer)
        finally:
            self._note(scope, answer, perf_counter() - begun, request_id)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, answer: _Answer) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            answer.status = answer.status or _CLIENT_LEFT
        except Exception as error:
            request = Request(scope, receive)
            self._access_log.failed(error, scope["state"]["request_id"])
            if answer.status:
                raise
            response = problem_response(request, problem_types.INTERNAL_ERROR, "The request could not be answered")
            await response(scope, receive, send)

    def _note(self, scope: Scope, answer: _Answer, seconds: float, request_id: str) -> None:
        route = _template_of(scope)
        method = scope["state"].get(ASKED_METHOD, scope["method"])
        self._metrics.end_request(method=method, route=route, status=answer.status, seconds=seconds)
        client = scope.get("client")
        self._access_log.answered(
            method=method[:20],
            path=scope["path"][:200],
            route=route,
            status=answer.status,
            bytes=answer.size,
            duration_ms=round(seconds * 1000, 1),
            client=client[0] if client else None,
            key_id=scope["state"].get("key_id"),
            request_id=request_id,
        )


def _template_of(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", _UNKNOWN_ROUTE))
