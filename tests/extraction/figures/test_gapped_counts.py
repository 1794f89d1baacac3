"""Numbers whose noun the text leaves out."""

from decimal import Decimal

import pytest

from app.facts.figure import Figure
from tests.extraction.figures.figure_reading import figures_of


def unit_and_subject(figure: Figure) -> tuple[str | None, str | None]:
    return figure.quantity.unit, figure.subject and figure.subject.name


def test_members_are_not_what_a_number_without_a_noun_counts_where_an_army_was_told_of() -> None:
    text = (
        "Scouts saw a large Utopian army cross the river. The office said 1,500 members of the Iron Guard train "
        "there, and that up to 12,000 will follow."
    )
    assert unit_and_subject(figures_of(text)[1]) == ("soldier", "large Utopian army")


def test_members_of_that_group_are_named_after_the_group() -> None:
    (figure,) = figures_of("A rescue party has left. The 40 members of that party are nurses.")
    assert unit_and_subject(figure) == ("member", "members of rescue party")


@pytest.mark.parametrize(
    "text",
    [
        "About 5,000 miners may strike. The union said 1,500 had walked out.",
        "About 5,000 miners may strike.\n\nThe union met on Monday. It said 1,500 had walked out already.",
        "They put the number of miners at 5,000. Over 300 of them have left.",
    ],
)
def test_a_number_counts_what_the_sentences_before_counted(text: str) -> None:
    assert [figure.quantity.unit for figure in figures_of(text)] == ["miner", "miner"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A 6.2-magnitude quake killed 14.", ["magnitude", "person"]),
        ("The raid hit 40 tanks and killed 14.", ["tank", "person"]),
        ("The blast hurt 40 soldiers and killed 14.", ["soldier", "soldier"]),
        ("Nearly 1,200 have died since January.", ["person"]),
    ],
)
def test_victims_are_people(text: str, units: list[str]) -> None:
    assert [figure.quantity.unit for figure in figures_of(text)] == units


def test_a_bare_number_has_no_subject_in_the_one_who_acts() -> None:
    assert unit_and_subject(figures_of("The party has already placed 4,900 this year.")[0])[1] is None


def test_a_sum_has_no_subject_in_the_one_who_raises_it() -> None:
    assert figures_of("Her rival raised $3 million in May.")[0].subject is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("In all, 120 seats are in play. The Greens will take at least 31. The Liberals won 22.", ["seat"] * 3),
        ("The party holds 96 seats in four towns. Its rival has 55.", ["seat", "town", "seat"]),
        ("The party holds 96 seats. Now it needs a total of 101.", ["seat", "seat"]),
        ("The party holds 96 seats. Its leader wrote 55.", ["seat", None]),
        ("Orla has 40 thefts; Dunn, a town with a population of 90,000, had 797.", ["theft", "person", "theft"]),
        ("Its staff of 2,300 will shrink by 400.", ["person", "person"]),
        ("Overall the mayor leads with 221 delegates. Her rival has 69.", ["delegate", "delegate"]),
        ("Officials expect 4 million voters. More than 2 million have voted.", ["voter", "voter"]),
        ("Mills employ 600 weavers and pay $12 an hour. Up to 90 of them may go.", ["weaver", "USD/hour", "weaver"]),
    ],
)
def test_what_others_have_or_need_is_of_the_thing_counted_before(text: str, units: list[str | None]) -> None:
    assert [figure.quantity.unit for figure in figures_of(text)] == units


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The port has a population of 48,200.", "population"),
        ("A crowd of about 6,500 gathered.", "crowd"),
        ("The law helps the estimated 3 million who rent.", None),
        ("The number of wounded stands at 412.", "wounded"),
    ],
)
def test_populations_and_those_who_do_something_are_people(text: str, subject: str | None) -> None:
    (figure,) = figures_of(text)
    assert unit_and_subject(figure) == ("person", subject)


@pytest.mark.parametrize("text", ["The firm puts its readers at 80 million.", "Its readers stood at 80 million."])
def test_what_is_put_at_a_number_is_counted(text: str) -> None:
    assert [figure.quantity.unit for figure in figures_of(text)] == ["reader"]


def test_the_length_of_a_thing_is_no_unit_for_the_number_after_it() -> None:
    text = "The girl fell in the 200-metre race and crossed the line in a group of eight."
    assert [figure.quantity.unit for figure in figures_of(text)] == ["m"]


def test_a_level_after_one_in_points_is_in_points() -> None:
    text = "The main index ended at 910.4 points, while the small-cap gauge lost 1.1% to close at 1,204.3."
    assert [figure.quantity.unit for figure in figures_of(text)] == ["point", "percent", "point"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hale dropped 4.5p to 212p, while Orme rose 12p to 640.", "6.4"),
        ("Crude rose 54 cents to 61.20.", "61.2"),
    ],
)
def test_a_price_after_pence_is_in_pence_unless_two_decimals_tell_otherwise(text: str, value: str) -> None:
    assert figures_of(text)[-1].quantity.value == Decimal(value)
