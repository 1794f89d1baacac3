import pytest

from app.facts.extractor import QuoteMethod
from tests.extraction.quotes.reading import carriers_of, names_of, quotes_of


@pytest.mark.parametrize(
    ("text", "content", "source", "via"),
    [
        (
            "Harbour Wire reported that the port authority wanted the strike to end.",
            "the strike to end",
            "The port authority",
            [["Harbour Wire"]],
        ),
        (
            "Reuters reported, citing Ada Berg, that the mill had closed.",
            "the mill had closed",
            "Ada Berg",
            [["Reuters"]],
        ),
        (
            "As reported by Reuters, Ada Berg said the mill had closed.",
            "the mill had closed",
            "Ada Berg",
            [["Reuters"]],
        ),
        ("Ada Berg said the mill had closed, in remarks carried by Reuters.", "closed", "Ada Berg", [["Reuters"]]),
        ("Ada Berg said in an interview with Reuters that the mill had closed.", "closed", "Ada Berg", [["Reuters"]]),
        ("The mill had closed, Ada Berg said, Reuters reported.", "The mill had closed", "Ada Berg", [["Reuters"]]),
        ("Reuters quoted Ada Berg as saying that the mill had closed.", "closed", "Ada Berg", [["Reuters"]]),
        (
            "Citing high costs, Nordic Grain said it would close the mill.",
            "it would close the mill",
            "Nordic Grain",
            [],
        ),
        (
            "Nordic Grain said it would close the mill, citing a shortage.",
            "it would close the mill",
            "Nordic Grain",
            [],
        ),
    ],
)
def test_source_and_carriers(text: str, content: str, source: str, via: list[list[str]]) -> None:
    quote = min(
        (quote for quote in quotes_of(text, QuoteMethod.LEARNED) if content in quote.text),
        key=lambda one: len(one.text),
    )
    assert [name.lower() for name in names_of(quote)] == [source.lower()]
    assert carriers_of(quote) == via


def test_what_others_want_is_no_statement_of_theirs_where_a_person_tells_it() -> None:
    quotes = quotes_of("Ada Berg said that the port authority wanted the strike to end.", QuoteMethod.LEARNED)
    assert [names_of(quote) for quote in quotes] == [["Ada Berg"]]
