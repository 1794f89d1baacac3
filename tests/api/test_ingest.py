from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from tests.api.conftest import MakeClient

HTML = b"""<!doctype html><html><head><title>Trees felled in Orrin Park</title>
<meta property="og:site_name" content="Orrin Herald"></head><body><article>
<h1>Trees felled in Orrin Park</h1>
<p>The mayor, Ada Finch, said on Monday that 300 trees had been felled in the park since the storm.</p>
<p>"We will plant 500," she said. The work is to begin in spring, according to the parks office.</p>
</article></body></html>"""
PLAIN = "Ada Finch, the mayor of Orrin, said that 300 trees had been felled in the park since the storm."


def test_an_uploaded_file_is_answered_with_its_facts(client: TestClient) -> None:
    answer = client.post(
        "/v1/ingest",
        files={"file": ("report.html", HTML, "text/html")},
        data={
            "publisher": "Example Daily",
            "authors": ["Ida Quist", "Ole Brand"],
            "published_at": "2024-10",
            "url": "",
        },
    )
    sent = answer.json()
    assert answer.status_code == 201
    assert sent["article"]["publisher"] == "Example Daily"
    assert sent["article"]["authors"] == ["Ida Quist", "Ole Brand"]
    assert sent["article"]["published_at"] == "2024-10"
    assert sent["article"]["title"] == "Trees felled in Orrin Park"
    assert sent["quotes"]
    assert {300, 500} <= {figure["value"] for figure in sent["figures"]}


def test_what_the_document_says_of_itself_is_kept_where_nothing_else_is_given(sqlite_client: TestClient) -> None:
    answer = sqlite_client.post("/v1/ingest", files={"file": ("report.html", HTML, "text/html")})
    assert answer.json()["article"]["publisher"] == "Orrin Herald"


def test_a_raw_document_takes_its_metadata_from_the_query(sqlite_client: TestClient) -> None:
    answer = sqlite_client.post(
        "/v1/ingest",
        content=PLAIN.encode("utf-16"),
        headers={"Content-Type": "text/plain; charset=utf-16"},
        params={"publisher": "Example Daily", "authors": ["Ida Quist", "Ole Brand"], "published_at": "2024"},
    )
    assert answer.status_code == 201
    article = answer.json()["article"]
    assert (article["authors"], article["published_at"]) == (["Ida Quist", "Ole Brand"], "2024")
    assert sqlite_client.get(f"/v1/articles/{article['id']}/text").text == PLAIN


def test_the_same_document_again_is_the_same_article(sqlite_client: TestClient) -> None:
    first = sqlite_client.post("/v1/ingest", files={"file": ("a.txt", PLAIN.encode(), "text/plain")})
    again = sqlite_client.post("/v1/ingest", content=PLAIN.encode(), headers={"Content-Type": "text/plain"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


@pytest.mark.parametrize(
    ("files", "data", "pointer"),
    [
        ({"other": ("a.txt", b"x", "text/plain")}, {}, "#/file"),
        ({"file": (None, b"x")}, {}, "#/file"),
        ({"file": ("a.txt", b"x", "text/plain")}, {"headline": "x"}, "#/headline"),
        ({"file": ("a.txt", b"x", "text/plain")}, {"title": ["x", "y"]}, "#/title"),
        ({"file": ("a.txt", b"x", "text/plain")}, {"published_at": "yesterday"}, "#/published_at"),
        ({"file": ("a.txt", b"x", "text/plain"), "second": ("b.txt", b"x", "text/plain")}, {}, "#"),
    ],
)
def test_each_field_of_a_form_that_cannot_be_used_is_pointed_at(
    sqlite_client: TestClient, files: dict[str, object], data: dict[str, object], pointer: str
) -> None:
    answer = sqlite_client.post("/v1/ingest", files=files, data=data)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_metadata_of_a_form_is_not_taken_from_the_query(sqlite_client: TestClient) -> None:
    files = {"file": ("a.txt", PLAIN.encode(), "text/plain")}
    answer = sqlite_client.post(
        "/v1/ingest", files=files, params={"publisher": "Example Daily", "published_at": "2024"}
    )
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["published_at", "publisher"]


@pytest.mark.parametrize(
    ("content", "media_type", "status", "slug"),
    [
        (b"", "text/plain", 422, "document-without-text"),
        (b" \n\t", "text/plain", 422, "document-without-text"),
        (b"%PDF-1.7 cut sh", "application/pdf", 422, "broken-document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image/png", 415, "unsupported-media-type"),
        (b"title=x", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
        (b"--x", "multipart/form-data", 422, "invalid-request"),
        (b"--x\r\nno form", "multipart/form-data; boundary=x", 422, "invalid-request"),
        (b"no form at all", "multipart/form-data; boundary=x", 422, "invalid-request"),
    ],
)
def test_what_cannot_be_read_is_told(
    sqlite_client: TestClient, content: bytes, media_type: str, status: int, slug: str
) -> None:
    answer = sqlite_client.post("/v1/ingest", content=content, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{slug}")
    assert sqlite_client.get("/v1/articles").json()["items"] == []


def test_encoded_bodies_are_not_taken(sqlite_client: TestClient) -> None:
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    assert sqlite_client.post("/v1/ingest", content=b"x", headers=headers).status_code == 415


def in_chunks() -> Iterator[bytes]:
    for _ in range(40):
        yield b"word " * 20


@pytest.mark.parametrize("path", ["/v1/ingest", "/v1/articles"])
@pytest.mark.parametrize("content", [lambda: b"word " * 800, in_chunks], ids=["told", "streamed"])
def test_a_body_over_the_limit_is_refused(
    sqlite_archive: Archive, make_client: MakeClient, path: str, content: Callable[[], bytes | Iterator[bytes]]
) -> None:
    client = make_client(sqlite_archive, max_upload_bytes=2000)
    media_type = "application/json" if path == "/v1/articles" else "text/plain"
    answer = client.post(path, content=content(), headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/content-too-large")


@pytest.mark.parametrize("size", [2001, 400_000])
def test_an_uploaded_file_over_the_limit_is_refused(
    sqlite_archive: Archive, make_client: MakeClient, size: int
) -> None:
    client = make_client(sqlite_archive, max_upload_bytes=2000)
    answer = client.post("/v1/ingest", files={"file": ("a.txt", b"x" * size, "text/plain")})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/content-too-large")


def test_a_file_at_the_limit_is_taken(sqlite_archive: Archive, make_client: MakeClient) -> None:
    client = make_client(sqlite_archive, max_upload_bytes=len(PLAIN))
    answer = client.post("/v1/ingest", files={"file": ("a.txt", PLAIN.encode(), "text/plain")})
    assert answer.status_code == 201
