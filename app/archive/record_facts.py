"""Recording the facts of one article: a handful of inserts however many facts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.archive.fact_documents import (
    write_cue,
    write_optional_span,
    write_period,
    write_related,
    write_span,
)
from app.archive.identifiers import IdentifierSource
from app.archive.new_article import IndexedReading
from app.archive.search_terms import storable_terms
from app.archive.sort_keys import name_key, newest_first_key, oldest_first_key
from app.archive.tables import (
    AttributedSourceRow,
    Base,
    FactRow,
    FactTermsRow,
    FactType,
    FactVectorRow,
    FigureRow,
    QuoteRow,
)
from app.facts.attribution import Attribution
from app.facts.figure import Bound, Figure, Quantity
from app.facts.identifiers import IdentifierPrefix
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.quote import Quote
from app.facts.reading import Reading
from app.facts.text_span import TextSpan

_AFFIX_CHARACTERS = 32

Fact = Quote | Figure
FactColumns = dict[str, Any]
FactRows = dict[type[Base], list[FactColumns]]


@dataclass(frozen=True, slots=True)
class RecordedPlace:
    """The article that facts are recorded of, and the ids on record of everything its reading names."""

    article_id: str
    text: str
    published_at: PartialDate | None
    fact_ids: dict[str, str]
    source_ids: dict[str, str]


def in_reading_order(reading: Reading) -> list[Fact]:
    """Quotes and figures by where they start; of two that start together the longer one first."""
    facts: list[Fact] = [*reading.quotes, *reading.figures]
    return sorted(facts, key=lambda fact: (fact.start, -fact.end))


def mint_fact_ids(facts: Sequence[Fact], mint: IdentifierSource) -> dict[str, str]:
    """An id for each fact's local id, rising in the order given."""
    return {
        fact.id: mint(IdentifierPrefix.QUOTE if isinstance(fact, Quote) else IdentifierPrefix.FIGURE) for fact in facts
    }


def record_facts(session: Session, place: RecordedPlace, facts: Sequence[Fact], indexed: IndexedReading) -> None:
    """Record facts that stand in reading order. Raises ValueError where a span does not fit the text."""
    for table, rows in rows_of_facts(place, facts, indexed).items():
        insert_rows(session, table, rows)


def rows_of_facts(place: RecordedPlace, facts: Sequence[Fact], indexed: IndexedReading) -> FactRows:
    """Everything that is kept of facts that stand in reading order, by table, in an order in which it can be inserted.

    Raises ValueError where a span does not fit the text.
    """
    for fact in facts:
        _check_spans(place.text, fact)
    return {
        FactRow: [_shared_columns(place, position, fact) for position, fact in enumerate(facts)],
        QuoteRow: [_quote_columns(place, fact) for fact in facts if isinstance(fact, Quote)],
        FigureRow: [_figure_columns(place, fact) for fact in facts if isinstance(fact, Figure)],
        AttributedSourceRow: [row for fact in facts for row in _attributed_rows(place, fact)],
        FactTermsRow: [_terms_columns(place, fact, indexed.search_fields) for fact in facts],
        FactVectorRow: [
            {"fact_id": place.fact_ids[fact.id], "meaning": indexed.vectors[fact.id]}
            for fact in facts
            if fact.id in indexed.vectors
        ],
    }


def insert_rows(session: Session, table: type[Base], rows: Sequence[FactColumns]) -> None:
    """Insert rows into a table in one go."""
    if rows:
        session.execute(insert(table), rows)


def count_attributed_sources(place: RecordedPlace, facts: Sequence[Fact]) -> int:
    """How many sources facts are attributed to, carriers included."""
    return len({place.source_ids[one] for fact in facts for one in _attributed_source_ids(fact.attribution)})


def interval_of(quantity: Quantity) -> tuple[Any, Any]:
    """The ends between which a quantity lies; None where it is open."""
    match quantity.bound:
        case Bound.EXACT | Bound.ABOUT:
            return quantity.value, quantity.value
        case _:
            return quantity.low, quantity.high


def _attributed_source_ids(attribution: Attribution) -> set[str]:
    carriers = {source.id for link in attribution.via for source in link.sources}
    return carriers | {source.id for source in attribution.sources}


