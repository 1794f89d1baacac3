"""How well questions about the seed articles are answered; the floors stand a little under what is reached."""

from collections.abc import Iterator

import pytest

from app.archive.unit_of_work import Archive
from tests.answers.seed_questions import GOLD, SECTIONS, Scores, ask, place_of, record_seeds, score, seed_questions
from tests.conftest import PostgresqlServer
from tests.seeds.read_seeds import read_seed_text

# Reciprocal rank, recall in the first ten, share of what nothing answers that finds nothing.
FLOORS = {
    ("questions", False): Scores(0.87, 0.89, 1.0),
    ("questions", True): Scores(0.72, 0.7, 0.87),
    ("keywords", False): Scores(0.92, 0.94, 1.0),
    ("keywords", True): Scores(0.88, 0.88, 1.0),
}


@pytest.fixture(scope="module")
def archives(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: PostgresqlServer
) -> Iterator[dict[str, Archive]]:
    """The seeds, read once and recorded in a database of each kind."""
    postgresql_server.run("CREATE DATABASE seed_questions")
    urls = {
        "sqlite": f"sqlite:///{tmp_path_factory.mktemp('seeds') / 'seeds.db'}",
        "postgresql": postgresql_server.url_of("seed_questions"),
    }
    opened = {name: Archive(url) for name, url in urls.items()}
    for archive in opened.values():
        archive.migrate()
        record_seeds(archive)
    yield opened
    for archive in opened.values():
        archive.dispose()
    postgresql_server.run("DROP DATABASE seed_questions WITH (FORCE)")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize(("section", "held_out"), FLOORS)
def test_questions_about_the_seeds_are_answered(
    archives: dict[str, Archive], database: str, section: str, *, held_out: bool
) -> None:
    reached = score(archives[database], seed_questions(section, held_out=held_out))
    floor = FLOORS[section, held_out]
    assert reached.reciprocal_rank >= floor.reciprocal_rank
    assert reached.recall >= floor.recall
    assert reached.silence >= floor.silence


@pytest.mark.parametrize("section", SECTIONS)
def test_both_databases_find_the_same_facts_in_the_same_order(archives: dict[str, Archive], section: str) -> None:
    for question in (*seed_questions(section, held_out=False), *seed_questions(section, held_out=True)):
        answers = [ask(archive, question) for archive in archives.values()]
        places = [[(item.score, item.matched, place_of(item.fact)) for item in answer.items] for answer in answers]
        assert places[0] == places[1], question.q
        assert next(answer.query for answer in answers).ignored_words == answers[1].query.ignored_words


def test_where_nothing_answers_what_was_searched_is_told_and_nothing_summed_up(archives: dict[str, Archive]) -> None:
    for section in SECTIONS:
        silent = [one for one in seed_questions(section, held_out=False) if not one.best]
        answers = [answer for answer in (ask(archives["sqlite"], one) for one in silent) if not answer.items]
        assert {(one.summary, one.next_cursor) for one in answers} == {(None, None)}
        assert {one.searched.articles for one in answers} == {13}


def test_a_summary_holds_only_facts_that_are_listed(archives: dict[str, Archive]) -> None:
    for section in SECTIONS:
        for question in seed_questions(section, held_out=False):
            answer = ask(archives["sqlite"], question)
            listed = {item.fact.id for item in answer.items}
            assert answer.summary is None or set(answer.summary.fact_ids) <= listed, question.q


def test_the_gold_is_large_enough_and_speaks_of_words_that_stand_once_in_their_article() -> None:
    assert min(len(GOLD[section]) for section in SECTIONS) >= 70
    assert min(len(GOLD[f"unanswerable_{section}"]) for section in SECTIONS) >= 25
    facts = [fact for claim in GOLD["claims"].values() for fact in claim]
    assert [fact for fact in facts if read_seed_text(fact["file"]).count(fact["words"]) != 1] == []
