"""Correcting sources by hand: merges and splits hold from then on, and undoing one leaves no trace of it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from app.archive.articles import delete_article, list_articles, list_facts_of_article
from app.archive.corrections import get_correction, merge_sources, split_source, undo_correction
from app.archive.replace_reading import compare_reading, replace_reading
from app.archive.resolved_filter import ResolvedArticleFilter
from app.archive.sources import get_named_sources, get_source, list_facts_of_source, stamps_of_sources
from app.archive.tables import Base
from app.archive.unit_of_work import Archive
from app.facts.attribution import Attribution, Cue, Origin, SourceKind
from app.facts.audit import Doing
from app.facts.correction import Correction
from app.facts.errors import (
    CorrectionConflict,
    MergedSource,
    NoLongerOnRecord,
    NotOnRecord,
    UndoneCorrection,
    UnusableFields,
)
from app.facts.filters import ArticleFilter, FactFilter, QuoteFilter, SourceFilter
from app.facts.paging import PageRequest
from app.facts.reading_changes import ReadingChanges
from app.facts.recorded import RecordedFact, RecordedQuote, RecordedSource
from app.use_cases.list_facts import list_quotes
from app.use_cases.list_sources import list_sources
from app.use_cases.look_up_facts import LookupRequest, look_up_facts
from tests.archive.invented import Invented

LATER = datetime(2025, 4, 1, tzinfo=UTC)
DOING = Doing(LATER)


class Told:
    """An article in which each of some people is quoted once, and what became of it on record."""

    def __init__(self, archive: Archive, *said: tuple[str, str], aliases: dict[str, list[str]] | None = None) -> None:
        self.archive = archive
        self.article = Invented(" ".join(f"{name} said: “{words}.”" for name, words in said), publisher="Daily")
        self.local = {name: self.article.source(name, aliases=(aliases or {}).get(name, ())) for name in dict(said)}
        for name, words in said:
            self.article.quote(words, source=self.local[name])
        self.id = self.article.record(archive).article.id

    @property
    def facts(self) -> dict[str, RecordedFact]:
        with self.archive.reading() as session:
            facts = list_facts_of_article(session, self.id, PageRequest(limit=100)).items
        return {fact.evidence.span.exact: fact for fact in facts}

    def fact(self, words: str) -> str:
        return self.facts[words].id

    def sources(self, words: str) -> list[tuple[str, str]]:
        fact = self.facts[words]
        assert isinstance(fact, RecordedQuote)
        return [(one.id, one.name) for one in fact.quote.attribution.sources]

    def source(self, words: str) -> str:
        return self.sources(words)[0][0]

    def read_again(self) -> ReadingChanges:
        with self.archive.writing() as session:
            return replace_reading(session, self.id, self.article.indexed(), now=LATER)

    def delete(self) -> None:
        with self.archive.writing() as session:
            delete_article(session, self.id, deleted_at=LATER)


def merge(archive: Archive, source_id: str, into_id: str) -> Correction:
    with archive.writing() as session:
        return merge_sources(session, source_id, into_id, DOING)[0]


def split(archive: Archive, source_id: str, *fact_ids: str) -> Correction:
    with archive.writing() as session:
        return split_source(session, source_id, fact_ids, DOING)


def undo(archive: Archive, correction: Correction) -> None:
    with archive.writing() as session:
        undo_correction(session, correction.id, now=LATER)


def get(archive: Archive, identifier: str) -> RecordedSource:
    with archive.reading() as session:
        return get_source(session, identifier)


def facts_of(archive: Archive, source_id: str) -> list[str]:
    with archive.reading() as session:
        page = list_facts_of_source(session, source_id, PageRequest(limit=100))
    return sorted(fact.evidence.span.exact for fact in page.items)


def quotes_with(archive: Archive, **asked: str) -> list[str]:
    with archive.reading() as session:
        page = list_quotes(session, QuoteFilter(**asked), PageRequest(limit=100))  # type: ignore[arg-type]
    return sorted(fact.evidence.span.exact for fact in page.items)


def looked_up(archive: Archive, q: str) -> list[str]:
    with archive.reading() as session:
        found = look_up_facts(session, LookupRequest(q, FactFilter(), limit=50))
    return sorted(item.fact.evidence.span.exact for item in found.items)


def on_record(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Everything but what tells of corrections, deletions and changes, stamps, and row numbers of search terms."""
    apart = {"corrections", "tombstones", "changes"}
    with archive.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(*_columns(table)))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in apart
        }


def _columns(table: Any) -> list[Any]:
    apart = {("fact_terms", "id"), ("sources", "change_stamp")}
    return [column for column in table.columns if (table.name, column.name) not in apart]


