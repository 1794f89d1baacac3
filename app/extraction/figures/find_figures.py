"""Finding every quantity an article states."""

import collections
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.extraction.blocks import Block, BlockRole
from app.extraction.figures.bounding import set_bound
from app.extraction.figures.changes import set_change
from app.extraction.figures.conversions import join_conversions
from app.extraction.figures.currency_places import set_currency_of_place
from app.extraction.figures.draft import Draft
from app.extraction.figures.figure_periods import find_period
from app.extraction.figures.gaps import fill_gaps
from app.extraction.figures.joining import join_ranges, relate
from app.extraction.figures.modality import set_modality
from app.extraction.figures.multiples import find_multiples
from app.extraction.figures.not_quantities import is_quantity
from app.extraction.figures.numerals import NumeralForm, find_numerals
from app.extraction.figures.quantities import make_draft
from app.extraction.figures.roles import find_role
from app.extraction.figures.subjects import find_subject
from app.extraction.figures.token_index import TokenIndex
from app.extraction.parsed_article import ParsedArticle
from app.extraction.periods.find_periods import find_periods
from app.facts.attribution import Attribution
from app.facts.extractor import Extractor
from app.facts.figure import Bound, Figure, Quantity, RelatedFigure
from app.facts.period import Period
from app.facts.text_span import TextSpan

EXTRACTOR = Extractor("rules-figures", "1")


def find_figures(article: ParsedArticle) -> tuple[Figure, ...]:
    """Find the figures of an article, in reading order, attributed to the publisher until a quote claims them.

    Furniture yields none. Spans cover bound, number, unit and the counted noun where it stands beside the number.
    """
    index, periods = TokenIndex(article.doc), find_periods(article)
    drafts: list[Draft] = []
    for block in article.blocks_of(BlockRole.BODY, BlockRole.HEADLINE):
        drafts.extend(_drafts_of(block, article, index, periods, drafts[-1] if drafts else None))
    by_sentence: dict[int, _Sentence] = collections.defaultdict(_Sentence)
    for period in periods:
        by_sentence[index.sentence_of(index.at(max(period.span.start, period.span.end - 1)))].periods.append(period)
    for draft in drafts:
        by_sentence[draft.sentence].drafts.append(draft)
    sentences = _SentenceSpans(article, index)
    ids = {id(draft): f"fig_{number}" for number, draft in enumerate(drafts, start=1)}
    return tuple(_figure(draft, by_sentence[draft.sentence], ids, sentences) for draft in drafts)


@dataclass(slots=True)
class _Sentence:
    """What one sentence holds."""

    drafts: list[Draft] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)


@dataclass(slots=True)
class _SentenceSpans:
    """The article with the spans of its sentences, each cut out once."""

    article: ParsedArticle
    index: TokenIndex
    cut: dict[tuple[int, int], TextSpan] = field(default_factory=dict)

    def around(self, start: int, end: int) -> TextSpan:
        """The sentence, or run of sentences, that covers a stretch of the text."""
        run = self.index.sentence_of(self.index.at(start)), self.index.sentence_of(self.index.at(end - 1))
        if run not in self.cut:
            self.cut[run] = self.article.sentence_around(start, end)
        return self.cut[run]


def _drafts_of(
    block: Block, article: ParsedArticle, index: TokenIndex, periods: Sequence[Period], last: Draft | None
) -> list[Draft]:
    text = article.text
    near = [period for period in periods if block.start <= period.span.start < block.end]
    drafts = [
        draft
        for numeral in find_numerals(text, block.start, block.end)
        if is_quantity(numeral, text, index, near) and (draft := make_draft(numeral, text, index)) is not None
    ]
    drafts.extend(find_multiples(text, block.start, block.end, index))
    drafts.sort(key=lambda draft: draft.start)
    drafts = join_ranges(_without_overlaps(drafts), text)
    floor = block.start
    previous: Draft | None = None
    for draft in drafts:
        set_bound(draft, text, index, floor)
        floor = draft.end
        set_currency_of_place(draft)
    relate(drafts, text)
    drafts = fill_gaps(drafts, text, index, last)
    for draft in drafts:
        set_change(draft, text, index, previous)
        draft.role = find_role(draft, index, near)
        previous = draft
    join_conversions(drafts, text)
    return drafts


def _without_overlaps(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
        elif kept[-1].noun is not None and "/" not in (kept[-1].unit or "") and draft.start > kept[-1].numeral.end:
            kept[-1].end = kept[-1].numeral.end
            kept.append(draft)
    return kept


def _figure(draft: Draft, sentence: _Sentence, ids: dict[int, str], sentences: _SentenceSpans) -> Figure:
    article = sentences.article
    modality = set_modality(draft.converts or draft, article)
    start, end = draft.start, draft.end
    return Figure(
        id=ids[id(draft)],
        span=article.span(start, end),
        quantity=_quantity(draft),
        change=draft.change,
        subject=find_subject(draft, article),
        role=draft.role,
        modality=modality,
        condition=draft.condition,
        period=find_period(draft, sentence.drafts, sentence.periods, sentences.index),
        said_at=None,
        related=tuple(RelatedFigure(ids[id(other)], kind) for other, kind in draft.related if id(other) in ids),
        within=None,
        attribution=Attribution.to_publisher(),
        sentence=sentences.around(start, end),
        confidence=_confidence(draft),
        extractor=EXTRACTOR,
    )


def _quantity(draft: Draft) -> Quantity:
    low, high = _plain(draft.low), _plain(draft.high)
    if draft.bound is Bound.RANGE or low != high:
        return Quantity.of_range(min(low, high), max(low, high), draft.unit, draft.kind)
    return Quantity.of(low, draft.bound, draft.unit, draft.kind)


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros after the point or an exponent."""
    shortened = value.normalize()
    return (
        shortened.quantize(Decimal(1))
        if shortened == shortened.to_integral_value() and shortened.adjusted() < 26
        else shortened
    )


def _confidence(draft: Draft) -> float:
    if draft.unit is None:
        return 0.7 if draft.numeral.form in (NumeralForm.FRACTION, NumeralForm.SHARE) else 0.55
    if draft.borrowed_from is not None:
        return 0.7
    return 0.95 if draft.numeral.form is NumeralForm.DIGITS else 0.85
