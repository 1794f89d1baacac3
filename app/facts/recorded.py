"""Facts as they stand on record: with the article and the evidence they can be checked against."""

from dataclasses import dataclass
from datetime import datetime

from app.facts.article import ArticleStatus
from app.facts.attribution import SourceKind
from app.facts.figure import Figure
from app.facts.partial_date import PartialDate
from app.facts.quote import Quote
from app.facts.text_span import TextSpan


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """What evidence says of its article; `sha256` is that of the article's text in UTF-8."""

    id: str
    title: str | None
    publisher: str | None
    published_at: PartialDate | None
    url: str | None
    status: ArticleStatus
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands. `prefix` and `suffix` are up to 32 characters before and after (W3C TextQuoteSelector)."""

    article: ArticleReference
    span: TextSpan
    prefix: str
    suffix: str
    sentence: TextSpan


@dataclass(frozen=True, slots=True)
class RecordedQuote:
    """A stored quote with its evidence."""

    quote: Quote
    evidence: Evidence

    @property
    def id(self) -> str:
        """The quote's id."""
        return self.quote.id

    @property
    def own(self) -> Quote:
        """The fact itself, without its evidence."""
        return self.quote


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A stored figure with its evidence."""

    figure: Figure
    evidence: Evidence

    @property
    def id(self) -> str:
        """The figure's id."""
        return self.figure.id

    @property
    def own(self) -> Figure:
        """The fact itself, without its evidence."""
        return self.figure


RecordedFact = RecordedQuote | RecordedFigure


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many facts are attributed to a source, in how many articles."""

    quotes: int
    figures: int
    articles: int


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """A source across articles. `first_seen` and `last_seen` are the dates of its first and last dated article."""

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: tuple[str, ...]
    description: str | None
    counts: SourceCounts
    first_seen: PartialDate | None
    last_seen: PartialDate | None
    created_at: datetime
