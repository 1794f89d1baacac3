"""Write the table of words: what each common English word means by itself, as the sentence encoder tells it.

    python -m training.export_words --out app/meaning/words.npz

The words are the 40,000 that are most frequent (wordfreq), one for each stem. What all of them have in common (their
mean and the three main directions; Mu and Viswanath, "All-but-the-Top", 2018) is taken away, and what is left is kept
in 128 dimensions and eight bits. Prints how many words there are.
"""

import argparse
from pathlib import Path

import numpy as np
import wordfreq

from app.answers.terms import is_stop_word, stem
from app.meaning.encoder import DIMENSIONS, load_encoder

_WORDS = 40_000
_COMMON_DIRECTIONS = 3
_KEPT = 128
_SHORTEST = 3


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    word_of: dict[str, str] = {}
    for word in wordfreq.top_n_list("en", _WORDS):
        if word.isascii() and word.isalpha() and len(word) >= _SHORTEST and not is_stop_word(word):
            word_of.setdefault(stem(word), word)
    encoded = load_encoder().encode(list(word_of.values()))
    vectors = np.frombuffer(b"".join(encoded), np.int8).reshape(-1, DIMENSIONS).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    kept = vectors @ directions[_COMMON_DIRECTIONS : _COMMON_DIRECTIONS + _KEPT].T
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    rows = np.clip(np.rint(kept * (127 / np.abs(kept).max())), -127, 127).astype(np.int8)
    order = np.argsort(list(word_of))
    np.savez_compressed(chosen.out, stems=np.array(list(word_of), dtype="S")[order], rows=rows[order])
    print(f"{len(rows)} words, {chosen.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
