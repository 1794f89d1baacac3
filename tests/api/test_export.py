"""Exports: whole lists, equal to what the lists show, in one consistent reading."""

import asyncio
import io
import json
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from app.api.schemas.export_query import ExportQuery
from app.archive.articles import delete_article
from app.archive.unit_of_work import Archive
from app.facts.figure import Role
from app.main import create_app
from app.settings import Settings
from app.use_cases import export_records
from app.workers.extraction import InProcessExtraction
from tests.api.conftest import ARTICLE
from tests.api.formats.csv_reading import rows_of
from tests.api.formats.rdf import graph_of, unknown_terms
from tests.archive.invented import Invented

TYPES = ["quotes", "figures", "articles", "sources"]


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several pages of what would fit in one."""
    monkeypatch.setattr(export_records, "_ITEMS_OF_A_PAGE", 2)


def record_articles(archive: Archive, count: int = 5) -> None:
    for number in range(count):
        invented = Invented(
            f"“We lost {number} boats,” Ana Silva said. The two sides sent -3.25 degrees.",
            url=f"https://courier.example/{number}",
            title=f"Boats {number}",
            publisher="Courier",
            published_at=f"2024-10-{10 + number}",
        )
        source = invented.source("Ana Silva")
        invented.quote(f"We lost {number} boats", source=source)
        invented.figure(f"{number}", str(number), "boat", source=source, confidence=0.9 if number else 0.3)
        invented.figure("two", "2", "side", role=Role.REFERENCE)
        invented.figure("-3.25 degrees", "-3.25", "°C")
        invented.record(archive)


def listed(client: TestClient, path: str) -> list[dict[str, Any]]:
    return list(client.get(path).json()["items"])


def exported(client: TestClient, query: str) -> bytes:
    answer = client.get(f"/v1/export?{query}")
    assert answer.status_code == 200
    return answer.content


def lines_of(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.split(b"\n")[:-1]]


@pytest.mark.parametrize("name", TYPES)
def test_an_export_is_the_whole_list(archive: Archive, client: TestClient, name: str) -> None:
    record_articles(archive)
    items = listed(client, f"/v1/{name}?limit=200")
    assert items
    assert lines_of(exported(client, f"type={name}")) == items
    header, *rows = rows_of(exported(client, f"type={name}&format=csv"))
    assert [row[header.index("id")] for row in rows] == [item["id"] for item in items]
    document = json.loads(exported(client, f"type={name}&format=jsonld"))
    assert [one["id"].rpartition("/")[2] for one in document["itemListElement"]] == [item["id"] for item in items]
    assert unknown_terms(graph_of(document)) == []


@pytest.mark.parametrize("name", ["quotes", "figures"])
def test_parquet_has_the_values_of_the_json_list(archive: Archive, client: TestClient, name: str) -> None:
    record_articles(archive)
    client.post("/v1/articles", json=ARTICLE)
    rows = pq.read_table(io.BytesIO(exported(client, f"type={name}&format=parquet"))).to_pylist()
    items = listed(client, f"/v1/{name}?limit=200")
    assert len(rows) == len(items) > 2
    for row, item in zip(rows, items, strict=True):
        for field in ("id", "type", "text", "within", "confidence"):
            assert row[field] == item[field]
        for field in ("start", "end", "exact", "prefix", "suffix"):
            assert row[field] == item["evidence"][field]
        assert row["source_names"] == [one["name"] for one in item["attribution"]["sources"]]
        assert row["article_url"] == item["evidence"]["article"]["url"]
        if name == "figures":
            assert row["value"] == (None if item["value"] is None else Decimal(str(item["value"])))
            assert (row["unit"], row["bound"], row["modality"]) == (item["unit"], item["bound"], item["modality"])
        else:
            assert row["span_texts"] == [one["exact"] for one in item["spans"]]


def test_parquet_of_articles_has_instants_in_utc(archive: Archive, client: TestClient) -> None:
    record_articles(archive, 1)
    table = pq.read_table(io.BytesIO(exported(client, "type=articles&format=parquet")))
    assert str(table.schema.field("ingested_at").type) == "timestamp[us, tz=UTC]"
    [item] = listed(client, "/v1/articles")
    [row] = table.to_pylist()
    assert row["ingested_at"].isoformat().replace("+00:00", "Z") == item["ingested_at"]
    assert (row["quotes"], row["figures"], row["words"]) == (1, 3, item["words"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("type=figures", 9),
        ("type=figures&role=all", 14),
        ("type=figures&min_confidence=0&role=all", 15),
        ("type=figures&unit=boat&value_gte=3", 2),
        ("type=quotes&source=silva", 5),
        ("type=quotes&q=boats&published_from=2024-10-12", 3),
        ("type=quotes&kind=indirect", 0),
        ("type=quotes&limit=3", 3),
        ("type=quotes&limit=4", 4),
        ("type=articles&publisher=courier", 5),
        ("type=articles&url=https://courier.example/3", 1),
        ("type=sources&kind=person", 1),
        ("type=sources&q=silva", 1),
        ("type=sources&q=Somebody+Else", 0),
    ],
)
def test_an_export_is_narrowed_as_the_list_is(
    sqlite_archive: Archive, sqlite_client: TestClient, query: str, count: int
) -> None:
    record_articles(sqlite_archive)
    assert len(lines_of(exported(sqlite_client, query))) == count


def test_older_versions_come_where_they_are_asked_for(archive: Archive, client: TestClient) -> None:
    for words in ("All is well", "All is lost"):
        client.post("/v1/articles", json={**ARTICLE, "text": f"“{words} tonight,” said Mina Sorel on Tuesday."})
    for name in ("articles", "quotes"):
        assert len(lines_of(exported(client, f"type={name}"))) == 1
        assert len(lines_of(exported(client, f"type={name}&versions=all"))) == 2
        assert len(listed(client, f"/v1/{name}?versions=all")) == 2


def test_the_order_is_that_of_publication_either_way(sqlite_archive: Archive, sqlite_client: TestClient) -> None:
    record_articles(sqlite_archive)
    newest, oldest = (
        [one["title"] for one in lines_of(exported(sqlite_client, f"type=articles&sort={sort}"))]
        for sort in ("-published_at", "published_at")
    )
    assert newest == oldest[::-1] == [f"Boats {number}" for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("format=csv", "type"),
        ("type=facts", "type"),
        ("type=quotes&format=xlsx", "format"),
        ("type=quotes&cursor=abc", "cursor"),
        ("type=quotes&total=exact", "total"),
        ("type=quotes&unit=km", "unit"),
        ("type=quotes&kind=person", "kind"),
        ("type=figures&stance=denies", "stance"),
        ("type=articles&kind=direct", "kind"),
        ("type=sources&kind=direct", "kind"),
        ("type=sources&source=x", "source"),
        ("type=sources&sort=published_at", "sort"),
        ("type=quotes&sort=relevance&q=x", "sort"),
        ("type=quotes&limit=0", "limit"),
        ("type=quotes&published_from=2025&published_to=2024", "published_from"),
        ("type=quotes&type=figures", "type"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_sent(
    sqlite_client: TestClient, query: str, parameter: str
) -> None:
    answer = sqlite_client.get(f"/v1/export?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert parameter in [error["parameter"] for error in answer.json()["errors"]]


def test_a_value_that_no_fact_can_hold_is_refused_too(sqlite_client: TestClient) -> None:
    assert sqlite_client.get("/v1/export?type=quotes&article=%00").status_code == 422


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [
        ("ndjson", "application/x-ndjson; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("jsonld", "application/ld+json"),
        ("parquet", "application/vnd.apache.parquet"),
    ],
)
def test_an_export_is_a_file_of_its_format_empty_or_not(
    sqlite_client: TestClient, file_format: str, media_type: str
) -> None:
    path = f"/v1/export?type=sources&format={file_format}"
    answer = sqlite_client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, media_type)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="onrecord-sources.{file_format}"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert not {"etag", "content-length"} & set(answer.headers)
    headed = sqlite_client.head(path)
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["Content-Disposition"] == answer.headers["Content-Disposition"]
    assert not {"etag", "content-length"} & set(headed.headers)


@pytest.mark.parametrize(
    ("accept", "file_format"),
    [
        ("*/*", "ndjson"),
        ("text/html, */*;q=0.8", "ndjson"),
        ("application/jsonl", "ndjson"),
        ("text/csv", "csv"),
        ("application/ld+json, text/csv;q=0.9", "jsonld"),
        ("application/vnd.apache.parquet", "parquet"),
    ],
)
def test_accept_picks_the_format_where_none_is_named(
    archive: Archive, client: TestClient, accept: str, file_format: str
) -> None:
    record_articles(archive)
    named = client.get(f"/v1/export?type=figures&format={file_format}")
    picked = client.get("/v1/export?type=figures", headers={"Accept": accept})
    assert picked.status_code == 200
    for header in ("Content-Type", "Content-Disposition", "Vary"):
        assert picked.headers[header] == named.headers[header]
    assert picked.content == named.content


def test_an_export_that_is_not_accepted_is_refused(sqlite_client: TestClient) -> None:
    refused = sqlite_client.get("/v1/export?type=quotes", headers={"Accept": "application/xml"})
    assert (refused.status_code, refused.headers["Content-Type"]) == (406, "application/problem+json")
    assert "application/vnd.apache.parquet" in refused.json()["detail"]


def test_a_compressed_export_is_the_same(sqlite_archive: Archive, sqlite_client: TestClient) -> None:
    record_articles(sqlite_archive)
    plain = sqlite_client.get("/v1/export?type=quotes", headers={"Accept-Encoding": "identity"})
    small = sqlite_client.get("/v1/export?type=quotes", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert small.content == plain.content


def test_an_export_shows_one_state_whatever_is_written_meanwhile(archive: Archive) -> None:
    record_articles(archive)
    query = ExportQuery.model_validate({"type": "articles"})
    with archive.reading() as session:
        pages = export_records.export_articles(session, query.to_article_filter(), query.sort)
        seen = [article.id for article in next(pages).items]
        with archive.writing() as writing:
            delete_article(writing, seen[0])
        Invented("Nothing new.", title="New", published_at="2023-01-01").record(archive)
        seen += [article.id for page in pages for article in page.items]
    assert len(seen) == 5


class Caller:
    """An ASGI caller of the application that takes each part of an answer as it is sent, and may leave."""

    def __init__(self, archive: Archive, path: str, query: str, takes: int) -> None:
        settings = Settings(database_url=archive.database_url)
        self.app = create_app(settings, archive=archive, extraction=InProcessExtraction())
        self._takes = takes
        self._has_left = asyncio.Event()
        self.parts: list[bytes] = []
        self.connections_while_sending: list[int] = []
        self.places_while_sending: list[int] = []
        self._archive = archive
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }

    async def call(self) -> None:
        await self.app(self._scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        await self._has_left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] != "http.response.body" or not message.get("body"):
            return
        self.parts.append(message["body"])
        self.connections_while_sending.append(self._archive.engine.pool.checkedout())  # type: ignore[attr-defined]
        self.places_while_sending.append(self.app.state.service.export_places.borrowed_tokens)
        if len(self.parts) == self._takes:
            self._has_left.set()
            await asyncio.sleep(60)


def test_an_export_is_sent_as_it_is_read(archive: Archive) -> None:
    record_articles(archive)
    caller = Caller(archive, "/v1/export", "type=articles", takes=99)
    asyncio.run(caller.call())
    assert [len(lines_of(part)) for part in caller.parts] == [2, 2, 1]
    assert set(caller.connections_while_sending) == {1}
    assert set(caller.places_while_sending) == {1}
    assert caller.app.state.service.export_places.borrowed_tokens == 0


def test_whoever_hangs_up_frees_the_database(archive: Archive) -> None:
    record_articles(archive)
    caller = Caller(archive, "/v1/export", "type=articles", takes=1)
    asyncio.run(asyncio.wait_for(caller.call(), timeout=20))
    assert len(caller.parts) == 1
    assert caller.connections_while_sending == [1]
    assert archive.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert caller.app.state.service.export_places.borrowed_tokens == 0


def test_no_more_exports_are_sent_at_once_than_leave_room_for_others(sqlite_client: TestClient) -> None:
    places = sqlite_client.app.state.service.export_places  # type: ignore[attr-defined]
    portal = sqlite_client.portal
    assert portal is not None
    others = [object() for _ in range(int(places.total_tokens))]
    for other in others:
        portal.call(places.acquire_on_behalf_of_nowait, other)
    answer = sqlite_client.get("/v1/export?type=quotes")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/too-many-exports")
    assert int(answer.headers["Retry-After"]) > 0
    portal.call(places.release_on_behalf_of, others[0])
    for _ in range(3):
        assert sqlite_client.get("/v1/export?type=quotes").status_code == 200
        assert sqlite_client.get("/v1/export?type=quotes&unit=km").status_code == 422
