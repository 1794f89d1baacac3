"""Sources across articles."""

import pytest

from app.archive.articles import delete_article, get_facts_of_article
from app.archive.sources import get_named_sources, get_source, list_facts_of_source, stamps_of_sources
from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from app.facts.errors import NotOnRecord
from app.facts.filters import SourceFilter
from app.facts.paging import PageRequest
from app.facts.recorded import RecordedSource
from app.use_cases.list_sources import list_sources
from tests.archive.invented import Invented


def record_saying(
    archive: Archive, name: str, kind: SourceKind = SourceKind.PERSON, published_at: str | None = None, **given: object
) -> str:
    article = Invented(f"It rains, {name} said.", published_at=published_at, url=f"https://x.example/{published_at}")
    source = article.source(name, kind, **given)  # type: ignore[arg-type]
    article.quote("It rains", source=source)
    recorded = article.record(archive).article
    with archive.reading() as session:
        return get_facts_of_article(session, recorded.id)[0][0].quote.attribution.sources[0].id


def get(archive: Archive, identifier: str) -> RecordedSource:
    with archive.reading() as session:
        return get_source(session, identifier)


def names_of(archive: Archive, asked: SourceFilter) -> list[str]:
    with archive.reading() as session:
        return [source.name for source in list_sources(session, asked, PageRequest(limit=200)).items]


def test_aliases_gather_and_the_first_name_stays(archive: Archive) -> None:
    identifier = record_saying(archive, "Ada Quill", published_at="2024-01", aliases=["Quill"])
    same = record_saying(archive, "Ada Quill", published_at="2024-02", aliases=["Ms Quill"], description="engineer")
    assert same == identifier
    source = get(archive, identifier)
    assert source.name == "Ada Quill"
    assert source.aliases == ("Quill", "Ms Quill")


def describing(archive: Archive, *descriptions: tuple[str | None, str | None]) -> str | None:
    """The description on record after articles of some dates gave theirs, in this order."""
    for published_at, description in descriptions:
        identifier = record_saying(archive, "Ada Quill", published_at=published_at, description=description)
    return get(archive, identifier).description


def test_description_is_the_newest_articles(archive: Archive) -> None:
    given = [("2024-01", "harbour minister"), ("2024-03", "former harbour minister"), ("2024-04", None)]
    assert describing(archive, *given) == "former harbour minister"


def test_description_is_the_newest_articles_whatever_came_last(archive: Archive) -> None:
    given = [("2024-03", "former harbour minister"), ("2024-01", "harbour minister"), (None, "then minister")]
    assert describing(archive, *given) == "former harbour minister"


def test_newest_description_that_says_less_leaves_the_fuller(archive: Archive) -> None:
    assert describing(archive, ("2024-01", "Norwegian harbour minister"), ("2024-03", "minister")) == (
        "Norwegian harbour minister"
    )


def test_present_office_of_a_newer_article_ends_the_former_one(archive: Archive) -> None:
    assert describing(archive, ("2024-01", "former harbour minister"), ("2025-01", "harbour minister")) == (
        "harbour minister"
    )


def test_without_dates_the_first_description_stays(archive: Archive) -> None:
    article = Invented("It rains, Ada Quill said.", url="https://x.example/other")
    article.quote("It rains", source=article.source("Ada Quill", description="engineer"))
    article.record(archive)
    assert describing(archive, (None, "retired")) == "engineer"


def test_description_of_a_deleted_article_is_gone(archive: Archive) -> None:
    identifier = record_saying(archive, "Ada Quill", published_at="2024-01", description="harbour minister")
    newer = Invented("It snows, Ada Quill said.", published_at="2024-05")
    newer.quote("It snows", source=newer.source("Ada Quill", description="former harbour minister"))
    article = newer.record(archive).article
    assert get(archive, identifier).description == "former harbour minister"
    with archive.writing() as session:
        delete_article(session, article.id)
    assert get(archive, identifier).description == "harbour minister"


def test_family_name_with_an_office_is_the_one_who_holds_it(archive: Archive) -> None:
    full = record_saying(archive, "Ada Quill", published_at="2024-01", description="President of Norway")
    assert record_saying(archive, "Quill", published_at="2024-06", description="Norwegian President") == full
    assert get(archive, full).aliases == ("Quill",)


def test_full_name_takes_the_place_of_a_family_name(archive: Archive) -> None:
    short = record_saying(archive, "Quill", published_at="2024-06", description="Norwegian President")
    assert record_saying(archive, "Ada Quill", published_at="2024-07", description="Norway's president") == short
    source = get(archive, short)
    assert (source.name, source.aliases) == ("Ada Quill", ("Quill",))


def test_office_of_another_time_state_or_rank_tells_nobody(archive: Archive) -> None:
    full = record_saying(archive, "Ada Quill", published_at="2019", description="President of Norway")
    for year, description in (("2024", "Norwegian President"), ("2018", "Danish President")):
        assert record_saying(archive, "Quill", published_at=year, description=description) != full
    assert record_saying(archive, "Quill", published_at="2020-05", description="former Norwegian president") != full


def test_family_name_that_two_office_holders_bear_is_neither(archive: Archive) -> None:
    ada = record_saying(archive, "Ada Quill", published_at="2024-01", description="President of Norway")
    ben = record_saying(archive, "Ben Quill", published_at="2024-02", description="President of Norway")
    assert ada != ben
    assert record_saying(archive, "Quill", published_at="2024-03", description="Norwegian President") not in {ada, ben}


