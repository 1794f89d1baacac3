"""The sources on record, as far as questions and filters name them."""

from sqlalchemy.orm import Session

from app.answers.known_sources import KnownSources
from app.archive.sources import all_named_sources


def known_sources(session: Session) -> KnownSources:
    """The sources on record now."""
    return KnownSources(all_named_sources(session))
