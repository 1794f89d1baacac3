import pytest

from app.names.same_source import (
    are_told_apart,
    count_shared_names,
    joining_keys,
    may_be_like,
    may_be_told_by_office,
)

_REED = "person:johnreed"


def test_names_in_common_are_counted_unless_a_mark_tells_two_apart() -> None:
    assert count_shared_names({"body:nis", "body:b"}, {"body:nis", "body:b", "state:kr"}) == 2
    assert count_shared_names({"body:nis", "state:kr"}, {"body:nis", "state:rs"}) == 0
    assert count_shared_names({_REED, "middle:a"}, {_REED, "middle:b"}) == 0
    assert count_shared_names({"state:kr"}, {"state:kr"}) == 0


def test_office_joins_only_who_has_no_full_name() -> None:
    office = "office:leader:KP:kim:2011"
    assert may_be_told_by_office({office}, {office, "person:kimjongil"})
    assert not may_be_told_by_office({office, "person:kimjongun"}, {office, "person:kimjongil"})
    assert not may_be_told_by_office({"office:leader:KP:kim:2012"}, {office})


def test_a_title_without_its_state_joins_unless_two_states_are_told() -> None:
    title = "title:president:hradek:2024"
    assert may_be_told_by_office({title}, {title, "person:tomashradek", "state:cz"})
    assert not may_be_told_by_office({title, "state:at"}, {title, "person:tomashradek", "state:cz"})


def test_a_professor_joins_a_full_name_and_no_other_professor() -> None:
    key = "colleague:kyungnam university:lim"
    assert may_be_told_by_office({key}, {key, "person:limeulchul"})
    assert not may_be_told_by_office({key}, {key})


def test_marks_find_no_source() -> None:
    keys = ["body:nis", "state:kr", "middle:b", "tied:nis", "full:nis", "office:x"]
    assert list(joining_keys(keys)) == ["body:nis", "office:x"]


def test_a_letter_is_looked_for_by_full_names_and_they_by_it() -> None:
    assert list(joining_keys(["initial:reed|j"])) == ["letter:reed|j"]
    assert list(joining_keys(["letter:reed|j"])) == ["initial:reed|j", "letter:reed|j"]


def test_a_longer_name_is_looked_for_by_its_part_and_it_by_that() -> None:
    assert list(joining_keys(["part:reed|john"])) == ["like:reed|john"]
    assert list(joining_keys(["like:reed|john"])) == ["like:reed|john", "part:reed|john"]


def test_an_initial_that_one_lacks_keeps_two_of_a_common_name_apart_unless_they_hold_one_office() -> None:
    left, right = {_REED, "middle:", "widespread:"}, {_REED, "middle:w", "widespread:"}
    assert count_shared_names(left, right) == 0
    assert count_shared_names({*left, "holds:x"}, {*right, "holds:x"}) == 1
    assert count_shared_names(left - {"widespread:"}, right - {"widespread:"}) == 1


def test_a_middle_name_is_its_initial_and_no_other_name() -> None:
    brief = "brief:ruth b ginsburg"
    assert count_shared_names({brief, "middle:bader"}, {brief, "middle:b"}) == 1
    assert count_shared_names({brief, "middle:bader"}, {brief, "middle:barbara"}) == 0


def test_an_acronym_of_two_full_names_is_of_two() -> None:
    left = {"body:afp", "short:afp", "full:agence francepresse"}
    right = {"body:afp", "short:afp", "full:armed forces philippines"}
    assert count_shared_names(left, right) == 0
    assert count_shared_names(left, {"body:afp", "short:afp"}) == 1
    states = [{"body:abc", "short:abc", f"full:broadcasting country{code}"} for code in ("us", "au")]
    assert count_shared_names(*states) == 0
    assert count_shared_names(states[0], {"body:abc", "short:abc", "full:broadcasting"}) == 1