def test_bodies_of_two_states_with_one_name_are_two(archive: Archive) -> None:
    kinds = SourceKind.GOVERNMENT
    first = record_saying(archive, "Harbour Inspectorate", kinds, "2024-01", description="Norway's ferry watchdog")
    second = record_saying(archive, "Harbour Inspectorate", kinds, "2024-02", description="a Danish agency")
    assert first != second
    assert record_saying(archive, "Harbour Inspectorate", kinds, "2024-03", description="Denmark's watchdog") == second


def test_what_a_state_has_one_of_is_the_body_described_so(archive: Archive) -> None:
    kinds = SourceKind.GOVERNMENT
    bank = record_saying(archive, "Norges Bank", kinds, "2024-01", description="Norway's central bank")
    assert record_saying(archive, "the Norwegian central bank", kinds, "2024-02") == bank
    assert record_saying(archive, "Sweden's central bank", kinds, "2024-03") != bank


def test_first_and_last_seen_keep_their_precision(archive: Archive) -> None:
    for published_at in ("2024-05-17", None, "2023", "2025-02"):
        identifier = record_saying(archive, "Ada Quill", published_at=published_at)
    source = get(archive, identifier)
    assert source.first_seen is not None
    assert source.last_seen is not None
    assert (source.first_seen.text, source.last_seen.text) == ("2023", "2025-02")
    assert (source.counts.quotes, source.counts.figures, source.counts.articles) == (4, 0, 4)


def test_never_dated_source_has_no_first_or_last_seen(archive: Archive) -> None:
    source = get(archive, record_saying(archive, "Ada Quill"))
    assert (source.first_seen, source.last_seen) == (None, None)


def test_unknown_kind_gives_way_to_a_known_one(archive: Archive) -> None:
    first = record_saying(archive, "Ada Quill", SourceKind.UNKNOWN, "2024-01")
    second = record_saying(archive, "Ada Quill", SourceKind.PERSON, "2024-02")
    assert first == second
    assert get(archive, first).kind is SourceKind.PERSON


def test_person_and_body_of_one_name_are_two(archive: Archive) -> None:
    first = record_saying(archive, "Quill Foundation", SourceKind.ORGANISATION, "2024-01")
    second = record_saying(archive, "Quill Foundation", SourceKind.PERSON, "2024-02")
    assert first != second


def test_list_is_by_name_and_pages_join(archive: Archive) -> None:
    for name in ("Zoe Reed", "ada quill", "Ben Oar", "Ada Quill Senior"):
        record_saying(archive, name)
    assert names_of(archive, SourceFilter()) == ["ada quill", "Ada Quill Senior", "Ben Oar", "Zoe Reed"]
    with archive.reading() as session:
        first = list_sources(session, SourceFilter(), PageRequest(limit=3))
        second = list_sources(session, SourceFilter(), PageRequest(limit=3, cursor=first.next_cursor, count_total=True))
    assert [source.name for source in second.items] == ["Zoe Reed"]
    assert (second.next_cursor, second.total) == (None, 4)


def test_list_tolerates_spelling_and_pages_by_likeness(archive: Archive) -> None:
    for name in ("Volodymyr Zelenskyy", "Olena Zelenska", "Ben Oar"):
        record_saying(archive, name)
    with archive.reading() as session:
        whole = list_sources(session, SourceFilter(q="Zelensky"), PageRequest())
        page = list_sources(session, SourceFilter(q="Zelensky"), PageRequest(limit=1))
        while page.next_cursor:
            assert page.items[0] in whole.items
            page = list_sources(session, SourceFilter(q="Zelensky"), PageRequest(limit=1, cursor=page.next_cursor))
    assert whole.items[0].name == "Volodymyr Zelenskyy"


def test_list_narrows_by_kind(archive: Archive) -> None:
    record_saying(archive, "Ada Quill")
    record_saying(archive, "Harbour Board", SourceKind.ORGANISATION)
    assert names_of(archive, SourceFilter(kind=SourceKind.ORGANISATION)) == ["Harbour Board"]


def test_facts_of_a_source_include_those_it_carried(archive: Archive) -> None:
    article = Invented("Ada Quill said it rains, Wireword reported.")
    outlet = article.source("Wireword", SourceKind.OUTLET)
    article.quote("it rains", source=article.source("Ada Quill"), via=[outlet])
    article.record(archive)
    with archive.reading() as session:
        wireword = list_sources(session, SourceFilter(q="Wireword"), PageRequest()).items[0]
        facts = list_facts_of_source(session, wireword.id, PageRequest()).items
    assert [fact.evidence.span.exact for fact in facts] == ["it rains"]
    assert wireword.counts.quotes == 1


def test_every_name_of_named_sources_is_told(archive: Archive) -> None:
    identifier = record_saying(archive, "Ada Quill", aliases=["Quill"])
    record_saying(archive, "Three officials", SourceKind.GROUP, named=False)
    with archive.reading() as session:
        named = get_named_sources(session, list(stamps_of_sources(session)))
    assert [(one.id, one.names, one.is_body) for one in named] == [(identifier, ("Ada Quill", "Quill"), False)]


def test_every_change_of_a_source_gives_it_another_stamp(archive: Archive) -> None:
    identifier = record_saying(archive, "Ada Quill", published_at="2024-01")
    stamps = []
    for month in range(2, 5):
        with archive.reading() as session:
            stamps.append(stamps_of_sources(session)[identifier])
        record_saying(archive, "Ada Quill", published_at=f"2024-{month:02}", aliases=[f"Quill {month}"])
    assert len(set(stamps)) == 3


def test_unknown_source_is_not_on_record(archive: Archive) -> None:
    with archive.reading() as session, pytest.raises(NotOnRecord):
        get_source(session, "src_nobody")
