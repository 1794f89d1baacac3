"""What one article was found to say."""

from dataclasses import dataclass

from app.facts.attribution import SourceKind
from app.facts.figure import Figure
from app.facts.partial_date import PartialDate
from app.facts.quote import Quote


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What is known of an article beside its text: needed to resolve relative dates and "this newspaper"."""

    title: str | None = None
    publisher: str | None = None
    published_at: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source as one article presents it: its fullest naming first, then every other name used for it there.

    `named` is false for a group that the article does not identify ("three officials").
    """

    id: str
    name: str
    kind: SourceKind
    named: bool
    aliases: tuple[str, ...]
    description: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All facts found in one article, with ids that hold only inside it (`quo_1`, `fig_1`, `src_1`).

    Every source id in an attribution stands in `sources`; every `within` and `related` id is a fact of this reading.
    Facts stand in reading order.
    """

    sources: tuple[FoundSource, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
