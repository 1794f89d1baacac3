"""Requests sent again under their `Idempotency-Key`."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select, update
from starlette.testclient import TestClient

from app.api.security.access import hash_of_key
from app.archive.api_keys import record_api_key, revoke_api_key
from app.archive.idempotency_keys import note_under_way
from app.archive.tables import IdempotencyKeyRow
from app.archive.unit_of_work import Archive
from app.facts.api_key import Scope
from app.facts.errors import ExtractionUnavailable
from app.facts.reading import ArticleContext, Reading
from app.main import create_app
from app.settings import Settings
from app.workers.extraction import InProcessExtraction
from tests.api.conftest import ARTICLE

ROOT = Path(__file__).resolve().parents[2]
KEY = {"Idempotency-Key": '"8e03978e-40d5-43e8-bc93-6894a57f9324"'}


class PlainExtraction(InProcessExtraction):
    """Finds nothing, at once; may be made to fail or to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.failures: list[Exception] = []
        self.may_read = threading.Event()
        self.may_read.set()
        self.begun = threading.Event()

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        self.begun.set()
        self.may_read.wait(30)
        if self.failures:
            raise self.failures.pop()
        return Reading((), (), ())


@pytest.fixture
def extraction() -> PlainExtraction:
    return PlainExtraction()


@pytest.fixture
def client(archive: Archive, extraction: PlainExtraction) -> Any:
    app = create_app(Settings(database_url=archive.database_url), archive=archive, extraction=extraction)
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


def kept_rows(archive: Archive) -> int:
    with archive.reading() as session:
        return session.execute(select(func.count()).select_from(IdempotencyKeyRow)).scalar_one()


def let_time_pass(archive: Archive, passed: timedelta) -> None:
    with archive.writing() as session:
        rows = session.execute(select(IdempotencyKeyRow)).scalars().all()
        for row in rows:
            columns = {"under_way_until": row.under_way_until - passed, "expires_at": row.expires_at - passed}
            session.execute(update(IdempotencyKeyRow).where(IdempotencyKeyRow.key == row.key).values(columns))


def test_a_request_sent_again_gets_the_first_answer(client: TestClient, archive: Archive) -> None:
    first = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]
    assert client.post("/v1/articles", json=ARTICLE).status_code == 200
    assert kept_rows(archive) == 1


def test_the_first_answer_is_given_again_whatever_became_of_what_it_tells(client: TestClient) -> None:
    first = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert client.delete(first.headers["Location"]).status_code == 204
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)
    assert client.get("/v1/articles").json()["items"] == []


def test_quotation_marks_around_a_key_are_no_part_of_it(client: TestClient) -> None:
    client.post("/v1/articles", json=ARTICLE, headers={"Idempotency-Key": '"mine"'})
    again = client.post("/v1/articles", json=ARTICLE, headers={"Idempotency-Key": "mine"})
    assert again.headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("/v1/articles", {"json": {**ARTICLE, "title": "Another"}}),
        ("/v1/articles?x=1", {"json": ARTICLE}),
        ("/v1/ingest", {"content": ARTICLE["text"], "headers": {"Content-Type": "text/plain"}}),
    ],
)
def test_a_key_is_good_for_one_request_only(client: TestClient, path: str, others: dict[str, Any]) -> None:
    client.post("/v1/articles", json=ARTICLE, headers=KEY)
    answer = client.post(path, **{**others, "headers": {**others.get("headers", {}), **KEY}})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert len(client.get("/v1/articles").json()["items"]) == 1


def test_a_form_sent_again_is_the_same_whatever_its_boundary(client: TestClient) -> None:
    def send(boundary: str, title: str) -> Any:
        parts = f'--{boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\n{title}\r\n--{boundary}\r\n'
        parts += 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
        body = f"{parts}{ARTICLE['text']}\r\n--{boundary}--\r\n"
        headers = {**KEY, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        return client.post("/v1/ingest", content=body.encode(), headers=headers)

    first, again, other = send("abcdef", "Boats"), send("012345", "Boats"), send("abcdef", "Ships")
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.headers["Idempotency-Replayed"] == "true"


def test_while_the_first_is_being_answered_the_same_is_told_to_wait(
    client: TestClient, extraction: PlainExtraction
) -> None:
    extraction.may_read.clear()
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(client.post("/v1/articles", json=ARTICLE, headers=KEY)))
    first.start()
    assert extraction.begun.wait(30)
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/request-under-way")
    assert again.headers["Retry-After"] == "5"
    extraction.may_read.set()
    first.join()
    assert answers[0].status_code == 201
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).content == answers[0].content


