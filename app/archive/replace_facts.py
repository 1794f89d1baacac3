"""Putting the facts and the sources of a new reading in the place of those of an earlier one."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, select, update
from sqlalchemy.orm import Session

from app.archive.match_sources_again import MatchedSources
from app.archive.new_article import IndexedReading
from app.archive.record_facts import Fact, FactColumns, FactRows, RecordedPlace, insert_rows, rows_of_facts
from app.archive.record_sources import Presentation, insert_sources, presentations_of, write_presentations
from app.archive.tables import (
    ArticleSourceRow,
    AttributedSourceRow,
    Base,
    FactRow,
    FactTermsRow,
    FactVectorRow,
    FigureRow,
    QuoteRow,
)

# What names one row of each table; the first part is the fact's id.
_IDENTITIES: dict[type[Base], tuple[str, ...]] = {
    FactRow: ("id",),
    QuoteRow: ("fact_id",),
    FigureRow: ("fact_id",),
    AttributedSourceRow: ("fact_id", "link", "position"),
    FactTermsRow: ("fact_id",),
    FactVectorRow: ("fact_id",),
}
_UPDATED_IN_PLACE: tuple[type[Base], ...] = (FactRow, QuoteRow, FigureRow)


def replace_facts(session: Session, place: RecordedPlace, facts: Sequence[Fact], indexed: IndexedReading) -> None:
    """Make these, in reading order, the facts of their article.

    What is on record under an id of theirs is updated in place, what is under another is deleted. Where all of it is
    on record as it should be, nothing is written. Raises ValueError where a span does not fit the text.
    """
    wanted = rows_of_facts(place, facts, indexed)
    on_record = _rows_on_record(session, place.article_id)
    if _in_one_order(wanted) == _in_one_order(on_record):
        return
    _free_positions(session, place.article_id)
    known = {row["id"] for row in on_record[FactRow]}
    for table in _UPDATED_IN_PLACE:
        _update_rows(session, table, [row for row in wanted[table] if _fact_id(table, row) in known])
    _delete_what_was_not_updated(session, place.article_id)
    for table, rows in wanted.items():
        is_new = table not in _UPDATED_IN_PLACE
        insert_rows(session, table, [row for row in rows if is_new or _fact_id(table, row) not in known])


def replace_presentations(
    session: Session, article_id: str, indexed: IndexedReading, sources: MatchedSources, now: datetime
) -> tuple[str, ...]:
    """Make an article present its sources as its new reading does; sources that are new are put on record.

    Gives the ids of all that it presents otherwise than before: it is for the caller to renew them.
    """
    wanted = presentations_of(article_id, indexed, sources.ids)
    of_article = ArticleSourceRow.article_id == article_id
    named = of_article & ArticleSourceRow.borrowed.is_(False)
    on_record = sorted(_select_rows(session, ArticleSourceRow, named), key=itemgetter("position"))
    before, after = _by_source(on_record), _by_source(wanted)
    if on_record != wanted:
        insert_sources(session, sources.new, now)
        session.execute(delete(ArticleSourceRow).where(of_article))
        write_presentations(session, wanted)
    return tuple(sorted(one for one in before.keys() | after.keys() if before.get(one) != after.get(one)))


def _free_positions(session: Session, article_id: str) -> None:
    """Move every fact out of the way: no two facts of an article have one position at any moment."""
    moved = update(FactRow).where(FactRow.article_id == article_id).values(position=-1 - FactRow.position)
    session.execute(moved)


def _delete_what_was_not_updated(session: Session, article_id: str) -> None:
    session.execute(delete(FactRow).where(FactRow.article_id == article_id, FactRow.position < 0))
    kept = _fact_ids(article_id)
    session.execute(delete(AttributedSourceRow).where(AttributedSourceRow.fact_id.in_(kept)))
    session.execute(delete(FactTermsRow).where(FactTermsRow.fact_id.in_(kept)))
    session.execute(delete(FactVectorRow).where(FactVectorRow.fact_id.in_(kept)))


def _update_rows(session: Session, table: type[Base], rows: Sequence[FactColumns]) -> None:
    if rows:
        session.execute(update(table), rows)


def _fact_id(table: type[Base], row: FactColumns) -> Any:
    return row[_IDENTITIES[table][0]]


def _fact_ids(article_id: str) -> Select[str]:
    return select(FactRow.id).where(FactRow.article_id == article_id)


def _rows_on_record(session: Session, article_id: str) -> FactRows:
    of_article = _fact_ids(article_id)
    return {
        table: _select_rows(session, table, table.__table__.c[identity[0]].in_(of_article))
        for table, identity in _IDENTITIES.items()
    }


def _select_rows(session: Session, table: type[Base], condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Rows as they were given to be recorded: without numbers that the database gave, or corrections by hand."""
    columns = [column for column in table.__table__.c if not (table is FactTermsRow and column.name == "id")]
    return [_as_read(dict(row)) for row in session.execute(select(*columns).where(condition)).mappings()]


def _as_read(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it would be without corrections by hand."""
    for corrected, as_read in (("source_id", "matched_id"), ("source", "read_source")):
        if row.get(as_read) is not None:
            row |= {corrected: row[as_read], as_read: None}
    return row


def _in_one_order(tables: FactRows) -> FactRows:
    return {table: sorted(rows, key=itemgetter(*_IDENTITIES[table])) for table, rows in tables.items()}


def _by_source(presentations: Sequence[Presentation]) -> dict[str, list[Presentation]]:
    by_source: dict[str, list[Presentation]] = {}
    for row in presentations:
        said = {name: value for name, value in row.items() if name != "position"}
        by_source.setdefault(row["source_id"], []).append(said)
    return by_source
