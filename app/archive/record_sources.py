"""Recording the sources of one article: each is matched with one on record, or is new."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.archive.identifiers import IdentifierSource
from app.archive.new_article import IndexedReading
from app.archive.sort_keys import name_key
from app.archive.tables import ArticleSourceRow, SourceKeyRow, SourceRow
from app.facts.attribution import SourceKind
from app.facts.identifiers import IdentifierPrefix
from app.facts.reading import FoundSource

# Kinds that two articles may well give to one and the same source.
_BODIES = frozenset({SourceKind.GOVERNMENT, SourceKind.ORGANISATION, SourceKind.OUTLET})


@dataclass(slots=True)
class _KnownSource:
    """A source as far as it is known, gathered from how articles present it, the oldest article first."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: list[str] = field(default_factory=list)
    description: str | None = None
    keys: set[str] = field(default_factory=set)

    def learn(self, kind: SourceKind, names: Sequence[str], description: str | None, keys: Sequence[str]) -> None:
        """Take in how one more article presents the source. What was known first stays."""
        if self.kind is SourceKind.UNKNOWN:
            self.kind = kind
        self.aliases.extend(name for name in dict.fromkeys(names) if name != self.name and name not in self.aliases)
        self.description = self.description or description
        self.keys.update(keys)

    def as_row(self) -> dict[str, object]:
        """The columns that learning may change, with the id."""
        return {
            "id": self.id,
            "name": self.name,
            "name_key": name_key(self.name),
            "kind": self.kind,
            "aliases": list(self.aliases),
            "description": self.description,
        }


def record_sources(
    session: Session, article_id: str, indexed: IndexedReading, *, now: datetime, mint: IdentifierSource
) -> dict[str, str]:
    """Record the sources an article names. Gives the id on record of each local id.

    A named source that shares a key with one on record, and is of a kind that fits, is that one; the others are new.
    """
    found, keys = indexed.reading.sources, indexed.source_keys
    known = _find_by_keys(session, {key for local_keys in keys.values() for key in local_keys})
    keys_before = {source.id: set(source.keys) for source in known}
    recorded: dict[str, _KnownSource] = {}
    for source in found:
        local_keys = keys.get(source.id, ()) if source.named else ()
        match = _best_match(source.kind, local_keys, known)
        if match is None:
            match = _KnownSource(mint(IdentifierPrefix.SOURCE), source.name, source.kind, source.named)
            known.append(match)
        match.learn(source.kind, (source.name, *source.aliases), source.description, local_keys)
        recorded[source.id] = match
    _write_sources(session, list({one.id: one for one in recorded.values()}.values()), keys_before, now)
    _write_presentations(session, article_id, found, keys, recorded)
    return {local_id: source.id for local_id, source in recorded.items()}


def forget_presentations(session: Session, source_ids: Sequence[str]) -> tuple[str, ...]:
    """After articles were deleted: make sources what the articles that are left say. Gives the ids that nobody names.

    Those are deleted here.
    """
    presentations = _read_presentations(session, source_ids)
    orphans = tuple(identifier for identifier in source_ids if identifier not in presentations)
    session.execute(delete(SourceKeyRow).where(SourceKeyRow.source_id.in_(source_ids)))
    session.execute(delete(SourceRow).where(SourceRow.id.in_(orphans)))
    for identifier, rows in presentations.items():
        first = rows[0]
        source = _KnownSource(identifier, first.name, first.kind, named=True)
        for row in rows:
            source.learn(row.kind, (row.name, *row.aliases), row.description, row.keys)
        session.execute(update(SourceRow), [source.as_row()])
        _write_keys(session, [source], {})
    return orphans


def _find_by_keys(session: Session, keys: set[str]) -> list[_KnownSource]:
    if not keys:
        return []
    ids = session.execute(select(SourceKeyRow.source_id).where(SourceKeyRow.key.in_(sorted(keys))).distinct()).scalars()
    rows = session.execute(select(SourceRow).where(SourceRow.id.in_(sorted(ids))).order_by(SourceRow.id)).scalars()
    known = {
        row.id: _KnownSource(row.id, row.name, row.kind, row.named, list(row.aliases), row.description) for row in rows
    }
    key_rows = select(SourceKeyRow.key, SourceKeyRow.source_id).where(SourceKeyRow.source_id.in_(sorted(known)))
    for key, source_id in session.execute(key_rows):
        known[source_id].keys.add(key)
    return list(known.values())


def _best_match(kind: SourceKind, keys: Sequence[str], known: Sequence[_KnownSource]) -> _KnownSource | None:
    """The source with the most keys in common, among equals one of the same kind, and then the oldest."""
    shared = Counter({source.id: len(source.keys.intersection(keys)) for source in known if _fits(kind, source.kind)})
    candidates = [source for source in known if shared[source.id]]
    return max(candidates, key=lambda source: (shared[source.id], source.kind is kind), default=None)


def _fits(left: SourceKind, right: SourceKind) -> bool:
    return left is right or SourceKind.UNKNOWN in (left, right) or _BODIES.issuperset((left, right))


def _write_sources(
    session: Session, sources: Sequence[_KnownSource], keys_before: Mapping[str, set[str]], now: datetime
) -> None:
    new = [source for source in sources if source.id not in keys_before]
    changed = [source for source in sources if source.id in keys_before]
    if new:
        session.execute(
            insert(SourceRow), [{**source.as_row(), "named": source.named, "created_at": now} for source in new]
        )
    if changed:
        session.execute(update(SourceRow), [source.as_row() for source in changed])
    _write_keys(session, sources, keys_before)


def _write_keys(session: Session, sources: Sequence[_KnownSource], keys_before: Mapping[str, set[str]]) -> None:
    rows = [
        {"key": key, "source_id": source.id}
        for source in sources
        for key in sorted(source.keys - keys_before.get(source.id, set()))
    ]
    if rows:
        session.execute(insert(SourceKeyRow), rows)


def _write_presentations(
    session: Session,
    article_id: str,
    found: Sequence[FoundSource],
    keys: Mapping[str, tuple[str, ...]],
    recorded: Mapping[str, _KnownSource],
) -> None:
    rows = [
        {
            "article_id": article_id,
            "position": position,
            "source_id": recorded[source.id].id,
            "name": source.name,
            "kind": source.kind,
            "aliases": list(source.aliases),
            "description": source.description,
            "keys": list(keys.get(source.id, ()) if source.named else ()),
        }
        for position, source in enumerate(found)
    ]
    if rows:
        session.execute(insert(ArticleSourceRow), rows)


def _read_presentations(session: Session, source_ids: Sequence[str]) -> dict[str, list[ArticleSourceRow]]:
    rows = session.execute(
        select(ArticleSourceRow)
        .where(ArticleSourceRow.source_id.in_(source_ids))
        .order_by(ArticleSourceRow.article_id, ArticleSourceRow.position)
    ).scalars()
    presentations: dict[str, list[ArticleSourceRow]] = {}
    for row in rows:
        presentations.setdefault(row.source_id, []).append(row)
    return presentations
