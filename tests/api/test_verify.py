import logging

import pytest
from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from tests.api.conftest import ARTICLE, TEXT, MakeClient


@pytest.fixture
def filled(client: TestClient) -> TestClient:
    assert client.post("/v1/articles", json=ARTICLE).status_code == 201
    return client


def test_a_bare_quotation_is_verified_with_its_evidence(filled: TestClient) -> None:
    answer = filled.post("/v1/verify", json={"text": "We expect up to 1,200 homes to lose power", "source": "Sorel"})
    assert answer.status_code == 200
    assert answer.headers["Server-Timing"].startswith("verify;dur=")
    [claim] = answer.json()["claims"]
    assert (claim["type"], claim["verdict"], claim["start"], claim["end"]) == ("quote", "verbatim", 0, 41)
    [match] = claim["matches"]
    assert match["similarity"] == 1
    assert match["fact"]["attribution"]["sources"][0]["name"] == "Mina Sorel"
    for step in match["diff"]:
        assert TEXT[step["recorded"]["start"] : step["recorded"]["end"]] == step["recorded"]["exact"]
    assert answer.json()["corpus"] == {"articles": 1, "from": "2024-10-16", "to": "2024-10-16"}


def test_a_sentence_with_a_figure_is_a_figure_claim(filled: TestClient) -> None:
    answer = filled.post("/v1/verify", json={"text": "The Ostra rose by 90 centimetres."}).json()
    [claim] = answer["claims"]
    assert (claim["type"], claim["verdict"], claim["exact"]) == ("figure", "contradicted", "90 centimetres")
    assert claim["matches"][0]["fact"]["text"] == "40 centimetres"


def test_every_claim_of_a_passage_is_verified(filled: TestClient) -> None:
    text = (
        "Mina Sorel said the dam had cracked. “We expect up to 1,500 homes to lose power,” Sorel said. "
        "The Ostra rose by 40 centimetres."
    )
    answer = filled.post("/v1/verify", json={"text": text}).json()
    assert [(claim["type"], claim["verdict"]) for claim in answer["claims"]] == [
        ("quote", "denied"),
        ("quote", "altered"),
        ("figure", "near"),
        ("figure", "claimed"),
    ]
    for claim in answer["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["exact"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/text"),
        ({"text": ""}, "#/text"),
        ({"text": "x" * 20_001}, "#/text"),
        ({"text": "Yes.", "source": " "}, "#/source"),
        ({"text": "Yes.", "limit": 3}, "#/limit"),
    ],
)
def test_what_cannot_be_used_is_named(sqlite_client: TestClient, body: dict[str, object], pointer: str) -> None:
    answer = sqlite_client.post("/v1/verify", json=body)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_too_many_claims_are_a_problem_of_the_text(sqlite_client: TestClient) -> None:
    text = "\n\n".join(f"“Word number {number} counts twice”" for number in range(201))
    answer = sqlite_client.post("/v1/verify", json={"text": text})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/text")


def test_other_bodies_methods_and_parameters_are_refused(sqlite_client: TestClient) -> None:
    assert sqlite_client.post("/v1/verify", content=b"Yes.", headers={"Content-Type": "text/plain"}).status_code == 415
    assert sqlite_client.post("/v1/verify", json={"text": "y" * 300_000}).status_code == 413
    assert sqlite_client.post("/v1/verify?q=1", json={"text": "Yes."}).status_code == 422
    assert sqlite_client.get("/v1/verify").status_code == 405
    french = "Le maire a déclaré que les travaux commenceront au printemps et que la ville paiera la moitié des frais."
    answer = sqlite_client.post("/v1/verify", json={"text": french})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/unsupported-language")


def test_a_key_that_reads_is_enough(sqlite_archive: Archive, make_client: MakeClient) -> None:
    client = make_client(sqlite_archive, public_read=True)
    assert client.post("/v1/verify", json={"text": "Nobody was warned."}).status_code == 200


def test_the_text_is_not_logged(
    sqlite_client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    sqlite_client.post("/v1/verify", json={"text": "Quicksilver herons never sign treaties", "source": "Vasquez"})
    sqlite_client.post("/v1/verify", json={"text": "Quicksilver herons", "source": "Vasquez", "other": 1})
    logged = caplog.text + "".join(capfd.readouterr())
    assert "Quicksilver" not in logged
    assert "Vasquez" not in logged
