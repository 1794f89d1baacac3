"""Comparisons over articles read by the real extractor, on both databases."""

from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

ARTICLES = (
    ("Ostra Wire", "2024-09-18", "More than 10,000 people fled Tarnow, Mayor Jana Holt said on Wednesday."),
    (
        "Kessin Post",
        "2024-09-19",
        "About 12,000 people fled Tarnow, according to the Red Cross. At least 12 people were killed.",
    ),
    ("Dalmere Courier", "2024-09-20", "Governor Ivo Brandt said 9,000 people had fled Tarnow."),
    ("Dalmere Courier", "2024-09-21", "Up to 20,000 people will flee Tarnow by Sunday, Governor Ivo Brandt said."),
    ("Ostra Wire", "2024-09-24", "Mayor Jana Holt said 12,400 people had fled Tarnow."),
)
Q = "How many people fled Tarnow?"


@pytest.fixture
def told(client: TestClient) -> TestClient:
    for number, (publisher, published_at, text) in enumerate(ARTICLES):
        record(client, text, publisher, published_at, f"https://x.example/{number}")
    return client


def record(client: TestClient, text: str, publisher: str, published_at: str | None, url: str) -> None:
    sent = {"text": text, "publisher": publisher, "published_at": published_at, "url": url, "language": "en"}
    assert client.post("/v1/articles", json={name: value for name, value in sent.items() if value}).status_code == 201


def groups(client: TestClient, q: str = Q, **filters: Any) -> list[dict[str, Any]]:
    answer = client.get("/v1/compare", params={"q": q, **filters})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["groups"]
    return found


def relations(group: dict[str, Any]) -> list[tuple[str, str]]:
    return [(claim["figure"]["text"], claim["relation"]) for claim in group["claims"]]


def test_claims_stand_side_by_side(told: TestClient) -> None:
    actual, planned = groups(told)
    assert relations(actual) == [
        ("12,400 people", "newest"),
        ("9,000 people", "conflicts"),
        ("About 12,000 people", "compatible"),
        ("More than 10,000 people", "superseded"),
    ]
    assert (actual["subject"], actual["unit"], actual["unit_kind"], actual["period"]) == (
        "people",
        "person",
        "count",
        None,
    )
    assert actual["range"] == {"low": 9000, "low_bound": "exact", "high": 12400, "high_bound": "exact"}
    assert actual["independent_sources"] == 3
    assert actual["told"] == ["displaced"]
    assert (planned["modality"], relations(planned)) == ("planned", [("Up to 20,000 people", "newest")])


def test_the_series_is_ready_to_plot(told: TestClient) -> None:
    first, *_, last = groups(told)[0]["series"]
    assert first == {
        "at": "2024-09-18",
        "from": "2024-09-18",
        "to": "2024-09-18",
        "dated_by": "said_at",
        "value": 10000,
        "low": 10000,
        "high": None,
        "bound": "more_than",
        "source": "Jana Holt",
        "figure_id": groups(told)[0]["claims"][-1]["figure"]["id"],
    }
    assert (last["at"], last["dated_by"], last["value"]) == ("2024-09-24", "published_at", 12400)


def test_reasons_are_one_line(told: TestClient) -> None:
    reasons = {claim["figure"]["text"]: claim["reason"] for claim in groups(told)[0]["claims"]}
    assert reasons["About 12,000 people"] == (
        '"About 12,000 people" and "12,400 people" can both hold (11,000 to 13,000; 12,400)'
    )
    assert reasons["More than 10,000 people"] == (
        'the same source gave "12,400 people" later, on 2024-09-24 (published)'
    )
    assert "9,000" in reasons["9,000 people"]
    assert "2024-09-20" in reasons["9,000 people"]


def test_what_befell_others_is_no_rival(told: TestClient) -> None:
    (killed,) = groups(told, "How many people were killed?")
    assert (killed["told"], relations(killed)) == (["killed"], [("At least 12 people", "newest")])


def test_list_filters_narrow_the_claims(told: TestClient) -> None:
    def shown(**filters: Any) -> list[str]:
        return [text for group in groups(told, **filters) for text, _ in relations(group)]

    assert shown(publisher="Kessin Post") == ["About 12,000 people"]
    assert shown(source="Jana Holt") == ["12,400 people", "More than 10,000 people"]
    assert shown(published_to="2024-09-18") == ["More than 10,000 people"]
    assert shown(modality="planned") == ["Up to 20,000 people"]
    assert shown(bound="about", unit="person", unit_kind="count", subject="people") == ["About 12,000 people"]
    assert shown(unit_kind="money") == []
    assert shown(min_confidence=1) == []
    assert shown(via="Ostra Wire") == []


def test_a_limit_leaves_out_and_tells_how_many(told: TestClient) -> None:
    answer = told.get("/v1/compare", params={"q": Q, "limit": 2}).json()
    assert sum(len(group["claims"]) for group in answer["groups"]) == 2
    assert answer["omitted"] == 3


