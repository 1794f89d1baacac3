from decimal import Decimal

import pytest

from app.answers.figure_intervals import Interval, interval_of, last_printed_unit, rounded_interval_of, tolerance_of
from tests.answers.told_figures import quantity_of


@pytest.mark.parametrize(
    ("notation", "low", "high"),
    [
        ("3000", "3000", "3000"),
        ("~11000", "10000", "12000"),
        ("~3000", "2700", "3300"),
        ("~2500", "2250", "2750"),
        ("~340", "330", "350"),
        ("~12500", "12000", "13000"),
        (">=40", "40", None),
        (">40", "40", None),
        ("<=40", None, "40"),
        ("<40", None, "40"),
        ("12..120", "12", "120"),
        ("~0", "0", "0"),
    ],
)
def test_a_quantity_stands_for_the_numbers_its_bound_leaves_open(notation: str, low: str, high: str) -> None:
    interval = interval_of(quantity_of(notation))
    assert interval.low == (None if low is None else Decimal(low))
    assert interval.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (">10000", "~12000", True),
        (">10000", "10000", False),
        (">=10000", "10000", True),
        (">=10000", "<=10000", True),
        (">10000", "<10000", False),
        (">10000", "<=10000", False),
        ("200..300", "300..400", True),
        ("200..300", "301", False),
        ("<5", "<1000", True),
    ],
)
def test_intervals_meet_where_one_number_lies_in_both(one: str, other: str, *, meet: bool) -> None:
    first, second = interval_of(quantity_of(one)), interval_of(quantity_of(other))
    assert first.meets(second) is meet
    assert second.meets(first) is meet


@pytest.mark.parametrize(
    ("value", "printed", "unit"),
    [
        ("28700000000000", "28.7 trillion won", "100000000000"),
        ("3000", "3,000", "1"),
        ("11000", "11 thousand", "1000"),
        ("4.1", "4.1 percent", "0.1"),
        ("4.10", "4.10 percent", "0.01"),
        ("3000000", "three million", "1000000"),
        ("12", "twelve", "1"),
        ("0.5", "50 cents", "0.01"),
        ("0", "0", "1"),
    ],
)
def test_the_last_printed_digit_counts_with_its_magnitude(value: str, printed: str, unit: str) -> None:
    assert last_printed_unit(Decimal(value), printed) == Decimal(unit)


def test_what_rounds_to_a_value_leaves_its_ends_out() -> None:
    assert rounded_interval_of(Decimal("1200000"), "1.2 million") == Interval(
        Decimal(1150000), Decimal(1250000), with_low=False, with_high=False
    )


def test_about_never_reaches_further_than_a_tenth() -> None:
    assert all(tolerance_of(Decimal(value)) <= Decimal(value) / 10 for value in (1, 3, 5, 10, 50, 300, 5000, 10000))
