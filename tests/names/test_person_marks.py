import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.person_marks import person_marks


@pytest.mark.parametrize(
    ("description", "marks"),
    [
        (
            "a professor at Kyungnam University",
            {"trade:academic", "university:kyungnam university", "tied:kyungnam university"},
        ),
        (
            "a professor at the University of Leeds",
            {"trade:academic", "university:university of leeds", "tied:university leeds", "tied:uol"},
        ),
        ("Russian Foreign Minister", {"state:ru", "trade:politics", "holds:foreign minister:RU", "tied:ru foreign"}),
        ("President of Liberia", {"state:lr", "trade:politics", "holds:president:LR"}),
        ("a U.S. senator", {"state:us", "trade:politics"}),
        ("former South Korean minister", {"state:kr", "once:politics"}),
        ("former Russian president", {"state:ru", "once:politics", "holds:president:RU"}),
        ("a former striker", {"once:sport"}),
        ("secretary-general", set()),
        ("a retired general", {"once:military"}),
        ("a North Korea expert", set()),
        ("a Russian affairs analyst", set()),
        ("police chief of Boston", {"trade:police", "post:chief:boston", "tied:boston"}),
        ("WHO spokeswoman", {"tied:who"}),
        ("a lawyer in Madrid", {"trade:law", "tied:madrid"}),
        ("a spokesman", set()),
        ("", set()),
    ],
)
def test_a_description_tells_state_trade_office_and_what_else_it_names(description: str, marks: set[str]) -> None:
    assert set(person_marks(description)) == marks


@given(st.text())
def test_any_description_has_marks_or_none(description: str) -> None:
    marks = person_marks(description)
    assert len(set(marks)) == len(marks)
