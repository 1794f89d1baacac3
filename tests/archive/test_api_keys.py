"""API keys on record."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.archive.api_keys import any_api_key_exists, find_api_key, list_api_keys, record_api_key, revoke_api_key
from app.archive.unit_of_work import Archive
from app.facts.api_key import ApiKey, Scope
from app.facts.errors import NotOnRecord
from tests.archive.invented import NOW


def record(archive: Archive, key_hash: str = "hash") -> ApiKey:
    with archive.writing() as session:
        return record_api_key(
            session, name="reader", key_hash=key_hash, scopes=[Scope.INGEST, Scope.READ], created_at=NOW
        )


def revoke(archive: Archive, identifier: str, days: int = 1) -> ApiKey:
    with archive.writing() as session:
        return revoke_api_key(session, identifier, revoked_at=NOW + timedelta(days=days))


def test_key_is_found_by_its_hash_alone(archive: Archive) -> None:
    key = record(archive)
    with archive.reading() as session:
        assert find_api_key(session, "hash") == key
        assert find_api_key(session, "hush") is None
    assert key.scopes == (Scope.READ, Scope.INGEST)


def test_revoked_key_is_listed_but_opens_nothing(archive: Archive) -> None:
    revoked = revoke(archive, record(archive).id)
    with archive.reading() as session:
        assert find_api_key(session, "hash") is None
        assert not any_api_key_exists(session)
        assert list_api_keys(session) == (revoked,)
    assert revoked.revoked_at == NOW + timedelta(days=1)


def test_key_revoked_twice_keeps_its_first_date(archive: Archive) -> None:
    key = record(archive)
    assert revoke(archive, key.id, days=1) == revoke(archive, key.id, days=2)


@pytest.mark.parametrize("identifier", ["key_nobody", "art_1", "\0"])
def test_unknown_key_cannot_be_revoked(archive: Archive, identifier: str) -> None:
    with pytest.raises(NotOnRecord):
        revoke(archive, identifier)


def test_keys_are_listed_oldest_first(archive: Archive) -> None:
    first, second = record(archive, "one"), record(archive, "two")
    with archive.reading() as session:
        assert any_api_key_exists(session)
        assert list_api_keys(session) == (first, second)


def test_hash_can_stand_only_once(archive: Archive) -> None:
    record(archive)
    with pytest.raises(IntegrityError):
        record(archive)
