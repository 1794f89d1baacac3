import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée", "elysee"),
        ("Kim Jong-un", "kim jongun"),
        ("U.S. Army", "us army"),
        ("South Korea’s", "south korea"),
        ("  O'Hara,  Jr. ", "ohara jr"),
        ("", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
