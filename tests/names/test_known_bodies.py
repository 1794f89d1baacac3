import pytest

from app.facts.attribution import SourceKind
from app.names.known_bodies import known_full_name, known_owner, known_state


@pytest.mark.parametrize(
    ("name", "kind", "full"),
    [
        ("the IMF", SourceKind.ORGANISATION, "International Monetary Fund"),
        ("U.N. refugee agency", SourceKind.GOVERNMENT, "UN High Commissioner for Refugees"),
        ("World Health Organisation", SourceKind.UNKNOWN, "World Health Organization"),
        ("MIT", SourceKind.ORGANISATION, "Massachusetts Institute of Technology"),
        ("MIT", SourceKind.GOVERNMENT, None),
        ("Who", SourceKind.ORGANISATION, None),
        ("Harbour Bank", SourceKind.ORGANISATION, None),
    ],
)
def test_a_body_is_known_by_other_names_where_the_kind_fits(name: str, kind: SourceKind, full: str | None) -> None:
    assert known_full_name(name, kind) == full


def test_an_office_may_be_of_a_known_body_of_any_kind() -> None:
    assert known_owner("Fed") == known_owner("Federal Reserve") == "Federal Reserve"
    assert known_owner("Harbour Bank") is None


def test_an_acronym_that_several_states_have_is_of_one_where_nothing_is_told() -> None:
    assert known_state("FDA") == "us"
    assert known_state("IMF") is None
