from dataclasses import replace
from datetime import UTC, datetime

from app.answers.known_sources import KnownSources
from app.answers.question import Question
from app.answers.rank import Findable, Match, find_matches, rank
from app.answers.terms import terms_of
from app.answers.understand_question import understand_question
from app.facts.article import ArticleStatus
from app.facts.recorded import ArticleReference, Evidence, RecordedFact, RecordedFigure
from app.facts.text_span import TextSpan
from tests.answers.gold_corpus import gold_articles

PUBLISHED = datetime(2024, 10, 18, tzinfo=UTC)


def candidate(fact_id: str, subject: str = "", content: str = "", source: str = "", context: str = "") -> Findable:
    fields = {"subject": subject, "content": content, "source": source, "context": context}
    terms = {name: " ".join(terms_of(words)) for name, words in fields.items()}
    return Findable(fact_id, bool(subject), terms, PUBLISHED)


def matched(q: str | Question, *candidates: Findable, attributed: frozenset[str] = frozenset()) -> list[str]:
    question = understand_question(q) if isinstance(q, str) else q
    return [match.fact_id for match in find_matches(question, candidates, attributed)]


def test_a_count_of_something_else_is_no_answer() -> None:
    counted = candidate("a", subject="ferries", content="12 ferries were late")
    other = candidate("b", subject="cranes", content="12 cranes stood beside ferries that were late")
    assert matched("How many ferries were late?", other, counted) == ["a"]


def test_an_outcome_asked_for_must_be_told_by_the_fact_itself() -> None:
    told = candidate("a", subject="sailors", content="9 sailors drowned, 4 were wounded")
    headline = candidate("b", subject="sailors", content="9 sailors left the port", context="Sailors wounded at sea")
    assert matched("How many sailors were wounded?", headline, told) == ["a"]


def test_another_country_is_no_answer() -> None:
    french = candidate("a", subject="French sailors", content="9 French sailors were sent to Chad")
    assert matched("How many Italian sailors were sent to Chad?", french) == []


def test_whose_the_counted_things_are_decides() -> None:
    french = candidate("a", subject="French sailors", content="Italy said 9 French sailors drowned", source="Italy")
    italian = candidate("b", subject="sailors", content="9 sailors drowned", context="Italian sailors in the storm")
    assert matched("How many Italian sailors drowned?", french, italian) == ["b"]


def test_a_place_that_is_not_named_may_be_the_one_asked_for_but_no_other_place() -> None:
    silent = candidate("a", subject="French sailors", content="9 French sailors were sent to the coast")
    elsewhere = candidate("b", subject="French sailors", content="9 French sailors were sent to Peru")
    assert matched("How many French sailors were sent to Chad?", silent, elsewhere) == ["a"]


def test_a_deed_that_no_fact_tells_of_is_not_answered() -> None:
    sent = candidate("a", subject="sailors", content="9 sailors were sent to the coast")
    assert matched("How many sailors were decorated?", sent) == []


def test_a_number_in_the_title_alone_is_no_answer() -> None:
    assert matched("9 sailors", candidate("a", content="the sailors are safe", context="9 sailors found")) == []


def test_a_fact_of_the_source_asked_for_is_needed() -> None:
    question = understand_question("What did Mara Ilves say about ferries?", KnownSources.of([("s", "Mara Ilves")]))
    hers = candidate("a", content="ferries are late", source="Mara Ilves")
    his = candidate("b", content="ferries are late", source="Tomas Brandt")
    assert matched(question, his, hers) == ["a"]
    assert matched(question, his, attributed=frozenset({"b"})) == ["b"]


def test_nothing_is_met_by_a_title_alone() -> None:
    assert matched("ferry strike", candidate("a", content="nobody came", context="Ferry strike ends")) == []


def test_ties_are_broken_by_id() -> None:
    twins = [candidate(fact_id, content="ferries are late") for fact_id in ("b", "a")]
    assert matched("late ferries", *twins) == ["a", "b"]


def test_a_figure_of_another_noun_stands_below_one_of_the_noun_asked_for() -> None:
    question = understand_question("How many ferries were late?")
    visits = figure_ranked("two visits to the ferries", "visit", "Today two visits to the ferries were late.")
    ferries = figure_ranked("12 ferries", "ferry", "12 ferries were late.")
    assert [one.fact.id for one in rank(question, [visits, ferries])] == [ferries[0].fact_id, visits[0].fact_id]


def test_a_headline_stands_below_the_sentence_that_carries_it() -> None:
    question = understand_question("How many ferries were late?")
    headline = figure_ranked("12 ferries", "ferry", "Storm: 12 ferries late")
    sentence = figure_ranked("some 12 ferries", "ferry", "By noon some 12 ferries were late.")
    assert [one.fact.id for one in rank(question, [headline, sentence])] == [sentence[0].fact_id, headline[0].fact_id]


def figure_ranked(words: str, unit: str, sentence: str) -> tuple[Match, RecordedFact]:
    """A match, as good as every other, and its figure."""
    pattern, gold = next((one, gold) for gold in gold_articles() for one in gold.reading.figures if one.subject)
    at = sentence.index(words)
    figure = replace(
        pattern,
        id=f"fig_{words}",
        span=TextSpan(at, at + len(words), words),
        quantity=replace(pattern.quantity, unit=unit),
        sentence=TextSpan(0, len(sentence), sentence),
    )
    article = ArticleReference(
        "art_1",
        gold.metadata.title,
        gold.metadata.publisher,
        gold.metadata.published_at,
        None,
        ArticleStatus.ACTIVE,
        "",
    )
    evidence = Evidence(article, figure.span, "", "", figure.sentence)
    return Match(figure.id, True, 0.9, (), PUBLISHED), RecordedFigure(figure, evidence)
