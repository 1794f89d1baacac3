"""What corrected sources are called and known by: gathered from articles as for others, across merges and splits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update

from app.archive.change_log import note_sources_changed
from app.archive.corrected_terms import renew_source_terms
from app.archive.known_sources import KnownSource, digest_of_key, read_presentations
from app.archive.own_sources import own_id_in, own_id_of, read_own_presentations
from app.archive.source_descriptions import describe_sources
from app.archive.tables import (
    ArticleSourceRow,
    AttributedSourceRow,
    FactRow,
    SourceKeyRow,
    SourceRow,
    TombstoneRow,
)
from app.archive.unit_of_work import WriteSession
from app.facts.attribution import SourceKind

_Presentations = Mapping[str, Sequence[ArticleSourceRow]]


@dataclass(frozen=True, slots=True)
class _State:
    """A source as it stood before it was renewed."""

    id: str
    name: str
    kind: SourceKind
    merged_into: str | None
    listed: bool


def renew_corrected_sources(session: WriteSession, source_ids: Collection[str], now: datetime) -> tuple[str, ...]:
    """Make sources that corrections have to do with, and those merged with them, what articles say of them now.

    Gives the ids of those that ended: a source ends, with all that were merged into it, when no article names any of
    them. One that is named again after an undoing is back on record.
    """
    family = _family_of(session, source_ids)
    shown = read_presentations(session, ArticleSourceRow.source_id.in_(sorted(family)))
    own = read_own_presentations(session, own_id_in(family))
    ended = {one.id for one in family.values() if (one.merged_into or one.id) not in shown}
    renamed = [
        one.id
        for one in family.values()
        if one.id not in ended and _renew(session, one, shown.get(one.id, ()), own.get(one.id, ()))
    ]
    describe_sources(session, shown)
    session.expunge_all()
    for one in family.values():
        _renew_keys(session, one.id, own.get(one.id, ()), remember=one.id not in ended)
    _end(session, ended, own)
    if renamed:
        note_sources_changed(session, renamed, now)
        stands_elsewhere = AttributedSourceRow.source_id.in_(renamed) & AttributedSourceRow.matched_id.is_not(None)
        renew_source_terms(session, FactRow.id.in_(select(AttributedSourceRow.fact_id).where(stands_elsewhere)))
    return tuple(sorted(one for one in ended if family[one].listed or family[one].merged_into))


def _family_of(session: WriteSession, source_ids: Collection[str]) -> dict[str, _State]:
    ids = sorted(source_ids)
    kept = select(SourceRow.merged_into).where(SourceRow.id.in_(ids), SourceRow.merged_into.is_not(None))
    roots = {*ids, *session.execute(kept).scalars()}
    wanted = or_(SourceRow.id.in_(sorted(roots)), SourceRow.merged_into.in_(sorted(roots)))
    columns = (SourceRow.id, SourceRow.name, SourceRow.kind, SourceRow.merged_into, SourceRow.listed)
    rows = session.execute(select(*columns).where(wanted).order_by(SourceRow.id))
    return {row.id: _State(*row) for row in rows}


def _renew(
    session: WriteSession, one: _State, shown: Sequence[ArticleSourceRow], own: Sequence[ArticleSourceRow]
) -> bool:
    """Write what a source is called. Tells whether it has another name or kind than before."""
    rows = own if one.merged_into else _in_order(one.id, shown)
    source = KnownSource(one.id, rows[0].name if rows else "", rows[0].kind if rows else one.kind, named=True)
    for row in rows:
        source.learn(row.kind, (row.name, *row.aliases), row.description, row.keys)
    session.execute(update(SourceRow), [{**source.as_row(), "listed": one.merged_into is None}])
    if not (one.listed or one.merged_into):
        session.execute(delete(TombstoneRow).where(TombstoneRow.id == one.id))
    return (source.name, source.kind) != (one.name, one.kind)


def _in_order(source_id: str, shown: Sequence[ArticleSourceRow]) -> list[ArticleSourceRow]:
    """First what articles call the source itself, then what they call those merged into it.

    A borrowed name counts only where there is no other.
    """
    named = [row for row in shown if not row.borrowed]
    return sorted(named or shown, key=lambda row: own_id_of(row) != source_id)


def _renew_keys(session: WriteSession, source_id: str, own: Sequence[ArticleSourceRow], *, remember: bool) -> None:
    of_source = SourceKeyRow.source_id == source_id
    keys = {key for row in own for key in row.keys}
    if remember and not own:
        # So that whoever is called so again goes where the merge says, though the articles with the name are gone.
        keys = {digest_of_key(key) for key in session.execute(select(SourceKeyRow.key).where(of_source)).scalars()}
    session.execute(delete(SourceKeyRow).where(of_source))
    rows = [{"key": key, "source_id": source_id} for key in sorted(keys)]
    if rows:
        session.execute(insert(SourceKeyRow), rows)


def _end(session: WriteSession, ended: Collection[str], own: _Presentations) -> None:
    """Take ended sources off the record; where all that names find of one was split off, it stays there unlisted."""
    gone = sorted(one for one in ended if one not in own)
    hidden = sorted(one for one in ended if one in own)
    session.execute(delete(SourceRow).where(SourceRow.id.in_(gone)))
    session.execute(update(SourceRow).where(SourceRow.id.in_(hidden)).values(listed=False, merged_into=None))
