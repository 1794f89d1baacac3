"""Lists in every format: the same items in the same order, page after page."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.formats import kinds
from app.archive.unit_of_work import Archive
from tests.api.conftest import ARTICLE, TEXT
from tests.api.formats.atom import checked_feed
from tests.api.formats.csv_reading import rows_of
from tests.api.formats.rdf import ANNOTATION_CONTEXT, AS, OA, graph_of, unknown_terms
from tests.archive.invented import Invented

NDJSON, CSV, JSON_LD, ATOM = "application/x-ndjson", "text/csv", "application/ld+json", "application/atom+xml"
LISTS = ["articles", "quotes", "figures?role=all&min_confidence=0", "sources"]


def send(client: TestClient) -> dict[str, Any]:
    answer = client.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 201
    return dict(answer.json())


def every_list(client: TestClient) -> list[str]:
    sent = send(client)
    source_id = sent["quotes"][0]["attribution"]["sources"][0]["id"]
    paths = [f"/v1/{name}" for name in LISTS]
    return [*paths, f"/v1/articles/{sent['article']['id']}/facts", f"/v1/sources/{source_id}/facts"]


def ids_of_ndjson(content: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in content.split(b"\n")[:-1]]


def ids_of_csv(content: bytes) -> list[str]:
    header, *rows = rows_of(content)
    return [row[header.index("id")] for row in rows]


def ids_of_json_ld(content: bytes) -> list[str]:
    return [item["id"].rpartition("/")[2] for item in json.loads(content)["itemListElement"]]


def ids_of_atom(content: bytes) -> list[str]:
    return [entry.link.rpartition("/")[2] for entry in checked_feed(content).entries]


READERS: dict[str, Callable[[bytes], list[str]]] = {
    NDJSON: ids_of_ndjson,
    CSV: ids_of_csv,
    JSON_LD: ids_of_json_ld,
    ATOM: ids_of_atom,
}


def walk(client: TestClient, path: str, accept: str, read: Callable[[bytes], list[str]]) -> list[str]:
    """Every id of a list, one a page, following `Link`."""
    ids: list[str] = []
    following: str | None = f"{path}{'&' if '?' in path else '?'}limit=1"
    while following:
        answer = client.get(following, headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(accept)
        ids += read(answer.content)
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        following = link[1] if link else None
    return ids


@pytest.mark.parametrize("accept", [NDJSON, CSV, JSON_LD])
def test_every_format_has_the_items_of_json_in_its_order(client: TestClient, accept: str) -> None:
    for path in every_list(client):
        wanted = [item["id"] for item in client.get(path).json()["items"]]
        assert wanted
        assert walk(client, path, accept, READERS[accept]) == wanted


@pytest.mark.parametrize("name", ["quotes", "figures"])
def test_feeds_have_the_items_of_json_in_its_order(client: TestClient, name: str) -> None:
    send(client)
    wanted = [item["id"] for item in client.get(f"/v1/{name}").json()["items"]]
    assert walk(client, f"/v1/{name}", ATOM, ids_of_atom) == wanted
    first = client.get(f"/v1/{name}?limit=1", headers={"Accept": ATOM})
    links = {link.rel: link.href for link in checked_feed(first.content).feed.links}
    assert links["self"] == f"http://127.0.0.1:8000/v1/{name}?limit=1"
    if len(wanted) > 1:
        assert links["next"].startswith(f"http://127.0.0.1:8000/v1/{name}?limit=1&cursor=")


def test_a_line_of_ndjson_is_the_item_of_the_json_list(client: TestClient) -> None:
    for path in every_list(client):
        lines = client.get(path, headers={"Accept": NDJSON}).content.split(b"\n")[:-1]
        assert [json.loads(line) for line in lines] == client.get(path).json()["items"]


@pytest.mark.parametrize("name", ["application/ndjson", "application/jsonl"])
def test_lines_of_json_are_given_under_their_other_names_too(sqlite_client: TestClient, name: str) -> None:
    send(sqlite_client)
    answer = sqlite_client.get("/v1/quotes", headers={"Accept": name})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/x-ndjson; charset=utf-8")
    assert answer.content == sqlite_client.get("/v1/quotes", headers={"Accept": NDJSON}).content


def test_a_lookup_is_given_as_rows_and_lines_too(sqlite_client: TestClient) -> None:
    send(sqlite_client)
    path = "/v1/lookup?q=how+many+homes"
    items = sqlite_client.get(path).json()["items"]
    assert items
    lines = sqlite_client.get(path, headers={"Accept": NDJSON}).text.splitlines()
    assert [json.loads(line) for line in lines] == items
    answer = sqlite_client.get(path, headers={"Accept": CSV})
    header, *rows = rows_of(answer.content)
    assert header[:3] == ["score", "matched", "id"]
    assert [row[2] for row in rows] == [item["fact"]["id"] for item in items]
    assert answer.headers["Server-Timing"].startswith("lookup;dur=")
    linked = sqlite_client.get(path, headers={"Accept": JSON_LD})
    assert ids_of_json_ld(linked.content) == [row[2] for row in rows]


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/figures", "/v1/articles", "/v1/sources"])
def test_an_empty_list_is_whole_in_every_format(sqlite_client: TestClient, path: str) -> None:
    accepted = [NDJSON, CSV, JSON_LD, *([ATOM] if path in ("/v1/quotes", "/v1/figures") else [])]
    for accept in accepted:
        answer = sqlite_client.get(path, headers={"Accept": accept})
        assert answer.status_code == 200
        assert READERS[accept](answer.content) == []
        assert "Link" not in answer.headers
    columns = getattr(kinds, path.removeprefix("/v1/").upper()).columns
    assert rows_of(sqlite_client.get(path, headers={"Accept": CSV}).content) == [[one.name for one in columns]]


def test_each_format_has_a_tag_of_its_own_that_is_honoured(sqlite_client: TestClient) -> None:
    send(sqlite_client)
    tags = {}
    for accept in ("application/json", NDJSON, CSV, JSON_LD, ATOM):
        answer = sqlite_client.get("/v1/quotes", headers={"Accept": accept})
        assert "Accept" in answer.headers["Vary"].split(", ")
        tags[accept] = answer.headers["ETag"]
        again = sqlite_client.get("/v1/quotes", headers={"Accept": accept, "If-None-Match": tags[accept]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Accept" in again.headers["Vary"]
    assert len(set(tags.values())) == len(tags)
    other = sqlite_client.get("/v1/quotes", headers={"Accept": CSV, "If-None-Match": tags["application/json"]})
    assert other.status_code == 200


def test_the_same_bytes_under_another_media_type_have_another_tag(sqlite_client: TestClient) -> None:
    path = f"/v1/articles/{send(sqlite_client)['article']['id']}/annotations"
    answers = [sqlite_client.get(path, headers={"Accept": accept}) for accept in ("application/json", JSON_LD)]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["ETag"] != answers[1].headers["ETag"]


def test_a_refusal_lists_what_there_is(sqlite_client: TestClient) -> None:
    answer = sqlite_client.get("/v1/quotes", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["Vary"]) == (406, "Accept")
    for media_type in ("application/json", NDJSON, CSV, JSON_LD, ATOM):
        assert media_type in answer.json()["detail"]
    assert ATOM not in sqlite_client.get("/v1/articles", headers={"Accept": ATOM}).json()["detail"]


def test_a_browser_is_given_json(sqlite_client: TestClient) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    answer = sqlite_client.get("/v1/quotes", headers={"Accept": browser})
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("accept", [NDJSON, CSV, ATOM])
def test_a_count_that_is_asked_for_stands_in_a_header(sqlite_client: TestClient, accept: str) -> None:
    send(sqlite_client)
    wanted = sqlite_client.get("/v1/quotes?total=exact").json()["total"]
    answer = sqlite_client.get("/v1/quotes?total=exact&limit=1", headers={"Accept": accept})
    assert answer.headers["X-Total-Count"] == str(wanted)
    assert "X-Total-Count" not in sqlite_client.get("/v1/quotes", headers={"Accept": accept}).headers


def test_texts_that_other_formats_stumble_over_come_through(archive: Archive, client: TestClient) -> None:
    said = '=cmd|"/c calc"!A1, é\x0b\u2028😀; \\ no'
    invented = Invented(f"“{said}” Ana Silva said.", title="+1 <b>&amp;", publisher="'Tis; Daily")
    invented.quote(said, source=invented.source("Ana Silva"))
    invented.record(archive)
    [line] = client.get("/v1/quotes", headers={"Accept": NDJSON}).content.split(b"\n")[:-1]
    assert json.loads(line)["text"] == said
    header, row = rows_of(client.get("/v1/quotes", headers={"Accept": CSV}).content)
    cells = dict(zip(header, row, strict=True))
    assert (cells["text"], cells["article_title"]) == (f"'{said}", "'+1 <b>&amp;")
    assert cells["article_publisher"] == "''Tis; Daily"
    feed = checked_feed(client.get("/v1/quotes", headers={"Accept": ATOM}).content)
    assert feed.entries[0].title == f"Ana Silva (asserts): {said}".replace("\x0b", "\ufffd")
    [item] = client.get("/v1/quotes", headers={"Accept": JSON_LD}).json()["itemListElement"]
    assert item["text"] == said


def annotated(client: TestClient, query: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    sent = send(client)
    answer = client.get(f"/v1/articles/{sent['article']['id']}/annotations{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == f'{JSON_LD}; profile="http://www.w3.org/ns/anno.jsonld"'
    return sent, dict(answer.json())


def test_annotations_select_each_fact_by_words_and_by_code_points(client: TestClient) -> None:
    sent, page = annotated(client, "?limit=200")
    facts = client.get(f"/v1/articles/{sent['article']['id']}/facts?limit=200").json()["items"]
    assert [item["body"][-1]["source"].rpartition("/")[2] for item in page["items"]] == [one["id"] for one in facts]
    for item in page["items"]:
        for target in item["target"]:
            words, place = target["selector"]
            assert target["source"].endswith(f"/v1/articles/{sent['article']['id']}/text")
            assert TEXT[place["start"] : place["end"]] == words["exact"]
            assert TEXT.index(words["prefix"] + words["exact"] + words["suffix"]) >= 0


def test_annotations_mean_what_the_model_says(client: TestClient) -> None:
    _, page = annotated(client)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = graph_of({**page, "@context": ANNOTATION_CONTEXT})
    assert unknown_terms(graph) == []
    annotations = list(graph.subjects(predicate=OA.hasTarget, unique=True))
    assert len(annotations) == len(page["items"])
    for annotation in annotations:
        assert graph.value(annotation, OA.motivatedBy) == OA.describing
        purposes = [graph.value(body, OA.hasPurpose) for body in graph.objects(annotation, OA.hasBody)]
        assert sorted(purposes) == [OA.describing, OA.linking, OA.tagging, OA.tagging]
        for target in graph.objects(annotation, OA.hasTarget):
            assert len(list(graph.objects(target, OA.hasSelector))) == 2
    [collection] = graph.objects(predicate=AS.partOf)
    assert graph.value(collection, AS.totalItems).toPython() == len(page["items"])


def test_annotations_are_paged(client: TestClient) -> None:
    sent, first = annotated(client, "?limit=1")
    seen, page = list(first["items"]), first
    while page["next"]:
        answer = client.get(page["next"].removeprefix("http://127.0.0.1:8000"))
        page = answer.json()
        assert page["partOf"] == first["partOf"]
        seen += page["items"]
    assert len({one["id"] for one in seen}) == len(seen) == first["partOf"]["total"]
    assert len(seen) == len(sent["quotes"]) + len(sent["figures"])
    assert first["id"] != first["partOf"]["id"]


def test_annotations_of_no_article_are_not_on_record(sqlite_client: TestClient) -> None:
    answer = sqlite_client.get("/v1/articles/art_x/annotations")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-on-record")
    refused = sqlite_client.get("/v1/articles/art_x/annotations?total=exact")
    assert refused.status_code == 422