def test_one_post_in_two_places_is_held_by_two() -> None:
    left, right = {_REED, "post:chief:boston"}, {_REED, "post:chief:denver"}
    assert count_shared_names(left, right) == 0
    assert count_shared_names(left, left) == 1


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("sport", "politics", True),
        ("medicine", "labour", True),
        ("politics", "law", False),
        ("academic", "politics", False),
    ],
)
def test_only_lifelong_trades_tell_two_of_a_rare_name_apart(left: str, right: str, apart: bool) -> None:
    assert are_told_apart({f"trade:{left}"}, {f"trade:{right}"}) is apart


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ({"trade:politics"}, {"trade:law"}, 0),
        ({"trade:law", "tied:leeds"}, {"trade:law", "tied:york"}, 0),
        ({"trade:law", "tied:leeds"}, {"trade:law"}, 1),
        ({"trade:business", "tied:harrow"}, {"trade:media", "tied:harrow rail"}, 1),
        ({"trade:politics", "state:gb"}, {"trade:law", "state:gb"}, 0),
        ({"trade:politics", "state:gb"}, {"trade:politics", "state:gb"}, 1),
        ({"trade:politics"}, set(), 1),
    ],
)
def test_two_of_a_common_name_whose_descriptions_have_nothing_in_common_are_two(
    left: set[str], right: set[str], joined: int
) -> None:
    assert count_shared_names({_REED, "widespread:", *left}, {_REED, "widespread:", *right}) == joined


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ({"said:captain ferry"}, {"said:harbour master"}, 0),
        ({"said:captain ferry"}, {"said:captain ship"}, 1),
        ({"said:captain ferry"}, set(), 1),
        ({"said:captain ferry", "trade:politics"}, {"said:harbour master", "trade:politics"}, 1),
        ({"said:astronaut", "once:"}, {"said:senator", "trade:politics"}, 1),
        ({"said:senator", "once:politics"}, {"said:runner", "trade:sport"}, 0),
    ],
)
def test_two_of_a_rare_name_whose_descriptions_have_no_word_in_common_are_two(
    left: set[str], right: set[str], joined: int
) -> None:
    assert count_shared_names({_REED, *left}, {_REED, *right}) == joined


def test_one_office_held_two_terms_apart_with_another_initial_is_a_fathers_and_a_sons() -> None:
    son = {_REED, "middle:w", "title:president:reed:2005"}
    assert count_shared_names({_REED, "middle:", "title:president:reed:1990"}, son) == 0
    assert count_shared_names({_REED, "middle:", "title:president:reed:2003"}, son) == 1


def test_a_body_that_many_towns_have_is_one_where_its_place_is() -> None:
    council = "body:city council newport"
    assert count_shared_names({council, "at:wales"}, {council, "at:rhode island"}) == 0
    assert count_shared_names({council, "at:wales"}, {council, "at:"}) == 0
    assert count_shared_names({council, "at:wales"}, {council, "at:south wales"}) == 1
    assert count_shared_names({council, "at:"}, {council, "at:"}) == 1


def test_an_acronym_of_one_state_is_not_short_for_a_name_with_another() -> None:
    full = {"body:nbc", "short:nbc", "full:broadcasting corporation countryna"}
    assert count_shared_names({"body:nbc", "short:nbc", "state:us"}, full) == 0
    assert count_shared_names({"body:nbc", "short:nbc", "state:na"}, full) == 1


def test_a_letter_stands_for_a_common_name_in_one_office_only() -> None:
    full = {"like:reed|jane", "initial:reed|j", "widespread:", "tied:leeds"}
    assert not may_be_like(full, {"letter:reed|j", "tied:leeds"})
    assert may_be_like({*full, "holds:mayor:leeds"}, {"letter:reed|j", "holds:mayor:leeds"})


def test_names_that_may_be_one_are_one_in_the_same_position_only() -> None:
    left, right = {"like:reed|samuel"}, {"like:reed|samuel", "like:reed|sam"}
    assert not may_be_like(left, right)
    assert may_be_like({*left, "tied:harbour bank"}, {*right, "tied:harbour bank"})
    assert not may_be_like({*left, "tied:democratic party"}, {*right, "tied:democratic party"})
    assert not may_be_like({*left, "holds:x", "state:us"}, {*right, "holds:x", "state:gb"})


def test_a_letter_stands_for_a_given_name_and_two_given_names_are_two() -> None:
    held = "holds:finance minister:IN"
    full, letter = {"like:reed|juan", "initial:reed|j", held}, {"letter:reed|j", held}
    assert may_be_like(full, letter)
    assert may_be_like(letter, full)
    assert not may_be_like(full, {"like:reed|jose", "initial:reed|j", held})


def test_a_longer_full_name_in_one_office_is_one_unless_it_tells_of_a_son() -> None:
    held = "holds:president:AF"
    assert may_be_like({"person:ashrafghani", held}, {"person:ashrafghaniahmadzai", held})
    assert not may_be_like({"person:ashrafghani", held}, {"person:ashrafghanijr", held})
    assert not may_be_like({"person:ashrafghani"}, {"person:ashrafghaniahmadzai"})
