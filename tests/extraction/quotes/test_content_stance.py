import pytest

from app.facts.quote import Stance
from tests.extraction.quotes.reading import quotes_of


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The airline said it would refund every ticket.", Stance.PROMISES),
        ("“We will refund every ticket,” the airline said.", Stance.PROMISES),
        ("The airline said fares would rise by a tenth.", Stance.PREDICTS),
        ("The airline said that fares are likely to rise by a tenth.", Stance.PREDICTS),
        ("The airline said fares should be capped.", Stance.WANTS),
        ("The airline said the state needed to build a second runway.", Stance.WANTS),
        ("“Please sell the old planes,” the pilot said.", Stance.WANTS),
        ("The pilot said he believed that the engine was sound.", Stance.BELIEVES),
        ("The pilot said he did not believe that the engine was sound.", Stance.DOUBTS),
        ("The pilot said the engine was probably sound.", Stance.BELIEVES),
        ("“Is the engine sound?” the pilot said.", Stance.ASKS),
        ("The pilot said the airline refunded every ticket.", Stance.ASSERTS),
        ("The pilot said he would often sleep in the cockpit.", Stance.ASSERTS),
        ("The pilot said the plane would have crashed without the beacon.", Stance.ASSERTS),
        ("The pilot said nobody would lose a job.", Stance.ASSERTS),
        ("The pilot said that the crew believed that the engine was sound.", Stance.ASSERTS),
        ("The pilot recalled that she would sleep in the cockpit.", Stance.ASSERTS),
    ],
)
def test_stance_of_what_is_said(text: str, stance: Stance) -> None:
    assert quotes_of(text)[0].stance is stance
