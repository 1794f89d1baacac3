"""Recording the sources of one article: each is matched with one on record, or is new."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.archive.change_log import note_sources_changed
from app.archive.identifiers import IdentifierSource
from app.archive.known_sources import KnownSource, best_match, find_by_keys, read_presentations
from app.archive.new_article import IndexedReading
from app.archive.own_sources import corrected_among
from app.archive.renew_corrected_sources import renew_corrected_sources
from app.archive.source_descriptions import describe_sources
from app.archive.tables import ArticleSourceRow, SourceKeyRow, SourceRow
from app.archive.unit_of_work import WriteSession
from app.facts.identifiers import IdentifierPrefix
from app.facts.reading import FoundSource

Presentation = dict[str, Any]
_SHOWN_WITH_FACTS = select(SourceRow.id, SourceRow.name, SourceRow.kind)


def record_sources(
    session: Session, article_id: str, indexed: IndexedReading, *, now: datetime, mint: IdentifierSource
) -> dict[str, str]:
    """Record the sources an article names. Gives the id on record of each local id.

    A named source that shares a key with one on record, and is of a kind that fits, is that one; the others are new.
    """
    found, keys = indexed.reading.sources, indexed.source_keys
    known = find_by_keys(session, {key for local_keys in keys.values() for key in local_keys})
    keys_before = {source.id: set(source.keys) for source in known}
    shown_before = {source.id: (source.name, source.kind) for source in known}
    recorded: dict[str, KnownSource] = {}
    for source in found:
        local_keys = keys_of(source, keys)
        match = best_match(source.kind, local_keys, known)
        if match is None:
            match = KnownSource(mint(IdentifierPrefix.SOURCE), source.name, source.kind, source.named)
            known.append(match)
        match.learn(source.kind, (source.name, *source.aliases), source.description, local_keys)
        recorded[source.id] = match
    _write_sources(session, list({one.id: one for one in recorded.values()}.values()), keys_before, now)
    shown = {one.id: (one.name, one.kind) for one in recorded.values()}
    changed = {identifier for identifier, one in shown.items() if one != shown_before.get(identifier, one)}
    note_sources_changed(session, changed, now)
    source_ids = {local_id: source.id for local_id, source in recorded.items()}
    write_presentations(session, presentations_of(article_id, indexed, source_ids))
    described = {source_ids[source.id] for source in found if source.description is not None}
    if described & keys_before.keys():
        describe_sources(session, described & keys_before.keys())
    return source_ids


def renew_sources(session: WriteSession, source_ids: Sequence[str], *, now: datetime) -> tuple[str, ...]:
    """Make sources what articles say of them now, after some were deleted or read anew. Gives the ids that none names.

    Those are deleted here.
    """
    corrected = corrected_among(session, source_ids)
    ended = renew_corrected_sources(session, corrected, now) if corrected else ()
    source_ids = [identifier for identifier in source_ids if identifier not in corrected]
    presentations = read_presentations(session, ArticleSourceRow.source_id.in_(source_ids))
    before = {
        row.id: (row.name, row.kind) for row in session.execute(_SHOWN_WITH_FACTS.where(SourceRow.id.in_(source_ids)))
    }
    changed: list[str] = []
    orphans = tuple(identifier for identifier in source_ids if identifier not in presentations)
    session.execute(delete(SourceKeyRow).where(SourceKeyRow.source_id.in_(source_ids)))
    session.execute(delete(SourceRow).where(SourceRow.id.in_(orphans)))
    for identifier, rows in presentations.items():
        first = rows[0]
        source = KnownSource(identifier, first.name, first.kind, named=True)
        for row in rows:
            source.learn(row.kind, (row.name, *row.aliases), row.description, row.keys)
        session.execute(update(SourceRow), [source.as_row()])
        _write_keys(session, [source], {})
        if (source.name, source.kind) != before[identifier]:
            changed.append(identifier)
    describe_sources(session, presentations)
    note_sources_changed(session, changed, now)
    return (*ended, *orphans)


def keys_of(source: FoundSource, keys: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a source is known by in other articles: nothing, where this one does not identify it."""
    return keys.get(source.id, ()) if source.named else ()


def presentations_of(article_id: str, indexed: IndexedReading, source_ids: Mapping[str, str]) -> list[Presentation]:
    """The rows that tell how an article presents its sources. `source_ids` are those on record by local id."""
    return [
        {
            "article_id": article_id,
            "position": position,
            "source_id": source_ids[source.id],
            "name": source.name,
            "kind": source.kind,
            "aliases": list(source.aliases),
            "description": source.description,
            "keys": list(keys_of(source, indexed.source_keys)),
            "matched_id": None,
            "borrowed": False,
        }
        for position, source in enumerate(indexed.reading.sources)
    ]


def write_presentations(session: Session, rows: Sequence[Presentation]) -> None:
    """Record how an article presents its sources."""
    if rows:
        session.execute(insert(ArticleSourceRow), rows)


def insert_sources(session: Session, sources: Sequence[KnownSource], now: datetime) -> None:
    """Record new sources, without their keys."""
    if sources:
        rows = [{**source.as_row(), "named": source.named, "created_at": now} for source in sources]
        session.execute(insert(SourceRow), rows)


def _write_sources(
    session: Session, sources: Sequence[KnownSource], keys_before: Mapping[str, set[str]], now: datetime
) -> None:
    new = [source for source in sources if source.id not in keys_before]
    changed = [source for source in sources if source.id in keys_before]
    insert_sources(session, new, now)
    if changed:
        session.execute(update(SourceRow), [source.as_row() for source in changed])
    _write_keys(session, sources, keys_before)


def _write_keys(session: Session, sources: Sequence[KnownSource], keys_before: Mapping[str, set[str]]) -> None:
    rows = [
        {"key": key, "source_id": source.id}
        for source in sources
        for key in sorted(source.keys - keys_before.get(source.id, set()))
    ]
    if rows:
        session.execute(insert(SourceKeyRow), rows)
