"""Ids: opaque, prefixed, ordered by the time of minting."""

import re
from collections.abc import Callable

from typeid import TypeID

from app.facts.identifiers import IdentifierPrefix

IdentifierSource = Callable[[IdentifierPrefix], str]

_IDENTIFIER = re.compile(r"[a-z]{3}_[0-9a-z]{1,60}", re.ASCII)


def mint_identifier(prefix: IdentifierPrefix) -> str:
    """A new id (TypeID of a UUIDv7); ids minted by one process rise in their order."""
    return str(TypeID(prefix=prefix.value))


def looks_like_identifier(text: str, prefix: IdentifierPrefix) -> bool:
    """Tell whether a text has the form of such an id; what has not is on no record."""
    return text.startswith(f"{prefix}_") and _IDENTIFIER.fullmatch(text) is not None
