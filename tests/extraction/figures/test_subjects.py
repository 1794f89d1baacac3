"""What a quantity is said to count or measure."""

import pytest

from tests.extraction.figures.figure_reading import figures_of


def _subjects(text: str) -> list[str | None]:
    return [figure.subject and figure.subject.name for figure in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Turnover grew to $84 million, an increase of almost $9 million.", ["Turnover", "Turnover"]),
        ("That is a steep rise from the 2 percent who walked.", [None]),
        ("She took 57 bribes totalling 900,000 rand.", ["bribes", "bribes"]),
        ("It sold the yard, a deal it valued at $4.2 billion.", ["deal"]),
        ("“It is a fair worry, and they are keen,” Brandt, 51, told the board.", ["Brandt"]),
    ],
)
def test_the_subject_is_what_is_measured(text: str, subjects: list[str | None]) -> None:
    assert _subjects(text) == subjects


def test_an_aside_in_commas_is_not_what_money_was_spent_on() -> None:
    text = "The group has spent over $2 million targeting the mayor in Veldt, a town seen as open."
    assert _subjects(text) == [None]


@pytest.mark.parametrize("text", ["Pictures of the flood\n17\n18 .\nThe river rose.", '<post id="88410237">It rained.'])
def test_numbers_of_pages_pictures_and_markup_are_no_figures(text: str) -> None:
    assert _subjects(text) == []
