"""The prefixes of opaque ids."""

from enum import StrEnum


class IdentifierPrefix(StrEnum):
    """What an id names, told by its first letters."""

    ARTICLE = "art"
    QUOTE = "quo"
    FIGURE = "fig"
    SOURCE = "src"
    API_KEY = "key"
    CORRECTION = "mrg"
    AUDIT_ENTRY = "aud"
