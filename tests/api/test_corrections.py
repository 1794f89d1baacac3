"""Merging and splitting sources over HTTP, and who did it."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from app.facts.api_key import Scope
from tests.api.conftest import ARTICLE, MakeClient
from tests.api.test_security import KEYS, bearer, record_keys

ADMIN = bearer(KEYS[Scope.ADMIN])


def send(client: TestClient, name: str, words: str, **headers: str) -> dict[str, Any]:
    article = {"text": f"“{words},” said {name}, a harbour master.", "title": name}
    answer = client.post("/v1/articles", json=article, headers=headers)
    assert answer.status_code == 201
    quote: dict[str, Any] = answer.json()["quotes"][0]
    return quote


def source_of(quote: dict[str, Any]) -> str:
    return str(quote["attribution"]["sources"][0]["id"])


@pytest.fixture
def two(client: TestClient) -> tuple[str, str]:
    """The ids of two sources, of a quote each."""
    return (
        source_of(send(client, "Mina Sorel", "We expect the river to rise")),
        source_of(send(client, "Tomas Brandt", "We closed the northern gates")),
    )


def test_a_merge_answers_with_its_record_and_place(client: TestClient, two: tuple[str, str]) -> None:
    answer = client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]})
    assert answer.status_code == 201
    record = answer.json()
    assert answer.headers["Location"] == record["links"]["self"] == f"/v1/merges/{record['id']}"
    assert record["id"].startswith("mrg_")
    assert {name: record[name] for name in ("kind", "source", "into", "facts", "by")} == {
        "kind": "merge",
        "source": two[0],
        "into": two[1],
        "facts": [],
        "by": None,
    }
    assert client.get(answer.headers["Location"]).json() == record
    assert client.get(record["links"]["into"]).json()["aliases"] == ["Mina Sorel"]
    again = client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]})
    assert (again.status_code, again.json()) == (200, record)
    assert again.headers["Content-Location"] == record["links"]["self"]


@pytest.mark.parametrize("end", ["", "/facts", "/facts?limit=1&sort=published_at"])
def test_a_merged_id_leads_to_the_kept_one(client: TestClient, two: tuple[str, str], end: str) -> None:
    client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]})
    answer = client.get(f"/v1/sources/{two[0]}{end}", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/v1/sources/{two[1]}{end}")
    assert answer.content == b""
    assert client.head(f"/v1/sources/{two[0]}{end}", follow_redirects=False).status_code == 308
    followed = client.get(f"/v1/sources/{two[0]}{end}", follow_redirects=True)
    assert followed.status_code == 200
    assert followed.json() == client.get(f"/v1/sources/{two[1]}{end}").json()


def test_lists_show_the_kept_source_alone(client: TestClient, two: tuple[str, str]) -> None:
    client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]})
    assert [one["id"] for one in client.get("/v1/sources").json()["items"]] == [two[1]]
    quotes = client.get("/v1/quotes", params={"source": two[0]}).json()["items"]
    assert {source_of(quote) for quote in quotes} == {two[1]}
    assert len(quotes) == 2
    assert len(client.get("/v1/lookup", params={"q": "What did Tomas Brandt say?"}).json()["items"]) == 2


def test_an_undone_merge_is_gone_and_both_are_back(client: TestClient, two: tuple[str, str]) -> None:
    before = [client.get(f"/v1/sources/{one}").json() for one in two]
    place = client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]}).headers["Location"]
    answer = client.delete(place)
    assert (answer.status_code, answer.content) == (204, b"")
    assert [client.get(f"/v1/sources/{one}").json() for one in two] == before
    for gone in (client.get(place), client.delete(place)):
        assert (gone.status_code, gone.json()["type"]) == (410, "/problems/no-longer-on-record")
        assert "undone" in gone.json()["detail"]


def test_a_split_makes_a_source_that_can_be_merged_into_another(client: TestClient) -> None:
    quotes = [send(client, "Mina Sorel", words) for words in ("We expect the river to rise", "We saw it fall")]
    other = source_of(send(client, "Tomas Brandt", "We closed the northern gates"))
    source = source_of(quotes[0])
    answer = client.post(f"/v1/sources/{source}/split", json={"fact_ids": [quotes[1]["id"], quotes[1]["id"]]})
    record = answer.json()
    assert answer.status_code == 201
    assert (record["kind"], record["source"], record["facts"]) == ("split", source, [quotes[1]["id"]])
    assert source_of(client.get(f"/v1/quotes/{quotes[1]['id']}").json()) == record["into"]
    assert source_of(client.get(f"/v1/quotes/{quotes[0]['id']}").json()) == source
    entry = client.get("/v1/audit").json()["items"][0]
    assert (entry["action"], entry["into"], entry["facts"]) == ("split", record["into"], [quotes[1]["id"]])
    merged = client.post(f"/v1/sources/{record['into']}/merge", json={"into": other}).json()
    assert source_of(client.get(f"/v1/quotes/{quotes[1]['id']}").json()) == other
    refused = client.delete(record["links"]["self"])
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/correction-conflict")
    assert merged["id"] in refused.json()["detail"]
    assert client.delete(merged["links"]["self"]).status_code == 204
    assert client.delete(record["links"]["self"]).status_code == 204
    moved = client.get(f"/v1/sources/{record['into']}", follow_redirects=False)
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/sources/{source}")


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422
    return [error["pointer"] for error in answer.json()["errors"]]


NEVER = "src_00000000000000000000000000"


def test_a_merge_that_cannot_be_is_told_why(client: TestClient, two: tuple[str, str]) -> None:
    merge = f"/v1/sources/{two[0]}/merge"
    for body in ({"into": two[0]}, {"into": NEVER}, {"into": "src"}, {"into": ""}, {}, {"into": 5}):
        assert pointers(client.post(merge, json=body)) == ["#/into"]
    assert pointers(client.post(merge, json={"into": two[1], "why": "x"})) == ["#/why"]
    assert client.post(f"/v1/sources/{NEVER}/merge", json={"into": two[1]}).status_code == 404
    assert client.post(merge, content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post(f"{merge}?force=true", json={"into": two[1]}).status_code == 422
    client.post(merge, json={"into": two[1]})
    for source, into in ((two[1], two[0]), (two[0], NEVER)):
        refused = client.post(f"/v1/sources/{source}/merge", json={"into": into})
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/correction-conflict")
        assert two[1] in refused.json()["detail"]


def test_a_source_that_was_deleted_is_merged_no_more(client: TestClient, two: tuple[str, str]) -> None:
    article = client.get("/v1/quotes", params={"source": two[0]}).json()["items"][0]["evidence"]["article"]["id"]
    client.delete(f"/v1/articles/{article}")
    assert client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]}).status_code == 410
    assert client.post(f"/v1/sources/{two[0]}/split", json={"fact_ids": ["quo_x"]}).status_code == 410
    assert pointers(client.post(f"/v1/sources/{two[1]}/merge", json={"into": two[0]})) == ["#/into"]


def test_each_fact_that_cannot_be_split_off_is_pointed_at(client: TestClient) -> None:
    quotes = [send(client, "Mina Sorel", words) for words in ("We expect the river to rise", "We saw it fall")]
    other = send(client, "Tomas Brandt", "We closed the northern gates")
    split = f"/v1/sources/{source_of(quotes[0])}/split"
    ids = [quotes[0]["id"], other["id"], "quo_never"]
    assert pointers(client.post(split, json={"fact_ids": ids})) == ["#/fact_ids/1", "#/fact_ids/2"]
    for body in ({"fact_ids": [quote["id"] for quote in quotes]}, {"fact_ids": []}, {}, {"fact_ids": ["x"] * 1001}):
        assert pointers(client.post(split, json=body)) == ["#/fact_ids"]
    assert client.post(f"/v1/sources/{NEVER}/split", json={"fact_ids": ids}).status_code == 404


def test_what_was_done_is_told_with_the_key_and_never_the_key_itself(archive: Archive, make_client: MakeClient) -> None:
    key_ids = record_keys(archive)
    client = make_client(archive)
    sent = [send(client, name, "We wait", **ADMIN) for name in ("Mina Sorel", "Tomas Brandt")]
    ada, ben = (source_of(quote) for quote in sent)
    record = client.post(f"/v1/sources/{ada}/merge", json={"into": ben}, headers=ADMIN).json()
    client.post(f"/v1/sources/{ada}/merge", json={"into": ben}, headers=ADMIN)
    client.delete(record["links"]["self"], headers=ADMIN)
    article = sent[0]["evidence"]["article"]["id"]
    client.delete(f"/v1/articles/{article}", headers=ADMIN)
    client.delete(f"/v1/articles/{article}", headers=ADMIN)
    answer = client.get("/v1/audit", headers=ADMIN)
    entries = answer.json()["items"]
    by = {"id": key_ids[Scope.ADMIN], "name": "admin"}
    assert record["by"] == by
    told = ("action", "target", "correction", "into", "facts", "by")
    assert [tuple(one[name] for name in told) for one in entries] == [
        ("delete_article", article, None, None, [], by),
        ("undo", ada, record["id"], ben, [], by),
        ("merge", ada, record["id"], ben, [], by),
    ]
    assert all(one["id"].startswith("aud_") and one["at"].endswith("Z") for one in entries)
    assert KEYS[Scope.ADMIN] not in answer.text


def test_the_audit_is_paged_and_tells_that_nobody_was_named_where_no_keys_exist(
    client: TestClient, two: tuple[str, str]
) -> None:
    for _ in range(2):
        place = client.post(f"/v1/sources/{two[0]}/merge", json={"into": two[1]}).headers["Location"]
        client.delete(place)
    page = client.get("/v1/audit", params={"limit": 3, "total": "exact"})
    rest = client.get(page.json()["next"])
    assert [one["action"] for one in page.json()["items"]] == ["undo", "merge", "undo"]
    assert [one["action"] for one in rest.json()["items"]] == ["merge"]
    assert (page.json()["total"], rest.json()["next"]) == (4, None)
    assert {one["by"] for one in page.json()["items"]} == {None}
    assert 'rel="next"' in page.headers["Link"]
    assert page.headers["ETag"]
    assert client.get("/v1/audit", params={"cursor": "nonsense"}).status_code == 422
    assert client.get("/v1/audit", params={"who": "me"}).status_code == 422


def test_correcting_and_the_audit_need_the_scope_admin(archive: Archive, make_client: MakeClient) -> None:
    record_keys(archive)
    client = make_client(archive, public_read=True)
    for method, path in (
        ("POST", f"/v1/sources/{NEVER}/merge"),
        ("POST", f"/v1/sources/{NEVER}/split"),
        ("GET", "/v1/merges/mrg_x"),
        ("DELETE", "/v1/merges/mrg_x"),
        ("GET", "/v1/audit"),
    ):
        assert client.request(method, path).status_code == 401
        for scope in (Scope.READ, Scope.INGEST):
            assert client.request(method, path, headers=bearer(KEYS[scope])).status_code == 403
    assert client.get("/v1/merges/mrg_x", headers=ADMIN).status_code == 404
    assert client.delete("/v1/merges/mrg_x", headers=ADMIN).status_code == 404


def test_a_deletion_that_fails_leaves_no_entry(sqlite_client: TestClient) -> None:
    assert sqlite_client.delete("/v1/articles/art_x").status_code == 404
    assert sqlite_client.get("/v1/audit").json()["items"] == []
    article = sqlite_client.post("/v1/articles", json=ARTICLE).json()["article"]["id"]
    assert sqlite_client.delete(f"/v1/articles/{article}").status_code == 204
    assert [one["target"] for one in sqlite_client.get("/v1/audit").json()["items"]] == [article]
