"""Recording articles: whole, once, and as versions of one another."""

from dataclasses import replace

import pytest

from app.archive.articles import get_article, get_article_text, get_facts_of_article, list_facts_of_article
from app.archive.unit_of_work import Archive
from app.facts.attribution import SourceKind
from app.facts.errors import NotOnRecord, UnstorableText
from app.facts.figure import RelatedAs, RelatedFigure
from app.facts.paging import PageRequest
from tests.archive.invented import CountingIdentifiers, Invented

TEXT = "On Monday Ada Quill said: “The dam holds 40 gates, and 12 of them leak.” Nobody answered her."


def a_dam_article() -> Invented:
    article = Invented(TEXT, title="Dam", publisher="Example Daily", published_at="2025-02-03")
    ada = article.source("Ada Quill", description="engineer")
    said_at = article.period("On Monday", "2025-02-03", "2025-02-03")
    quote = article.quote("The dam holds 40 gates, and 12 of them leak.", source=ada, said_at=said_at)
    article.figure("40", "40", "gate", source=ada, within=quote, subject="gates")
    article.figure("12", "12", "gate", source=ada, within=quote, related=[RelatedFigure("fig_1", RelatedAs.WHOLE)])
    return article


def test_facts_come_back_as_they_were_found(archive: Archive) -> None:
    article = a_dam_article()
    recorded = article.record(archive).article
    with archive.reading() as session:
        quotes, figures = get_facts_of_article(session, recorded.id)
    assert quotes[0].quote.spans == article.quotes[0].spans
    assert quotes[0].quote.said_at == article.quotes[0].said_at
    assert quotes[0].quote.attribution.cue == article.quotes[0].attribution.cue
    assert [one.figure.quantity for one in figures] == [one.quantity for one in article.figures]
    assert figures[0].figure.subject == article.figures[0].subject


def test_local_ids_become_those_on_record(archive: Archive) -> None:
    recorded = a_dam_article().record(archive).article
    with archive.reading() as session:
        quotes, figures = get_facts_of_article(session, recorded.id)
    assert figures[0].figure.within == quotes[0].id
    assert figures[1].figure.related == (RelatedFigure(figures[0].id, RelatedAs.WHOLE),)
    assert figures[0].figure.attribution.sources[0].id.startswith("src_")
    assert figures[0].figure.attribution.sources[0].id == quotes[0].quote.attribution.sources[0].id


def test_evidence_can_be_checked_against_the_stored_text(archive: Archive) -> None:
    recorded = a_dam_article().record(archive).article
    with archive.reading() as session:
        text = get_article_text(session, recorded.id)
        facts = list_facts_of_article(session, recorded.id, PageRequest()).items
    assert text == TEXT
    for fact in facts:
        span = fact.evidence.span
        assert text[span.start : span.end] == span.exact
        assert text[: span.start].endswith(fact.evidence.prefix)
        assert text[span.end :].startswith(fact.evidence.suffix)
        assert fact.evidence.article.sha256 == recorded.sha256


def test_ids_rise_in_reading_order(archive: Archive) -> None:
    recorded = a_dam_article().record(archive).article
    with archive.reading() as session:
        facts = list_facts_of_article(session, recorded.id, PageRequest()).items
    suffixes = [fact.id.split("_")[1] for fact in facts]
    assert suffixes == sorted(suffixes)
    assert [fact.evidence.span.start for fact in facts] == sorted(fact.evidence.span.start for fact in facts)


def test_article_counts_its_facts_and_words(archive: Archive) -> None:
    article = a_dam_article().record(archive).article
    assert (article.counts.quotes, article.counts.figures, article.counts.sources) == (1, 2, 1)
    assert (article.characters, article.words) == (len(TEXT), len(TEXT.split()))


def test_same_text_and_url_again_changes_nothing(archive: Archive) -> None:
    first = a_dam_article().record(archive)
    again = a_dam_article()
    again.title = "Another title"
    second = again.record(archive)
    assert first.is_new
    assert not second.is_new
    assert second.article == first.article


def test_same_text_under_another_url_is_another_article(archive: Archive) -> None:
    first = Invented(TEXT, url="https://daily.example/1").record(archive)
    second = Invented(TEXT, url="https://daily.example/2").record(archive)
    assert second.is_new
    assert second.article.id != first.article.id
    assert (second.article.version, second.article.previous_id) == (1, None)


def test_another_text_under_a_known_url_is_its_next_version(archive: Archive) -> None:
    first = Invented(TEXT, url="https://daily.example/1").record(archive).article
    second = Invented(TEXT + " Later.", url="https://daily.example/1").record(archive).article
    third = Invented(TEXT + " Latest.", url="https://daily.example/1").record(archive).article
    assert (second.version, second.previous_id) == (2, first.id)
    assert (third.version, third.previous_id) == (3, second.id)


def test_articles_without_a_url_are_no_versions_of_one_another(archive: Archive) -> None:
    Invented(TEXT).record(archive)
    second = Invented(TEXT + " Later.").record(archive).article
    assert (second.version, second.previous_id) == (1, None)


@pytest.mark.parametrize("text", ["a NUL \0 inside", "half a pair \ud83d here"])
def test_text_that_cannot_be_kept_is_refused(archive: Archive, text: str) -> None:
    with pytest.raises(UnstorableText):
        Invented(text).record(archive)


def test_a_span_that_does_not_fit_the_text_leaves_nothing(archive: Archive) -> None:
    article = a_dam_article()
    article.text = TEXT.replace("40", "41")
    with pytest.raises(ValueError, match="does not hold"):
        article.record(archive, CountingIdentifiers())
    with archive.reading() as session, pytest.raises(NotOnRecord):
        get_article(session, "art_" + "1".zfill(26))


def test_named_source_of_two_articles_is_one(archive: Archive) -> None:
    first = a_dam_article().record(archive).article
    other = Invented("The gates were “safe”, Ada Quill said.")
    ada = other.source("Ada Quill", aliases=["Quill"])
    other.quote("safe", source=ada)
    second = other.record(archive).article
    with archive.reading() as session:
        sources = [get_facts_of_article(session, one.id)[0][0].quote.attribution.sources[0] for one in (first, second)]
    assert sources[0].id == sources[1].id


def test_unnamed_group_is_new_in_every_article(archive: Archive) -> None:
    ids = set()
    for text in ("Three officials said it.", "Three officials said it again."):
        article = Invented(text)
        group = article.source("Three officials", SourceKind.GROUP, named=False)
        article.quote("it", source=group)
        recorded = article.record(archive).article
        with archive.reading() as session:
            quotes, _figures = get_facts_of_article(session, recorded.id)
        ids.add(quotes[0].quote.attribution.sources[0].id)
    assert len(ids) == 2


def test_one_source_under_two_local_names_stands_once_in_a_link(archive: Archive) -> None:
    article = Invented("Ada Quill and the engineer Ada Quill said so.")
    first, second = article.source("Ada Quill"), article.source("Ada Quill")
    identifier = article.quote("so", source=first)
    attribution = article.quotes[0].attribution
    both = (*attribution.sources, replace(attribution.sources[0], id=second))
    article.quotes[0] = replace(article.quotes[0], attribution=replace(attribution, sources=both))
    recorded = article.record(archive).article
    with archive.reading() as session:
        quotes, _figures = get_facts_of_article(session, recorded.id)
    assert identifier == "quo_1"
    assert len(quotes[0].quote.attribution.sources) == 1
    assert recorded.counts.sources == 1
