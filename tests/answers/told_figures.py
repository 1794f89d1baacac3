"""Figures on record told in one sentence: the number in square brackets, its quantity in a short notation."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from app.facts.article import ArticleStatus
from app.facts.attribution import AttributedSource, Attribution, Cue, Origin, SourceKind
from app.facts.extractor import Extractor
from app.facts.figure import Bound, Change, Figure, Modality, Quantity, Role, Subject, UnitKind
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.recorded import ArticleReference, Evidence, RecordedFigure
from app.facts.text_span import TextSpan

_BOUNDS = {
    ">=": Bound.AT_LEAST,
    "<=": Bound.AT_MOST,
    ">": Bound.MORE_THAN,
    "<": Bound.LESS_THAN,
    "~": Bound.ABOUT,
}
_CUES = ("said", "estimated", "told", "put", "counts", "according to", "denied that")


def quantity_of(notation: str, unit: str | None = "soldier", kind: UnitKind = UnitKind.COUNT) -> Quantity:
    """`~` about, `>` more than, `>=` at least, `<` less than, `<=` at most, `..` between the ends of a range."""
    if ".." in notation:
        low, high = notation.split("..")
        return Quantity.of_range(Decimal(low), Decimal(high), unit, kind)
    mark = next((mark for mark in _BOUNDS if notation.startswith(mark)), "")
    bound = _BOUNDS.get(mark, Bound.EXACT)
    return Quantity.of(Decimal(notation.removeprefix(mark)), bound, unit, kind)


def told_figure(
    sentence: str,
    quantity: str,
    *,
    unit: str | None = "soldier",
    unit_kind: str = "count",
    subject: str | None = None,
    by: str | None = None,
    on: str | None = None,
    said: str | None = None,
    title: str | None = None,
    publisher: str | None = "Dalmere Courier",
    article: str | None = None,
    modality: str = "actual",
    change: str | None = None,
    period: str | None = None,
    kind: SourceKind = SourceKind.GOVERNMENT,
) -> RecordedFigure:
    """A figure on record, attributed to `by` where that is given, in an article published `on` that day."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    span = TextSpan.of(text, start, end)
    identifier = f"fig_{sha256(repr((sentence, by, on, article, publisher)).encode()).hexdigest()[:26]}"
    figure = Figure(
        id=identifier,
        span=span,
        quantity=quantity_of(quantity, unit, UnitKind(unit_kind)),
        change=Change(change) if change else None,
        subject=_subject(text, subject, span),
        role=Role.CLAIM,
        modality=Modality(modality),
        condition=None,
        period=_period(period, span),
        said_at=_period(said, span),
        related=(),
        within=None,
        attribution=_attribution(text, by, kind),
        sentence=TextSpan.of(text, 0, len(text)),
        confidence=0.9,
        extractor=Extractor("by-hand", "1"),
    )
    reference = ArticleReference(
        id=article or f"art_{identifier[4:]}",
        title=title,
        publisher=publisher,
        published_at=PartialDate.parse(on) if on else None,
        url=None,
        status=ArticleStatus.ACTIVE,
        sha256="0" * 64,
    )
    return RecordedFigure(figure, Evidence(reference, span, "", "", figure.sentence))


def figure_of_gold(side: dict[str, Any]) -> RecordedFigure:
    """One side of a pair of the gold file."""
    told = {name: value for name, value in side.items() if name not in ("sentence", "quantity")}
    return told_figure(side["sentence"], side["quantity"], **told)


def with_modality(recorded: RecordedFigure, modality: Modality) -> RecordedFigure:
    """The same figure, said with another certainty."""
    return replace(recorded, figure=replace(recorded.figure, modality=modality))


def _subject(text: str, name: str | None, figure: TextSpan) -> Subject | None:
    if name is None:
        return None
    start = text.find(name)
    return Subject(name, TextSpan.of(text, start, start + len(name)) if start >= 0 else figure)


def _period(text: str | None, span: TextSpan) -> Period | None:
    return Period(span, PartialDate.parse(text), PartialDate.parse(text)) if text else None


def _attribution(text: str, by: str | None, kind: SourceKind) -> Attribution:
    if by is None:
        return Attribution.to_publisher()
    at = text.find(by)
    mention = TextSpan.of(text, at, at + len(by)) if at >= 0 else None
    words = next(words for words in _CUES if words in text)
    cue = Cue(TextSpan.of(text, text.index(words), text.index(words) + len(words)), words.split()[0])
    return Attribution(Origin.NAMED, (AttributedSource(f"src_{by}", by, kind, mention),), cue)