def test_nothing_is_grouped_where_nothing_answers(told: TestClient) -> None:
    answer = told.get("/v1/compare", params={"q": "How many tanks did Kessin buy?"}).json()
    assert (answer["groups"], answer["omitted"]) == ([], 0)
    assert answer["searched"]["articles"] == len(ARTICLES)
    assert answer["query"]["unit"] == "tank"


def test_copies_of_a_text_are_shown_and_counted_once(told: TestClient) -> None:
    record(told, ARTICLES[2][2], "Copying Gazette", "2024-09-22", "https://copy.example/1")
    once, twice = groups(told)[0], groups(told, collapse="false")[0]
    publishers = [claim["figure"]["evidence"]["article"]["publisher"] for claim in once["claims"]]
    assert "Copying Gazette" not in publishers
    assert len(twice["claims"]) == len(once["claims"]) + 1
    assert once["independent_sources"] == twice["independent_sources"] == 3


def test_undated_articles_stand_apart(told: TestClient) -> None:
    record(
        told, "The police chief said 11,000 people had fled Tarnow.", "Kessin Post", None, "https://x.example/undated"
    )
    group = groups(told)[0]
    assert relations(group)[-1] == ("11,000 people", "undated")
    assert group["series"][-1]["at"] is None
    assert group["series"][-1]["dated_by"] is None


def test_it_is_drawn_as_svg_and_png(told: TestClient) -> None:
    svg = told.get("/v1/compare", params={"q": Q, "format": "svg"}, headers={"Accept": "image/*"})
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "style-src 'unsafe-inline'" in svg.headers["content-security-policy"]
    texts = [
        "".join(one.itertext()) for one in ElementTree.fromstring(svg.content).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert "Jana Holt, 2024-09-24" in texts
    png = told.get("/v1/compare", params={"q": Q, "format": "png"})
    assert png.headers["content-type"] == "image/png"
    assert png.content.startswith(b"\x89PNG\r\n\x1a\n")
    known = {"If-None-Match": png.headers["etag"]}
    assert told.get("/v1/compare", params={"q": Q, "format": "png"}, headers=known).status_code == 304


def test_a_format_that_is_not_accepted_is_refused(told: TestClient) -> None:
    refused = told.get("/v1/compare", params={"q": Q, "format": "svg"}, headers={"Accept": "application/json"})
    assert refused.status_code == 406
    assert told.get("/v1/compare", params={"q": Q}, headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("image/svg+xml", "image/svg+xml"),
        ("image/png", "image/png"),
        ("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"),
        ("application/json, image/png;q=0.5", "application/json"),
    ],
)
def test_accept_picks_the_drawing_where_no_format_is_named(told: TestClient, accept: str, media_type: str) -> None:
    answer = told.get("/v1/compare", params={"q": Q}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert "Accept" in answer.headers["vary"]
    named = {"q": Q, "format": media_type.partition("/")[2].partition("+")[0]}
    assert answer.content == told.get("/v1/compare", params=named).content


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"q": " "},
        {"q": Q, "format": "gif"},
        {"q": Q, "limit": 201},
        {"q": Q, "cursor": "x"},
        {"q": Q, "stance": "asserts"},
    ],
)
def test_what_cannot_be_used_is_refused(sqlite_client: TestClient, wrong: dict[str, Any]) -> None:
    assert sqlite_client.get("/v1/compare", params=wrong).status_code == 422


@pytest.mark.parametrize("kept", [0, 1])
def test_a_merged_source_counts_once_and_joint_claims_stay_in_their_group(client: TestClient, kept: int) -> None:
    told = (
        ("Post", "2025-06-04", "Ignacio Ferrer said that 530 hectares burned near Portwell."),
        ("News", "2025-06-03", "Rosa Delgado and Ignacio Ferrer said that 450 hectares burned near Portwell."),
        ("Herald", "2025-06-02", "According to Ignacio Ferrer and Rosa Delgado, 440 hectares burned near Portwell."),
        ("Wire", "2025-06-01", "Rosa Delgado said that 430 hectares burned near Portwell."),
    )
    for number, (publisher, published_at, text) in enumerate(told):
        record(client, text, publisher, published_at, f"https://x.example/{number}")
    q = "How many hectares burned near Portwell?"
    [before] = groups(client, q)
    assert (len(before["claims"]), before["independent_sources"]) == (4, 2)
    ids = [client.get("/v1/sources", params={"q": name}).json()["items"][0]["id"] for name in ("Ferrer", "Delgado")]
    merged = client.post(f"/v1/sources/{ids[1 - kept]}/merge", json={"into": ids[kept]})
    [after] = groups(client, q)
    assert [relation for _, relation in relations(after)] == ["newest", "superseded", "superseded", "superseded"]
    assert after["independent_sources"] == 1
    assert client.delete(merged.headers["Location"]).status_code == 204
    assert groups(client, q) == [before]
