import pytest

from app.meaning import cross_encoder
from app.meaning.cross_encoder import load_cross_encoder
from app.meaning.network import BrokenNetwork

TOLD = (
    "The Harbour Board: Nine boats sank in the storm, the board said.",
    "Ada Quill (harbour master): “The stories about smuggled rum are rubbish,” Quill told reporters.",
    "The new quay cost 40 million crowns.",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many vessels were lost in the gale?", 0),
        ("Who brushed the rumours off as nonsense?", 1),
        ("What was the price of the pier?", 2),
    ],
)
def test_what_answers_in_other_words_is_told_from_what_stands_beside_it(question: str, answer: int) -> None:
    readings = load_cross_encoder().read(question, TOLD)
    assert max(range(len(TOLD)), key=readings.__getitem__) == answer


def test_a_reading_depends_on_nothing_but_its_two_texts() -> None:
    among = load_cross_encoder().read("How many boats sank?", TOLD)
    assert among[1:2] == load_cross_encoder().read("How many boats sank?", TOLD[1:2])
    assert load_cross_encoder().read("How many boats sank?", []) == []


def test_any_texts_can_be_read() -> None:
    for text in ("", " ", "\u0000\ufffd", "한국 🚢", "word " * 5000):
        assert len(load_cross_encoder().read(text, [text, "Yes."])) == 2


def test_another_file_than_the_released_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cross_encoder, "MODEL_SHA256", "0" * 64)
    with pytest.raises(BrokenNetwork, match="SHA-256"):
        load_cross_encoder.__wrapped__()
