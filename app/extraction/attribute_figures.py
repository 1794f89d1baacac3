"""Giving each figure the attribution of the quote it stands in."""

from collections.abc import Sequence
from dataclasses import replace

from app.extraction.parsed_article import ParsedArticle
from app.facts.figure import Figure, Modality
from app.facts.quote import Quote, Stance
from app.facts.text_span import TextSpan

_MODALITY_OF_STANCE = {
    Stance.DENIES: Modality.DENIED,
    Stance.DOUBTS: Modality.POSSIBLE,
    Stance.PREDICTS: Modality.PLANNED,
    Stance.WANTS: Modality.POSSIBLE,
    Stance.PROMISES: Modality.PLANNED,
    Stance.ASKS: Modality.POSSIBLE,
}


def attribute_figures(article: ParsedArticle, figures: Sequence[Figure], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """Hand each figure the source, time of saying and certainty of the innermost quote around it."""
    return tuple(_attributed(figure, _innermost(quotes, figure.span)) for figure in figures)


def _innermost(quotes: Sequence[Quote], span: TextSpan) -> Quote | None:
    around = [quote for quote in quotes if any(part.covers(span) for part in quote.spans)]
    return min(around, key=lambda quote: sum(len(part.exact) for part in quote.spans), default=None)


def _attributed(figure: Figure, quote: Quote | None) -> Figure:
    if quote is None:
        return figure
    modality = figure.modality
    if modality is Modality.ACTUAL:
        modality = _MODALITY_OF_STANCE.get(quote.stance, modality)
    return replace(figure, within=quote.id, attribution=quote.attribution, said_at=quote.said_at, modality=modality)