def test_of_many_sent_at_once_one_is_worked_off(client: TestClient, extraction: PlainExtraction) -> None:
    statuses: list[int] = []

    def send() -> None:
        statuses.append(client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


@pytest.mark.parametrize(("failure", "status"), [(ExtractionUnavailable("x"), 503), (KeyError("x"), 500)])
def test_failures_of_ours_are_not_kept(
    client: TestClient, extraction: PlainExtraction, archive: Archive, failure: Exception, status: int
) -> None:
    extraction.failures.append(failure)
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == status
    assert kept_rows(archive) == 0
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (201, None)


def test_a_request_that_cannot_be_used_stays_so(client: TestClient) -> None:
    first = client.post("/v1/articles", json={"text": ""}, headers=KEY)
    again = client.post("/v1/articles", json={"text": ""}, headers=KEY)
    assert (first.status_code, again.status_code) == (422, 422)
    assert again.content == first.content
    assert again.headers["Content-Type"] == "application/problem+json"
    assert again.headers["Idempotency-Replayed"] == "true"


def test_after_a_day_a_key_is_forgotten(client: TestClient, archive: Archive) -> None:
    client.post("/v1/articles", json=ARTICLE, headers=KEY)
    let_time_pass(archive, timedelta(hours=23, minutes=59))
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == 201
    let_time_pass(archive, timedelta(minutes=2))
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.headers.get("Idempotency-Replayed")) == (200, None)
    let_time_pass(archive, timedelta(hours=25))
    client.post("/v1/articles", json=ARTICLE, headers={"Idempotency-Key": "other"})
    assert kept_rows(archive) == 1


@pytest.mark.parametrize("key", ["", " ", '""', 'a"b', '"a', "a b", "é".encode(), "x" * 256, f'"{"x" * 256}"'])
def test_a_malformed_key_is_refused(client: TestClient, key: str | bytes) -> None:
    answer = client.post("/v1/articles", json=ARTICLE, headers={"Idempotency-Key": key})  # type: ignore[dict-item]
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-request")
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"
    assert client.get("/v1/articles").json()["items"] == []


def test_two_keys_are_refused(client: TestClient) -> None:
    answer = client.post("/v1/articles", json=ARTICLE, headers=[("Idempotency-Key", "a"), ("Idempotency-Key", "b")])
    assert answer.status_code == 422


def test_a_batch_needs_no_key_and_keeps_no_answer(client: TestClient, archive: Archive) -> None:
    headers = {**KEY, "Content-Type": "application/x-ndjson"}
    for status in (201, 200):
        answer = client.post("/v1/articles/batch", content=b'{"text": "Nothing was said."}', headers=headers)
        assert answer.json()["status"] == status
    assert kept_rows(archive) == 0


def test_a_body_that_is_too_large_is_told_so(archive: Archive, extraction: PlainExtraction) -> None:
    app = create_app(Settings(max_upload_bytes=100), archive=archive, extraction=extraction)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        for size in (200, 600_000):
            answer = client.post("/v1/articles", json={"text": "x" * size}, headers={"Idempotency-Key": str(size)})
            assert (answer.status_code, answer.json()["type"]) == (413, "/problems/content-too-large")


def make_key(archive: Archive, *scopes: Scope) -> tuple[str, dict[str, str]]:
    secret = uuid4().hex
    with archive.writing() as session:
        now = datetime.now(UTC)
        key = record_api_key(session, name="x", key_hash=hash_of_key(secret), scopes=scopes, created_at=now)
    return key.id, {"Authorization": f"Bearer {secret}", **KEY}


def test_each_api_key_has_idempotency_keys_of_its_own(client: TestClient, archive: Archive) -> None:
    _, mine = make_key(archive, Scope.INGEST)
    _, theirs = make_key(archive, Scope.INGEST)
    assert client.post("/v1/articles", json=ARTICLE, headers=mine).status_code == 201
    answer = client.post("/v1/articles", json=ARTICLE, headers=theirs)
    assert (answer.status_code, answer.headers.get("Idempotency-Replayed")) == (200, None)
    in_other_header = {"X-API-Key": mine["Authorization"].removeprefix("Bearer "), **KEY}
    assert client.post("/v1/articles", json=ARTICLE, headers=in_other_header).status_code == 201


