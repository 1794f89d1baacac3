"""Whom a pronoun stands for, and that nobody is named where two may be meant."""

import pytest

from app.facts.attribution import Origin, SourceKind
from app.facts.extractor import QuoteMethod
from tests.extraction.quotes.reading import names_of, quotes_of, read


def _last_names(text: str) -> list[str]:
    return names_of(quotes_of(text, QuoteMethod.LEARNED)[-1])


def test_a_person_is_meant_before_a_thing_that_the_sentence_is_also_about() -> None:
    text = "Nadia Ferro thinks that the review should have begun sooner, and she called the delay a scandal."
    assert _last_names(text) == ["Nadia Ferro"]


def test_who_spoke_last_is_meant_although_another_was_named() -> None:
    text = "Paul Brenner said he had sold the boat to Oscar Ferro. He said that the engine was new."
    assert _last_names(text) == ["Paul Brenner"]


def test_of_two_who_did_not_speak_nobody_is_meant() -> None:
    text = "Paul Brenner met Oscar Ferro at the port. He said that the engine was new."
    assert _last_names(text) == ["an unidentified person"]


def test_of_two_whom_the_same_sentence_only_mentions_nobody_is_meant() -> None:
    text = "The medal went to Paul Brenner and the cup to Oscar Ferro, and he said that both were late."
    assert _last_names(text) == ["an unidentified person"]


def test_an_acronym_is_no_he() -> None:
    text = "The rules let DNC pick somebody. He said that the vote was late."
    assert "DNC" not in _last_names(text)


def test_a_body_that_is_not_the_subject_is_meant_where_it_is_the_only_one() -> None:
    text = "Nadia Ferro left the Harbour Board in May. It said that she had taken no papers."
    assert _last_names(text) == ["Harbour Board"]


def test_a_thing_that_is_spoken_of_keeps_it_from_a_body() -> None:
    text = "The film was shot for the Harbour Board in May. It said that the pier was old."
    assert _last_names(text) == ["an unidentified source"]


def test_they_are_all_who_are_joined() -> None:
    [*_, quote] = quotes_of("Norway and Denmark closed the strait. They said that it was mined.", QuoteMethod.LEARNED)
    assert names_of(quote) == ["Norway", "Denmark"]
    assert {source.mention.exact for source in quote.attribution.sources if source.mention} == {"They"}


def test_they_are_nobody_where_others_are_named_beside_those_who_are_joined() -> None:
    text = "Norway and Denmark sent back the fishermen. They said that the strait was mined."
    assert _last_names(text) == ["an unidentified group"]


@pytest.mark.parametrize("words", ["Both", "The two", "The two countries"])
def test_two_are_taken_up_at_once(words: str) -> None:
    text = f"Norway and Denmark closed the strait. {words} said that it was mined."
    assert _last_names(text) == ["Norway", "Denmark"]


def test_the_two_countries_are_no_two_people() -> None:
    text = "Nadia Ferro and Paul Brenner closed the port. The two countries said that the strait was mined."
    assert _last_names(text) == ["The two countries"]


def test_who_is_named_right_after_the_pronouns_own_clause_is_meant() -> None:
    text = "Though it says it has no plans to leave, Denmark is selling its depot."
    assert _last_names(text) == ["Denmark"]


def test_who_was_named_before_and_who_is_named_after_cannot_both_be_meant() -> None:
    text = "Nadia Ferro spoke first. Although she admits that the port is old, Hanna Brenner will not leave."
    assert _last_names(text) == ["an unidentified person"]


def test_the_country_is_the_state_that_was_spoken_of() -> None:
    assert _last_names("Denmark closed the strait. The country said that it was mined.") == ["Denmark"]


def test_a_country_that_the_model_takes_for_a_person_is_a_state() -> None:
    text = "Denmark called the pictures old, and it promised to publish newer ones."
    assert _last_names(text) == ["Denmark"]


def test_a_day_says_nothing() -> None:
    text = "The Harbour Board met on Friday, which suggests that the budget is late."
    assert "Friday" not in {source.name for source in read(text, QuoteMethod.LEARNED).sources}


def test_an_outlet_is_named_without_who_runs_it() -> None:
    text = "- State-run One TV reported that volunteers were preparing to join in.\n- The rest is rumour."
    assert _last_names(text) == ["One TV"]


def test_a_pronoun_is_never_a_name() -> None:
    [quote] = quotes_of("The square was empty. He said that the market would move.", QuoteMethod.LEARNED)
    [source] = quote.attribution.sources
    assert (source.name, source.kind) == ("an unidentified person", SourceKind.PERSON)
    assert source.mention is not None
    assert source.mention.exact == "He"
    assert quote.attribution.origin is Origin.UNNAMED


def test_what_this_tells_is_of_no_source() -> None:
    [quote] = quotes_of("The dam burst. This suggests that the wall was hollow.", QuoteMethod.LEARNED)
    assert quote.attribution.origin is Origin.UNNAMED
    assert quote.attribution.sources == ()


def test_we_are_not_who_is_named_after() -> None:
    quotes = quotes_of("While we admit that the bridge is old, Nadia Ferro will not paint it.", QuoteMethod.LEARNED)
    assert all("Nadia Ferro" not in names_of(quote) for quote in quotes if "bridge is old" in quote.text)
