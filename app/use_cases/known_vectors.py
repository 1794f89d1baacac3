"""The vectors of the facts on record, kept in this process."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.archive.fact_vectors import changed_since, last_change, newest_vectors, vectors_of
from app.meaning.vector_index import VectorIndex

# 77 MB. Facts beyond the newest of them are found by their words alone.
_MOST_KEPT = 200_000
# After more changes than these everything is read anew.
_MOST_CHANGES = 5_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read, and the number of the last change before it."""

    sequence: int
    index: VectorIndex


# One for each database that this process reads. Never altered, only replaced, so that threads may share it.
_kept_for: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()


def known_vectors(session: Session) -> VectorIndex:
    """The vectors as the session's transaction sees them: what changed since they were last read is read anew.

    Whichever process changed them, the log of changes tells.
    """
    database = session.get_bind()
    # The log is asked first: what is changed between the two is at worst read twice.
    sequence = last_change(session)
    kept = _kept_for.get(database)
    if kept is None or kept.sequence != sequence:
        kept = _kept_for[database] = _Kept(sequence, _read(session, kept, sequence))
    return kept.index


def _read(session: Session, before: _Kept | None, sequence: int) -> VectorIndex:
    if before is not None and before.sequence < sequence:
        changed = changed_since(session, before.sequence, _MOST_CHANGES)
        if changed is not None and len(before.index) + len(changed) <= _MOST_KEPT:
            return before.index.changed(changed, vectors_of(session, changed))
    return VectorIndex().changed((), newest_vectors(session, _MOST_KEPT))
