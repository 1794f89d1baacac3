import pytest

from app.answers.asked_dates import find_asked_dates
from app.facts.partial_date import PartialDate

NEWEST = PartialDate.parse("2025-05-03")


@pytest.mark.parametrize(
    ("question", "from_date", "to_date", "rest"),
    [
        ("How many in October 2024?", "2024-10", "2024-10", "How many ?"),
        ("who spoke since January", "2025-01", None, "who spoke"),
        ("who denied it last year", "2024", "2024", "who denied it"),
        ("what happened last week", "2025-04-21", "2025-04-27", "what happened"),
        ("on 21 October 2024 what was said", "2024-10-21", "2024-10-21", "what was said"),
        ("losses between October 2024 and January 2025", "2024-10", "2025-01", "losses"),
        ("losses before May 2024", None, "2024-04-30", "losses"),
        ("losses after 2024-10-18", "2024-10-19", None, "losses"),
        ("losses until March", None, "2025-03", "losses"),
        ("losses in the last 30 days", "2025-04-03", "2025-05-03", "losses"),
        ("October 21, 2024 losses", "2024-10-21", "2024-10-21", "losses"),
        ("What will be done on May 9", "2025-05-09", "2025-05-09", "What will be done"),
        ("losses in 2024", "2024", "2024", "losses"),
        ("What may happen?", None, None, "What may happen?"),
        ("2000 soldiers sent", None, None, "2000 soldiers sent"),
        ("losses on February 30", None, None, "losses on February 30"),
        ("", None, None, ""),
    ],
)
def test_dates_are_found(question: str, from_date: str | None, to_date: str | None, rest: str) -> None:
    found = find_asked_dates(question, NEWEST)
    texts = [one.text if one else None for one in (found.from_date, found.to_date)]
    assert (*texts, found.remaining_words) == (from_date, to_date, rest)


def test_relative_dates_need_a_newest_article() -> None:
    assert find_asked_dates("losses last year", None).from_date is None
