"""The OpenAPI document, with what FastAPI cannot know: schemas of bodies that we read ourselves."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.api.schemas.article_input import ArticleInput, MetadataInput
from app.api.schemas.batch import BatchAnswer
from app.api.schemas.problem import Problem

_REFERENCES = "#/components/schemas/{model}"
_MODELS: tuple[type[BaseModel], ...] = (ArticleInput, BatchAnswer, Problem)
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
            _leave_null_out_of_parameters(document)
            used = _schemas_reached_from(document["paths"], schemas)
            document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}
        return self.openapi_schema or {}


def _leave_null_out_of_parameters(document: dict[str, Any]) -> None:
    """A query string has no null: a parameter that may be absent is optional, not nullable."""
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                schema = parameter["schema"]
                choices = [choice for choice in schema.pop("anyOf", []) if choice != {"type": "null"}]
                schema.update({"anyOf": choices} if len(choices) > 1 else dict(*choices))


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
