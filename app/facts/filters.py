"""What a caller narrows a list by. A field that is None (or empty) filters nothing."""

from dataclasses import dataclass
from decimal import Decimal

from app.facts.attribution import SourceKind
from app.facts.figure import Bound, Change, Modality, Role, UnitKind
from app.facts.partial_date import PartialDate
from app.facts.quote import QuoteKind, Stance


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Narrows a list of articles. `q` is words of title or text."""

    q: str | None = None
    url: str | None = None
    sha256: str | None = None
    publisher: str | None = None
    source: str | None = None
    language: str | None = None
    published_from: PartialDate | None = None
    published_to: PartialDate | None = None
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Narrows a list of facts by what quotes and figures share.

    `source` and `via` are an id or a name in any spelling; `mentions` a name inside the content; `within` a quote's id.
    Facts are those of the newest versions of articles alone, unless `all_versions` or `article` asks for more.
    """

    q: str | None = None
    source: str | None = None
    mentions: str | None = None
    via: str | None = None
    publisher: str | None = None
    article: str | None = None
    within: str | None = None
    published_from: PartialDate | None = None
    published_to: PartialDate | None = None
    said_from: PartialDate | None = None
    said_to: PartialDate | None = None
    min_confidence: float = 0.5
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class QuoteFilter(FactFilter):
    """Narrows a list of quotes."""

    kind: QuoteKind | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class FigureFilter(FactFilter):
    """Narrows a list of figures. `value_gte` and `value_lte` match where the figure's interval meets them.

    `role` None means every role.
    """

    unit: str | None = None
    unit_kind: UnitKind | None = None
    subject: str | None = None
    value_gte: Decimal | None = None
    value_lte: Decimal | None = None
    bound: Bound | None = None
    change: Change | None = None
    modality: Modality | None = None
    role: Role | None = Role.CLAIM


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Narrows a list of sources. `q` is a name in any spelling."""

    q: str | None = None
    kind: SourceKind | None = None
