import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.terms import terms_of


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("soldiers", "soldier's"),
        ("deployed", "deploying"),
        ("Élysée", "elysee"),
        ("11,000", "11000"),
        ("North Korean", "DPRK"),
        ("North Koreans", "the Democratic People's Republic of Korea"),
        ("Ukrainian", "Ukraine’s"),
        ("U.S.", "United States"),
        ("Russia-Ukraine", "Russian Ukrainian"),
        ("the UN's envoy", "the United Nations envoy"),
        ("U.N. ban", "UN ban"),
    ],
)
def test_inflections_and_spellings_have_the_same_terms(left: str, right: str) -> None:
    assert terms_of(left) == terms_of(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("North Korea", "South Korea"), ("28.7", "287"), ("tell us", "tell the US"), ("turkey", "Turkey"), ("UN", "Un")],
)
def test_different_things_have_different_terms(left: str, right: str) -> None:
    assert terms_of(left) != terms_of(right)


def test_a_capital_is_found_by_its_own_name_and_its_country() -> None:
    assert set(terms_of("Pyongyang")) == {"countrykp", "pyongyang"}


def test_stop_words_are_left_out() -> None:
    assert terms_of("How many of them were there?") == ()


@given(st.text())
def test_terms_are_plain_letters_and_digits(text: str) -> None:
    assert all(term.isascii() and term.isalnum() and term == term.lower() for term in terms_of(text))
