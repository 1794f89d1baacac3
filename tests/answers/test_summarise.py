from dataclasses import replace
from typing import Any

from app.answers.rank import RankedFact
from app.answers.summarise import summarise
from app.answers.understand_question import understand_question
from app.facts.article import ArticleStatus
from app.facts.attribution import AttributedSource, Attribution, Cue, Origin, SourceKind
from app.facts.figure import Figure, Modality
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.quote import Quote, QuoteKind
from app.facts.recorded import ArticleReference, Evidence, RecordedFact, RecordedFigure, RecordedQuote
from app.facts.text_span import TextSpan
from tests.answers.gold_corpus import GoldArticle, gold_articles

QUESTION = understand_question("How many soldiers were sent?")


def ranked(fact: Quote | Figure, gold: GoldArticle, score: float = 0.9) -> RankedFact:
    reference = ArticleReference(
        "art_1",
        gold.metadata.title,
        gold.metadata.publisher,
        gold.metadata.published_at,
        None,
        ArticleStatus.ACTIVE,
        "",
    )
    span = fact.spans[0] if isinstance(fact, Quote) else fact.span
    evidence = Evidence(reference, span, "", "", fact.sentence)
    recorded: RecordedFact = (
        RecordedQuote(fact, evidence) if isinstance(fact, Quote) else RecordedFigure(fact, evidence)
    )
    return RankedFact(score, (), recorded)


def figure(label: str) -> tuple[Figure, GoldArticle]:
    return next((one, gold) for gold in gold_articles() for one in gold.reading.figures if one.id == label)


def quote(label: str) -> tuple[Quote, GoldArticle]:
    return next((one, gold) for gold in gold_articles() for one in gold.reading.quotes if one.id == label)


def text_of(*facts: RankedFact) -> str:
    summary = summarise(QUESTION, facts)
    assert summary is not None
    return summary.text


def test_nothing_is_said_where_nothing_was_found() -> None:
    assert summarise(QUESTION, ()) is None


def test_claims_that_differ_stand_side_by_side_with_their_sources() -> None:
    said = text_of(ranked(*figure("union-6400")), ranked(*figure("port-3900")))
    assert said == (
        "According to the Harbour Workers' Union, some 6,400 dockers took part in the strike (Eastgate Courier, "
        "2024-03-11); according to the Port of Rotterdam Authority, only 3,900 strikers (Eastgate Courier, 2024-03-11)."
    )


def test_no_one_is_made_up_for_an_unnamed_source() -> None:
    assert text_of(ranked(*figure("reports-3000"))).startswith("According to sources that are not named, over 3,000")


def test_a_possible_figure_is_not_told_as_a_fact() -> None:
    fact, gold = figure("zel-two")
    assert "(possibly)" in text_of(ranked(replace(fact, modality=Modality.POSSIBLE), gold))


def test_a_denial_is_told_as_one() -> None:
    assert text_of(ranked(*quote("kp-denied"))) == (
        "North Korea denied that it had sent any troops abroad (Harbour Wire, 2024-10-18)."
    )


def test_own_words_stand_in_quotation_marks() -> None:
    assert "Pieter de Vries said: “Nobody won”" in text_of(ranked(*quote("minister-nobody")))


def test_the_same_claim_is_made_once() -> None:
    fact = ranked(*figure("union-6400"))
    summary = summarise(QUESTION, [fact, fact])
    assert summary is not None
    assert len(summary.fact_ids) == 1


def told(sentence: str, words: str, cue: str, lemma: str, *, source: str = "Harbour Board", **changes: Any) -> str:
    """The summary of one quote of a sentence, by a body that the sentence names."""
    at, cue_at = sentence.index(words), sentence.index(cue)
    by = AttributedSource("src_1", source, SourceKind.ORGANISATION, None)
    fact, gold = quote("kp-denied")
    attribution = Attribution(Origin.NAMED, (by,), Cue(TextSpan(cue_at, cue_at + len(cue), cue), lemma))
    made = replace(
        fact,
        kind=QuoteKind.INDIRECT,
        spans=(TextSpan(at, at + len(words), words),),
        sentence=TextSpan(0, len(sentence), sentence),
        attribution=attribution,
        **changes,
    )
    return text_of(ranked(made, gold)).partition(" (")[0]


