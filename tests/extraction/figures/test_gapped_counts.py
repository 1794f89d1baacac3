"""Numbers whose noun the text leaves out."""

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
