from tests.extraction.quotes.gold_stances import gold_stances, score

LEAST_RIGHT = 0.93
LEAST_RIGHT_OF_HELD_OUT = 0.9


def test_stances_are_right_down_to_a_floor() -> None:
    scored = score(gold_stances(held_out=False))
    assert scored.right / scored.found >= LEAST_RIGHT, scored.failures


def test_held_out_stances_are_right_down_to_a_floor() -> None:
    scored = score(gold_stances(held_out=True))
    assert scored.right / scored.found >= LEAST_RIGHT_OF_HELD_OUT
