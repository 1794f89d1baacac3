"""What a process knows of the facts' vectors is what is on record, whoever changed it."""

import pytest
from sqlalchemy import text

from app.archive.articles import delete_article
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.meaning.vector_index import VectorIndex
from app.use_cases import known_vectors as module
from app.use_cases.ingest_article import prepare_article, store_article
from app.use_cases.known_vectors import known_vectors
from app.use_cases.look_up_facts import LookupRequest, look_up_facts
from app.workers.extraction import InProcessExtraction
from tests.archive.invented import NOW

RAIN = "The harbour is flooded again, Ada Quill, the harbour master, said on Monday."
FUNDS = "“We will pay back every penny,” Boris Ink, the mayor of Tarn, said on Monday."


def record(archive: Archive, article: str, name: str) -> str:
    metadata = ArticleMetadata(url=f"https://x.example/{name}")
    prepared = prepare_article(InProcessExtraction(), article, metadata, NOW)
    with archive.writing() as session:
        return store_article(session, prepared).article.id


def known(archive: Archive) -> VectorIndex:
    with archive.reading() as session:
        return known_vectors(session)


def test_nothing_is_read_again_while_nothing_changed(archive: Archive) -> None:
    record(archive, RAIN, "1")
    assert len(known(archive)) == 1
    assert known(archive) is known(archive)


def test_what_comes_and_goes_is_known_at_once(archive: Archive) -> None:
    assert len(known(archive)) == 0
    gone = record(archive, RAIN, "1")
    record(archive, FUNDS, "2")
    assert len(known(archive)) == 2
    with archive.writing() as session:
        delete_article(session, gone)
    assert len(known(archive)) == 1


def test_what_another_process_records_is_known_at_once(archive: Archive) -> None:
    other = Archive(archive.database_url)
    assert len(known(archive)) == 0
    record(other, RAIN, "1")
    other.dispose()
    assert len(known(archive)) == 1


def test_after_many_changes_everything_is_read_anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_CHANGES", 1)
    assert len(known(archive)) == 0
    record(archive, RAIN, "1")
    record(archive, FUNDS, "2")
    assert len(known(archive)) == 2


def test_a_question_in_other_words_finds_what_was_said(archive: Archive) -> None:
    record(archive, RAIN, "1")
    record(archive, FUNDS, "2")
    with archive.reading() as session:
        answer = look_up_facts(session, LookupRequest("Who promised to repay every cent?"))
    assert [item.fact.evidence.article.url for item in answer.items] == ["https://x.example/2"]


def test_an_archive_without_vectors_is_searched_by_words(archive: Archive) -> None:
    record(archive, RAIN, "1")
    with archive.writing() as session:
        session.execute(text("DELETE FROM fact_vectors"))
    with archive.reading() as session:
        assert look_up_facts(session, LookupRequest("Who said the harbour is flooded?")).items
        assert not look_up_facts(session, LookupRequest("Which port is under water?")).items
