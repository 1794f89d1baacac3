"""Pages of lists on the wire."""

from pydantic import Field

from app.api.schemas import examples
from app.api.schemas.article import Article
from app.api.schemas.fact import Fact
from app.api.schemas.figure import Figure
from app.api.schemas.quote import Quote
from app.api.schemas.source import Source
from app.api.schemas.wire import Output


class Listing(Output):
    """One page of a list. `total` stands in the answer only where `total=exact` asked for it."""

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


class ArticleList(Listing):
    """A page of articles."""

    items: list[Article] = Field(description="The articles.")


class QuoteList(Listing):
    """A page of quotes."""

    items: list[Quote] = Field(description="The quotes.")


class FigureList(Listing):
    """A page of figures."""

    items: list[Figure] = Field(description="The figures.")


class FactList(Listing):
    """A page of quotes and figures together."""

    items: list[Fact] = Field(description="The facts.")


class SourceList(Listing):
    """A page of sources."""

    items: list[Source] = Field(description="The sources.")
