"""Reading what callers upload: bounded while it streams in, and before any of it is believed."""

import json
from collections.abc import AsyncGenerator, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.api import problem_types
from app.api.errors import RequestProblem, field_errors_of, invalid_request
from app.api.media_types import OTHER_NAMES, MediaType
from app.api.schemas.article_input import MetadataInput
from app.api.schemas.problem import FieldError
from app.facts.errors import DocumentTooLarge, UnsupportedMediaType

LINES_OF_JSON = (MediaType.NDJSON.value, *OTHER_NAMES)
ROOM_FOR_FORM_FIELDS_BYTES = 256 * 1024
_MOST_FORM_FIELDS = 100
_REPEATABLE_FIELDS = frozenset({"authors"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A document as it was sent, with the metadata sent beside it."""

    content: bytes
    media_type: str | None
    file_name: str | None
    metadata: MetadataInput


def media_type_of(request: Request) -> str:
    """The media type of a request's body, without parameters; empty where none is told."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_json_bytes(request: Request, max_bytes: int) -> bytes:
    """The body of a request that says it is JSON. Raises UnsupportedMediaType, DocumentTooLarge."""
    media_type = media_type_of(request)
    if media_type != "application/json" and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        raise UnsupportedMediaType(media_type or "a body without Content-Type", ["application/json"])
    return await _read_all(request, max_bytes)


def model_of_json(model: type[BaseModel], body: bytes) -> Any:
    """Validate a JSON body as a model. Raises RequestProblem, naming each field that cannot be used."""
    try:
        found = model.model_validate_json(body)
    except ValidationError as error:
        raise invalid_request(_field_errors_of_json(error)) from error
    _refuse_repeated_fields(body)
    return found


def _refuse_repeated_fields(body: bytes) -> None:
    """Turn down a field given twice: of two values one would have to be ignored. The models have no objects within."""
    pairs: list[tuple[str, Any]] = json.loads(body, object_pairs_hook=list)
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        repeated = sorted({name for name in names if names.count(name) > 1})
        raise invalid_request(
            [FieldError(detail="This is given more than once", pointer=f"#/{name}") for name in repeated]
        )


def _field_errors_of_json(error: ValidationError) -> list[FieldError]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    if found[0]["type"] == "json_invalid" and "escape" in found[0]["msg"]:
        detail = f"{found[0]['msg']} (half of a surrogate pair cannot be stored)"
        return [FieldError(detail=detail, pointer="#")]
    return field_errors_of({**each, "loc": ("body", *each["loc"])} for each in found)


def refuse_other_than_lines(request: Request) -> None:
    """Turn down a body that does not say that it is lines of JSON, or is encoded. Raises UnsupportedMediaType."""
    media_type = media_type_of(request)
    if media_type not in LINES_OF_JSON:
        raise UnsupportedMediaType(media_type or "a body without Content-Type", LINES_OF_JSON)
    _refuse_encoded(request)


async def read_form(request: Request, max_bytes: int) -> Upload:
    """A multipart upload: exactly one `file`, and metadata as fields; empty fields count as absent.

    Raises RequestProblem, DocumentTooLarge.
    """
    form = await _parse_form(request, max_bytes)
    try:
        file = _only_file(form)
        content = await file.read()
        if len(content) > max_bytes:
            raise DocumentTooLarge(max_bytes)
        metadata = _metadata_of_form(form)
        return Upload(content, file.content_type, file.filename or None, metadata)
    finally:
        await form.close()


async def read_raw(request: Request, max_bytes: int, metadata: MetadataInput) -> Upload:
    """A document that is the whole body. Raises DocumentTooLarge, UnsupportedMediaType for an encoded body."""
    _refuse_encoded(request)
    content = await _read_all(request, max_bytes)
    return Upload(content, request.headers.get("content-type"), None, metadata)


def _refuse_encoded(request: Request) -> None:
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise UnsupportedMediaType(f"content encoded as {encoding[:40]}", ["unencoded bodies"])


async def _parse_form(request: Request, max_bytes: int) -> FormData:
    room = max_bytes + ROOM_FOR_FORM_FIELDS_BYTES
    parser = MultiPartParser(
        Headers(raw=request.headers.raw),
        _chunks(request, room, told_limit=max_bytes),
        max_files=1,
        max_fields=_MOST_FORM_FIELDS,
        max_part_size=ROOM_FOR_FORM_FIELDS_BYTES,
    )
    try:
        return await parser.parse()
    except (MultiPartException, ValueError) as error:
        reason = error.message if isinstance(error, MultiPartException) else "The form cannot be read"
        raise invalid_request([FieldError(detail=reason, pointer="#")]) from error


def _only_file(form: FormData) -> UploadFile:
    file = form.get("file")
    if isinstance(file, UploadFile):
        return file
    reason = (
        "A file is needed here" if file is None else "This is a field, not a file; curl sends a file with file=@name"
    )
    raise invalid_request([FieldError(detail=reason, pointer="#/file")])


def _metadata_of_form(form: FormData) -> MetadataInput:
    fields: dict[str, Any] = {}
    for name in form:
        values = [value for value in form.getlist(name) if value != ""]
        if name == "file" or not values:
            continue
        if any(isinstance(value, UploadFile) for value in values):
            raise invalid_request([FieldError(detail="Only `file` may be a file", pointer=f"#/{name[:200]}")])
        if len(values) > 1 and name not in _REPEATABLE_FIELDS:
            raise invalid_request([FieldError(detail="This is given more than once", pointer=f"#/{name[:200]}")])
        fields[name] = values if name in _REPEATABLE_FIELDS else values[0]
    return _validated(fields)


def _validated(fields: Mapping[str, Any]) -> MetadataInput:
    try:
        return MetadataInput.model_validate(fields)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        located = ({**each, "loc": ("body", *each["loc"])} for each in found)
        raise invalid_request(field_errors_of(located)) from error


async def _read_all(request: Request, max_bytes: int) -> bytes:
    content = bytearray()
    async for chunk in _chunks(request, max_bytes, told_limit=max_bytes):
        content += chunk
    return bytes(content)


async def _chunks(request: Request, max_bytes: int, *, told_limit: int) -> AsyncGenerator[bytes, None]:
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > max_bytes:
        raise DocumentTooLarge(told_limit)
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > max_bytes:
            raise DocumentTooLarge(told_limit)
        yield chunk


def refuse_form_and_query_together(sent_in_query: Collection[str]) -> None:
    """Turn down metadata in the query string of a form, which has fields of its own for it."""
    if sent_in_query:
        raise RequestProblem(
            problem_types.INVALID_REQUEST,
            "With a form, metadata is sent as its fields, not in the query string",
            field_errors=[
                FieldError(detail="Send this as a form field", parameter=name) for name in sorted(sent_in_query)
            ],
        )
