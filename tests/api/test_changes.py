"""A copy kept elsewhere, built and kept up to date from the log of changes alone."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.archive.articles import delete_article, get_article_text, list_article_ids
from app.archive.replace_reading import replace_reading
from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from tests.api.conftest import ARTICLE
from tests.archive.invented import Invented

PEOPLE = ["Ada Quill", "Ben Oar", "Cai Reed", "Dora Vane"]
KINDS = [SourceKind.UNKNOWN, SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.OUTLET]


class Copy:
    """What a caller has who follows `next` and `since` and knows nothing else."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self._since: str | None = None
        self.articles: dict[str, dict[str, Any]] = {}
        self.older: set[str] = set()
        self.facts: dict[str, dict[str, Any]] = {}

    def bring_up_to_date(self, limit: int) -> None:
        query = {"limit": limit} if self._since is None else {"limit": limit, "since": self._since}
        page = self._client.get("/v1/changes", params=query).json()
        self._take(page)
        while page["next"] is not None:
            page = self._client.get(page["next"]).json()
            assert page["items"]
            self._take(page)

    def _take(self, page: dict[str, Any]) -> None:
        for change in page["items"]:
            identifier, kept = change["id"], self.articles if change["type"] == "article" else self.facts
            kept.pop(identifier, None)
            content = change["article"] or change["fact"]
            if content is not None:
                kept[identifier] = content
            self.older.discard(identifier)
            if change["newest"] is False:
                self.older.add(identifier)
        self._since = page["since"]

    def listed_facts(self) -> dict[str, dict[str, Any]]:
        return {one: fact for one, fact in self.facts.items() if fact["evidence"]["article"]["id"] not in self.older}

    def listed_articles(self) -> dict[str, dict[str, Any]]:
        return {one: article for one, article in self.articles.items() if one not in self.older}


def listed(client: TestClient, path: str) -> dict[str, dict[str, Any]]:
    found = {}
    following: str | None = path
    while following is not None:
        page = client.get(following).json()
        found.update({one["id"]: one for one in page["items"]})
        following = page["next"]
    return found


def invented(chance: Random, text: str | None = None) -> Invented:
    """A random reading of a random text, or of this one."""
    who, number = chance.choice(PEOPLE), chance.randrange(100)
    article = Invented(
        text or f"{who} said: we have {number} boats and 7 barges.",
        url=chance.choice([None, "https://x.example/1", "https://x.example/2", "https://x.example/3"]),
        title=chance.choice([None, "Boats"]),
    )
    name = article.text.partition(" said")[0]
    known_as = chance.choice([name, name.split()[1]])
    source = article.source(known_as, chance.choice(KINDS), aliases=[name, name.split()[1]])
    outer = None
    if chance.random() < 0.8:
        words = chance.choice(["we have", "boats and 7 barges"])
        outer = article.quote(words, source=source, confidence=chance.choice([0.4, 0.9]))
    if chance.random() < 0.8:
        article.figure("7 barges", "7", chance.choice(["barge", "ship"]), source=source, within=outer)
    return article


def disturb(chance: Random, archive: Archive, now: datetime) -> None:
    with archive.reading() as session:
        known = list_article_ids(session)
    what = chance.random()
    if what < 0.5 or not known:
        invented(chance).record(archive)
        return
    identifier = chance.choice(known)
    with archive.writing() as session:
        if what < 0.7:
            delete_article(session, identifier, deleted_at=now)
        else:
            text = get_article_text(session, identifier)
            replace_reading(session, identifier, invented(chance, text).indexed(), now=now)


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_made_from_the_changes_is_what_lists_show(client: TestClient, archive: Archive, seed: int) -> None:
    chance = Random(seed)
    early, late = Copy(client), Copy(client)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for step in range(40):
        disturb(chance, archive, now + timedelta(minutes=step))
        if chance.random() < 0.2:
            early.bring_up_to_date(chance.choice([1, 2, 7, 200]))
    early.bring_up_to_date(3)
    late.bring_up_to_date(200)
    facts = listed(client, "/v1/quotes?min_confidence=0&limit=200")
    facts |= listed(client, "/v1/figures?min_confidence=0&role=all&limit=200")
    articles = listed(client, "/v1/articles?limit=200")
    assert facts
    for copy in (early, late):
        assert copy.listed_facts() == facts
        assert copy.listed_articles() == articles
        assert copy.articles == listed(client, "/v1/articles?versions=all&limit=200")


def test_changes_tell_facts_as_they_stand_and_nothing_of_the_deleted(client: TestClient) -> None:
    sent = client.post("/v1/articles", json=ARTICLE).json()
    article_id = sent["article"]["id"]
    items = client.get("/v1/changes").json()["items"]
    assert items[0]["article"] == sent["article"]
    assert [one["fact"] for one in items[1:]] == client.get(f"/v1/articles/{article_id}/facts").json()["items"]
    assert client.delete(f"/v1/articles/{article_id}").status_code == 204
    gone = client.get("/v1/changes", params={"since": items[-1]["cursor"]}).json()["items"]
    assert {one["id"] for one in gone} == {one["id"] for one in items}
    for one in gone:
        assert (one["change"], one["article"], one["newest"], one["fact"]) == ("deleted", None, None, None)
    assert "Ostra" not in client.get("/v1/changes").text


def test_who_asks_again_is_told_that_there_is_nothing_new(client: TestClient) -> None:
    client.post("/v1/articles", json=ARTICLE)
    page = client.get("/v1/changes", params={"limit": 200}).json()
    assert page["next"] is None
    quiet = client.get("/v1/changes", params={"since": page["since"]})
    assert quiet.json() == {"items": [], "next": None, "since": page["since"]}
    again = {"If-None-Match": quiet.headers["ETag"]}
    assert client.get("/v1/changes", params={"since": page["since"]}, headers=again).status_code == 304
    client.post("/v1/articles", json={**ARTICLE, "url": "https://courier.example/other"})
    news = client.get("/v1/changes", params={"since": page["since"]}, headers=again)
    assert (news.status_code, len(news.json()["items"])) == (200, len(page["items"]))


def test_the_next_page_stands_in_the_link_header_too(client: TestClient) -> None:
    client.post("/v1/articles", json=ARTICLE)
    answer = client.get("/v1/changes?limit=2")
    assert answer.json()["next"] == f"/v1/changes?limit=2&since={answer.json()['since']}"
    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert answer.json()["since"] == answer.json()["items"][-1]["cursor"]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("since=nonsense", "invalid-cursor"),
        ("since=%20", "invalid-request"),
        ("cursor=x", "invalid-request"),
        ("limit=0", "invalid-request"),
        ("limit=201", "invalid-request"),
    ],
)
def test_what_cannot_be_asked_is_refused(sqlite_client: TestClient, query: str, slug: str) -> None:
    answer = sqlite_client.get(f"/v1/changes?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, f"/problems/{slug}")


def test_a_cursor_of_another_list_is_refused(sqlite_client: TestClient) -> None:
    for number in range(2):
        sqlite_client.post("/v1/articles", json={**ARTICLE, "url": f"https://courier.example/{number}"})
    other = sqlite_client.get("/v1/articles?limit=1").json()["next"].partition("cursor=")[2]
    assert sqlite_client.get(f"/v1/changes?since={other}").json()["type"] == "/problems/invalid-cursor"
