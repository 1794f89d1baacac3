from tests.names.gold_names import gold_pairs, score

PRECISION_FLOOR = 0.99
RECALL_FLOOR = 0.95
# Few pairs are held out: one wrong one is half a point. Most are namesakes, on purpose.
PRECISION_FLOOR_OF_HELD_OUT = 0.98
RECALL_FLOOR_OF_HELD_OUT = 0.9


def test_pairs_are_told_apart_and_joined_down_to_floors() -> None:
    scored = score(gold_pairs(held_out=False))
    assert scored.precision() >= PRECISION_FLOOR, scored.wrong
    assert scored.recall() >= RECALL_FLOOR, scored.missed


def test_held_out_pairs_are_told_apart_and_joined_down_to_floors() -> None:
    scored = score(gold_pairs(held_out=True))
    assert scored.precision() >= PRECISION_FLOOR_OF_HELD_OUT
    assert scored.recall() >= RECALL_FLOOR_OF_HELD_OUT


def test_a_fifth_of_the_harder_pairs_is_held_out() -> None:
    harder = [pair for pair in [*gold_pairs(held_out=False), *gold_pairs(held_out=True)] if pair.part == "harder"]
    assert 0.15 <= sum(pair.is_held_out for pair in harder) / len(harder) <= 0.25
