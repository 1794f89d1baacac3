"""Reading many articles anew: one that fails, or is deleted meanwhile, costs the others nothing."""

from app.archive.articles import delete_article, get_facts_of_article
from app.archive.unit_of_work import Archive
from app.command_line_reextract import ChangeCounts, ReextractedArticle, Reextraction, reextract_all
from app.facts.errors import ExtractionTimedOut, NoLongerOnRecord
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument
from tests.archive.invented import Invented


class ExtractionThatMayFail:
    """Finds a figure, but in a text about gates it takes too long."""

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        raise NotImplementedError

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        if "gates" in text:
            raise ExtractionTimedOut(7)
        article = Invented(text)
        article.figure("40", "40", None)
        return Reading((), (), tuple(article.figures))


def test_the_others_are_read_anew_in_order(archive: Archive) -> None:
    texts = ("We have 40 boats.", "We have 40 gates.", "We have 40 barges.", "We have 40 cranes.")
    ids = [Invented(text).record(archive).article.id for text in texts]
    with archive.writing() as session:
        delete_article(session, ids[2])
    reported: list[ReextractedArticle] = []
    reextraction = Reextraction(archive, ExtractionThatMayFail(), 2, dry_run=False)
    counts = reextract_all(reextraction, ids, reported.append)
    assert counts == ChangeCounts(articles=2, deleted=1, failed=1, added=2)
    assert [one.identifier for one in reported] == ids
    assert isinstance(reported[1].outcome, ExtractionTimedOut)
    assert isinstance(reported[2].outcome, NoLongerOnRecord)
    with archive.reading() as session:
        assert [len(get_facts_of_article(session, ids[place])[1]) for place in (0, 1, 3)] == [1, 0, 1]
