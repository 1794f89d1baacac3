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
    text = "Oscar Ferro and Paul Brenner run the port. He said the cranes were new."
    assert [names_of(quote) for quote in read(text).quotes] == [["an unidentified person"]]


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


@pytest.mark.parametrize("description", ["the agency", "the spy agency"])
def test_a_description_stands_for_the_one_body_that_it_fits(description: str) -> None:
    quotes = quotes_of(
        f"Norway’s Coastal Intelligence Service (CIS) counted the boats. A storm was near, {description} said."
    )
    assert names_of(quotes[-1]) == ["Coastal Intelligence Service"]


def test_a_description_that_fits_two_bodies_stands_for_neither() -> None:
    quotes = quotes_of(
        "The Harbour Safety Agency met the Coastal Survey Agency on Monday. The agency said the pier was closed."
    )
    assert quotes[-1].attribution.origin is Origin.UNNAMED


def test_a_statement_is_of_who_spoke_in_it() -> None:
    quotes = quotes_of(
        "The Lofoten Fisheries Council said in a statement that cod was scarce. The statement added that prices rose."
    )
    assert names_of(quotes[-1]) == ["Lofoten Fisheries Council"]


def test_the_government_of_a_people_is_its_state() -> None:
    [quote] = quotes_of("The Norwegian government said that the ferry was safe.")
    assert names_of(quote) == ["Norway"]


def test_members_of_a_people_are_a_group() -> None:
    source = _source("Norwegians said that the ferry was late.", "Norwegians")
    assert (source.kind, source.named) == (SourceKind.GROUP, False)


def test_the_body_of_a_person_is_no_part_of_the_name() -> None:
    [quote] = quotes_of("Professor Nadia Ferro of Lund University said the hill was safe.")
    assert names_of(quote) == ["Nadia Ferro"]


def test_titles_with_their_bodies_are_no_part_of_the_name() -> None:
    [quote] = quotes_of("Senate Majority Leader Paul Brenner said the vote was late.")
    assert names_of(quote) == ["Paul Brenner"]


def test_a_hyphenated_given_name_is_whole() -> None:
    [quote] = quotes_of("Professor Ryu Jae-min of the Institute for Coastal Studies said the tide was high.")
    assert names_of(quote) == ["Ryu Jae-min"]


def test_a_commission_is_named_with_the_body_it_is_of() -> None:
    quotes = quotes_of(
        "The Central Harbour Commission of the ruling Fishers’ Party met. The commission said that fees would rise."
    )
    assert names_of(quotes[-1]) == ["Central Harbour Commission of the Fishers’ Party"]


def test_the_military_of_a_state_has_one_name() -> None:
    [quote] = quotes_of("The military in Norway said that the drill was over.")
    assert names_of(quote) == ["Norway’s military"]


@pytest.mark.parametrize(("title", "name"), [("Mr", "Paul Brenner"), ("Mrs", "Nadia Brenner")])
def test_a_courtesy_title_tells_two_of_one_family_apart(title: str, name: str) -> None:
    quotes = quotes_of(f"Mr Paul Brenner and Mrs Nadia Brenner run the port. {title} Brenner said the cranes were new.")
    assert names_of(quotes[-1]) == [name]


def test_a_family_name_that_two_bear_is_nobodys() -> None:
    quotes = quotes_of("Paul Brenner and Nadia Brenner run the port. Brenner said the cranes were new.")
    assert names_of(quotes[-1]) == ["Brenner"]


@pytest.mark.parametrize("words", ["Mr Paul Brenner", "Her rival Paul Brenner"])
def test_what_says_nothing_of_a_person_is_no_description(words: str) -> None:
    assert _source(f"{words} said the cranes were new.", "Paul Brenner").description is None


def test_what_follows_a_name_as_a_clause_is_no_description() -> None:
    text = "According to Paul Brenner, the cranes were given new motors and paint."
    assert _source(text, "Paul Brenner").description is None


def test_a_reporter_met_again_is_one_source() -> None:
    sources = read("A diver said the wreck was deep. The diver added that it was whole.").sources
    assert [source.name for source in sources] == ["A diver"]


def test_whose_body_it_is_is_kept_as_an_alias() -> None:
    source = _source("Norway’s Coastal Guard Command said that the drill was over.", "Coastal Guard Command")
    assert source.aliases == ("Norway’s Coastal Guard Command",)


def test_the_owner_of_a_thing_may_be_who_speaks_next() -> None:
    quotes = quotes_of("Nadia Ferro’s joy was plain. “It floats!” she said.")
    assert names_of(quotes[-1]) == ["Nadia Ferro"]


def test_a_trade_before_a_name_is_a_description() -> None:
    source = _source("The retired boatwright Paul Brenner said the hull was sound.", "Paul Brenner")
    assert source.description == "retired boatwright"


@pytest.mark.parametrize(
    ("words", "description"),
    [
        ("Minister Paul Brenner of Norway", "Minister of Norway"),
        ("Paul Brenner of the Lofoten Fisheries Council", "of the Lofoten Fisheries Council"),
    ],
)
def test_what_a_person_is_of_is_in_the_description(words: str, description: str) -> None:
    assert _source(f"{words} said the cranes were new.", "Paul Brenner").description == description


def test_another_thing_of_the_same_sort_is_another_source() -> None:
    sources = read("A survey said the wreck was deep. The Lofoten survey said that it was whole.").sources
    assert len(sources) == 2
