import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.facts.attribution import SourceKind
from app.facts.reading import FoundSource
from app.names.identity_keys import identity_keys
from app.names.same_source import count_shared_names


def source(name: str, kind: SourceKind, *aliases: str, named: bool = True) -> FoundSource:
    return FoundSource("src_1", name, kind, named, aliases, None)


def test_unnamed_groups_have_no_keys() -> None:
    assert identity_keys(source("three officials", SourceKind.GROUP, named=False)) == ()


def test_a_family_name_alone_has_no_key() -> None:
    assert identity_keys(source("Ilves", SourceKind.PERSON)) == ()


def test_a_persons_spellings_share_one_key() -> None:
    for name in ("Kim Jong Un", "Kim Jong-un", "Kim Jongun"):
        assert "person:kimjongun" in identity_keys(source(name, SourceKind.PERSON))


def test_a_capital_is_its_government() -> None:
    assert identity_keys(source("Pyongyang", SourceKind.GOVERNMENT)) == ("government:KP",)


@given(st.text(), st.sampled_from(SourceKind), st.lists(st.text(), max_size=2))
def test_any_name_has_keys_or_none(name: str, kind: SourceKind, aliases: list[str]) -> None:
    keys = identity_keys(source(name, kind, *aliases))
    assert len(set(keys)) == len(keys)


def test_an_office_whose_state_an_alias_tells_is_one_across_articles() -> None:
    keys = identity_keys(source("Coastal Command", SourceKind.GOVERNMENT, "Norway’s Coastal Command"))
    assert set(keys) & set(identity_keys(source("Norwegian Coastal Command", SourceKind.GOVERNMENT)))


def test_an_acronym_of_a_foreign_name_is_its_bodys() -> None:
    keys = identity_keys(source("Security Service of Ukraine", SourceKind.GOVERNMENT, "SBU"))
    assert {"body:sbu", "short:sbu"} <= set(keys)


def test_a_state_before_a_bodys_own_name_may_be_left_out_and_a_part_of_it_may_not() -> None:
    agency = identity_keys(source("Russia's Harbour Guard (HGR)", SourceKind.GOVERNMENT))
    assert set(agency) & set(identity_keys(source("Harbour Guard", SourceKind.GOVERNMENT)))
    assert "body:hgr" in agency
    for name in ("Bank of Korea", "Korean Finance Ministry"):
        assert "body:bank" not in identity_keys(source(name, SourceKind.GOVERNMENT))
    assert "body:greenpeace" not in identity_keys(source("Greenpeace Brazil", SourceKind.ORGANISATION))


def test_spellings_of_a_bodys_name_share_a_key() -> None:
    for left, right in (("Al-Nahar", "Al Nahar"), ("Böll Stiftung", "Boell Stiftung"), ("al-Qaeda", "Al Qaida")):
        keys = [set(identity_keys(source(name, SourceKind.ORGANISATION))) for name in (left, right)]
        assert keys[0] & keys[1]


def test_the_wife_of_a_man_is_not_known_by_his_name() -> None:
    assert identity_keys(source("Mrs. John Whitfield", SourceKind.PERSON)) == ()
    assert identity_keys(source("Mrs. Joan Whitfield", SourceKind.PERSON))


def test_outlets_that_share_all_but_their_last_word_are_two() -> None:
    for left, right in (("Harbour Wire", "Harbour Gazette"), ("New York Times", "New York Post")):
        keys = [set(identity_keys(source(name, SourceKind.OUTLET))) for name in (left, right)]
        assert not keys[0] & keys[1]


def test_a_letter_and_a_family_name_are_no_full_name() -> None:
    assert identity_keys(source("J. Reed", SourceKind.PERSON)) == ()


def _share(left: FoundSource, right: FoundSource) -> bool:
    keys = [identity_keys(one) for one in (left, right)]
    return count_shared_names(*keys) > 0


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("JPMorgan Chase", "JP Morgan Chase"),
        ("Harbour Holdings plc", "Harbour"),
        ("IMF", "International Monetary Fund"),
        ("European Commission", "EU Commission"),
        ("Kyungnam Univ.", "Kyungnam University"),
    ],
)
def test_bodies_are_known_by_their_usual_names(left: str, right: str) -> None:
    assert _share(source(left, SourceKind.ORGANISATION), source(right, SourceKind.ORGANISATION))


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        ("Ashford police", "Ashford Police Department", True),
        ("Ashford Police Service", "Ashford Police", True),
        ("Ashford police", "Norwegian police", False),
        ("Riot police", "riot police", False),
        ("West Bank", "Bank of the West", False),
    ],
)
def test_a_towns_police_is_a_body_and_a_kind_of_police_is_none(left: str, right: str, shared: bool) -> None:
    assert _share(source(left, SourceKind.GOVERNMENT), source(right, SourceKind.GOVERNMENT)) is shared


def test_an_acronym_that_everybody_knows_is_not_another_bodys_that_is_named_in_full() -> None:
    known = source("CIA", SourceKind.GOVERNMENT)
    assert _share(known, source("Central Intelligence Agency", SourceKind.GOVERNMENT))
    assert not _share(known, source("Culinary Institute of Arles", SourceKind.ORGANISATION, "CIA"))
    assert not _share(source("FDA", SourceKind.GOVERNMENT), described("FDA", "Ghana's drug regulator"))
    assert _share(source("FDA", SourceKind.GOVERNMENT), described("FDA", "the U.S. drug regulator"))


def test_two_states_have_a_body_of_one_name_that_aliases_tell_apart() -> None:
    left = source("Coastal Command", SourceKind.GOVERNMENT, "Norway's Coastal Command")
    assert not _share(left, source("Coastal Command", SourceKind.GOVERNMENT, "Chile's Coastal Command"))


def described(name: str, description: str) -> FoundSource:
    return FoundSource("src_1", name, SourceKind.GOVERNMENT, True, (), description)