def assert_sound(archive: Archive) -> None:
    """Whatever was done: facts stand under listed sources, of which their article presents each."""
    queries = (
        "SELECT 1 FROM attributed_sources a JOIN sources s ON s.id = a.source_id WHERE NOT s.listed",
        "SELECT 1 FROM article_sources a JOIN sources s ON s.id = a.source_id WHERE NOT s.listed",
        "SELECT 1 FROM attributed_sources WHERE matched_id = source_id",
        "SELECT 1 FROM article_sources WHERE matched_id = source_id OR (borrowed AND matched_id IS NOT NULL)",
        "SELECT 1 FROM sources s WHERE listed AND NOT EXISTS "
        "(SELECT 1 FROM article_sources a WHERE a.source_id = s.id)",
        "SELECT 1 FROM sources s WHERE listed AND EXISTS (SELECT 1 FROM tombstones t WHERE t.id = s.id)",
        "SELECT 1 FROM sources s WHERE merged_into IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM sources k WHERE k.id = s.merged_into AND k.listed)",
        "SELECT 1 FROM sources s WHERE listed AND name = ''",
        "SELECT 1 FROM attributed_sources a JOIN facts f ON f.id = a.fact_id WHERE NOT EXISTS "
        "(SELECT 1 FROM article_sources p WHERE p.article_id = f.article_id AND p.source_id = a.source_id)",
        "SELECT 1 FROM articles r WHERE source_count <> (SELECT count(DISTINCT a.source_id) FROM attributed_sources a "
        "JOIN facts f ON f.id = a.fact_id WHERE f.article_id = r.id)",
        "SELECT 1 FROM source_keys k WHERE key NOT LIKE 'sha256:%' AND NOT EXISTS (SELECT 1 FROM article_sources a "
        "WHERE coalesce(a.matched_id, a.source_id) = k.source_id AND NOT a.borrowed)",
    )
    with archive.reading() as session:
        for query in queries:
            assert session.execute(text(query)).first() is None, query
    if archive.engine.dialect.name == "sqlite":
        with archive.writing() as session:
            session.execute(text("INSERT INTO fact_terms_index (fact_terms_index, rank) VALUES ('integrity-check', 1)"))


def test_a_merged_source_stands_for_the_kept_one(archive: Archive) -> None:
    kept = Told(archive, ("Ada Quill", "It rains"))
    merged = Told(archive, ("Adelaide Vane", "It snows"), aliases={"Adelaide Vane": ["Vane"]})
    kept_id, merged_id = kept.source("It rains"), merged.source("It snows")
    merge(archive, merged_id, kept_id)
    assert merged.sources("It snows") == [(kept_id, "Ada Quill")]
    source = get(archive, kept_id)
    assert (source.name, source.aliases, source.counts.quotes) == ("Ada Quill", ("Adelaide Vane", "Vane"), 2)
    assert facts_of(archive, kept_id) == ["It rains", "It snows"]
    with pytest.raises(MergedSource) as told:
        get(archive, merged_id)
    assert told.value.kept == kept_id
    with archive.reading() as session:
        assert {one.id for one in get_named_sources(session, list(stamps_of_sources(session)))} == {kept_id}
        assert [one.id for one in list_sources(session, SourceFilter(), PageRequest(limit=9)).items] == [kept_id]
        assert [one.id for one in list_sources(session, SourceFilter(q="Vane"), PageRequest()).items] == [kept_id]
        by_source = ResolvedArticleFilter(ArticleFilter(), source_ids=(kept_id,))
        assert len(list_articles(session, by_source, PageRequest()).items) == 2
    assert_sound(archive)


def test_facts_are_found_by_either_name_after_a_merge(archive: Archive) -> None:
    kept_id = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    merged_id = Told(archive, ("Adelaide Vane", "It snows")).source("It snows")
    assert looked_up(archive, "What did Ada Quill say?") == ["It rains"]
    merge(archive, merged_id, kept_id)
    for name in ("Ada Quill", "Adelaide Vane"):
        assert looked_up(archive, f"What did {name} say?") == ["It rains", "It snows"]
        assert quotes_with(archive, source=name) == ["It rains", "It snows"]
    assert quotes_with(archive, q="Quill snows") == ["It snows"]
    assert quotes_with(archive, q="Vane snows") == ["It snows"]
    for identifier in (kept_id, merged_id):
        assert quotes_with(archive, source=identifier) == ["It rains", "It snows"]


