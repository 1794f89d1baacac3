"""How a claimed quantity stands to one on record of the same matter."""

from decimal import Decimal
from enum import StrEnum

from app.facts.figure import Bound, Quantity

# Two exact figures this near one another tell the same roughly; "about" allows for twice as much.
_NEAR = Decimal("0.05")
_ABOUT = Decimal("0.1")
# What is only bounded on one side is near up to this multiple of its bound.
_NEAR_BOUND = Decimal("1.5")
_AT_LEAST = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_AT_MOST = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


class QuantityRelation(StrEnum):
    """How two quantities of one unit stand to each other.

    - `same`: value and bound agree; "at least" and "more than", "at most" and "less than" are one bound.
    - `near`: both can hold, or differ by no more than a twentieth.
    - `incompatible`: they cannot both hold, nor nearly.
    - `apart`: both can hold, but one says little of the other ("over 3,000" and "30,000").
    """

    SAME = "same"
    NEAR = "near"
    INCOMPATIBLE = "incompatible"
    APART = "apart"


def relate_quantities(claimed: Quantity, recorded: Quantity) -> QuantityRelation:
    """Tell how a claimed quantity stands to a recorded one. Both are of the same unit."""
    if _bound_class(claimed.bound) is _bound_class(recorded.bound) and _ends(claimed) == _ends(recorded):
        return QuantityRelation.SAME
    (low, high), (other_low, other_high) = _interval(claimed), _interval(recorded)
    if _gap(high, other_low) or _gap(other_high, low):
        return QuantityRelation.INCOMPATIBLE
    if all(end is not None for end in (low, high, other_low, other_high)):
        return QuantityRelation.NEAR
    return QuantityRelation.NEAR if _within_reach(claimed, recorded) else QuantityRelation.APART


def closeness_of(claimed: Quantity, recorded: Quantity) -> float:
    """The smaller over the larger of two values, those nearest each other where there are several; from 0 to 1."""
    pairs = [(one, other) for one in _values(claimed) for other in _values(recorded)]
    return max(float(_ratio(one, other)) for one, other in pairs)


def _bound_class(bound: Bound) -> Bound:
    if bound in _AT_LEAST:
        return Bound.AT_LEAST
    return Bound.AT_MOST if bound in _AT_MOST else bound


def _ends(quantity: Quantity) -> tuple[Decimal | None, ...]:
    return (quantity.low, quantity.high) if quantity.bound is Bound.RANGE else (quantity.value,)


def _values(quantity: Quantity) -> list[Decimal]:
    return [value for value in (quantity.value, quantity.low, quantity.high) if value is not None]


def _interval(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The ends between which a quantity lies; None where it is open."""
    value = quantity.value
    if value is None or quantity.bound in _AT_LEAST or quantity.bound in _AT_MOST:
        return quantity.low, quantity.high
    slack = abs(value) * _ABOUT if quantity.bound is Bound.ABOUT else Decimal(0)
    return value - slack, value + slack


def _gap(high: Decimal | None, low: Decimal | None) -> bool:
    """Tell whether an interval ends clearly before another begins."""
    if high is None or low is None or high >= low:
        return False
    return low - high > _NEAR * max(abs(low), abs(high))


def _within_reach(claimed: Quantity, recorded: Quantity) -> bool:
    return closeness_of(claimed, recorded) >= float(1 / _NEAR_BOUND)


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    if one == other:
        return Decimal(1)
    larger = max(abs(one), abs(other))
    return max(Decimal(0), min(abs(one), abs(other)) / larger) if one * other > 0 else Decimal(0)
