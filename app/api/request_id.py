"""The id of a request: the caller's own, where it is fit to be logged and sent back, or a fresh one."""

import re
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

REQUEST_ID_HEADER = "X-Request-ID"
_FIT_TO_LOG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+=@~-]{0,127}", re.ASCII)
_STATE_KEY = "request_id"


def give_request_id(scope: Scope) -> str:
    """Settle the id of a request, and keep it with the request."""
    asked = Headers(scope=scope).get(REQUEST_ID_HEADER, "")
    request_id = asked if _FIT_TO_LOG.fullmatch(asked) else f"req_{uuid4().hex}"
    scope.setdefault("state", {})[_STATE_KEY] = request_id
    return request_id


def request_id_of(request: Request) -> str:
    """The id that the request was given."""
    return str(getattr(request.state, _STATE_KEY, "unknown"))
