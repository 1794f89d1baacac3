"""Who said what, one behaviour each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.blocks import Block, BlockRole
from app.extraction.quotes.quotation_marks import find_quoted_words
from app.facts.attribution import Origin, SourceKind
from app.facts.quote import QuotationMarks, QuoteKind, Stance
from tests.extraction.quotes.reading import carriers_of, names_of, quotes_of, read


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("'", "'"),
        ("‘", "’"),
        ("「", "」"),
        ("『", "』"),
        ("《", "》"),
        ("«", "»"),
        ("''", "''"),
    ],
)
def test_direct_speech_in_any_marks(opening: str, closing: str) -> None:
    [quote] = quotes_of(
        f"{opening}The bridge won't open before May,{closing} said Marta Lindqvist, the city's engineer."
    )
    assert quote.text == "The bridge won't open before May,"
    assert (quote.kind, quote.marks) == (QuoteKind.DIRECT, QuotationMarks.PAIRED)
    assert names_of(quote) == ["Marta Lindqvist"]


def test_words_after_the_cue_are_a_second_span() -> None:
    [quote] = quotes_of("“The pumps work,” Rolf Amsel said. “The pipes do not.”")
    assert [span.exact for span in quote.spans] == ["The pumps work,", "The pipes do not."]


def test_a_sentence_cut_by_its_cue_is_one_quote() -> None:
    [quote] = quotes_of("“The pumps work,” Rolf Amsel said, “but the pipes do not.”")
    assert quote.text == "The pumps work, but the pipes do not."


def test_a_second_cue_starts_another_quote_of_the_same_source() -> None:
    first, second = quotes_of("“The pumps work,” Rolf Amsel said, adding, “The pipes are another matter.”")
    assert names_of(first) == names_of(second) == ["Rolf Amsel"]
    assert second.attribution.cue is not None
    assert second.attribution.cue.lemma == "add"


def test_paragraphs_that_open_and_do_not_close_belong_together() -> None:
    [quote] = quotes_of(
        "“We lost the harvest twice in one summer.\n\n“We shall plant again in the spring,” Inga Dahlberg said."
    )
    assert len(quote.spans) == 2
    assert names_of(quote) == ["Inga Dahlberg"]


def test_an_opening_mark_without_a_closing_one_runs_to_the_end_of_the_line() -> None:
    [quote] = quotes_of("Inga Dahlberg said, “We shall plant again in the spring.\nThe fields lie fallow.")
    assert quote.text == "We shall plant again in the spring."
    assert quote.marks is QuotationMarks.UNBALANCED


def test_a_closing_mark_without_an_opening_one_begins_with_the_line() -> None:
    [quote] = quotes_of("We shall plant again in the spring,” said Inga Dahlberg.")
    assert quote.text == "We shall plant again in the spring,"
    assert quote.marks is QuotationMarks.UNBALANCED


def test_a_quote_inside_a_quote_comes_through_the_outer_speaker() -> None:
    quotes = read("“Then Paul Brenner said, ‘Sell the boats,’ and we sold them,” Inga Dahlberg said.").quotes
    outer = next(quote for quote in quotes if names_of(quote) == ["Inga Dahlberg"])
    inner = next(quote for quote in quotes if names_of(quote) == ["Paul Brenner"])
    assert inner.within == outer.id
    assert carriers_of(inner) == [["Inga Dahlberg"]]


def test_a_name_and_a_colon_lead_in_speech() -> None:
    [quote] = quotes_of("Union leader Karl Weiss: “Nobody asked the drivers.”")
    assert names_of(quote) == ["Karl Weiss"]
    assert quote.kind is QuoteKind.DIRECT


def test_answers_of_an_interview_are_direct_without_marks() -> None:
    [quote] = quotes_of("Baker Elena Marques talks about flour.\n\nQ: Why rye?\n\nA: Because it keeps for a week.")
    assert (quote.kind, quote.marks) == (QuoteKind.DIRECT, QuotationMarks.NONE)
    assert names_of(quote) == ["Elena Marques"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “silent season” begins in March.",
        "He read “The Old Harbour” in one night.",
        "Her “friends” had left the room by then.",
        "The accord, known as “Article 9”, expires in June.",
    ],
)
def test_titles_terms_and_irony_are_no_quotes(text: str) -> None:
    assert quotes_of(text) == []


def test_answers_that_retell_belong_to_whom_they_name() -> None:
    quotes = quotes_of(
        "The mill of Tilda Brask burnt down in March.\n\n"
        "Q: Will Brask rebuild it?\n\n"
        "A: Engineer Orsa Kvist of the river board said a new wheel was possible.\n\n"
        "Q: When?\n\nA: Kvist expects the work to begin in May."
    )
    assert [names[-5:] for quote in quotes for names in names_of(quote)] == ["Kvist", "Kvist"]
    assert quotes[0].text == "a new wheel was possible"


def test_nobody_is_guessed_to_be_interviewed() -> None:
    assert quotes_of("The mill of Tilda Brask burnt down.\n\nQ: Why?\n\nA: We left a lamp on the stairs.") == []


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("The mill will reopen in May, the owners said in a letter.", ["The mill will reopen in May"]),
        ("Up to 40 boats will head north, the Harbour Board estimates.", ["Up to 40 boats will head north"]),
        ("Yet the dam is too low for that, noted the engineer Rolf Amsel.", ["Yet the dam is too low for that"]),
        (
            "The aim, Rolf Amsel explained, would be to dry the cellar.",
            ["The aim", "would be to dry the cellar"],
        ),
        (
            "If the water rises again, said Rolf Amsel, an engineer of the board, the town will need a pump.",
            ["If the water rises again", "the town will need a pump"],
        ),
    ],
)
def test_a_statement_may_stand_before_its_cue_or_on_both_sides(sentence: str, spans: list[str]) -> None:
    [quote] = quotes_of(sentence)
    assert [span.exact for span in quote.spans] == spans


def test_who_speaks_after_a_statement_is_nobody_named_in_it() -> None:
    *_, quote = quotes_of("Rolf Amsel said the dam was safe. Lena Fuchs would pay for the pump, he added.")
    assert names_of(quote) == ["Rolf Amsel"]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    [quote] = quotes_of("OSLO, May 4 (Fjord Wire) - The dam will hold, Rolf Amsel said on Friday.")
    assert quote.text == "The dam will hold"


def test_an_outlet_that_only_reports_who_said_what_carries_it() -> None:
    [quote] = quotes_of("Minister Oleg Sorin said the drill was over, the Interfax news agency reported.")
    assert names_of(quote) == ["Oleg Sorin"]
    assert carriers_of(quote) == [["Interfax"]]


def test_what_is_put_at_a_number_is_an_estimate() -> None:
    [quote] = quotes_of("The Hanse Institute put the number of ships at about 300.")
    assert (quote.text, quote.stance) == ("the number of ships at about 300", Stance.BELIEVES)


def test_the_time_of_saying_before_that_is_not_content() -> None:
    [quote] = quotes_of("Lena Fuchs announced this week that the bridge would open in May.")
    assert quote.text == "the bridge would open in May"
    assert quote.said_at is not None
    assert quote.said_at.span.exact == "this week"


def test_reported_speech_leaves_out_the_conjunction() -> None:
    [quote] = quotes_of("Mayor Lena Fuchs said that the bridge would open in May.")
    assert quote.text == "the bridge would open in May"
    assert (quote.kind, quote.marks) == (QuoteKind.INDIRECT, QuotationMarks.NONE)


def test_own_words_inside_reported_speech_make_it_mixed() -> None:
    [quote] = quotes_of("Mayor Lena Fuchs said the bridge was “a disgrace to the city”.")
    assert quote.kind is QuoteKind.MIXED


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Lena Fuchs denied that the bridge was closed.", Stance.DENIES),
        ("Lena Fuchs acknowledged on Monday having taken money from the builders.", Stance.CONFIRMS),
        ("Lena Fuchs denied taking money from the builders.", Stance.DENIES),
        ("Lena Fuchs confirmed that the bridge was closed.", Stance.CONFIRMS),
        ("Lena Fuchs doubts that the bridge will open.", Stance.DOUBTS),
        ("Lena Fuchs believes the bridge is safe.", Stance.BELIEVES),
        ("Lena Fuchs warned that the bridge could fall.", Stance.PREDICTS),
        ("Lena Fuchs urged the builders to hurry.", Stance.WANTS),
        ("Lena Fuchs promised to open the bridge in May.", Stance.PROMISES),
        ("Lena Fuchs asked whether the bridge was safe.", Stance.ASKS),
        ("Lena Fuchs does not believe that the bridge is safe.", Stance.DOUBTS),
    ],
)
def test_the_cue_tells_the_stance(sentence: str, stance: Stance) -> None:
    [quote] = quotes_of(sentence)
    assert quote.stance is stance


def test_what_a_source_did_not_say_is_no_quote() -> None:
    assert quotes_of("Lena Fuchs did not say whether the bridge was safe.") == []


def test_according_to_attributes_the_rest_of_the_sentence() -> None:
    [quote] = quotes_of("According to the Hanse Institute, 300 ships called at the port in June.")
    assert names_of(quote) == ["Hanse Institute"]
    assert quote.text == "300 ships called at the port in June"


def test_who_is_cited_is_the_source_and_who_cites_carries() -> None:
    [quote] = quotes_of("Reuters, citing the Interior Ministry, said that 40 people had been arrested.")
    assert names_of(quote) == ["Interior Ministry"]
    assert carriers_of(quote) == [["Reuters"]]


def test_an_agency_that_is_followed_carries_what_the_speaker_said() -> None:
    [quote] = quotes_of("According to the Interfax news agency, Defence Minister Oleg Sorin said the drill was over.")
    assert names_of(quote) == ["Oleg Sorin"]
    assert carriers_of(quote) == [["Interfax"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is reported that the ferry has sunk.",
        "Reports suggest that the ferry has sunk.",
        "The ferry is believed to have sunk.",
        "The ferry has reportedly sunk off the coast.",
    ],
)
def test_what_nobody_is_named_for_is_unnamed_with_its_cue(sentence: str) -> None:
    [quote] = quotes_of(sentence)
    assert quote.attribution.origin is Origin.UNNAMED
    assert quote.attribution.sources == ()
    assert quote.attribution.cue is not None


def test_a_group_without_names_is_a_source_of_this_article_only() -> None:
    found = read("Three officials said the ferry had sunk.")
    assert found.quotes[0].attribution.origin is Origin.UNNAMED
    [group] = found.sources
    assert (group.name, group.named, group.kind) == ("Three officials", False, SourceKind.GROUP)


def test_joint_sources_each_stand() -> None:
    [quote] = quotes_of("Norway and Denmark said the ferry had sunk.")
    assert names_of(quote) == ["Norway", "Denmark"]


def test_time_of_saying_is_the_one_beside_the_cue() -> None:
    [quote] = quotes_of("On October 18, Lena Fuchs said the bridge would open in May.")
    assert quote.said_at is not None
    assert quote.said_at.span.exact.endswith("October 18")


def test_a_headline_yields_nothing_by_itself() -> None:
    quotes = quotes_of(
        "Fuchs: “Bridge is safe”\n\nThe bridge over the Lahn was closed on Monday. Traffic stood still.\n"
    )
    assert quotes == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("“”\"'‘’「」«»abc AB.,:;!?\n—saidHe told "), max_size=160))
def test_every_span_slices_back_whatever_the_text(text: str) -> None:
    _assert_sliced(text)


_MARKS = ("“", "”", '"', "'", "‘", "’", ",", ".", ":", "\n", "\r\n", "\u2028", "\u3000", "🙂", "that", "they")
_PHRASES = (
    "he said",
    "Ann Lee said",
    "it was late",
    "adding",
    "according to",
    "the ministry",
    "denied",
    "it is reported",
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from((*_MARKS, *_PHRASES)), max_size=30))
def test_every_span_slices_back_in_broken_prose(words: list[str]) -> None:
    _assert_sliced(" ".join(words))


def _assert_sliced(text: str) -> None:
    found = read(text)
    known = {source.id for source in found.sources}
    ids = {quote.id for quote in found.quotes}
    for quote in found.quotes:
        mentions = [source.mention for source in quote.attribution.sources if source.mention]
        cues = [quote.attribution.cue.span] if quote.attribution.cue else []
        for span in (*quote.spans, quote.sentence, *mentions, *cues):
            assert text[span.start : span.end] == span.exact
        assert {source.id for source in quote.attribution.sources} <= known
        assert quote.within is None or quote.within in ids


def test_the_occasion_of_an_answer_is_no_part_of_it() -> None:
    quotes = quotes_of('Asked whether the mills would close, Ida Holm replied: "Not yet."')
    assert [quote.text for quote in quotes] == ["Not yet."]


@pytest.mark.parametrize(("opening", "closing"), [("'", "'"), ("‘", "’")])
def test_single_marks_that_do_not_close_go_on_in_the_next_paragraph(opening: str, closing: str) -> None:
    [quote] = quotes_of(
        f"Inga Dahlberg said: {opening}The drivers{closing} wages haven't risen since May. I won't sign.\n\n"
        f"{opening}It's that simple.{closing}"
    )
    assert [span.exact for span in quote.spans] == [
        f"The drivers{closing} wages haven't risen since May. I won't sign.",
        "It's that simple.",
    ]
    assert (quote.kind, names_of(quote)) == (QuoteKind.DIRECT, ["Inga Dahlberg"])


def test_what_is_added_after_an_inverted_cue_is_another_quote_of_the_same_source() -> None:
    first, second = quotes_of(
        "Marta Lindqvist, the engineer, came on foot. 'I heard it from the ferryman,' said the 44-year-old, adding: "
        "'My boat is still at the pier.'"
    )
    assert (first.text, second.text) == ("I heard it from the ferryman,", "My boat is still at the pier.")
    assert first.attribution.sources[0].id == second.attribution.sources[0].id


@pytest.mark.parametrize(
    "text",
    [
        "The teachers' union and the owners' club met at Ross' house.",
        "In the '90s the rock 'n' roll fans' hall was full, and in '08 it closed.",
        "'Twas a cold night and the dogs' bowls froze.",
    ],
)
def test_apostrophes_quote_nothing(text: str) -> None:
    assert not find_quoted_words(text, Block(0, len(text), BlockRole.BODY))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The fare is 'daft' and it must go, adding: 'We'll walk.'", ["daft", "We'll walk."]),
        ("It was 'the lads' day out' as Ms Fell put it.", ["the lads' day out"]),
        ("'We played rock 'n' roll all night,' she said.", ["We played rock 'n' roll all night,"]),
        ("'44 people have left,' she said.", ["44 people have left,"]),
    ],
)
def test_single_marks_close_where_no_apostrophe_stands(text: str, quoted: list[str]) -> None:
    found = find_quoted_words(text, Block(0, len(text), BlockRole.BODY))
    assert [text[words.start : words.end] for words in found] == quoted


def test_a_mark_that_closes_words_of_a_label_is_read() -> None:
    quotes = read("Q: Ida Holm, half of the mills” said the December 31, 2024 report.\nShe “left it there.” Q: so”")
    assert all(quote.start >= 3 for quote in quotes.quotes)


@pytest.mark.parametrize("label", ["Q: ", "A: ", "OSLO, Oct 18 (Wire) - "])
def test_a_lone_closing_mark_after_a_lead_in_breaks_nothing(label: str) -> None:
    assert read(f"{label}May they go” on. “Well,” Ida Holm said. “So be it.”").quotes
