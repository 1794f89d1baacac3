"""What the query string of each endpoint may hold."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from app.api.schemas import examples
from app.api.schemas.inputs import Date, Identifier, LanguageTag, Name, WebAddress, Words
from app.api.schemas.wire import Input
from app.facts.attribution import SourceKind
from app.facts.figure import Bound, Change, Modality, Role, UnitKind
from app.facts.filters import ArticleFilter, FactFilter, FigureFilter, QuoteFilter, SourceFilter
from app.facts.paging import PageRequest, SortOrder
from app.facts.partial_date import PartialDate
from app.facts.quote import QuoteKind, Stance


class Total(StrEnum):
    """How the whole list is counted."""

    EXACT = "exact"


class Versions(StrEnum):
    """Which versions of an article a list shows."""

    NEWEST = "newest"
    ALL = "all"


class RoleChoice(StrEnum):
    """Which figures a list shows."""

    CLAIM = "claim"
    REFERENCE = "reference"
    ALL = "all"


class CompareFormat(StrEnum):
    """How a comparison is answered: as JSON, or drawn."""

    JSON = "json"
    SVG = "svg"
    PNG = "png"


_CURSOR = "^[A-Za-z0-9_.=~-]+$"


def _refuse_other_than_cursor(text: str) -> str:
    if not re.fullmatch(_CURSOR, text):
        raise ValueError("a cursor is taken from `next` as it stands there")
    return text


Cursor = Annotated[
    str, Field(max_length=2000, json_schema_extra={"pattern": _CURSOR}), AfterValidator(_refuse_other_than_cursor)
]


def unusable_together(reason: str, *parameters: str) -> PydanticCustomError:
    """An error of several parameters, each of which is named to the caller."""
    return PydanticCustomError("unusable_together", "{reason}", {"reason": reason, "parameters": parameters})


class NoQuery(Input):
    """An endpoint without query parameters."""


class CursorQuery(Input):
    """Which page of a list is wanted, where every page tells how many there are."""

    limit: int = Field(default=20, ge=1, le=200, description="How many items a page holds.", examples=[20])
    cursor: Cursor | None = Field(
        default=None,
        description="Where the page begins: taken from `next`, with the same filters and sort.",
        examples=[examples.CURSOR],
    )

    def to_page_request(self) -> PageRequest:
        """Hand the page to the archive."""
        return PageRequest(limit=self.limit, cursor=self.cursor, count_total=True)


class PageQuery(CursorQuery):
    """Which page of a list is wanted."""

    total: Total | None = Field(default=None, description="`exact` adds a count of the whole list.", examples=["exact"])

    def to_page_request(self) -> PageRequest:
        """Hand the page to the archive."""
        return PageRequest(limit=self.limit, cursor=self.cursor, count_total=self.total is Total.EXACT)


class ChangesQuery(Input):
    """From where on changes are wanted, and how many."""

    limit: int = Field(default=20, ge=1, le=200, description="How many changes a page holds.", examples=[200])
    since: Cursor | None = Field(
        default=None,
        description="The cursor to go on from: `since` of the last answer, or `cursor` of the last change taken in. "
        "Without it, from the beginning.",
        examples=[examples.CURSOR],
    )


class SortedPageQuery(PageQuery):
    """Which page of a list is wanted, in which order."""

    sort: SortOrder | None = Field(
        default=None,
        description="`-published_at` (newest first), `published_at` (oldest first), undated last on both; or "
        "`relevance`, which needs `q` and is then the default.",
        examples=["-published_at"],
    )
    q: Words | None = Field(default=None, description="Words to be found, in any inflection.", examples=["power cuts"])

    @model_validator(mode="after")
    def _relevance_needs_words(self) -> "SortedPageQuery":
        if self.sort is SortOrder.RELEVANCE and self.q is None:
            raise unusable_together("sort=relevance needs q", "sort", "q")
        return self

    def to_page_request(self) -> PageRequest:
        """Hand the page to the archive."""
        default = SortOrder.NEWEST_FIRST if self.q is None else SortOrder.RELEVANCE
        return PageRequest(
            limit=self.limit,
            sort=self.sort or default,
            cursor=self.cursor,
            count_total=self.total is Total.EXACT,
        )


def _refuse_backward_dates(first: PartialDate | None, last: PartialDate | None, *names: str) -> None:
    if first and last and first.earliest > last.latest:
        raise unusable_together("The first date lies after the last", *names)


class PublishedBetween(Input):
    """Bounds on the date of publication."""

    published_from: Date | None = Field(
        default=None,
        description="First date of publication, inclusive; a partial date matches where its interval meets the bound, "
        "an undated article never.",
        examples=["2024-10"],
    )
    published_to: Date | None = Field(
        default=None, description="Last date of publication, inclusive.", examples=["2024-10-31"]
    )

    @model_validator(mode="after")
    def _publication_dates_run_forward(self) -> "PublishedBetween":
        _refuse_backward_dates(self.published_from, self.published_to, "published_from", "published_to")
        return self


class WithVersions(Input):
    """Whether older versions are wanted too."""

    versions: Versions = Field(
        default=Versions.NEWEST, description="`all` shows older versions of articles too.", examples=["all"]
    )


class ArticleFilterQuery(PublishedBetween, WithVersions):
    """Filters of articles."""

    url: WebAddress | None = Field(
        default=None, description="Exactly this URL.", examples=["https://courier.example/dalmere-braces"]
    )
    sha256: str | None = Field(
        default=None,
        pattern="^[0-9a-fA-F]{64}$",
        description="Exactly this hash of the stored text.",
        examples=[examples.SHA256],
    )
    publisher: Name | None = Field(default=None, description="Name of the publisher.", examples=["Dalmere Courier"])
    source: Name | None = Field(
        default=None,
        description="Articles that attribute something to this source: an id, or a name in any spelling.",
        examples=["Mina Sorel"],
    )
    language: LanguageTag | None = Field(default=None, description="Language of the text (BCP 47).", examples=["en"])


class ArticleListQuery(SortedPageQuery, ArticleFilterQuery):
    """Filters and paging of a list of articles."""

    def to_filter(self) -> ArticleFilter:
        """Hand the filters to the archive."""
        return article_filter_of(self, self.q)


def article_filter_of(query: ArticleFilterQuery, q: str | None) -> ArticleFilter:
    """The filters of articles that a query string asks for."""
    return ArticleFilter(
        q=q,
        url=query.url,
        sha256=query.sha256.lower() if query.sha256 else None,
        publisher=query.publisher,
        source=query.source,
        language=query.language,
        published_from=query.published_from,
        published_to=query.published_to,
        all_versions=query.versions is Versions.ALL,
    )


class FactFilterQuery(PublishedBetween):
    """Filters that quotes and figures share."""

    source: Name | None = Field(
        default=None,
        description="Facts attributed to this source: an id, or a name in any spelling.",
        examples=["Mina Sorel"],
    )
    mentions: Name | None = Field(
        default=None, description="A name that stands inside the content.", examples=["Dalmere"]
    )
    via: Name | None = Field(
        default=None,
        description="Facts that this source carried: an id, or a name in any spelling.",
        examples=["Ostra Wire"],
    )
    publisher: Name | None = Field(default=None, description="Name of the publisher.", examples=["Dalmere Courier"])
    article: Identifier | None = Field(
        default=None, description="Facts of the article with this id.", examples=[examples.ARTICLE_ID]
    )
    within: Identifier | None = Field(
        default=None, description="Facts that stand inside the quote with this id.", examples=[examples.QUOTE_ID]
    )
    said_from: Date | None = Field(
        default=None, description="First date on which it was said, inclusive.", examples=["2024-10-15"]
    )
    said_to: Date | None = Field(
        default=None, description="Last date on which it was said, inclusive.", examples=["2024-10-15"]
    )
    min_confidence: float = Field(
        default=0.5, ge=0, le=1, description="Least confidence of the extractor.", examples=[0.8]
    )

    @model_validator(mode="after")
    def _dates_said_run_forward(self) -> "FactFilterQuery":
        _refuse_backward_dates(self.said_from, self.said_to, "said_from", "said_to")
        return self


class QuoteFilterQuery(FactFilterQuery):
    """Filters of quotes alone."""

    kind: QuoteKind | None = Field(default=None, description="Kind of quote.", examples=["direct"])
    stance: Stance | None = Field(
        default=None, description="What the source does with the content.", examples=["denies"]
    )


_Bound = Annotated[Decimal, Field(allow_inf_nan=False, max_digits=30, decimal_places=10)]


class FigureFilterQuery(FactFilterQuery):
    """Filters of figures alone."""

    unit: Name | None = Field(
        default=None, description="Unit: a code, a symbol or the singular noun counted.", examples=["home"]
    )
    unit_kind: UnitKind | None = Field(default=None, description="Sort of quantity.", examples=["count"])
    subject: Words | None = Field(default=None, description="Words of what is counted or measured.", examples=["homes"])
    value_gte: _Bound | None = Field(
        default=None, description="Figures whose interval reaches this value or more.", examples=[1000]
    )
    value_lte: _Bound | None = Field(
        default=None, description="Figures whose interval reaches this value or less.", examples=[2000]
    )
    bound: Bound | None = Field(default=None, description="How the words bound the value.", examples=["at_most"])
    change: Change | None = Field(default=None, description="Figures that are a rise or a fall.", examples=["up"])
    modality: Modality | None = Field(
        default=None, description="How sure the figure is said to be.", examples=["actual"]
    )
    role: RoleChoice = Field(
        default=RoleChoice.CLAIM,
        description="Figures that claim something, that only refer, or `all`.",
        examples=["all"],
    )

    @model_validator(mode="after")
    def _values_run_upwards(self) -> "FigureFilterQuery":
        if self.value_gte is not None and self.value_lte is not None and self.value_gte > self.value_lte:
            raise unusable_together("The least value lies above the greatest", "value_gte", "value_lte")
        return self


def quote_filter_of(query: QuoteFilterQuery, q: str | None, *, all_versions: bool = False) -> QuoteFilter:
    """The filters of quotes that a query string asks for."""
    return QuoteFilter(
        q=q,
        source=query.source,
        mentions=query.mentions,
        via=query.via,
        publisher=query.publisher,
        article=query.article,
        within=query.within,
        published_from=query.published_from,
        published_to=query.published_to,
        said_from=query.said_from,
        said_to=query.said_to,
        min_confidence=query.min_confidence,
        all_versions=all_versions,
        kind=query.kind,
        stance=query.stance,
    )


def figure_filter_of(query: FigureFilterQuery, q: str | None, *, all_versions: bool = False) -> FigureFilter:
    """The filters of figures that a query string asks for."""
    return FigureFilter(
        q=q,
        source=query.source,
        mentions=query.mentions,
        via=query.via,
        publisher=query.publisher,
        article=query.article,
        within=query.within,
        published_from=query.published_from,
        published_to=query.published_to,
        said_from=query.said_from,
        said_to=query.said_to,
        min_confidence=query.min_confidence,
        all_versions=all_versions,
        unit=query.unit,
        unit_kind=query.unit_kind,
        subject=query.subject,
        value_gte=query.value_gte,
        value_lte=query.value_lte,
        bound=query.bound,
        change=query.change,
        modality=query.modality,
        role=None if query.role is RoleChoice.ALL else Role(query.role.value),
    )


class QuoteListQuery(SortedPageQuery, QuoteFilterQuery, WithVersions):
    """Filters and paging of a list of quotes."""

    def to_filter(self) -> QuoteFilter:
        """Hand the filters to the use case."""
        return quote_filter_of(self, self.q, all_versions=self.versions is Versions.ALL)


class FigureListQuery(SortedPageQuery, FigureFilterQuery, WithVersions):
    """Filters and paging of a list of figures."""

    def to_filter(self) -> FigureFilter:
        """Hand the filters to the use case."""
        return figure_filter_of(self, self.q, all_versions=self.versions is Versions.ALL)


_OF_QUOTES = frozenset({"kind", "stance"})
_OF_FIGURES = frozenset(
    {"unit", "unit_kind", "subject", "value_gte", "value_lte", "bound", "change", "modality", "role"}
)


class LookupQuery(QuoteFilterQuery, FigureFilterQuery):
    """A question, with all list filters. A filter of quotes alone finds quotes alone, one of figures figures alone."""

    q: Words = Field(
        description="A question or keywords, in plain words.", examples=["how many homes will lose power?"]
    )
    limit: int = Field(default=20, ge=1, le=200, description="How many items a page holds.", examples=[20])
    cursor: Cursor | None = Field(
        default=None,
        description="Where the page begins: taken from `next`, with the same question and filters.",
        examples=[examples.CURSOR],
    )
    collapse: bool = Field(
        default=True,
        description="Whether a fact that copies of one text print (wire copy, cut, edited or updated) is shown once. "
        "What only one of them says is always shown.",
        examples=[False],
    )

    @model_validator(mode="after")
    def _filters_of_one_type(self) -> "LookupQuery":
        of_quotes, of_figures = self.model_fields_set & _OF_QUOTES, self.model_fields_set & _OF_FIGURES
        if of_quotes and of_figures:
            reason = "Some of these filter quotes, others figures; nothing can meet both"
            raise unusable_together(reason, *sorted(of_quotes | of_figures))
        return self

    def to_filter(self) -> FactFilter:
        """Hand the filters to the use case."""
        if self.model_fields_set & _OF_QUOTES:
            return quote_filter_of(self, None)
        if self.model_fields_set & _OF_FIGURES:
            return figure_filter_of(self, None)
        return FactFilter(
            source=self.source,
            mentions=self.mentions,
            via=self.via,
            publisher=self.publisher,
            article=self.article,
            within=self.within,
            published_from=self.published_from,
            published_to=self.published_to,
            said_from=self.said_from,
            said_to=self.said_to,
            min_confidence=self.min_confidence,
        )


class CompareQuery(FigureFilterQuery):
    """A question whose figures are set side by side, with the list filters of figures."""

    q: Words = Field(
        description="A question or keywords, in plain words.", examples=["how many homes will lose power?"]
    )
    limit: int = Field(
        default=60, ge=1, le=200, description="The most claims that are compared, best answers first.", examples=[60]
    )
    collapse: bool = Field(
        default=True,
        description="Whether a claim that copies of the same text print is shown once, by the earliest of them.",
        examples=[False],
    )
    format: CompareFormat | None = Field(
        default=None,
        description="`svg` or `png` draws the claims. Without it `Accept` picks, and `json` comes first.",
        examples=["svg"],
    )


class FactsOfSourceQuery(PageQuery):
    """Paging of a source's facts."""

    sort: Literal[SortOrder.NEWEST_FIRST, SortOrder.OLDEST_FIRST] = Field(
        default=SortOrder.NEWEST_FIRST,
        description="`-published_at` (newest first) or `published_at` (oldest first); undated last on both.",
        examples=["published_at"],
    )

    def to_page_request(self) -> PageRequest:
        """Hand the page to the archive."""
        return PageRequest(limit=self.limit, sort=self.sort, cursor=self.cursor, count_total=self.total is Total.EXACT)


class SourceListQuery(PageQuery):
    """Filters and paging of a list of sources."""

    q: Name | None = Field(default=None, description="A name, in any spelling.", examples=["Minna Sorell"])
    kind: SourceKind | None = Field(default=None, description="Kind of source.", examples=["person"])

    def to_filter(self) -> SourceFilter:
        """Hand the filters to the archive."""
        return SourceFilter(q=self.q, kind=self.kind)
