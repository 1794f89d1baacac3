from decimal import Decimal

import pytest

from app.facts.figure import Bound, Change
from tests.extraction.figures.figure_reading import figures_of


def test_a_conversion_has_the_bound_of_what_it_repeats() -> None:
    first, second = figures_of("Savers with more than 8 million Danish crowns ($1.2 million) must pay.")
    assert (first.quantity.bound, second.quantity.bound) == (Bound.MORE_THAN, Bound.MORE_THAN)
    assert (first.quantity.unit, second.quantity.unit) == ("DKK", "USD")


def test_a_conversion_has_the_change_and_the_subject_of_what_it_repeats() -> None:
    first, second = figures_of("The lake rose by 30 centimetres (12 inches) in a night.")
    assert (first.change, second.change) == (Change.UP, Change.UP)
    assert first.subject is not None
    assert second.subject == first.subject


def test_a_rate_behind_the_brackets_is_of_both() -> None:
    units = [figure.quantity.unit for figure in figures_of("The trade is worth 9 million pounds ($11 million) a year.")]
    assert units == ["GBP/year", "USD/year"]


@pytest.mark.parametrize(
    "text",
    [
        "They sold at least 40 tonnes (300 lorries full) in May.",
        "He paid over 40 euros (with 3 euros of tax) for it.",
    ],
)
def test_what_is_no_second_print_of_the_same_keeps_its_own_bound(text: str) -> None:
    _, second = figures_of(text)
    assert second.quantity.bound is Bound.EXACT


def test_a_price_that_moves_keeps_its_rate() -> None:
    first, second = figures_of("The price fell from $80 per barrel to $66.")
    assert second.quantity.unit == first.quantity.unit == "USD/barrel"
    assert second.quantity.value == Decimal(66)
