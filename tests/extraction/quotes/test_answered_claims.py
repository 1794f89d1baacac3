"""What sources deny, and how they answer the claims of others."""

import pytest

from app.facts.attribution import Origin
from app.facts.quote import QuoteKind, Stance
from tests.extraction.quotes.reading import names_of, quotes_of


def test_what_another_calls_a_claim_is_no_part_of_it() -> None:
    claim, answer = quotes_of("Rebels said they had taken the mill, a claim the army dismissed as “pure fantasy”.")
    assert claim.text == "they had taken the mill"
    assert (answer.text, answer.stance, names_of(answer)) == ("pure fantasy", Stance.DENIES, ["the army"])


@pytest.mark.parametrize(
    "answer", ["an assertion the owners rejected", "a decision criticised by the drivers", "a claim that Amsel denied"]
)
def test_content_ends_before_what_others_do_about_it(answer: str) -> None:
    [quote] = quotes_of(f"Paul Brenner said the toll would rise in May, {answer}.")
    assert quote.text == "the toll would rise in May"


def test_what_speakers_themselves_say_beside_their_content_stays() -> None:
    [quote] = quotes_of("Paul Brenner said the guild had sold the mill, a move that cost four crowns.")
    assert quote.text == "the guild had sold the mill, a move that cost four crowns"


@pytest.mark.parametrize("denied", ["denied claims", "has rejected reports", "dismissed suggestions"])
def test_a_denied_claim_is_the_denial_of_its_clause(denied: str) -> None:
    [quote] = quotes_of(f"Marta Lindqvist {denied} that the ferry owed four crowns.")
    assert (quote.text, quote.stance) == ("the ferry owed four crowns", Stance.DENIES)
    assert names_of(quote) == ["Marta Lindqvist"]


def test_a_claim_with_an_owner_is_the_owners() -> None:
    [quote] = quotes_of("The mayor denied claims by Paul Brenner that the toll would rise.")
    assert names_of(quote) == ["Paul Brenner"]


def test_what_a_thing_is_called_in_marks_is_a_mixed_quote() -> None:
    [quote] = quotes_of('Paul Brenner called the plan "a disgrace".')
    assert (quote.text, quote.kind) == ('the plan "a disgrace"', QuoteKind.MIXED)


def test_direct_speech_of_one_who_is_not_named_is_kept() -> None:
    [quote] = quotes_of('"The guild is not telling the truth," said one, who asked not to be named.')
    assert (quote.kind, quote.attribution.origin) == (QuoteKind.DIRECT, Origin.UNNAMED)
