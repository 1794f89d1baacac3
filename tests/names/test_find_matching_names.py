import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.names.find_matching_names import find_matching_names

NAMES = [
    ("a", "Volodymyr Zelenskiy"),
    ("b", "Kim Jongun"),
    ("c", "Kim Byeong-ju"),
    ("d", "National Intelligence Service"),
    ("d", "NIS"),
    ("e", "North Korea"),
    ("e", "Pyongyang"),
    ("f", "North Korea's Central Military Commission"),
    ("g", "Lim Eul-chul"),
    ("h", "Vladimir Putin"),
    ("i", "the Kremlin"),
    ("j", "Korea Institute for Defense Analyses"),
    ("k", "Yonhap News Agency"),
    ("l", "Harbour Authority of Kesselport"),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Zelensky", ["a"]),
        ("President Zelenskyy", ["a"]),
        ("Volodimir Zelenskij", ["a"]),
        ("Kim Jong Un", ["b"]),
        ("Kim Jong-un", ["b"]),
        ("Kim Byeong-ju", ["c"]),
        ("Lim Eul-cheol", ["g"]),
        ("Rim Eul Chol", ["g"]),
        ("NIS", ["d"]),
        ("nis", ["d"]),
        ("South Korea's National Intelligence Service", ["d"]),
        ("DPRK", ["e"]),
        ("military commission", ["f"]),
        ("Professor Lim", ["g"]),
        ("Mr Putin", ["h"]),
        ("Moscow", ["i"]),
        ("KIDA", ["j"]),
        ("Yonhap", ["k"]),
        ("Harbor Authority", ["l"]),
        ("the president", []),
        ("United States", []),
        ("", []),
    ],
)
def test_asked_names_find_their_sources(asked: str, found: list[str]) -> None:
    assert find_matching_names(asked, NAMES) == found


def test_a_family_name_finds_everyone_of_that_name() -> None:
    assert set(find_matching_names("Kim", NAMES)) == {"b", "c"}


def test_the_closest_name_stands_first() -> None:
    names = [("x", "Harbour Authority of Kesselport"), ("y", "Harbour Authority")]
    assert find_matching_names("harbour authority", names) == ["y", "x"]


def test_ties_are_broken_by_id() -> None:
    assert find_matching_names("Mara Ilves", [("z", "Mara Ilves"), ("y", "Mara Ilves")]) == ["y", "z"]


@given(st.text(), st.text())
def test_any_text_may_be_asked_for_and_be_a_name(asked: str, name: str) -> None:
    assert find_matching_names(asked, [("x", name)]) in ([], ["x"])
