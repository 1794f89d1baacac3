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
        ("a former astronaut", {"once:"}),
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
    assert {mark for mark in person_marks(description) if not mark.startswith("said:")} == marks


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russia's Foreign Ministry spokeswoman", "a spokeswoman for the Russian foreign ministry"),
        ("Ukrainian army chief", "commander-in-chief"),
    ],
)
def test_descriptions_in_other_words_have_some_in_common(left: str, right: str) -> None:
    said = [
        {word for mark in person_marks(one) if mark.startswith("said:") for word in mark.partition(":")[2].split()}
        for one in (left, right)
    ]
    assert said[0] & said[1]


def test_a_title_alone_says_nothing() -> None:
    assert person_marks("Dr.") == ()
    assert any(mark.startswith("said:") for mark in person_marks("harbour master"))


def test_a_deputy_is_of_that_walk_of_life_now() -> None:
    assert "trade:politics" in person_marks("Norway's deputy trade minister")
    assert "once:politics" in person_marks("Norway's former trade minister")


def test_a_part_of_a_state_tells_the_state_and_whose_post_it_is() -> None:
    assert {"state:us", "post:republican:ohio"} <= set(person_marks("an Ohio Republican"))
    assert "state:gb" in person_marks("a Welsh lawmaker")


@given(st.text())
def test_any_description_has_marks_or_none(description: str) -> None:
    marks = person_marks(description)
    assert len(set(marks)) == len(marks)


def test_of_an_endless_description_no_endless_key_is_made() -> None:
    assert all(len(mark) <= 210 for mark in person_marks("harbour master " + "of a very long quay " * 500))
