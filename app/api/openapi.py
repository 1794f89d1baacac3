"""The OpenAPI document, with what FastAPI cannot know: schemas of bodies that we read ourselves."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.api.documentation import problems
from app.api.idempotency_key import IDEMPOTENCY_KEY_HEADER, KEY_PATTERN, REPLAYED_HEADER
from app.api.middleware.idempotency import WITHOUT_KEYS
from app.api.schemas.article_input import ArticleInput, MetadataInput
from app.api.schemas.batch import BatchAnswer
from app.api.schemas.correction import MergeInput, SplitInput
from app.api.schemas.problem import Problem
from app.api.schemas.verification import VerifyInput

_REFERENCES = "#/components/schemas/{model}"
_MODELS: tuple[type[BaseModel], ...] = (ArticleInput, BatchAnswer, MergeInput, SplitInput, VerifyInput, Problem)
_IDEMPOTENCY_KEY = {
    "name": IDEMPOTENCY_KEY_HEADER,
    "in": "header",
    "required": False,
    "description": "A key of the caller's own choice for this request, such as a UUID. Sent again under the same key "
    "within 24 hours, the same request gets the answer that it got the first time, and does nothing; another request "
    "gets 422, and one whose first is still being answered 409. Answers of 500 and more are not kept. A key "
    "belongs to the API key that sends it: where reading is public, a request that carries one without the other is "
    "refused with 422.",
    "schema": {"type": "string", "pattern": KEY_PATTERN, "examples": ["8e03978e-40d5-43e8-bc93-6894a57f9324"]},
}
_REPLAYED = {
    "description": "`true` where this is the answer to an earlier request of the same `Idempotency-Key`.",
    "schema": {"type": "string", "enum": ["true"]},
}
_LAST = ("versions", "collapse", "sort", "limit", "cursor", "since", "total", "format", IDEMPOTENCY_KEY_HEADER)
_FILE = {
    "type": "string",
    "format": "binary",
    "contentMediaType": "application/octet-stream",
    "description": "The document: plain text, Markdown, HTML, PDF, DOCX or e-mail (.eml).",
}


class DocumentedApi(FastAPI):
    """A FastAPI application whose OpenAPI document tells every body and every problem."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI 3.1 document of this application."""
        if self.openapi_schema is None:
            document = super().openapi()
            schemas = document["components"]["schemas"]
            schemas.update(_schemas_of_bodies())
            _describe_idempotency_keys(document)
            _leave_null_out_of_parameters(document)
            _leave_text_out_of_numbers(document)
            _put_parameters_in_order(document)
            used = _schemas_reached_from(document["paths"], schemas)
            document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
        return self.openapi_schema or {}


def _describe_idempotency_keys(document: dict[str, Any]) -> None:
    """Every POST takes a key, whichever route answers it; and so do those that are yet to come."""
    for path, operations in document["paths"].items():
        operation = operations.get("post")
        if operation is None or path in WITHOUT_KEYS:
            continue
        operation.setdefault("parameters", []).append(_IDEMPOTENCY_KEY)
        responses = operation["responses"]
        responses.setdefault("409", problems(409)[409])
        for status, answer in responses.items():
            if status.startswith("2"):
                answer.setdefault("headers", {})[REPLAYED_HEADER] = _REPLAYED


def _leave_null_out_of_parameters(document: dict[str, Any]) -> None:
    """A query string has no null: a parameter that may be absent is optional, not nullable."""
    for parameter in _parameters_of(document):
        schema = parameter["schema"]
        choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
        schema.update({"anyOf": choices} if len(choices) > 1 else dict(*choices))


def _leave_text_out_of_numbers(document: dict[str, Any]) -> None:
    """Every value of a query string is text: that a number may come as text too tells a reader nothing."""
    for parameter in _parameters_of(document):
        numbers = [choice for choice in parameter["schema"].get("anyOf", []) if choice.get("type") == "number"]
        if numbers:
            del parameter["schema"]["anyOf"]
            parameter["schema"].update(numbers[0])


def _put_parameters_in_order(document: dict[str, Any]) -> None:
    """What must be given first, then what is asked, then the filters, and last which part is wanted and how."""
    for path in document["paths"].values():
        for operation in path.values():
            operation.get("parameters", []).sort(key=_place_of)


def _place_of(parameter: dict[str, Any]) -> tuple[bool, bool, int]:
    name = parameter["name"]
    return not parameter["required"], name != "q", _LAST.index(name) + 1 if name in _LAST else 0


def _parameters_of(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        for operation in path.values():
            yield from operation.get("parameters", [])


def _schemas_reached_from(start: Any, schemas: dict[str, Any]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        match ahead.pop():
            case {"$ref": str(reference)} if (name := reference.rpartition("/")[2]) not in reached:
                reached.add(name)
                ahead.append(schemas[name])
            case dict(parts):
                ahead.extend(parts.values())
            case list(parts):
                ahead.extend(parts)
            case _:
                pass
    return reached


def _schemas_of_bodies() -> dict[str, Any]:
    _, described = models_json_schema([(model, "validation") for model in _MODELS], ref_template=_REFERENCES)
    return {**described["$defs"], "UploadForm": _upload_form()}


def _upload_form() -> dict[str, Any]:
    form = MetadataInput.model_json_schema(ref_template=_REFERENCES)
    return {
        **form,
        "title": "UploadForm",
        "description": "A document and what its sender knows of it. Empty fields count as absent.",
        "properties": {"file": _FILE, **form["properties"]},
        "required": ["file"],
    }
