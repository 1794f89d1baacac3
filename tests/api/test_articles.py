from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from tests.api.conftest import ARTICLE, TEXT, MakeClient


def send(client: TestClient, **changes: Any) -> dict[str, Any]:
    answer = client.post("/v1/articles", json={**ARTICLE, **changes})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_new_article_is_answered_with_its_place_and_all_its_facts(client: TestClient) -> None:
    answer = client.post("/v1/articles", json=ARTICLE)
    sent = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/articles/{sent['article']['id']}"
    assert sent["article"]["counts"] == {"quotes": len(sent["quotes"]), "figures": len(sent["figures"]), "sources": 1}
    assert {name: sent["article"][name] for name in ARTICLE if name != "text"} == {
        name: value for name, value in ARTICLE.items() if name != "text"
    }
    assert client.get(answer.headers["Location"]).json() == sent["article"]


def test_the_same_article_again_keeps_its_ids_and_its_metadata(client: TestClient) -> None:
    first = send(client)
    answer = client.post("/v1/articles", json={**ARTICLE, "title": "Another title"})
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    assert answer.json() == first


def test_a_field_given_twice_is_refused_and_nothing_is_stored(client: TestClient) -> None:
    body = '{"text": "Mina Sorel said that 5 boats sank.", "title": "Boats", "text": "No."}'
    answer = client.post("/v1/articles", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"detail": "This is given more than once", "pointer": "#/text"}]
    assert client.get("/v1/articles").json()["items"] == []


def test_another_text_under_a_known_url_is_a_new_version(client: TestClient) -> None:
    first = send(client)["article"]
    second = send(client, text="The Ostra fell by 10 centimetres on Friday.")["article"]
    assert (second["version"], second["previous_id"]) == (2, first["id"])
    assert [one["id"] for one in client.get("/v1/articles").json()["items"]] == [second["id"]]
    assert len(client.get("/v1/articles", params={"versions": "all"}).json()["items"]) == 2


def test_the_stored_text_is_the_text_that_was_sent_to_the_byte(client: TestClient) -> None:
    article = send(client)["article"]
    answer = client.get(f"/v1/articles/{article['id']}/text")
    assert answer.content == TEXT.encode()
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert sha256(answer.content).hexdigest() == article["sha256"]


def test_the_facts_of_an_article_stand_in_reading_order_and_are_paged(client: TestClient) -> None:
    sent = send(client)
    path: str | None = f"/v1/articles/{sent['article']['id']}/facts?limit=1&total=exact"
    found = []
    while path:
        answer = client.get(path).json()
        assert answer["total"] == len(sent["quotes"]) + len(sent["figures"])
        found += answer["items"]
        path = answer["next"]
    assert [fact["evidence"]["start"] for fact in found] == sorted(fact["evidence"]["start"] for fact in found)
    assert {fact["id"] for fact in found} == {fact["id"] for fact in sent["quotes"] + sent["figures"]}


def test_a_deleted_article_is_gone_with_all_its_facts(client: TestClient) -> None:
    sent = send(client)
    place = f"/v1/articles/{sent['article']['id']}"
    answer = client.delete(place)
    assert (answer.status_code, answer.content) == (204, b"")
    gone = [place, f"{place}/text", f"{place}/facts", f"/v1/quotes/{sent['quotes'][0]['id']}"]
    gone.append(f"/v1/figures/{sent['figures'][0]['id']}")
    assert [client.get(one).status_code for one in gone] == [410] * 5
    assert client.delete(place).status_code == 410
    assert client.get("/v1/lookup", params={"q": "how many homes"}).json()["items"] == []
    assert client.get("/v1/quotes").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "centimetres"}, 1),
        ({"q": "volcano"}, 0),
        ({"publisher": "Dalmere Courier"}, 1),
        ({"publisher": "Somebody Else"}, 0),
        ({"url": ARTICLE["url"]}, 1),
        ({"sha256": sha256(TEXT.encode()).hexdigest().upper()}, 1),
        ({"source": "Mina Sorell"}, 1),
        ({"source": "Nobody Known"}, 0),
        ({"language": "en"}, 1),
        ({"language": "fr"}, 0),
        ({"published_from": "2024-10", "published_to": "2024-10"}, 1),
        ({"published_from": "2024-10-17"}, 0),
    ],
)
def test_lists_of_articles_are_narrowed_by_every_filter(
    sqlite_client: TestClient, query: dict[str, str], found: int
) -> None:
    send(sqlite_client)
    assert len(sqlite_client.get("/v1/articles", params=query).json()["items"]) == found


def test_articles_are_sorted_by_date_with_the_undated_last(client: TestClient) -> None:
    for number, published_at in enumerate(["2024-10-16", None, "2023"]):
        send(client, text=f"{TEXT} {number}", url=f"https://courier.example/{number}", published_at=published_at)
    newest_first = client.get("/v1/articles").json()["items"]
    oldest_first = client.get("/v1/articles", params={"sort": "published_at"}).json()["items"]
    assert [one["published_at"] for one in newest_first] == ["2024-10-16", "2023", None]
    assert [one["published_at"] for one in oldest_first] == ["2023", "2024-10-16", None]


