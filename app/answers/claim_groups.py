"""Which figures are of one matter, so that they may be set side by side.

Figures stand in one group only where all of this is the same: unit, change, modality and explicit period; what is
counted, which of them, and what is told of them; and where no other word of the one's clause is missing from what the
other's article says of it. A figure of an explicit period stands with figures of that period alone, never with those
that name none: these are as of the day of the claim. Where it is not sure that two figures are of one matter they
stay apart, since a contradiction that is none is worse than a missed one.
"""

from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from app.answers.claim_matter import Matter, matter_of
from app.answers.claim_origins import have_same_origins, origins_of
from app.answers.figure_intervals import interval_of
from app.answers.figure_times import period_key
from app.answers.matter_words import counted_as
from app.answers.terms import terms_of
from app.answers.thesaurus import near_terms
from app.facts.figure import Change, Figure, Modality, RelatedAs, UnitKind
from app.facts.recorded import RecordedFigure

# A value with so many digits that mean something is hardly said twice of two matters by one source.
_TELLING_DIGITS = 3
# A bare number of no one knows what ("up to 12,000 would go") is comparable with none.
_KINDS_OF_COUNTS = frozenset({UnitKind.COUNT, UnitKind.OTHER})


@dataclass(frozen=True, slots=True)
class _Key:
    """What must be equal."""

    unit: str | None
    unit_kind: UnitKind
    change: Change | None
    modality: Modality
    period: Hashable
    is_before: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class MatterOfFigure:
    """A figure, and what it is of."""

    recorded: RecordedFigure
    matter: Matter
    key: _Key


def group_by_matter(
    figures: Sequence[RecordedFigure], asked_terms: Set[str] = frozenset()
) -> tuple[tuple[MatterOfFigure, ...], ...]:
    """Put figures of one matter together, the groups and their members in the order of the figures.

    `asked_terms` are the terms of the question that all of them answer: they tell no two of them apart. Each member of
    a group is of one matter with each other member.
    """
    groups: list[list[MatterOfFigure]] = []
    for recorded in figures:
        one = MatterOfFigure(recorded, matter_of(recorded), _key_of(recorded))
        for group in groups:
            if all(are_of_one_matter(one, other, asked_terms) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    return tuple(tuple(group) for group in groups)


def are_of_one_matter(one: MatterOfFigure, other: MatterOfFigure, asked_terms: Set[str] = frozenset()) -> bool:
    """Tell whether two figures surely are of one matter. Symmetric."""
    if one.key != other.key or _are_told_apart_by_their_article(one.recorded, other.recorded):
        return False
    if one.matter.batch != other.matter.batch:
        return False
    first, second = one.matter, other.matter
    if first.head != second.head or ("not" in first.told) != ("not" in second.told):
        return False
    if _is_told_again(one, other):
        return True
    if first.head is None and one.key.unit_kind in _KINDS_OF_COUNTS:
        return False
    if first.qualifiers != second.qualifiers or first.told != second.told or first.batch:
        return False
    # "killed in Tarnow or Orlen?" excuses a place that one leaves unsaid, not two that differ.
    asked = first.details & asked_terms, second.details & asked_terms
    excused = asked_terms if not all(asked) or asked[0] & asked[1] else frozenset()
    return _are_met(first.details - excused, second.known) and _are_met(second.details - excused, first.known)


def _key_of(recorded: RecordedFigure) -> _Key:
    figure = recorded.figure
    related = {one.relation for one in figure.related}
    return _Key(
        unit=_unit_of(figure),
        unit_kind=figure.quantity.unit_kind,
        change=figure.change,
        modality=figure.modality,
        period=period_key(figure.period, recorded.evidence.article.id),
        is_before=RelatedAs.AFTER in related,
        is_whole=RelatedAs.PART in related,
    )


def _unit_of(figure: Figure) -> str | None:
    unit = figure.quantity.unit
    if unit is None or figure.quantity.unit_kind is not UnitKind.COUNT:
        return unit
    terms = terms_of(unit.replace("_", " "))
    return " ".join(counted_as(term) for term in terms) or unit


def _are_told_apart_by_their_article(one: RecordedFigure, other: RecordedFigure) -> bool:
    """Tell whether one article sets them apart: as related, or since by one source they would exclude each other."""
    if one.evidence.article.id != other.evidence.article.id:
        return False
    if other.id in {related.figure_id for related in one.figure.related}:
        return True
    if one.id in {related.figure_id for related in other.figure.related}:
        return True
    same = interval_of(one.figure.quantity) == interval_of(other.figure.quantity)
    return not same and origins_of(one) == origins_of(other) and one.figure.said_at == other.figure.said_at


def _is_told_again(one: MatterOfFigure, other: MatterOfFigure) -> bool:
    """Tell whether one source is reported to have given the same figure, told in other words."""
    if one.recorded.figure.quantity != other.recorded.figure.quantity:
        return False
    if not have_same_origins(one.recorded, other.recorded):
        return False
    first, second = one.matter, other.matter
    if first.head is not None and first.qualifiers != second.qualifiers:
        return False
    is_telling = len(_significant_digits(one.recorded)) >= _TELLING_DIGITS
    if first.told != second.told and not (is_telling and first.head is None):
        return False
    return bool(first.known & second.known)


def _significant_digits(recorded: RecordedFigure) -> tuple[int, ...]:
    quantity = recorded.figure.quantity
    value = quantity.value if quantity.value is not None else quantity.high
    return (value or Decimal(0)).normalize().as_tuple().digits


def _are_met(details: Iterable[str], known: Set[str]) -> bool:
    return all(not near_terms(term).isdisjoint(known) for term in details)