def test_undoing_a_merge_leaves_everything_as_it_was(archive: Archive) -> None:
    kept = Told(archive, ("Ada Quill", "It rains"), ("Ben Oar", "It hails"))
    merged = Told(archive, ("Adelaide Vane", "It snows"), ("Ada Quill", "It thaws"))
    before = on_record(archive)
    correction = merge(archive, merged.source("It snows"), kept.source("It rains"))
    assert on_record(archive) != before
    undo(archive, correction)
    assert on_record(archive) == before


def test_what_comes_in_after_a_merge_honours_it_and_its_undoing(archive: Archive) -> None:
    kept_id = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    merged_id = Told(archive, ("Adelaide Vane", "It snows")).source("It snows")
    correction = merge(archive, merged_id, kept_id)
    later = Told(archive, ("Adelaide Vane", "It thaws"), aliases={"Adelaide Vane": ["Dr Vane"]})
    both = Told(archive, ("Ada Quill", "It clears"), ("Adelaide Vane", "It dries"))
    assert later.sources("It thaws") == [(kept_id, "Ada Quill")]
    assert get(archive, kept_id).aliases == ("Adelaide Vane", "Dr Vane")
    assert quotes_with(archive, q="Quill thaws") == ["It thaws"]
    assert_sound(archive)
    undo(archive, correction)
    assert facts_of(archive, merged_id) == ["It dries", "It snows", "It thaws"]
    assert facts_of(archive, kept_id) == ["It clears", "It rains"]
    assert both.sources("It dries") == [(merged_id, "Adelaide Vane")]
    assert get(archive, merged_id).aliases == ("Dr Vane",)
    assert get(archive, kept_id).aliases == ()
    assert quotes_with(archive, q="Quill thaws") == []
    assert_sound(archive)


def test_a_chain_of_merges_leads_to_the_last_and_is_undone_in_any_order(archive: Archive) -> None:
    said = {
        name: Told(archive, (name, words))
        for name, words in (("Ada Quill", "It rains"), ("Ben Oar", "It snows"), ("Cy Reed", "It hails"))
    }
    ada, ben, cy = (
        told.source(words) for told, words in zip(said.values(), ("It rains", "It snows", "It hails"), strict=True)
    )
    before = on_record(archive)
    first, second = merge(archive, ada, ben), merge(archive, ben, cy)
    assert facts_of(archive, cy) == ["It hails", "It rains", "It snows"]
    with pytest.raises(MergedSource) as told:
        get(archive, ada)
    assert told.value.kept == cy
    undo(archive, first)
    assert facts_of(archive, ada) == ["It rains"]
    assert facts_of(archive, cy) == ["It hails", "It snows"]
    again = merge(archive, ada, cy)
    undo(archive, second)
    assert facts_of(archive, ben) == ["It snows"]
    assert facts_of(archive, cy) == ["It hails", "It rains"]
    undo(archive, again)
    assert on_record(archive) == before


def test_undoing_the_later_merge_of_a_chain_leaves_the_earlier(archive: Archive) -> None:
    ada = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    ben = Told(archive, ("Ben Oar", "It snows")).source("It snows")
    cy = Told(archive, ("Cy Reed", "It hails")).source("It hails")
    merge(archive, ada, ben)
    undo(archive, merge(archive, ben, cy))
    assert facts_of(archive, ben) == ["It rains", "It snows"]
    assert facts_of(archive, cy) == ["It hails"]
    assert_sound(archive)


def a_joint_statement(archive: Archive) -> Told:
    told = Told(archive, ("Ada Quill", "It rains"), ("Adelaide Vane", "It snows"))
    article = told.article
    attributed = [article._attributed(one) for one in told.local.values()]
    joint = Attribution(Origin.NAMED, tuple(attributed), Cue(article.span("said"), "say"))
    article.quotes[0] = replace(article.quotes[0], attribution=joint)
    told.read_again()
    return told


def test_joint_sources_that_are_merged_stand_once_and_both_come_back(archive: Archive) -> None:
    told = a_joint_statement(archive)
    fact_id, before = told.fact("It rains"), on_record(archive)
    (ada, _), (vane, _) = told.sources("It rains")
    correction = merge(archive, ada, vane)
    assert told.sources("It rains") == [(vane, "Adelaide Vane")]
    assert get(archive, vane).counts.quotes == 2
    assert told.read_again().lost == ()
    assert told.sources("It rains") == [(vane, "Adelaide Vane")]
    undo(archive, correction)
    assert told.sources("It rains") == [(ada, "Ada Quill"), (vane, "Adelaide Vane")]
    assert told.fact("It rains") == fact_id
    assert on_record(archive) == before


