"""`GET /v1/articles/{id}/versions` as a caller sees it."""

from typing import Any

from starlette.testclient import TestClient

from tests.api.conftest import ARTICLE, TEXT
from tests.api.test_articles import send

LATER = TEXT.replace("up to 1,200 homes", "up to 1,500 homes") + "Sorel said schools stay shut on Friday.\r\n"


def versions_of(client: TestClient, identifier: str, **query: Any) -> dict[str, Any]:
    answer = client.get(f"/v1/articles/{identifier}/versions", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_versions_tell_what_changed_in_the_facts(client: TestClient) -> None:
    first, second = send(client), send(client, text=LATER)
    answer = versions_of(client, first["article"]["id"])
    assert answer["items"] == versions_of(client, second["article"]["id"])["items"]
    assert [one["article"] for one in answer["items"]] == [first["article"], second["article"]]
    assert answer["items"][0]["changes"] is None
    changes = answer["items"][1]["changes"]
    pairs = [(one["before"]["text"], one["after"]["text"]) for one in changes["changed"]]
    assert ("up to 1,200 homes", "up to 1,500 homes") in pairs
    assert changes["lost"] == []
    assert "schools stay shut on Friday" in [fact["text"] for fact in changes["added"]]
    assert changes["kept"] + len(changes["changed"]) == len(first["quotes"]) + len(first["figures"])


def test_every_fact_of_a_difference_stands_in_the_text_of_its_version(client: TestClient) -> None:
    first, second = send(client), send(client, text=LATER)
    changes = versions_of(client, first["article"]["id"])["items"][1]["changes"]
    for text, article, facts in (
        (TEXT, first, [one["before"] for one in changes["changed"]]),
        (LATER, second, [*changes["added"], *(one["after"] for one in changes["changed"])]),
    ):
        assert facts
        for fact in facts:
            evidence = fact["evidence"]
            assert evidence["article"]["id"] == article["article"]["id"]
            assert text[evidence["start"] : evidence["end"]] == evidence["exact"]


def test_copies_under_other_urls_stand_beside_the_versions(client: TestClient) -> None:
    first = send(client)["article"]
    copy = send(client, text="Wire report. " + TEXT, url="https://herald.example/1", published_at="2024-10-17")[
        "article"
    ]
    answer = versions_of(client, copy["id"])
    assert [one["article"]["id"] for one in answer["items"]] == [copy["id"]]
    assert (answer["original_id"], answer["copies_total"], answer["next"]) == (first["id"], 1, None)
    (other,) = answer["copies"]
    assert other["article"] == first
    assert 0.8 < other["similarity"] < other["containment"] == 1


def test_pages_are_followed_by_their_links(client: TestClient) -> None:
    first = send(client)["article"]
    send(client, text=LATER)
    page = versions_of(client, first["id"], limit=1, total="exact")
    rest = client.get(page["next"]).json()
    assert (page["total"], rest["next"]) == (2, None)
    assert rest["items"][0]["article"]["version"] == 2


def test_versions_of_the_deleted_and_of_what_never_was(client: TestClient) -> None:
    article = send(client)["article"]
    client.delete(f"/v1/articles/{article['id']}")
    assert client.get(f"/v1/articles/{article['id']}/versions").status_code == 410
    assert client.get("/v1/articles/art_nobody/versions").status_code == 404
    assert client.get("/v1/articles/art_nobody/versions", params={"sort": "published_at"}).status_code == 422


def test_an_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    path = f"/v1/articles/{send(client)['article']['id']}/versions"
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    send(client, text=LATER, url=ARTICLE["url"])
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
