"""The parts of a fact that are kept as JSON: spans, periods, cues."""

from typing import Any

from app.facts.attribution import Cue
from app.facts.figure import RelatedAs, RelatedFigure
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.text_span import TextSpan

Document = dict[str, Any]


def write_span(span: TextSpan) -> list[Any]:
    """A span as a list of start, end and exact words."""
    return [span.start, span.end, span.exact]


def read_span(document: list[Any]) -> TextSpan:
    """Read back what `write_span` wrote."""
    return TextSpan(*document)


def write_optional_span(span: TextSpan | None) -> list[Any] | None:
    """A span, or None as it is."""
    return None if span is None else write_span(span)


def read_optional_span(document: list[Any] | None) -> TextSpan | None:
    """Read back what `write_optional_span` wrote."""
    return None if document is None else read_span(document)


def write_cue(cue: Cue | None) -> list[Any] | None:
    """A cue as its span with the lemma after it."""
    return None if cue is None else [*write_span(cue.span), cue.lemma]


def read_cue(document: list[Any] | None) -> Cue | None:
    """Read back what `write_cue` wrote."""
    return None if document is None else Cue(read_span(document[:3]), document[3])


def write_period(period: Period | None) -> Document | None:
    """A period with its dates as they were printed into it."""
    if period is None:
        return None
    return {
        "span": write_span(period.span),
        "from": period.from_date.text if period.from_date else None,
        "to": period.to_date.text if period.to_date else None,
    }


def read_period(document: Document | None) -> Period | None:
    """Read back what `write_period` wrote."""
    if document is None:
        return None
    return Period(read_span(document["span"]), read_date(document["from"]), read_date(document["to"]))


def read_date(text: str | None) -> PartialDate | None:
    """A date from its text, or None as it is."""
    return None if text is None else PartialDate.parse(text)


def write_related(related: tuple[RelatedFigure, ...], ids: dict[str, str]) -> list[Any]:
    """Related figures as pairs, their local ids turned into those on record."""
    return [[ids[one.figure_id], one.relation.value] for one in related]


def read_related(document: list[Any]) -> tuple[RelatedFigure, ...]:
    """Read back what `write_related` wrote."""
    return tuple(RelatedFigure(figure_id, RelatedAs(relation)) for figure_id, relation in document)
