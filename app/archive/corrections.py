"""Corrections of sources by hand: two that are one, one that is two, and undoing either."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.archive.apply_corrections import apply_corrections, finish_articles
from app.archive.change_log import note_changes
from app.archive.engine import take_the_writers_turn
from app.archive.identifiers import IdentifierSource, looks_like_identifier, mint_identifier
from app.archive.kept_source import find_kept_source, raise_unlisted
from app.archive.own_sources import own_attributed_id
from app.archive.renew_corrected_sources import renew_corrected_sources
from app.archive.sort_keys import name_key
from app.archive.tables import (
    ApiKeyRow,
    ArticleSourceRow,
    AttributedSourceRow,
    CorrectionRow,
    FactRow,
    Remembered,
    SourceRow,
    SplitFactRow,
    SplitPresentationRow,
)
from app.archive.tombstones import check_identifier, remember_deleted
from app.archive.unit_of_work import WriteSession
from app.facts.api_key import KeyReference
from app.facts.audit import Doing
from app.facts.change import ChangeKind
from app.facts.correction import Correction, CorrectionKind
from app.facts.errors import (
    CorrectionConflict,
    MergedSource,
    NoLongerOnRecord,
    NotOnRecord,
    UndoneCorrection,
    UnusableFields,
)
from app.facts.identifiers import IdentifierPrefix

_INTO = ("into",)
_FACTS = "fact_ids"


def get_correction(session: Session, identifier: str) -> Correction:
    """A correction in force. Raises NotOnRecord, or UndoneCorrection."""
    if not looks_like_identifier(identifier, IdentifierPrefix.CORRECTION):
        raise NotOnRecord("correction", identifier)
    statement = _CORRECTIONS.where(CorrectionRow.id == identifier)
    row = session.execute(statement).one_or_none()
    if row is None:
        raise NotOnRecord("correction", identifier)
    if row.undone_at is not None:
        raise UndoneCorrection(identifier)
    return _read_correction(row)


def merge_sources(
    session: WriteSession,
    source_id: str,
    into_id: str,
    doing: Doing,
    *,
    mint: IdentifierSource = mint_identifier,
) -> tuple[Correction, bool]:
    """Let one source stand for another, from now on too. Gives the record, and whether it is there only since now.

    Raises NotOnRecord or NoLongerOnRecord; CorrectionConflict where either was merged into a third; and UnusableFields
    where the other is the same, on no record, or belongs to its article alone, as a group without a name does.
    """
    take_the_writers_turn(session.connection())
    known = _find_merge(session, source_id)
    if known is not None and known.into_id == into_id:
        return known, False
    _check_source(session, source_id)
    _check_into(session, source_id, into_id)
    identifier = mint(IdentifierPrefix.CORRECTION)
    merge = {"id": identifier, "kind": CorrectionKind.MERGE, "source_id": source_id, "into_id": into_id}
    _insert_correction(session, doing, {**merge, "fact_ids": []})
    stands_for_it = or_(SourceRow.id == source_id, SourceRow.merged_into == source_id)
    session.execute(update(SourceRow).where(stands_for_it).values(merged_into=into_id, listed=False))
    _correct(session, _articles_of(session, source_id), {source_id, into_id}, doing.at)
    return get_correction(session, identifier), True


def split_source(
    session: WriteSession,
    source_id: str,
    fact_ids: Sequence[str],
    doing: Doing,
    *,
    mint: IdentifierSource = mint_identifier,
) -> Correction:
    """Give facts of a source to a new one; with all facts that an article has of it goes what the article calls it.

    Raises NotOnRecord or NoLongerOnRecord; CorrectionConflict for a merged source; and UnusableFields, naming each,
    for facts that the source does not stand in, and where no fact would be left to it.
    """
    take_the_writers_turn(session.connection())
    _check_source(session, source_id)
    _check_facts(session, source_id, fact_ids)
    into_id = mint(IdentifierPrefix.SOURCE)
    _insert_split_off(session, source_id, into_id, doing.at)
    identifier = mint(IdentifierPrefix.CORRECTION)
    split = {"id": identifier, "kind": CorrectionKind.SPLIT, "source_id": source_id, "into_id": into_id}
    _insert_correction(session, doing, {**split, "fact_ids": list(fact_ids)})
    articles = _insert_what_is_split(session, identifier, source_id, fact_ids)
    _correct(session, articles, {source_id, into_id}, doing.at)
    return get_correction(session, identifier)


def undo_correction(session: WriteSession, identifier: str, *, now: datetime) -> Correction:
    """Let everything stand as it would without a correction, what came in after it too. Gives what was undone.

    Raises NotOnRecord, UndoneCorrection, and CorrectionConflict where a later correction builds on the new source of a
    split.
    """
    take_the_writers_turn(session.connection())
    correction = get_correction(session, identifier)
    if correction.kind is CorrectionKind.SPLIT:
        _check_nothing_builds_on(session, correction)
    stood_under = find_kept_source(session, correction.into_id)
    articles = _articles_of(session, stood_under)
    session.execute(update(CorrectionRow).where(CorrectionRow.id == identifier).values(undone_at=now))
    session.expire_all()
    match correction.kind:
        case CorrectionKind.MERGE:
            _tell_apart(session, stood_under)
        case CorrectionKind.SPLIT:
            for table in (SplitFactRow, SplitPresentationRow):
                session.execute(delete(table).where(table.correction_id == identifier))
    _correct(session, articles, {correction.source_id, correction.into_id, stood_under}, now)
    return correction


def _correct(session: WriteSession, article_ids: Collection[str], source_ids: Collection[str], now: datetime) -> None:
    """Let articles and sources stand as the corrections in force say.

    Every fact whose sources a correction changes passes through here, and no other: it is one of `applied.fact_ids`.
    """
    applied = apply_corrections(session, article_ids)
    ended = renew_corrected_sources(session, {*source_ids, *applied.source_ids}, now)
    remember_deleted(session, Remembered.SOURCE, ended, now)
    recounted = finish_articles(session, article_ids)
    note_changes(session, ChangeKind.CHANGED, [*sorted(applied.fact_ids), *recounted], now)


def _articles_of(session: Session, source_id: str) -> set[str]:
    """Every article in which a source stands, by its own names or by hand."""
    presented = select(ArticleSourceRow.article_id).where(ArticleSourceRow.source_id == source_id)
    return set(session.execute(presented).scalars())


def _find_merge(session: Session, source_id: str) -> Correction | None:
    statement = _CORRECTIONS.where(
        CorrectionRow.source_id == source_id,
        CorrectionRow.kind == CorrectionKind.MERGE,
        CorrectionRow.undone_at.is_(None),
    )
    row = session.execute(statement).one_or_none()
    return None if row is None else _read_correction(row)


def _check_source(session: Session, source_id: str) -> None:
    try:
        named = _get_named(session, source_id)
    except MergedSource as error:
        raise CorrectionConflict(f"{error}: correct that one, or undo the merge first") from error
    if not named:
        raise CorrectionConflict(f"the source {source_id} has no name and belongs to its article alone")


def _check_into(session: Session, source_id: str, into_id: str) -> None:
    if into_id == source_id:
        raise UnusableFields([(_INTO, "A source cannot be merged into itself")])
    try:
        named = _get_named(session, into_id)
    except MergedSource as error:
        raise CorrectionConflict(f"{error}: merge into that one") from error
    except (NotOnRecord, NoLongerOnRecord) as error:
        raise UnusableFields([(_INTO, str(error).capitalize())]) from error
    if not named:
        raise UnusableFields([(_INTO, "This source has no name and belongs to its article alone")])


def _get_named(session: Session, source_id: str) -> bool:
    check_identifier(Remembered.SOURCE, source_id)
    listed = select(SourceRow.named).where(SourceRow.id == source_id, SourceRow.listed)
    named = session.execute(listed).scalar_one_or_none()
    if named is None:
        raise_unlisted(session, source_id)
    return named


def _check_facts(session: Session, source_id: str, fact_ids: Sequence[str]) -> None:
    statement = select(AttributedSourceRow.fact_id).where(AttributedSourceRow.source_id == source_id)
    of_source = set(session.execute(statement).scalars())
    strangers = [
        ((_FACTS, place), f"{fact_id} is no fact that {source_id} stands in")
        for place, fact_id in enumerate(fact_ids)
        if fact_id not in of_source
    ]
    if strangers:
        raise UnusableFields(strangers)
    if of_source.issubset(fact_ids):
        raise UnusableFields([((_FACTS,), f"These are all facts of {source_id}: one at least must be left to it")])


def _insert_split_off(session: WriteSession, source_id: str, into_id: str, now: datetime) -> None:
    name, kind = session.execute(select(SourceRow.name, SourceRow.kind).where(SourceRow.id == source_id)).one()
    row = {"id": into_id, "name": name, "name_key": name_key(name), "kind": kind, "named": True, "aliases": []}
    session.execute(insert(SourceRow), [{**row, "description": None, "created_at": now}])


def _insert_what_is_split(session: WriteSession, identifier: str, source_id: str, fact_ids: Sequence[str]) -> set[str]:
    """Record which facts a split takes, and what articles say of the source of which it takes every fact.

    Gives the articles.
    """
    rows = _attributions_in_articles_of(session, source_id, fact_ids)
    wanted = set(fact_ids)
    taken = sorted({(fact_id, own_id) for fact_id, own_id, _ in rows if fact_id in wanted})
    left = {(article_id, own_id) for fact_id, own_id, article_id in rows if fact_id not in wanted}
    whole = sorted({(article_id, own_id) for fact_id, own_id, article_id in rows if fact_id in wanted} - left)
    made = {"correction_id": identifier}
    session.execute(insert(SplitFactRow), [{**made, "fact_id": one, "matched_id": own} for one, own in taken])
    if whole:
        presentations = [{**made, "article_id": one, "matched_id": own} for one, own in whole]
        session.execute(insert(SplitPresentationRow), presentations)
    return {article_id for fact_id, _, article_id in rows if fact_id in wanted}


def _attributions_in_articles_of(
    session: Session, source_id: str, fact_ids: Iterable[str]
) -> list[tuple[str, str, str]]:
    """What stands under a source in the articles that these facts are of: fact, source that the names find, article."""
    articles = select(FactRow.article_id).where(FactRow.id.in_(sorted(fact_ids)))
    statement = (
        select(AttributedSourceRow.fact_id, own_attributed_id(), FactRow.article_id)
        .join(FactRow, FactRow.id == AttributedSourceRow.fact_id)
        .where(AttributedSourceRow.source_id == source_id, FactRow.article_id.in_(articles))
    )
    return [(fact_id, own_id, article_id) for fact_id, own_id, article_id in session.execute(statement)]


def _check_nothing_builds_on(session: Session, split: Correction) -> None:
    built_on_it = select(CorrectionRow.id).where(
        CorrectionRow.id != split.id,
        CorrectionRow.undone_at.is_(None),
        or_(CorrectionRow.source_id == split.into_id, CorrectionRow.into_id == split.into_id),
    )
    later = session.execute(built_on_it.order_by(CorrectionRow.id)).scalars().all()
    if later:
        raise CorrectionConflict(f"{', '.join(later)} came after {split.id} and must be undone before it")


def _tell_apart(session: WriteSession, kept_id: str) -> None:
    """Follow each source that stood for another anew, by the merges in force."""
    family = select(SourceRow.id).where(SourceRow.merged_into == kept_id)
    members = set(session.execute(family).scalars())
    statement = select(CorrectionRow.source_id, CorrectionRow.into_id).where(
        CorrectionRow.kind == CorrectionKind.MERGE,
        CorrectionRow.undone_at.is_(None),
        CorrectionRow.source_id.in_(sorted(members)),
    )
    merged_into = {row.source_id: row.into_id for row in session.execute(statement)}
    for member in sorted(members):
        last = member
        while last in merged_into:
            last = merged_into[last]
        stands_for = None if last == member else last
        session.execute(
            update(SourceRow).where(SourceRow.id == member).values(merged_into=stands_for, listed=stands_for is None)
        )


def _insert_correction(session: WriteSession, doing: Doing, columns: Mapping[str, Any]) -> None:
    made = {"made_at": doing.at, "made_by": doing.key_id, "undone_at": None}
    session.execute(insert(CorrectionRow), [{**columns, **made}])


_CORRECTIONS = select(
    CorrectionRow.id,
    CorrectionRow.kind,
    CorrectionRow.source_id,
    CorrectionRow.into_id,
    CorrectionRow.fact_ids,
    CorrectionRow.made_at,
    CorrectionRow.made_by,
    CorrectionRow.undone_at,
    ApiKeyRow.name,
).outerjoin(ApiKeyRow, ApiKeyRow.id == CorrectionRow.made_by)


def _read_correction(row: Any) -> Correction:
    return Correction(
        id=row.id,
        kind=row.kind,
        source_id=row.source_id,
        into_id=row.into_id,
        fact_ids=tuple(row.fact_ids),
        made_at=row.made_at,
        by=KeyReference(row.made_by, row.name) if row.made_by else None,
    )
