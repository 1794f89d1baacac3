"""What is left when writers race, or are killed."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.archive.articles import get_facts_of_article
from app.archive.new_article import Recording
from app.archive.tables import ArticleRow, ArticleTermsRow, ArticleTextRow, FactRow, FactTermsRow, SourceRow
from app.archive.unit_of_work import Archive
from tests.archive.invented import Invented

ROOT = Path(__file__).resolve().parents[2]
ENDLESS_WRITER = """
import sys
from app.archive.unit_of_work import Archive
from tests.archive.invented import Invented

archive = Archive(sys.argv[1])
number = 0
while True:
    number += 1
    words = " ".join(f"{count}boats" for count in range(100, 160))
    article = Invented(f"Ada Quill said number {number}: {words}.", url=f"https://x.example/{number}")
    ada = article.source("Ada Quill")
    outer = article.quote(words, source=ada)
    for count in range(100, 160):
        article.figure(f"{count}boats", str(count), "boat", source=ada, within=outer)
    article.record(archive)
    print(number, flush=True)
"""


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


@pytest.mark.parametrize("articles_before", [1, 2, 3])
def test_killed_writer_leaves_whole_articles_or_none(archive: Archive, database_url: str, articles_before: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", ENDLESS_WRITER, database_url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    confirmed = [int(writer.stdout.readline()) for _ in range(articles_before)]
    time.sleep(0.004 * articles_before)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    confirmed += [int(line) for line in writer.stdout.read().split()]
    writer.stdout.close()
    with archive.reading() as session:
        ids = session.execute(select(ArticleRow.id)).scalars().all()
        assert len(ids) in (len(confirmed), len(confirmed) + 1)
        for identifier in ids:
            quotes, figures = get_facts_of_article(session, identifier)
            assert (len(quotes), len(figures)) == (1, 60)
        for table, expected in (
            (ArticleTextRow, len(ids)),
            (ArticleTermsRow, len(ids)),
            (FactRow, 61 * len(ids)),
            (FactTermsRow, 61 * len(ids)),
        ):
            assert session.execute(select(func.count()).select_from(table)).scalar_one() == expected
    assert an_article("the gates leak").record(archive).is_new
