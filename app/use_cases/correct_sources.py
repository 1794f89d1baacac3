"""Correcting sources by hand; what is done is remembered in the same transaction, with who did it."""

from collections.abc import Sequence

from app.archive import corrections
from app.archive.audit import note_deed
from app.archive.unit_of_work import WriteSession
from app.facts.audit import AuditAction, Doing
from app.facts.correction import Correction


def merge_sources(session: WriteSession, source_id: str, into_id: str, doing: Doing) -> tuple[Correction, bool]:
    """Let one source stand for another. Gives the record, and whether it is there only since now.

    A merge that is in force already is given back as it is. Raises what the archive's `merge_sources` raises.
    """
    correction, is_new = corrections.merge_sources(session, source_id, into_id, doing)
    if is_new:
        note_deed(session, AuditAction.MERGE, source_id, doing, correction.id)
    return correction, is_new


def split_source(session: WriteSession, source_id: str, fact_ids: Sequence[str], doing: Doing) -> Correction:
    """Give facts of a source to a new one. Raises what the archive's `split_source` raises."""
    correction = corrections.split_source(session, source_id, fact_ids, doing)
    note_deed(session, AuditAction.SPLIT, source_id, doing, correction.id)
    return correction


def undo_correction(session: WriteSession, identifier: str, doing: Doing) -> None:
    """Undo a merge or a split. Raises what the archive's `undo_correction` raises."""
    correction = corrections.undo_correction(session, identifier, now=doing.at)
    note_deed(session, AuditAction.UNDO, correction.source_id, doing, correction.id)
