"""Figures take source, time and certainty from the quotes around them."""

from decimal import Decimal

import pytest

from app.extraction.attribute_figures import attribute_figures
from app.extraction.blocks import Block, BlockRole
from app.extraction.parsed_article import ParsedArticle, parse_article
from app.extraction.quotes.find_quotes import find_quotes
from app.extraction.read_article import read_article
from app.facts.attribution import Attribution, Origin
from app.facts.extractor import Extractor
from app.facts.figure import Bound, Figure, Modality, Quantity, Role, UnitKind
from app.facts.reading import ArticleContext


def _figures(text: str) -> tuple[Figure, ...]:
    return read_article(text, ArticleContext()).figures


def _figure(article: ParsedArticle, printed: str, value: int, modality: Modality = Modality.ACTUAL) -> Figure:
    start = article.text.index(printed)
    return Figure(
        id=f"fig_{start}",
        span=article.span(start, start + len(printed)),
        quantity=Quantity.of(Decimal(value), Bound.EXACT, "soldier", UnitKind.COUNT),
        change=None,
        subject=None,
        role=Role.CLAIM,
        modality=modality,
        condition=None,
        period=None,
        said_at=None,
        related=(),
        within=None,
        attribution=Attribution.to_publisher(),
        sentence=article.sentence_around(start, start + len(printed)),
        confidence=0.9,
        extractor=Extractor("test", "1"),
    )


def _attribute(text: str, printed: str, modality: Modality = Modality.ACTUAL) -> Figure:
    article = parse_article(text, ArticleContext())
    [figure] = attribute_figures(article, [_figure(article, printed, 400, modality)], find_quotes(article).quotes)
    return figure


def test_a_figure_takes_the_source_of_the_clause_it_stands_in() -> None:
    figure = _attribute(
        "About 400 soldiers have crossed the river, as assessed by two embassies.", "About 400 soldiers"
    )
    assert figure.attribution.origin is Origin.UNNAMED
    assert [source.name for source in figure.attribution.sources] == ["two embassies"]
    assert figure.within is not None


def test_a_figure_outside_any_quote_stays_the_publishers() -> None:
    figure = _attribute("About 400 soldiers have crossed the river. Ida Holm said it was cold.", "400 soldiers")
    assert figure.attribution == Attribution.to_publisher()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ida Holm said that 400 soldiers had crossed the river.", Modality.ACTUAL),
        ("Ida Holm estimates that 400 soldiers have crossed the river.", Modality.ACTUAL),
        ("Ida Holm warned that 400 soldiers had crossed the river.", Modality.ACTUAL),
        ("Ida Holm denied that 400 soldiers had crossed the river.", Modality.DENIED),
        ("Ida Holm doubts that 400 soldiers have crossed the river.", Modality.POSSIBLE),
        ("Ida Holm wants 400 soldiers to cross the river.", Modality.POSSIBLE),
        ("Ida Holm promised to send 400 soldiers.", Modality.PLANNED),
        ("Ida Holm expects 400 soldiers to cross the river.", Modality.PLANNED),
        ("Ida Holm asked whether 400 soldiers had crossed the river.", Modality.POSSIBLE),
    ],
)
def test_the_stance_tells_how_sure_a_figure_is(text: str, modality: Modality) -> None:
    assert _attribute(text, "400 soldiers").modality is modality


def test_what_is_only_possible_grows_no_surer() -> None:
    figure = _attribute("Ida Holm expects 400 soldiers to cross the river.", "400 soldiers", Modality.POSSIBLE)
    assert figure.modality is Modality.POSSIBLE


def _with_headline(text: str) -> ParsedArticle:
    article = parse_article(text, ArticleContext())
    end = text.index("\n")
    body = [Block(block.start, block.end, BlockRole.BODY) for block in article.blocks if block.start > end]
    return ParsedArticle(text, article.context, (Block(0, end, BlockRole.HEADLINE), *body), article.doc)


def test_a_headline_takes_source_and_certainty_from_the_body() -> None:
    article = _with_headline("400 soldiers cross river\n\nIda Holm denied that 400 soldiers had crossed the river.")
    figures = [_figure(article, "400 soldiers", 400), _figure(article, "400 soldiers had", 400)]
    headline, body = attribute_figures(article, figures, find_quotes(article).quotes)
    assert headline.attribution == body.attribution
    assert headline.modality is Modality.DENIED
    assert headline.within is None
    assert headline.confidence < body.confidence


def test_a_headline_that_no_sentence_carries_is_only_possible() -> None:
    article = _with_headline("400 soldiers cross river\n\nIda Holm said nothing of the kind had happened.")
    [headline] = attribute_figures(article, [_figure(article, "400 soldiers", 400)], find_quotes(article).quotes)
    assert headline.modality is Modality.POSSIBLE
    assert headline.attribution == Attribution.to_publisher()


def test_a_future_told_in_the_past_is_planned() -> None:
    (figure,) = _figures("The bakery chain Ostara said it would close 45 shops.")
    assert figure.modality is Modality.PLANNED


def test_the_time_of_speaking_is_not_the_figures_time() -> None:
    (figure,) = _figures("The bakery chain Ostara said on Tuesday that it had closed 45 shops.")
    assert figure.said_at is not None
    assert figure.period is None


def test_a_count_of_speakers_only_refers() -> None:
    figures = _figures("According to two people close to the board, Ostara paid 45 million euros for the mill.")
    assert [(figure.text, figure.role) for figure in figures] == [
        ("two people", Role.REFERENCE),
        ("45 million euros", Role.CLAIM),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The landlord charged tenants more than €1,400 a month.",
        "The court sentenced the accountant to four years in prison.",
        "The airline ordered 20 jets with options for more.",
    ],
)
def test_what_somebody_did_is_no_claim_of_theirs(text: str) -> None:
    assert {figure.attribution.origin for figure in _figures(text)} == {Origin.PUBLISHER}


def test_what_somebody_wants_or_expects_is_theirs() -> None:
    [figure, *_] = _figures("The union wants a pay rise of at least 6.5 percent.")
    assert [source.name for source in figure.attribution.sources] == ["The union"]
