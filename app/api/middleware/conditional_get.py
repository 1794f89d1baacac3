"""ETag and If-None-Match on every successful GET that is answered at once (RFC 9110, sections 8.8.3 and 13.1.2)."""

import re
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ENTITY_TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
_SENT_WITH_304 = frozenset({"etag", "cache-control", "content-location", "date", "expires", "vary", "link"})


class ConditionalGetMiddleware:
    """Tags the body of each 200 to a GET with its hash, and answers 304 where the caller has that body already.

    The tags are weak: the same body may leave compressed or not. The same body in another media type has another tag.
    An answer whose first part says that more is to follow is a stream: it passes as it is, untagged and never held
    whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        await _Tagger(send, Headers(scope=scope)).run(self._app, scope, receive)


class _Tagger:
    def __init__(self, send: Send, request_headers: Headers) -> None:
        self._send = send
        self._known_tags = ", ".join(request_headers.getlist("if-none-match"))
        self._start: Message = {}

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive) -> None:
        await app(scope, receive, self._take)

    async def _take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._start = message
        elif not self._start:
            await self._send(message)
        elif message.get("more_body", False):
            start, self._start = self._start, {}
            await self._send(start)
            await self._send(message)
        else:
            await self._finish(message.get("body", b""))

    async def _finish(self, body: bytes) -> None:
        headers = MutableHeaders(raw=self._start["headers"])
        tag = headers.get("etag") or _tag_of(headers.get("content-type", ""), body)
        headers["etag"] = tag
        headers.setdefault("cache-control", "private, no-cache")
        if self._is_known(tag):
            kept = [(name, value) for name, value in headers.raw if name.decode("latin-1").lower() in _SENT_WITH_304]
            await self._send({**self._start, "status": 304, "headers": kept})
            await self._send({"type": "http.response.body", "body": b""})
        else:
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": body})

    def _is_known(self, tag: str) -> bool:
        if self._known_tags.strip() == "*":
            return True
        wanted = tag.removeprefix("W/").strip('"')
        return wanted in _ENTITY_TAG.findall(self._known_tags)


def _tag_of(content_type: str, body: bytes) -> str:
    return f'W/"{sha256(content_type.encode("latin-1") + bytes(1) + body).hexdigest()[:32]}"'
