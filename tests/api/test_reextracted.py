"""What callers see of an article after it was read anew."""

from dataclasses import replace
from datetime import UTC, datetime

from starlette.testclient import TestClient

from app.archive.unit_of_work import Archive
from app.facts.quote import Stance
from app.facts.reading import ArticleContext, Reading
from app.use_cases.reextract_article import get_article_to_read, read_anew, reextract_article
from app.workers.extraction import InProcessExtraction
from tests.api.conftest import ARTICLE


class ExtractionOfNow(InProcessExtraction):
    """Doubts every quote and finds no figure."""

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        reading = super().read_article(text, context)
        quotes = tuple(replace(quote, stance=Stance.DOUBTS) for quote in reading.quotes)
        return Reading(reading.sources, quotes, ())


def test_entity_tags_of_changed_facts_change_and_lost_facts_are_gone(client: TestClient, archive: Archive) -> None:
    sent = client.post("/v1/articles", json=ARTICLE).json()
    quote, figure = (f"/v1/{kind}/{sent[kind][0]['id']}" for kind in ("quotes", "figures"))
    tags = {path: client.get(path).headers["ETag"] for path in (quote, figure, "/v1/quotes")}
    with archive.reading() as session:
        stored = get_article_to_read(session, sent["article"]["id"])
    indexed = read_anew(ExtractionOfNow(), stored)
    with archive.writing() as session:
        reextract_article(session, stored.article.id, indexed, datetime.now(UTC))
    for path in (quote, "/v1/quotes"):
        answer = client.get(path, headers={"If-None-Match": tags[path]})
        assert answer.status_code == 200
        assert answer.headers["ETag"] != tags[path]
    assert client.get(quote).json() == {**sent["quotes"][0], "stance": "doubts"}
    gone = client.get(figure, headers={"If-None-Match": tags[figure]})
    assert gone.status_code == 410
    assert gone.json()["type"].endswith("/no-longer-on-record")
