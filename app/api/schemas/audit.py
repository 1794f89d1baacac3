"""Who did what, on the wire."""

from datetime import datetime
from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.correction import Actor
from app.api.schemas.wire import Output
from app.facts.audit import AuditAction
from app.facts.audit import AuditEntry as RecordedEntry


class AuditEntry(Output):
    """One thing that was done."""

    model_config = ConfigDict(json_schema_extra={"example": dict(examples.AUDIT_ENTRY)})

    id: str = Field(description="Id of the entry.", examples=[examples.AUDIT_ID])
    action: AuditAction = Field(
        description="What was done: `merge` or `split` of a source, `undo` of either, or `delete_article`.",
        examples=["merge"],
    )
    target: str = Field(
        description="Id of what it was done to: the source that was merged or split, or the article.",
        examples=[examples.SOURCE_ID],
    )
    correction: str | None = Field(
        description="Id of the merge or split that was made or undone; null for an article.",
        examples=[examples.MERGE_ID],
    )
    into: str | None = Field(
        description="Id of the source that was kept, or that the split made; null for an article.",
        examples=[examples.KEPT_SOURCE_ID],
    )
    facts: list[str] = Field(description="Ids of the facts that a split took; else empty.", examples=[[]])
    at: datetime = Field(description="When it was done.", examples=["2024-10-17T08:00:00Z"])
    by: Actor | None = Field(description="Whose key it was done with; null where no keys existed: nobody was named.")

    @classmethod
    def of(cls, entry: RecordedEntry) -> Self:
        """Put an entry on the wire."""
        return cls(
            id=entry.id,
            action=entry.action,
            target=entry.target_id,
            correction=entry.correction_id,
            into=entry.into_id,
            facts=list(entry.fact_ids),
            at=entry.done_at,
            by=Actor.of(entry.by) if entry.by else None,
        )