def test_articles_count_a_merged_source_once(archive: Archive) -> None:
    told = Told(archive, ("Ada Quill", "It rains"), ("Adelaide Vane", "It snows"))
    correction = merge(archive, told.source("It rains"), told.source("It snows"))
    assert told.facts["It rains"].evidence.article.id == told.id
    assert [row[0] for row in counts(archive)] == [1]
    undo(archive, correction)
    assert [row[0] for row in counts(archive)] == [2]


def counts(archive: Archive) -> list[Any]:
    with archive.reading() as session:
        return list(session.execute(text("SELECT source_count FROM articles")))


def test_reading_a_merged_article_anew_changes_nothing(archive: Archive) -> None:
    kept = Told(archive, ("Ada Quill", "It rains"))
    merged = Told(archive, ("Adelaide Vane", "It snows"))
    merge(archive, merged.source("It snows"), kept.source("It rains"))
    before = on_record(archive)
    for told in (kept, merged):
        with archive.reading() as session:
            compared = compare_reading(session, told.id, told.article.indexed())
        changes = told.read_again()
        assert (len(changes.kept), changes.added, changes.lost, changes.altered) == (1, (), (), ())
        assert compared.kept == changes.kept
        assert told.facts.keys() == {fact.text for fact in changes.kept}
    assert on_record(archive) == before


def test_what_a_new_reading_finds_honours_a_merge(archive: Archive) -> None:
    kept = Told(archive, ("Ada Quill", "It rains"))
    merged = Told(archive, ("Adelaide Vane", "It snows"))
    merge(archive, merged.source("It snows"), kept.source("It rains"))
    merged.article.sources[0] = replace(merged.article.sources[0], aliases=("Doctor Vane",), description="doctor")
    merged.article.quote("It", source="src_1")
    changes = merged.read_again()
    assert [source.name for source in changes.added[0].attribution.sources] == ["Ada Quill"]
    assert merged.sources("It") == [(kept.source("It rains"), "Ada Quill")]
    source = get(archive, kept.source("It rains"))
    assert (source.aliases, source.description) == (("Adelaide Vane", "Doctor Vane"), "doctor")
    kept.article.sources[0] = replace(kept.article.sources[0], name="Adelaide Vane")
    kept.read_again()
    assert kept.sources("It rains") == [(kept.source("It rains"), "Adelaide Vane")]
    assert_sound(archive)


def test_a_merge_holds_when_every_article_of_the_merged_source_is_deleted(archive: Archive) -> None:
    kept_id = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    merged = Told(archive, ("Adelaide Vane", "It snows"))
    merged_id = merged.source("It snows")
    correction = merge(archive, merged_id, kept_id)
    merged.delete()
    assert "vane" not in repr(on_record(archive)).lower()
    assert get(archive, kept_id).aliases == ()
    with pytest.raises(MergedSource):
        get(archive, merged_id)
    again = Told(archive, ("Adelaide Vane", "It thaws"))
    assert again.sources("It thaws") == [(kept_id, "Ada Quill")]
    assert get(archive, kept_id).aliases == ("Adelaide Vane",)
    assert_sound(archive)
    undo(archive, correction)
    assert again.sources("It thaws") == [(merged_id, "Adelaide Vane")]
    assert_sound(archive)


def test_a_kept_source_lives_on_in_what_was_merged_into_it(archive: Archive) -> None:
    kept, merged = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Adelaide Vane", "It snows"))
    kept_id, merged_id = kept.source("It rains"), merged.source("It snows")
    correction = merge(archive, merged_id, kept_id)
    kept.delete()
    assert (get(archive, kept_id).name, facts_of(archive, kept_id)) == ("Adelaide Vane", ["It snows"])
    assert quotes_with(archive, q="Quill") == []
    assert "quill" not in repr(on_record(archive)).lower()
    assert Told(archive, ("Ada Quill", "It clears")).source("It clears") == kept_id
    assert_sound(archive)
    undo(archive, correction)
    assert facts_of(archive, merged_id) == ["It snows"]
    assert facts_of(archive, kept_id) == ["It clears"]
    assert_sound(archive)


def test_a_kept_source_without_articles_of_its_own_ends_with_the_merge(archive: Archive) -> None:
    kept, merged = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Adelaide Vane", "It snows"))
    kept_id, merged_id = kept.source("It rains"), merged.source("It snows")
    correction = merge(archive, merged_id, kept_id)
    kept.delete()
    undo(archive, correction)
    assert (get(archive, merged_id).name, facts_of(archive, merged_id)) == ("Adelaide Vane", ["It snows"])
    with pytest.raises(NoLongerOnRecord):
        get(archive, kept_id)
    assert_sound(archive)


