"""Whether two figures of one matter agree, can both hold, or exclude each other: the one rule of verify and compare."""

from decimal import Decimal
from enum import StrEnum

from app.answers.figure_intervals import Interval, interval_of, rounded_interval_of
from app.facts.figure import Bound, Figure, Modality, Quantity


class Agreement(StrEnum):
    """How two figures of one matter and unit stand to each other.

    - `same`: value and bound are the same.
    - `compatible`: one number can meet both.
    - `excluded`: no number meets both.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    EXCLUDED = "excluded"


def agreement_of_claims(one: Figure, other: Figure) -> Agreement:
    """Tell how two claims of one modality stand to each other: what is denied or only possible excludes nothing."""
    agreement = agreement_of_numbers(one, other)
    if agreement is Agreement.EXCLUDED and one.modality in (Modality.DENIED, Modality.POSSIBLE):
        return Agreement.COMPATIBLE
    return agreement


def agreement_of_numbers(one: Figure, other: Figure) -> Agreement:
    """Tell how two figures stand to each other by their numbers alone, whoever is first.

    What is about, above, below or between covers the numbers that `interval_of` tells; of two values without a bound
    the finer may round to the coarser.
    """
    if is_same_quantity(one.quantity, other.quantity):
        return Agreement.SAME
    first, second = intervals_of(one, other)
    return Agreement.COMPATIBLE if first.meets(second) else Agreement.EXCLUDED


def is_same_quantity(one: Quantity, other: Quantity) -> bool:
    """Tell whether value and bound of two quantities are the same."""
    return (one.bound, one.value, one.low, one.high) == (other.bound, other.value, other.low, other.high)


def intervals_of(one: Figure, other: Figure) -> tuple[Interval, Interval]:
    """The numbers that each of two figures may stand for beside the other."""
    first, second = one.quantity, other.quantity
    if first.bound is second.bound is Bound.EXACT and first.value is not None and second.value is not None:
        return rounded_interval_of(first.value, one.text), rounded_interval_of(second.value, other.text)
    return interval_of(first), interval_of(second)


def closeness_of(one: Quantity, other: Quantity) -> float:
    """The smaller over the larger of two values, those nearest each other where there are several; from 0 to 1."""
    return max(float(_ratio(value, near)) for value in _values(one) for near in _values(other))


def _values(quantity: Quantity) -> list[Decimal]:
    return [value for value in (quantity.value, quantity.low, quantity.high) if value is not None]


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    if one == other:
        return Decimal(1)
    return min(abs(one), abs(other)) / max(abs(one), abs(other)) if one * other > 0 else Decimal(0)
