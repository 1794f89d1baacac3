"""Loading what the first question would have to wait for."""

from threading import Thread

from app.meaning.cross_encoder import load_cross_encoder
from app.meaning.encoder import load_encoder
from app.meaning.word_vectors import load_word_vectors


def load_meanings_ahead() -> None:
    """Begin to load the networks and the words, which takes some tenths of a second, without waiting for it."""
    Thread(target=_load, daemon=True).start()


def _load() -> None:
    load_encoder()
    load_word_vectors()
    load_cross_encoder()
