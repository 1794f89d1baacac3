"""Sources of articles that are read by the real extraction, one after the other."""

from app.archive.corrections import split_source
from app.archive.sources import get_source, list_facts_of_source
from app.archive.unit_of_work import Archive
from app.extraction.read_article import read_article
from app.facts.article import ArticleMetadata
from app.facts.attribution import AttributedSource, Origin, SourceKind
from app.facts.audit import Doing
from app.facts.extractor import QuoteMethod
from app.facts.paging import PageRequest
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext, Reading
from app.readers.document import ReadDocument
from app.use_cases.ingest_article import IngestedArticle, prepare_article, store_article
from tests.archive.invented import NOW


class ExtractionByRules:
    """Reads in this process, by the rules."""

    def read_document(self, content: bytes, media_type: str | None, file_name: str | None) -> ReadDocument:
        raise NotImplementedError

    def read_article(self, text: str, context: ArticleContext) -> Reading:
        return read_article(text, context, QuoteMethod.RULES)


def ingest(archive: Archive, text: str, published_at: str) -> IngestedArticle:
    metadata = ArticleMetadata(published_at=PartialDate.parse(published_at), language="en")
    prepared = prepare_article(ExtractionByRules(), text, metadata, NOW)
    with archive.writing() as session:
        return store_article(session, prepared)


def source_of(ingested: IngestedArticle, words: str) -> AttributedSource:
    quotes = [recorded.quote for recorded in ingested.quotes if words in recorded.quote.text]
    return quotes[0].attribution.sources[0]


def test_groups_are_of_one_article_only(archive: Archive) -> None:
    told = "Three officials who asked not to be named said the convoy had left. "
    told += "Ukrainian and Western sources said it was late."
    first, second = ingest(archive, told, "2024-10-01"), ingest(archive, f"{told} It rained.", "2024-10-02")
    for words in ("the convoy had left", "it was late"):
        groups = [source_of(ingested, words) for ingested in (first, second)]
        assert [group.kind for group in groups] == [SourceKind.GROUP, SourceKind.GROUP]
        assert groups[0].id != groups[1].id
        with archive.reading() as session:
            on_record = [get_source(session, group.id) for group in groups]
        assert [source.named for source in on_record] == [False, False]
        assert [source.counts.articles for source in on_record] == [1, 1]


def test_attribution_to_a_group_is_unnamed(archive: Archive) -> None:
    ingested = ingest(archive, "Three officials who asked not to be named said the convoy had left.", "2024-10-01")
    said = next(recorded.quote for recorded in ingested.quotes if recorded.quote.text == "the convoy had left")
    assert said.attribution.origin is Origin.UNNAMED


def test_then_president_is_no_present_office(archive: Archive) -> None:
    first = ingest(archive, "President Anna Weber said the law was needed.", "2024-03")
    later = ingest(archive, "Then president Anna Weber said the law was needed, a court heard.", "2025-03")
    sources = [source_of(ingested, "the law was needed") for ingested in (first, later)]
    assert sources[0].id == sources[1].id
    with archive.reading() as session:
        assert get_source(session, sources[0].id).description == "Then president"


def test_agency_described_is_the_agency_named(archive: Archive) -> None:
    first = ingest(
        archive, "South Korea's spy agency, the National Intelligence Service (NIS), said it was late.", "2024-10-01"
    )
    second = ingest(archive, "The NIS said the boats had left.", "2024-10-02")
    third = ingest(archive, "South Korea's spy agency said the convoy had left.", "2024-10-03")
    ids = {source_of(first, "late").id, source_of(second, "boats").id, source_of(third, "convoy").id}
    assert len(ids) == 1


def test_professors_of_one_family_name_are_two(archive: Archive) -> None:
    texts = [
        "Lim Eulchul, a professor at Kyungnam University, said the visit was late. Professor Lim said it rained.",
        "Lim Eul-chul, a professor at Kyungnam University, said the visit was early.",
        "Professor Lim said the visit was odd.",
        "Lim Jae-cheon, a professor at Korea University, said the visit was useful.",
    ]
    read = [ingest(archive, text, f"2024-10-0{day}") for day, text in enumerate(texts, 1)]
    words = ("late", "early", "odd", "useful")
    ids = [source_of(ingested, word).id for ingested, word in zip(read, words, strict=True)]
    assert source_of(read[0], "it rained").id == ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_a_professor_is_one_in_two_spellings(archive: Archive) -> None:
    first = ingest(archive, "Lim Eulchul, a professor at Kyungnam University, said the boats had left.", "2024-10-01")
    second = ingest(
        archive, "Lim Eul-chul, a professor at Kyungnam University, said the trucks were late.", "2024-11-01"
    )
    assert source_of(first, "boats").id == source_of(second, "trucks").id


def test_a_professor_of_another_university_is_another(archive: Archive) -> None:
    first = ingest(archive, "Lim Eulchul, a professor at Kyungnam University, said the boats had left.", "2024-10-01")
    told = "Lim Jae-cheon, a professor at Dongguk University, was there. Professor Lim said the trucks were late."
    second = ingest(archive, told, "2024-11-01")
    assert source_of(first, "boats").id != source_of(second, "trucks").id


def test_two_professors_of_one_full_name_are_two_and_a_third_article_finds_each(archive: Archive) -> None:
    at = "Kim Sung-ho, a professor at {} University, said the {} had left."
    first = ingest(archive, at.format("Kyungnam", "boats"), "2024-10-01")
    second = ingest(archive, at.format("Dongguk", "trucks"), "2024-10-02")
    ids = [source_of(first, "boats").id, source_of(second, "trucks").id]
    assert ids[0] != ids[1]
    assert source_of(ingest(archive, at.format("Dongguk", "planes"), "2024-10-03"), "planes").id == ids[1]
    assert source_of(ingest(archive, at.format("Kyungnam", "trains"), "2024-10-04"), "trains").id == ids[0]
    untold = source_of(ingest(archive, "Kim Sung-ho said the carts had left.", "2024-10-05"), "carts").id
    assert untold not in ids
    assert source_of(ingest(archive, "Kim Sung-ho said the sleds had left.", "2024-10-06"), "sleds").id == untold


def test_a_split_by_hand_holds_when_a_third_article_comes_in(archive: Archive) -> None:
    first = ingest(archive, "Kim Sung-ho said the boats had left.", "2024-10-01")
    told = "Kim Sung-ho, a professor at Dongguk University, said the {} had left."
    second = ingest(archive, told.format("trucks"), "2024-10-02")
    source_id = source_of(first, "boats").id
    assert source_of(second, "trucks").id == source_id
    fact_ids = [recorded.id for recorded in second.quotes]
    with archive.writing() as session:
        into_id = split_source(session, source_id, fact_ids, Doing(NOW)).into_id
    third = ingest(archive, told.format("planes"), "2024-10-03")
    assert facts_of(archive, into_id) >= {recorded.id for recorded in third.quotes}
    assert facts_of(archive, source_id) == {recorded.id for recorded in first.quotes}


def facts_of(archive: Archive, source_id: str) -> set[str]:
    with archive.reading() as session:
        return {fact.id for fact in list_facts_of_source(session, source_id, PageRequest(limit=50)).items}
