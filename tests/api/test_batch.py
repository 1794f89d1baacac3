"""Many articles in one request: a line of answer for each line, whatever becomes of the others."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest
from sqlalchemy import event
from starlette.testclient import TestClient
from starlette.types import Message

from app.api.batch import BatchResponse
from app.archive.unit_of_work import Archive
from app.facts.errors import ExtractionTimedOut, ExtractionUnavailable
from app.facts.reading import ArticleContext, Reading
from app.main import create_app
from app.settings import Settings
from app.workers.extraction import InProcessExtraction
from tests.api.conftest import ARTICLE, TEXT, MakeClient

NDJSON = {"Content-Type": "application/x-ndjson"}


def article(number: int, **others: Any) -> dict[str, Any]:
    return {
        "text": f"Ada Quill said that {number} boats had left.",
        "url": f"https://lindow.example/{number}",
        **others,
    }


def send(client: TestClient, *lines: dict[str, Any] | bytes, **headers: str) -> list[dict[str, Any]]:
    body = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    answer = client.post("/v1/articles/batch", content=body, headers={**NDJSON, **headers})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_every_line_is_answered_in_order_with_its_article(client: TestClient) -> None:
    answers = send(client, *(article(number) for number in range(12)))
    assert [(one["line"], one["status"]) for one in answers] == [(number, 201) for number in range(1, 13)]
    for number, answer in enumerate(answers):
        assert set(answer) == {"line", "status", "article_id"}
        assert client.get(f"/v1/articles/{answer['article_id']}/text").text == article(number)["text"]
        assert client.get(f"/v1/articles/{answer['article_id']}/facts").json()["items"]


def test_lines_sent_again_are_answered_with_the_same_ids(client: TestClient) -> None:
    first = send(client, article(1), article(2))
    again = send(client, article(1), article(2), article(3), article(3))
    assert [one["status"] for one in again] == [200, 200, 201, 200]
    assert [one["article_id"] for one in again[:2]] == [one["article_id"] for one in first]
    assert again[2]["article_id"] == again[3]["article_id"]
    assert len(client.get("/v1/articles").json()["items"]) == 3


def test_texts_under_one_url_become_versions_in_the_order_of_their_lines(client: TestClient) -> None:
    answers = send(client, *(article(number, url="https://lindow.example/boats") for number in range(7)))
    versions = [client.get(f"/v1/articles/{one['article_id']}").json()["version"] for one in answers]
    assert versions == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("line", "problem", "pointer"),
    [
        (b"not json", ("invalid-request", 422), "#"),
        (b"[]", ("invalid-request", 422), "#"),
        (b"\xff\xfe", ("invalid-request", 422), "#"),
        (b'{"text": "\\ud800"}', ("invalid-request", 422), "#"),
        (b'{"text": "cut', ("invalid-request", 422), "#"),
        (b"{}", ("invalid-request", 422), "#/text"),
        (b'{"text": "x", "headline": "x"}', ("invalid-request", 422), "#/headline"),
        (b'{"text": "x", "published_at": "soon"}', ("invalid-request", 422), "#/published_at"),
        (b'{"text": "a\\u0000b"}', ("unstorable-text", 422), None),
        (b'{"text": " "}', ("document-without-text", 422), None),
        (b'{"text": "Boats left.", "language": "de"}', ("unsupported-language", 422), None),
        (b'{"text": "' + b"x" * 600 + b'"}', ("content-too-large", 413), None),
    ],
)
def test_a_bad_line_is_told_why_and_costs_no_other(
    sqlite_archive: Archive, make_client: MakeClient, line: bytes, problem: tuple[str, int], pointer: str | None
) -> None:
    client = make_client(sqlite_archive, max_upload_bytes=500)
    before, bad, after = send(client, article(1), line, article(2), **{"X-Request-ID": "mine"})
    assert (before["status"], after["status"], after["line"]) == (201, 201, 3)
    assert set(bad) == {"line", "status", "problem"}
    slug, status = problem
    assert (bad["line"], bad["status"]) == (2, status)
    told = bad["problem"]
    assert (told["type"], told["status"], told["request_id"]) == (f"/problems/{slug}", status, "mine")
    assert [one["pointer"] for one in told.get("errors", [])] == ([pointer] if pointer else [])
    assert len(client.get("/v1/articles").json()["items"]) == 2


def test_blank_lines_are_passed_over_and_counted(sqlite_client: TestClient) -> None:
    answers = send(sqlite_client, b"", article(1), b" \r", b"", article(2), b"")
    assert [(one["line"], one["status"]) for one in answers] == [(2, 201), (5, 201)]


def test_a_batch_without_lines_is_answered_without_lines(sqlite_client: TestClient) -> None:
    assert send(sqlite_client) == []
    assert send(sqlite_client, b"\n\n") == []


class FailingExtraction(InProcessExtraction):
    """Fails on texts that name a failure."""

    FAILURES = (("out of time", ExtractionTimedOut(1)), ("no worker", ExtractionUnavailable("x")), ("bug", KeyError()))

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        for words, error in self.FAILURES:
            if words in text:
                raise error
        return super().read_article(text, context)


@pytest.fixture
def failing_client(sqlite_archive: Archive) -> Iterator[TestClient]:
    app = create_app(Settings(), archive=sqlite_archive, extraction=FailingExtraction())
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def test_what_goes_wrong_in_reading_a_line_costs_no_other(failing_client: TestClient) -> None:
    texts = ["We ran out of time.", "There is no worker.", "It was a bug."]
    lines = [article(1), *({"text": text, "language": "en"} for text in texts), article(2)]
    answers = send(failing_client, *lines)
    assert [one["status"] for one in answers] == [201, 422, 503, 500, 201]
    slugs = [one["problem"]["type"].rpartition("/")[2] for one in answers[1:4]]
    assert slugs == ["takes-too-long", "extraction-unavailable", "internal-error"]


def test_a_commit_that_fails_is_told_in_its_line(sqlite_archive: Archive, make_client: MakeClient) -> None:
    client = make_client(sqlite_archive)
    commits = iter(range(100))

    def fail_once(connection: Any) -> None:
        is_writing = connection.get_execution_options().get("onrecord_writes")
        if is_writing and next(commits) == 1:
            raise OSError("the disk is full")

    event.listen(sqlite_archive.engine, "commit", fail_once)
    answers = send(client, article(1), article(2), article(3))
    event.remove(sqlite_archive.engine, "commit", fail_once)
    assert [one["status"] for one in answers] == [201, 500, 201]
    assert len(client.get("/v1/articles").json()["items"]) == 2
    assert "disk" not in json.dumps(answers)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/jsonl"}, 200),
        ({"Content-Type": "application/x-ndjson; charset=utf-8"}, 200),
        ({"Content-Type": "application/json"}, 415),
        ({}, 415),
        ({**NDJSON, "Content-Encoding": "gzip"}, 415),
        ({**NDJSON, "Accept": "application/json"}, 406),
        ({**NDJSON, "Accept": "application/x-ndjson"}, 200),
        ({**NDJSON, "Accept": "application/jsonl"}, 200),
    ],
)
def test_what_a_batch_is_sent_as(sqlite_client: TestClient, headers: dict[str, str], status: int) -> None:
    body = json.dumps(article(1)).encode()
    assert sqlite_client.post("/v1/articles/batch", content=body, headers=headers).status_code == status
    assert len(sqlite_client.get("/v1/articles").json()["items"]) == (1 if status == 200 else 0)


def test_a_batch_takes_no_parameters_and_no_other_method(sqlite_client: TestClient) -> None:
    assert sqlite_client.post("/v1/articles/batch?title=x", headers=NDJSON).status_code == 422
    wrong = sqlite_client.put("/v1/articles/batch", headers=NDJSON)
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")


class HeldExtraction(InProcessExtraction):
    """Reads nothing until it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_read = threading.Event()

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        self.may_read.wait(30)
        return super().read_article(text, context)