def test_pages_follow_one_another_and_the_link_header_says_so(client: TestClient) -> None:
    for number in range(3):
        send(client, text=f"{TEXT} {number}", url=f"https://courier.example/{number}")
    first = client.get("/v1/articles", params={"limit": 2, "publisher": "Dalmere Courier"})
    assert first.headers["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert "total" not in first.json()
    second = client.get(first.json()["next"])
    assert second.json()["next"] is None
    assert "Link" not in second.headers
    ids = [one["id"] for one in first.json()["items"] + second.json()["items"]]
    assert len(set(ids)) == 3


def test_a_cursor_of_another_filter_is_refused(sqlite_client: TestClient) -> None:
    for number in range(2):
        send(sqlite_client, text=f"{TEXT} {number}", url=f"https://courier.example/{number}")
    cursor = sqlite_client.get("/v1/articles", params={"limit": 1}).json()["next"].partition("cursor=")[2]
    answer = sqlite_client.get("/v1/articles", params={"limit": 1, "language": "en", "cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/invalid-cursor"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_commit_that_fails_is_never_told_as_a_success(
    sqlite_archive: Archive, make_client: MakeClient, method: str
) -> None:
    client = make_client(sqlite_archive)
    article_id = send(client)["article"]["id"]

    def fail(_connection: object) -> None:
        raise OSError("the disk is full")

    event.listen(sqlite_archive.engine, "commit", fail)
    if method == "POST":
        answer = client.post("/v1/articles", json={**ARTICLE, "url": "https://courier.example/other"})
    else:
        answer = client.delete(f"/v1/articles/{article_id}")
    event.remove(sqlite_archive.engine, "commit", fail)
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/internal-error"
    assert "disk" not in answer.text
    assert client.get(f"/v1/articles/{article_id}").status_code == 200
    assert len(client.get("/v1/articles").json()["items"]) == 1


def test_a_language_that_is_not_read_is_told(sqlite_client: TestClient) -> None:
    german = "Der Minister sagte am Dienstag, dass die Lage ruhig sei und niemand das Haus verlassen müsse."
    answer = sqlite_client.post("/v1/articles", json={"text": german})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("unsupported-language")
    assert sqlite_client.post("/v1/articles", json={"text": german, "language": "en"}).status_code == 201


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["#/text"]),
        ({"text": ""}, ["#/text"]),
        ({"text": 5}, ["#/text"]),
        ({"text": TEXT, "headline": "x"}, ["#/headline"]),
        ({"text": TEXT, "a/b~c": "x"}, ["#/a~1b~0c"]),
        ({"text": TEXT, "title": " "}, ["#/title"]),
        ({"text": TEXT, "title": "a\nb"}, ["#/title"]),
        ({"text": TEXT, "publisher": "x" * 301}, ["#/publisher"]),
        ({"text": TEXT, "authors": ["", 3]}, ["#/authors/0", "#/authors/1"]),
        ({"text": TEXT, "published_at": "2024-13"}, ["#/published_at"]),
        ({"text": TEXT, "published_at": "2024-10-18T09:30:00"}, ["#/published_at"]),
        ({"text": TEXT, "published_at": 2024}, ["#/published_at"]),
        ({"text": TEXT, "url": "ftp://courier.example/a"}, ["#/url"]),
        ({"text": TEXT, "url": "courier.example/a"}, ["#/url"]),
        ({"text": TEXT, "url": "https://user:secret@courier.example/a"}, ["#/url"]),
        ({"text": TEXT, "url": "https://[::1"}, ["#/url"]),
        ({"text": TEXT, "language": "english"}, ["#/language"]),
        ([TEXT], ["#"]),
    ],
)
def test_each_field_that_cannot_be_used_is_pointed_at(
    sqlite_client: TestClient, body: object, pointers: list[str]
) -> None:
    answer = sqlite_client.post("/v1/articles", json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers
    assert sqlite_client.get("/v1/articles").json()["items"] == []


@pytest.mark.parametrize(
    "body", [b'{"text": "half \\ud800 of a pair"}', b"{", b"", b'{"text": "\xff"}', b"[" * 5000, b'"' * 5000]
)
def test_what_is_no_json_that_can_be_stored_is_refused(sqlite_client: TestClient, body: bytes) -> None:
    answer = sqlite_client.post("/v1/articles", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_a_nul_in_the_text_is_refused(sqlite_client: TestClient) -> None:
    answer = sqlite_client.post("/v1/articles", json={"text": "A\0B"})
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/unstorable-text"


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", ""])
def test_articles_are_taken_as_json_only(sqlite_client: TestClient, media_type: str) -> None:
    answer = sqlite_client.post("/v1/articles", content=b"{}", headers={"Content-Type": media_type})
    assert answer.status_code == 415
