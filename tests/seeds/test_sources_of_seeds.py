"""The seed articles read together: which of their sources are one."""

import pytest

from app.archive.sources import list_sources
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.attribution import SourceKind
from app.facts.filters import SourceFilter
from app.facts.paging import PageRequest
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext, Reading
from app.facts.recorded import RecordedSource
from app.readers.document import ReadDocument
from app.use_cases.ingest_article import prepare_article, store_article
from tests.archive.invented import NOW
from tests.seeds.read_seeds import read_seed, read_seed_text
from tests.seeds.seed_facts import seed_manifest


class AlreadyRead:
    """Gives a seed article the reading that other tests of the seeds made."""

    def __init__(self, file: str) -> None:
        self._file = file

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        raise NotImplementedError

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        return read_seed(self._file)


@pytest.fixture
def sources(archive: Archive) -> list[RecordedSource]:
    for entry in seed_manifest():
        metadata = ArticleMetadata(
            entry["url"], entry["title"], entry["publisher"], (), PartialDate.parse(entry["published_at"]), "en"
        )
        prepared = prepare_article(AlreadyRead(entry["file"]), read_seed_text(entry["file"]), metadata, NOW)
        with archive.writing() as session:
            store_article(session, prepared)
    with archive.reading() as session:
        return list(list_sources(session, SourceFilter(), PageRequest(limit=200)).items)


def test_sources_of_several_articles_are_one(sources: list[RecordedSource]) -> None:
    shared = {source.name: source.counts.articles for source in sources if source.named and source.counts.articles > 1}
    assert shared == {
        "Central Military Commission of the Workers' Party": 2,
        "Cho Tae-yeol": 2,
        "Defense Intelligence Headquarters": 2,
        "Guardian": 3,
        "Harbour Wire": 2,
        "Interfax": 2,
        "Itsuro Nakamura": 2,
        "Jeong Yong-su": 3,
        "Kim Jong Un": 2,
        "Korea Institute for Defense Analyses": 2,
        "Lim Eul-chul": 2,
        "National Intelligence Service": 8,
        "North Korea": 9,
        "One TV": 2,
        "Russia": 7,
        "Sergei Shoigu": 2,
        "United States": 2,
        "Vladimir Putin": 2,
        "Volodymyr Zelensky": 4,
    }


def test_people_are_told_apart_and_their_spellings_joined(sources: list[RecordedSource]) -> None:
    people = [source for source in sources if source.named and source.kind is SourceKind.PERSON]
    names = [source.name for source in people]
    assert len(names) == len(set(names))
    kims = {source.name for source in people if source.name.startswith("Kim ")}
    assert kims == {"Kim Byeong-ju", "Kim Il-sung", "Kim Jong Un"}
    zelensky = next(source for source in people if source.name == "Volodymyr Zelensky")
    assert {"Volodymyr Zelenskiy", "Volodymyr Zelenskyy"} <= set(zelensky.aliases)
    agency = next(source for source in sources if source.name == "National Intelligence Service")
    assert ("NIS" in agency.aliases, agency.description) == (True, "South Korea's spy agency")


def test_groups_stay_in_their_article(sources: list[RecordedSource]) -> None:
    groups = [source for source in sources if source.kind is SourceKind.GROUP]
    assert groups
    assert all(not source.named and source.counts.articles == 1 for source in groups)
