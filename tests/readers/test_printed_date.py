"""Dates are read in the precision that documents give them."""

import pytest

from app.readers.printed_date import read_date


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        (" 2024-05-12 ", "2024-05-12"),
        ("2024-05-12T08:30:00Z", "2024-05-12T08:30:00Z"),
        ("2024-05-12T08:30:00.123+0200", "2024-05-12T06:30:00Z"),
        ("2024-05-12T08:30:00", "2024-05-12"),
        ("2024-05-12 08:30", "2024-05-12"),
        ("Sun, 12 May 2024 08:30:00 -0400", "2024-05-12T12:30:00Z"),
        ("Sun, 12 May 2024 08:30:00 -0000", "2024-05-12"),
    ],
)
def test_date_is_read(printed: str, text: str) -> None:
    found = read_date(printed)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("printed", [None, "", "last week", "2024-13-40", "12/05/2024", "0000-01-01", "9" * 100])
def test_other_words_are_no_date(printed: str | None) -> None:
    assert read_date(printed) is None
