import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.person_marks import person_marks


@pytest.mark.parametrize(
    ("description", "marks"),
    [
        ("a professor at Kyungnam University", {"trade:academic", "university:kyungnam university"}),
        ("a professor at the University of Leeds", {"trade:academic", "university:university of leeds"}),
        ("Russian Foreign Minister", {"state:ru", "trade:politics"}),
        ("President of Liberia", {"state:lr"}),
        ("a U.S. senator", {"state:us", "trade:politics"}),
        ("former South Korean minister", {"state:kr"}),
        ("a former striker", set()),
        ("a North Korea expert", set()),
        ("a Russian affairs analyst", set()),
        ("police chief of Boston", {"post:chief:boston"}),
        ("a spokesman", set()),
        ("", set()),
    ],
)
def test_a_description_tells_state_trade_university_and_post(description: str, marks: set[str]) -> None:
    assert set(person_marks(description)) == marks


@given(st.text())
def test_any_description_has_marks_or_none(description: str) -> None:
    marks = person_marks(description)
    assert len(set(marks)) == len(marks)
