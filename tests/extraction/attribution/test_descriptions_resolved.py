"""Descriptions, documents and companies resolved to what the article names them."""

import pytest

from app.extraction.attribution.source_reader import SourceReader
from app.extraction.parsed_article import parse_article
from app.facts.attribution import SourceKind
from app.facts.reading import ArticleContext, FoundSource
from tests.extraction.quotes.reading import names_of, quotes_of, read


def _only_source(text: str) -> FoundSource:
    [source] = read(text).sources
    return source


def _resolved(text: str, word: str) -> str | None:
    doc = parse_article(text, ArticleContext()).doc
    head = next(token for token in doc if token.text == word)
    entity = SourceReader(doc, frozenset()).read(head).entity
    return entity.name if entity is not None else None


@pytest.mark.parametrize("description", ["the harbour ombudsman", "the ombudsman"])
def test_a_role_in_apposition_is_who_bears_it(description: str) -> None:
    quotes = quotes_of(
        "The harbour ombudsman, Nadia Ferro, met two crews on Monday. The tide was late. The cranes were new, "
        f"{description} said."
    )
    assert names_of(quotes[-1]) == ["Nadia Ferro"]


def test_a_definite_role_stands_for_who_is_named_later() -> None:
    quotes = quotes_of(
        "The harbour ombudsman said that fees were too high.\n\n“They will fall,” the ombudsman, Nadia Ferro, wrote."
    )
    assert names_of(quotes[0]) == ["Nadia Ferro"]


def test_an_indefinite_one_whom_the_lead_describes_is_who_has_the_title_later() -> None:
    quotes = quotes_of("A deputy said that the pier was closed.\n\nThe sea was calm.\n\nDeputy Nadia Ferro shut it.")
    assert names_of(quotes[0]) == ["Nadia Ferro"]


def test_a_role_that_two_bear_is_nobodys() -> None:
    quotes = quotes_of(
        "The pilot, Paul Brenner, met the pilot, Oscar Lindqvist, on Monday. The tide was late, the pilot said."
    )
    assert names_of(quotes[-1]) not in (["Paul Brenner"], ["Oscar Lindqvist"])


def test_a_body_before_a_name_is_no_role_of_a_person() -> None:
    quotes = quotes_of(
        "Nadia Ferro rows for Lund. According to the team, Ferro, 31, has a cold. The team said that she would rest."
    )
    assert names_of(quotes[-1]) != ["Nadia Ferro"]


@pytest.mark.parametrize("age", ["54", "31"])
def test_an_age_is_of_the_one_who_has_it(age: str) -> None:
    text = f"Paul Brenner, {age}, met Oscar Lindqvist, 62, on Monday. The {age}-year-old said that the tide was late."
    assert _resolved(text, "old") == "Paul Brenner"


def test_an_age_that_nobody_has_is_nobodys() -> None:
    assert _resolved("Paul Brenner, 54, met Oscar Lindqvist, 62. The 31-year-old said that it was late.", "old") is None


def test_where_somebody_is_from_stands_for_who_is_spoken_of() -> None:
    quotes = quotes_of("Paul Brenner broke an oar. “The tide was late,” said the Viennese.")
    assert names_of(quotes[-1]) == ["Paul Brenner"]


def test_a_company_is_the_one_last_spoken_of() -> None:
    quotes = quotes_of(
        "The operator, Lofoten Terminals, bought nine cranes. The company said that they were new. The cranes lift ore."
    )
    assert names_of(quotes[-1]) == ["Lofoten Terminals"]


def test_a_company_that_may_be_either_of_two_is_neither() -> None:
    quotes = quotes_of("On Monday Lofoten Terminals and Brenner Holdings met. The company said that fees would fall.")
    assert not {"Lofoten Terminals", "Brenner Holdings"} & set(names_of(quotes[-1]))


def test_a_company_goes_by_the_first_word_of_its_name() -> None:
    quotes = quotes_of("Lofoten Terminals bought nine cranes. Lofoten said that they were new.")
    assert names_of(quotes[-1]) == ["Lofoten Terminals"]


def test_the_name_of_a_company_tells_its_kind() -> None:
    assert _only_source("Brenner Holdings said that the cranes were new.").kind is SourceKind.ORGANISATION


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A lawsuit brought by nine crews", "lawsuit brought by nine crews"),
        ("A survey by the Lofoten Institute", "survey by the Lofoten Institute"),
        ("A letter from the Lofoten Institute", "letter from the Lofoten Institute"),
    ],
)
def test_a_document_goes_by_who_made_it(words: str, name: str) -> None:
    source = _only_source(f"{words} said that the pier was unsafe.")
    assert (source.name.removeprefix("A "), source.kind) == (name, SourceKind.DOCUMENT)


