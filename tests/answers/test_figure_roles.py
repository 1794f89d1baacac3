import pytest

from app.answers.figure_roles import Side, sides_of


@pytest.mark.parametrize(
    ("before", "counted", "after", "term", "side"),
    [
        ("Arda sent ", "", " to the border of Velia", "arda", Side.DOER),
        ("Arda sent ", "", " to the border of Velia", "velia", Side.GOAL),
        ("", "Ardan soldiers", " were captured by Velia", "ardan", Side.OWNER),
        ("", "Ardan soldiers", " were captured by Velia", "velia", Side.DOER),
        ("", "soldiers", " from Arda fought against Velia", "arda", Side.OWNER),
        ("", "soldiers", " from Arda fought against Velia", "velia", Side.AGAINST),
        ("", "soldiers", " have left Velia", "velia", Side.SOURCE),
        ("", "soldiers", " were moved from Arda to Velia", "arda", Side.SOURCE),
        ("Velia hosts ", "", " of its allies", "velia", Side.GOAL),
        ("Velia has suffered ", "", "", "velia", Side.OWNER),
        ("In the western border region of Velia, ", "", " burned", "velia", Side.GOAL),
        ("The state will pay ", "", " to the growers", "state", Side.DOER),
        ("The state will pay ", "", " to the growers", "grower", Side.GOAL),
        ("The growers will pay the state ", "", "", "state", Side.GOAL),
    ],
)
def test_a_name_stands_on_one_side(before: str, counted: str, after: str, term: str, side: Side) -> None:
    assert sides_of(before, counted, after)[term] == {side}


@pytest.mark.parametrize("before", ["Velia has ", "Velia's rents rose by ", "The war with Velia cost "])
def test_some_names_stand_on_no_side(before: str) -> None:
    assert "velia" not in sides_of(before, "", "")
