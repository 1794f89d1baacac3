"""Batches on the wire: one JSON object a line."""

from pydantic import ConfigDict, Field

from app.api.schemas import examples
from app.api.schemas.problem import Problem
from app.api.schemas.wire import Output


class BatchAnswer(Output):
    """What became of one line of a batch: an article, or a problem."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"line": 1, "status": 201, "article_id": examples.ARTICLE_ID}}
    )

    line: int = Field(description="Number of the line that was sent, from 1; blank lines count.", ge=1, examples=[1])
    status: int = Field(
        description="What `POST /v1/articles` would have answered: 201 for a new article, 200 for one that was on "
        "record already, else the problem's.",
        ge=200,
        le=599,
        examples=[201],
    )
    article_id: str | None = Field(
        default=None, description="Id of the article, on record from now on.", examples=[examples.ARTICLE_ID]
    )
    problem: Problem | None = Field(default=None, description="Why the line was not taken; nothing of it is stored.")
