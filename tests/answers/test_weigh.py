"""What speaks for and against an answer, and when nothing answers."""

import math
from datetime import UTC, datetime

import pytest

from app.answers.question import Question, Wanted
from app.answers.rank import Findable, RankedFact
from app.answers.search_fields import search_fields_of_figure, search_fields_of_quote
from app.answers.understand_question import understand_question
from app.answers.weigh import (
    AnswerModel,
    Weighable,
    Weighed,
    answers_among,
    features_of_found,
    load_answer_model,
    weigh,
    with_readings,
)
from app.facts.quote import Stance
from app.facts.recorded import RecordedFact, RecordedFigure
from tests.answers.unrecorded import facts_of
from tests.archive.invented import Invented

PUBLISHED = datetime(2025, 1, 1, tzinfo=UTC)
# What is alike answers, and something does where the best is likely to.
_LIKENESS = {"constant": -4, "likeness": 8}
BY_LIKENESS = AnswerModel(_LIKENESS, _LIKENESS, {"constant": 1, "best": 1}, 0.5)


def article() -> Invented:
    made = Invented(
        "Italy will send 40 boats, Ada Quill said. The board denied that 9 boats sank.", url="https://x.example"
    )
    ada, board = made.source("Ada Quill"), made.source("The board")
    made.quote("Italy will send 40 boats", source=ada)
    made.figure("40 boats", "40", "boat", source=ada, subject="boats")
    made.quote("that 9 boats sank", source=board, cue="denied", stance=Stance.DENIES)
    made.figure("9 boats", "9", "boat", source=board, cue="denied", subject="boats")
    return made


def weighable(likeness: float = 0.5, *, strict_rank: int | None = None) -> list[Weighable]:
    made = article()
    sources = {source.id: source for source in made.sources}
    fields = {quote.id: search_fields_of_quote(quote, sources) for quote in made.quotes}
    fields |= {figure.id: search_fields_of_figure(figure, sources) for figure in made.figures}
    return [
        Weighable(_findable(fact, fields[fact.id].as_mapping()), fact, likeness, False, strict_rank)
        for fact in facts_of(made)
    ]


def _findable(fact: RecordedFact, fields: dict[str, str]) -> Findable:
    return Findable(fact.id, isinstance(fact, RecordedFigure), fields, PUBLISHED)


def ids(
    q: str, facts: list[Weighable], strict: tuple[RankedFact, ...] = (), model: AnswerModel = BY_LIKENESS
) -> list[str]:
    question = understand_question(q)
    return [one.fact.id for one in answers_among(question, strict, read(question, facts), model)]


def read(question: Question, facts: list[Weighable], reading: float = 0.0) -> list[Weighed]:
    """Weighed, and read together with the question."""
    return with_readings(weigh(question, facts), [reading] * len(facts))


def test_nothing_answers_where_the_best_hardly_does() -> None:
    assert ids("Which vessels are going?", weighable(0.9)) != []
    assert ids("Which vessels are going?", weighable(0.1)) == []
    assert ids("Which vessels are going?", []) == []


def test_what_the_words_found_stands_before_what_only_means_it_and_is_never_silenced() -> None:
    facts = weighable(0.1)
    strict = (RankedFact(0.4, ("boats",), facts[2].fact),)
    question = understand_question("Who said boats sank?")
    found = answers_among(question, strict, weigh(question, facts), BY_LIKENESS)
    assert found[0] == strict[0]
    assert [one.fact.id for one in found].count(facts[2].fact.id) == 1
    assert all(one.score <= 0.4 for one in found)
    assert all(one.score < 0.4 for one in found[1:])


def test_what_the_network_reads_as_an_answer_is_one_and_what_it_does_not_is_none() -> None:
    facts = weighable()
    question = understand_question("Which vessels are going?")
    model = load_answer_model()
    (high, low) = (
        model.chance_of_any(features_of_found(question, [(0.5, one) for one in read(question, facts, reading)]))
        for reading in (5.0, -5.0)
    )
    assert high > low


def test_figures_stand_first_where_a_number_is_asked_for() -> None:
    assert understand_question("How many vessels are going?").wants is Wanted.FIGURES
    found = ids("How many vessels are going?", weighable(0.9))
    assert found[:2] == ["fig_1", "fig_2"] or found[:2] == ["fig_2", "fig_1"]


def test_who_denied_is_answered_by_a_denial_alone() -> None:
    assert ids("Who denied the loss of vessels?", weighable(0.9)) == ["quo_2"]


def test_another_countrys_things_are_no_answer() -> None:
    found = ids("How many French boats will go?", weighable(0.9))
    assert "fig_1" not in found


def test_a_word_told_by_a_near_synonym_counts_for_a_fact_and_a_strange_one_against_it() -> None:
    near = weigh(understand_question("Which ships drowned?"), weighable())[2].features
    strange = weigh(understand_question("Which salaries rose?"), weighable())[2].features
    assert near["words_alike"] > strange["words_alike"]
    assert strange["strange_words"] > near["strange_words"]


def test_the_weights_name_features_that_there_are() -> None:
    model = load_answer_model()
    question = understand_question("Who said that boats sank?")
    weighed = read(question, weighable())
    assert set(model.beside) <= set(weigh(question, weighable())[0].features)
    assert set(model.alone) <= set(weighed[0].features)
    chances = [(model.chance_of_fact(one.features), one) for one in weighed]
    assert set(model.found) <= set(features_of_found(question, chances))
    assert all(0 <= chance <= 1 and math.isfinite(chance) for chance, _ in chances)
    assert 0 < model.least_found < 1


@pytest.mark.parametrize("q", ["", "?", "the", "🚢", "a" * 5000])
def test_any_question_can_be_weighed(q: str) -> None:
    question = understand_question(q)
    answers_among(question, (), read(question, weighable()), load_answer_model())