def test_a_document_taken_up_again_is_the_one_before() -> None:
    quotes = quotes_of(
        "A survey by the Lofoten Institute said that the pier was unsafe. The same document added that it was old."
    )
    assert names_of(quotes[-1]) == ["survey by the Lofoten Institute"]


def test_one_of_them_is_of_the_people_before() -> None:
    quotes = quotes_of("Two fishermen mended nets on the quay. “The tide was late,” said one of them.")
    assert names_of(quotes[-1]) == ["Two fishermen"]


def test_some_of_a_place_are_named_with_it() -> None:
    assert _only_source("Some in the village said that the pier was unsafe.").name == "Some in the village"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A retired pilot", SourceKind.PERSON),
        ("Three pilots", SourceKind.GROUP),
        ("The prospectus", SourceKind.DOCUMENT),
    ],
)
def test_the_kind_of_one_who_is_only_described(words: str, kind: SourceKind) -> None:
    assert _only_source(f"{words} said that the pier was unsafe.").kind is kind


def test_a_witness_goes_by_a_letter() -> None:
    quotes = quotes_of("Witness F said that the pier was unsafe.")
    assert names_of(quotes[-1]) == ["Witness F"]


def test_brussels_speaks_for_the_union() -> None:
    quotes = quotes_of("Brussels said that the fees were too high.")
    assert names_of(quotes[-1]) == ["European Union"]


def test_an_age_with_a_trade_is_of_who_was_last_spoken_of() -> None:
    quotes = quotes_of("“We will dance,” Nadia Ferro said. The 44-year-old teacher said that the pier was new.")
    assert names_of(quotes[-1]) == ["Nadia Ferro"]


def test_the_central_bank_is_the_one_that_is_of_a_state() -> None:
    quotes = quotes_of("The Bank of Norway met on Monday. The central bank said that it would watch wages.")
    assert names_of(quotes[-1]) == ["Bank of Norway"]


def test_a_company_speaks_of_itself() -> None:
    quotes = quotes_of("Nordair Holdings cancelled nine flights on Friday, the airline said.")
    assert names_of(quotes[-1]) == ["Nordair Holdings"]


def test_a_person_is_no_company() -> None:
    quotes = quotes_of("Brenner Holdings left. The company said that fees would fall. She said that they would not.")
    assert names_of(quotes[-1]) == ["an unidentified person"]


def test_a_work_is_not_who_wrote_it() -> None:
    text = "Nadia Ferro’s third novel, Owen Marsh, is out. The Norwegian writer said that it was long."
    assert _resolved(text, "writer") == "Nadia Ferro"


def test_an_agency_of_a_state_is_government() -> None:
    assert _only_source("The Coastal Survey Agency said that the pier was unsafe.").kind is SourceKind.GOVERNMENT


def test_a_family_name_with_particles_stands_for_the_full_name() -> None:
    quotes = quotes_of("Dutch traveller Piet van den Berg paid for a taxi. Van den Berg said that the cranes were new.")
    assert names_of(quotes[-1]) == ["Piet van den Berg"]


def test_a_charity_is_the_body_spoken_of_before() -> None:
    quotes = quotes_of("The Lofoten Trust counted nine ships. The charity said that they were old.")
    assert names_of(quotes[-1]) == ["Lofoten Trust"]


def test_a_headline_that_begins_with_a_noun_names_nobody() -> None:
    quotes = quotes_of(
        "Airline cancels flights\n\nNordair cancelled nine flights on Friday. The airline said it was sorry."
    )
    assert names_of(quotes[-1]) == ["Nordair"]


@pytest.mark.parametrize("noun", ["lamplighter", "botanist", "fan"])
def test_a_noun_for_somebody_is_a_person(noun: str) -> None:
    assert _only_source(f"A {noun} said that the pier was unsafe.").kind is SourceKind.PERSON


@pytest.mark.parametrize("body", ["The Coastal Survey Authority", "The Lofoten Trust"])
def test_a_regulator_is_the_body_spoken_of_before(body: str) -> None:
    quotes = quotes_of(f"{body} met on Monday. The regulator said that the pier was unsafe.")
    assert names_of(quotes[-1]) == [body.removeprefix("The ")]


def test_a_developer_with_a_companys_name_is_no_person() -> None:
    source = _only_source("The developer, Northline Partners, said that it would build nine homes.")
    assert (source.name, source.kind) == ("Northline Partners", SourceKind.ORGANISATION)
