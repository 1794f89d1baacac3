"""Whatever callers send, the application answers as it is documented: schemathesis, in process."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection, positive_data_acceptance
from starlette.testclient import TestClient

from app.api.bodies import LINES_OF_JSON
from app.main import create_app
from app.readers.document import DocumentKind
from app.settings import Settings
from app.workers.extraction import InProcessExtraction
from tests.api.conftest import ARTICLE

schemathesis.serializer.alias(
    [kind.value for kind in (DocumentKind.PDF, DocumentKind.WORD, DocumentKind.EMAIL)] + list(LINES_OF_JSON),
    "application/octet-stream",
)
FOLDER = TemporaryDirectory(prefix="onrecord-contract-")
SETTINGS = Settings(database_url=f"sqlite:///{Path(FOLDER.name) / 'onrecord.db'}", max_upload_bytes=100_000)
APP = create_app(SETTINGS, extraction=InProcessExtraction())
SCHEMA = schemathesis.openapi.from_asgi(
    "/openapi.json", APP, config=SchemathesisConfig.from_dict({"generation": {"mode": "all"}})
)
# A text may be well-formed and yet be in a language that is not read; and a service without keys asks for none.
EXCLUDED: list[CheckFunction] = [positive_data_acceptance, ignored_auth]


@pytest.fixture(scope="module")
def known_ids() -> Iterator[dict[str, str]]:
    """An id of something on record for each path that takes one."""
    APP.state.service.archive.migrate()
    client = TestClient(APP, base_url="http://127.0.0.1")
    sent = client.post("/v1/articles", json=ARTICLE).json()
    article_id, source_id = sent["article"]["id"], sent["quotes"][0]["attribution"]["sources"][0]["id"]
    split = {"fact_ids": [sent["quotes"][0]["id"]]}
    merge_id = client.post(f"/v1/sources/{source_id}/split", json=split).json()["id"]
    yield {
        "GET /v1/articles/{id}": article_id,
        "GET /v1/articles/{id}/text": article_id,
        "GET /v1/articles/{id}/facts": article_id,
        "GET /v1/articles/{id}/annotations": article_id,
        "GET /v1/quotes/{id}": sent["quotes"][0]["id"],
        "GET /v1/figures/{id}": sent["figures"][0]["id"],
        "GET /v1/sources/{id}": source_id,
        "GET /v1/sources/{id}/facts": source_id,
        "GET /v1/merges/{id}": merge_id,
    }
    APP.state.service.archive.dispose()
    FOLDER.cleanup()


@SCHEMA.parametrize()
@settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_documented(case: schemathesis.Case, known_ids: dict[str, str]) -> None:
    # As a raw document any bytes are a text, and a bad line of a batch is told in a line of its answer.
    is_upload = case.operation.label in ("POST /v1/ingest", "POST /v1/articles/batch")
    case.call_and_validate(excluded_checks=[*EXCLUDED, *([negative_data_rejection] if is_upload else [])])
    known_id = known_ids.get(case.operation.label)
    if known_id and case.method.upper() == "GET":
        case.path_parameters["id"] = known_id
        case.call_and_validate(excluded_checks=[*EXCLUDED, negative_data_rejection])
