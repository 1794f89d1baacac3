"""Readings that would put a wrong number into someone's mouth."""

from decimal import Decimal

import pytest

from app.facts.figure import Bound, Change, Role
from tests.extraction.figures.figure_reading import figures_of, the_figure_of


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The yard will lay off no more than 730 welders.", Bound.AT_MOST),
        ("The yard will lay off not more than 730 welders.", Bound.AT_MOST),
        ("As many as 730 welders lost their jobs.", Bound.AT_MOST),
        ("Up to 730 welders lost their jobs.", Bound.AT_MOST),
        ("Fewer than 730 welders stayed.", Bound.LESS_THAN),
        ("Less than 730 welders stayed.", Bound.LESS_THAN),
        ("Just under 730 welders stayed.", Bound.LESS_THAN),
        ("No fewer than 730 welders stayed.", Bound.AT_LEAST),
        ("Not less than 730 welders stayed.", Bound.AT_LEAST),
        ("At least 730 welders stayed.", Bound.AT_LEAST),
        ("A minimum of 730 welders must stay.", Bound.AT_LEAST),
        ("Some 730 welders or more stayed.", Bound.ABOUT),
        ("More than 730 welders stayed.", Bound.MORE_THAN),
        ("Well over 730 welders stayed.", Bound.MORE_THAN),
        ("In excess of 730 welders stayed.", Bound.MORE_THAN),
        ("Nearly 730 welders stayed.", Bound.ABOUT),
        ("Around 730 welders stayed.", Bound.ABOUT),
    ],
)
def test_no_bound_is_turned_round(text: str, bound: Bound) -> None:
    assert the_figure_of(text).quantity.bound is bound


@pytest.mark.parametrize("verb", ["went up to", "rose up to", "crept back up to"])
def test_a_climb_to_a_level_is_no_upper_bound(verb: str) -> None:
    assert the_figure_of(f"The fare {verb} 14 euros.").quantity.bound is Bound.EXACT


def test_a_count_and_its_worth_are_not_multiplied() -> None:
    count, worth = figures_of("The yard has orders for 3,400 engines worth over $120 billion.")
    assert (count.quantity.value, count.quantity.unit) == (Decimal(3400), "engine")
    assert (worth.quantity.value, worth.quantity.unit) == (Decimal(120_000_000_000), "USD")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Support slipped by 4 percentage points.", "percentage_point"),
        ("The bank cut its rate by 40 basis points.", "basis_point"),
        ("The index lost 40 points.", "point"),
        ("Support slipped by 4 percent.", "percent"),
        ("Support slipped by 4 per cent.", "percent"),
    ],
)
def test_points_and_percent_stay_apart(text: str, unit: str) -> None:
    assert the_figure_of(text).quantity.unit == unit


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7.5 trillion won", 7_500_000_000_000),
        ("$7.5bn", 7_500_000_000),
        ("€7.5m", 7_500_000),
        ("US$7.5 million", 7_500_000),
        ("7.5 lakh rupees", 750_000),
        ("75 crore rupees", 750_000_000),
        ("half a million dollars", 500_000),
        ("£75k", 75_000),
        ("three hundred thousand euros", 300_000),
    ],
)
def test_no_magnitude_is_lost(printed: str, value: int) -> None:
    assert the_figure_of(f"The bridge cost {printed}.").quantity.value == value


@pytest.mark.parametrize(
    "text",
    [
        "The truce was signed on April 28.",
        "Between 2011 and 2016 the coast was closed.",
        "The 2017/18 season was cut short.",
        "It began at 06:40 local time.",
        "It began at 6 p.m. on Friday.",
        "He finished in 3rd place and she in second.",
        "It is the world's third-largest port.",
        "The KN-31 missile fell into the sea.",
        "The crew flew an F-22 over Hill 88.",
        "Clause 7 of Article 4 was dropped.",
        "Pupils in Grade 8 were sent home.",
        "See Volume 3 of his memoirs.",
        "The Boeing 777 landed safely.",
        "The 737 Max stayed grounded.",
        "Doctors fear Covid-19 more.",
        "The G20 met at 14 Harbour Street.",
        "Rovers won 4-2 after extra time.",
        "Call 555-0187 for tickets.",
        "1. Wash your hands.",
        "The Phoenix-4 rocket was shown.",
        "He watched it on BBC One.",
        "A third party paid the fine.",
    ],
)
def test_names_and_dates_are_no_quantities(text: str) -> None:
    assert [figure.text for figure in figures_of(text)] == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They sold 40 in March.", None),
        ("They sold 40 pm radios.", "radio"),
        ("They drove 40 miles in rain.", "mi"),
    ],
)
def test_no_unit_is_taken_from_a_neighbour(text: str, unit: str | None) -> None:
    assert {figure.quantity.unit for figure in figures_of(text)} <= {unit}


def test_a_step_and_the_level_it_leads_to_are_two_figures() -> None:
    step, level = figures_of("The firm raised its fees by £6 to £71.")
    assert (step.quantity.value, step.change) == (Decimal(6), Change.UP)
    assert (level.quantity.value, level.change) == (Decimal(71), None)


@pytest.mark.parametrize(
    "text",
    [
        "The minister went one step further.",
        "That is one number nobody disputes.",
        "It became a three-way race.",
        "She bought a three-piece suit.",
        "He scored twice as his side won.",
        "You get service 3 of 7.",
        "Neighbours made 911 calls.",
    ],
)
def test_idioms_state_no_quantity(text: str) -> None:
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Two US soldiers were held.", "2", "soldier"),
        ("The margin is plus or minus 2.4 percentage points.", "2.4", "percentage_point"),
        ("A million and a half voters stayed at home.", "1500000", "voter"),
        ("The bank cut its rate by a quarter of a point.", "0.25", "point"),
        ("Rates fell by half a point.", "0.5", "point"),
        ("Firms with 1,000 or more employees must report.", "1000", "employee"),
        ("The two countries' trade grew.", "2", "country"),
        ("It raised three taxes.", "3", "tax"),
        ("Half of the staff left.", "0.5", "staff"),
        ("They paid 1.2 bn euros.", "1200000000", "EUR"),
        ("It shipped 3 mln barrels.", "3000000", "barrel"),
        ("The wait lasted a year and a half.", "1.5", "year"),
        ("The 4,000-strong crew left.", "4000", "person"),
    ],
)
def test_numbers_with_words_between_are_read_whole(text: str, value: str, unit: str) -> None:
    (figure,) = figures_of(text)
    assert (figure.quantity.value, figure.quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["Reyes and Holt, two senators, spoke.", "No two counts of the birds agree."])
def test_a_count_of_those_just_named_only_refers(text: str) -> None:
    assert [figure.role for figure in figures_of(text)] == [Role.REFERENCE]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Turnout was 3 points higher than in 2019.", Change.UP),
        ("Profit was revised upward by 40 million euros.", Change.UP),
        ("He wrote some 800 words and stopped.", None),
        ("They fired rockets and 300 shells.", None),
    ],
)
def test_comparisons_with_another_time_are_changes(text: str, change: Change | None) -> None:
    assert figures_of(text)[0].change is change


def test_several_thousand_is_what_thousands_is() -> None:
    (figure,) = figures_of("Several thousand soldiers left.")
    assert (figure.quantity.low, figure.quantity.high) == (Decimal(1000), Decimal(10000))


def test_an_inserted_count_does_not_hand_on_its_noun() -> None:
    figures = figures_of("The storm hit 12 farmers, including three children, and hurt dozens more.")
    assert figures[-1].quantity.unit == "farmer"
