"""What an export may be asked for: a type, a format, and the filters of the list of that type."""

from dataclasses import fields
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from app.api.schemas.inputs import Words
from app.api.schemas.queries import (
    ArticleFilterQuery,
    FactFilterQuery,
    FigureFilterQuery,
    QuoteFilterQuery,
    Versions,
    article_filter_of,
    figure_filter_of,
    unusable_together,
)
from app.facts.attribution import SourceKind
from app.facts.filters import ArticleFilter, FactFilter, FigureFilter, QuoteFilter, SourceFilter
from app.facts.paging import SortOrder
from app.facts.quote import QuoteKind, Stance


class ExportFormat(StrEnum):
    """How an export is written down; the value is the ending of its file too."""

    NDJSON = "ndjson"
    CSV = "csv"
    JSON_LD = "jsonld"
    PARQUET = "parquet"


class ExportType(StrEnum):
    """What an export holds."""

    QUOTES = "quotes"
    FIGURES = "figures"
    ARTICLES = "articles"
    SOURCES = "sources"


_OF_EVERY_TYPE = frozenset({"format", "type", "limit"})
_OF_FACTS = frozenset({*FactFilterQuery.model_fields, "q", "sort", "versions"})
_OF_TYPES = {
    ExportType.QUOTES: _OF_FACTS | QuoteFilterQuery.model_fields.keys(),
    ExportType.FIGURES: _OF_FACTS | FigureFilterQuery.model_fields.keys(),
    ExportType.ARTICLES: frozenset({*ArticleFilterQuery.model_fields, "q", "sort"}),
    ExportType.SOURCES: frozenset({"q", "kind"}),
}
_KINDS = {ExportType.QUOTES: QuoteKind, ExportType.SOURCES: SourceKind}


class ExportQuery(FigureFilterQuery, ArticleFilterQuery):
    """A whole list: what lists show, with their filters and defaults. A filter of another type is refused."""

    type: ExportType = Field(description="What is exported.", examples=["figures"])
    format: ExportFormat | None = Field(
        default=None,
        description="How it is written down, whatever `Accept` says. Without it `Accept` picks, and `ndjson` comes "
        "first: the items as JSON lists have them.",
        examples=["csv"],
    )
    limit: int | None = Field(
        default=None, ge=1, le=2**53, description="At most so many; all of them without it.", examples=[1000]
    )
    sort: Literal[SortOrder.NEWEST_FIRST, SortOrder.OLDEST_FIRST] = Field(
        default=SortOrder.NEWEST_FIRST,
        description="`-published_at` (newest first) or `published_at` (oldest first), undated last on both, with "
        "`q` too. Sources come by name, or the best match of `q` first.",
        examples=["published_at"],
    )
    q: Words | None = Field(
        default=None, description="Words to be found, in any inflection; of sources a name.", examples=["power cuts"]
    )
    kind: QuoteKind | SourceKind | None = Field(
        default=None, description="Kind of quote, or kind of source.", examples=["direct"]
    )
    stance: Stance | None = Field(
        default=None, description="What the source does with the content of a quote.", examples=["denies"]
    )

    @model_validator(mode="after")
    def _filters_are_of_the_type(self) -> "ExportQuery":
        foreign = self.model_fields_set - _OF_EVERY_TYPE - _OF_TYPES[self.type]
        if foreign:
            raise unusable_together(f"This narrows no {self.type}", *sorted(foreign))
        if self.kind is not None and not isinstance(self.kind, _KINDS[self.type]):
            raise unusable_together(f"This is no kind of {self.type}", "kind")
        return self

    @property
    def written_as(self) -> ExportFormat:
        """The format that is asked for, or the one that comes first."""
        return self.format or ExportFormat.NDJSON

    def to_quote_filter(self) -> QuoteFilter:
        """The filters of quotes that are asked for."""
        as_figures = self.to_figure_filter()
        shared: dict[str, Any] = {one.name: getattr(as_figures, one.name) for one in fields(FactFilter)}
        kind = self.kind if isinstance(self.kind, QuoteKind) else None
        return QuoteFilter(**shared, kind=kind, stance=self.stance)

    def to_figure_filter(self) -> FigureFilter:
        """The filters of figures that are asked for."""
        return figure_filter_of(self, self.q, all_versions=self.versions is Versions.ALL)

    def to_article_filter(self) -> ArticleFilter:
        """The filters of articles that are asked for."""
        return article_filter_of(self, self.q)

    def to_source_filter(self) -> SourceFilter:
        """The filters of sources that are asked for."""
        return SourceFilter(q=self.q, kind=self.kind if isinstance(self.kind, SourceKind) else None)
