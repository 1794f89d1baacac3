import numpy as np
import pytest

from app.meaning import encoder
from app.meaning.encoder import DIMENSIONS, load_encoder
from app.meaning.network import BrokenNetwork


def likeness(left: bytes, right: bytes) -> float:
    one, other = (np.frombuffer(vector, np.int8).astype(np.float64) for vector in (left, right))
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def test_what_says_nearly_the_same_is_alike_whatever_its_words() -> None:
    asked, told, other = load_encoder().encode(
        [
            "Who brushed the stories off as bogus?",
            "The Harbour Board: The reports are fake news, it said.",
            "The Harbour Board: The new quay cost 40 million pounds, it said.",
        ]
    )
    assert likeness(asked, told) > likeness(asked, other) + 0.1


def test_a_vector_depends_on_nothing_but_its_text() -> None:
    text = "The minister said that 40 boats had sailed."
    (alone,) = load_encoder().encode([text])
    among = load_encoder().encode(["It rains. " * 200, text, "Yes."])
    assert len(alone) == DIMENSIONS
    assert among[1] == alone
    assert load_encoder().encode([]) == []


def test_any_text_has_a_vector() -> None:
    for vector in load_encoder().encode(["", " ", "\u0000\ufffd", "한국 🚢", "word " * 5000]):
        assert len(vector) == DIMENSIONS


def test_another_file_than_the_released_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MODEL_SHA256", "0" * 64)
    with pytest.raises(BrokenNetwork, match="SHA-256"):
        load_encoder.__wrapped__()
