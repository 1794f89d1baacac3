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


def test_labels_in_bold_are_read_as_labels() -> None:
    text = (
        "Ines Duarte runs the ferry. She spoke to us at the pier.\n\n**Q:** Is the ferry safe?\n\n"
        "**A:** It was built to last.\n\n**Q:** Who says so?\n\n**A:** Everyone who sails on it does."
    )
    found = quotes_of(text)
    assert [quote.text for quote in found if quote.kind == "direct"] == [
        "It was built to last.",
        "Everyone who sails on it does.",
    ]


def test_lines_between_questions_are_answers_where_no_answer_is_labelled() -> None:
    text = (
        "We talked to Ines Duarte at the pier.\n\nQ. Is the ferry safe?\n\nIt was built to last. Ask anyone.\n\n"
        "Q. Who says so?\n\nEveryone who sails on it.\n\nThe interview was held in June."
    )
    found = quotes_of(text)
    assert [(quote.text, quote.attribution.sources[0].name) for quote in found if quote.kind == "direct"] == [
        ("It was built to last. Ask anyone.", "Ines Duarte"),
        ("Everyone who sails on it.", "Ines Duarte"),
    ]
