"""API keys, known by their hashes alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.archive.identifiers import looks_like_identifier, mint_identifier
from app.archive.storable import check_storable_field
from app.archive.tables import ApiKeyRow, ApiKeyScopeRow
from app.archive.unit_of_work import WriteSession
from app.facts.api_key import ApiKey, Scope
from app.facts.errors import NotOnRecord
from app.facts.identifiers import IdentifierPrefix


def record_api_key(
    session: WriteSession, *, name: str, key_hash: str, scopes: Sequence[Scope], created_at: datetime
) -> ApiKey:
    """Record a new key. Its hash must be the only one of its kind."""
    check_storable_field("name", name)
    identifier = mint_identifier(IdentifierPrefix.API_KEY)
    row = {"id": identifier, "name": name, "key_hash": key_hash, "created_at": created_at, "revoked_at": None}
    session.execute(insert(ApiKeyRow), [row])
    if scopes:
        session.execute(insert(ApiKeyScopeRow), [{"key_id": identifier, "scope": scope} for scope in set(scopes)])
    return ApiKey(identifier, name, _in_order(scopes), created_at, None)


def find_api_key(session: Session, key_hash: str) -> ApiKey | None:
    """The key of this hash, unless it is unknown or revoked."""
    row = session.execute(
        select(ApiKeyRow).where(ApiKeyRow.key_hash == key_hash, ApiKeyRow.revoked_at.is_(None))
    ).scalar_one_or_none()
    return None if row is None else _read_keys(session, [row])[0]


def list_api_keys(session: Session) -> tuple[ApiKey, ...]:
    """Every key, the revoked ones too, oldest first."""
    rows = session.execute(select(ApiKeyRow).order_by(ApiKeyRow.id)).scalars().all()
    return _read_keys(session, rows)


def revoke_api_key(session: WriteSession, identifier: str, *, revoked_at: datetime) -> ApiKey:
    """Let a key open nothing from now on; one revoked before keeps its first date. Raises NotOnRecord."""
    row = session.get(ApiKeyRow, identifier) if looks_like_identifier(identifier, IdentifierPrefix.API_KEY) else None
    if row is None:
        raise NotOnRecord("API key", identifier)
    if row.revoked_at is None:
        session.execute(update(ApiKeyRow).where(ApiKeyRow.id == identifier).values(revoked_at=revoked_at))
        session.refresh(row)
    return _read_keys(session, [row])[0]


def any_api_key_exists(session: Session) -> bool:
    """Tell whether there is a key that is not revoked."""
    return session.execute(select(ApiKeyRow.id).where(ApiKeyRow.revoked_at.is_(None)).limit(1)).first() is not None


def _read_keys(session: Session, rows: Sequence[ApiKeyRow]) -> tuple[ApiKey, ...]:
    statement = select(ApiKeyScopeRow).where(ApiKeyScopeRow.key_id.in_([row.id for row in rows]))
    scopes: dict[str, list[Scope]] = {}
    for scope_row in session.execute(statement).scalars():
        scopes.setdefault(scope_row.key_id, []).append(scope_row.scope)
    return tuple(
        ApiKey(row.id, row.name, _in_order(scopes.get(row.id, [])), row.created_at, row.revoked_at) for row in rows
    )


def _in_order(scopes: Sequence[Scope]) -> tuple[Scope, ...]:
    return tuple(scope for scope in Scope if scope in scopes)