class Caller:
    """Sends one line after another for as long as it is asked for more, and may leave."""

    def __init__(self, line: Callable[[int], bytes]) -> None:
        self._line = line
        self.sent = 0
        self.leaves = anyio.Event()
        self.answered = b""

    async def receive(self) -> Message:
        await anyio.sleep(0)
        if self.leaves.is_set():
            return {"type": "http.disconnect"}
        self.sent += 1
        return {"type": "http.request", "body": self._line(self.sent), "more_body": True}

    async def send(self, message: Message) -> None:
        self.answered += message.get("body", b"")


def scope_of(app: Any) -> dict[str, Any]:
    path = "/v1/articles/batch"
    return {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": [], "app": app}


def test_a_body_is_taken_in_no_faster_than_it_is_worked_off(sqlite_archive: Archive) -> None:
    extraction = HeldExtraction()
    app = create_app(Settings(extraction_processes=1), archive=sqlite_archive, extraction=extraction)
    caller = Caller(lambda number: json.dumps(article(number)).encode() + b"\n")

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            response = BatchResponse(app.state.service)
            tasks.start_soon(response, scope_of(app), caller.receive, caller.send)
            await anyio.sleep(0.5)
            held, caller_was_answered = caller.sent, caller.answered
            await anyio.sleep(0.5)
            assert caller.sent == held < 20
            assert caller_was_answered == b""
            extraction.may_read.set()
            while caller.sent < held + 5:
                await anyio.sleep(0.01)
            caller.leaves.set()

    anyio.run(run)
    assert caller.answered.count(b"\n") >= 5


def test_long_lines_are_not_gathered(sqlite_archive: Archive) -> None:
    """However many lines may be ahead, together they hold little more than one document may."""
    extraction = HeldExtraction()
    settings = Settings(extraction_processes=4, max_upload_bytes=1_000)
    app = create_app(settings, archive=sqlite_archive, extraction=extraction)
    caller = Caller(lambda number: json.dumps(article(number, title="x" * 700)).encode() + b"\n")

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(BatchResponse(app.state.service), scope_of(app), caller.receive, caller.send)
            await anyio.sleep(0.5)
            # One that is being read, one that waits for room, and the chunks that are received ahead.
            assert caller.sent <= 2 + 8 + 2
            extraction.may_read.set()
            caller.leaves.set()

    anyio.run(run)


def test_no_line_is_begun_for_a_caller_who_has_gone(sqlite_archive: Archive) -> None:
    extraction = HeldExtraction()
    app = create_app(Settings(extraction_processes=1), archive=sqlite_archive, extraction=extraction)
    many = b"".join(json.dumps(article(number)).encode() + b"\n" for number in range(100))
    caller = Caller(lambda number: many if number == 1 else b"")

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(BatchResponse(app.state.service), scope_of(app), caller.receive, caller.send)
            await anyio.sleep(0.2)
            caller.leaves.set()
            await anyio.sleep(0.2)
            extraction.may_read.set()

    anyio.run(run)
    assert caller.answered == b""
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/v1/articles").json()["items"] == []


def test_a_page_of_another_site_sends_no_batch(sqlite_archive: Archive, make_client: MakeClient) -> None:
    client = make_client(sqlite_archive)
    client.headers["Origin"] = "https://other.example"
    answer = client.post("/v1/articles/batch", content=json.dumps({"text": TEXT}).encode(), headers=NDJSON)
    assert answer.status_code == 403
    assert client.get("/v1/articles").json()["items"] == []


def test_a_batch_stores_what_a_single_upload_stores(sqlite_client: TestClient) -> None:
    answer = send(sqlite_client, ARTICLE)[0]
    single = sqlite_client.post("/v1/articles", json=ARTICLE)
    assert (answer["status"], single.status_code) == (201, 200)
    assert single.json()["article"]["id"] == answer["article_id"]
    assert single.json()["quotes"]
