from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from app.api.security.access import hash_of_key
from app.archive.api_keys import record_api_key, revoke_api_key
from app.archive.unit_of_work import Archive
from app.facts.api_key import Scope
from tests.api.conftest import ARTICLE, MakeClient

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = {Scope.READ: "or_read_key", Scope.INGEST: "or_ingest_key", Scope.ADMIN: "or_admin_key"}


def record_keys(archive: Archive) -> dict[Scope, str]:
    with archive.writing() as session:
        return {
            scope: record_api_key(session, name=scope, key_hash=hash_of_key(key), scopes=[scope], created_at=NOW).id
            for scope, key in KEYS.items()
        }


@pytest.fixture
def guarded(archive: Archive, make_client: MakeClient) -> TestClient:
    """A client of a service that has keys."""
    record_keys(archive)
    return make_client(archive)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/lookup?q=x", "/v1/sources/src_x", "/metrics"])
def test_without_a_key_nothing_is_read(guarded: TestClient, path: str) -> None:
    answer = guarded.get(path)
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/missing-key")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json", "/", "/problems/not-found"])
def test_health_and_documentation_need_no_key(guarded: TestClient, path: str) -> None:
    assert guarded.get(path).status_code == 200


@pytest.mark.parametrize("as_header", [bearer, lambda key: {"X-API-Key": key}], ids=["bearer", "x-api-key"])
def test_a_key_is_taken_in_either_header(guarded: TestClient, as_header: Callable[[str], dict[str, str]]) -> None:
    assert guarded.get("/v1/articles", headers=as_header(KEYS[Scope.READ])).status_code == 200
    answer = guarded.get("/v1/articles", headers=as_header("or_wrong_key"))
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unknown-key")
    assert "or_wrong_key" not in answer.text


@pytest.mark.parametrize(
    "authorization", ["Basic dXNlcjpvcl9yZWFkX2tleQ==", "Bearer", "or_read_key", "Bearer " + "x" * 5000]
)
def test_what_is_no_key_is_refused(guarded: TestClient, authorization: str) -> None:
    assert guarded.get("/v1/articles", headers={"Authorization": authorization}).status_code == 401


@pytest.mark.parametrize(
    ("scope", "may_read", "may_ingest", "may_delete"),
    [(Scope.READ, 200, 403, 403), (Scope.INGEST, 200, 201, 403), (Scope.ADMIN, 200, 201, 404)],
)
def test_a_key_reaches_as_far_as_its_scope(
    guarded: TestClient, scope: Scope, may_read: int, may_ingest: int, may_delete: int
) -> None:
    headers = bearer(KEYS[scope])
    assert guarded.get("/v1/articles", headers=headers).status_code == may_read
    assert guarded.post("/v1/articles", json=ARTICLE, headers=headers).status_code == may_ingest
    assert guarded.delete("/v1/articles/art_x", headers=headers).status_code == may_delete


def test_a_key_is_checked_before_the_body_is_looked_at(guarded: TestClient) -> None:
    answer = guarded.post("/v1/articles", content=b"{", headers=bearer(KEYS[Scope.READ]))
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/missing-scope")


def test_a_revoked_key_opens_nothing_even_where_it_was_the_last(archive: Archive, make_client: MakeClient) -> None:
    identifiers = record_keys(archive)
    client = make_client(archive)
    assert client.get("/v1/articles", headers=bearer(KEYS[Scope.READ])).status_code == 200
    with archive.writing() as session:
        for identifier in identifiers.values():
            revoke_api_key(session, identifier, revoked_at=NOW)
    assert client.get("/v1/articles", headers=bearer(KEYS[Scope.READ])).status_code == 401
    assert client.get("/v1/articles").status_code == 401


def test_a_key_made_while_the_service_runs_closes_it_at_once(archive: Archive, make_client: MakeClient) -> None:
    client = make_client(archive)
    assert client.get("/v1/articles").status_code == 200
    record_keys(archive)
    assert client.get("/v1/articles").status_code == 401


def test_public_reading_opens_reading_and_never_writing(archive: Archive, make_client: MakeClient) -> None:
    record_keys(archive)
    client = make_client(archive, public_read=True)
    answer = client.get("/v1/articles", headers={"Origin": "https://reader.example", "Host": "onrecord.example"})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.post("/v1/articles", json=ARTICLE).status_code == 401
    assert client.delete("/v1/articles/art_x").status_code == 401


def test_pages_of_other_sites_may_verify_where_reading_is_public_and_never_write(
    sqlite_archive: Archive, make_client: MakeClient
) -> None:
    record_keys(sqlite_archive)
    client = make_client(sqlite_archive, public_read=True)
    origin = {"Origin": "https://reader.example"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/v1/verify", headers={**origin, **asked}).status_code == 200
    answer = client.post("/v1/verify", json={"text": "Nobody was warned"}, headers=origin)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    for key_header in ("x-api-key", "authorization"):
        with_key = {**asked, "Access-Control-Request-Headers": f"content-type, {key_header}"}
        assert client.options("/v1/articles", headers={**origin, **with_key}).status_code == 400
    assert client.post("/v1/articles", json=ARTICLE, headers=origin).status_code == 401


def test_an_idempotency_key_of_nobody_is_refused_where_reading_is_public(
    sqlite_archive: Archive, make_client: MakeClient
) -> None:
    client = make_client(sqlite_archive, public_read=True)
    record_keys(sqlite_archive)
    text = {"text": "Nobody was warned."}
    sent = {"Idempotency-Key": "8e03978e"}
    refused = client.post("/v1/verify", json=text, headers=sent)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")
    unknown = client.post("/v1/verify", json=text, headers={**sent, "X-API-Key": "unknown"})
    assert (unknown.status_code, unknown.json()["errors"][0]["parameter"]) == (422, "Idempotency-Key")
    assert client.post("/v1/verify", json=text).status_code == 200
    first, again = (
        client.post("/v1/verify", json=text, headers={**sent, "X-API-Key": KEYS[Scope.READ]}) for _ in range(2)
    )
    assert (first.status_code, again.headers["Idempotency-Replayed"], again.json()) == (200, "true", first.json())


def test_pages_of_other_sites_write_nothing_where_reading_is_public_and_no_keys_exist(
    sqlite_archive: Archive, make_client: MakeClient
) -> None:
    client = make_client(sqlite_archive, public_read=True)
    answer = client.post("/v1/articles", json=ARTICLE, headers={"Origin": "https://reader.example"})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/cross-site")


def test_pages_of_other_sites_may_not_read_what_is_not_public(sqlite_client: TestClient) -> None:
    answer = sqlite_client.get("/v1/articles", headers={"Origin": "https://reader.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_without_keys_nothing_is_taken_from_pages_of_other_sites(
    sqlite_client: TestClient, headers: dict[str, str]
) -> None:
    answer = sqlite_client.post("/v1/articles", json=ARTICLE, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/cross-site")


def test_without_keys_the_own_pages_may_send(sqlite_client: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert sqlite_client.post("/v1/articles", json=ARTICLE, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("onrecord", 200),
        ("api.localhost", 200),
        ("evil.example", 403),
        ("evil.example.:8000", 403),
        ("[evil", 403),
    ],
)
def test_without_keys_a_name_that_may_be_rebound_is_refused(sqlite_client: TestClient, host: str, status: int) -> None:
    assert sqlite_client.get("/v1/articles", headers={"Host": host}).status_code == status
