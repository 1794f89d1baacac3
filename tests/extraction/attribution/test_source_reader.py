"""Mentions resolved to the fullest naming in the same article."""

import pytest

from app.extraction.attribution.states import find_state
from app.facts.attribution import Origin, SourceKind
from app.facts.reading import FoundSource
from tests.extraction.quotes.reading import names_of, quotes_of, read


def _source(text: str, name: str) -> FoundSource:
    return next(source for source in read(text).sources if source.name == name)


def test_a_short_name_stands_for_the_full_one() -> None:
    quotes = quotes_of("Nadia Ferro runs the port. Ferro said the cranes were new.")
    assert names_of(quotes[-1]) == ["Nadia Ferro"]


def test_a_family_name_that_comes_first_stands_for_the_full_name() -> None:
    quotes = quotes_of("Park Min-seo teaches law at Hanbit University. Professor Park said the treaty was void.")
    assert names_of(quotes[-1]) == ["Park Min-seo"]


def test_a_pronoun_stands_for_who_spoke_before() -> None:
    quotes = quotes_of("Nadia Ferro said the cranes were new. She added that they were German.")
    assert names_of(quotes[-1]) == ["Nadia Ferro"]


def test_a_pronoun_that_may_mean_two_people_is_nobodys() -> None:
    quotes = quotes_of("Nadia Ferro and Paul Brenner run the port. He said the cranes were new.")
    assert quotes == [] or all(names_of(quote) == [] for quote in quotes)


def test_the_commission_stands_for_the_one_named_before() -> None:
    quotes = quotes_of(
        "The Central Harbour Commission met on Monday. The commission said that fees would rise by a tenth."
    )
    assert names_of(quotes[-1]) == ["Central Harbour Commission"]


def test_an_acronym_is_an_alias() -> None:
    source = _source("The Global Fisheries Organisation (GFO) said stocks had shrunk.", "Global Fisheries Organisation")
    assert "GFO" in source.aliases


@pytest.mark.parametrize("seat", ["Moscow", "The Kremlin"])
def test_a_capital_or_seat_speaks_for_its_state(seat: str) -> None:
    [quote] = quotes_of(f"{seat} said that the drill was over.")
    assert names_of(quote) == ["Russia"]
    assert quote.attribution.sources[0].kind is SourceKind.GOVERNMENT


def test_governments_of_two_states_are_two_sources() -> None:
    [quote] = quotes_of("The governments of Norway and Denmark denied that the ferry had sunk.")
    assert names_of(quote) == ["Norway", "Denmark"]


def test_the_apposition_describes_the_person() -> None:
    source = _source("Nadia Ferro, a geologist at Lund University, said the hill was safe.", "Nadia Ferro")
    assert source.description == "a geologist at Lund University"
    assert source.kind is SourceKind.PERSON


def test_a_statement_speaks_for_who_issued_it() -> None:
    quotes = quotes_of(
        "A statement from the Lofoten Council said: “The ferry is safe.” The statement added: “It sails.”"
    )
    assert [names_of(quote) for quote in quotes] == [["Lofoten Council"], ["Lofoten Council"]]


def test_a_body_without_a_proper_name_is_of_this_article_only() -> None:
    [quote] = quotes_of("The harbour police said the ferry was safe.")
    assert quote.attribution.origin is Origin.UNNAMED
    assert not read("The harbour police said the ferry was safe.").sources[0].named


def test_a_name_that_is_no_state_stands_for_none() -> None:
    assert find_state("Lofoten") is None
