from decimal import Decimal

import pytest

from app.answers.claimed_quantity import QuantityRelation, closeness_of, relate_quantities
from app.facts.figure import Bound, Quantity, UnitKind


def quantity(value: str, bound: Bound = Bound.EXACT) -> Quantity:
    if bound is Bound.RANGE:
        low, high = value.split("-")
        return Quantity.of_range(Decimal(low), Decimal(high), "home", UnitKind.COUNT)
    return Quantity.of(Decimal(value), bound, "home", UnitKind.COUNT)


@pytest.mark.parametrize(
    ("claimed", "recorded", "relation"),
    [
        (quantity("100"), quantity("100"), QuantityRelation.SAME),
        (quantity("100", Bound.AT_LEAST), quantity("100", Bound.MORE_THAN), QuantityRelation.SAME),
        (quantity("12-120", Bound.RANGE), quantity("12-120", Bound.RANGE), QuantityRelation.SAME),
        (quantity("100"), quantity("100", Bound.ABOUT), QuantityRelation.NEAR),
        (quantity("100"), quantity("104"), QuantityRelation.NEAR),
        (quantity("100"), quantity("106"), QuantityRelation.INCOMPATIBLE),
        (quantity("100"), quantity("109", Bound.ABOUT), QuantityRelation.NEAR),
        (quantity("3"), quantity("4"), QuantityRelation.INCOMPATIBLE),
        (quantity("120"), quantity("100", Bound.MORE_THAN), QuantityRelation.NEAR),
        (quantity("900"), quantity("100", Bound.MORE_THAN), QuantityRelation.APART),
        (quantity("50"), quantity("100", Bound.MORE_THAN), QuantityRelation.INCOMPATIBLE),
        (quantity("90"), quantity("100", Bound.AT_MOST), QuantityRelation.NEAR),
        (quantity("200"), quantity("100", Bound.AT_MOST), QuantityRelation.INCOMPATIBLE),
        (quantity("60"), quantity("12-120", Bound.RANGE), QuantityRelation.NEAR),
        (quantity("600"), quantity("12-120", Bound.RANGE), QuantityRelation.INCOMPATIBLE),
        (quantity("100", Bound.AT_LEAST), quantity("50", Bound.AT_MOST), QuantityRelation.INCOMPATIBLE),
        (quantity("0"), quantity("5"), QuantityRelation.INCOMPATIBLE),
        (quantity("-4"), quantity("4"), QuantityRelation.INCOMPATIBLE),
    ],
)
def test_two_quantities_stand_to_each_other_either_way(
    claimed: Quantity, recorded: Quantity, relation: QuantityRelation
) -> None:
    assert relate_quantities(claimed, recorded) is relation
    assert relate_quantities(recorded, claimed) is relation


def test_closeness_is_the_smaller_over_the_larger() -> None:
    assert closeness_of(quantity("50"), quantity("100")) == 0.5
    assert closeness_of(quantity("0"), quantity("0")) == 1
    assert closeness_of(quantity("-4"), quantity("4")) == 0
