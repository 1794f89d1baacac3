"""Corrections of sources by hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.facts.api_key import KeyReference


class CorrectionKind(StrEnum):
    """What a correction says: that two sources are one, or that one is two."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction in force.

    `source_id` is the source that was merged, or that facts were split off; `into_id` the one that was kept, or that
    the split made. `fact_ids` are the facts that a split names, those deleted since too. `by` is None where no key was
    needed.
    """

    id: str
    kind: CorrectionKind
    source_id: str
    into_id: str
    fact_ids: tuple[str, ...]
    made_at: datetime
    by: KeyReference | None
