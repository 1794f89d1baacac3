"""Giving each figure the attribution of the quote it stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from app.extraction.blocks import BlockRole
from app.extraction.parsed_article import ParsedArticle
from app.extraction.quotes.cue_lexicon import cue_lexicon
from app.extraction.quotes.finding import lemma_of
from app.extraction.stretch_index import StretchIndex
from app.facts.attribution import Attribution
from app.facts.figure import Figure, Modality, Role, UnitKind
from app.facts.period import Period
from app.facts.quote import Quote, QuoteKind, Stance
from app.facts.text_span import TextSpan

_LEAST_CONFIDENCE = 0.5
_TRUST_IN_HEADLINES = 0.9
_STATING_CUES = frozenset({"warn", "caution"})
_ALSO_ACTS = frozenset({"order"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_DREADING_CUES = frozenset({"fear", "worry", "threaten"})


class _Around:
    """The quotes of an article by place, so that long articles with many figures take linear time."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._quotes = quotes
        parts = [(number, part) for number, quote in enumerate(quotes) for part in quote.spans]
        self._quote_of_part = [number for number, _ in parts]
        self._parts = StretchIndex((part.start, part.end) for _, part in parts)
        mentions = [source.mention for quote in quotes for source in quote.attribution.sources]
        self._mentions = StretchIndex((one.start, one.end) for one in mentions if one is not None)

    def holding(self, span: TextSpan) -> Iterator[Quote]:
        """The quotes that hold most of a figure's words; a bound word before the content may stand outside."""
        for number in sorted({self._quote_of_part[part] for part in self._parts.meeting(span.start, span.end)}):
            quote = self._quotes[number]
            shared = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in quote.spans)
            if shared * 2 > span.end - span.start:
                yield quote

    def counts_speakers(self, figure: Figure) -> bool:
        """Whether a figure only tells how many speak ("two people familiar with the matter said").

        A share of the speakers claims something.
        """
        is_count = figure.quantity.unit_kind is UnitKind.COUNT
        return is_count and self._mentions.any_meets(figure.start, figure.end)


def attribute_figures(article: ParsedArticle, figures: Sequence[Figure], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """Hand each figure the source, time of saying and certainty of the innermost quote around it.

    A quote of low confidence lends its certainty but not its source. A figure in a headline takes source and
    certainty from the body figure of the same quantity; where there is none it is only possible.
    """
    headlines = list(article.blocks_of(BlockRole.HEADLINE))

    def is_headline(figure: Figure) -> bool:
        return any(block.start <= figure.start < block.end for block in headlines)

    around = _Around([quote for quote in quotes if _tells(quote, article)])
    in_body = [_attributed(figure, around) for figure in figures if not is_headline(figure)]
    in_headlines = [_as_in_body(figure, in_body) for figure in figures if is_headline(figure)]
    return tuple(sorted([*in_body, *in_headlines], key=lambda figure: (figure.start, figure.end)))


def _tells(quote: Quote, article: ParsedArticle) -> bool:
    """Whether a quote's cue makes its content a statement of the source.

    The model also finds what somebody did or holds ("charged tenants more than 1,400 euros", "backs the plan"): a
    figure in that is the publisher's. So it is in reported words without any cue.
    """
    if quote.kind is not QuoteKind.INDIRECT:
        return True
    cue = quote.attribution.cue
    if cue is None:
        return False
    words = article.doc.char_span(cue.span.start, cue.span.end, alignment_mode="expand") or ()
    return not any(_is_act_on(word, quote.spans) for word in words)


def _is_act_on(verb: Token, content: Sequence[TextSpan]) -> bool:
    """Whether a verb acts on a thing that the content names, and is none of those that tell by their object."""
    lemma = lemma_of(verb)
    if verb.pos_ != "VERB" or (lemma in cue_lexicon().verbs and lemma not in _ALSO_ACTS):
        return False
    parts = [child.dep_ for child in verb.rights if any(span.start <= child.idx < span.end for span in content)]
    return "dobj" in parts and not _CLAUSES.intersection(parts)


def _attributed(figure: Figure, quotes: _Around) -> Figure:
    around = sorted(quotes.holding(figure.span), key=lambda quote: sum(len(part.exact) for part in quote.spans))
    modality = figure.modality
    for quote in around:
        modality = _modality_in(quote, modality)
    claimed = next((quote for quote in around if quote.confidence >= _LEAST_CONFIDENCE), None)
    if claimed is None:
        role = Role.REFERENCE if quotes.counts_speakers(figure) else figure.role
        return replace(figure, modality=modality, role=role)
    return replace(
        figure,
        within=claimed.id if any(part.covers(figure.span) for part in claimed.spans) else None,
        attribution=claimed.attribution,
        said_at=claimed.said_at,
        period=_own_period(figure, claimed),
        modality=modality,
    )


def _own_period(figure: Figure, claimed: Quote) -> Period | None:
    """The figure's time, unless that is only when the source spoke."""
    if figure.period is None or claimed.said_at is None or not figure.period.span.meets(claimed.said_at.span):
        return figure.period
    return None


def _modality_in(quote: Quote, modality: Modality) -> Modality:
    """How sure a figure is once a source denies, doubts, wants or foretells it.

    What is denied stays denied, and nothing that was only possible grows surer; a warning states what it warns of.
    """
    if modality is Modality.DENIED:
        return modality
    lemma = quote.attribution.cue.lemma if quote.attribution.cue else ""
    match quote.stance:
        case Stance.DENIES:
            return Modality.DENIED
        case Stance.DOUBTS | Stance.ASKS:
            return Modality.POSSIBLE
        case Stance.WANTS:
            return Modality.POSSIBLE if modality is Modality.ACTUAL else modality
        case Stance.PROMISES:
            return Modality.PLANNED if modality is Modality.ACTUAL else modality
        case Stance.PREDICTS:
            return _modality_foretold(lemma, modality)
        case Stance.ASSERTS | Stance.CONFIRMS | Stance.BELIEVES:
            return modality


def _modality_foretold(lemma: str, modality: Modality) -> Modality:
    if modality is not Modality.ACTUAL or lemma in _STATING_CUES:
        return modality
    return Modality.POSSIBLE if lemma in _DREADING_CUES else Modality.PLANNED


def _as_in_body(headline: Figure, in_body: Sequence[Figure]) -> Figure:
    same = next((figure for figure in in_body if _is_same_quantity(headline, figure)), None)
    if same is None:
        return replace(
            headline, modality=Modality.POSSIBLE, attribution=Attribution.to_publisher(), within=None, said_at=None
        )
    return replace(
        headline,
        modality=same.modality,
        attribution=same.attribution,
        said_at=same.said_at,
        condition=same.condition,
        confidence=min(headline.confidence, same.confidence * _TRUST_IN_HEADLINES),
    )


def _is_same_quantity(left: Figure, right: Figure) -> bool:
    one, other = left.quantity, right.quantity
    if one.value is None or other.value is None:
        same_value = (one.low, one.high) == (other.low, other.high)
    else:
        same_value = one.value == other.value
    return same_value and (one.unit == other.unit or one.unit_kind is other.unit_kind)
