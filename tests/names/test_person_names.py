import pytest

from app.names.person_names import (
    brief_keys,
    is_widespread,
    like_keys,
    middle_names,
    person_keys,
    regnal_keys,
    titled_key,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Bob Menard", "Robert Menard"),
        ("Janet L. Yellen", "Janet Yellen"),
        ("F. Scott Harlan", "Scott Harlan"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("Jörg Schröder", "Joerg Schroeder"),
        ("Soeharto Djaja", "Suharto Jaja"),
        ("Amir Hossein Karimi", "Amirhossein Karimi"),
        ("Crown Prince Hamad al-Rashid", "Hamad al-Rashid"),
        ("Midwife Anna Kral", "Anna Kral"),
        ("ex-President Tomas Hradek", "Tomas Hradek"),
        ("Han Duck-soo", "Han Duck Soo"),
        ('Ramon "Monching" Dizon', "Ramon Dizon"),
        ("Lance Corporal Ivo Kral", "Ivo Kral"),
    ],
)
def test_namings_of_one_person_share_a_key(left: str, right: str) -> None:
    assert set(person_keys(left)) & set(person_keys(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sam Reed", "Samantha Reed"),
        ("Robert Hale", "Roberta Hale"),
        ("Vladimir Horak", "Volodymyr Horak"),
        ("James Thomas", "Thomas James"),
        ("Henry Ford", "Henry Ford II"),
        ("Prince Harry", "Prince William"),
        ("King Hassan I", "King Hassan II"),
        ("Mrs. John Hale", "John Hale"),
    ],
)
def test_two_people_share_none(left: str, right: str) -> None:
    assert not set(person_keys(left)) & set(person_keys(right))


def test_the_family_name_may_stand_first_where_it_is_said_to() -> None:
    assert not set(person_keys("Orbán Viktor")) & set(person_keys("Viktor Orbán"))
    assert set(person_keys("Orbán Viktor")) & set(person_keys("Viktor Orbán", family_may_be_first=True))


def test_a_name_with_a_middle_name_has_a_brief_key() -> None:
    assert brief_keys("Ruth Bader Ginsburg") == brief_keys("Ruth B. Ginsburg") != ()
    assert brief_keys("Ruth Ginsburg") == brief_keys("Ursula von Berg") == ()


def test_names_that_may_be_one_share_more_than_a_first_letter() -> None:
    assert set(like_keys("Sam Harlan")) & set(like_keys("Samantha Harlan")) == {"initial:hrln|s", "like:hrln|samantha"}
    assert set(like_keys("Juan Harlan")) & set(like_keys("José Harlan")) == {"initial:hrln|j"}
    assert like_keys("J. Harlan") == ("letter:hrln|j",)
    assert "part:hrln|juan" in like_keys("Juan Harlan Doria")
    assert like_keys("Harlan") == like_keys("Von der Leyen") == ()


@pytest.mark.parametrize(
    ("name", "middle"),
    [
        ("John A. Reed", "a"),
        ("John Reed", ""),
        ("F. Scott Harlan", "f"),
        ("Ferdinand R. Marcos Jr.", "r"),
        ("Reed", None),
        ("Judge Reed", None),
    ],
)
def test_middle_names_are_told(name: str, middle: str | None) -> None:
    assert middle_names(name) == middle


@pytest.mark.parametrize("name", ["John Smith", "Kim Min-soo", "Li Wei", "John A. Smith", "Amy Chan"])
def test_common_family_names_are_widespread(name: str) -> None:
    assert is_widespread(name)


@pytest.mark.parametrize("name", ["Fumio Kishida", "Ketanji Brown Jackson", "Smith"])
def test_rare_and_longer_names_are_not_widespread(name: str) -> None:
    assert not is_widespread(name)


def test_who_reigns_is_known_by_the_name_with_the_number_or_the_title() -> None:
    assert set(regnal_keys("King Olav V", None)) & set(person_keys("Olav V"))
    assert set(regnal_keys("Olav V", "Norway's king")) & set(person_keys("King Olav V"))
    assert set(regnal_keys("Olav", "the king of Norway")) & set(person_keys("King Olav"))
    assert regnal_keys("Olav", "a baker in Oslo") == regnal_keys("Stephen King", "the writer") == ()


def test_a_title_may_be_a_part_of_a_name() -> None:
    assert titled_key("Sheikh Amina") == "sheikh amina"
    assert titled_key("Mr Reed") is None


def test_a_family_name_spelt_as_at_home_keeps_its_vowels() -> None:
    assert not set(like_keys("Hans Brünner")) & set(like_keys("Hans Brönner"))
    assert set(like_keys("Igor Bondar")) & set(like_keys("Igor Bondor"))
