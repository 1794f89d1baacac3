"""Figures on one matter side by side: who claims what, since when, and how the claims stand to the newest."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from app.answers.claim_groups import MatterOfFigure, group_by_matter
from app.answers.claim_origins import count_independent_sources, origins_of
from app.answers.claim_relations import Claim, relate_claims
from app.answers.rank import is_sentence
from app.answers.terms import terms_of
from app.facts.attribution import Origin
from app.facts.figure import Bound, Change, Figure, Modality, Quantity, UnitKind
from app.facts.partial_date import PartialDate
from app.facts.recorded import RecordedFigure
from app.names.fold import fold

# A shorter sentence may be the same words said anew.
_WORDS_OF_A_COPY = 6
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ClaimedRange:
    """The least and the greatest value that is claimed, each with the bound it is claimed with."""

    low: Decimal
    low_bound: Bound
    high: Decimal
    high_bound: Bound


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One claim as a point in time. `at` is the first day known of it; dates are None where nothing is dated."""

    at: PartialDate | None
    from_date: PartialDate | None
    to_date: PartialDate | None
    is_said: bool
    quantity: Quantity
    source: str | None
    figure_id: str


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Figures of one matter. `told` is what is said of the subject ("killed"), empty where no known word tells.

    `claims` stand newest first, `series` oldest first; undated ones last in both. `period` is the explicit time that
    all of them are of.
    """

    subject: str | None
    told: tuple[str, ...]
    unit: str | None
    unit_kind: UnitKind
    change: Change | None
    modality: Modality
    period: tuple[PartialDate | None, PartialDate | None] | None
    claims: tuple[Claim, ...]
    range: ClaimedRange
    independent_sources: int
    series: tuple[SeriesPoint, ...]


def compare(
    figures: Sequence[RecordedFigure],
    originals: Mapping[str, str],
    *,
    asked_terms: Set[str] = frozenset(),
    collapse: bool = True,
) -> tuple[ClaimGroup, ...]:
    """Set figures side by side by matter, the groups in the order of their first figures.

    `originals` maps an article's id to that of the article that stands for all copies of its text; with `collapse` a
    claim that several copies print is shown once, by the earliest. A headline's figure goes where a sentence of the
    same article has it too. `asked_terms` are the terms of the question.
    """
    groups = group_by_matter(_without_headlines(figures), asked_terms)
    return tuple(_group_of(members, originals, collapse=collapse) for members in groups)


def name_of_source(recorded: RecordedFigure) -> str | None:
    """Who claims a figure, in words: the sources' names, the publisher's, or None where no one is named."""
    attribution = recorded.figure.attribution
    if attribution.origin is Origin.PUBLISHER:
        return recorded.evidence.article.publisher
    return ", ".join(dict.fromkeys(source.name for source in attribution.sources)) or None


def _group_of(members: Sequence[MatterOfFigure], originals: Mapping[str, str], *, collapse: bool) -> ClaimGroup:
    figures = [one.recorded for one in members]
    claims = relate_claims(_collapsed(figures, originals) if collapse else figures)
    newest = claims[0].recorded.figure
    return ClaimGroup(
        subject=_subject_of(claims),
        told=tuple(sorted(members[0].matter.told)),
        unit=newest.quantity.unit,
        unit_kind=newest.quantity.unit_kind,
        change=newest.change,
        modality=newest.modality,
        period=(newest.period.from_date, newest.period.to_date) if newest.period else None,
        claims=claims,
        range=_range_of(claims),
        independent_sources=count_independent_sources(figures, originals),
        series=tuple(_point_of(claim) for claim in sorted(claims, key=_oldest_first)),
    )


def _subject_of(claims: Iterable[Claim]) -> str | None:
    """The name that tells most of the subject; of several that tell as much, the newest claim's."""
    names = [claim.recorded.figure.subject.name for claim in claims if claim.recorded.figure.subject]
    return max(names, key=lambda name: len(set(terms_of(name))), default=None)


def _range_of(claims: Iterable[Claim]) -> ClaimedRange:
    quantities = [claim.recorded.figure.quantity for claim in claims]
    low, low_bound = min(((_ends(one)[0], one.bound) for one in quantities), key=lambda pair: pair[0])
    high, high_bound = max(((_ends(one)[1], one.bound) for one in quantities), key=lambda pair: pair[0])
    return ClaimedRange(low, low_bound, high, high_bound)


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    if quantity.value is not None:
        return quantity.value, quantity.value
    return quantity.low or Decimal(0), quantity.high or Decimal(0)


def _oldest_first(claim: Claim) -> tuple[datetime, str]:
    return (claim.made_at.at.earliest if claim.made_at else _LAST, claim.recorded.id)


def _point_of(claim: Claim) -> SeriesPoint:
    made_at, figure = claim.made_at, claim.recorded.figure
    return SeriesPoint(
        at=made_at.at if made_at else None,
        from_date=made_at.from_date if made_at else None,
        to_date=made_at.to_date if made_at else None,
        is_said=made_at.is_said if made_at else False,
        quantity=figure.quantity,
        source=name_of_source(claim.recorded),
        figure_id=figure.id,
    )


def _without_headlines(figures: Sequence[RecordedFigure]) -> tuple[RecordedFigure, ...]:
    in_sentences = {_mark_in_article(one) for one in figures if is_sentence(one)}
    return tuple(one for one in figures if is_sentence(one) or _mark_in_article(one) not in in_sentences)


def _mark_in_article(one: RecordedFigure) -> object:
    return (one.evidence.article.id, origins_of(one), one.figure.modality, *_amount(one.figure))


def _collapsed(figures: Iterable[RecordedFigure], originals: Mapping[str, str]) -> list[RecordedFigure]:
    """Of a claim of one matter that copies of one text print, or one article repeats, the earliest."""
    seen: set[object] = set()
    kept: list[RecordedFigure] = []
    for one in sorted(figures, key=_published):
        marks = _marks_of_copy(one, originals)
        if seen.isdisjoint(marks):
            kept.append(one)
        seen.update(marks)
    return kept


def _marks_of_copy(one: RecordedFigure, originals: Mapping[str, str]) -> list[object]:
    """What a copied claim has alike: the text with who is named in it, or a whole sentence word for word."""
    article_id = one.evidence.article.id
    # A publisher's own statement is the same in every copy, so only the named are told apart.
    named = tuple(sorted(origins_of(one))) if one.figure.attribution.sources else ()
    marks: list[object] = [(originals.get(article_id, article_id), named, *_amount(one.figure))]
    sentence = fold(one.figure.sentence.exact)
    if sentence.count(" ") + 1 >= _WORDS_OF_A_COPY:
        marks.append((sentence, one.figure.start - one.figure.sentence.start, named))
    return marks


def _amount(figure: Figure) -> tuple[object, ...]:
    quantity = figure.quantity
    return (quantity.value, quantity.low, quantity.high, quantity.bound, quantity.unit_kind)


def _published(one: RecordedFigure) -> tuple[datetime, str]:
    published = one.evidence.article.published_at
    return (published.earliest if published else _LAST, one.id)
