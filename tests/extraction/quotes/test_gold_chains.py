from tests.extraction.quotes.gold_chains import gold_chains, score

LEAST_WHOLE = 0.8
LEAST_WHOLE_OF_HELD_OUT = 0.75


def test_chains_are_whole_down_to_a_floor() -> None:
    scored = score(gold_chains(held_out=False))
    assert scored.whole / scored.gold >= LEAST_WHOLE, scored.failures


def test_held_out_chains_are_whole_down_to_a_floor() -> None:
    scored = score(gold_chains(held_out=True))
    assert scored.whole / scored.gold >= LEAST_WHOLE_OF_HELD_OUT
