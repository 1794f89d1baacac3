"""The sources on record, as far as questions and filters name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.answers.known_sources import KnownSources
from app.archive.sources import get_named_sources, stamp_of_sources, stamps_of_sources


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of the sources, and the stamps by which to tell what has changed since."""

    stamp: tuple[int, int]
    stamps: Mapping[str, int]
    known: KnownSources


# One for each database that this process reads. Never altered, only replaced, so that threads may share it.
_kept_for: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()
_NOTHING = _Kept((0, 0), {}, KnownSources())


def known_sources(session: Session) -> KnownSources:
    """The sources as the session's transaction sees them: of those that this process knows, what changed is read anew.

    Whichever process changed them, their stamps tell.
    """
    database = session.get_bind()
    stamp = stamp_of_sources(session)
    kept = _kept_for.get(database, _NOTHING)
    if kept.stamp != stamp:
        kept = _kept_for[database] = _read_changes(session, stamp, kept)
    return kept.known


def _read_changes(session: Session, stamp: tuple[int, int], before: _Kept) -> _Kept:
    stamps = stamps_of_sources(session)
    changed = sorted(identifier for identifier, one in stamps.items() if before.stamps.get(identifier) != one)
    gone = before.stamps.keys() - stamps.keys()
    named = get_named_sources(session, changed)
    return _Kept(stamp, stamps, before.known.changed({*gone, *changed}, named))
