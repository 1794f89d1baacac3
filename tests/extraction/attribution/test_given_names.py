"""What given names tell of who is meant."""

import pytest

from app.extraction.attribution.given_names import gender_of, is_persons_name
from tests.extraction.quotes.reading import names_of, quotes_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Nadia Ferro", "female"),
        ("Paul Brenner", "male"),
        ("Jean-Pierre Maret", "male"),
        ("Björk Guðmundsdóttir", "female"),
        ("Kim Jong Un", None),
        ("Andrea Moretti", None),
        ("Nadia", None),
    ],
)
def test_a_given_name_tells_a_man_or_a_woman(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize("name", ["Paul", "Morgan Stanley", "Charlotte County", "Victoria Station", "The Times"])
def test_not_every_given_name_begins_a_persons_name(name: str) -> None:
    assert not is_persons_name(name)


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Paul Brenner"), ("She", "Nadia Ferro")])
def test_of_a_man_and_a_woman_the_pronoun_tells(pronoun: str, name: str) -> None:
    quotes = quotes_of(f"Nadia Ferro and Paul Brenner run the port. {pronoun} said that the cranes were new.")
    assert names_of(quotes[-1]) == [name]


def test_of_two_women_the_pronoun_tells_neither() -> None:
    quotes = quotes_of("Nadia Ferro and Helena Brenner run the port. She said that the cranes were new.")
    assert names_of(quotes[-1]) == ["an unidentified person"]


def test_whom_a_woman_asked_is_the_man_who_answers() -> None:
    quotes = quotes_of("Nadia Ferro had asked Paul Brenner for a key, and he replied that it was lost.")
    assert names_of(quotes[-1]) == ["Paul Brenner"]


def test_the_only_man_so_far_is_meant_from_afar() -> None:
    quotes = quotes_of(
        "Paul Brenner runs the port.\n\nThe cranes were new.\n\nThe sea was calm.\n\nThe ships were late.\n\n"
        "He said that fees would fall."
    )
    assert names_of(quotes[-1]) == ["Paul Brenner"]


def test_as_for_somebody_tells_whom_the_sentence_is_about() -> None:
    quotes = quotes_of("Oscar Lindqvist left. As for Paul Brenner, who broke an oar, he said that the tide was late.")
    assert names_of(quotes[-1]) == ["Paul Brenner"]
