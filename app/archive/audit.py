"""Who did what: written with what was done, in one transaction."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.archive.identifiers import mint_identifier
from app.archive.paged_select import Keyset, select_page
from app.archive.tables import ApiKeyRow, AuditEntryRow, CorrectionRow
from app.archive.unit_of_work import WriteSession
from app.facts.api_key import KeyReference
from app.facts.audit import AuditAction, AuditEntry, Doing
from app.facts.identifiers import IdentifierPrefix
from app.facts.paging import Page, PageRequest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def note_deed(
    session: WriteSession,
    action: AuditAction,
    target_id: str,
    doing: Doing,
    correction_id: str | None = None,
) -> None:
    """Remember that something was done, when, and with which key; without keys, that nobody was named."""
    microseconds = round((doing.at - _EPOCH).total_seconds() * 1_000_000)
    row = {
        "id": mint_identifier(IdentifierPrefix.AUDIT_ENTRY),
        "done_at": doing.at,
        "newest_first": -microseconds,
        "action": action,
        "target_id": target_id,
        "correction_id": correction_id,
        "key_id": doing.key_id,
    }
    session.execute(insert(AuditEntryRow), [row])


def list_deeds(session: Session, page: PageRequest) -> Page[AuditEntry]:
    """One page of what was done, the latest first. Raises InvalidCursor for a cursor of another list."""
    keyset = Keyset("audit", "", AuditEntryRow.newest_first, AuditEntryRow.id)
    found = select_page(session, select(AuditEntryRow.id), keyset, page)
    statement = (
        select(
            AuditEntryRow.id,
            AuditEntryRow.action,
            AuditEntryRow.target_id,
            AuditEntryRow.correction_id,
            CorrectionRow.into_id,
            CorrectionRow.fact_ids,
            AuditEntryRow.done_at,
            AuditEntryRow.key_id,
            ApiKeyRow.name,
        )
        .outerjoin(CorrectionRow, CorrectionRow.id == AuditEntryRow.correction_id)
        .outerjoin(ApiKeyRow, ApiKeyRow.id == AuditEntryRow.key_id)
        .where(AuditEntryRow.id.in_(found.ids))
    )
    by_id = {row.id: _read_entry(row) for row in session.execute(statement)}
    return Page(tuple(by_id[identifier] for identifier in found.ids), found.next_cursor, found.total)


def _read_entry(row: Any) -> AuditEntry:
    by = KeyReference(row.key_id, row.name) if row.key_id else None
    return AuditEntry(
        id=row.id,
        action=row.action,
        target_id=row.target_id,
        correction_id=row.correction_id,
        into_id=row.into_id,
        fact_ids=tuple(row.fact_ids or ()),
        done_at=row.done_at,
        by=by,
    )