def test_both_end_when_no_article_names_either(archive: Archive) -> None:
    kept, merged = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Adelaide Vane", "It snows"))
    kept_id, merged_id = kept.source("It rains"), merged.source("It snows")
    correction = merge(archive, merged_id, kept_id)
    kept.delete()
    merged.delete()
    for identifier in (kept_id, merged_id):
        with pytest.raises(NoLongerOnRecord):
            get(archive, identifier)
    assert {name: rows for name, rows in on_record(archive).items() if rows} == {}
    undo(archive, correction)
    assert {name: rows for name, rows in on_record(archive).items() if rows} == {}
    assert Told(archive, ("Adelaide Vane", "It thaws")).source("It thaws") not in (kept_id, merged_id)


def a_body(archive: Archive, name: str, words: str, *aliases: str) -> Told:
    article = Invented(f"{name} said: “{words}.”")
    source = article.source(name, SourceKind.ORGANISATION, aliases=aliases)
    article.quote(words, source=source)
    told = Told.__new__(Told)
    told.archive, told.article, told.local = archive, article, {name: source}
    told.id = article.record(archive).article.id
    return told


def test_a_split_takes_names_and_keys_along_where_it_takes_all_of_an_article(archive: Archive) -> None:
    survey = a_body(archive, "Joint River Survey", "It floods", "Northern Services")
    rail = a_body(archive, "Jelling Rail Society", "It halts", "Northern Services")
    source_id = survey.source("It floods")
    assert rail.source("It halts") == source_id
    before = on_record(archive)
    correction = split(archive, source_id, rail.fact("It halts"))
    assert correction.source_id == source_id
    assert rail.sources("It halts") == [(correction.into_id, "Jelling Rail Society")]
    assert survey.sources("It floods") == [(source_id, "Joint River Survey")]
    assert get(archive, source_id).aliases == ("Northern Services",)
    assert get(archive, correction.into_id).aliases == ("Northern Services",)
    assert get(archive, correction.into_id).kind is SourceKind.ORGANISATION
    assert_sound(archive)
    undo(archive, correction)
    assert on_record(archive) == before
    with pytest.raises(MergedSource) as told:
        get(archive, correction.into_id)
    assert told.value.kept == source_id


def test_what_comes_in_after_a_split_goes_where_more_of_its_names_lead(archive: Archive) -> None:
    survey = a_body(archive, "Joint River Survey", "It floods", "Northern Services")
    rail = a_body(archive, "Jelling Rail Society", "It halts", "Northern Services")
    source_id = survey.source("It floods")
    correction = split(archive, source_id, rail.fact("It halts"))
    of_rail = a_body(archive, "Jelling Rail Society", "It rolls", "Northern Services")
    of_survey = a_body(archive, "Joint River Survey", "It ebbs", "Northern Services")
    assert of_rail.sources("It rolls") == [(correction.into_id, "Jelling Rail Society")]
    assert of_survey.sources("It ebbs") == [(source_id, "Joint River Survey")]
    assert get(archive, source_id).aliases == ("Northern Services",)
    for told in (survey, rail, of_rail, of_survey):
        before = on_record(archive)
        changes = told.read_again()
        assert (changes.added, changes.lost, changes.altered) == ((), (), ())
        assert on_record(archive) == before
    assert_sound(archive)
    undo(archive, correction)
    assert facts_of(archive, source_id) == ["It ebbs", "It floods", "It halts", "It rolls"]
    assert_sound(archive)


def test_a_new_fact_of_an_article_that_was_split_off_wholly_is_split_off_too(archive: Archive) -> None:
    first, second = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Ada Quill", "It snows"))
    source_id = first.source("It rains")
    into_id = split(archive, source_id, second.fact("It snows")).into_id
    second.article.quote("It", source="src_1")
    second.read_again()
    assert second.sources("It") == second.sources("It snows") == [(into_id, "Ada Quill")]
    assert_sound(archive)


