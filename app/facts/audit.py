"""Who did what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.facts.api_key import KeyReference


class AuditAction(StrEnum):
    """What can be done that is worth remembering who did it."""

    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    DELETE_ARTICLE = "delete_article"


@dataclass(frozen=True, slots=True)
class Doing:
    """When something is done, and with which key; None where no keys exist."""

    at: datetime
    key_id: str | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One deed. `target_id` is the source or the article it was done to; `correction_id` the correction made or undone.

    Of a correction `into_id` is the other source, and `fact_ids` are the facts that a split took. `by` is None where no
    keys existed.
    """

    id: str
    action: AuditAction
    target_id: str
    correction_id: str | None
    into_id: str | None
    fact_ids: tuple[str, ...]
    done_at: datetime
    by: KeyReference | None
