from dataclasses import replace

from app.answers.rank import RankedFact
from app.answers.summarise import summarise
from app.answers.understand_question import understand_question
from app.facts.article import ArticleStatus
from app.facts.figure import Figure, Modality
from app.facts.quote import Quote
from app.facts.recorded import ArticleReference, Evidence, RecordedFact, RecordedFigure, RecordedQuote
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
        "According to Harbour Workers' Union, some 6,400 dockers took part in the strike (Eastgate Courier, 2024-03-11)"
        "; according to Port of Rotterdam Authority, only 3,900 strikers (Eastgate Courier, 2024-03-11)."
    )


def test_no_one_is_made_up_for_an_unnamed_source() -> None:
    assert text_of(ranked(*figure("reports-3000"))).startswith(
        "According to sources that are not named (“Reports suggest”)"
    )


def test_a_possible_figure_is_not_told_as_a_fact() -> None:
    fact, gold = figure("zel-two")
    assert "(possibly)" in text_of(ranked(replace(fact, modality=Modality.POSSIBLE), gold))


def test_a_denial_is_told_as_one() -> None:
    assert text_of(ranked(*quote("kp-denied"))) == (
        "North Korea denied: it had sent any troops abroad (Harbour Wire, 2024-10-18)."
    )


def test_own_words_stand_in_quotation_marks() -> None:
    assert "Pieter de Vries said: “Nobody won”" in text_of(ranked(*quote("minister-nobody")))


def test_the_same_claim_is_made_once() -> None:
    fact = ranked(*figure("union-6400"))
    summary = summarise(QUESTION, [fact, fact])
    assert summary is not None
    assert len(summary.fact_ids) == 1
