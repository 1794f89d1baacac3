"""What the model finds, fitted to marks and grammar, beside what layout and rules tell."""

import pytest

from app.facts.attribution import Origin
from app.facts.extractor import QuoteMethod
from app.facts.quote import QuotationMarks, Quote, QuoteKind, Stance
from tests.extraction.quotes.reading import carriers_of, names_of, quotes_of, read


def _quotes(text: str) -> list[Quote]:
    return quotes_of(text, QuoteMethod.LEARNED)


def test_the_extractor_is_named_on_each_quote() -> None:
    (quote,) = _quotes("The harbour master, Ines Duarte, said the lock was worn.")
    assert (quote.extractor.name, quote.extractor.version) == ("learned-quotes", "1")
    (quote,) = quotes_of("The harbour master, Ines Duarte, said the lock was worn.", QuoteMethod.RULES)
    assert quote.extractor.name == "rules-quotes"


@pytest.mark.parametrize(
    "text",
    [
        "“The lock is worn,” said Ines Duarte, the harbour master. “It should have gone years ago.”",
        '"The lock is worn," said Ines Duarte, the harbour master. "It should have gone years ago."',
        "「The lock is worn,」 said Ines Duarte, the harbour master. 「It should have gone years ago.」",
        "‘The lock is worn,’ said Ines Duarte, the harbour master. ‘It should have gone years ago.’",
    ],
)
def test_direct_speech_split_around_its_cue_is_one_quote_without_its_marks(text: str) -> None:
    (quote,) = _quotes(text)
    assert [span.exact for span in quote.spans] == ["The lock is worn,", "It should have gone years ago."]
    assert (quote.kind, quote.marks) == (QuoteKind.DIRECT, QuotationMarks.PAIRED)
    assert names_of(quote) == ["Ines Duarte"]


def test_indirect_content_leaves_out_that_and_the_full_stop() -> None:
    (quote,) = _quotes("Ines Duarte, the harbour master, said on Monday that the lock was worn.")
    assert (quote.text, quote.kind) == ("the lock was worn", QuoteKind.INDIRECT)


def test_words_in_marks_are_never_cut_in_two() -> None:
    (quote,) = _quotes("Ines Duarte, the harbour master, said the lock was “worn to the very last bolt” and unsafe.")
    assert "“worn to the very last bolt”" in quote.text
    assert quote.kind is QuoteKind.MIXED


def test_a_denial_is_a_stance() -> None:
    (quote,) = _quotes("Mayor Ines Duarte denied that the lock had ever been inspected.")
    assert quote.stance is Stance.DENIES


def test_what_is_asked_of_somebody_is_wanted() -> None:
    (quote,) = _quotes("The union asked the mayor to close the lock before winter.")
    assert quote.stance is Stance.WANTS


def test_a_pronoun_that_nobody_can_be_meant_by_stays_unnamed() -> None:
    (quote,) = _quotes("She said the lock was worn.")
    assert quote.attribution.origin is Origin.UNNAMED
    assert names_of(quote) == ["an unidentified person"]


def test_a_second_cue_without_a_subject_has_the_speaker_before_it() -> None:
    quotes = _quotes("Ines Duarte said the lock was worn, adding that divers would look at the gates.")
    assert [names_of(quote) for quote in quotes] == [["Ines Duarte"], ["Ines Duarte"]]


def test_what_an_outlet_reports_of_another_is_the_others_via_the_outlet() -> None:
    text = "The Guardian reported that Defence Minister Ines Duarte had said the lock was worn."
    quote = next(quote for quote in _quotes(text) if "lock was worn" in quote.text)
    assert names_of(quote) == ["Ines Duarte"]
    assert carriers_of(quote) == [["Guardian"]]


def test_what_a_person_reports_of_another_is_nested() -> None:
    text = "Harbour master Ines Duarte said the divers had warned that the gates could fail."
    outer, inner = _quotes(text)
    assert names_of(outer) == ["Ines Duarte"]
    assert inner.within == outer.id
    assert "divers" in names_of(inner)[0]


def test_a_quotation_signed_with_a_name_after_a_dash_is_that_persons() -> None:
    text = "Readers wrote to us about the lock.\n\n“Close it today.” — Ines Duarte\n\n“Leave it be.” — Kwame Asare"
    assert [(quote.text, names_of(quote)) for quote in _quotes(text)] == [
        ("Close it today.", ["Ines Duarte"]),
        ("Leave it be.", ["Kwame Asare"]),
    ]


def test_a_text_of_marks_alone_says_nothing() -> None:
    assert read('"""“”\'\'"', QuoteMethod.LEARNED).quotes == ()


def test_nobody_inside_the_marks_is_taken_for_who_adds_to_them() -> None:
    text = (
        'Professor Ines Duarte stated, "Trade between the two ports is expected to grow," adding, '
        '"In particular, the chances of a second lock have increased."'
    )
    quotes = _quotes(text)
    assert [names_of(quote) for quote in quotes] == [["Ines Duarte"], ["Ines Duarte"]]


def test_what_a_speaker_reports_of_others_inside_marks_is_theirs_via_the_speaker() -> None:
    text = (
        "“According to the harbour union, some 400 dockers may be sent home if the lock closes,” said Ines Duarte, a "
        "reporter in Lindow."
    )
    inner = next(quote for quote in _quotes(text) if "union" in " ".join(names_of(quote)))
    assert carriers_of(inner) == [["Ines Duarte"]]
    assert inner.within is not None


def test_a_report_by_a_body_speaks_for_the_body() -> None:
    text = (
        "According to a recent report by the Lindow Institute for Harbour Studies, the lock will cost 28 million euros."
    )
    (quote,) = _quotes(text)
    assert names_of(quote) == ["Lindow Institute for Harbour Studies"]
