"""Building invented articles, already read, to record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from app.answers.search_fields import search_fields_of_figure, search_fields_of_quote
from app.answers.terms import terms_of
from app.answers.text_signature import keys_of_copies
from app.archive.articles import record_article
from app.archive.identifiers import IdentifierSource, mint_identifier
from app.archive.new_article import IndexedReading, NewArticle, Recording
from app.archive.unit_of_work import Archive
from app.facts.article import ArticleMetadata
from app.facts.attribution import AttributedSource, Attribution, Cue, Origin, SourceKind, ViaLink
from app.facts.extractor import Extractor
from app.facts.figure import Bound, Change, Figure, Modality, Quantity, RelatedFigure, Role, Subject, UnitKind
from app.facts.identifiers import IdentifierPrefix
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.quote import QuotationMarks, Quote, QuoteKind, Stance
from app.facts.reading import ArticleContext, FoundSource, Reading
from app.facts.text_span import TextSpan
from app.names.identity_keys import identity_keys

NOW = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
EXTRACTOR = Extractor("invented", "1")


class CountingIdentifiers:
    """Ids that count upwards, the same in every run."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, prefix: IdentifierPrefix) -> str:
        self.count += 1
        return f"{prefix}_{self.count:026d}"


@dataclass
class Invented:
    """An article in the making: facts are added by the words that print them."""

    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    language: str = "en"
    sources: list[FoundSource] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def span(self, words: str) -> TextSpan:
        start = self.text.index(words)
        return TextSpan(start, start + len(words), words)

    def source(
        self,
        name: str,
        kind: SourceKind = SourceKind.PERSON,
        *,
        named: bool = True,
        aliases: Sequence[str] = (),
        description: str | None = None,
    ) -> str:
        identifier = f"src_{len(self.sources) + 1}"
        self.sources.append(FoundSource(identifier, name, kind, named, tuple(aliases), description))
        return identifier

    def attribution(self, source: str | None, cue: str = "said", via: Sequence[str] = ()) -> Attribution:
        if source is None:
            return Attribution.to_publisher()
        links = tuple(ViaLink((self._attributed(one),), None) for one in via)
        return Attribution(Origin.NAMED, (self._attributed(source),), Cue(self.span(cue), "say"), links)

    def quote(
        self,
        *words: str,
        source: str | None = None,
        cue: str = "said",
        via: Sequence[str] = (),
        kind: QuoteKind = QuoteKind.DIRECT,
        stance: Stance = Stance.ASSERTS,
        said_at: Period | None = None,
        within: str | None = None,
        confidence: float = 0.9,
    ) -> str:
        spans = tuple(self.span(one) for one in words)
        identifier = f"quo_{len(self.quotes) + 1}"
        attribution = self.attribution(source, cue, via)
        self.quotes.append(
            Quote(
                identifier,
                kind,
                QuotationMarks.PAIRED,
                spans,
                stance,
                said_at,
                within,
                attribution,
                self._sentence(spans[0].start, spans[-1].end),
                confidence,
                EXTRACTOR,
            )
        )
        return identifier

    def figure(
        self,
        words: str,
        value: str | Quantity,
        unit: str | None = "soldier",
        *,
        source: str | None = None,
        cue: str = "said",
        subject: str | None = None,
        bound: Bound = Bound.EXACT,
        unit_kind: UnitKind = UnitKind.COUNT,
        role: Role = Role.CLAIM,
        modality: Modality = Modality.ACTUAL,
        change: Change | None = None,
        period: Period | None = None,
        related: Sequence[RelatedFigure] = (),
        within: str | None = None,
        confidence: float = 0.9,
    ) -> str:
        span = self.span(words)
        quantity = value if isinstance(value, Quantity) else Quantity.of(Decimal(value), bound, unit, unit_kind)
        identifier = f"fig_{len(self.figures) + 1}"
        self.figures.append(
            Figure(
                id=identifier,
                span=span,
                quantity=quantity,
                change=change,
                subject=Subject(subject, self.span(subject)) if subject else None,
                role=role,
                modality=modality,
                condition=None,
                period=period,
                said_at=None,
                related=tuple(related),
                within=within,
                attribution=self.attribution(source, cue),
                sentence=self._sentence(span.start, span.end),
                confidence=confidence,
                extractor=EXTRACTOR,
            )
        )
        return identifier

    def period(self, words: str, first: str | None, last: str | None) -> Period:
        dates = [PartialDate.parse(one) if one else None for one in (first, last)]
        return Period(self.span(words), *dates)

    def new_article(self) -> NewArticle:
        published_at = PartialDate.parse(self.published_at) if self.published_at else None
        metadata = ArticleMetadata(self.url, self.title, self.publisher, (), published_at, self.language)
        return NewArticle(self.text, metadata, NOW, self.language)

    def indexed(self) -> IndexedReading:
        sources = {source.id: source for source in self.sources}
        context = ArticleContext(self.title, self.publisher, None)
        published_at = PartialDate.parse(self.published_at) if self.published_at else None
        fields = {quote.id: search_fields_of_quote(quote, sources, context) for quote in self.quotes}
        fields |= {figure.id: search_fields_of_figure(figure, sources, context) for figure in self.figures}
        return IndexedReading(
            reading=Reading(tuple(self.sources), tuple(self.quotes), tuple(self.figures)),
            source_keys={source.id: identity_keys(source, published_at) for source in self.sources},
            search_fields={fact_id: one.as_mapping() for fact_id, one in fields.items()},
            article_terms=" ".join(terms_of(f"{self.title or ''} {self.text}")),
            copy_keys=keys_of_copies(self.text),
        )

    def record(self, archive: Archive, mint: IdentifierSource = mint_identifier) -> Recording:
        with archive.writing() as session:
            return record_article(session, self.new_article(), self.indexed(), mint=mint)

    def _attributed(self, source_id: str) -> AttributedSource:
        found = next(source for source in self.sources if source.id == source_id)
        mention = self.span(found.name) if found.name in self.text else None
        return AttributedSource(source_id, found.name, found.kind, mention)

    def _sentence(self, start: int, end: int) -> TextSpan:
        first = self.text.rfind(". ", 0, start)
        first = 0 if first < 0 else first + 2
        last = self.text.find(".", end)
        last = len(self.text) if last < 0 else last + 1
        return TextSpan.of(self.text, first, last)
