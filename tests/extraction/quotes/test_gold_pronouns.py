from tests.extraction.quotes.gold_pronouns import gold_pronouns, score

LEAST_RIGHT = 0.85
LEAST_RIGHT_OF_HELD_OUT = 0.85


def test_pronouns_are_told_down_to_a_floor() -> None:
    scored = score(gold_pronouns(held_out=False))
    assert scored.right / scored.told >= LEAST_RIGHT, scored.failures


def test_nobody_is_named_for_a_pronoun_that_tells_nobody() -> None:
    scored = score(gold_pronouns(held_out=False))
    assert (scored.wrong, scored.guessed, scored.pronouns) == (0, 0, 0), scored.failures


def test_held_out_pronouns_are_told_down_to_a_floor() -> None:
    # Failures are not shown: nobody may fit the rules to these passages.
    scored = score(gold_pronouns(held_out=True))
    assert scored.right / scored.told >= LEAST_RIGHT_OF_HELD_OUT
    assert scored.wrong + scored.guessed <= 3
    assert scored.pronouns == 0
