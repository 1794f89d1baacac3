"""Who speaks in the lines of an interview."""

from app.facts.quote import QuoteKind
from tests.extraction.quotes.reading import names_of, quotes_of

_QUESTION = "Q: Will the ferry run in May?"
_LEAD = "Engineer Tom Barrow met this paper on Monday. The mayor, Inga Dahlberg, said the pier was safe."


def test_an_answer_led_in_by_a_family_name_is_direct() -> None:
    quotes = quotes_of(f"{_LEAD}\n\n{_QUESTION}\n\nBarrow: “No. I was hired for the pier.”")
    assert (quotes[-1].text, quotes[-1].kind) == ("No. I was hired for the pier.", QuoteKind.DIRECT)
    assert names_of(quotes[-1]) == ["Tom Barrow"]


def test_an_answer_without_marks_under_a_family_name_is_direct() -> None:
    quotes = quotes_of(f"{_LEAD}\n\n{_QUESTION}\n\nBarrow: No. I was hired for the pier.")
    assert quotes[-1].text == "No. I was hired for the pier."
    assert names_of(quotes[-1]) == ["Tom Barrow"]


def test_answers_belong_to_the_one_whose_name_leads_in_others() -> None:
    quotes = quotes_of(f"{_LEAD}\n\n{_QUESTION}\n\nBarrow: “No. It will not.”\n\n{_QUESTION}\n\nA: I was told in June.")
    assert quotes[-1].text == "I was told in June."
    assert names_of(quotes[-1]) == ["Tom Barrow"]


def test_answers_of_nobody_in_particular_are_left_out() -> None:
    quotes = quotes_of(f"{_LEAD} Tom Barrow said it was not.\n\n{_QUESTION}\n\nA: I was told in June.")
    assert all("told in June" not in quote.text for quote in quotes)


def test_a_word_that_names_nobody_leads_in_no_answer() -> None:
    assert not quotes_of("Tom Barrow came to the pier.\n\nWarning: The pier is closed.")
