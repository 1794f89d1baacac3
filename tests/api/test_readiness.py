import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from app.facts.reading import ArticleContext, Reading
from app.main import create_app
from app.settings import Settings
from app.workers.extraction import InProcessExtraction
from app.workers.extraction_pool import ExtractionPool
from tests.api.conftest import ARTICLE, MakeClient


def test_a_service_that_can_work_is_ready(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


def test_a_database_without_tables_is_not_ready_and_says_what_to_do(tmp_path: Path, make_client: MakeClient) -> None:
    archive = Archive(f"sqlite:///{tmp_path / 'empty.db'}")
    answer = make_client(archive).get("/readyz")
    archive.dispose()
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
    assert "onrecord migrate" in answer.json()["detail"]
    assert answer.headers["Retry-After"] == "5"


def test_a_database_that_does_not_answer_is_told(make_client: MakeClient) -> None:
    archive = Archive("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    client = make_client(archive)
    assert "database does not answer" in client.get("/readyz").json()["detail"]
    answer = client.get("/v1/articles")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/archive-unavailable")
    assert client.get("/healthz").status_code == 200


@pytest.fixture
def stopped_pool_client(sqlite_archive: Archive) -> Iterator[TestClient]:
    """A client of a service whose extraction was never started."""
    app = create_app(Settings(), archive=sqlite_archive, extraction=ExtractionPool(1, 5))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def test_an_extraction_without_workers_is_told(stopped_pool_client: TestClient) -> None:
    assert "extraction worker" in stopped_pool_client.get("/readyz").json()["detail"]
    answer = stopped_pool_client.post("/v1/articles", json=ARTICLE)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/extraction-unavailable")
    assert answer.headers["Retry-After"] == "5"
    assert stopped_pool_client.get("/v1/articles").json()["items"] == []


class SlowExtraction(InProcessExtraction):
    """Holds every article until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go_on = threading.Event()

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        self.may_go_on.wait(30)
        return super().read_article(text, context)


def test_articles_that_are_being_read_leave_room_for_lookups(sqlite_archive: Archive) -> None:
    extraction = SlowExtraction()
    app = create_app(Settings(extraction_processes=1), archive=sqlite_archive, extraction=extraction)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        uploads = [
            threading.Thread(
                target=client.post, args=("/v1/articles",), kwargs={"json": {**ARTICLE, "title": str(number)}}
            )
            for number in range(60)
        ]
        for upload in uploads:
            upload.start()
        assert client.get("/v1/lookup", params={"q": "homes"}).status_code == 200
        extraction.may_go_on.set()
        for upload in uploads:
            upload.join()
        assert len(client.get("/v1/articles").json()["items"]) == 1
