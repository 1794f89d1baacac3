"""Pages of lists on the wire."""

from typing import Generic, TypeVar

from pydantic import Field

from app.api.schemas import examples
from app.api.schemas.article import Article
from app.api.schemas.audit import AuditEntry
from app.api.schemas.fact import Fact
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.api.schemas.source import Source
from app.api.schemas.wire import Output

Item = TypeVar("Item")


class Listing(Output, Generic[Item]):
    """One page of a list. `total` stands in the answer only where `total=exact` asked for it."""

    items: list[Item] = Field(description="What the page holds, in order.")
    next: str | None = Field(
        description="Path of the next page; null on the last. The `Link` header says the same.",
        examples=[f"/v1/quotes?limit=20&cursor={examples.CURSOR}", None],
    )
    total: int | None = Field(
        default=None,
        description="How many the whole list holds, where `total=exact` was asked for.",
        ge=0,
        examples=[57],
    )


class ArticleList(Listing[Article]):
    """A page of articles."""


class QuoteList(Listing[Quote]):
    """A page of quotes."""


class FigureList(Listing[Figure]):
    """A page of figures."""


class FactList(Listing[Fact]):
    """A page of quotes and figures together."""


class AuditList(Listing[AuditEntry]):
    """A page of what was done."""


class SourceList(Listing[Source]):
    """A page of sources."""
