from dataclasses import replace

import pytest

from app.answers.figure_times import may_be_of_one_time, period_key
from app.facts.figure import Figure
from app.facts.partial_date import PartialDate
from app.facts.period import Period
from app.facts.recorded import RecordedFigure
from tests.answers.told_figures import told_figure


def of(sentence: str, period: str | None = None, dates: str | None = None) -> RecordedFigure:
    recorded = told_figure(sentence, "40", unit="home")
    if period is None:
        return recorded
    span = recorded.figure.sentence
    date = PartialDate.parse(dates) if dates else None
    at = span.exact.index(period)
    words = type(span)(span.start + at, span.start + at + len(period), period)
    return replace(recorded, figure=replace(recorded.figure, period=Period(words, date, date)))


def posted(sentence: str, period: str | None = None, dates: str | None = None) -> Figure:
    return of(sentence, period, dates).figure


NOW = of("[40] homes burned.")
IN_2024 = of("[40] homes burned in 2024.", "in 2024", "2024")
LAST_YEAR = of("[40] homes burned last year.", "last year", "2024")


@pytest.mark.parametrize("recorded", [NOW, IN_2024, LAST_YEAR])
def test_a_posted_figure_without_a_period_may_be_of_any(recorded: RecordedFigure) -> None:
    assert may_be_of_one_time(posted("[40] homes burned."), recorded)


def test_a_period_that_is_posted_must_be_the_one_on_record() -> None:
    in_2024 = posted("[40] homes burned in 2024.", "in 2024", "2024")
    assert may_be_of_one_time(in_2024, IN_2024)
    assert may_be_of_one_time(in_2024, LAST_YEAR)
    assert not may_be_of_one_time(in_2024, NOW)
    assert not may_be_of_one_time(posted("[40] homes burned in 2023.", "in 2023", "2023"), LAST_YEAR)


def test_months_of_a_period_that_cannot_be_resolved_must_be_named_on_record() -> None:
    in_may = posted("[40] homes burned in May.", "in May")
    assert not may_be_of_one_time(in_may, NOW)
    assert may_be_of_one_time(in_may, of("[40] homes burned in May.", "in May", "2024-05"))
    assert may_be_of_one_time(posted("[40] homes burned last year.", "last year"), LAST_YEAR)


def test_what_was_said_to_be_so_at_a_time_speaks_for_a_claim_of_it_and_not_against_one() -> None:
    said = replace(NOW, figure=replace(NOW.figure, said_at=IN_2024.figure.period))
    in_2024 = posted("[40] homes burned in 2024.", "in 2024", "2024")
    assert may_be_of_one_time(in_2024, said, surely=False)
    assert not may_be_of_one_time(in_2024, said, surely=True)


def test_last_year_of_no_day_is_surely_that_of_nothing_but_the_same_words() -> None:
    last_year = posted("[40] homes burned last year.", "last year")
    assert may_be_of_one_time(last_year, NOW, surely=False)
    assert not may_be_of_one_time(last_year, NOW, surely=True)
    assert may_be_of_one_time(last_year, LAST_YEAR, surely=True)


def test_a_period_without_dates_is_like_that_of_no_other_article() -> None:
    undated = of("[40] homes burned last year.", "last year").figure.period
    assert period_key(undated, "art_1") == period_key(undated, "art_1") != period_key(undated, "art_2")
    assert period_key(None, "art_1") is None