def test_a_kept_answer_is_given_to_nobody_who_may_not_have_it(client: TestClient, archive: Archive) -> None:
    key_id, headers = make_key(archive, Scope.INGEST)
    make_key(archive, Scope.ADMIN)
    assert client.post("/v1/articles", json=ARTICLE, headers=headers).status_code == 201
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == 401
    with archive.writing() as session:
        revoke_api_key(session, key_id, revoked_at=datetime.now(UTC))
    assert client.post("/v1/articles", json=ARTICLE, headers=headers).status_code == 401


def test_a_refusal_is_not_kept(client: TestClient, archive: Archive) -> None:
    _, reader = make_key(archive, Scope.READ)
    assert client.post("/v1/articles", json=ARTICLE, headers=reader).status_code == 403
    assert kept_rows(archive) == 0


def test_no_page_of_another_site_is_given_a_kept_answer(client: TestClient) -> None:
    client.post("/v1/articles", json=ARTICLE, headers=KEY)
    foreign = {**KEY, "Origin": "https://other.example"}
    assert client.post("/v1/articles", json=ARTICLE, headers=foreign).status_code == 403


def test_an_attempt_that_lives_keeps_its_key(client: TestClient, archive: Archive, extraction: PlainExtraction) -> None:
    extraction.may_read.clear()
    first = threading.Thread(target=client.post, args=("/v1/articles",), kwargs={"json": ARTICLE, "headers": KEY})
    first.start()
    assert extraction.begun.wait(30)
    with archive.writing() as session:
        row = session.execute(select(IdempotencyKeyRow)).scalar_one()
        note_under_way(session, row.attempt_id, datetime.now(UTC) + timedelta(minutes=1))
    let_time_pass(archive, timedelta(seconds=20))
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == 409
    extraction.may_read.set()
    first.join()


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(sqlite_archive: Archive) -> None:
    extraction = PlainExtraction()
    app = create_app(Settings(), archive=sqlite_archive, extraction=extraction)

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("UPDATE idempotency_keys SET status"):
            raise OSError("the disk is full")

    event.listen(sqlite_archive.engine, "before_cursor_execute", fail)
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        first = client.post("/v1/articles", json=ARTICLE, headers=KEY)
        event.remove(sqlite_archive.engine, "before_cursor_execute", fail)
        assert first.status_code == 201
        let_time_pass(sqlite_archive, timedelta(seconds=20))
        again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
        assert (again.status_code, again.json()) == (201, first.json())


SERVER_THAT_IS_KILLED = """
import os, signal, sys
from sqlalchemy import event
from starlette.testclient import TestClient
from app.archive.unit_of_work import Archive
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import ARTICLE
from tests.api.test_idempotency import KEY, PlainExtraction

archive = Archive(sys.argv[1])

def die(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(archive.engine, "before_cursor_execute", die)
with TestClient(create_app(Settings(), archive=archive, extraction=PlainExtraction())) as client:
    client.base_url = "http://127.0.0.1:8000"
    client.post("/v1/articles", json=ARTICLE, headers=KEY)
"""


@pytest.mark.parametrize(
    ("statement", "articles"), [("UPDATE idempotency_keys SET status", 1), ("INSERT INTO article_terms", 0)]
)
def test_after_a_kill_the_same_request_is_answered_as_if_nothing_had_been(
    client: TestClient, archive: Archive, database_url: str, statement: str, articles: int
) -> None:
    command_line = [sys.executable, "-c", SERVER_THAT_IS_KILLED, database_url, statement]
    run = subprocess.run(command_line, cwd=ROOT, check=False, env=dict(os.environ))
    assert run.returncode == -signal.SIGKILL
    left = client.get("/v1/articles").json()["items"]
    assert len(left) == articles
    assert client.post("/v1/articles", json=ARTICLE, headers=KEY).status_code == 409
    let_time_pass(archive, timedelta(seconds=16))
    answer = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/articles/{answer.json()['article']['id']}"
    if left:
        assert answer.json()["article"] == left[0]
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.content) == (201, answer.content)
    assert len(client.get("/v1/articles").json()["items"]) == 1


def test_keys_are_kept_apart_from_what_is_done_without_one(client: TestClient) -> None:
    client.post("/v1/articles", json=ARTICLE)
    answer = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (answer.status_code, answer.headers.get("Idempotency-Replayed")) == (200, None)
    again = client.post("/v1/articles", json=ARTICLE, headers=KEY)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (200, "true")
    assert again.headers["Content-Location"] == answer.headers["Content-Location"]
