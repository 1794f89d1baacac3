"""What nobody said is not shown as said."""

import pytest

from app.extraction.read_article import read_article
from app.facts.extractor import QuoteMethod
from app.facts.figure import Modality
from app.facts.reading import ArticleContext
from tests.extraction.quotes.reading import names_of, quotes_of


@pytest.mark.parametrize("method", QuoteMethod)
@pytest.mark.parametrize(
    "text",
    [
        "The mayor never said, “I will resign.”",
        "The board did not say: “We are sorry.” It apologised to nobody.",
        "No official has confirmed that 40 soldiers had died.",
        "Neither ministry has said that the lock was closed.",
        "Few economists believe the rate will fall to 2 percent.",
        "If Mr. Brown says “we are done here,” the deal is dead.",
    ],
)
def test_denied_and_supposed_saying_is_under_what_lists_show(text: str, method: QuoteMethod) -> None:
    assert quotes_of(text, method) == []


def test_a_figure_that_nobody_confirms_is_only_possible_and_nobodys() -> None:
    (figure,) = read_article("No official has confirmed that 40 soldiers had died.", ArticleContext()).figures
    assert figure.modality is Modality.POSSIBLE
    assert figure.attribution.sources == ()


def test_a_work_with_its_maker_is_no_signed_quotation() -> None:
    text = "The stage in Lindow opens in May.\n“Hamlet” — Lindow Players\n“Cats” — Harbour Stage"
    assert quotes_of(text, QuoteMethod.LEARNED) == []


def test_days_and_places_that_lead_in_lines_are_no_speakers() -> None:
    text = (
        "Monday: Rain is expected.\nTuesday: Sun returns.\nMonday: Storms may follow.\nTuesday: Skies clear.\n"
        "England: Won by two.\nFrance: Lost to Wales.\nEngland: Drew.\nFrance: Won."
    )
    assert [quote for quote in quotes_of(text, QuoteMethod.LEARNED) if quote.kind == "direct"] == []


def test_his_wife_speaks_for_herself() -> None:
    text = "“We tried everything,” Adam Smith said.\n\n“Nothing worked,” said his wife, Joan Carter."
    assert [names_of(quote) for quote in quotes_of(text, QuoteMethod.LEARNED)] == [["Adam Smith"], ["Joan Carter"]]
