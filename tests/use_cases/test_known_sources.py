"""What a process knows of the sources is what is on record, whoever changed it."""

from app.answers.known_sources import KnownSources
from app.archive.articles import delete_article
from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from app.use_cases.known_sources import known_sources
from tests.archive.invented import Invented


def record(archive: Archive, name: str, url: str, description: str | None = None, alias: str = "") -> str:
    article = Invented(f"It rains, {name} said.", url=url)
    aliases = [alias] if alias else []
    article.quote("It rains", source=article.source(name, SourceKind.PERSON, description=description, aliases=aliases))
    return article.record(archive).article.id


def known(archive: Archive) -> KnownSources:
    with archive.reading() as session:
        return known_sources(session)


def test_nothing_is_read_again_while_nothing_changed(archive: Archive) -> None:
    record(archive, "Ada Quill", "https://x.example/1")
    assert known(archive) is known(archive)


def test_a_new_source_is_known_at_once(archive: Archive) -> None:
    assert known(archive).find("Quill") == []
    record(archive, "Ada Quill", "https://x.example/1")
    assert len(known(archive).find("Quill")) == 1


def test_a_new_alias_is_known_at_once(archive: Archive) -> None:
    record(archive, "Ada Quill", "https://x.example/1")
    assert known(archive).find("Featherpen") == []
    record(archive, "Ada Quill", "https://x.example/2", alias="Featherpen")
    assert known(archive).find("Featherpen") == known(archive).find("Ada Quill") != []


def test_a_deleted_source_is_forgotten_at_once(archive: Archive) -> None:
    kept = record(archive, "Boris Ink", "https://x.example/1")
    gone = record(archive, "Ada Quill", "https://x.example/2", "Harbour Minister")
    assert kept != gone
    assert len(known(archive).find("Ada Quill")) == len(known(archive).find_by_role("the harbour minister")) == 1
    with archive.writing() as session:
        delete_article(session, gone)
    assert known(archive).find("Ada Quill") == known(archive).find_by_role("the harbour minister") == []
    assert len(known(archive).find("Boris Ink")) == 1


def test_what_another_process_records_is_known_at_once(archive: Archive) -> None:
    other = Archive(archive.database_url)
    assert known(archive).find("Quill") == []
    record(other, "Ada Quill", "https://x.example/1")
    assert len(known(archive).find("Quill")) == 1
    other.dispose()
