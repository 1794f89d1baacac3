"""What holds for every endpoint alike."""

import json
import re

import pytest
from starlette.testclient import TestClient

from app.api.problem_types import PROBLEM_TYPES
from app.archive.unit_of_work import Archive
from tests.api.conftest import ARTICLE, TEXT, MakeClient

PAGES = ["/v1/articles", "/v1/quotes", "/v1/figures", "/v1/sources", "/v1/lookup?q=homes", "/healthz", "/openapi.json"]


@pytest.mark.parametrize("path", PAGES)
def test_an_answer_that_the_caller_has_is_not_sent_again(sqlite_client: TestClient, path: str) -> None:
    first = sqlite_client.get(path)
    tag = first.headers["ETag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = sqlite_client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert sqlite_client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_the_tag_of_a_list_changes_with_the_list(sqlite_client: TestClient) -> None:
    before = sqlite_client.get("/v1/articles").headers["ETag"]
    sqlite_client.post("/v1/articles", json=ARTICLE)
    assert sqlite_client.get("/v1/articles", headers={"If-None-Match": before}).status_code == 200


def test_failures_are_never_answered_with_304(sqlite_client: TestClient) -> None:
    assert sqlite_client.get("/v1/articles/art_x", headers={"If-None-Match": "*"}).status_code == 404


def test_head_says_what_get_says_without_the_body(sqlite_client: TestClient) -> None:
    got, headed = sqlite_client.get("/v1/articles"), sqlite_client.head("/v1/articles")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["ETag"] == got.headers["ETag"]
    assert sqlite_client.head("/v1/articles/art_x").status_code == 404


def test_long_answers_are_compressed_where_that_is_accepted(sqlite_client: TestClient) -> None:
    sqlite_client.post("/v1/articles", json=ARTICLE)
    plain = sqlite_client.get("/v1/quotes", headers={"Accept-Encoding": "identity"})
    small = sqlite_client.get("/v1/quotes", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.json() == plain.json()
    assert small.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/v1/quotes", "application/json", 200),
        ("/v1/quotes", "text/html, application/*;q=0.5", 200),
        ("/v1/quotes", "*/*;q=0.1", 200),
        ("/v1/quotes", "text/html", 406),
        ("/v1/quotes", "image/*, application/json;q=0", 406),
        ("/v1/quotes/quo_x", "text/csv", 406),
        ("/v1/quotes/quo_x", "application/json;q=0, */*", 406),
        ("/v1/quotes", "application/json; q=loud", 406),
        ("/v1/articles/art_x/text", "application/json", 406),
        ("/metrics", "text/plain", 200),
    ],
)
def test_only_what_is_accepted_is_answered(sqlite_client: TestClient, path: str, accept: str, status: int) -> None:
    answer = sqlite_client.get(path, headers={"Accept": accept})
    assert answer.status_code == status
    if status == 406:
        assert answer.json()["type"] == "/problems/not-acceptable"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/articles", "GET, HEAD, POST"),
        ("PATCH", "/v1/articles/art_x", "DELETE, GET, HEAD"),
        ("POST", "/v1/lookup", "GET, HEAD"),
        ("GET", "/v1/ingest", "POST"),
        ("GET", "/v1/articles/batch", "POST"),
        ("DELETE", "/v1/articles/batch", "POST"),
        ("DELETE", "/v1/quotes/quo_x", "GET, HEAD"),
        ("OPTIONS", "/healthz", "GET, HEAD"),
        ("POST", "/", "GET, HEAD"),
    ],
)
def test_a_method_that_a_path_does_not_know_is_told_which_it_knows(
    sqlite_client: TestClient, method: str, path: str, allowed: str
) -> None:
    answer = sqlite_client.request(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
    assert answer.json()["type"] == "/problems/method-not-allowed"


@pytest.mark.parametrize(
    "path", ["/nowhere", "/v1", "/v1/articles/", "/v1/articles/art_x/nothing", "/v1/nothing", "/assets/main.py"]
)
def test_a_path_that_leads_nowhere_is_a_problem_too(sqlite_client: TestClient, path: str) -> None:
    answer = sqlite_client.get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert (problem["instance"], problem["request_id"]) == (path, answer.headers["X-Request-ID"])


@pytest.mark.parametrize("name", ["articles", "quotes", "figures", "sources"])
@pytest.mark.parametrize("identifier", ["art_x", "%00", "quo_" + "0" * 26, "A" * 300, "%F0%9F%98%80"])
def test_an_id_that_nothing_ever_had_is_not_on_record(sqlite_client: TestClient, name: str, identifier: str) -> None:
    answer = sqlite_client.get(f"/v1/{name}/{identifier}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-on-record")


@pytest.mark.parametrize("slug", PROBLEM_TYPES)
def test_the_type_of_every_problem_leads_to_its_page(sqlite_client: TestClient, slug: str) -> None:
    answer = sqlite_client.get(PROBLEM_TYPES[slug].uri)
    assert answer.status_code == 200
    assert PROBLEM_TYPES[slug].title in answer.text


def test_a_request_keeps_its_id(sqlite_client: TestClient) -> None:
    answer = sqlite_client.get("/healthz", headers={"X-Request-ID": "job-7:retry.2"})
    assert answer.headers["X-Request-ID"] == "job-7:retry.2"


@pytest.mark.parametrize("unfit", ["", "two words", "<script>", "x" * 129, "caf\xe9"])
def test_an_id_that_is_not_fit_to_be_logged_is_replaced(sqlite_client: TestClient, unfit: str) -> None:
    answer = sqlite_client.get("/healthz", headers={"X-Request-ID": unfit.encode("latin-1")})
    assert re.fullmatch("req_[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_logs_are_json_without_texts_questions_or_keys(
    sqlite_archive: Archive, make_client: MakeClient, capsys: pytest.CaptureFixture[str]
) -> None:
    client = make_client(sqlite_archive)
    client.post("/v1/articles", json=ARTICLE, headers={"X-API-Key": "or_secret"})
    client.get("/v1/lookup", params={"q": "homes"})
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert [(line["route"], line["status"]) for line in lines] == [("/v1/articles", 201), ("/v1/lookup", 200)]
    assert {"time", "level", "method", "path", "duration_ms", "request_id"} <= lines[0].keys()
    assert "Ostra" not in written
    assert "or_secret" not in written
    assert "homes" not in written


def test_an_unexpected_error_tells_nothing_of_itself(
    sqlite_archive: Archive,
    make_client: MakeClient,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = make_client(sqlite_archive)

    def fail() -> None:
        raise RuntimeError(f"cannot read {TEXT}")

    monkeypatch.setattr(sqlite_archive, "reading", fail)
    answer = client.get("/v1/articles")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    assert "Traceback" not in answer.text
    assert "Ostra" not in answer.text
    error = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (error["event"], error["kind"], error["request_id"]) == (
        "error",
        "RuntimeError",
        answer.headers["X-Request-ID"],
    )
    assert "Ostra" not in json.dumps(error)


def test_metrics_count_requests_articles_and_facts(sqlite_client: TestClient) -> None:
    sent = sqlite_client.post("/v1/articles", json=ARTICLE).json()
    sqlite_client.post("/v1/articles", json=ARTICLE)
    sqlite_client.get("/v1/articles/art_x")
    metrics = sqlite_client.get("/metrics").text
    assert 'onrecord_http_requests_total{method="POST",route="/v1/articles",status="201"} 1.0' in metrics
    assert 'onrecord_http_requests_total{method="GET",route="/v1/articles/{id}",status="404"} 1.0' in metrics
    assert 'onrecord_http_request_duration_seconds_count{method="POST",route="/v1/articles"} 2.0' in metrics
    assert 'onrecord_articles_ingested_total{result="known"} 1.0' in metrics
    assert f'onrecord_facts_recorded_total{{type="quote"}} {len(sent["quotes"])}.0' in metrics


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_load_nothing_from_elsewhere(sqlite_client: TestClient, path: str) -> None:
    page = sqlite_client.get(path)
    assert page.status_code == 200
    assert "default-src 'none'; script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "http" not in page.text.replace("http://127.0.0.1", "")
    loaded = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', page.text)
    assert loaded
    for name in loaded:
        assert sqlite_client.get(f"/{name}").status_code == 200


def test_the_front_page_has_every_place_that_its_script_fills(sqlite_client: TestClient) -> None:
    page, script = sqlite_client.get("/").text, sqlite_client.get("/assets/front_page.js").text
    places = set(re.findall(r'place\("([^"]+)"\)', script))
    assert places
    assert places <= set(re.findall(r'id="([^"]+)"', page))


def test_answers_are_kept_by_no_shared_cache_and_problems_by_none(sqlite_client: TestClient) -> None:
    assert sqlite_client.get("/v1/articles").headers["Cache-Control"] == "private, no-cache"
    assert sqlite_client.get("/v1/articles/art_x").headers["Cache-Control"] == "no-store"


def test_every_answer_keeps_browsers_from_guessing(sqlite_client: TestClient) -> None:
    for path in ("/", "/v1/articles", "/nowhere"):
        assert sqlite_client.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_the_instance_of_a_problem_is_a_uri_reference(client: TestClient) -> None:
    assert client.get("/v1/nowhere/%C3%A9%22%00").json()["instance"] == "/v1/nowhere/%C3%A9%22%00"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/v1/articles?language=english", "a language is a BCP 47 tag such as en or pt-BR"),
        ("/v1/quotes?cursor=", "a cursor is taken from `next` as it stands there"),
        (f"/v1/quotes?source={'x' * 301}", "At most 300 characters are taken, not 301"),
        ("/v1/lookup?q=M%FCller", "This is not UTF-8: send the percent-encoded UTF-8 of the text"),
        ("/v1/quotes?cursor=abc", "The cursor is damaged"),
        ("/v1/changes?since=abc", "The cursor is damaged"),
    ],
)
def test_what_is_wrong_with_a_value_is_told_in_plain_words(client: TestClient, path: str, words: str) -> None:
    answer = client.get(path)
    [error] = answer.json()["errors"]
    assert (answer.status_code, error["detail"]) == (422, words)
    assert error["parameter"] == path.partition("?")[2].partition("=")[0]