def test_the_words_between_verb_and_content_are_those_printed() -> None:
    assert told("The Harbour Board warned of a long strike.", "a long strike", "warned", "warn") == (
        "The Harbour Board warned of a long strike"
    )


def test_days_that_count_from_the_article_are_left_out() -> None:
    sentence = "The Harbour Board announced last week that 40 cranes stood idle."
    assert told(sentence, "40 cranes stood idle", "announced", "announce") == (
        "The Harbour Board announced that 40 cranes stood idle"
    )


def test_a_verb_that_is_no_statement_by_itself_is_put_in_the_past() -> None:
    sentence = "The cranes stand idle, the Harbour Board and others say."
    assert told(sentence, "The cranes stand idle", "say", "say") == "The Harbour Board said that the cranes stand idle"


def test_whoever_is_told_is_left_out() -> None:
    sentence = "The Harbour Board told the Lindow Gazette that 40 cranes stood idle."
    assert told(sentence, "40 cranes stood idle", "told", "tell") == "The Harbour Board said that 40 cranes stood idle"


def test_a_name_that_begins_the_content_keeps_its_capital() -> None:
    sentence = "Lindow needs more cranes, the Harbour Board said."
    assert (
        told(sentence, "Lindow needs more cranes", "said", "say") == "The Harbour Board said: Lindow needs more cranes"
    )


def test_a_person_takes_no_article() -> None:
    sentence = "Ada Guardian said that 40 cranes stood idle."
    assert told(sentence, "40 cranes stood idle", "said", "say", source="Ada Quill").startswith("Ada Quill said that")


def test_when_it_was_said_stands_beside_when_it_was_published() -> None:
    fact, gold = quote("kp-denied")
    day = PartialDate.parse("2024-10-16")
    said = replace(fact, said_at=Period(TextSpan(0, 9, "Wednesday"), day, day))
    assert text_of(ranked(said, gold)).endswith("(said 2024-10-16; Harbour Wire, 2024-10-18).")


def test_a_publisher_that_speaks_for_itself_is_named_once() -> None:
    fact, gold = figure("union-6400")
    own = replace(fact, attribution=Attribution.to_publisher())
    assert text_of(ranked(own, gold)) == (
        "According to Eastgate Courier, some 6,400 dockers took part in the strike (2024-03-11)."
    )


def test_what_is_no_clause_follows_the_verb_at_once() -> None:
    sentence = "The Harbour Board has admitted for the first time having sold two cranes."
    assert told(sentence, "having sold two cranes", "admitted", "admit") == (
        "The Harbour Board admitted having sold two cranes"
    )


def test_spans_that_stand_apart_are_told_as_such() -> None:
    spans = (TextSpan(0, 10, "The cranes"), TextSpan(36, 46, "stand idle"))
    fact, gold = quote("kp-denied")
    assert "the cranes … stand idle" in text_of(ranked(replace(fact, spans=spans), gold))


def test_a_headline_gives_way_to_the_sentence_that_carries_it() -> None:
    fact, gold = figure("union-6400")
    headline = replace(fact, id="headline", sentence=TextSpan(0, 12, "6,400 strike"), span=TextSpan(0, 5, "6,400"))
    summary = summarise(QUESTION, [ranked(headline, gold, 0.95), ranked(fact, gold, 0.9)])
    assert summary is not None
    assert summary.fact_ids == (fact.id,)


def test_a_verb_of_measuring_keeps_its_object() -> None:
    sentence = "The Harbour Board puts the cost at 900 euros."
    fact, gold = figure("union-6400")
    by = AttributedSource("src_1", "Harbour Board", SourceKind.ORGANISATION, None)
    cue = Cue(TextSpan(18, 22, "puts"), "put")
    put = replace(
        fact,
        span=TextSpan(35, 44, "900 euros"),
        sentence=TextSpan(0, len(sentence), sentence),
        subject=None,
        attribution=Attribution(Origin.NAMED, (by,), cue),
    )
    assert text_of(ranked(put, gold)).startswith("The Harbour Board puts the cost at 900 euros (")


def test_a_subject_that_the_clause_leaves_out_stands_in_square_brackets() -> None:
    fact, gold = figure("union-6400")
    sentence = "Some 6,400 of them took part."
    bare = replace(fact, span=TextSpan(0, 10, "Some 6,400"), sentence=TextSpan(0, len(sentence), sentence))
    assert "some 6,400 of them [dockers] took part" in text_of(ranked(bare, gold))
