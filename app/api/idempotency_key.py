"""The header `Idempotency-Key`, and what tells one request from another (draft-ietf-httpapi-idempotency-key-header)."""

import hashlib
import re

from starlette.requests import Request

from app.api.bodies import media_type_of
from app.api.errors import invalid_request
from app.api.schemas.problem import FieldError

IDEMPOTENCY_KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotency-Replayed"
ATTEMPT = "attempt"
KEY_OF_NOBODY = "key_of_nobody"
# The draft has a quoted string of structured fields (RFC 8941); many callers leave the quotes out.
KEY_PATTERN = r'^("[ !#-\[\]-~]{1,255}"|[!#-\[\]-~]{1,255})$'
_BOUNDARY = re.compile(rb'boundary="?([^";,]+)"?')


def find_idempotency_key(request: Request) -> str | None:
    """The key that a request was sent with, without quotes. Raises RequestProblem for one that is malformed."""
    sent = request.headers.getlist(IDEMPOTENCY_KEY_HEADER)
    if not sent:
        return None
    if len(sent) > 1 or not re.fullmatch(KEY_PATTERN, sent[0]):
        detail = "A key is 1 to 255 printable ASCII characters, best in quotation marks, and is given once"
        raise invalid_request([FieldError(detail=detail, parameter=IDEMPOTENCY_KEY_HEADER)])
    return sent[0].strip('"')


def refuse_key_of_nobody(request: Request) -> None:
    """Refuse a key that cannot be kept, since keys belong to the API key that sent them, instead of ignoring it."""
    if getattr(request.state, KEY_OF_NOBODY, False):
        detail = (
            "An idempotency key belongs to an API key: send one that holds, or leave this header out. What is read "
            "without a key changes nothing and may be sent again as it is"
        )
        raise invalid_request([FieldError(detail=detail, parameter=IDEMPOTENCY_KEY_HEADER)])


def fingerprint_of(request: Request, body: bytes) -> str:
    """A hash of all that tells this request from another: method, path, query, media type and body.

    The boundary between the parts of a form is made up anew each time that a form is sent, and tells nothing.
    """
    boundary = _BOUNDARY.search(request.headers.get("content-type", "").encode("latin-1"))
    told = [request.method, request.url.path, request.url.query, media_type_of(request)]
    digest = hashlib.sha256("\n".join(told).encode())
    digest.update(b"\n" + (body.replace(boundary[1], b"boundary") if boundary else body))
    return digest.hexdigest()
