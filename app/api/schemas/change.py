"""Changes on the wire."""

from datetime import datetime
from typing import Self

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.article import Article
from app.api.schemas.fact import Fact, fact_of
from app.api.schemas.wire import Output
from app.facts.change import Change as LoggedChange
from app.facts.change import ChangedType, ChangeKind

_CHANGE = {
    "cursor": examples.CURSOR,
    "at": examples.ARTICLE["ingested_at"],
    "change": "added",
    "type": "quote",
    "id": examples.QUOTE_ID,
    "article": None,
    "newest": None,
    "fact": dict(examples.QUOTE),
}


class Change(Output):
    """That an article or a fact was added, changed or deleted, with what is on record of it now."""

    model_config = ConfigDict(json_schema_extra={"example": _CHANGE})

    cursor: str = Field(description="What to send as `since` to go on after this change.", examples=[examples.CURSOR])
    at: datetime = Field(
        description="When it happened (RFC 3339, UTC). The order of the list is that of becoming durable.",
        examples=["2024-10-16T07:30:12.041000Z"],
    )
    change: ChangeKind = Field(description="What happened.", examples=["added"])
    type: ChangedType = Field(description="What it happened to.", examples=["quote"])
    id: str = Field(description="Id of the article or the fact.", examples=[examples.QUOTE_ID])
    article: Article | None = Field(
        description="The article as it is now; null for a fact, and for an article that has been deleted since."
    )
    newest: bool | None = Field(
        description="Of an article, whether it is now the newest version: of older versions lists show no facts.",
        examples=[None, True],
    )
    fact: Fact | None = Field(
        description="The fact as it is now; null for an article, and for a fact that has been deleted since."
    )

    @classmethod
    def of(cls, change: LoggedChange) -> Self:
        """Put a change on the wire."""
        return cls(
            cursor=change.cursor,
            at=change.at,
            change=change.change,
            type=change.type,
            id=change.id,
            article=Article.of(change.article) if change.article else None,
            newest=change.is_newest,
            fact=fact_of(change.fact) if change.fact else None,
        )


class ChangeList(Output):
    """Some changes in the order in which they became durable, and where to go on."""

    items: list[Change] = Field(description="The changes, oldest first.")
    next: str | None = Field(
        description="Path of the changes that follow already; null where there are none yet. The `Link` header says "
        "the same.",
        examples=[f"/v1/changes?limit=200&since={examples.CURSOR}", None],
    )
    since: str = Field(
        description="What to send as `since` the next time, now or much later; there always is one.",
        examples=[examples.CURSOR],
    )
