"""HEAD wherever GET is answered (RFC 9110, section 9.3.2)."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED_METHOD = "asked_method"


def was_head(request: Request) -> bool:
    """Tell whether a request that arrives as GET was sent as HEAD, so that no body is to be made for it."""
    return getattr(request.state, ASKED_METHOD, None) == "HEAD"


class HeadMiddleware:
    """Answers HEAD with what GET would say, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                if message.get("more_body", False):
                    return
                message = {**message, "body": b""}
            await send(message)

        # A copy: the server looks at its own scope to know that a body is not to follow.
        state = {**scope.get("state", {}), ASKED_METHOD: "HEAD"}
        await self._app({**scope, "method": "GET", "state": state}, receive, send_without_body)
