"""Who may do what: API keys, their scopes, and what stands open without one."""

import hashlib
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

from app.api import problem_types
from app.api.errors import RequestProblem
from app.api.idempotency_key import refuse_key_of_nobody
from app.api.security.browser_guard import refuse_foreign_pages
from app.api.security.scopes import opens
from app.api.service import Service, service_of
from app.archive.api_keys import find_api_key
from app.facts.api_key import ApiKey, Scope

_BEARER = HTTPBearer(
    auto_error=False, scheme_name="bearer", description="An API key, as `Authorization: Bearer <key>`."
)
_API_KEY_HEADER = APIKeyHeader(
    name="X-API-Key", auto_error=False, scheme_name="apiKey", description="An API key, in a header of its own."
)
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="On Record"'}
_LONGEST_KEY = 512


def hash_of_key(key: str) -> str:
    """What is stored of a key: its SHA-256. Keys are long and random, so that no slower hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()


def require(needed: Scope) -> Callable[..., None]:
    """A dependency that lets a request through only where it may do what needs this scope.

    Reading stands open where the setting `public_read` opens it. Where no key exists everything does, to this machine:
    the command line lets such a service listen on loopback only.
    """

    def refuse_unless_allowed(
        request: Request,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
        header_key: Annotated[str | None, Depends(_API_KEY_HEADER)],
    ) -> None:
        service = service_of(request)
        key = bearer.credentials if bearer else header_key
        if needed is Scope.READ and service.settings.public_read:
            refuse_key_of_nobody(request)
            return
        if not service.keys.are_in_use(service.archive):
            refuse_foreign_pages(request)
            return
        known = _known_key(service, key)
        request.state.key_id = known.id
        if not opens(known.scopes, needed):
            raise RequestProblem(
                problem_types.MISSING_SCOPE,
                f"This needs a key with the scope {needed}",
                headers={"WWW-Authenticate": f'Bearer realm="On Record", error="insufficient_scope", scope="{needed}"'},
            )

    return refuse_unless_allowed


def find_caller(request: Request) -> str | None:
    """Who sends a request: the id of an API key that holds, or nobody in particular ("") where none is in use.

    None where the request is refused, or where keys are in use and none was sent.
    """
    service = service_of(request)
    try:
        if not service.keys.are_in_use(service.archive):
            refuse_foreign_pages(request)
            return ""
        return _known_key(service, _sent_key(request)).id
    except RequestProblem:
        return None


def _sent_key(request: Request) -> str | None:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials:
        return credentials
    return request.headers.get("X-API-Key")


def _known_key(service: Service, key: str | None) -> ApiKey:
    if not key:
        raise RequestProblem(problem_types.MISSING_KEY, "No API key was sent", headers=_CHALLENGE)
    # The database compares hashes, of which a caller can choose no prefix: the time it takes tells nothing of a key.
    with service.archive.reading() as session:
        known = find_api_key(session, hash_of_key(key)) if len(key) <= _LONGEST_KEY else None
    if known is None or known.revoked_at is not None:
        raise RequestProblem(
            problem_types.UNKNOWN_KEY,
            "The API key is not known, or was revoked",
            headers={"WWW-Authenticate": 'Bearer realm="On Record", error="invalid_token"'},
        )
    return known