def test_a_split_within_an_article_lends_the_name_and_no_keys(archive: Archive) -> None:
    told = Told(archive, ("Ada Quill", "It rains"), ("Ada Quill", "It snows"), ("Ben Oar", "It hails"))
    ada, ben, before = told.source("It rains"), told.source("It hails"), on_record(archive)
    correction = split(archive, ada, told.fact("It snows"))
    assert told.sources("It snows") == [(correction.into_id, "Ada Quill")]
    assert told.sources("It rains") == [(ada, "Ada Quill")]
    told.article.quote("It", source="src_1")
    kept = told.read_again().kept
    assert [fact.attribution.sources[0].id for fact in kept if fact.text == "It snows"] == [correction.into_id]
    assert told.source("It") == ada
    assert told.source("It snows") == correction.into_id
    del told.article.quotes[-1]
    told.read_again()
    assert Told(archive, ("Ada Quill", "It clears")).source("It clears") == ada
    assert get(archive, correction.into_id).counts.quotes == 1
    assert_sound(archive)
    to_ben = merge(archive, correction.into_id, ben)
    assert told.sources("It snows") == [(ben, "Ben Oar")]
    assert get(archive, ben).aliases == ()
    assert looked_up(archive, "What did Ada Quill say?") == ["It clears", "It rains"]
    assert looked_up(archive, "What did Ben Oar say?") == ["It hails", "It snows"]
    assert "It snows" in quotes_with(archive, q="Oar snows")
    assert_sound(archive)
    with pytest.raises(CorrectionConflict, match=to_ben.id):
        undo(archive, correction)
    undo(archive, to_ben)
    undo(archive, correction)
    with archive.writing() as session:
        delete_article(session, max(row[0] for row in session.execute(text("SELECT id FROM articles"))))
    assert on_record(archive) == before


def test_a_source_all_of_whose_own_articles_are_gone_leaves_its_name_to_what_was_split_off(archive: Archive) -> None:
    first, second = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Ada Quill", "It snows"))
    source_id = first.source("It rains")
    correction = split(archive, source_id, second.fact("It snows"))
    first.delete()
    with pytest.raises(NoLongerOnRecord):
        get(archive, source_id)
    assert_sound(archive)
    assert Told(archive, ("Ada Quill", "It clears")).source("It clears") == correction.into_id
    second.read_again()
    assert second.source("It snows") == correction.into_id
    assert_sound(archive)
    undo(archive, correction)
    assert facts_of(archive, source_id) == ["It clears", "It snows"]
    assert_sound(archive)


def test_a_split_off_source_ends_with_its_articles(archive: Archive) -> None:
    first, second = Told(archive, ("Ada Quill", "It rains")), Told(archive, ("Ada Quill", "It snows"))
    source_id = first.source("It rains")
    correction = split(archive, source_id, second.fact("It snows"))
    second.delete()
    with pytest.raises(NoLongerOnRecord):
        get(archive, correction.into_id)
    assert Told(archive, ("Ada Quill", "It clears")).source("It clears") == source_id
    undo(archive, correction)
    assert facts_of(archive, source_id) == ["It clears", "It rains"]
    assert_sound(archive)


def test_what_was_split_off_a_merged_source_stays_apart_when_the_merge_is_undone(archive: Archive) -> None:
    kept = Told(archive, ("Ada Quill", "It rains"))
    merged = Told(archive, ("Adelaide Vane", "It snows"), ("Adelaide Vane", "It thaws"))
    kept_id, merged_id, before = kept.source("It rains"), merged.source("It snows"), on_record(archive)
    together = merge(archive, merged_id, kept_id)
    apart = split(archive, kept_id, merged.fact("It snows"))
    undo(archive, together)
    assert merged.source("It snows") == apart.into_id
    assert facts_of(archive, merged_id) == ["It thaws"]
    assert facts_of(archive, kept_id) == ["It rains"]
    assert_sound(archive)
    undo(archive, apart)
    assert on_record(archive) == before


def test_of_two_splits_of_one_fact_the_later_holds(archive: Archive) -> None:
    first = Told(archive, ("Ada Quill", "It rains"))
    second = Told(archive, ("Ada Quill", "It snows"), ("Ada Quill", "It thaws"))
    source_id, before = first.source("It rains"), on_record(archive)
    once = split(archive, source_id, second.fact("It snows"), second.fact("It thaws"))
    twice = split(archive, once.into_id, second.fact("It thaws"))
    assert (second.source("It snows"), second.source("It thaws")) == (once.into_id, twice.into_id)
    with pytest.raises(CorrectionConflict):
        undo(archive, once)
    assert_sound(archive)
    undo(archive, twice)
    assert second.source("It thaws") == once.into_id
    undo(archive, once)
    assert on_record(archive) == before


def test_the_same_merge_again_is_the_one_on_record(archive: Archive) -> None:
    ada = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    ben = Told(archive, ("Ben Oar", "It snows")).source("It snows")
    with archive.writing() as session:
        first, is_new = merge_sources(session, ada, ben, DOING)
    before = on_record(archive)
    with archive.writing() as session:
        second, is_new_again = merge_sources(session, ada, ben, DOING)
    assert (first, is_new, is_new_again) == (second, True, False)
    assert on_record(archive) == before
    undo(archive, first)
    assert merge(archive, ada, ben).id != first.id