def _shared_columns(place: RecordedPlace, position: int, fact: Fact) -> FactColumns:
    return {
        "id": place.fact_ids[fact.id],
        "type": FactType.QUOTE if isinstance(fact, Quote) else FactType.FIGURE,
        "article_id": place.article_id,
        "position": position,
        "newest_first": newest_first_key(place.published_at),
        "oldest_first": oldest_first_key(place.published_at),
        "start_offset": fact.start,
        "end_offset": fact.end,
        "exact": place.text[fact.start : fact.end],
        "prefix": place.text[max(0, fact.start - _AFFIX_CHARACTERS) : fact.start],
        "suffix": place.text[fact.end : fact.end + _AFFIX_CHARACTERS],
        "sentence": write_span(fact.sentence),
        "text_hash": _hash_of_words(fact),
        "origin": fact.attribution.origin,
        "cue": write_cue(fact.attribution.cue),
        "via_cues": [write_cue(link.cue) for link in fact.attribution.via],
        **_period_columns("said_at", "said", fact.said_at),
        "within_id": place.fact_ids[fact.within] if fact.within else None,
        "confidence": fact.confidence,
        "extractor_name": fact.extractor.name,
        "extractor_version": fact.extractor.version,
    }


def _quote_columns(place: RecordedPlace, quote: Quote) -> FactColumns:
    return {
        "fact_id": place.fact_ids[quote.id],
        "kind": quote.kind,
        "marks": quote.marks,
        "stance": quote.stance,
        "spans": [write_span(span) for span in quote.spans],
    }


def _figure_columns(place: RecordedPlace, figure: Figure) -> FactColumns:
    quantity = figure.quantity
    interval_low, interval_high = interval_of(quantity)
    return {
        "fact_id": place.fact_ids[figure.id],
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "interval_low": interval_low,
        "interval_high": interval_high,
        "bound": quantity.bound,
        "change": figure.change,
        "unit": quantity.unit,
        "unit_kind": quantity.unit_kind,
        "subject_name": figure.subject.name if figure.subject else None,
        "subject": write_optional_span(figure.subject.span if figure.subject else None),
        "role": figure.role,
        "modality": figure.modality,
        "condition": write_optional_span(figure.condition),
        **_period_columns("period", "period", figure.period),
        "related": write_related(figure.related, place.fact_ids),
    }


def _period_columns(name: str, prefix: str, period: Period | None) -> FactColumns:
    first = period.from_date if period else None
    last = period.to_date if period else None
    return {
        name: write_period(period),
        f"{prefix}_from": first.earliest if first else None,
        f"{prefix}_to": last.latest if last else None,
    }


def _attributed_rows(place: RecordedPlace, fact: Fact) -> list[FactColumns]:
    links = [fact.attribution.sources, *(link.sources for link in fact.attribution.via)]
    rows: dict[tuple[int, str], FactColumns] = {}
    for link, sources in enumerate(links):
        for position, source in enumerate(sources):
            source_id = place.source_ids[source.id]
            # Two names of one article may turn out to be one source; it then stands in a link once.
            rows.setdefault(
                (link, source_id),
                {
                    "fact_id": place.fact_ids[fact.id],
                    "link": link,
                    "position": position,
                    "source_id": source_id,
                    "mention": write_optional_span(source.mention),
                    "matched_id": None,
                },
            )
    return list(rows.values())


def _terms_columns(place: RecordedPlace, fact: Fact, fields: Mapping[str, Mapping[str, str]]) -> FactColumns:
    own = fields[fact.id]
    terms = {name: storable_terms(own.get(name, "")) for name in ("subject", "content", "source", "context")}
    return {"fact_id": place.fact_ids[fact.id], **terms, "read_source": None}


def _hash_of_words(fact: Fact) -> str:
    """The same for copies of one fact in several articles: a quote's words, a figure's place in its sentence."""
    words = fact.text if isinstance(fact, Quote) else f"{fact.start - fact.sentence.start} {fact.sentence.exact}"
    return hashlib.sha256(name_key(words).encode()).hexdigest()


def _check_spans(text: str, fact: Fact) -> None:
    for span in _spans_of(fact):
        if text[span.start : span.end] != span.exact:
            raise ValueError(f"a span of {fact.id} does not hold the words at {span.start} to {span.end}")


def _spans_of(fact: Fact) -> list[TextSpan]:
    attribution = fact.attribution
    everyone = [*attribution.sources, *(source for link in attribution.via for source in link.sources)]
    cues = [attribution.cue, *(link.cue for link in attribution.via)]
    optional = [source.mention for source in everyone]
    optional += [cue.span if cue else None for cue in cues]
    optional += [fact.sentence, fact.said_at.span if fact.said_at else None]
    if isinstance(fact, Quote):
        optional += fact.spans
    else:
        optional += [fact.span, fact.condition, fact.subject.span if fact.subject else None]
        optional += [fact.period.span if fact.period else None]
    return [span for span in optional if span is not None]
