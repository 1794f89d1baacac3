import pytest

from app.facts.partial_date import PartialDate
from app.names.offices import office_keys, read_office, state_of_office


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russian President", "President of Russia"),
        ("Israel's prime minister", "the Israeli Premier"),
        ("Ukrainian Foreign Minister", "foreign minister of Ukraine"),
        ("US Secretary of State", "U.S. secretary of state"),
        ("British Defence Secretary", "Britain's defense secretary"),
        ("Secretary-General of NATO", "NATO Secretary General"),
        ("the mayor of London", "London mayor"),
        ("European Commission President", "President of the European Commission"),
        ("North Korean leader", "North Korea's supreme leader"),
        ("WTO Director-General", "director-general of the World Trade Organization"),
        ("WHO chief", "Director-General of the World Health Organisation"),
        ("EU foreign policy chief", "the European Union's foreign policy chief"),
        ("US Vice President", "vice-president of the United States"),
    ],
)
def test_an_office_is_one_in_every_wording(left: str, right: str) -> None:
    assert read_office(left) is not None
    assert read_office(left) == read_office(right)


@pytest.mark.parametrize(
    "description",
    [
        "President",
        "former Russian president",
        "then-President of Russia",
        "deputy president of Russia",
        "deputy mayor of London",
        "opposition leader",
        "South Korean opposition leader",
        "a professor at Kyungnam University",
        "spokesman for the Russian President",
        "aide to the Russian President",
        "Russian Foreign Ministry spokesman",
        "Russian minister",
        "president of the local club",
        "",
    ],
)
def test_what_is_no_single_office_now_is_none(description: str) -> None:
    assert read_office(description) is None


def test_office_keys_are_of_a_time() -> None:
    description = "Russian President"
    assert office_keys(["Putin"], description, None) == ()
    keys = set(office_keys(["Putin"], description, PartialDate.parse("2024-12-31")))
    assert keys & set(office_keys(["Vladimir Putin"], description, PartialDate.parse("2025-01-01")))
    assert not keys & set(office_keys(["Vladimir Putin"], description, PartialDate.parse("2026-01-01")))


def test_ministers_with_a_common_family_name_have_no_office_keys() -> None:
    date = PartialDate.parse("2024")
    assert office_keys(["Kim"], "South Korean Defence Minister", date) == ()
    assert office_keys(["Shin"], "South Korean Defence Minister", date)


def test_an_office_whose_state_is_not_told_gives_a_key_without_it_but_for_common_family_names() -> None:
    date = PartialDate.parse("2024")
    untied = set(office_keys(["Putin"], "President", date))
    assert untied == {"title:president:putin:2024", "title:president:putin:2025"}
    assert untied < set(office_keys(["Vladimir Putin"], "President of Russia", date))
    assert office_keys(["Park"], "President", date) == ()
    assert office_keys(["Hradek"], "President of the Harbour Bank", date) == tuple(
        f"office:president:harbour bank:hradek:{year}" for year in (2024, 2025)
    )


def test_a_vice_president_is_no_president_and_a_firms_is_not_the_only_one() -> None:
    assert read_office("US Vice President") != read_office("US President")
    assert read_office("Harbour Bank vice president") is None


def test_who_sits_on_a_board_is_not_at_its_head() -> None:
    assert read_office("Fed governor") != read_office("Fed chief")


def test_of_the_commonest_family_names_an_office_is_told_by_its_own_year_alone() -> None:
    keys = office_keys(["Kim"], "North Korean leader", PartialDate.parse("2011"))
    assert keys == ("office:leader:KP:kim:2011",)


def test_the_state_of_an_office_is_told_from_another_body() -> None:
    assert state_of_office("president:RU") == "RU"
    assert state_of_office("president:harbour bank") is None
