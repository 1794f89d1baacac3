"""Reading articles anew: what is the same keeps its ids, and the rest comes and goes without a trace left behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text, update

from app.archive.articles import (
    delete_article,
    get_article,
    get_facts_of_article,
    list_article_ids,
    list_facts_of_article,
)
from app.archive.figures import get_figure
from app.archive.quotes import get_quote
from app.archive.replace_reading import compare_reading, replace_reading
from app.archive.resolved_filter import ResolvedFilter
from app.archive.search import find_candidates
from app.archive.sources import get_source
from app.archive.tables import ArticleRow, Base, TombstoneRow
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleStatus
from app.facts.attribution import SourceKind
from app.facts.errors import NoLongerOnRecord, NotOnRecord
from app.facts.extractor import Extractor
from app.facts.figure import Modality, RelatedAs, RelatedFigure
from app.facts.filters import FactFilter
from app.facts.paging import PageRequest
from app.facts.quote import Stance
from app.facts.reading_changes import ReadingChanges
from app.facts.recorded import RecordedFact, RecordedFigure, RecordedQuote
from tests.archive.invented import Invented

LATER = datetime(2025, 4, 1, tzinfo=UTC)
TEXT = (
    "On Monday Ada Quill said: “The dam holds 40 gates, and 12 of them leak.” "
    "Ben Oar denied that anyone had been told. Three officials said the river rose."
)


def a_reading(*, of: str = TEXT) -> Invented:
    """The first reading: two quotes and two figures of Ada Quill, a denial, and a quote of officials without names."""
    article = Invented(of, title="Dam", publisher="Example Daily", published_at="2025-02-03")
    ada, ben = article.source("Ada Quill", aliases=["Quill", "Vane"]), article.source("Ben Oar")
    officials = article.source("Three officials", SourceKind.GROUP, named=False)
    dam = article.quote("The dam holds 40 gates, and 12 of them leak.", source=ada)
    article.figure("40", "40", "gate", source=ada, within=dam, subject="gates")
    article.figure("12", "12", "gate", source=ada, within=dam, related=[RelatedFigure("fig_1", RelatedAs.WHOLE)])
    article.quote("anyone had been told", source=ben, cue="denied", stance=Stance.DENIES)
    article.quote("the river rose", source=officials)
    return article


def read_again(archive: Archive, identifier: str, reading: Invented) -> ReadingChanges:
    with archive.writing() as session:
        return replace_reading(session, identifier, reading.indexed(), now=LATER)


def recorded(archive: Archive) -> str:
    return a_reading().record(archive).article.id


def facts_of(archive: Archive, identifier: str) -> tuple[RecordedFact, ...]:
    with archive.reading() as session:
        return list_facts_of_article(session, identifier, PageRequest(limit=100)).items


def by_text(facts: Sequence[RecordedFact]) -> dict[str, RecordedFact]:
    return {fact.quote.text if isinstance(fact, RecordedQuote) else fact.figure.text: fact for fact in facts}


def id_of(archive: Archive, article_id: str, words: str) -> str:
    return by_text(facts_of(archive, article_id))[words].id


def everything_in(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    with archive.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def counts_of(changes: ReadingChanges) -> tuple[int, int, int, int]:
    return len(changes.kept), len(changes.added), len(changes.lost), len(changes.altered)


def found(archive: Archive, *terms: str) -> set[str]:
    with archive.reading() as session:
        wanted = ResolvedFilter(FactFilter(min_confidence=0))
        return {one.fact_id for one in find_candidates(session, [terms], wanted, 100)}


def test_the_same_reading_again_changes_nothing_at_all(archive: Archive) -> None:
    identifier = recorded(archive)
    a_reading(of=f"{TEXT} Later.").record(archive)
    before = everything_in(archive)
    changes = read_again(archive, identifier, a_reading())
    assert counts_of(changes) == (5, 0, 0, 0)
    assert everything_in(archive) == before


def test_another_reading_twice_changes_nothing_the_second_time(archive: Archive) -> None:
    identifier = recorded(archive)
    other = Invented(TEXT)
    officials = other.source("Three Officials", SourceKind.GROUP, named=False)
    other.quote("river rose", source=officials)
    other.figure("12", "12", "gate", source=other.source("Quill"))
    read_again(archive, identifier, other)
    before = everything_in(archive)
    assert counts_of(read_again(archive, identifier, other)) == (2, 0, 0, 0)
    assert everything_in(archive) == before


def test_a_new_reading_leaves_what_it_would_have_put_on_record_at_first(archive: Archive) -> None:
    other = a_reading()
    other.quotes[0] = replace(other.quotes[0], stance=Stance.BELIEVES)
    del other.quotes[1]
    del other.sources[1]
    read_again(archive, recorded(archive), other)
    again = everything_in(archive)
    with archive.writing() as session:
        delete_article(session, list_article_ids(session)[0])
    other.record(archive)
    fresh = everything_in(archive)
    own = {"fact_terms": ("subject", "content", "source", "context"), "sources": ("name", "aliases", "description")}
    for table, names in own.items():
        columns = [column.name for column in Base.metadata.tables[table].columns]
        places = [columns.index(name) for name in names]
        left, right = ([[row[place] for place in places] for row in rows[table]] for rows in (again, fresh))
        assert sorted(left, key=repr) == sorted(right, key=repr)


def test_what_changed_beside_words_and_sources_is_altered_in_place(archive: Archive) -> None:
    identifier = recorded(archive)
    before = by_text(facts_of(archive, identifier))
    other = a_reading()
    other.quotes[1] = replace(other.quotes[1], stance=Stance.DOUBTS)
    other.figures[1] = replace(other.figures[1], modality=Modality.POSSIBLE)
    changes = read_again(archive, identifier, other)
    after = by_text(facts_of(archive, identifier))
    assert counts_of(changes) == (3, 0, 0, 2)
    assert {one.id for one in after.values()} == {one.id for one in before.values()}
    altered = {one.after.id: (one.before, one.after) for one in changes.altered}
    for words in ("anyone had been told", "12"):
        assert altered[before[words].id] == (before[words], after[words])


def test_of_a_kept_fact_confidence_and_extractor_follow(archive: Archive) -> None:
    identifier = recorded(archive)
    other = a_reading()
    surer = replace(other.quotes[0], confidence=0.31, extractor=Extractor("learned-quotes", "7"))
    other.quotes[0] = surer
    assert counts_of(read_again(archive, identifier, other)) == (5, 0, 0, 0)
    with archive.reading() as session:
        quote = get_facts_of_article(session, identifier)[0][0].quote
    assert (quote.confidence, quote.extractor) == (0.31, surer.extractor)


def test_added_and_lost_facts_come_and_go_with_a_tombstone(archive: Archive) -> None:
    identifier = recorded(archive)
    lost_quote, lost_figure = (id_of(archive, identifier, words) for words in ("anyone had been told", "12"))
    other = a_reading()
    del other.quotes[1], other.figures[1]
    other.figure("Three officials", "3", "official")
    changes = read_again(archive, identifier, other)
    assert counts_of(changes) == (3, 1, 2, 0)
    assert {fact.id for fact in changes.lost} == {lost_quote, lost_figure}
    with archive.reading() as session:
        assert get_figure(session, changes.added[0].id).figure == changes.added[0]
        with pytest.raises(NoLongerOnRecord):
            get_quote(session, lost_quote)
        with pytest.raises(NoLongerOnRecord):
            get_figure(session, lost_figure)
        stones = session.execute(select(TombstoneRow.id, TombstoneRow.deleted_at)).all()
    assert {(lost_quote, LATER), (lost_figure, LATER)} <= {tuple(row) for row in stones}


def test_facts_stand_in_the_reading_order_of_the_new_reading(archive: Archive) -> None:
    identifier = recorded(archive)
    other = a_reading()
    other.quote("On Monday")
    other.quote("river")
    del other.figures[0]
    other.figures[0] = replace(other.figures[0], related=())
    read_again(archive, identifier, other)
    facts = facts_of(archive, identifier)
    assert [fact.evidence.span.start for fact in facts] == sorted(fact.evidence.span.start for fact in facts)
    assert len(facts) == 6


def test_a_fact_of_other_words_or_another_source_is_another_fact(archive: Archive) -> None:
    identifier = recorded(archive)
    before = {fact.id for fact in facts_of(archive, identifier)}
    other = Invented(TEXT)
    ada, ben = other.source("Ada Quill"), other.source("Ben Oar")
    other.quote("The dam holds 40 gates", source=ada)
    other.quote("anyone had been told", source=ada)
    other.quote("the river rose", source=ben)
    other.quote("The dam holds 40 gates", "and 12 of them leak.", source=ada)
    changes = read_again(archive, identifier, other)
    assert counts_of(changes) == (0, 4, 5, 0)
    assert before.isdisjoint(fact.id for fact in facts_of(archive, identifier))


def test_references_follow_facts_that_have_new_ids(archive: Archive) -> None:
    identifier = recorded(archive)
    figures = {words: id_of(archive, identifier, words) for words in ("40", "12")}
    other = a_reading()
    other.quotes[0] = replace(other.quotes[0], spans=(other.span("The dam holds 40 gates, and 12 of them leak"),))
    changes = read_again(archive, identifier, other)
    assert counts_of(changes) == (2, 1, 1, 2)
    after = by_text(facts_of(archive, identifier))
    for words, figure_id in figures.items():
        figure = after[words]
        assert isinstance(figure, RecordedFigure)
        assert (figure.id, figure.figure.within) == (figure_id, changes.added[0].id)
    assert [after["12"].figure.related] == [(RelatedFigure(figures["40"], RelatedAs.WHOLE),)]


def test_of_two_facts_of_the_same_words_and_source_the_unchanged_one_stays(archive: Archive) -> None:
    article = Invented(TEXT)
    ada = article.source("Ada Quill")
    article.quote("the river rose", source=ada)
    article.quote("the river rose", source=ada, stance=Stance.BELIEVES)
    identifier = article.record(archive).article.id
    believed = facts_of(archive, identifier)[1].id
    del article.quotes[0]
    changes = read_again(archive, identifier, article)
    assert counts_of(changes) == (1, 0, 1, 0)
    assert changes.kept[0].id == believed


def test_search_follows(archive: Archive) -> None:
    identifier = recorded(archive)
    denial = id_of(archive, identifier, "anyone had been told")
    other = Invented(TEXT, title="Dam", publisher="Example Daily", published_at="2025-02-03")
    ben = other.source("Ben Oar", aliases=["the harbourmaster"])
    other.quote("anyone had been told", source=ben, cue="denied", stance=Stance.DENIES)
    other.quote("the river rose", source=ben)
    assert len(found(archive, "vane")) == 3
    river = read_again(archive, identifier, other).added[0].id
    assert found(archive, "vane") == set()
    assert found(archive, "harbourmast") == {denial, river}
    assert found(archive, "river") == {river}


def test_the_search_index_of_sqlite_stays_whole(sqlite_archive: Archive) -> None:
    identifier = recorded(sqlite_archive)
    other = a_reading()
    other.quote("river")
    del other.quotes[1]
    read_again(sqlite_archive, identifier, other)
    with sqlite_archive.writing() as session:
        for index in ("fact_terms_index", "article_terms_index"):
            session.execute(text(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))


def test_article_keeps_its_status_and_counts_its_facts_anew(archive: Archive) -> None:
    identifier = recorded(archive)
    with archive.writing() as session:
        kept = {"status": ArticleStatus.RESTRICTED, "reply": "We never said so."}
        session.execute(update(ArticleRow).where(ArticleRow.id == identifier).values(kept))
        before = get_article(session, identifier)
    other = a_reading()
    del other.quotes[1], other.sources[1]
    article = read_again(archive, identifier, other).article
    assert (article.counts.quotes, article.counts.figures, article.counts.sources) == (2, 2, 2)
    assert article == replace(before, counts=article.counts)


def test_source_that_nothing_names_any_more_leaves_a_tombstone(archive: Archive) -> None:
    identifier = recorded(archive)
    before = by_text(facts_of(archive, identifier))
    ben, officials = (
        before[words].quote.attribution.sources[0].id for words in ("anyone had been told", "the river rose")
    )
    elsewhere = Invented("Ben Oar said it rained.")
    elsewhere.quote("it rained", source=elsewhere.source("Ben Oar"))
    elsewhere.record(archive)
    other = a_reading()
    del other.quotes[1:], other.sources[1:]
    read_again(archive, identifier, other)
    with archive.reading() as session:
        assert get_source(session, ben).counts.quotes == 1
        with pytest.raises(NoLongerOnRecord):
            get_source(session, officials)


def test_source_is_called_what_the_articles_call_it_now(archive: Archive) -> None:
    identifier = recorded(archive)
    other = a_reading()
    other.sources[0] = replace(other.sources[0], aliases=("Engineer Quill",), description="engineer")
    changes = read_again(archive, identifier, other)
    assert counts_of(changes) == (5, 0, 0, 0)
    with archive.reading() as session:
        source = get_source(session, changes.kept[0].attribution.sources[0].id)
    assert (source.name, source.aliases, source.description) == ("Ada Quill", ("Engineer Quill",), "engineer")


@pytest.mark.parametrize(
    ("name", "kind", "aliases"),
    [
        ("Quill", SourceKind.PERSON, ()),
        ("ADA QUILL", SourceKind.PERSON, ()),
        ("Ada Quill", SourceKind.UNKNOWN, ()),
        ("Ada Quill", SourceKind.DOCUMENT, ()),
        ("Dame Ada Quill", SourceKind.PERSON, ("Ada Quill",)),
    ],
)
def test_source_is_the_same_under_another_of_its_names_and_kinds(
    archive: Archive, name: str, kind: SourceKind, aliases: Sequence[str]
) -> None:
    identifier = recorded(archive)
    before = by_text(facts_of(archive, identifier))["40"]
    other = a_reading()
    other.sources[0] = replace(other.sources[0], name=name, kind=kind, aliases=tuple(aliases))
    read_again(archive, identifier, other)
    after = by_text(facts_of(archive, identifier))["40"]
    assert after.id == before.id
    sources = [one.figure.attribution.sources[0] for one in (before, after) if isinstance(one, RecordedFigure)]
    assert sources[0].id == sources[1].id
    assert (sources[1].name, sources[1].kind) == (name, kind)


def test_source_found_to_be_one_that_other_articles_name_is_that_one(archive: Archive) -> None:
    elsewhere = Invented("Ada Quill said it rained.")
    elsewhere.quote("it rained", source=elsewhere.source("Ada Quill"))
    known = elsewhere.record(archive).article.id
    article = Invented(TEXT)
    article.figure("40", "40", "gate", source=article.source("Quill"))
    identifier = article.record(archive).article.id
    article.sources[0] = replace(article.sources[0], name="Ada Quill", aliases=("Quill",))
    changes = read_again(archive, identifier, article)
    assert counts_of(changes) == (0, 1, 1, 0)
    assert changes.added[0].attribution.sources[0].id == facts_of(archive, known)[0].quote.attribution.sources[0].id


def test_a_person_once_taken_for_another_is_that_one_no_more(archive: Archive) -> None:
    article = Invented(TEXT)
    article.figure("40", "40", "gate", source=article.source("Ada Quill", aliases=["Ben Oar"]))
    identifier = article.record(archive).article.id
    other = Invented(TEXT)
    other.figure("40", "40", "gate", source=other.source("Ada Quill"))
    other.quote("anyone had been told", source=other.source("Ben Oar"))
    changes = read_again(archive, identifier, other)
    assert counts_of(changes) == (1, 1, 0, 0)
    ids = {fact.attribution.sources[0].id for fact in (*changes.kept, *changes.added)}
    assert len(ids) == 2


def test_comparing_tells_the_same_and_changes_nothing(archive: Archive) -> None:
    identifier = recorded(archive)
    before = everything_in(archive)
    other = a_reading()
    other.quotes[1] = replace(other.quotes[1], stance=Stance.DOUBTS)
    del other.quotes[2]
    other.quote("river rose", source=other.source("Cy Reed"))
    with archive.reading() as session:
        told = compare_reading(session, identifier, other.indexed())
    assert everything_in(archive) == before
    done = read_again(archive, identifier, other)
    assert counts_of(told) == counts_of(done) == (3, 1, 1, 1)
    assert (told.kept, told.lost, told.altered) == (done.kept, done.lost, done.altered)


def test_a_reading_that_does_not_fit_the_text_changes_nothing(archive: Archive) -> None:
    identifier = recorded(archive)
    before = everything_in(archive)
    other = a_reading(of=f"Later. {TEXT}")
    with pytest.raises(ValueError, match="does not hold"):
        read_again(archive, identifier, other)
    assert everything_in(archive) == before


def test_an_article_that_is_gone_or_never_was_is_not_read_anew(archive: Archive) -> None:
    identifier = recorded(archive)
    with archive.writing() as session:
        delete_article(session, identifier)
    with pytest.raises(NoLongerOnRecord):
        read_again(archive, identifier, a_reading())
    with pytest.raises(NotOnRecord):
        read_again(archive, "art_00000000000000000000000000", a_reading())


def test_an_article_without_facts_gets_them_and_loses_them_again(archive: Archive) -> None:
    identifier = Invented(TEXT).record(archive).article.id
    assert counts_of(read_again(archive, identifier, a_reading())) == (0, 5, 0, 0)
    assert counts_of(read_again(archive, identifier, Invented(TEXT))) == (0, 0, 5, 0)
    assert facts_of(archive, identifier) == ()
    assert everything_in(archive)["sources"] == []


def test_articles_are_listed_as_they_came_with_every_version(archive: Archive) -> None:
    url = "https://daily.example/1"
    ids = [Invented(words, url=url).record(archive).article.id for words in ("One.", "Two.")]
    ids.append(recorded(archive))
    with archive.reading() as session:
        assert list(list_article_ids(session)) == ids
