"""The OpenAPI document: committed, whole, and true to the application."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.main import create_app
from app.settings import Settings

COMMITTED = Path(__file__).parents[2] / "openapi.json"
DOCUMENT: dict[str, Any] = create_app(Settings()).openapi()
OPERATIONS = [
    pytest.param(operation, id=operation["operationId"])
    for path in DOCUMENT["paths"].values()
    for operation in path.values()
]


def test_the_committed_document_is_that_of_the_application() -> None:
    assert json.loads(COMMITTED.read_text()) == DOCUMENT, "run `make openapi`"


def test_it_is_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")


def test_only_what_works_is_there() -> None:
    described = {(method, path) for path, operations in DOCUMENT["paths"].items() for method in operations}
    assert described == {
        ("post", "/v1/ingest"),
        ("post", "/v1/articles"),
        ("post", "/v1/articles/batch"),
        ("get", "/v1/articles"),
        ("get", "/v1/articles/{id}"),
        ("delete", "/v1/articles/{id}"),
        ("get", "/v1/articles/{id}/text"),
        ("get", "/v1/articles/{id}/facts"),
        ("get", "/v1/articles/{id}/versions"),
        ("get", "/v1/articles/{id}/annotations"),
        ("get", "/v1/quotes"),
        ("get", "/v1/quotes/{id}"),
        ("get", "/v1/figures"),
        ("get", "/v1/figures/{id}"),
        ("get", "/v1/sources"),
        ("get", "/v1/sources/{id}"),
        ("get", "/v1/sources/{id}/facts"),
        ("post", "/v1/sources/{id}/merge"),
        ("post", "/v1/sources/{id}/split"),
        ("get", "/v1/merges/{id}"),
        ("delete", "/v1/merges/{id}"),
        ("get", "/v1/audit"),
        ("get", "/v1/lookup"),
        ("get", "/v1/compare"),
        ("post", "/v1/verify"),
        ("get", "/v1/export"),
        ("get", "/v1/changes"),
        ("get", "/healthz"),
        ("get", "/readyz"),
        ("get", "/metrics"),
    }


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_says_what_it_does_and_how_it_fails(operation: dict[str, Any]) -> None:
    assert {"summary", "description", "operationId", "tags"} <= operation.keys()
    failures = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
    assert {"422", "500", "503"} <= failures.keys()
    for answer in failures.values():
        assert list(answer["content"]) == ["application/problem+json"]
    for parameter in operation.get("parameters", []):
        assert parameter["description"]
        assert parameter["schema"]["examples"]


def described_fields() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


@pytest.mark.parametrize(("name", "field"), list(described_fields()))
def test_every_field_is_described(name: str, field: dict[str, Any]) -> None:
    assert field.get("description"), name


def test_every_schema_of_an_object_has_an_example_or_fields_with_examples() -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if "properties" not in schema or "example" in schema:
            continue
        for field, described in schema["properties"].items():
            is_nested = "$ref" in json.dumps(described) or "items" in described
            assert is_nested or "examples" in described or "const" in described or field == "file", f"{name}.{field}"


def test_uploads_are_described_as_forms_and_as_raw_documents() -> None:
    content = DOCUMENT["paths"]["/v1/ingest"]["post"]["requestBody"]["content"]
    assert {"multipart/form-data", "text/plain", "text/html", "application/pdf", "message/rfc822"} <= content.keys()


def test_a_question_stands_before_its_filters_and_paging_after_them() -> None:
    names = [parameter["name"] for parameter in DOCUMENT["paths"]["/v1/lookup"]["get"]["parameters"]]
    assert names[0] == "q"
    assert names[-3:] == ["collapse", "limit", "cursor"]
    assert names.index("source") < names.index("limit")


def test_a_number_is_described_as_a_number_alone() -> None:
    parameters = {one["name"]: one["schema"] for one in DOCUMENT["paths"]["/v1/figures"]["get"]["parameters"]}
    for name in ("value_gte", "value_lte"):
        assert parameters[name]["type"] == "number"
        assert "anyOf" not in parameters[name]
