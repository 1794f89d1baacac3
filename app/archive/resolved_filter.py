"""A filter with its words turned into search terms and its names into ids."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.facts.filters import ArticleFilter, FactFilter
from app.facts.partial_date import PartialDate

Asked_co = TypeVar("Asked_co", bound=FactFilter, covariant=True)


@dataclass(frozen=True, slots=True)
class ResolvedFilter(Generic[Asked_co]):
    """What was asked, and what its words stand for.

    A field that is None was not asked for; an empty one was, and nothing answers it. `asked` decides the type of fact:
    a QuoteFilter finds quotes, a FigureFilter figures, and a plain FactFilter both, without figures that only refer.
    `terms` must all be found in some field, one of each of `mentioned_terms` in the content, and `subject_terms` in the
    subject.
    Between `time_from` and `time_to` lies the time of a figure, or when it was said, or else when it was published; a
    time that is open ("by January") ends, or goes on, at the latest.
    """

    asked: Asked_co
    terms: tuple[str, ...] | None = None
    mentioned_terms: tuple[tuple[str, ...], ...] | None = None
    subject_terms: tuple[str, ...] | None = None
    source_ids: tuple[str, ...] | None = None
    via_ids: tuple[str, ...] | None = None
    time_from: PartialDate | None = None
    time_to: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ResolvedArticleFilter:
    """What was asked of articles, and what its words stand for; None and empty mean the same as for facts."""

    asked: ArticleFilter
    terms: tuple[str, ...] | None = None
    source_ids: tuple[str, ...] | None = None
