"""What a scope opens."""

from collections.abc import Collection

from app.facts.api_key import Scope

_OPENED_BY = {
    Scope.READ: frozenset({Scope.READ, Scope.INGEST, Scope.ADMIN}),
    Scope.INGEST: frozenset({Scope.INGEST, Scope.ADMIN}),
    Scope.ADMIN: frozenset({Scope.ADMIN}),
}


def opens(scopes: Collection[Scope], needed: Scope) -> bool:
    """Tell whether a key with these scopes may do what needs this one: admin opens ingest, and ingest opens read."""
    return not _OPENED_BY[needed].isdisjoint(scopes)
