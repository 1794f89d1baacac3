"""Quotes, figures, sources and lookups, as callers see them."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import ARTICLE, TEXT


@pytest.fixture
def sent(client: TestClient) -> dict[str, Any]:
    return send(client)


def send(client: TestClient) -> dict[str, Any]:
    answer = client.post("/v1/articles", json=ARTICLE)
    assert answer.status_code == 201
    return dict(answer.json())


def spans_in(part: Any) -> list[dict[str, Any]]:
    """Every span anywhere in an answer."""
    if isinstance(part, list):
        return [span for one in part for span in spans_in(one)]
    if not isinstance(part, dict):
        return []
    own = [part] if {"start", "end", "exact"} <= part.keys() else []
    return own + [span for one in part.values() for span in spans_in(one)]


def test_every_span_of_every_answer_slices_back(client: TestClient, sent: dict[str, Any]) -> None:
    article_id = sent["article"]["id"]
    paths = [f"/v1/articles/{article_id}/facts", "/v1/quotes", "/v1/figures?role=all&min_confidence=0"]
    paths += ["/v1/lookup?q=how+many+homes", *(f"/v1/sources/{one['id']}/facts" for one in sources_of(client))]
    answers = [sent, *(client.get(path).json() for path in paths)]
    for answer in answers:
        spans = spans_in(answer)
        assert spans
        assert [TEXT[span["start"] : span["end"]] for span in spans] == [span["exact"] for span in spans]


def sources_of(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/v1/sources").json()["items"])


def test_a_fact_is_the_same_wherever_it_is_answered(client: TestClient, sent: dict[str, Any]) -> None:
    for name in ("quotes", "figures"):
        listed = {fact["id"]: fact for fact in client.get(f"/v1/{name}?min_confidence=0").json()["items"]}
        for fact in sent[name]:
            assert client.get(f"/v1/{name}/{fact['id']}").json() == fact
            assert listed[fact["id"]] == fact


def test_a_quote_has_the_shape_of_the_contract(client: TestClient, sent: dict[str, Any]) -> None:
    quote = next(one for one in sent["quotes"] if one["kind"] == "direct")
    names = "id type kind marks text spans stance said_at within attribution evidence confidence extractor"
    assert list(quote) == names.split()
    assert list(quote["attribution"]) == ["origin", "sources", "cue", "via"]
    assert list(quote["attribution"]["sources"][0]) == ["id", "name", "kind", "mention"]
    assert list(quote["attribution"]["cue"]) == ["start", "end", "exact", "lemma"]
    assert list(quote["evidence"]) == ["article", "start", "end", "exact", "prefix", "suffix", "sentence", "sha256"]
    assert list(quote["evidence"]["article"]) == ["id", "title", "publisher", "published_at", "url", "status"]
    assert list(quote["said_at"]) == ["start", "end", "exact", "from", "to"]
    assert quote["said_at"]["from"] == "2024-10-15"
    assert quote["evidence"]["sha256"] == sent["article"]["sha256"]


def test_a_figure_has_the_shape_of_the_contract(client: TestClient, sent: dict[str, Any]) -> None:
    figure = next(one for one in sent["figures"] if one["value"] == 1200)
    names = "id type text value low high bound change unit unit_kind subject role modality condition period said_at"
    assert list(figure) == [*names.split(), "related", "within", "attribution", "evidence", "confidence", "extractor"]
    assert list(figure["subject"]) == ["name", "start", "end", "exact"]
    assert (figure["bound"], figure["high"], figure["low"]) == ("at_most", 1200, None)


def test_whole_values_are_numbers_without_a_fraction(client: TestClient) -> None:
    text = "The ministry said on Friday that the dam cost 28.7 trillion won, or 0.5 percent of the budget."
    answer = client.post("/v1/articles", json={"text": text})
    assert '"value":28700000000000,' in answer.text
    assert '"value":0.5,' in answer.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"q": "losing power"}, True),
        ({"q": "losing power", "sort": "relevance"}, True),
        ({"q": "volcanoes"}, False),
        ({"source": "Mina Sorell"}, True),
        ({"source": "Somebody Else"}, False),
        ({"source": "src_00000000000000000000000000"}, False),
        ({"via": "Ostra Wire"}, False),
        ({"mentions": "Dalmere Flood Office"}, False),
        ({"publisher": "Dalmere Courier"}, True),
        ({"kind": "direct", "stance": "denies"}, False),
        ({"article": "art_00000000000000000000000000"}, False),
        ({"within": "quo_00000000000000000000000000"}, False),
        ({"published_from": "2024-10-16", "published_to": "2024"}, True),
        ({"published_to": "2024-10-15"}, False),
        ({"said_from": "2024-10-15", "said_to": "2024-10-15"}, True),
        ({"said_from": "2024-10-16"}, False),
        ({"min_confidence": "1"}, False),
    ],
)
def test_quotes_are_narrowed_by_every_filter(sqlite_client: TestClient, query: dict[str, str], found: bool) -> None:
    send(sqlite_client)
    answer = sqlite_client.get("/v1/quotes", params=query)
    assert answer.status_code == 200
    assert bool(answer.json()["items"]) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"unit": "home", "unit_kind": "count"}, True),
        ({"unit": "km"}, False),
        ({"subject": "home"}, True),
        ({"value_gte": "1000", "value_lte": "1200.5", "unit": "home"}, True),
        ({"value_gte": "1300"}, False),
        ({"bound": "at_most"}, True),
        ({"change": "down"}, False),
        ({"modality": "denied"}, False),
        ({"role": "all"}, True),
        ({"role": "reference"}, False),
    ],
)
def test_figures_are_narrowed_by_every_filter(sqlite_client: TestClient, query: dict[str, str], found: bool) -> None:
    send(sqlite_client)
    answer = sqlite_client.get("/v1/figures", params=query)
    assert answer.status_code == 200
    assert bool(answer.json()["items"]) is found


def test_sources_are_found_in_any_spelling(client: TestClient, sent: dict[str, Any]) -> None:
    (source,) = client.get("/v1/sources", params={"q": "Sorrel", "total": "exact"}).json()["items"]
    assert source["name"] == "Mina Sorel"
    assert list(source)[:6] == ["id", "name", "kind", "named", "aliases", "description"]
    assert list(source)[6:] == ["counts", "first_seen", "last_seen"]
    assert source["first_seen"] == "2024-10-16"
    assert client.get(f"/v1/sources/{source['id']}").json() == source
    assert client.get("/v1/sources", params={"kind": "outlet"}).json()["items"] == []


@pytest.mark.parametrize("sort", ["published_at", "-published_at"])
def test_the_facts_of_a_source_are_listed(client: TestClient, sent: dict[str, Any], sort: str) -> None:
    (source,) = sources_of(client)
    facts = client.get(f"/v1/sources/{source['id']}/facts", params={"sort": sort}).json()["items"]
    assert {fact["type"] for fact in facts} == {"quote", "figure"}


def test_a_lookup_answers_with_figures_first_where_a_number_is_asked_for(
    client: TestClient, sent: dict[str, Any]
) -> None:
    answer = client.get("/v1/lookup", params={"q": "how many homes will lose power?"})
    found = answer.json()
    assert list(found) == ["query", "summary", "items", "next", "searched"]
    names = ["asked", "subject", "unit", "sources", "mentions", "from", "to", "ignored_words"]
    assert list(found["query"]) == names
    assert list(found["searched"]) == ["articles", "facts", "from", "to"]
    assert found["items"][0]["fact"]["value"] == 1200
    assert found["summary"]["fact_ids"][0] == found["items"][0]["fact"]["id"]
    assert answer.headers["Server-Timing"].startswith("lookup;dur=")


def test_a_lookup_that_nothing_answers_has_no_items_and_no_summary(client: TestClient, sent: dict[str, Any]) -> None:
    found = client.get("/v1/lookup", params={"q": "how many volcanoes erupted?"}).json()
    assert (found["items"], found["summary"], found["next"]) == ([], None, None)


def test_a_lookup_is_narrowed_by_the_filters_of_one_type(client: TestClient, sent: dict[str, Any]) -> None:
    def types(**filters: str) -> set[str]:
        answer = client.get("/v1/lookup", params={"q": "homes power", **filters})
        assert answer.status_code == 200
        return {item["fact"]["type"] for item in answer.json()["items"]}

    assert types(kind="direct") == {"quote"}
    assert types(unit="home") == {"figure"}
    assert types(publisher="Somebody Else") == set()


def test_a_lookup_is_paged(client: TestClient, sent: dict[str, Any]) -> None:
    whole = client.get("/v1/lookup", params={"q": "homes power"}).json()["items"]
    path, found = "/v1/lookup?q=homes+power&limit=1", []
    while path:
        answer = client.get(path)
        found += answer.json()["items"]
        path = answer.json()["next"]
        assert path is None or f"<{path}>" in answer.headers["Link"]
    assert [item["fact"]["id"] for item in found] == [item["fact"]["id"] for item in whole]


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/v1/quotes?limit=0", ["limit"]),
        ("/v1/quotes?limit=201", ["limit"]),
        ("/v1/quotes?limit=many", ["limit"]),
        ("/v1/quotes?unit=km", ["unit"]),
        ("/v1/figures?stance=denies", ["stance"]),
        ("/v1/quotes?kind=loud", ["kind"]),
        ("/v1/quotes?q=", ["q"]),
        ("/v1/quotes?q=%00", ["q"]),
        ("/v1/quotes?q=a&q=b", ["q"]),
        ("/v1/quotes?total=all", ["total"]),
        ("/v1/quotes?sort=relevance", ["sort", "q"]),
        ("/v1/quotes?sort=name", ["sort"]),
        ("/v1/quotes?published_from=2025&published_to=2024", ["published_from", "published_to"]),
        ("/v1/quotes?said_from=2025&said_to=2024", ["said_from", "said_to"]),
        ("/v1/quotes?said_from=soon", ["said_from"]),
        ("/v1/quotes?min_confidence=1.5", ["min_confidence"]),
        ("/v1/figures?value_gte=2&value_lte=1", ["value_gte", "value_lte"]),
        ("/v1/figures?value_gte=nan", ["value_gte"]),
        ("/v1/figures?value_gte=1e999", ["value_gte"]),
        ("/v1/lookup", ["q"]),
        ("/v1/lookup?q=x&collapse=perhaps", ["collapse"]),
        ("/v1/lookup?q=x&kind=direct&unit=km", ["kind", "unit"]),
        ("/v1/sources?sort=name", ["sort"]),
        ("/v1/sources/src_x?page=2", ["page"]),
        ("/healthz?deep=1", ["deep"]),
    ],
)
def test_each_parameter_that_cannot_be_used_is_named(
    sqlite_client: TestClient, path: str, parameters: list[str]
) -> None:
    answer = sqlite_client.get(path)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == parameters
