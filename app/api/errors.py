"""How every failure is told: one table from what went wrong to the problem that says so (RFC 9457)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.api import problem_types
from app.api.problem_types import ProblemType
from app.api.request_id import request_id_of
from app.api.schemas.problem import FieldError, Problem
from app.facts import errors

PROBLEM_MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

PROBLEMS_OF_ERRORS: Mapping[type[errors.OnRecordError], ProblemType] = {
    errors.NotOnRecord: problem_types.NOT_ON_RECORD,
    errors.NoLongerOnRecord: problem_types.NO_LONGER_ON_RECORD,
    errors.UndoneCorrection: problem_types.NO_LONGER_ON_RECORD,
    errors.CorrectionConflict: problem_types.CORRECTION_CONFLICT,
    errors.UnusableFields: problem_types.INVALID_REQUEST,
    errors.InvalidCursor: problem_types.INVALID_CURSOR,
    errors.InvalidArgument: problem_types.INVALID_REQUEST,
    errors.UnreadableDocument: problem_types.UNREADABLE_DOCUMENT,
    errors.BrokenDocument: problem_types.BROKEN_DOCUMENT,
    errors.EncryptedDocument: problem_types.ENCRYPTED_DOCUMENT,
    errors.DocumentWithoutText: problem_types.DOCUMENT_WITHOUT_TEXT,
    errors.UnstorableText: problem_types.UNSTORABLE_TEXT,
    errors.UnsupportedMediaType: problem_types.UNSUPPORTED_MEDIA_TYPE,
    errors.UnsupportedLanguage: problem_types.UNSUPPORTED_LANGUAGE,
    errors.DocumentTooLarge: problem_types.TOO_LARGE,
    errors.ExtractionUnavailable: problem_types.EXTRACTION_UNAVAILABLE,
    errors.ExtractionTimedOut: problem_types.TAKES_TOO_LONG,
    errors.IdempotencyKeyReused: problem_types.IDEMPOTENCY_KEY_REUSED,
    errors.RequestUnderWay: problem_types.REQUEST_UNDER_WAY,
    errors.ArchiveUnavailable: problem_types.ARCHIVE_UNAVAILABLE,
    errors.TooManyExports: problem_types.TOO_MANY_EXPORTS,
}

_PROBLEMS_OF_STATUSES = {
    404: problem_types.NOT_FOUND,
    405: problem_types.METHOD_NOT_ALLOWED,
    413: problem_types.TOO_LARGE,
    500: problem_types.INTERNAL_ERROR,
}
_WORTH_TRYING_AGAIN = frozenset(
    one for one in problem_types.PROBLEM_TYPES.values() if one.status == HTTPStatus.SERVICE_UNAVAILABLE
) | {problem_types.REQUEST_UNDER_WAY}
_BODY_LOCATIONS = ("body",)
_CURSORS = ("cursor", "since")
_MOST_ERRORS_TOLD = 50
# What Pydantic says of a text whose length is checked after it was trimmed.
_TOO_MANY_CHARACTERS = re.compile(r"^Value should have at most (\d+) items? after validation, not (\d+)$")
_LONGEST_WORDS = 400
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")


class RequestProblem(Exception):
    """A request that the edge itself turns down."""

    def __init__(
        self,
        problem_type: ProblemType,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        field_errors: Sequence[FieldError] = (),
    ) -> None:
        super().__init__(detail)
        self.problem_type = problem_type
        self.detail = detail
        self.headers = dict(headers or {})
        self.field_errors = tuple(field_errors)


def invalid_request(field_errors: Sequence[FieldError]) -> RequestProblem:
    """The problem of a request with these unusable values, named in `detail` too."""
    names = ", ".join(dict.fromkeys(error.parameter or error.pointer or "the request" for error in field_errors))
    many = "1 value" if len(field_errors) == 1 else f"{len(field_errors)} values"
    return RequestProblem(
        problem_types.INVALID_REQUEST,
        f"{many} cannot be used: {names[:500]}",
        field_errors=field_errors[:_MOST_ERRORS_TOLD],
    )


def problem_response(
    request: Request,
    problem_type: ProblemType,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    field_errors: Iterable[FieldError] = (),
) -> Response:
    """Tell a problem."""
    problem = describe_problem(request, problem_type, detail, field_errors)
    retry = {"Retry-After": str(RETRY_AFTER_SECONDS)} if problem_type in _WORTH_TRYING_AGAIN else {}
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=problem_type.status,
        headers={"Cache-Control": "no-store", **retry, **(headers or {})},
        media_type=PROBLEM_MEDIA_TYPE,
    )


def describe_problem(
    request: Request, problem_type: ProblemType, detail: str, field_errors: Iterable[FieldError] = ()
) -> Problem:
    """What is told of a problem that a request met."""
    return Problem(
        type=problem_type.uri,
        title=problem_type.title,
        status=problem_type.status,
        detail=detail,
        # A URI reference (RFC 9457): what may not stand in one is escaped.
        instance=quote(request.url.path, safe="/:@!$&'()*+,;=~"),
        request_id=request_id_of(request),
        errors=list(field_errors) or None,
    )


def describe_failure(request: Request, error: RequestProblem | errors.OnRecordError) -> Problem:
    """What is told of a failure that does not end the whole request."""
    if isinstance(error, RequestProblem):
        return describe_problem(request, error.problem_type, error.detail, error.field_errors)
    found = _field_errors_of_domain(request, error)
    return describe_problem(request, problem_type_of(error), _sentence(str(error)), found)


def problem_type_of(error: errors.OnRecordError) -> ProblemType:
    """The problem that tells this error: that of its class, or of the nearest class above."""
    for error_class in type(error).__mro__:
        if error_class in PROBLEMS_OF_ERRORS:
            return PROBLEMS_OF_ERRORS[error_class]
    return problem_types.INTERNAL_ERROR


def field_errors_of(found: Iterable[Mapping[str, Any]]) -> list[FieldError]:
    """Tell Pydantic's errors as ours. Every location begins with where the value stood: body, query, path or header."""
    told: list[FieldError] = []
    for error in found:
        names = error.get("ctx", {}).get("parameters")
        if names:
            told += [FieldError(detail=_plain_words(error), parameter=name) for name in names]
        else:
            told.append(_field_error(tuple(error["loc"]), _plain_words(error)))
    return told


