"""Facts read back whole, with their evidence: a few queries however many facts."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.archive.fact_documents import (
    read_cue,
    read_date,
    read_optional_span,
    read_period,
    read_related,
    read_span,
)
from app.archive.own_sources import own_attributed_id
from app.archive.tables import ArticleRow, AttributedSourceRow, FactRow, FactType, FigureRow, QuoteRow, SourceRow
from app.facts.attribution import AttributedSource, Attribution, ViaLink
from app.facts.extractor import Extractor
from app.facts.figure import Figure, Quantity, Subject
from app.facts.quote import Quote
from app.facts.recorded import ArticleReference, Evidence, RecordedFact, RecordedFigure, RecordedQuote
from app.facts.text_span import TextSpan

# A source with the fact and the link it stands in.
Attributed = tuple[int, AttributedSource]


def read_facts(session: Session, ids: Sequence[str]) -> tuple[RecordedFact, ...]:
    """The facts with these ids, in that order. An id that is on no record is left out."""
    by_id = {fact.id: fact for fact in _read_where(session, FactRow.id.in_(ids))} if ids else {}
    return tuple(by_id[identifier] for identifier in ids if identifier in by_id)


def read_facts_of_article(session: Session, article_id: str, *, as_matched: bool = False) -> tuple[RecordedFact, ...]:
    """Every fact of one article, in reading order; `as_matched`, of the sources that its own names find."""
    return tuple(_read_where(session, FactRow.article_id == article_id, as_matched=as_matched))


def _read_where(session: Session, condition: ColumnElement[bool], *, as_matched: bool = False) -> list[RecordedFact]:
    attributed = _read_attributed(session, condition, as_matched=as_matched)
    return [_read_fact(row, attributed.get(row.id, ())) for row in session.execute(_WHOLE_FACTS.where(condition))]


# Columns instead of entities, and built once: every lookup reads dozens of facts.
_WHOLE_FACTS = (
    select(
        FactRow.id,
        FactRow.type,
        FactRow.article_id,
        FactRow.start_offset,
        FactRow.end_offset,
        FactRow.exact,
        FactRow.prefix,
        FactRow.suffix,
        FactRow.sentence,
        FactRow.origin,
        FactRow.cue,
        FactRow.via_cues,
        FactRow.said_at,
        FactRow.within_id,
        FactRow.confidence,
        FactRow.extractor_name,
        FactRow.extractor_version,
        QuoteRow.kind,
        QuoteRow.marks,
        QuoteRow.stance,
        QuoteRow.spans,
        FigureRow.value,
        FigureRow.low,
        FigureRow.high,
        FigureRow.bound,
        FigureRow.change,
        FigureRow.unit,
        FigureRow.unit_kind,
        FigureRow.subject_name,
        FigureRow.subject,
        FigureRow.role,
        FigureRow.modality,
        FigureRow.condition,
        FigureRow.period,
        FigureRow.related,
        ArticleRow.title,
        ArticleRow.publisher,
        ArticleRow.published_at,
        ArticleRow.url,
        ArticleRow.status,
        ArticleRow.sha256,
    )
    .join(ArticleRow, ArticleRow.id == FactRow.article_id)
    .outerjoin(QuoteRow, QuoteRow.fact_id == FactRow.id)
    .outerjoin(FigureRow, FigureRow.fact_id == FactRow.id)
    .order_by(FactRow.article_id, FactRow.position)
)


def _read_attributed(
    session: Session, condition: ColumnElement[bool], *, as_matched: bool
) -> dict[str, tuple[Attributed, ...]]:
    source_id = own_attributed_id() if as_matched else AttributedSourceRow.source_id
    statement = (
        select(
            AttributedSourceRow.fact_id,
            AttributedSourceRow.link,
            AttributedSourceRow.mention,
            SourceRow.id,
            SourceRow.name,
            SourceRow.kind,
        )
        .join(SourceRow, SourceRow.id == source_id)
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .where(condition)
        .order_by(AttributedSourceRow.fact_id, AttributedSourceRow.link, AttributedSourceRow.position)
    )
    rows = session.execute(statement).all()
    return {
        fact_id: _once_in_a_link(
            (row.link, AttributedSource(row.id, row.name, row.kind, read_optional_span(row.mention))) for row in group
        )
        for fact_id, group in groupby(rows, key=lambda row: row.fact_id)
    }


def _once_in_a_link(attributed: Iterable[Attributed]) -> tuple[Attributed, ...]:
    """Two sources of a link that were merged by hand stand there as one, where the first of them stood."""
    standing: dict[tuple[int, str], Attributed] = {}
    for link, source in attributed:
        standing.setdefault((link, source.id), (link, source))
    return tuple(standing.values())


def _read_fact(fact: Any, attributed: Sequence[Attributed]) -> RecordedFact:
    attribution = _read_attribution(fact, attributed)
    evidence = _read_evidence(fact)
    match fact.type:
        case FactType.QUOTE:
            return RecordedQuote(_read_quote(fact, attribution), evidence)
        case FactType.FIGURE:
            return RecordedFigure(_read_figure(fact, attribution), evidence)
        case _:
            raise ValueError(f"{fact.type} is no type of fact")


def _read_attribution(fact: Any, attributed: Sequence[Attributed]) -> Attribution:
    links: dict[int, list[AttributedSource]] = {}
    for link, source in attributed:
        links.setdefault(link, []).append(source)
    via = tuple(ViaLink(tuple(links.get(link, ())), read_cue(cue)) for link, cue in enumerate(fact.via_cues, start=1))
    return Attribution(fact.origin, tuple(links.get(0, ())), read_cue(fact.cue), via)


def _read_evidence(fact: Any) -> Evidence:
    published_at = read_date(fact.published_at)
    return Evidence(
        article=ArticleReference(
            fact.article_id, fact.title, fact.publisher, published_at, fact.url, fact.status, fact.sha256
        ),
        span=TextSpan(fact.start_offset, fact.end_offset, fact.exact),
        prefix=fact.prefix,
        suffix=fact.suffix,
        sentence=read_span(fact.sentence),
    )


def _read_quote(fact: Any, attribution: Attribution) -> Quote:
    return Quote(
        id=fact.id,
        kind=fact.kind,
        marks=fact.marks,
        spans=tuple(read_span(span) for span in fact.spans),
        stance=fact.stance,
        said_at=read_period(fact.said_at),
        within=fact.within_id,
        attribution=attribution,
        sentence=read_span(fact.sentence),
        confidence=fact.confidence,
        extractor=Extractor(fact.extractor_name, fact.extractor_version),
    )


def _read_figure(fact: Any, attribution: Attribution) -> Figure:
    subject = read_optional_span(fact.subject)
    return Figure(
        id=fact.id,
        span=TextSpan(fact.start_offset, fact.end_offset, fact.exact),
        quantity=Quantity(fact.value, fact.low, fact.high, fact.bound, fact.unit, fact.unit_kind),
        change=fact.change,
        subject=Subject(fact.subject_name or subject.exact, subject) if subject else None,
        role=fact.role,
        modality=fact.modality,
        condition=read_optional_span(fact.condition),
        period=read_period(fact.period),
        said_at=read_period(fact.said_at),
        related=read_related(fact.related),
        within=fact.within_id,
        attribution=attribution,
        sentence=read_span(fact.sentence),
        confidence=fact.confidence,
        extractor=Extractor(fact.extractor_name, fact.extractor_version),
    )
