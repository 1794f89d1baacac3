"""Reading the figures of short texts in tests."""

from decimal import Decimal

from app.extraction.figures.find_figures import find_figures
from app.extraction.parsed_article import parse_article
from app.facts.figure import Figure, Role
from app.facts.partial_date import PartialDate
from app.facts.reading import ArticleContext

PUBLISHED = PartialDate.parse("2025-05-01")


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(parse_article(text, ArticleContext(published_at=PUBLISHED)))


def claims_of(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures_of(text) if figure.role is Role.CLAIM)


def the_figure_of(text: str) -> Figure:
    (figure,) = figures_of(text)
    return figure


def ends_of(figure: Figure) -> tuple[Decimal | None, Decimal | None]:
    quantity = figure.quantity
    return (quantity.low, quantity.high) if quantity.value is None else (quantity.value, quantity.value)