def _plain_words(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "Nothing of this name is known here"
    words = re.sub("^Tuple ", "List ", str(error["msg"]).removeprefix("Value error, "))
    return _printable(_TOO_MANY_CHARACTERS.sub(r"At most \1 characters are taken, not \2", words))


def _field_error(location: tuple[str | int, ...], detail: str) -> FieldError:
    if location[:1] == _BODY_LOCATIONS:
        return FieldError(detail=detail, pointer=_pointer(location[1:]))
    return FieldError(detail=detail, parameter=_printable(location[1]) if len(location) > 1 else None)


def _pointer(path: Iterable[str | int]) -> str:
    steps = (_printable(step).replace("~", "~0").replace("/", "~1") for step in path)
    return "#" + "".join(f"/{step}" for step in steps)


def _printable(words: str | int) -> str:
    return _UNPRINTABLE.sub("\ufffd", str(words))[:_LONGEST_WORDS]


def failure_response(request: Request, error: RequestProblem | errors.OnRecordError) -> Response:
    """Tell a failure of either sort."""
    if isinstance(error, RequestProblem):
        return problem_response(
            request, error.problem_type, error.detail, headers=error.headers, field_errors=error.field_errors
        )
    return problem_response(
        request, problem_type_of(error), _sentence(str(error)), field_errors=_field_errors_of_domain(request, error)
    )


async def _tell_request_problem(request: Request, error: RequestProblem) -> Response:
    return failure_response(request, error)


async def _tell_domain_error(request: Request, error: errors.OnRecordError) -> Response:
    if isinstance(error, errors.UnusableFields):
        found = [FieldError(detail=reason, pointer=_pointer(path)) for path, reason in error.reasons]
        return failure_response(request, invalid_request(found))
    if isinstance(error, errors.NotOnRecord) and request.method not in _methods_at(request):
        # Another route took the path, which is spelled out for other methods, for an id.
        return _method_not_allowed(request)
    return failure_response(request, error)


def _field_errors_of_domain(request: Request, error: errors.OnRecordError) -> list[FieldError]:
    if isinstance(error, errors.InvalidArgument):
        return [FieldError(detail=error.reason, parameter=error.field)]
    if isinstance(error, errors.InvalidCursor):
        given = [name for name in _CURSORS if name in request.query_params]
        return [FieldError(detail=_sentence(str(error)), parameter=name) for name in given]
    return []


async def _lead_to_kept_source(request: Request, error: errors.MergedSource) -> Response:
    path = request.url.path.replace(error.identifier, error.kept, 1)
    location = f"{path}?{request.url.query}" if request.url.query else path
    # A merge can be undone: nobody may follow it from memory.
    return Response(status_code=308, headers={"Location": location, "Cache-Control": "no-store"})


def _sentence(words: str) -> str:
    printable = _printable(words) or "no more is known of it"
    # A media type or an id at the beginning stays as it is.
    return printable[0].upper() + printable[1:] if printable.partition(" ")[0].isalpha() else printable


async def _tell_validation_error(request: Request, error: RequestValidationError) -> Response:
    return await _tell_request_problem(request, invalid_request(field_errors_of(error.errors())))


async def _tell_http_exception(request: Request, error: HTTPException) -> Response:
    problem_type = _PROBLEMS_OF_STATUSES.get(error.status_code, problem_types.INVALID_REQUEST)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _method_not_allowed(request)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem_response(request, problem_type, "The path leads nowhere")
    return problem_response(request, problem_type, problem_type.title)


def _method_not_allowed(request: Request) -> Response:
    allowed = ", ".join(_methods_at(request))
    detail = f"This path knows {allowed}, not {request.method[:20]}"
    return problem_response(request, problem_types.METHOD_NOT_ALLOWED, detail, headers={"Allow": allowed})


def _methods_at(request: Request) -> list[str]:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    matching = [route for route in iter_route_contexts(request.app.routes) if _is_at(route, path)]
    # A path that is spelled out is not meant as the id that another route would take it for.
    spelled_out = [route for route in matching if route.path == path]
    methods: set[str] = set().union(*(route.methods or () for route in spelled_out or matching))
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)


def _is_at(route: Any, path: str) -> bool:
    pattern = getattr(route, "path_regex", None)
    return pattern is not None and pattern.match(path) is not None


def tell_errors_as_problems(app: FastAPI) -> None:
    """Have every failure inside the application told as a problem."""
    app.exception_handler(errors.MergedSource)(_lead_to_kept_source)
    app.exception_handler(RequestProblem)(_tell_request_problem)
    app.exception_handler(errors.OnRecordError)(_tell_domain_error)
    app.exception_handler(RequestValidationError)(_tell_validation_error)
    app.exception_handler(HTTPException)(_tell_http_exception)