def refused(archive: Archive, act: Callable[[Any], object], error: type[Exception]) -> Exception:
    before = on_record(archive)
    with pytest.raises(error) as told, archive.writing() as session:
        act(session)
    assert on_record(archive) == before
    return told.value


def test_a_merge_that_makes_no_sense_is_refused(archive: Archive) -> None:
    told = Told(archive, ("Ada Quill", "It rains"), ("Ben Oar", "It snows"), ("Cy Reed", "It hails"))
    ada, ben, cy = (told.source(words) for words in ("It rains", "It snows", "It hails"))
    group = Invented("Three officials said it thaws.")
    group.quote("it thaws", source=group.source("Three officials", SourceKind.GROUP, named=False))
    officials = group.record(archive).article.id
    with archive.reading() as session:
        fact = list_facts_of_article(session, officials, PageRequest()).items[0]
    assert isinstance(fact, RecordedQuote)
    unnamed = fact.quote.attribution.sources[0].id
    gone = Told(archive, ("Dee Marsh", "It blows"))
    deleted = gone.source("It blows")
    gone.delete()
    merge(archive, ada, ben)

    def merging(source_id: str, into_id: str) -> Callable[[Any], object]:
        return lambda session: merge_sources(session, source_id, into_id, DOING)

    never = "src_00000000000000000000000000"
    for source_id in (never, "src_!", "art_1"):
        refused(archive, merging(source_id, cy), NotOnRecord)
    refused(archive, merging(deleted, cy), NoLongerOnRecord)
    for into_id in (cy, never, "nobody", deleted, unnamed):
        wrong = refused(archive, merging(cy, into_id), UnusableFields)
        assert isinstance(wrong, UnusableFields)
        assert [where for where, _ in wrong.reasons] == [("into",)]
    assert ben in str(refused(archive, merging(ada, cy), CorrectionConflict))
    assert ben in str(refused(archive, merging(cy, ada), CorrectionConflict))
    assert ben in str(refused(archive, merging(ben, ada), CorrectionConflict))
    refused(archive, merging(unnamed, cy), CorrectionConflict)


def test_a_split_that_makes_no_sense_is_refused_naming_each_fact(archive: Archive) -> None:
    told = Told(archive, ("Ada Quill", "It rains"), ("Ada Quill", "It snows"), ("Ben Oar", "It hails"))
    ada, ben = told.source("It rains"), told.source("It hails")
    rain, snow, hail = (told.fact(words) for words in ("It rains", "It snows", "It hails"))

    def splitting(source_id: str, *fact_ids: str) -> Callable[[Any], object]:
        return lambda session: split_source(session, source_id, fact_ids, DOING)

    wrong = refused(archive, splitting(ada, hail, rain, "quo_never"), UnusableFields)
    assert isinstance(wrong, UnusableFields)
    assert [where for where, _ in wrong.reasons] == [("fact_ids", 0), ("fact_ids", 2)]
    assert hail in wrong.reasons[0][1]
    for facts in ((rain, snow), (snow, rain, snow)):
        wrong = refused(archive, splitting(ada, *facts), UnusableFields)
        assert isinstance(wrong, UnusableFields)
        assert [where for where, _ in wrong.reasons] == [("fact_ids",)]
    refused(archive, splitting("src_00000000000000000000000000", rain), NotOnRecord)
    merge(archive, ben, ada)
    assert ada in str(refused(archive, splitting(ben, hail), CorrectionConflict))


def test_what_was_undone_is_gone_and_what_never_was_is_not_on_record(archive: Archive) -> None:
    ada = Told(archive, ("Ada Quill", "It rains")).source("It rains")
    ben = Told(archive, ("Ben Oar", "It snows")).source("It snows")
    correction = merge(archive, ada, ben)
    with archive.reading() as session:
        assert get_correction(session, correction.id) == correction
    undo(archive, correction)
    for act in (
        lambda session: get_correction(session, correction.id),
        lambda session: undo_correction(session, correction.id, now=LATER),
    ):
        assert "undone" in str(refused(archive, act, UndoneCorrection))
    for never in ("mrg_00000000000000000000000000", "nothing"):
        refused(archive, lambda session, never=never: undo_correction(session, never, now=LATER), NotOnRecord)


NAMES = ("Ada Quill", "Ben Oar", "Cy Reed")


