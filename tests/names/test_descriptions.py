from datetime import UTC, datetime

import pytest

from app.names.descriptions import DatedDescription, standing_description


def stands(*given: tuple[str, int | None]) -> str | None:
    return standing_description(
        [DatedDescription(text, datetime(year, 1, 1, tzinfo=UTC) if year else None) for text, year in given]
    )


def test_nothing_said_is_nothing_on_record() -> None:
    assert stands() is None


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ([("minister", 2024), ("senator", 2025)], "senator"),
        ([("senator", 2025), ("minister", 2024)], "senator"),
        ([("minister", 2024), ("senator", 2024)], "minister"),
        ([("minister", None), ("senator", None)], "minister"),
        ([("minister", None), ("senator", 1999)], "senator"),
        ([("Ukrainian President", 2023), ("the president", 2024)], "Ukrainian President"),
        ([("Ukrainian President", 2023), ("then president", 2024)], "then president"),
        ([("then president", 2023), ("president", 2024)], "president"),
        ([("a student of Russian affairs", 2023), ("Professor", 2024)], "a student of Russian affairs"),
        ([("Professor", 2023), ("Professor", 2024)], "Professor"),
        ([("former defence minister", 2023), ("minister", 2024)], "minister"),
    ],
)
def test_the_newest_stands_or_a_fuller_one_that_says_the_same(
    given: list[tuple[str, int | None]], standing: str
) -> None:
    assert stands(*given) == standing
