"""What is left when writers race, or are killed."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.archive.articles import delete_article, get_article, get_facts_of_article, list_article_ids
from app.archive.new_article import Recording
from app.archive.replace_reading import replace_reading
from app.archive.tables import (
    ArticleRow,
    ArticleTextRow,
    AttributedSourceRow,
    FactRow,
    FactTermsRow,
    SourceRow,
)
from app.archive.unit_of_work import Archive
from tests.archive.invented import Invented

ROOT = Path(__file__).resolve().parents[2]
WRITER_THAT_IS_KILLED = """
import os, signal, sys
from sqlalchemy import event
from app.archive.unit_of_work import Archive
from tests.archive.invented import Invented

archive = Archive(sys.argv[1])

def record(number):
    article = Invented(f"Ada Quill said number {number}: we have 40 boats.", url=f"https://x.example/{number}")
    ada = article.source("Ada Quill" if number < 2 else "Ben Oar")
    outer = article.quote("we have 40 boats", source=ada)
    article.figure("40 boats", "40", "boat", source=ada, within=outer)
    article.record(archive)

def die(connection, cursor, statement, *rest):
    if statement.startswith(f"INSERT INTO {sys.argv[2]} "):
        os.kill(os.getpid(), signal.SIGKILL)

record(0)
record(1)
event.listen(archive.engine, "after_cursor_execute", die)
record(2)
"""

READER_THAT_IS_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import event
from app.archive.articles import list_article_ids
from app.archive.replace_reading import replace_reading
from app.archive.unit_of_work import Archive
from tests.archive.test_interruptions import another_reading

archive = Archive(sys.argv[1])

def read_again(identifier):
    with archive.writing() as session:
        replace_reading(session, identifier, another_reading().indexed(), now=datetime.now(UTC))

def die(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

with archive.reading() as session:
    first, second = list_article_ids(session)
read_again(first)
event.listen(archive.engine, "after_cursor_execute", die)
read_again(second)
"""
BOATS = "Ada Quill said: we have 40 boats."


def one_reading(url: str) -> Invented:
    article = Invented(BOATS, url=url)
    article.quote("40 boats", source=article.source("Ada Quill"))
    article.figure("40 boats", "40", "boat", source=article.source("Quill"))
    return article


def another_reading() -> Invented:
    article = Invented(BOATS)
    ada = article.source("Ada Quill", aliases=["Quill"])
    outer = article.quote("we have 40 boats", source=ada)
    article.figure("40 boats", "40", "ship", source=ada, within=outer)
    article.figure("40", "40", "boat", source=ada, within=outer)
    return article


def an_article(text: str, url: str | None = None) -> Invented:
    article = Invented(f"Ada Quill said: {text}", url=url)
    article.quote(text, source=article.source("Ada Quill"))
    return article


def record_together(archive: Archive, articles: list[Invented]) -> list[Recording]:
    with ThreadPoolExecutor(len(articles)) as threads:
        return list(threads.map(lambda article: article.record(archive), articles))


@pytest.mark.parametrize("url", [None, "https://x.example/1"])
def test_same_article_sent_at_once_is_recorded_once(archive: Archive, url: str | None) -> None:
    recordings = record_together(archive, [an_article("the gates leak", url) for _ in range(6)])
    assert len({recording.article.id for recording in recordings}) == 1
    assert sum(recording.is_new for recording in recordings) == 1


def test_texts_sent_at_once_under_one_url_become_versions_in_a_row(archive: Archive) -> None:
    articles = [an_article(f"gate {number} leaks", "https://x.example/1") for number in range(6)]
    recorded = sorted((one.article for one in record_together(archive, articles)), key=lambda one: one.version)
    assert [article.version for article in recorded] == [1, 2, 3, 4, 5, 6]
    assert [article.previous_id for article in recorded] == [None, *(article.id for article in recorded[:-1])]


def test_new_source_of_articles_sent_at_once_is_one(archive: Archive) -> None:
    record_together(archive, [an_article(f"gate {number} leaks") for number in range(6)])
    with archive.reading() as session:
        assert session.execute(select(func.count()).select_from(SourceRow)).scalar_one() == 1


@pytest.mark.parametrize("table", ["articles", "sources", "facts", "figures", "attributed_sources", "fact_terms"])
def test_killed_writer_leaves_whole_articles_alone(archive: Archive, database_url: str, table: str) -> None:
    command_line = [sys.executable, "-c", WRITER_THAT_IS_KILLED, database_url, table]
    assert subprocess.run(command_line, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with archive.reading() as session:
        ids = session.execute(select(ArticleRow.id)).scalars().all()
        assert len(ids) == 2
        for identifier in ids:
            quotes, figures = get_facts_of_article(session, identifier)
            assert (len(quotes), len(figures)) == (1, 1)
        for one, rows in (
            (ArticleTextRow, 2),
            (SourceRow, 1),
            (FactRow, 4),
            (AttributedSourceRow, 4),
            (FactTermsRow, 4),
        ):
            assert session.execute(select(func.count()).select_from(one)).scalar_one() == rows
    assert an_article("the gates leak").record(archive).is_new


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM article_sources",
        "UPDATE facts",
        "DELETE FROM facts",
        "INSERT INTO facts",
        "INSERT INTO fact_terms",
        "DELETE FROM source_keys",
        "UPDATE articles",
        "INSERT INTO tombstones",
    ],
)
def test_killed_while_read_anew_an_article_is_wholly_as_before(
    archive: Archive, database_url: str, statement: str
) -> None:
    first, second = (one_reading(f"https://x.example/{number}").record(archive).article for number in (1, 2))
    with archive.reading() as session:
        before = get_article(session, second.id), get_facts_of_article(session, second.id)
    command_line = [sys.executable, "-c", READER_THAT_IS_KILLED, database_url, statement]
    assert subprocess.run(command_line, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with archive.reading() as session:
        assert (get_article(session, second.id), get_facts_of_article(session, second.id)) == before
        quotes, figures = get_facts_of_article(session, first.id)
        assert ([one.quote.text for one in quotes], len(figures)) == (["we have 40 boats"], 2)
        for one, rows in ((FactRow, 5), (AttributedSourceRow, 5), (FactTermsRow, 5)):
            assert session.execute(select(func.count()).select_from(one)).scalar_one() == rows
    with archive.writing() as session:
        replace_reading(session, second.id, another_reading().indexed(), now=datetime.now(UTC))


def test_articles_are_read_anew_while_others_come_and_go(archive: Archive) -> None:
    ids = [one_reading(f"https://x.example/{number}").record(archive).article.id for number in range(8)]

    def disturb(number: int) -> None:
        with archive.writing() as session:
            if number % 4 == 3:
                delete_article(session, ids[number])
            else:
                replace_reading(session, ids[number], another_reading().indexed(), now=datetime.now(UTC))
        one_reading(f"https://y.example/{number}").record(archive)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(disturb, range(8)))
    with archive.reading() as session:
        texts = [[one.quote.text for one in get_facts_of_article(session, one)[0]] for one in list_article_ids(session)]
        named = session.execute(select(SourceRow.name, func.count()).group_by(SourceRow.name)).all()
    assert sorted(texts) == [["40 boats"]] * 8 + [["we have 40 boats"]] * 6
    assert dict(named)["Ada Quill"] == 1