class Storm:
    """Anything in any order: the same articles come, go and are read anew in two archives; one of them is corrected."""

    def __init__(self, corrected: Archive, plain: Archive, seed: int) -> None:
        self.archives = (corrected, plain)
        self.chance = Random(seed)
        self.told: list[tuple[Told, Told]] = []
        self.made: list[Correction] = []
        self.count = 0

    @property
    def corrected(self) -> Archive:
        return self.archives[0]

    def send(self) -> None:
        said = []
        for _ in range(self.chance.randint(1, 4)):
            self.count += 1
            said.append((self.chance.choice(NAMES), f"Words number {self.count}"))
        self.told.append((Told(self.archives[0], *said), Told(self.archives[1], *said)))

    def delete(self) -> None:
        if self.told:
            for one in self.told.pop(self.chance.randrange(len(self.told))):
                one.delete()

    def read_again(self) -> None:
        if self.told:
            both = self.chance.choice(self.told)
            name, drop = self.chance.choice(NAMES), self.chance.random() < 0.5
            for one in both:
                sources, quotes = one.article.sources, one.article.quotes
                if drop and len(quotes) > 1:
                    del quotes[0]
                elif all(source.name != name for source in sources):
                    sources[-1] = replace(sources[-1], name=name)
                one.read_again()

    def merge(self) -> None:
        ids = self._listed()
        if len(ids) > 1:
            self._try(lambda session: merge_sources(session, *self.chance.sample(ids, 2), DOING)[0])

    def split(self) -> None:
        ids = self._listed()
        if ids:
            source_id = self.chance.choice(ids)
            with self.corrected.reading() as session:
                facts = [fact.id for fact in list_facts_of_source(session, source_id, PageRequest(limit=100)).items]
            some = self.chance.sample(facts, self.chance.randint(1, len(facts)))
            self._try(lambda session: split_source(session, source_id, some, DOING))

    def undo(self) -> None:
        if self.made:
            correction = self.chance.choice(self.made)
            try:
                undo(self.corrected, correction)
            except CorrectionConflict:
                return
            self.made.remove(correction)

    def undo_everything(self) -> None:
        while self.made:
            self.undo()

    def step(self) -> None:
        acts = (
            self.send,
            self.send,
            self.delete,
            self.read_again,
            self.merge,
            self.merge,
            self.split,
            self.split,
            self.undo,
        )
        self.chance.choice(acts)()

    def _listed(self) -> list[str]:
        with self.corrected.reading() as session:
            return sorted(one.id for one in get_named_sources(session, list(stamps_of_sources(session))))

    def _try(self, act: Callable[[Any], Correction]) -> None:
        try:
            with self.corrected.writing() as session:
                correction = act(session)
        except UnusableFields:
            return
        self.made.append(correction)


def who_said_what(archive: Archive) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each source by its names, with the words of its facts and, in terms, what they are found by."""
    with archive.reading() as session:
        sources = list_sources(session, SourceFilter(), PageRequest(limit=200)).items
        facts = {one.id: list_facts_of_source(session, one.id, PageRequest(limit=200)).items for one in sources}
        terms = {row.fact_id: row.source for row in session.execute(text("SELECT fact_id, source FROM fact_terms"))}
    return sorted(
        (
            source.name,
            tuple(sorted(f"{fact.evidence.span.exact}: {terms[fact.id]}" for fact in facts[source.id])),
            source.aliases,
        )
        for source in sources
    )


@pytest.mark.parametrize("seed", [5, 6, 7])
def test_whatever_happens_it_stays_sound_and_undoing_everything_leaves_no_trace(
    archive: Archive, migrated_sqlite: Path, tmp_path: Path, seed: int
) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "plain.db")
    plain = Archive(f"sqlite:///{tmp_path / 'plain.db'}")
    storm = Storm(archive, plain, seed)
    for step in range(30):
        storm.step()
        assert_sound(archive)
        if step % 6 == 0:
            before = on_record(archive)
            for told, _ in storm.told:
                told.read_again()
            assert on_record(archive) == before
    storm.undo_everything()
    assert_sound(archive)
    assert who_said_what(archive) == who_said_what(plain)
    left = on_record(archive)
    assert (left["split_facts"], left["split_presentations"]) == ([], [])
    with archive.reading() as session:
        for query in (
            "SELECT 1 FROM attributed_sources WHERE matched_id IS NOT NULL",
            "SELECT 1 FROM article_sources WHERE matched_id IS NOT NULL OR borrowed",
            "SELECT 1 FROM sources WHERE NOT listed",
            "SELECT 1 FROM source_keys WHERE key LIKE 'sha256:%'",
            "SELECT 1 FROM fact_terms WHERE read_source IS NOT NULL",
        ):
            assert session.execute(text(query)).first() is None, query
    plain.dispose()
