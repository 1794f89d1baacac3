"""Headers that keep browsers from guessing, framing or leaking."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A drawing styles its own shapes, and nothing else.
_DRAWINGS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_DATA = "default-src 'none'; frame-ancestors 'none'"
_POLICIES = {"text/html": _PAGES, "image/svg+xml": _DRAWINGS}


class SecurityHeadersMiddleware:
    """Adds the headers to every answer. Pages may load what we serve ourselves, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                media_type = headers.get("content-type", "").partition(";")[0]
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Content-Security-Policy"] = _POLICIES.get(media_type, _DATA)
            await send(message)

        await self._app(scope, receive, send_with_headers)
