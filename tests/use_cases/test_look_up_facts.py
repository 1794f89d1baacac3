from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.answers.question import Wanted
from app.archive.unit_of_work import Archive
from app.facts.errors import InvalidCursor
from app.facts.figure import Bound, UnitKind
from app.facts.filters import FactFilter, FigureFilter, QuoteFilter
from app.facts.partial_date import PartialDate
from app.facts.quote import Stance
from app.facts.recorded import RecordedFigure, RecordedQuote
from app.use_cases.look_up_facts import LookupAnswer, LookupRequest, look_up_facts
from tests.answers.gold_corpus import GOLD, gold_articles, record_gold

RECIPROCAL_RANK_FLOOR = 0.95
ALL_BEST_FIRST_FLOOR = 0.9


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, dict[str, str]]]:
    archive = Archive(f"sqlite:///{tmp_path_factory.mktemp('lookup') / 'gold.db'}")
    archive.migrate()
    yield archive, record_gold(archive)
    archive.dispose()


def answer(archive: Archive, request: LookupRequest) -> LookupAnswer:
    with archive.reading() as session:
        return look_up_facts(session, request)


def found(recorded: tuple[Archive, dict[str, str]], q: str, filters: FactFilter | None = None) -> list[str]:
    archive, labels = recorded
    given = answer(archive, LookupRequest(q, filters or FactFilter(), limit=50))
    return [labels[item.fact.id] for item in given.items]


def test_best_answers_stand_first(recorded: tuple[Archive, dict[str, str]]) -> None:
    asked = [one for one in GOLD["questions"] if one["best"]]
    ranks = []
    for one in asked:
        labels = found(recorded, one["q"])
        ranks.append(next((1 / (i + 1) for i, label in enumerate(labels) if label in one["best"]), 0.0))
    assert sum(ranks) / len(ranks) >= RECIPROCAL_RANK_FLOOR


def test_all_the_best_answers_come_before_others(recorded: tuple[Archive, dict[str, str]]) -> None:
    asked = [one for one in GOLD["questions"] if one["best"]]
    whole = [one for one in asked if set(found(recorded, one["q"])[: len(one["best"])]) == set(one["best"])]
    assert len(whole) / len(asked) >= ALL_BEST_FIRST_FLOOR


@pytest.mark.parametrize("q", [one["q"] for one in GOLD["questions"] if not one["best"]])
def test_nothing_is_found_where_nothing_answers(recorded: tuple[Archive, dict[str, str]], q: str) -> None:
    given = answer(recorded[0], LookupRequest(q))
    assert (given.items, given.summary, given.next_cursor) == ((), None, None)


def test_pages_follow_one_another_without_gap_or_repeat(recorded: tuple[Archive, dict[str, str]]) -> None:
    archive, _ = recorded
    whole = answer(archive, LookupRequest("What did Zelensky say?", limit=50))
    seen, cursor = [], None
    for _ in whole.items:
        page = answer(archive, LookupRequest("What did Zelensky say?", limit=1, cursor=cursor))
        seen += [item.fact.id for item in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == ([item.fact.id for item in whole.items], None)


def test_a_cursor_belongs_to_its_question(recorded: tuple[Archive, dict[str, str]]) -> None:
    page = answer(recorded[0], LookupRequest("What did Zelensky say?", limit=1))
    with pytest.raises(InvalidCursor):
        answer(recorded[0], LookupRequest("What did Putin say?", limit=1, cursor=page.next_cursor))


def test_filters_narrow_the_answers(recorded: tuple[Archive, dict[str, str]]) -> None:
    q = "North Korean soldiers in Russia"
    assert set(found(recorded, q, FigureFilter(bound=Bound.ABOUT))) == {"west-11000"}
    assert set(found(recorded, q, QuoteFilter(stance=Stance.CONFIRMS))) == {"putin-ack"}
    assert "nis-1500" not in found(recorded, q, FactFilter(published_from=PartialDate.parse("2025")))
    assert found(recorded, "What did Zelensky say?", FactFilter(source="Putin")) == []


def test_numbers_asked_for_come_as_figures_first(recorded: tuple[Archive, dict[str, str]]) -> None:
    given = answer(recorded[0], LookupRequest("How many North Korean soldiers were sent to Russia?", limit=50))
    types = [type(item.fact).__name__ for item in given.items]
    assert types == sorted(types)
    assert given.query.wants is Wanted.FIGURES


def test_every_denial_answers_who_denied_without_a_topic(recorded: tuple[Archive, dict[str, str]]) -> None:
    given = answer(recorded[0], LookupRequest("Who denied it?", limit=50))
    stances = {item.fact.quote.stance for item in given.items if isinstance(item.fact, RecordedQuote)}
    assert stances == {Stance.DENIES}
    assert all(isinstance(item.fact, RecordedQuote) for item in given.items)


def test_a_time_alone_finds_what_is_of_that_time(recorded: tuple[Archive, dict[str, str]]) -> None:
    labels = found(recorded, "What was said in April 2025?")
    assert "cmc-confirmed" in labels
    assert "putin-ack" not in labels  # it is told in April, but was said in October


def test_money_asked_for_finds_money(recorded: tuple[Archive, dict[str, str]]) -> None:
    given = answer(recorded[0], LookupRequest("How much money did North Korea gain from the war?"))
    assert isinstance(given.items[0].fact, RecordedFigure)
    assert given.items[0].fact.figure.quantity.unit_kind is UnitKind.MONEY


def test_a_summary_cites_only_facts_it_found(recorded: tuple[Archive, dict[str, str]]) -> None:
    given = answer(recorded[0], LookupRequest("How many North Korean soldiers were sent to Russia?"))
    assert given.summary is not None
    assert set(given.summary.fact_ids) <= {item.fact.id for item in given.items}
    assert "up to 12,000" in given.summary.text
    assert "approximately 11,000" in given.summary.text


def test_what_is_searched_is_told_even_where_nothing_answers(recorded: tuple[Archive, dict[str, str]]) -> None:
    given = answer(recorded[0], LookupRequest("quantum computing"))
    assert given.searched.articles == len(GOLD["articles"])
    assert given.searched.to_date == PartialDate.parse("2025-04-28")


def test_copies_are_shown_once_unless_asked_for(tmp_path: Path) -> None:
    archive = Archive(f"sqlite:///{tmp_path / 'copies.db'}")
    archive.migrate()
    first = gold_articles()[0]
    copy = replace(first, metadata=replace(first.metadata, url="https://copy.example/0", publisher="Copying Gazette"))
    record_gold(archive, [first, copy])
    q = "How many soldiers had sailed to Vladivostok?"
    once = answer(archive, LookupRequest(q, FigureFilter()))
    twice = answer(archive, LookupRequest(q, FigureFilter(), collapse=False))
    archive.dispose()
    assert (len(once.items), len(twice.items)) == (1, 2)


def test_both_databases_answer_alike(sqlite_url: str, postgresql_url: str) -> None:
    answers = []
    for url in (sqlite_url, postgresql_url):
        archive = Archive(url)
        recorded = (archive, record_gold(archive))
        answers.append([found(recorded, one["q"]) for one in GOLD["questions"]])
        archive.dispose()
    assert answers[0] == answers[1]
