from app.names.given_names import common_form, is_of_a_man, possible_forms


def test_a_short_form_that_stands_for_one_name_is_that_name() -> None:
    assert common_form("bob") == common_form("robert") == "robert"
    assert common_form("zelda") == "zelda"


def test_a_short_form_of_several_names_is_none_of_them_for_sure() -> None:
    assert common_form("sam") == "sam"
    assert set(possible_forms("sam")) == {"sam", "samuel", "samantha"}


def test_a_name_in_russian_may_be_the_one_in_ukrainian() -> None:
    assert common_form("volodymyr") != common_form("vladimir")
    assert "vladimir" in possible_forms("volodymyr")
    assert {"oleksandr", "alexander"} <= set(possible_forms("olexander"))


def test_names_of_men_are_known_in_their_short_forms() -> None:
    assert is_of_a_man("bill")
    assert not is_of_a_man("joan")
